// What authors are told of a clause that running text names and that is not there: what is missing, by its name, and what
// there is instead.
#pragma once
#include "base/diagnostic.h"
#include "resolve/clause_places.h"

namespace kitei::resolve {

struct MissingClause {
  base::Message message;
  base::Message hint;  // may be empty
};

// A clause of `target`, named by a text of `own`; without its article, the nearest one is in the hint.
MissingClause missing_clause(const model::Document& own, const model::Document& target, const ClausePath& path, const Markers& markers,
                             ClausePlaces& places);

// An 編 or a 章 of `target`.
MissingClause missing_heading(const model::Document& own, const model::Document& target, const ClausePath& path);

// 別表第3.
MissingClause missing_appendix(const model::Document& own, const model::Document& target, const WrittenClause& written);

// 前条, 次条, 前項, 次項, by which of them leads nowhere from `here`.
enum class Neighbour { ArticleBefore, ArticleAfter, ParagraphBefore, ParagraphAfter };
MissingClause missing_neighbour(Neighbour neighbour, const ClausePath& here, bool several_supplements);

}  // namespace kitei::resolve
