#include "resolve/clause_places.h"

namespace kitei::resolve {

using model::ClauseEntry;
using model::ClauseKind;

const ClauseEntry* ClausePlaces::at(const model::Document& document, const ClausePath& path) {
  const auto [known, is_new] = places_.try_emplace(&document);
  if (is_new) {
    for (const ClauseEntry& entry : document.clauses) {
      if (!entry.place.empty()) known->second.emplace(entry.place, &entry);
      for (const model::Address& also : *entry.clause.also) known->second.emplace(also.text, &entry);
    }
  }
  const auto found = known->second.find(structural_address(path));
  return found == known->second.end() ? nullptr : found->second;
}

const ClauseEntry* ClausePlaces::neighbour_article(const model::Document& document, const ClausePath& here, const WrittenLevel& level) {
  ClausePath own;
  own.supplement = here.supplement;
  own.article = here.article;
  const ClauseEntry* entry = at(document, own);
  if (!entry || entry->clause.kind != ClauseKind::Article) return nullptr;
  const ClauseEntry* const first = document.clauses.data();
  const ClauseEntry* const end = first + document.clauses.size();
  for (unsigned steps = level.step == Step::Before ? level.count : 1; steps > 0; --steps) {
    do {
      if (level.step == Step::Before && entry == first) return nullptr;
      entry += level.step == Step::Before ? -1 : 1;
      if (entry == end) return nullptr;
    } while (entry->clause.kind != ClauseKind::Article);
  }
  const auto path = parse_structural_address(entry->place);
  return path && path->supplement == here.supplement ? entry : nullptr;
}

unsigned ClausePlaces::supplement_with(const model::Document& document, const WrittenClause& written) {
  unsigned holders = 0, holder = 0, count = 0;
  for (const ClauseEntry& entry : document.clauses) {
    if (entry.clause.kind != ClauseKind::Supplement) continue;
    ClausePath tried;
    tried.supplement = ++count;
    if (written.article.step == Step::Numbered) tried.article = written.article.ordinal;
    if (written.paragraph.step == Step::Numbered) tried.paragraph = written.paragraph.ordinal.number;
    if (!at(document, tried)) continue;
    ++holders;
    holder = count;
  }
  if (holders == 0 && count == 1) return 1;  // and it lacks the clause
  return holders == 1 ? holder : 0;
}

std::vector<unsigned> ClausePlaces::paragraphs_with(const model::Document& document, ClausePath path) {
  std::vector<unsigned> found;
  for (path.paragraph = 1; path.paragraph <= 99; ++path.paragraph) {
    ClausePath paragraph = path;
    paragraph.items.clear();
    if (path.paragraph > 1 && !at(document, paragraph)) break;
    if (at(document, path)) found.push_back(path.paragraph);
  }
  return found;
}

std::vector<const ClauseEntry*> headings_ending(const model::Document& document, const ClausePath& path) {
  const std::string ending = "-" + structural_address(path);
  std::vector<const ClauseEntry*> found;
  for (const ClauseEntry& entry : document.clauses) {
    if (entry.place.ends_with(ending)) found.push_back(&entry);
  }
  return found;
}

std::vector<const model::Document*> whole_of(const model::Document& document, const model::Handbook& handbook) {
  std::vector<const model::Document*> all{&document};
  const model::Document* head = document.part_of.empty() ? &document : handbook.find(document.part_of.text);
  const model::Document* const first = handbook.documents.data();
  if (!head || handbook.documents.empty() || head < first || head >= first + handbook.documents.size()) return all;
  if (head != &document) all.push_back(head);
  const auto index = static_cast<std::size_t>(head - first);
  if (index >= handbook.backlinks.size()) return all;
  for (const std::size_t part : handbook.backlinks[index].parts) {
    if (&handbook.documents[part] != &document) all.push_back(&handbook.documents[part]);
  }
  return all;
}

}  // namespace kitei::resolve
