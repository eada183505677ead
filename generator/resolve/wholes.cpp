#include "resolve/wholes.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "resolve/numbering.h"

namespace kitei::resolve {
namespace {

bool has_parts(const std::vector<model::Document>& documents) {
  return std::any_of(documents.begin(), documents.end(), [](const model::Document& document) { return !document.part_of.empty(); });
}

// Whether `next` is a part of `document`, or of what that is part of.
bool same_whole(const model::Document& document, const model::Document& next) {
  const std::string whole = next.part_of.folded();
  return document.id.folded() == whole || document.part_of.folded() == whole;
}

bool goes_on(const std::vector<model::Document>& documents, std::size_t at) {
  return at > 0 && !documents[at].part_of.empty() && same_whole(documents[at - 1], documents[at]);
}

}  // namespace

void join_parts(std::vector<model::Document>& documents, const model::Config& config) {
  std::map<std::string, const model::Document*> by_id;
  if (has_parts(documents)) {
    for (const model::Document& document : documents) by_id.emplace(document.id.folded(), &document);
  }
  for (model::Document& part : documents) {
    if (part.part_of.empty()) continue;
    const auto found = by_id.find(part.part_of.folded());
    if (found == by_id.end() || !found->second->part_of.empty() || found->second == &part) continue;
    const model::Document& head = *found->second;
    part.part_of = head.id;
    part.version = head.version;
    part.status = head.status;
    part.approval = head.approval;
    part.established_date = head.established_date;
    part.approved_date = head.approved_date;
    part.effective_date = head.effective_date;
    part.retired_date = head.retired_date;
    part.next_review = head.next_review;
    part.last_reviewed = head.last_reviewed;
    part.review_cycle_months = head.review_cycle_months;
    part.reviews = head.reviews;
    part.author = head.author;
    part.reviewer = head.reviewer;
    part.approver = head.approver;
    part.revisions = head.revisions;
    auto inherit = [](auto& value, const auto& from) {
      if (value.empty()) value = from;
    };
    inherit(part.department, head.department);
    inherit(part.owner, head.owner);
    inherit(part.scope, head.scope);
    inherit(part.number, head.number);
    inherit(part.audience, head.audience);
    if (config.rank_of(part.classification).value_or(0) <= config.rank_of(head.classification).value_or(0)) {
      part.classification = head.classification;
    }
  }
  // A part whose head does not exist (reported as unknown-document) still needs what every document has.
  for (model::Document& part : documents) {
    if (part.number.empty()) part.number = part.id.text;
    if (part.classification.empty()) part.classification = config.default_classification;
  }
}

void order_documents(std::vector<model::Document>& documents, const model::Config& config) {
  auto kind_rank = [&](const model::Document& document) {
    const model::Kind* kind = config.find_kind(document.kind);
    return kind ? kind - config.kinds.data() : static_cast<std::ptrdiff_t>(config.kinds.size());
  };
  // Parts stand after their head, in the order of their paths: that is the order in which an author names chapter files.
  std::map<std::string, std::string> number_by_id;
  if (has_parts(documents)) {
    for (const model::Document& document : documents) number_by_id.emplace(document.id.folded(), document.number);
  }
  struct Key {
    std::ptrdiff_t kind;
    std::string number;
    std::string head;
    bool part;
    std::string path;
  };
  auto key = [&](const model::Document& document) {
    const bool part = !document.part_of.empty();
    const std::string head = part ? document.part_of.folded() : document.id.folded();
    const auto number = number_by_id.find(head);
    return Key{kind_rank(document), number == number_by_id.end() ? document.number : number->second, head, part,
               part ? document.path : std::string{}};
  };
  std::vector<std::pair<Key, std::size_t>> keys;
  for (std::size_t i = 0; i < documents.size(); ++i) keys.emplace_back(key(documents[i]), i);
  std::sort(keys.begin(), keys.end(), [&](const auto& x, const auto& y) {
    const Key& a = x.first;
    const Key& b = y.first;
    if (a.kind != b.kind) return a.kind < b.kind;
    if (a.number != b.number) return model::natural_less(a.number, b.number);
    if (a.head != b.head) return model::natural_less(a.head, b.head);
    if (a.part != b.part) return !a.part;
    if (a.path != b.path) return model::natural_less(a.path, b.path);
    return documents[x.second].path < documents[y.second].path;
  });
  // Within the list, one ring of places after the other: a second list of large documents would be a lot of memory.
  for (std::size_t start = 0; start < keys.size(); ++start) {
    if (keys[start].second == start) continue;
    model::Document first = std::move(documents[start]);
    std::size_t to = start;
    for (std::size_t from = keys[to].second; from != start; from = keys[to].second) {
      documents[to] = std::move(documents[from]);
      keys[to].second = to;
      to = from;
    }
    documents[to] = std::move(first);
    keys[to].second = to;
  }
}

std::size_t begin_of_whole(const std::vector<model::Document>& documents, std::size_t at) {
  while (goes_on(documents, at)) --at;
  return at;
}

std::size_t end_of_whole(const std::vector<model::Document>& documents, std::size_t at) {
  do {
    ++at;
  } while (at < documents.size() && goes_on(documents, at));
  return at;
}

void number_whole(std::span<model::Document> whole, const model::Config& config, std::span<base::Diagnostics> found) {
  Progress progress;
  for (std::size_t i = 0; i < whole.size(); ++i) base::append(found[i], number_document(whole[i], config, progress));
}

}  // namespace kitei::resolve
