#include "adapters/zip.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <set>
#include <type_traits>

#include "base/unicode.h"

namespace kitei::adapters {
namespace {

// The library's functions, found when the first archive is read: with it come four libraries of ciphers and compression that
// nothing else here needs, a third of what the start of the program costs.
struct Library {
  Library() {
    void* const library = ::dlopen(KITEI_ZIP_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library) throw ZipError(fmt::format("cannot read archives: {}", ::dlerror()));
    const auto find = [&](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
      if (!function) throw ZipError(fmt::format("cannot read archives: {} has no {}", KITEI_ZIP_LIBRARY, name));
    };
    find(discard, "zip_discard");
    find(error_fini, "zip_error_fini");
    find(error_init, "zip_error_init");
    find(error_strerror, "zip_error_strerror");
    find(fclose, "zip_fclose");
    find(file_get_external_attributes, "zip_file_get_external_attributes");
    find(fopen_index, "zip_fopen_index");
    find(fread, "zip_fread");
    find(get_error, "zip_get_error");
    find(get_num_entries, "zip_get_num_entries");
    find(open_from_source, "zip_open_from_source");
    find(source_buffer_create, "zip_source_buffer_create");
    find(source_free, "zip_source_free");
    find(stat_index, "zip_stat_index");
    find(stat_init, "zip_stat_init");
  }

  decltype(&::zip_discard) discard;
  decltype(&::zip_error_fini) error_fini;
  decltype(&::zip_error_init) error_init;
  decltype(&::zip_error_strerror) error_strerror;
  decltype(&::zip_fclose) fclose;
  decltype(&::zip_file_get_external_attributes) file_get_external_attributes;
  decltype(&::zip_fopen_index) fopen_index;
  decltype(&::zip_fread) fread;
  decltype(&::zip_get_error) get_error;
  decltype(&::zip_get_num_entries) get_num_entries;
  decltype(&::zip_open_from_source) open_from_source;
  decltype(&::zip_source_buffer_create) source_buffer_create;
  decltype(&::zip_source_free) source_free;
  decltype(&::zip_stat_index) stat_index;
  decltype(&::zip_stat_init) stat_init;
};

const Library& zip() {
  static const Library library;
  return library;
}

struct Discard {
  void operator()(zip_t* archive) const { zip().discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip().source_free(source); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip().fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;
using OpenFile = std::unique_ptr<zip_file_t, CloseFile>;

struct LibraryError {
  zip_error_t error;
  LibraryError() { zip().error_init(&error); }
  ~LibraryError() { zip().error_fini(&error); }
  LibraryError(const LibraryError&) = delete;
  LibraryError& operator=(const LibraryError&) = delete;
  std::string text() { return zip().error_strerror(&error); }
};

constexpr zip_uint32_t kFileTypeMask = 0170000u;
constexpr zip_uint32_t kSymbolicLink = 0120000u;

base::Message damaged(const std::string& detail) {
  return {fmt::format("the archive is damaged or not a ZIP file: {}", detail),
          fmt::format("ZIPファイルが壊れているか、ZIPファイルではありません（{}）", detail)};
}

base::Message too_large(std::string_view name) {
  return {fmt::format("\"{}\" is larger than the archive may hold when unpacked", name),
          fmt::format("展開後の大きさが上限を超えています（{}）", name)};
}

bool is_symbolic_link(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip().file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
  return ((attributes >> 16) & kFileTypeMask) == kSymbolicLink;
}

// Reads one entry, at most the size its header names; the check sum is verified by the library at the last byte.
base::Message read_entry(zip_t* archive, zip_uint64_t index, std::uint64_t size, std::string_view name,
                         std::string& bytes) {
  OpenFile file(zip().fopen_index(archive, index, 0));
  if (!file) return damaged(zip().error_strerror(zip().get_error(archive)));
  bytes.resize(static_cast<std::size_t>(size));
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const zip_int64_t read = zip().fread(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (read <= 0) return damaged(std::string(name));
    filled += static_cast<std::size_t>(read);
  }
  char beyond = 0;
  if (zip().fread(file.get(), &beyond, 1) != 0) return damaged(std::string(name));
  return {};
}

base::Message read_entries(zip_t* archive, const ZipLimits& limits, base::FileTree& files) {
  const zip_int64_t count = zip().get_num_entries(archive, 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits.entries) {
    return {fmt::format("the archive holds more than {} entries", limits.entries),
            fmt::format("書庫の項目が{}個を超えています", limits.entries)};
  }
  if (count == 0) return {"the archive holds no files", "書庫にファイルがありません"};
  std::uint64_t total = 0;
  std::set<std::string> folded;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t stat;
    zip().stat_init(&stat);
    // The bytes of the name as they are: guessing an encoding would turn control characters into others.
    if (zip().stat_index(archive, i, ZIP_FL_ENC_RAW, &stat) != 0)
      return damaged(zip().error_strerror(zip().get_error(archive)));
    constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if ((stat.valid & kNeeded) != kNeeded) return damaged("entry without size");
    if (base::Message problem = unsafe_zip_name(stat.name); !problem.empty()) return problem;
    const std::string name = base::nfc(stat.name);
    if (is_symbolic_link(archive, i)) {
      return {fmt::format("\"{}\" is a symbolic link", name), fmt::format("シンボリックリンクがあります（{}）", name)};
    }
    if (stat.encryption_method != ZIP_EM_NONE) {
      return {fmt::format("\"{}\" is encrypted", name), fmt::format("暗号化された項目があります（{}）", name)};
    }
    if (name.ends_with('/')) {
      if (stat.size != 0) return damaged(name);
      continue;
    }
    if (!folded.insert(base::nfkc_casefold(name)).second) {
      return {fmt::format("the name \"{}\" is given twice", name),
              fmt::format("同じ名前の項目が二つあります（{}）", name)};
    }
    total += stat.size;
    const bool bomb = stat.size > limits.ratio_from_bytes && stat.size / limits.ratio > stat.comp_size;
    if (stat.size > limits.entry_bytes || total > limits.total_bytes || bomb) return too_large(name);
    std::string bytes;
    if (base::Message problem = read_entry(archive, i, stat.size, name, bytes); !problem.empty()) return problem;
    files.emplace(name, std::move(bytes));
  }
  return {};
}

}  // namespace

ZipContents read_zip(std::string_view bytes, const ZipLimits& limits) {
  ZipContents contents;
  LibraryError error;
  Source buffer(zip().source_buffer_create(bytes.data(), bytes.size(), 0, &error.error));
  if (!buffer) throw ZipError("cannot read the archive: " + error.text());
  Archive archive(zip().open_from_source(buffer.get(), ZIP_RDONLY | ZIP_CHECKCONS, &error.error));
  if (!archive) {
    contents.problem = damaged(error.text());
    return contents;
  }
  buffer.release();  // the archive owns it now
  if (base::Message problem = read_entries(archive.get(), limits, contents.files); !problem.empty()) {
    contents.files.clear();
    contents.problem = std::move(problem);
  }
  return contents;
}

}  // namespace kitei::adapters
