// From changed sources to the documents that they make: what each of them says now, with those of the same whole (part_of), who may
// be resolved in another way since, and how all of them come into the handbook. What is the same for a build, which knows of other
// documents the cards alone (document_edit.h), and for `serve`, which has them in memory (working_edit.h).
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "cli/incremental/edit_findings.h"
#include "cli/incremental/edit_places.h"
#include "cli/incremental/last_build.h"
#include "cli/load/text_store.h"
#include "cli/machine/file_table.h"
#include "model/handbook.h"
#include "resolve/dependents.h"
#include "resolve/indexes.h"

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

// What a source says now.
struct SourceRead {
  std::optional<model::Document> document;  // nothing: it makes none any more
  ReadDocument reading;                     // without its index
};

// Who reads sources. Nothing: the edit is not to be followed document by document.
struct DocumentSources {
  std::function<std::optional<SourceRead>(std::size_t index)> known;        // of a document, by its index in the handbook as it stands then
  std::function<std::optional<SourceRead>(const std::string& path)> added;  // of a file that made none
};

// Those of a build: `handbook` is as cards, which lie in `store` with their texts. What a source includes must be as before.
DocumentSources kept_sources(const model::Handbook& handbook, const TextStore& store, const LastBuild::Edited& edited, WorkingFiles& files);

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

// `before` is the handbook, at least its cards, with its indexes. Nothing: a source says so, or the edit is of a file that all documents
// may ask (of changed registers nothing is said here: register_edit.h), or of too many, or a document waits for what is not there.
std::optional<DocumentChanges> read_document_changes(const model::Handbook& before, const LastBuild::Edited& edited, const DocumentSources& sources);

// Whether some came, went, or stand elsewhere in the handbook's order.
bool change_places(const model::Handbook& before, const DocumentChanges& changes);

// The documents (by their indexes before the edit, `uses` with them) that may be resolved in another way: those that asked for an edited
// one, or for a name that one has or had. Nothing: it could be any of them.
enum class Files { Same, CameOrWent };
std::optional<std::vector<std::size_t>> dependents_of(const model::Handbook& before, const DocumentChanges& changes, Files files,
                                                      const std::vector<resolve::DocumentUses>& uses);

// Puts the documents into the handbook, in the place of what was there. Its indexes are not looked at.
struct PlacedDocuments {
  Moves moves;
  std::vector<ReadDocument> readings;   // of those that are there now
  std::vector<model::Document> before;  // those that are there no more, as they were: gone ones, then edited ones in the order of `readings`
};
PlacedDocuments place_documents(model::Handbook& handbook, DocumentChanges changes);

// Reads a document whose source is as it was, with its whole, and numbers it, with index_ids() done; `readings` gets what was read.
// Gives what stood there before, or nothing: the handbook is as before.
std::optional<std::vector<model::Document>> read_whole_again(model::Handbook& handbook, std::size_t index, const DocumentSources& sources,
                                                             std::vector<ReadDocument>& readings);

// Numbers these documents of the handbook, each whole as one. False: some stand in a whole that is not among them.
bool number_documents(model::Handbook& handbook, std::span<ReadDocument> readings);

}  // namespace kitei::cli
