// From a folder on disk to resolved handbooks: the working tree and every frozen edition, each file read and parsed once.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "base/for_each.h"
#include "check/handbook.h"
#include "cli/load/edition_cache.h"
#include "cli/load/sources.h"
#include "cli/machine/file_table.h"
#include "cli/machine/tree_scan.h"
#include "cli/terminal/arguments.h"
#include "model/edition.h"
#include "resolve/handbook.h"

namespace kitei::cli {

struct Reach;

// What else is known of a frozen edition.
struct FrozenState {
  Hash key{};                     // of its files and the program, for EditionCache
  bool kept = false;              // as an earlier build kept it: the texts of its documents are read when read_texts() says so
  bool in_part = false;           // kept, and without the documents that OlderEdition (frozen_names.h) leaves out
  base::Diagnostics diagnostics;  // what was found in it, unless it was kept
  StoredTexts texts;
  TextFacts facts;
  // Its files without edition.yaml; of a kept one, those that somebody asked for.
  mutable base::FileTree files;
};

struct Loaded {
  std::filesystem::path folder;
  std::filesystem::path output; // of the build that kept what is there in part; else empty
  model::Edition working;       // no record
  base::FileTree working_files;
  std::vector<resolve::DocumentUses> uses;  // of its documents
  bool texts_on_disk = false;   // the documents among them are without their bytes; source() reads them again
  std::vector<model::Edition> frozen;  // oldest first
  std::vector<FrozenState> states;     // same index
  std::optional<std::vector<model::TimelineEntry>> timeline;  // of `frozen`, where somebody had time to make it
  bool frozen_stand = false;           // `frozen` and `states` are those of LoadRequest::before, to be taken over
  FileTable inputs;  // every file of the handbook, by path
  base::Language language = base::Language::Japanese;  // of notes on stderr
  base::Date today{};
  check::Depth depth = check::Depth::Notes;
  std::vector<model::Allowance> allowances;  // of documents and registers
  std::shared_ptr<Reach> reach;  // most often nothing: the whole handbook is there, and everything is made
  base::Diagnostics diagnostics;  // graded, sorted, without notes unless `depth` says so; with an error in them nothing may be written
  base::Diagnostics before_allowances;  // of the files that allow something, as check::as_found()

  const model::Config& config() const { return working.handbook.config; }
  // A file of an edition by Document::origin ("" = the working tree), or nullptr. From any thread.
  const std::string* file_of(std::string_view origin, std::string_view path) const;
  // The text of a source file, for reports, or nullptr; paths of frozen editions begin with "editions/<id>/". What is not in
  // memory is read again into `room`.
  const std::string* source(std::string_view path, std::string& room) const;

  // From here on the documents of this frozen edition have their texts, at least those at the indexes that are `wanted`: those that
  // were kept, or where these are damaged, those of its files, and a note on stderr. Whether that is new.
  bool read_texts(std::size_t edition, const base::ForEach& for_each,
                  const std::function<bool(std::size_t document)>& wanted = [](std::size_t) { return true; });

  // From here on everything else of this frozen edition is there, of which perhaps only the names were read, or a part of them.
  void read_cards(std::size_t edition, const base::ForEach& for_each);

  // Both leave its documents where they are, unless they were there in part.

  std::unique_ptr<std::mutex> reading = std::make_unique<std::mutex>();  // held while FrozenState::files of a kept one grows
};

// What is the same for every command that reads a handbook.
struct LoadRequest {
  std::string source;            // --source
  std::filesystem::path output;  // never read as source; may be empty
  std::optional<base::Date> as_of;
  bool strict = false;
  const TreeScan* scan = nullptr;  // what scan_handbook() found, when the caller has looked already
  check::Depth depth = check::Depth::Notes;
  Texts texts = Texts::Read;       // OnDisk: a document is read, parsed and let go
  Earlier earlier{};               // what may be taken from earlier builds
  const Loaded* before = nullptr;  // the same handbook, read earlier with all its texts: its frozen editions, where they are as they were
};

// What lies in the folder of a handbook: its sources, without `output` and what other tools leave there.
TreeScan scan_handbook(const std::filesystem::path& folder, const std::filesystem::path& output, const base::ForEach& for_each);
// The names alone, for look_at_files(). The folders of frozen editions are remembered; `take_known` is that of Listing.
TreeScan list_handbook(const std::filesystem::path& folder, const std::filesystem::path& output,
                       const std::function<bool(std::string_view folder, TreeScan& out)>& take_known = Listing().take_known);

// Says so on stderr; gives the exit status.
int report_no_handbook(base::Language language);

// Nothing when there is no handbook (reported on stderr; exit status 2).
std::optional<Loaded> load_handbook(const LoadRequest& request, base::Language language, const base::ForEach& for_each);

// The frozen editions of the handbook before, for one that was loaded while they stand: the other one is without them from here on.
// They stay where they are, whoever points to them.
void take_frozen_editions(Loaded& loaded, Loaded& before);

// Everything of one tree but its documents.
base::Read<model::Sources> read_registers_and_catalogs(const base::FileTree& files);

// Empties the texts of all documents and forgets where their values stand, for a build that has said what was to be said of
// them and knows which differ from frozen ones. Whatever is not a document (pictures, forms) stays.
void forget_texts(Loaded& loaded);

// Keeps for later builds what was read of frozen editions, and their timeline; removes what nobody needs any more.
void keep_editions(Loaded& loaded, const std::vector<model::TimelineEntry>& timeline, const std::filesystem::path& output,
                   const base::ForEach& for_each);

// One document of the working tree, read as load_handbook reads it.
base::Read<std::optional<model::Document>> read_working_document(const Loaded& loaded, std::string_view path, std::string_view bytes);

}  // namespace kitei::cli
