// Two states of a document or of a whole handbook → what differs between them (model/change.h).
//
// In:  resolved documents: every clause has its address and number, every reference its text.
// Out: all changes of the front matter and the whole body, unchanged clauses included, in the order of the new text.
//
// No errors: any two documents can be compared. Two equal documents give ChangeKind::Same, no fields and only Same
// rows. What is not a change: see diff/key.h; clause numbers that shifted; the revision table and the list of reviews,
// which tell about changes; where and in which file the document lies.
#pragma once
#include <functional>
#include <vector>

#include "model/change.h"
#include "model/document.h"
#include "model/edition.h"

namespace kitei::diff {

model::DocumentChange diff_documents(const model::Document& before, const model::Document& after);

// A document that only one side has: every block Added, or every block Removed.
model::DocumentChange added_document(const model::Document& after);
model::DocumentChange removed_document(const model::Document& before);

// Documents are the same when they have the same id (without regard to case), or when the new one names the old id in
// its `aliases`. Only those that differ are in the result. Those in Edition::untouched of the new one do not. For a document (of the
// new edition, or one that the old one alone has) of which `known` has a change already, that one is in the result, unless it is of
// kind Same, and its texts are not looked at.
using KnownChange = std::function<const model::DocumentChange*(const model::DocumentId& id)>;
model::EditionChange diff_editions(const model::Edition& before, const model::Edition& after, const KnownChange& known = {});

// The front matter alone. Lists are joined with ", ", dates are YYYY-MM-DD, statuses and schemes as in front matter.
std::vector<model::FieldChange> diff_fields(const model::Document& before, const model::Document& after);

}  // namespace kitei::diff
