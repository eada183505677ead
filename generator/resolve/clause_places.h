// Looks up clauses of documents by where they stand (第3条の2第2項), for the references that running text of one document
// makes. Says what is there, and nothing of what is meant. What is found is valid as long as the documents' clauses are.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/handbook.h"
#include "resolve/clause_path.h"
#include "resolve/written_clause.h"

namespace kitei::resolve {

class ClausePlaces {
 public:
  // The clause of that path, or the deleted range in which it lies; nullptr when there is none.
  const model::ClauseEntry* at(const model::Document& document, const ClausePath& path);

  // 前条, 前二条, 次条 of the article in which `here` lies, in the same 附則 or main text; else nullptr.
  const model::ClauseEntry* neighbour_article(const model::Document& document, const ClausePath& here, const WrittenLevel& level);

  // 附則第2項: the how-manieth 附則 is meant, by which of them has such a clause, or is the only one; 0 when that does not tell.
  unsigned supplement_with(const model::Document& document, const WrittenClause& written);

  // 第5条第1号, `path` without a 項: the numbers of the 項 that have such an item.
  std::vector<unsigned> paragraphs_with(const model::Document& document, ClausePath path);

 private:
  using ByPlace = std::map<std::string, const model::ClauseEntry*, std::less<>>;
  std::map<const model::Document*, ByPlace> places_;  // looked up, never listed
};

// 第2章 of any 編, 第1節 of any 章: all that end so. `path` names no article.
std::vector<const model::ClauseEntry*> headings_ending(const model::Document& document, const ClausePath& path);

// The document first, then those that are parts of the same whole.
std::vector<const model::Document*> whole_of(const model::Document& document, const model::Handbook& handbook);

}  // namespace kitei::resolve
