#include "adapters/deflate.h"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace kitei::adapters {
namespace {

struct Free {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, Free>;

// A thorough search takes twice as long. In a short text it finds a twentieth of the size of a Word file; in a long one
// there is more to find.
constexpr std::size_t kShort = std::size_t{64} << 10;
constexpr int kQuick = 1;
constexpr int kThorough = 4;

Compressor make_compressor(int level) {
  Compressor compressor(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  return compressor;
}

}  // namespace

Deflated deflate(std::string_view bytes) {
  // Working memory, at most a megabyte, which each thread keeps: it carries nothing from one call to the next.
  thread_local const Compressor quick = make_compressor(kQuick);
  libdeflate_compressor* compressor = quick.get();
  if (bytes.size() > kShort) {
    thread_local const Compressor thorough = make_compressor(kThorough);
    compressor = thorough.get();
  }
  // Not a std::string: that would write, and so take, all the memory that most texts do not need.
  const auto room = std::make_unique_for_overwrite<char[]>(bytes.size());
  const std::size_t size =
      libdeflate_deflate_compress(compressor, bytes.data(), bytes.size(), room.get(), bytes.size());
  return {{room.get(), size}, crc32(bytes)};
}

std::uint32_t crc32(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace kitei::adapters
