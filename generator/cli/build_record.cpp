#include "cli/build_record.h"

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
#include "cli/world.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic{"kitei build record 3\n\0\0\0", 24};
constexpr std::size_t kTables = 4;

// The file: this, the entries of all tables, their paths, the key, the report, the groups.
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
  std::uint64_t report_bytes = 0;
  std::uint64_t groups_bytes = 0;
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
  return {&record.sources, &record.share, &record.outputs, &record.others};
}

// "record-<program>-<way of calling>"
std::string short_name(std::string_view text) {
  const Hash hash = adapters::sha256(text);
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
}
std::string program_prefix() { return "record-" + short_name(program_identity()) + "-"; }

fs::path record_path(const fs::path& output, const std::string& key) {
  return output / ".kitei" / (program_prefix() + short_name(key));
}

// Those of other programs are of no use any more.
void remove_foreign_records(const fs::path& folder) {
  const std::string own = program_prefix();
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("record-") && !name.starts_with(own)) fs::remove(entry.path(), error);
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
  Cutter cutter(file.bytes());
  Header header;
  const std::span<char> head = cutter.take(sizeof header);
  if (head.empty()) return std::nullopt;
  std::memcpy(&header, head.data(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != kMagic) return std::nullopt;
  std::span<FileTable::Entry> entries[kTables];
  std::span<char> paths[kTables];
  for (std::size_t i = 0; i < kTables; ++i) entries[i] = cutter.take_entries(header.files[i]);
  for (std::size_t i = 0; i < kTables; ++i) paths[i] = cutter.take(header.path_bytes[i]);
  const std::string_view key = bytes_of(cutter.take(header.key_bytes));
  const std::string_view report = bytes_of(cutter.take(header.report_bytes));
  const std::string_view groups = bytes_of(cutter.take(header.groups_bytes));
  if (!cutter.at_end()) return std::nullopt;
  Pieces pieces;
  for (const auto& part : entries) pieces.push_back(bytes_of(part));
  for (const auto& part : paths) pieces.push_back(bytes_of(part));
  pieces.insert(pieces.end(), {key, report, groups});
  if (checksum(header, pieces) != header.checksum) return std::nullopt;
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
  record.report = report;
  record.groups = groups;
  record.file = std::move(file);
  return record;
}

}  // namespace

FoundRecord read_record(const fs::path& output, const std::string& key) {
  FoundRecord found;
  MappedFile file(record_path(output, key));
  if (!file.is_open()) return found;
  found.record = parse(std::move(file));
  found.damaged = !found.record;
  if (found.record && found.record->key != key) found.record.reset();  // another build: nothing is wrong with it
  return found;
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
  header.report_bytes = record.report.size();
  header.groups_bytes = record.groups.size();
  const auto tables = tables_of(record);
  Pieces pieces;
  for (std::size_t i = 0; i < kTables; ++i) {
    header.files[i] = tables[i]->size();
    header.path_bytes[i] = tables[i]->paths().size();
    pieces.push_back(bytes_of(tables[i]->entries()));
  }
  for (const FileTable* table : tables) pieces.push_back(bytes_of(table->paths()));
  pieces.insert(pieces.end(), {record.key, record.report, record.groups});
  header.checksum = checksum(header, pieces);
  pieces.insert(pieces.begin(), std::string_view(reinterpret_cast<const char*>(&header), sizeof header));
  replace_file(record_path(output, record.key), pieces);
  remove_foreign_records(output / ".kitei");
}

}  // namespace kitei::cli
