// What needs Unicode data, through ICU: width, normalisation, word boundaries, order. No ICU type is visible here, and
// nothing depends on the process's locale.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kitei::base {

// East Asian Width W or F (UAX #11), the test for "a line break after this character is no space".
bool is_wide(char32_t c);

// A "CJK character" of the CJK-friendly emphasis rules: East Asian Width W, F or H without default emoji presentation, or
// Hangul, or an ideographic variation selector.
bool is_cjk(char32_t c);

// General category P* or S*, as GFM's emphasis rules count punctuation, and Zs/tab/newline as white space.
bool is_unicode_punctuation(char32_t c);
bool is_unicode_space(char32_t c);

// A letter or a number in any script, or a mark: what may stand in a heading's automatic address.
bool is_word_character(char32_t c);

std::string nfc(std::string_view text);
std::string nfkc(std::string_view text);
// NFKC with full case folding: the form in which names, ids and search text are compared.
std::string nfkc_casefold(std::string_view text);
// Lower case, locale-independent.
std::string lower_case(std::string_view text);

// Splits a text into words, blanks and punctuation, in order and without loss (UAX #29 with the Japanese dictionary).
std::vector<std::string_view> split_words(std::string_view text);

// A key whose byte order is the collation order for Japanese (readings in 五十音 order, numbers by value).
std::string sort_key(std::string_view text);

// Cells on a terminal: wide characters count 2, combining marks 0.
std::size_t display_width(std::string_view text);

}  // namespace kitei::base
