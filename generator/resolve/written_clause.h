// The grammar of clauses as they are written out in running text: 第5条, 第3条の2第2項第1号ア, 前条第2項, 同項, 附則第2項, 別表第1,
// 第2章. Says only what is written; whose clause it is and whether it exists is a matter of written_targets.h.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "resolve/clause_path.h"

namespace kitei::resolve {

enum class Step {
  None,
  Numbered,  // 第3条
  Here,      // 本条
  Same,      // 同条
  Before,    // 前条, 前二条 (count 2)
  After,     // 次条
};

struct WrittenLevel {
  Step step = Step::None;
  Ordinal ordinal;     // of Numbered
  unsigned count = 1;  // of Before and After
};

struct WrittenClause {
  std::size_t from = 0;  // bytes of the text
  std::size_t to = 0;
  bool supplement = false;    // 附則
  std::string appendix;       // 別表, 別紙 …; then nothing below
  unsigned appendix_number = 0;
  Ordinal part, chapter, section;
  WrittenLevel article, paragraph;
  Step item = Step::None;               // 前号, 次号: then no items
  std::vector<unsigned> items;          // 号, and what is below it
  std::vector<std::size_t> item_ends;   // where each of them ends: ア after 第1号 may be the next word
};

// The clause that begins at byte `at`, where the author began a word.
std::optional<WrittenClause> read_written_clause(std::string_view text, std::size_t at, const Markers& markers);

// Whether only 及び, 又は, から, 、 and the like stand between two references, so that the second goes on from the first.
bool joins_clauses(std::string_view between);

}  // namespace kitei::resolve
