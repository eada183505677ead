// Sources → Handbook: ids made unique, parts joined to their head, documents put in order, clauses numbered, references
// followed, indexes built. After this every reference has its target or a diagnostic, and nothing is looked up by text again.
//
// Documents that were resolved before (those of frozen editions, when the handbook in force is composed from them) may come
// in again: numbers stay, references are brought in line with the handbook that they are now part of.
//
// Codes: id-duplicate, unknown-document (part_of), and those of numbering.h and references.h.
#pragma once
#include <set>
#include <string>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "model/handbook.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

base::Read<model::Handbook> resolve_handbook(model::Sources sources, const FileExists& file_exists,
                                             const base::ForEach& for_each);

// Resolves one document, read anew, against a handbook that is resolved: numbers, references, duties. It must be no part
// of another document; `lookup` is that of the handbook. What others must know of it is not entered into the handbook.
base::Diagnostics resolve_document(model::Document& document, const Lookup& lookup);

// The documents (folded ids) to which the text of a resolved document leads.
std::set<std::string> text_targets(const model::Document& document);

// Builds index_by_id, backlinks, implementers and record_users anew from the documents as they stand.
void build_indexes(model::Handbook& handbook);

}  // namespace kitei::resolve
