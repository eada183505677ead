// Sources → Handbook: ids made unique, parts joined to their head, documents put in order, clauses numbered, references
// followed, indexes built. After this every reference has its target or a diagnostic, and nothing is looked up by text again.
//
// Documents that were resolved before (those of frozen editions, when the handbook in force is composed from them) may come
// in again: numbers stay, references are brought in line with the handbook that they are now part of.
//
// Codes: id-duplicate, unknown-document (part_of), and those of numbering.h and references.h.
#pragma once
#include "base/diagnostic.h"
#include "base/for_each.h"
#include "model/handbook.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

base::Read<model::Handbook> resolve_handbook(model::Sources sources, const FileExists& file_exists,
                                             const base::ForEach& for_each);

// Builds index_by_id, backlinks, implementers and record_users anew from the documents as they stand.
void build_indexes(model::Handbook& handbook);

}  // namespace kitei::resolve
