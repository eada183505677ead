// Freezing the working tree as an edition, finding frozen editions in a tree, and checking that nothing in them
// changed.
//
// Paths are those of a handbook's tree. A frozen edition is editions/<id>/ with a copy of all sources and edition.yaml.
// Not sources, and so never copied: editions/, output/, edition.yaml, and everything with a part that begins with a
// dot.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "history/edition.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::history {

inline constexpr std::string_view kEditionRecord = "edition.yaml";

bool is_source(std::string_view path);

struct FreezeRequest {
  std::string id;
  base::Date effective{};
  std::string note;
  std::string program_version;
};

// The content of editions/<id>/: the sources and edition.yaml. Paths are inside that folder.
base::FileTree freeze(const base::FileTree& sources, const FreezeRequest& request);

// An urgent release of some documents: a tree for `freeze` in which only they are as they are in the working tree.
//
// Everything else is taken from `frozen`, the edition it builds upon: the other documents, handbook.yaml (with
// `edition` set to the new id), catalogues, registers, parts and assets. Of parts and assets, those that a named
// document includes or refers to come from the working tree when `frozen` does not have them, or when no other document
// of `frozen` uses them; when one does and the file differs, that is an error, since it would change a document that
// was not named. A named document that `frozen` does not have is added; at its old path nothing is left of one that
// moved. What is missing then (a new variable, a new control) shows when the result is read and checked, which the
// caller must do before it writes anything. Codes: unknown-document for an id that the working tree does not have;
// release-conflict for a file others use too.
struct OnlyRequest {
  std::string id;  // of the new edition
  std::vector<model::DocumentId> documents;
};
base::Read<base::FileTree> select_documents(const base::FileTree& working_files, const model::Sources& working,
                                            const base::FileTree& frozen_files, const model::Sources& frozen,
                                            const OnlyRequest& request);

// A handbook's tree → the working tree, and editions/<id>/… by id with paths inside that folder, edition.yaml included.
// Files directly under editions/ belong to neither.
struct SplitTree {
  base::FileTree working;
  std::map<std::string, base::FileTree> editions;
};
SplitTree split_editions(base::FileTree whole);

// The records of the editions, checked against their files; oldest first. An edition whose record cannot be read is
// left out. Diagnostics have paths of the whole tree (editions/2026.1/…). Code: frozen-edition-altered.
base::Read<std::vector<FrozenFiles>> read_frozen_editions(std::map<std::string, base::FileTree> editions);

// One diagnostic (frozen-edition-altered) for each file that changed, is missing, or was added since. `files` may hold
// edition.yaml or not. `path_prefix` is put before every path: "editions/2026.1/".
base::Diagnostics check_integrity(const base::FileTree& files, const model::EditionRecord& record,
                                  std::string_view path_prefix);

// Whether the working tree holds the same sources as a frozen edition.
bool same_sources(const base::FileTree& working, const model::EditionRecord& record);

}  // namespace kitei::history
