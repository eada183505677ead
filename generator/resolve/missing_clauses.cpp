#include "resolve/missing_clauses.h"

#include <fmt/format.h>

namespace kitei::resolve {
namespace {

using model::ClauseEntry;
using model::ClauseKind;

base::Message lacks(const model::Document& own, const model::Document& target, const std::string& name) {
  if (target.id == own.id) return {fmt::format("this document has no {}", name), fmt::format("この文書に{}はありません", name)};
  return {fmt::format("'{}' has no {}", target.title, name), fmt::format("「{}」に{}はありません", target.title, name)};
}

// The article whose number is nearest.
base::Message article_hint(const model::Document& target, const ClausePath& wanted) {
  const ClauseEntry* nearest = nullptr;
  unsigned distance = 0;
  for (const ClauseEntry& entry : target.clauses) {
    if (entry.clause.kind != ClauseKind::Article) continue;
    const auto path = parse_structural_address(entry.place);
    if (!path || path->supplement != wanted.supplement) continue;
    const unsigned a = path->article.number, b = wanted.article.number;
    const unsigned away = a > b ? a - b : b - a;
    if (nearest && away >= distance) continue;
    nearest = &entry;
    distance = away;
  }
  if (!nearest) return {};
  const std::string name = nearest->title.empty() ? nearest->clause.label.str() : fmt::format("{}（{}）", nearest->clause.label, nearest->title);
  const std::string typed = fmt::format("[[{}#{}]]", target.id.text, model::address_of(nearest->clause).text);
  return {fmt::format("the nearest is {}; written as {}, the number is always right", name, typed),
          fmt::format("最も近いのは{}です。{} と書けば番号は自動で付きます", name, typed)};
}

// How many 項 the article has.
base::Message paragraph_hint(const model::Document& target, const ClauseEntry& article, ClausePath path, ClausePlaces& places) {
  unsigned paragraphs = 0;
  while (path.paragraph <= 999) {
    ++path.paragraph;
    if (!places.at(target, path)) break;
    paragraphs = path.paragraph;
  }
  const auto& label = article.clause.label;
  return {fmt::format("{} has {} paragraph{}", label, paragraphs, paragraphs == 1 ? "" : "s"),
          paragraphs <= 1 ? fmt::format("{}の項は一つです", label) : fmt::format("{}の項は第{}項までです", label, paragraphs)};
}

base::Message appendix_hint(const model::Document& target) {
  std::string names;
  for (const ClauseEntry& entry : target.clauses) {
    if (entry.clause.kind == ClauseKind::Appendix) names += (names.empty() ? "" : "、") + entry.clause.number;
  }
  if (names.empty()) return {};
  return {fmt::format("it has {}", names), fmt::format("あるのは{}です", names)};
}

}  // namespace

MissingClause missing_clause(const model::Document& own, const model::Document& target, const ClausePath& path, const Markers& markers,
                             ClausePlaces& places) {
  ClauseStyle style;
  style.markers = markers;
  const ClausePath article = article_alone(path);
  const ClauseEntry* holder = places.at(target, article);
  if (!holder) return {lacks(own, target, clause_name(article, style)), article_hint(target, article)};
  return {lacks(own, target, clause_name(path, style)), paragraph_hint(target, *holder, article, places)};
}

MissingClause missing_heading(const model::Document& own, const model::Document& target, const ClausePath& path) {
  return {lacks(own, target, clause_name(path, {})), {}};
}

MissingClause missing_appendix(const model::Document& own, const model::Document& target, const WrittenClause& written) {
  return {lacks(own, target, fmt::format("{}第{}", written.appendix, written.appendix_number)), appendix_hint(target)};
}

MissingClause missing_neighbour(Neighbour neighbour, const ClausePath& here, bool several_supplements) {
  ClauseStyle style;
  style.several_supplements = several_supplements;
  const std::string article = clause_name(article_alone(here), style);
  switch (neighbour) {
    case Neighbour::ArticleBefore:
      return {{fmt::format("there is no article before {}", article), fmt::format("{}の前に条はありません", article)}, {}};
    case Neighbour::ArticleAfter:
      return {{fmt::format("there is no article after {}", article), fmt::format("{}の次に条はありません", article)}, {}};
    case Neighbour::ParagraphBefore:
      return {{fmt::format("there is no such paragraph before this one in {}", article), fmt::format("{}にはここより前の項が足りません", article)},
              {"a paragraph (項) ends at a blank line; 前条 is the article before", "項は空行で区切ります。前の条を指すなら「前条」です"}};
    case Neighbour::ParagraphAfter:
      return {{fmt::format("there is no paragraph after this one in {}", article), fmt::format("{}にはここより後の項がありません", article)},
              {"a paragraph (項) ends at a blank line; 次条 is the article after", "項は空行で区切ります。後の条を指すなら「次条」です"}};
  }
  return {};
}

}  // namespace kitei::resolve
