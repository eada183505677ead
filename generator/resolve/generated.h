// {{ table records }}, roles, laws, contacts, external, documents: the rows of generated tables, in the language of the
// handbook. What is no longer in the handbook (restrict) is in no table; drafts and retired documents are in none.
//
// Columns are those that at least one row fills. Filters compare with a column of the register by its key: owner, kind,
// classification …, kinds and classifications also by their labels.
// Code: table-invalid (no such table, key or kind), with the nearest name.
#pragma once
#include "base/diagnostic.h"
#include "model/handbook.h"

namespace kitei::resolve {

// Fills every generated table of the handbook, whatever it held before. References in the cells have their targets.
base::Diagnostics fill_generated_tables(model::Handbook& handbook);

// Whether there is any in the document.
bool has_generated_tables(const model::Document& document);

// The same for one document, which may be another state of one of the handbook's.
base::Diagnostics fill_generated_tables(model::Document& document, const model::Handbook& handbook);

}  // namespace kitei::resolve
