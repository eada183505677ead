// Words that are written in more than one way, as data for term-variant. The first spelling of a group is the usual one in
// official Japanese documents; it is offered when the handbook uses two equally often.
#pragma once
#include <string_view>
#include <vector>

namespace kitei::check {

enum class Boundary {
  None,
  Word,      // not in the middle of a longer word of kanji or katakana
  Noun,      // okurigana of a noun: only before a particle, since the verb keeps its kana (を持ち出し、)
  NotKanji,  // 取扱 alone, not 取扱台帳
  NotI,      // 手続, not 手続き
  Counter,   // か月 behind a number
  Latin,     // an English word, without regard to case
};

struct Spelling {
  std::string_view text;
  Boundary boundary = Boundary::None;
};

const std::vector<std::vector<Spelling>>& spelling_groups();

}  // namespace kitei::check
