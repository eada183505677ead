// Follows every reference of one document: typed references, links, images, front-matter lists, controls of headings, and
// mentions in running text.
//
// Codes: unknown-document unknown-control unknown-record unknown-law unknown-term broken-link broken-anchor broken-image
// version-mismatch, suspect-link (a pinned document has changed materially), clause-moved, duplicate-anchor (`moved_to`), and
// that of written_references.h.
#pragma once
#include "base/diagnostic.h"
#include "model/document.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

// Changes only what no other document's references read (body, front-matter lists, controls of clauses; never ids, titles,
// numbers or addresses), so that all documents can be done at the same time.
base::Diagnostics follow_references(model::Document& document, const Lookup& lookup);

}  // namespace kitei::resolve
