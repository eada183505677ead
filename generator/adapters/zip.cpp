#include "adapters/zip.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <set>

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::adapters {
namespace {

// An archive that is not committed is discarded; closing is a call of its own that reports.
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

constexpr zip_uint32_t kLevel = 6;
constexpr zip_uint16_t kDosDate1980 = 0x21;
constexpr zip_uint32_t kRegularFile = 0100644u << 16;
constexpr zip_uint32_t kFileTypeMask = 0170000u;
constexpr zip_uint32_t kSymbolicLink = 0120000u;

// Why a name may not be unpacked into a folder; empty when it may.
base::Message unsafe_name(std::string_view name) {
  if (name.empty()) return {"an entry has no name", "名前のない項目があります"};
  if (name.size() > 1000)
    return {"an entry's name is longer than 1,000 bytes", "名前が1,000バイトを超える項目があります"};
  if (base::find_invalid_utf8(name)) return {"an entry's name is not valid UTF-8", "名前がUTF-8でない項目があります"};
  const bool control =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) return {"an entry's name holds a control character", "名前に制御文字を含む項目があります"};
  if (name.find('\\') != std::string_view::npos) {
    return {fmt::format("the name \"{}\" holds a backslash", name), fmt::format("名前に「\\」があります（{}）", name)};
  }
  const bool drive = name.size() >= 2 && name[1] == ':';
  if (name.front() == '/' || drive) {
    return {fmt::format("the name \"{}\" is absolute", name), fmt::format("絶対パスの名前があります（{}）", name)};
  }
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.size(), name.find('/', begin));
    const std::string_view part = name.substr(begin, end - begin);
    const bool folder_end = part.empty() && begin == name.size();
    if (part == ".." || part == "." || (part.empty() && !folder_end)) {
      return {fmt::format("the name \"{}\" does not stay inside the archive", name),
              fmt::format("書庫の外を指す名前があります（{}）", name)};
    }
    begin = end + 1;
  }
  return {};
}

[[noreturn]] void fail(const std::string& what, zip_t* archive) {
  throw ZipError(fmt::format("cannot write the archive: {}: {}", what, zip_error_strerror(zip_get_error(archive))));
}

void add_file(zip_t* archive, const ZipFile& file) {
  // The bytes are not copied: they live in the caller's list until the archive is closed.
  Source source(zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0));
  if (!source) fail(file.path, archive);
  const zip_int64_t index = zip_file_add(archive, file.path.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
  if (index < 0) fail(file.path, archive);
  source.release();  // the archive owns it now
  const auto entry = static_cast<zip_uint64_t>(index);
  const bool store = file.compression == Compression::Store || file.bytes.empty();
  if (zip_set_file_compression(archive, entry, store ? ZIP_CM_STORE : ZIP_CM_DEFLATE, store ? 0 : kLevel) != 0 ||
      zip_file_set_dostime(archive, entry, 0, kDosDate1980, 0) != 0 ||
      zip_file_set_external_attributes(archive, entry, 0, ZIP_OPSYS_UNIX, kRegularFile) != 0) {
    fail(file.path, archive);
  }
}

std::string bytes_of(zip_source_t* source) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_open(source) != 0) throw ZipError("cannot write the archive: its buffer cannot be opened");
  std::string bytes;
  if (zip_source_stat(source, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0) {
    bytes.resize(static_cast<std::size_t>(stat.size));
    const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
    if (read < 0 || static_cast<std::size_t>(read) != bytes.size()) bytes.clear();
  }
  zip_source_close(source);
  if (bytes.empty()) throw ZipError("cannot write the archive: its buffer cannot be read");
  return bytes;
}

// ---- reading
// ---------------------------------------------------------------------------------------------------------

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
    if (base::Message problem = unsafe_name(stat.name); !problem.empty()) return problem;
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

std::string write_zip(const std::vector<ZipFile>& files) {
  if (files.empty()) throw ZipError("cannot write the archive: it would hold no file");
  std::set<std::string_view> names;
  for (const ZipFile& file : files) {
    if (const base::Message problem = unsafe_name(file.path); !problem.empty()) {
      throw ZipError("cannot write the archive: " + problem.en);
    }
    if (file.path.ends_with('/'))
      throw ZipError(fmt::format("cannot write the archive: \"{}\" is a folder", file.path));
    if (!names.insert(file.path).second) {
      throw ZipError(fmt::format("cannot write the archive: the name \"{}\" is given twice", file.path));
    }
  }
  LibraryError error;
  Source buffer(zip_source_buffer_create(nullptr, 0, 0, &error.error));
  if (!buffer) throw ZipError("cannot write the archive: " + error.text());
  zip_source_keep(buffer.get());  // once for the archive, once for reading the bytes afterwards
  Archive archive(zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error.error));
  if (!archive) {
    zip_source_free(buffer.get());
    throw ZipError("cannot write the archive: " + error.text());
  }
  for (const ZipFile& file : files) add_file(archive.get(), file);
  if (zip_close(archive.get()) != 0) fail("closing", archive.get());
  archive.release();
  return bytes_of(buffer.get());
}

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
