// Gives every clause of one document its number, label and addresses, every list its markers, every caption its number.
// Nothing is typed by hand and nothing is counted anywhere else: writers print what stands here.
//
// In:  a document as source/ made it. Out: the same with Clause, ListMarker and Caption::number filled and
// Document::clauses built. Codes: duplicate-anchor, heading-skip.
#pragma once
#include "base/diagnostic.h"
#include "model/document.h"

namespace kitei::resolve {

base::Diagnostics number_document(model::Document& document, model::Scheme scheme, base::Language language);

}  // namespace kitei::resolve
