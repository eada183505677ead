// From changed sources to the documents that they make: what each of them says now, with those of the same whole (part_of), before
// anybody asks who else is reached.
#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "cli/incremental/edit_findings.h"
#include "cli/incremental/last_build.h"
#include "cli/load/text_store.h"
#include "cli/machine/file_table.h"
#include "model/handbook.h"

namespace kitei::cli {

// The working tree as it lies there now. What was asked for stays in memory.
class WorkingFiles {
 public:
  // `inputs` are its files and those of frozen editions; `read` takes what is read.
  WorkingFiles(const std::filesystem::path& folder, const FileTable& inputs, base::FileTree& read) : folder_(folder), inputs_(inputs), read_(read) {}

  bool has(std::string_view path) const;
  // nullptr when there is none.
  const std::string* bytes(const std::string& path);
  // The document that these bytes make; of the files that it may include `parts` are there.
  base::Read<std::optional<model::Document>> document(const std::string& path, const std::string& bytes, const std::vector<std::string>& parts,
                                                      const model::Config& config);

 private:
  const std::filesystem::path& folder_;
  const FileTable& inputs_;
  base::FileTree& read_;
};

// Whether it includes these files and no others, and allows nothing.
bool is_plain(const model::Document& document, const std::vector<std::string>& parts);

struct DocumentChange {
  std::optional<std::size_t> before;  // its index before the edit; nothing when it is new
  model::Document document;           // joined to its whole, not numbered
  ReadDocument reading;               // without its index
};

struct DocumentChanges {
  std::vector<DocumentChange> documents;
  std::vector<std::size_t> gone;         // indexes before the edit, ascending
  std::vector<ReadDocument> gone_texts;  // of these, with nothing in the place of what was
};

// `before` is the handbook as cards, with its indexes. Nothing: a source is not plain, or all of them are too many.
std::optional<DocumentChanges> read_document_changes(const model::Handbook& before, const TextStore& store, const LastBuild::Edited& sources,
                                                     WorkingFiles& files);

}  // namespace kitei::cli
