#include "adapters/zip.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <set>

#include "base/unicode.h"

namespace kitei::adapters {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;
using OpenFile = std::unique_ptr<zip_file_t, CloseFile>;

struct LibraryError {
  zip_error_t error;
  LibraryError() { zip_error_init(&error); }
  ~LibraryError() { zip_error_fini(&error); }
  LibraryError(const LibraryError&) = delete;
  LibraryError& operator=(const LibraryError&) = delete;
  std::string text() { return zip_error_strerror(&error); }
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
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
  return ((attributes >> 16) & kFileTypeMask) == kSymbolicLink;
}

// Reads one entry, at most the size its header names; the check sum is verified by the library at the last byte.
base::Message read_entry(zip_t* archive, zip_uint64_t index, std::uint64_t size, std::string_view name,
                         std::string& bytes) {
  OpenFile file(zip_fopen_index(archive, index, 0));
  if (!file) return damaged(zip_error_strerror(zip_get_error(archive)));
  bytes.resize(static_cast<std::size_t>(size));
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const zip_int64_t read = zip_fread(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (read <= 0) return damaged(std::string(name));
    filled += static_cast<std::size_t>(read);
  }
  char beyond = 0;
  if (zip_fread(file.get(), &beyond, 1) != 0) return damaged(std::string(name));
  return {};
}

base::Message read_entries(zip_t* archive, const ZipLimits& limits, base::FileTree& files) {
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits.entries) {
    return {fmt::format("the archive holds more than {} entries", limits.entries),
            fmt::format("書庫の項目が{}個を超えています", limits.entries)};
  }
  if (count == 0) return {"the archive holds no files", "書庫にファイルがありません"};
  std::uint64_t total = 0;
  std::set<std::string> folded;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    // The bytes of the name as they are: guessing an encoding would turn control characters into others.
    if (zip_stat_index(archive, i, ZIP_FL_ENC_RAW, &stat) != 0)
      return damaged(zip_error_strerror(zip_get_error(archive)));
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
  Source buffer(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error.error));
  if (!buffer) throw ZipError("cannot read the archive: " + error.text());
  Archive archive(zip_open_from_source(buffer.get(), ZIP_RDONLY | ZIP_CHECKCONS, &error.error));
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
