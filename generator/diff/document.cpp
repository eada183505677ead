#include "diff/document.h"

#include <algorithm>
#include <map>

#include "diff/blocks.h"
#include "model/handbook.h"

namespace kitei::diff {
namespace {

bool same_revisions(const model::Document& before, const model::Document& after) {
  auto same = [](const model::Revision& a, const model::Revision& b) {
    return a.version == b.version && a.date == b.date && a.approved == b.approved && a.author == b.author &&
           a.approver == b.approver && a.type == b.type && a.type_text == b.type_text && a.change == b.change &&
           a.summary == b.summary && a.reason == b.reason;
  };
  return std::equal(before.revisions.begin(), before.revisions.end(), after.revisions.begin(), after.revisions.end(),
                    same);
}

bool is_bookkeeping(const model::FieldChange& field) {
  constexpr std::string_view kKeys[] = {"next_review", "last_reviewed", "review_cycle", "related",  "replaces",
                                        "replaced_by", "moved_to",      "removed",      "tags",     "aliases"};
  return std::find(std::begin(kKeys), std::end(kKeys), field.key) != std::end(kKeys);
}

}  // namespace

model::DocumentChange diff_documents(const model::Document& before, const model::Document& after) {
  model::DocumentChange change;
  change.id = after.id;
  change.title = after.title;
  change.before = before.version;
  change.after = after.version;
  change.fields = diff_fields(before, after);
  change.clauses = diff_blocks({before.body.blocks, nullptr}, {after.body.blocks, nullptr});
  change.notes = diff_notes(before.body.footnotes, after.body.footnotes);
  auto all_same = [](const std::vector<model::ClauseChange>& rows) {
    return std::all_of(rows.begin(), rows.end(),
                       [](const model::ClauseChange& row) { return row.kind == model::ChangeKind::Same; });
  };
  const bool same_text = all_same(change.clauses) && all_same(change.notes);
  const bool same = change.fields.empty() && same_text;
  change.bookkeeping = same_text && before.version == after.version && same_revisions(before, after) &&
                       std::all_of(change.fields.begin(), change.fields.end(), is_bookkeeping);
  change.kind = same ? model::ChangeKind::Same : model::ChangeKind::Changed;
  return change;
}

model::DocumentChange added_document(const model::Document& after) {
  model::DocumentChange change = diff_documents(model::Document{}, after);
  change.kind = model::ChangeKind::Added;
  change.bookkeeping = false;
  change.fields.clear();
  return change;
}

model::DocumentChange removed_document(const model::Document& before) {
  model::DocumentChange change = diff_documents(before, model::Document{});
  change.id = before.id;
  change.title = before.title;
  change.kind = model::ChangeKind::Removed;
  change.bookkeeping = false;
  change.fields.clear();
  return change;
}

model::EditionChange diff_editions(const model::Edition& before, const model::Edition& after, const KnownChange& known) {
  std::map<std::string, const model::Document*> left;  // folded id → the old documents that have no new one yet
  for (const model::Document& document : before.handbook.documents) left.emplace(document.id.folded(), &document);
  auto take = [&](const model::DocumentId& id) {
    const auto found = left.find(id.folded());
    if (found == left.end()) return static_cast<const model::Document*>(nullptr);
    const model::Document* document = found->second;
    left.erase(found);
    return document;
  };
  // Ids first, so that an alias never takes the document of another that still has its id.
  std::vector<const model::Document*> origins;
  for (const model::Document& document : after.handbook.documents) origins.push_back(take(document.id));

  model::EditionChange change;
  change.from = before.id;
  change.to = after.id;
  const auto add = [&](model::DocumentChange found) {
    if (found.kind != model::ChangeKind::Same) change.documents.push_back(std::move(found));
  };
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const model::Document& document = after.handbook.documents[i];
    for (std::size_t k = 0; !origins[i] && k < document.aliases.size(); ++k) origins[i] = take(document.aliases[k]);
    // Most documents stay as they are from one edition to the next.
    if (origins[i] && after.untouched.contains(document.id.folded())) continue;
    if (const model::DocumentChange* found = known ? known(document.id) : nullptr) {
      add(*found);
      continue;
    }
    if (origins[i] && origins[i]->body == document.body && diff_fields(*origins[i], document).empty()) continue;
    add(origins[i] ? diff_documents(*origins[i], document) : added_document(document));
  }
  for (const model::Document& document : before.handbook.documents) {
    const auto found = left.find(document.id.folded());
    if (found == left.end() || found->second != &document) continue;
    const model::DocumentChange* gone = known ? known(document.id) : nullptr;
    add(gone ? *gone : removed_document(document));
  }
  return change;
}

}  // namespace kitei::diff
