// The members of a document and of what its front matter says; see stream.h.
#pragma once
#include "archive/block_fields.h"
#include "model/document.h"

namespace kitei::archive {

void fields(auto& archive, Is<model::Allowance> auto& value) {
  auto& [path, position, codes, until, lines] = value;
  archive(path, position, codes, until, lines);
}
void fields(auto& archive, Is<model::Revision> auto& value) {
  auto& [version, date, approved, author, approver, type, type_text, change, summary, reason, position] = value;
  archive(version, date, approved, author, approver, type, type_text, change, summary, reason, position);
}
void fields(auto& archive, Is<model::Approval> auto& value) {
  auto& [reference, method, date] = value;
  archive(reference, method, date);
}
void fields(auto& archive, Is<model::Review> auto& value) {
  auto& [date, by, result, minutes, position] = value;
  archive(date, by, result, minutes, position);
}
void fields(auto& archive, Is<model::ControlReference> auto& value) {
  auto& [written, id, position] = value;
  archive(written, id, position);
}
void fields(auto& archive, Is<model::DocumentReference> auto& value) {
  auto& [id, version, withheld, position] = value;
  archive(id, version, withheld, position);
}
void fields(auto& archive, Is<model::RecordReference> auto& value) {
  auto& [name, id, position] = value;
  archive(name, id, position);
}
void fields(auto& archive, Is<model::ClauseEntry> auto& value) {
  auto& [clause, title, depth, controls, position, duty, place] = value;
  archive(clause, title, depth, controls, position, duty, place);
}
void fields(auto& archive, Is<model::Places::Place> auto& value) {
  auto& [key, position] = value;
  archive(key, position);
}
void fields(auto& archive, Is<model::Places> auto& value) {
  std::apply([&](auto&... members) { archive(members...); }, value.members());
}
void fields(auto& archive, Is<model::GoneClause> auto& value) {
  auto& [address, target, text] = value;
  archive(address, target, text);
}
void fields(auto& archive, Is<model::Document> auto& value) {
  auto& [id, number, title, kind, part_of, version, status, classification, scope, department, owner, author, reviewer,
         approver, approval, established_date, approved_date, effective_date, retired_date, next_review, last_reviewed,
         review_cycle_months, reviews, audience, controls, implements, related, replaces, replaced_by, moved_to,
         removed, records, every, by, tags, numbering, aliases, file, revisions, origin, path, files, positions,
         part_sha256, sha256, allowances, body, clauses, captions, gone] = value;
  (static_cast<void>(positions), static_cast<void>(allowances), static_cast<void>(body), static_cast<void>(clauses),
   static_cast<void>(captions), static_cast<void>(gone));  // go their own way, see text_fields()
  static_cast<void>(origin);  // the same for all documents of a handbook, which knows it
  archive(id, number, title, kind, part_of, version, status, classification, scope, department, owner, author, reviewer,
          approver, approval, established_date, approved_date, effective_date, retired_date, next_review, last_reviewed,
          review_cycle_months, reviews, audience, controls, implements, related, replaces, replaced_by, moved_to,
          removed, records, every, by, tags, numbering, aliases, file, revisions, path, files, part_sha256, sha256);
}

// What a document is called, and what became of it.
void name_fields(auto& archive, auto& document) {
  archive(document.path, document.id, document.aliases, document.number, document.title, document.kind, document.part_of, document.version,
          document.status, document.classification, document.effective_date, document.retired_date, document.replaces, document.replaced_by,
          document.revisions, document.files, document.sha256);
}

// The members that the card leaves out.
void outline_fields(auto& archive, auto& document) {
  archive(document.clauses, document.captions, document.gone, document.positions, document.allowances);
}
void text_fields(auto& archive, auto& document) {
  archive(document.body);
  outline_fields(archive, document);
}

}  // namespace kitei::archive
