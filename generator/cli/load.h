// From a folder on disk to resolved handbooks: the working tree and every frozen edition, each file read and parsed once.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "base/for_each.h"
#include "cli/arguments.h"
#include "cli/report.h"
#include "model/edition.h"

namespace kitei::cli {

struct Loaded {
  std::filesystem::path folder;
  model::Edition working;       // no record
  base::FileTree working_files;
  std::vector<model::Edition> frozen;  // oldest first
  std::vector<base::FileTree> frozen_files;  // same index
  base::Date today{};
  base::Diagnostics diagnostics;  // graded, sorted; with an error in them nothing may be written

  const model::Config& config() const { return working.handbook.config; }
  // The files of an edition by Document::origin ("" = the working tree), or nullptr.
  const base::FileTree* files_of(std::string_view origin) const;
  // The text of a source file, for reports; paths of frozen editions begin with "editions/<id>/".
  const std::string* source(std::string_view path) const;
};

// What is the same for every command that reads a handbook.
struct LoadRequest {
  std::string source;            // --source
  std::filesystem::path output;  // never read as source; may be empty
  std::optional<base::Date> as_of;
  bool strict = false;
};

// Nothing when there is no handbook (reported on stderr; exit status 2).
std::optional<Loaded> load_handbook(const LoadRequest& request, base::Language language, const base::ForEach& for_each);

// Prints the diagnostics on stderr as `path:line:column: …` and a summary; true when there is an error.
bool report_diagnostics(const Loaded& loaded, base::Language language);

}  // namespace kitei::cli
