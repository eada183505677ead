// An archive is the entries (a header, then the bytes), their directory (a header for each entry that repeats the first
// one and says where that stands), and the place of the directory. APPNOTE.TXT 4.3 names the fields.
#include "adapters/zip_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace kitei::adapters {
namespace {

constexpr std::size_t kMostFiles = 0xFFFE;
constexpr std::size_t kMostBytes = 0xFFFFFFFE;

constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kUtf8Name = 1 << 11;
constexpr std::uint16_t kDosDate1980 = 0x21;
constexpr std::uint16_t kVersionStored = 10;
constexpr std::uint16_t kVersionDeflated = 20;
constexpr std::uint16_t kMadeOnUnix = 3 << 8;
constexpr std::uint32_t kRegularFile = 0100644u << 16;

[[noreturn]] void fail(const std::string& reason) { throw ZipError("cannot write the archive: " + reason); }

void put16(std::string& out, std::size_t value) {
  out += static_cast<char>(value);
  out += static_cast<char>(value >> 8);
}

void put32(std::string& out, std::size_t value) {
  put16(out, value);
  put16(out, value >> 16);
}

struct Entry {
  std::string_view path;
  std::uint16_t method = kStored;
  std::uint32_t crc = 0;
  std::size_t packed_size = 0;
  std::size_t size = 0;
  std::size_t begins = 0;  // bytes from the start of the archive
};

// What both headers of an entry hold.
void put_common(std::string& out, const Entry& entry) {
  const bool ascii = std::all_of(entry.path.begin(), entry.path.end(), [](char c) { return (c & 0x80) == 0; });
  put16(out, entry.method == kStored ? kVersionStored : kVersionDeflated);
  put16(out, ascii ? 0 : kUtf8Name);
  put16(out, entry.method);
  put16(out, 0);  // midnight
  put16(out, kDosDate1980);
  put32(out, entry.crc);
  put32(out, entry.packed_size);
  put32(out, entry.size);
  put16(out, entry.path.size());
  put16(out, 0);  // extra fields
}

Entry put_file(std::string& out, const ZipFile& file) {
  const std::string_view content = file.content();
  Entry entry{file.path, kStored, 0, content.size(), content.size(), out.size()};
  Deflated own;
  if (!file.shared && file.compression == Compression::Deflate) own = deflate(content);
  const Deflated& deflated = file.shared ? file.shared->deflated : own;
  std::string_view packed = content;
  if (!deflated.bytes.empty()) {
    packed = deflated.bytes;
    entry.method = kDeflated;
    entry.packed_size = packed.size();
    entry.crc = deflated.crc;
  } else {
    entry.crc = crc32(content);
  }
  if (std::max(entry.size, out.size() + packed.size()) > kMostBytes) fail("it would be larger than 4 GiB");
  put32(out, 0x04034B50);
  put_common(out, entry);
  out += file.path;
  out += packed;
  return entry;
}

void put_directory(std::string& out, const std::vector<Entry>& entries) {
  const std::size_t begins = out.size();
  for (const Entry& entry : entries) {
    put32(out, 0x02014B50);
    put16(out, kMadeOnUnix | kVersionDeflated);
    put_common(out, entry);
    put16(out, 0);  // comment
    put16(out, 0);  // disk
    put16(out, 0);  // internal attributes
    put32(out, kRegularFile);
    put32(out, entry.begins);
    out += entry.path;
  }
  const std::size_t size = out.size() - begins;
  if (out.size() > kMostBytes) fail("it would be larger than 4 GiB");
  put32(out, 0x06054B50);
  put16(out, 0);  // this disk
  put16(out, 0);  // the directory's disk
  put16(out, entries.size());
  put16(out, entries.size());
  put32(out, size);
  put32(out, begins);
  put16(out, 0);  // comment
}

void check_names(const std::vector<ZipFile>& files) {
  std::vector<std::string_view> names;
  names.reserve(files.size());
  for (const ZipFile& file : files) {
    if (const base::Message problem = unsafe_zip_name(file.path); !problem.empty()) fail(problem.en);
    if (file.path.ends_with('/')) fail(fmt::format("\"{}\" is a folder", file.path));
    names.push_back(file.path);
  }
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) fail(fmt::format("the name \"{}\" is given twice", *twice));
}

}  // namespace

std::string write_zip(const std::vector<ZipFile>& files) {
  if (files.empty()) fail("it would hold no file");
  if (files.size() > kMostFiles) fail(fmt::format("it would hold more than {} files", kMostFiles));
  check_names(files);
  std::string out;
  std::vector<Entry> entries;
  entries.reserve(files.size());
  for (const ZipFile& file : files) entries.push_back(put_file(out, file));
  put_directory(out, entries);
  return out;
}

}  // namespace kitei::adapters
