// The files of a handbook, on their way to be parsed: those of the working tree, and each frozen edition either as its files
// or, when an earlier build read the same files, as the resolved handbook that this build kept. Editions that were kept are not
// even read when their files were not touched.
#pragma once
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "base/for_each.h"
#include "cli/load/edition_cache.h"
#include "cli/machine/build_record.h"
#include "cli/machine/file_table.h"
#include "cli/machine/tree_scan.h"
#include "model/edition.h"

namespace kitei::cli {

// Where frozen editions lie: editions/<id>/.
inline constexpr std::string_view kEditions = "editions/";
inline bool is_frozen_path(std::string_view path) { return path.starts_with(kEditions); }
// Settings, catalogues, registers.
inline bool is_yaml(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

struct FrozenSource {
  model::Edition edition;         // its handbook only when `kept`
  base::FileTree files;           // none of them when `kept`
  base::Diagnostics diagnostics;  // found so far; all of them when `kept`
  Hash key{};                     // EditionCache::key_of
  bool kept = false;
  bool in_part = false;           // kept, and as OlderEdition of frozen_names.h has it
  StoredTexts texts;
  TextFacts facts;                // only when `kept`
};

struct SourceFiles {
  base::FileTree working;
  std::vector<FrozenSource> frozen;  // oldest first
  FileTable inputs;                  // every file of the scan
  base::Diagnostics diagnostics;     // about editions that cannot be used
  bool texts_on_disk = false;        // the documents of `working` are without their bytes, and without a hash in `inputs`
  bool damaged = false;              // something that was kept cannot be used
};

// What earlier builds into an output folder left; nullptr: nothing.
struct Earlier {
  const EditionCache* editions = nullptr;
  const BuildRecord* last = nullptr;
  const FileTable* frozen = nullptr;  // frozen editions are in memory: their files, which are not to be read
};

// Whether the texts of the working tree are wanted as a whole, or one by one by whoever parses them. Beside frozen editions,
// with which they are compared, they are always read.
enum class Texts { Read, OnDisk };

// Whether the scan holds this many frozen editions, and all their files are as in `before`.
bool frozen_editions_stand(const TreeScan& scan, const FileTable& before, std::size_t count);

SourceFiles read_sources(const std::filesystem::path& folder, const TreeScan& scan, const Earlier& earlier, Texts texts,
                         const base::ForEach& for_each);

// The frozen editions of the scan, oldest first, when an earlier build kept all of them; else nothing. Of the newest one `of_newest` is
// read and of the others a part of the names (OlderEdition), or where that was not kept the names of all.
// `inputs` are its files, `output` the folder of the build.
struct KeptEditions {
  std::vector<FrozenSource> editions;
  std::optional<std::vector<model::TimelineEntry>> timeline;  // where it was kept
};
std::optional<KeptEditions> kept_editions(const TreeScan& scan, const FileTable& inputs, const std::filesystem::path& output,
                                          EditionPart of_newest, const base::ForEach& for_each);

}  // namespace kitei::cli
