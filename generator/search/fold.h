// Text as the search sees it, and the grams under which it is found. This is the one specification of the tokeniser;
// themes/default/search.js does the same, and tests/search/vectors.json holds examples that both must agree on.
//
// fold(text):
//   1. NFKC (Unicode normalisation form KC), then lower case without regard to a language.
//   2. ß → ss, ς → σ; the dashes U+2010–2015 and U+2212 → '-'; U+301C → '~'; every white space → one blank.
//   3. Dropped: soft hyphen, zero-width and bidirectional controls, variation selectors, tags.
//   The result counts in UTF-16 code units, as JavaScript does.
//
// Breaks: blanks and all punctuation except . - / _ @ + % & ・ end a piece. A piece is a run of other units, Japanese and
// Latin alike: a query finds what stands in the text, wherever words begin (regular substring search).
//
// Grams of a piece: each unit, each two neighbours, and each three or four neighbours of which at most one is hiragana.
// (Longer grams make a phrase of content words exact; those of grammar words would only cost room.)
// A gram is a number: FNV-1a over its units, with the finaliser of MurmurHash3 (both published in the public domain, by
// Fowler, Noll, Vo and by Appleby), and 1 in place of 0. In another field than the text its lower 20 bits are mixed once more with the field, so
// that the fields of a gram lie in one shard of the index.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace kitei::search {

std::u16string fold(std::string_view text);
// The same, appended.
void append_folded(std::u16string& out, std::string_view text);

// Where a gram was found. Keyword: a whole id, alias or control number, found only as a whole.
enum class Field : std::uint16_t { Text = 0, Title = 1, Heading = 2, Keyword = 3 };

bool is_rare_break(char16_t unit);  // outside kana, kanji and Hangul
inline bool is_break(char16_t unit) { return (unit <= 0x3040 || unit >= 0xFE10) && is_rare_break(unit); }
constexpr bool is_hiragana(char16_t unit) { return unit >= 0x3041 && unit <= 0x309F; }

// FNV-1a over units; equal states are equal grams.
using GramState = std::uint32_t;
inline constexpr GramState kFirstState = 2166136261u;
constexpr GramState next_state(GramState state, char16_t unit) { return (state ^ unit) * 16777619u; }

constexpr std::uint32_t mixed(std::uint32_t h) {
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  return h ^ (h >> 16);
}

// The number of a gram; never 0, which marks a free place in tables.
constexpr std::uint32_t gram_number(GramState state, Field field) {
  std::uint32_t number = mixed(state);
  if (field != Field::Text) number = (number & 0xFFF00000u) | (mixed(number ^ static_cast<std::uint32_t>(field)) & 0x000FFFFFu);
  return number == 0 ? 1 : number;
}

std::uint32_t gram_of(Field field, std::u16string_view units);

// The grams that end at one unit of a folded text.
struct GramEnd {
  GramState one = 0, two = 0, three = 0, four = 0;  // by length
  std::uint64_t units = 0;                          // the last four, the latest lowest
  unsigned longest = 0;                             // how many of them stand in the piece
  unsigned hiragana = 0;                            // a bit for each of the last units
  bool has_three() const { return longest >= 3 && at_most_one(hiragana & 7u); }
  bool has_four() const { return longest >= 4 && at_most_one(hiragana & 15u); }

 private:
  static constexpr bool at_most_one(unsigned bits) { return (bits & (bits - 1)) == 0; }
};

// Calls `take` with the grams that end at each unit of a folded text.
template <typename Take>
void for_each_end(std::u16string_view text, Take&& take) {
  GramEnd end;
  for (const char16_t unit : text) {
    if (is_break(unit)) {
      end.longest = 0;
      continue;
    }
    end.four = next_state(end.three, unit);
    end.three = next_state(end.two, unit);
    end.two = next_state(end.one, unit);
    end.one = next_state(kFirstState, unit);
    end.units = end.units << 16 | unit;
    end.longest += end.longest < 4 ? 1 : 0;
    end.hiragana = end.hiragana << 1 | (is_hiragana(unit) ? 1u : 0u);
    take(end);
  }
}

// Calls `take` with the state of every gram of a folded text, repeats included.
template <typename Take>
void for_each_gram(std::u16string_view text, Take&& take) {
  for_each_end(text, [&](const GramEnd& end) {
    take(end.one);
    if (end.longest >= 2) take(end.two);
    if (end.has_three()) take(end.three);
    if (end.has_four()) take(end.four);
  });
}

}  // namespace kitei::search
