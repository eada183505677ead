#include "resolve/indexes.h"

#include <algorithm>
#include <optional>
#include <set>

#include "resolve/generated.h"

namespace kitei::resolve {
namespace {

// The documents that a text leads to, by their ids as they are written in the targets, and the terms.
struct TextTargets {
  std::vector<std::string_view> documents, terms;
  bool in_links = false;  // DocumentUses::in_links
};

// Whether anything in the words of a link is more than words.
bool holds_more_than_words(const model::Inlines& words) {
  bool found = false;
  model::for_each_inline(words, [&](const model::Inline& node) {
    found = found || base::holds_alternative<model::Link>(node.node) || base::holds_alternative<model::Reference>(node.node) ||
            base::holds_alternative<model::Image>(node.node);
  });
  return found;
}

// A generated list says nothing about either.
void collect_text_targets(const model::Blocks& blocks, TextTargets& targets) {
  const auto see = [&](const model::Inline& node) {
    const model::Target* target = nullptr;
    if (const auto* link = base::get_if<model::Link>(&node.node)) {
      target = &link->target;
      targets.in_links = targets.in_links || holds_more_than_words(link->content);
    }
    if (const auto* reference = base::get_if<model::Reference>(&node.node)) target = &reference->target;
    if (target && target->kind == model::TargetKind::Document) targets.documents.push_back(target->id);
    if (target && target->kind == model::TargetKind::Term) targets.terms.push_back(target->id);
  };
  for (const model::Block& block : blocks) {
    if (const auto* table = base::get_if<model::Table>(&block.node); table && table->generated) continue;
    model::for_each_part(
        block, [&](const model::Inlines& inlines) { model::for_each_inline(inlines, see); },
        [&](const model::Blocks& inner) { collect_text_targets(inner, targets); });
  }
}

// Each once.
TextTargets targets_in_text(const model::Document& document) {
  TextTargets targets;
  collect_text_targets(document.body.blocks, targets);
  for (const model::Footnote& note : document.body.footnotes) collect_text_targets(note.content, targets);
  for (auto* list : {&targets.documents, &targets.terms}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return targets;
}

std::optional<std::size_t> index_of(const model::Handbook& handbook, std::string_view id) {
  if (id.empty()) return std::nullopt;
  const auto found = handbook.index_by_id.find(model::DocumentId{std::string(id)}.folded());
  return found == handbook.index_by_id.end() ? std::nullopt : std::optional(found->second);
}

// Where the text of a document leads.
DocumentUses uses_of_text(const model::Document& document, const model::Handbook& handbook) {
  const TextTargets targets = targets_in_text(document);
  DocumentUses uses;
  for (const std::string_view id : targets.documents) {
    if (const auto index = index_of(handbook, id)) uses.in_text.push_back(static_cast<std::uint32_t>(*index));
  }
  std::sort(uses.in_text.begin(), uses.in_text.end());
  uses.terms.assign(targets.terms.begin(), targets.terms.end());
  uses.in_links = targets.in_links;
  return uses;
}

// What the indexes learn from one document, other documents by their places in the handbook. Points into the document.
struct Links {
  std::vector<std::size_t> implements, replaces, refers;
  std::vector<std::pair<const model::ControlId*, model::Address>> controls;  // with the clause that names it
  std::vector<const base::CompactText*> records;
  std::vector<std::string> terms;
};

void put_once(std::vector<std::size_t>& indexes, std::size_t index) {
  if (std::find(indexes.begin(), indexes.end(), index) == indexes.end()) indexes.push_back(index);
}

Links links_of(std::size_t i, const model::Handbook& handbook, const DocumentUses& uses) {
  const model::Document& document = handbook.documents[i];
  Links links;
  const auto other = [&](std::string_view id) {
    const auto index = index_of(handbook, id);
    return index && *index != i ? index : std::nullopt;
  };
  for (const model::DocumentReference& reference : document.implements) {
    if (const auto target = other(reference.id.text)) put_once(links.implements, *target);
  }
  for (const model::DocumentReference& reference : document.replaces) {
    if (const auto target = other(reference.id.text)) links.replaces.push_back(*target);
  }
  const auto refer = [&](std::size_t target) {
    const auto& implemented = links.implements;
    if (target != i && std::find(implemented.begin(), implemented.end(), target) == implemented.end()) links.refers.push_back(target);
  };
  for (const std::uint32_t target : uses.in_text) refer(target);
  links.terms = uses.terms;
  for (const model::DocumentReference& reference : document.related) {
    if (const auto target = other(reference.id.text)) refer(*target);
  }
  std::sort(links.refers.begin(), links.refers.end());
  links.refers.erase(std::unique(links.refers.begin(), links.refers.end()), links.refers.end());
  if (document.status != model::Status::Approved) return links;
  std::set<model::ControlId> by_clause;
  for (const model::ClauseEntry& entry : document.clauses) {
    for (const model::ControlId& control : entry.controls) {
      links.controls.emplace_back(&control, model::address_of(entry.clause));
      by_clause.insert(control);
    }
  }
  for (const model::ControlReference& control : document.controls) {
    if (!control.id.id.empty() && !by_clause.contains(control.id)) links.controls.push_back({&control.id, {}});
  }
  for (const model::RecordReference& record : document.records) {
    if (!record.id.empty()) links.records.push_back(&record.id);
  }
  return links;
}

}  // namespace

DocumentUses uses_of(const model::Document& document, const model::Handbook& handbook, Asked asked) {
  DocumentUses uses = uses_of_text(document, handbook);
  uses.documents = uses.in_text;
  const auto add = [&](std::string_view id) {
    if (const auto index = index_of(handbook, id)) uses.documents.push_back(static_cast<std::uint32_t>(*index));
  };
  for (const auto* list : {&document.implements, &document.related, &document.replaces, &document.replaced_by}) {
    for (const model::DocumentReference& reference : *list) add(reference.id.text);
  }
  for (const model::GoneClause& gone : document.gone) {
    if (gone.target.kind == model::TargetKind::Document) add(gone.target.id);
  }
  for (const model::Document* named : asked.documents) {
    uses.documents.push_back(static_cast<std::uint32_t>(named - handbook.documents.data()));
  }
  uses.names = std::move(asked.names);
  for (auto* list : {&uses.documents, &uses.names}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  uses.everything = has_generated_tables(document);
  return uses;
}

void index_ids(model::Handbook& handbook) {
  handbook.index_by_id.clear();
  handbook.index_by_id.reserve(handbook.documents.size());
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    handbook.index_by_id.emplace(handbook.documents[i].id.folded(), i);
  }
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    for (const model::DocumentId& alias : handbook.documents[i].aliases) handbook.index_by_id.emplace(alias.folded(), i);
  }
  handbook.backlinks.assign(handbook.documents.size(), {});
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    const auto head = index_of(handbook, handbook.documents[i].part_of.text);
    if (head && *head != i) handbook.backlinks[*head].parts.push_back(i);
  }
}

void index_links(model::Handbook& handbook, const std::vector<DocumentUses>& uses, const base::ForEach& for_each) {
  std::vector<Links> links(handbook.documents.size());
  for_each(links.size(), [&](std::size_t i) { links[i] = links_of(i, handbook, uses[i]); });
  handbook.implementers.clear();
  handbook.record_users.clear();
  handbook.term_users.clear();
  for (std::size_t i = 0; i < links.size(); ++i) {
    for (const std::size_t target : links[i].implements) handbook.backlinks[target].implemented_by.push_back(i);
    for (const std::size_t target : links[i].replaces) handbook.backlinks[target].replaced_by.push_back(i);
    for (const std::size_t target : links[i].refers) handbook.backlinks[target].referred_by.push_back(i);
    for (auto& [control, clause] : links[i].controls) handbook.implementers[*control].push_back({i, std::move(clause)});
    for (const base::CompactText* record : links[i].records) handbook.record_users[record->str()].push_back(i);
    for (const std::string& term : links[i].terms) handbook.term_users[term].push_back(i);
  }
}

std::vector<DocumentUses> uses_in_part(const model::Handbook& part, const std::vector<DocumentUses>& uses,
                                       const std::vector<std::optional<std::uint32_t>>& places) {
  std::vector<DocumentUses> left(part.documents.size());
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (!places[i]) continue;
    const model::Document& document = part.documents[*places[i]];
    DocumentUses& own = left[*places[i]];
    if (uses[i].in_links && !document.body.blocks.empty()) {
      own = uses_of_text(document, part);
      continue;
    }
    for (const std::uint32_t target : uses[i].in_text) {
      if (places[target]) own.in_text.push_back(*places[target]);
    }
    own.terms = uses[i].terms;
  }
  return left;
}

void build_indexes(model::Handbook& handbook) {
  index_ids(handbook);
  std::vector<DocumentUses> uses;
  for (const model::Document& document : handbook.documents) uses.push_back(uses_of_text(document, handbook));
  index_links(handbook, uses, base::in_order);
}

}  // namespace kitei::resolve
