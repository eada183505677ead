// Clauses that are gone: what `moved_to` and `removed` of a document say about addresses that it had once.
#pragma once
#include <optional>
#include <string_view>

#include "resolve/lookup.h"

namespace kitei::resolve {

// "AB-P-516#new-address", "#new-address" (the same document), "AB-P-516". `address` without '#', may be empty.
struct WrittenMove {
  std::string_view document;  // empty: the same
  std::string_view address;
};
WrittenMove read_move(std::string_view written);

// Where a clause of today is.
struct Place {
  const model::Document* document = nullptr;
  const model::ClauseEntry* clause = nullptr;  // nullptr: the document as a whole
};

// Where the clause went that `document` had under `address`, over several moves when need be; nothing when nothing is said,
// or what is said leads nowhere.
std::optional<Place> follow_move(const model::Document& document, std::string_view address, const Lookup& lookup);

bool is_removed(const model::Document& document, std::string_view address);

}  // namespace kitei::resolve
