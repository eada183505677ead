// What the last build saw and what it made, kept in <output>/.kitei/: the next build compares it with what is there and,
// when nothing is new, has nothing to do. Only times, sizes and hashes are compared; no source is parsed for it.
//
// A record holds for one way of calling: `key` is everything besides files that decides what is made. It is trusted only
// as a whole: a file that is damaged, from another version or about another build counts as none. The file is mapped, not
// read: its tables are used where they lie. Nobody else's machine or program ever reads it, so it is in the order of bytes
// that the processor has. The report, which can be as long as all the rest and seldom changes, has a file of its own.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "cli/machine/disk.h"
#include "cli/machine/file_table.h"

namespace kitei::cli {

struct BuildRecord {
  std::string key;
  base::Date today{};
  int utc_offset_minutes = 0;          // by which `today` follows from the clock
  std::int64_t looked_at = 0;          // when the inputs were looked at, nanoseconds since 1970
  FileTable sources;                   // inside the handbook
  FileTable folders;                   // TreeScan::folders of the sources, without hashes
  FileTable share;                     // inside the program's share folder
  FileTable outputs;                   // what this build made, with the manifest, inside the output folder; Stamp::changed is 0
  FileTable others;                    // what the manifest lists besides: made by builds of other parts; sizes and hashes only
  std::string_view report;             // what was said about the sources, ready to be said again; lies in `report_file`, or with the caller
  std::string_view groups;             // which of the outputs hang together (cli/standing.h); lies in `file`, or with the caller
  std::string_view keys;               // of single files (cli/keyed_files.h); lies in `file`, or with the caller
  MappedFile file, report_file;        // where read_record() found the tables and the texts
};

// The record of an earlier build with this key, whose beginning, `origin`, tells the program and the place. Of a record only the form
// was looked at: every path lies inside it.
struct FoundRecord {
  std::optional<BuildRecord> record;
  bool damaged = false;  // there is a file that cannot be used
  bool foreign = false;  // there are records, and none of this origin
};
FoundRecord read_record(const std::filesystem::path& output, const std::string& key, std::string_view origin);

// Whether a record that was read and not changed since is, byte for byte, as it was written: before that, nothing of it may be
// believed. It takes as long as reading all of it.
bool is_intact(const BuildRecord& record);

// All tables sorted. Replaces the record of the same key as a whole and removes those of other programs.
void write_record(const std::filesystem::path& output, const BuildRecord& record);

}  // namespace kitei::cli
