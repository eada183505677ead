// Sources → Handbook: ids made unique, parts joined to their head, documents put in order, clauses numbered, references
// followed, indexes built. After this every reference has its target or a diagnostic, and nothing is looked up by text again.
//
// Documents that were resolved before (those of frozen editions, when the handbook in force is composed from them) may come
// in again: numbers stay, references are brought in line with the handbook that they are now part of.
//
// Codes: id-duplicate, unknown-document (part_of), and those of numbering.h and references.h.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "model/handbook.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

// What the resolution of a document asked of other documents, by their indexes in the handbook; each list sorted, each once.
// While these documents stay as they are, and none comes to have a name with one of these marks, it stays as it is.
struct DocumentUses {
  std::vector<std::uint32_t> in_text;    // those to which its text leads
  std::vector<std::uint32_t> documents;  // all of them, with the above
  std::vector<std::uint32_t> names;      // marks of lookup.h
  std::vector<std::string> terms;        // of the glossary, to which its text leads
  bool everything = false;               // it holds generated tables

  bool operator==(const DocumentUses&) const = default;
};

// `uses`, when given, becomes as long as the handbook.
base::Read<model::Handbook> resolve_handbook(model::Sources sources, const FileExists& file_exists,
                                             const base::ForEach& for_each, std::vector<DocumentUses>* uses = nullptr);

// Resolves one document, read anew, against a handbook that is resolved: numbers, references, duties. It must be no part
// of another document; `lookup` is that of the handbook. What others must know of it is not entered into the handbook.
base::Diagnostics resolve_document(model::Document& document, const Lookup& lookup, DocumentUses* uses = nullptr);

// Its two parts, for documents that refer to each other: the number and the classification that it has when it names none, and
// the numbers of its clauses; then everything else.
base::Diagnostics number_alone(model::Document& document, const model::Config& config);
base::Diagnostics follow_alone(model::Document& document, const Lookup& lookup, DocumentUses* uses = nullptr);

// Follows what the statement of applicability and the records refer to.
base::Diagnostics resolve_registers(model::Handbook& handbook);

// The documents (folded ids) to which the text of a resolved document leads.
std::set<std::string> text_targets(const model::Document& document);

// Builds index_by_id, backlinks, implementers, record_users and term_users anew from the documents as they stand.
void build_indexes(model::Handbook& handbook);

// The same for documents that are there without their texts: `uses` says where these lead.
void build_indexes(model::Handbook& handbook, const std::vector<DocumentUses>& uses, const base::ForEach& for_each);

}  // namespace kitei::resolve
