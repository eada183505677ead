// Which documents must be resolved again when some were edited.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/handbook.h"
#include "resolve/indexes.h"

namespace kitei::resolve {

// The documents that may be resolved in another way now that those at `edited` (indexes, ascending) say something else and the
// titles `titles` came or went: those that asked for one of them, that named such a title, or that hold generated tables. Ascending,
// without the edited ones. `uses` is as the documents. Nothing: it could be any of them, since a title is very short, or is that of
// a law or an external document too.
std::optional<std::vector<std::size_t>> dependents_of(const std::vector<std::size_t>& edited, const std::vector<std::string>& titles,
                                                      const std::vector<DocumentUses>& uses, const model::Registers& registers);

}  // namespace kitei::resolve
