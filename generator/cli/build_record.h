// What the last build saw and what it made, kept in <output>/.kitei/: the next build compares it with what is there and,
// when nothing is new, has nothing to do. Only times, sizes and hashes are compared; no source is parsed for it.
//
// A record holds for one way of calling: `key` is everything besides files that decides what is made. It is trusted only
// as a whole: a file that is damaged, from another version or about another build counts as none.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/for_each.h"
#include "cli/tree_scan.h"

namespace kitei::cli {

using Hash = std::array<unsigned char, 32>;  // SHA-256

// One file that was read.
struct InputFile {
  std::string path;
  Stamp stamp;
  Hash hash{};
};

// A file that was made, as it lies in the output folder.
struct OutputFile {
  std::string path;
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  std::uint64_t inode = 0;

  bool operator==(const OutputFile&) const = default;
};

struct BuildRecord {
  std::string key;
  base::Date today{};
  int utc_offset_minutes = 0;          // by which `today` follows from the clock
  std::int64_t looked_at = 0;          // when the inputs were looked at, nanoseconds since 1970
  std::vector<InputFile> sources;      // by path, inside the handbook
  std::vector<InputFile> share;        // by path, inside the program's share folder
  std::vector<OutputFile> outputs;     // by path, inside the output folder
  std::string report;                  // what was said about the sources, ready to be said again
};

// The record of an earlier build with this key. `note` is set when there is a file that cannot be used.
struct FoundRecord {
  std::optional<BuildRecord> record;
  bool damaged = false;
};
FoundRecord read_record(const std::filesystem::path& output, const std::string& key);
void write_record(const std::filesystem::path& output, const BuildRecord& record);

// Which of the inputs are not as they were, by content. A file whose times are those of the record is taken as unchanged,
// unless it was touched so shortly before the record was made that its times could not tell.
struct Difference {
  bool other_files = false;             // some came or went
  std::vector<std::size_t> changed;     // indexes into the files of `now`
  bool doubtful = false;                // some files had to be read to tell
};
Difference compare_inputs(const std::vector<InputFile>& before, std::int64_t looked_at, const TreeScan& now,
                          const std::filesystem::path& root, const base::ForEach& for_each);

// Whether every file lies there as it was made.
bool outputs_stand(const std::filesystem::path& output, const std::vector<OutputFile>& files, const base::ForEach& for_each);

// Everything that decides what is made besides files: the program and the libraries that it runs with, in one text.
std::string program_identity();

std::int64_t clock_nanoseconds();

}  // namespace kitei::cli
