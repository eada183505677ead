// Links the clauses that running text names by their numbers: 第5条, 前項, 同条第2項, 別表第1, 第2章, 情報資産管理規程第5条. The words
// stay as the author wrote them (a Reference with mention = true).
//
// A clause of an `articles` document, or of a document of the handbook that is named before it, which does not exist is
// reported as unknown-clause at its place. A clause of a law or of any text that is not in the handbook is left alone, and
// so is what cannot be told for certain. Never looked at: code, links, struck-out text, quotations, headings (but those of
// annexes, whose （第5条関係） is a reference).
#pragma once
#include "base/diagnostic.h"
#include "model/document.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

// Changes the document's body only. Text that is already a reference is not looked at again.
base::Diagnostics link_written_references(model::Document& document, const Lookup& lookup);

}  // namespace kitei::resolve
