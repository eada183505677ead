// Follows what a document's front matter names: controls, documents, records, its whole and its file, and the clauses that
// are gone from it.
//
// Codes: unknown-control unknown-document unknown-record broken-link broken-anchor version-mismatch suspect-link,
// duplicate-anchor (`moved_to` or `removed` names a clause that is there).
#pragma once
#include "model/document.h"
#include "resolve/reference_targets.h"

namespace kitei::resolve {

// Changes the document's lists and `gone`. `targets` are those of the document's references.
void follow_front_matter(model::Document& document, ReferenceTargets& targets);

}  // namespace kitei::resolve
