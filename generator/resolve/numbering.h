// Gives every clause of one document its number, label and addresses, every list its markers, every caption its number.
// Nothing is typed by hand and nothing is counted anywhere else: writers print what stands here.
//
// In:  a document as source/ made it (or numbered before: the result is the same), and the config for its scheme, language
// and list markers. Out: the same with Clause, ListMarker and Caption::number filled and Document::clauses built.
// Codes: duplicate-anchor, heading-skip.
#pragma once
#include "base/diagnostic.h"
#include "model/config.h"
#include "model/document.h"

namespace kitei::resolve {

base::Diagnostics number_document(model::Document& document, const model::Config& config);

}  // namespace kitei::resolve
