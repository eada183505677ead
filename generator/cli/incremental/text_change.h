// Whether a document's new text can be seen from anywhere but the document itself: the rule by which `serve` and `build` put
// one text in the place of another and leave everything else as it is.
#pragma once
#include <string>
#include <string_view>

#include "model/document.h"

namespace kitei::cli {

// The front matter of a source file, with line feeds; "" when there is none.
std::string front_matter_of(std::string_view bytes);

// Whether other pages, lists, indexes and checks would show the same of both states of a document: its clauses, captions and
// what its text leads to. Front matter is not looked at; the caller compares its bytes.
bool looks_the_same(const model::Document& before, const model::Document& after);

}  // namespace kitei::cli
