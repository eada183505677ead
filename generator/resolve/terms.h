// Finds where running text uses a term of the glossary. The longest term wins; width and case of Latin letters do not matter;
// a Latin word, a word of katakana and a short word of kanji are found only as whole words (ID not in IDE, サーバ not in
// サーバー, 記録 not in 記録媒体). What defines a term itself (「情報資産」とは …) does not use it.
#pragma once
#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/document.h"
#include "model/register.h"

namespace kitei::resolve {

class TermFinder {
 public:
  TermFinder() = default;
  explicit TermFinder(const std::vector<model::Term>& terms);

  bool knows(const std::string& term) const { return terms_.contains(term); }

  struct Use {
    std::size_t from = 0;  // bytes
    std::size_t to = 0;
    std::string_view term;  // the term itself where the text has an alias; lives as long as the finder
  };
  std::vector<Use> find(std::string_view text) const;

 private:
  struct Word {
    std::u32string folded;
    std::string term;
  };
  // The end of the term that begins at byte `at` with the character `first`, folded, and its use; `at` when there is none.
  std::size_t longest_at(std::string_view text, std::size_t at, char32_t first, std::vector<Use>& uses) const;

  std::unordered_map<char32_t, std::vector<Word>> by_first_;  // longest first
  std::bitset<4096> begins_;  // by first character; at most places no term begins
  std::unordered_set<std::string> terms_;
};

// Makes the first use of each term in a document a Reference (mention = true): in paragraphs, items and cells, never in
// headings, captions, links or code. Terms that the author refers to ([[term:…]]) and those linked before are linked
// already; a mention of a term that the finder does not know leads nowhere any more.
void link_terms(model::Document& document, const TermFinder& finder);

}  // namespace kitei::resolve
