// A comparison as text for a terminal or a mail: `kitei diff --format text`.
//
// One block for each document: a line with id, title and versions, the front matter that changed, then every clause
// that changed under its number, words that went as [-…-] and words that came as {+…+}, whole paragraphs that went or
// came on lines of their own. What stayed is left out. Markup is not shown.
#pragma once
#include <string>

#include "base/diagnostic.h"
#include "model/change.h"

namespace kitei::exports {

std::string change_text(const model::EditionChange& change, base::Language language);

// The name of a front-matter key for a reader: "owner" → 文書責任者. The key itself when it is not known.
std::string field_label(const std::string& key, base::Language language);

}  // namespace kitei::exports
