// Where a clause of an `articles` document stands, as data, and the two texts that say so: its structural address
// (art-3b2-2-1) and its name (第3条の2第2項第1号). Each text is read back to the same path.
//
//   address               name                   English
//   part-1 part-1-ch-2    第1編 第1編第2章        Part 1, Part 1 Chapter 2
//   ch-2 ch-2-sec-1       第2章 第2章第1節        Chapter 2 Section 1
//   art-3 art-3b2         第3条 第3条の2          Article 3, Article 3-2
//   art-3-2-1-1           第3条第2項第1号ア       Article 3(2)(1)(a)
//   sup-1 sup-1-2         附則 附則第2項          Supplement 1, Supplement 1(2)
//   sup-2-art-1-1         附則（2）第1条第1項     Supplement 2 Article 1(1)
// Only where a document has several 附則 is one named with its place among them. 編 begin the chapters anew, chapters the
// sections; articles run on.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "resolve/markers.h"

namespace kitei::resolve {

// A number with branches: 第3条の2 is {3, {2}}, 第3条の2の3 is {3, {2, 3}}.
struct Ordinal {
  unsigned number = 0;  // 0: none
  std::vector<unsigned> branches;

  bool empty() const { return number == 0; }
  bool operator==(const Ordinal&) const = default;
};

// Empty parts are not there. A path names one thing: the last part that is not empty.
struct ClausePath {
  Ordinal part, chapter, section;  // of headings above the articles only
  unsigned supplement = 0;         // the how-manieth 附則; 0 = main text
  Ordinal article;
  unsigned paragraph = 0;          // 項
  std::vector<unsigned> items;     // 号, ア, (ア) …

  bool operator==(const ClausePath&) const = default;
};

// The path without its 項 and what is below it.
ClausePath article_alone(ClausePath path);

struct ClauseStyle {
  base::Language language = base::Language::Japanese;
  Markers markers = usual_markers(model::Scheme::Articles, base::Language::Japanese);
  bool several_supplements = false;
};

// An item without a 項 stands under the first one, which names often leave out: 第3条第1号.
std::string structural_address(const ClausePath& path);
std::optional<ClausePath> parse_structural_address(std::string_view address);

std::string clause_name(const ClausePath& path, const ClauseStyle& style);
// The whole text has to be a name. Numerals may be full-width or kanji (第三条の二).
std::optional<ClausePath> parse_clause_name(std::string_view name, const ClauseStyle& style);

// 第3条, 第3条の2, Article 3, Chapter 2; `unit` is 編 章 節 条.
std::string ordinal_text(const Ordinal& ordinal, std::string_view unit, base::Language language);
// "3", "3b2b3".
std::string ordinal_address(const Ordinal& ordinal);

// "第" number `unit` ("の" number)* at byte `at`: what it says and its length.
struct ReadOrdinal {
  Ordinal ordinal;
  std::size_t length = 0;
};
std::optional<ReadOrdinal> read_ordinal(std::string_view text, std::size_t at, std::string_view unit);

}  // namespace kitei::resolve
