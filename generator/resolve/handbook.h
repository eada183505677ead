// Sources → Handbook: ids made unique, parts joined to their head, documents put in order, clauses numbered, references
// followed, indexes built. After this every reference has its target or a diagnostic, and nothing is looked up by text again.
//
// Documents that were resolved before (those of frozen editions, when the handbook in force is composed from them) may come
// in again: numbers stay, references are brought in line with the handbook that they are now part of.
//
// Codes: id-duplicate, unknown-document (part_of), and those of numbering.h and references.h.
#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "model/handbook.h"
#include "resolve/indexes.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

// `uses`, when given, becomes as long as the handbook.
base::Read<model::Handbook> resolve_handbook(model::Sources sources, const FileExists& file_exists,
                                             const base::ForEach& for_each, std::vector<DocumentUses>* uses = nullptr);

// The same for documents that are mere names (history::Documents::Named). They have no texts, so nothing is looked up but ids, and
// nothing is said of them.
model::Handbook resolve_names(model::Sources sources, const base::ForEach& for_each);

// Resolves one document, read anew, against a handbook that is resolved: numbers, references, duties. It must be no part
// of another document; `lookup` is that of the handbook. What others must know of it is not entered into the handbook.
base::Diagnostics resolve_document(model::Document& document, const Lookup& lookup, DocumentUses* uses = nullptr);

// Its two parts, for documents that refer to each other: the number and the classification that it has when it names none, and
// the numbers of its clauses; then everything else.
base::Diagnostics number_alone(model::Document& document, const model::Config& config);
base::Diagnostics follow_alone(model::Document& document, const Lookup& lookup, DocumentUses* uses = nullptr);

// Follows what the statement of applicability and the records refer to.
base::Diagnostics resolve_registers(model::Handbook& handbook);

}  // namespace kitei::resolve
