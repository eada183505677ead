#include "cli/machine/build_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>

#include "adapters/sha256.h"
#include "base/checksum.h"
#include "cli/machine/world.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic{"kitei build record 7\n\0\0\0", 24};
constexpr std::size_t kTables = 5;

// The file: this, the entries of all tables, their paths, the key, the groups, the keys of files.
struct Header {
  char magic[24] = {};
  std::uint64_t checksum = 0;  // of all that follows this field
  std::int64_t looked_at = 0;
  std::int32_t year = 0;
  std::uint32_t month = 0, day = 0;
  std::int32_t utc_offset_minutes = 0;
  std::uint64_t files[kTables] = {};
  std::uint64_t path_bytes[kTables] = {};
  std::uint64_t key_bytes = 0;
  std::uint64_t groups_bytes = 0;
  std::uint64_t keys_bytes = 0;
  std::uint64_t report_checksum = 0;
};
static_assert(std::is_trivially_copyable_v<FileTable::Entry> && std::has_unique_object_representations_v<Header>);
static_assert(std::has_unique_object_representations_v<FileTable::Entry> && sizeof(Header) % alignof(FileTable::Entry) == 0);

constexpr std::size_t kChecked = offsetof(Header, checksum) + sizeof(Header::checksum);

using Pieces = std::vector<std::string_view>;

template <class T>
std::string_view bytes_of(std::span<T> items) {
  return {reinterpret_cast<const char*>(items.data()), items.size_bytes()};
}

std::uint64_t checksum(const Header& header, const Pieces& pieces) {
  std::uint64_t sum = base::checksum(0, std::string_view(reinterpret_cast<const char*>(&header), sizeof header).substr(kChecked));
  for (const std::string_view piece : pieces) sum = base::checksum(sum, piece);
  return sum;
}

std::array<const FileTable*, kTables> tables_of(const BuildRecord& record) {
  return {&record.sources, &record.share, &record.outputs, &record.others, &record.folders};
}

Pieces pieces_of(const BuildRecord& record) {
  Pieces pieces;
  const auto tables = tables_of(record);
  for (const FileTable* table : tables) pieces.push_back(bytes_of(table->entries()));
  for (const FileTable* table : tables) pieces.push_back(bytes_of(table->paths()));
  pieces.insert(pieces.end(), {record.key, record.groups, record.keys});
  return pieces;
}

std::optional<Header> header_of(const MappedFile& file) {
  Header header;
  if (file.bytes().size() < sizeof header) return std::nullopt;
  std::memcpy(&header, file.bytes().data(), sizeof header);
  return header;
}

// "record-<program>-<way of calling>", "report-<program>-<way of calling>"
std::string short_name(std::string_view text) {
  const Hash hash = adapters::sha256(text);
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
}
std::string program_part() { return "-" + short_name(program_identity()) + "-"; }

fs::path record_path(const fs::path& output, const std::string& key) { return output / ".kitei" / ("record" + program_part() + short_name(key)); }
fs::path report_path(const fs::path& output, const std::string& key) { return output / ".kitei" / ("report" + program_part() + short_name(key)); }

// The records and reports in a folder, by whatever program.
std::vector<fs::path> all_records(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("record-") || name.starts_with("report-")) files.push_back(entry.path());
  }
  return files;
}

// Those of other programs are of no use any more.
void remove_foreign_records(const fs::path& folder) {
  const std::string own = program_part();
  std::error_code error;
  for (const fs::path& file : all_records(folder)) {
    if (file.filename().string().compare(std::strlen("record"), own.size(), own) != 0) fs::remove(file, error);
  }
}

// Cuts a mapped file into pieces, in order; nothing is left, or something is wrong.
class Cutter {
 public:
  explicit Cutter(std::span<char> bytes) : rest_(bytes) {}

  std::span<char> take(std::uint64_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const std::span<char> piece = rest_.first(static_cast<std::size_t>(size));
    rest_ = rest_.subspan(static_cast<std::size_t>(size));
    return piece;
  }
  std::span<FileTable::Entry> take_entries(std::uint64_t count) {
    if (count > rest_.size()) failed_ = true;  // and the product cannot overflow
    const std::span<char> piece = failed_ ? std::span<char>{} : take(count * sizeof(FileTable::Entry));
    return {reinterpret_cast<FileTable::Entry*>(piece.data()), piece.size() / sizeof(FileTable::Entry)};
  }
  bool at_end() const { return rest_.empty() && !failed_; }

 private:
  std::span<char> rest_;
  bool failed_ = false;
};

// Every path lies in the text of paths, with its zero byte.
bool is_sound(std::span<const FileTable::Entry> entries, std::span<const char> paths) {
  return std::all_of(entries.begin(), entries.end(), [&](const FileTable::Entry& entry) {
    const std::size_t end = std::size_t{entry.path} + entry.length;
    return end < paths.size() && paths[end] == '\0';
  });
}

std::optional<BuildRecord> parse(MappedFile file) {
  const std::optional<Header> head = header_of(file);
  if (!head || std::string_view(head->magic, sizeof head->magic) != kMagic) return std::nullopt;
  const Header& header = *head;
  Cutter cutter(file.bytes().subspan(sizeof header));
  std::span<FileTable::Entry> entries[kTables];
  std::span<char> paths[kTables];
  for (std::size_t i = 0; i < kTables; ++i) entries[i] = cutter.take_entries(header.files[i]);
  for (std::size_t i = 0; i < kTables; ++i) paths[i] = cutter.take(header.path_bytes[i]);
  const std::string_view key = bytes_of(cutter.take(header.key_bytes));
  const std::string_view groups = bytes_of(cutter.take(header.groups_bytes));
  const std::string_view keys = bytes_of(cutter.take(header.keys_bytes));
  if (!cutter.at_end()) return std::nullopt;
  for (std::size_t i = 0; i < kTables; ++i) {
    if (!is_sound(entries[i], paths[i])) return std::nullopt;
  }
  BuildRecord record;
  record.key = key;
  record.today = base::Date{std::chrono::year{header.year}, std::chrono::month{header.month}, std::chrono::day{header.day}};
  record.utc_offset_minutes = header.utc_offset_minutes;
  record.looked_at = header.looked_at;
  record.sources = FileTable(entries[0], paths[0]);
  record.share = FileTable(entries[1], paths[1]);
  record.outputs = FileTable(entries[2], paths[2]);
  record.others = FileTable(entries[3], paths[3]);
  record.folders = FileTable(entries[4], paths[4]);
  record.groups = groups;
  record.keys = keys;
  record.file = std::move(file);
  return record;
}

bool has_only_foreign_records(const fs::path& folder, std::string_view origin) {
  const std::vector<fs::path> files = all_records(folder);
  return !files.empty() && std::none_of(files.begin(), files.end(), [&](const fs::path& file) {
    const std::optional<BuildRecord> record = parse(MappedFile(file));
    return record && record->key.starts_with(origin);
  });
}

}  // namespace

FoundRecord read_record(const fs::path& output, const std::string& key, std::string_view origin) {
  FoundRecord found;
  MappedFile file(record_path(output, key));
  if (!file.is_open()) {
    found.foreign = has_only_foreign_records(output / ".kitei", origin);
    return found;
  }
  found.record = parse(std::move(file));
  found.damaged = !found.record;
  if (!found.record) return found;
  found.record->report_file = MappedFile(report_path(output, key));
  found.record->report = bytes_of(found.record->report_file.bytes());
  if (found.record->key != key) {
    found.damaged = !is_intact(*found.record);  // another build: then nothing is wrong with it
    found.record.reset();
  }
  return found;
}

bool is_intact(const BuildRecord& record) {
  const std::optional<Header> header = header_of(record.file);
  return header && checksum(*header, pieces_of(record)) == header->checksum && base::checksum(0, record.report) == header->report_checksum;
}

void write_record(const fs::path& output, const BuildRecord& record) {
  Header header;
  kMagic.copy(header.magic, sizeof header.magic);
  header.looked_at = record.looked_at;
  header.year = static_cast<int>(record.today.year());
  header.month = static_cast<unsigned>(record.today.month());
  header.day = static_cast<unsigned>(record.today.day());
  header.utc_offset_minutes = record.utc_offset_minutes;
  header.key_bytes = record.key.size();
  header.groups_bytes = record.groups.size();
  header.keys_bytes = record.keys.size();
  const auto tables = tables_of(record);
  for (std::size_t i = 0; i < kTables; ++i) {
    header.files[i] = tables[i]->size();
    header.path_bytes[i] = tables[i]->paths().size();
  }
  const std::optional<Header> before = header_of(record.file);
  if (before && record.report.data() == record.report_file.bytes().data()) {
    header.report_checksum = before->report_checksum;  // it lies there
  } else {
    header.report_checksum = base::checksum(0, record.report);
    replace_file(report_path(output, record.key), {&record.report, 1});
  }
  Pieces pieces = pieces_of(record);
  header.checksum = checksum(header, pieces);
  pieces.insert(pieces.begin(), std::string_view(reinterpret_cast<const char*>(&header), sizeof header));
  replace_file(record_path(output, record.key), pieces);
  remove_foreign_records(output / ".kitei");
}

}  // namespace kitei::cli
