// Where documents stand after an edit that adds or removes some, or gives them another id, number or kind.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "model/handbook.h"
#include "resolve/indexes.h"

namespace kitei::cli {

// From one order of documents to another one.
struct Moves {
  std::vector<std::optional<std::size_t>> from;  // where the document at an index stood before; nothing: it is new
  std::vector<std::optional<std::size_t>> to;    // where the one that stood at an index stands now; nothing: it is gone
};

// Whether both states of a document stand in the same place of the handbook's order.
bool stands_alike(const model::Document& a, const model::Document& b);

// Takes the documents out of the handbook that are gone (by index), puts the new ones in, and all of them in order. Without
// either, and unless `anew`, everything stays where it is. The indexes of the handbook are not looked at.
Moves move_documents(model::Handbook& handbook, const std::vector<std::size_t>& gone, std::vector<model::Document> added, bool anew);

// What the list says by index of what stands where now; new documents have a value of their own.
template <class T>
void move_along(std::vector<T>& list, const Moves& moves) {
  std::vector<T> moved(moves.from.size());
  for (std::size_t i = 0; i < moved.size(); ++i) {
    if (moves.from[i]) moved[i] = std::move(list[*moves.from[i]]);
  }
  list = std::move(moved);
}

// With the documents at their new indexes, without those that are gone.
resolve::DocumentUses moved_uses(resolve::DocumentUses uses, const Moves& moves);

// Whether two documents claim the same id, as their own or as a former one. `handbook.index_by_id` is up to date.
bool ids_collide(const model::Handbook& handbook);

// The documents (after an edit) whose pages name others beside them than before. `before` and `after` are reading_order() of
// render/html; `relabelled` are those that have another title, number or page, ascending.
std::vector<std::size_t> with_other_neighbours(const std::vector<std::vector<std::size_t>>& before, const std::vector<std::vector<std::size_t>>& after,
                                               const Moves& moves, const std::vector<std::size_t>& relabelled);

}  // namespace kitei::cli
