// Which documents must be resolved again when some were edited.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/handbook.h"
#include "resolve/indexes.h"

namespace kitei::resolve {

// Names that came or went with an edit, or lead to another document now.
struct ChangedNames {
  std::vector<std::string> titles;      // and numbers and ids: what may stand before 第5条
  std::vector<std::string> former_ids;
  bool unknown = false;                 // an id or a path that nobody had may be somebody's now, or the other way round

  // All names of one state of a document.
  void add(const model::Document& document);
};

// The documents that may be resolved in another way now that those at `edited` (indexes, ascending) say something else and the
// names `names` changed: those that asked for one of them, that named such a title, or that hold generated tables. Ascending,
// without the edited ones. `uses` is as the documents. Nothing: it could be any of them, since a title is very short, or is that of
// a law or an external document too.
std::optional<std::vector<std::size_t>> dependents_of(const std::vector<std::size_t>& edited, const ChangedNames& names,
                                                      const std::vector<DocumentUses>& uses, const model::Registers& registers);

}  // namespace kitei::resolve
