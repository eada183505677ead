// The head of an index: what a query needs of every document, and what its words may name besides. It is a part of
// search-index.js: the members of a JavaScript object.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/handbook.h"

namespace kitei::search {

// ids and kinds of these documents, in the index's order; glossary; controls.
std::string head_text(const std::vector<const model::Document*>& documents, const model::Handbook& handbook);

// Whether the heads of two handbooks with the same documents are the same: the names of kinds, terms and controls.
bool name_the_same(const model::Handbook& a, const model::Handbook& b);

// Where a document with this id and kind stands in a head that was written for the same kinds.
std::optional<std::size_t> place_in_head(std::string_view head, std::string_view id, std::string_view kind, const model::Config& config);

}  // namespace kitei::search
