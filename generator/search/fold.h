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
// Fowler, Noll, Vo and by Appleby). In another field than the text its lower 20 bits are mixed once more with the field, so
// that the fields of a gram lie in one shard of the index.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace kitei::search {

std::u16string fold(std::string_view text);

// Where a gram was found. Keyword: a whole id, alias or control number, found only as a whole.
enum class Field : std::uint16_t { Text = 0, Title = 1, Heading = 2, Keyword = 3 };

bool is_break(char16_t unit);
bool is_hiragana(char16_t unit);

class GramHash {
 public:
  void add(char16_t unit) { state_ = (state_ ^ unit) * 16777619u; }
  std::uint32_t value(Field field) const {
    const std::uint32_t text = mixed(state_);
    if (field == Field::Text) return text;
    return (text & 0xFFF00000u) | (mixed(text ^ static_cast<std::uint32_t>(field)) & 0x000FFFFFu);
  }

 private:
  static std::uint32_t mixed(std::uint32_t h) {
    h = (h ^ (h >> 16)) * 0x85ebca6bu;
    h = (h ^ (h >> 13)) * 0xc2b2ae35u;
    return h ^ (h >> 16);
  }

  std::uint32_t state_ = 2166136261u;
};

std::uint32_t gram_of(Field field, std::u16string_view units);

inline constexpr std::size_t kLongestGram = 4;

// One of these for each unit.
inline constexpr char kOther = 0, kHiragana = 1, kBreak = 2;
std::string classes_of(std::u16string_view text);

// Calls `take` with the number of every gram of a folded text, repeats included.
template <typename Take>
void for_each_gram(Field field, std::u16string_view text, Take&& take) {
  const std::string classes = classes_of(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    GramHash hash;
    int hiragana = 0;
    const std::size_t end = std::min(text.size(), i + kLongestGram);
    for (std::size_t k = i; k < end && classes[k] != kBreak; ++k) {
      hiragana += classes[k];
      if (hiragana > 1 && k > i + 1) break;
      hash.add(text[k]);
      take(hash.value(field));
    }
  }
}

}  // namespace kitei::search
