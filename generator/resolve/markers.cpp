#include "resolve/markers.h"

#include <algorithm>
#include <array>

#include "base/numerals.h"
#include "base/utf8.h"

namespace kitei::resolve {
namespace {

using model::ListMarker;

constexpr std::u32string_view kKana = U"アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
constexpr std::u32string_view kIroha = U"イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
constexpr std::u32string_view kHan = U"〇一二三四五六七八九";

std::string parenthesised(const std::string& text) { return "(" + text + ")"; }

std::string one(char32_t c) {
  std::string out;
  base::append_utf8(out, c);
  return out;
}

std::string circled(unsigned n) {
  // Unicode holds the circled numbers in three runs: 1–20, 21–35, 36–50.
  return one(n <= 20 ? U'\u2460' + (n - 1) : n <= 35 ? U'\u3251' + (n - 21) : U'\u32B1' + (n - 36));
}

std::string letters(unsigned n) {
  std::string out;
  for (; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('a' + (n - 1) % 26));
  return out;
}

std::string roman(unsigned n) {
  constexpr std::array<std::pair<unsigned, std::string_view>, 13> kParts{
      {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
       {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}};
  std::string out;
  for (const auto& [value, text] : kParts) {
    for (; n >= value; n -= value) out += text;
  }
  return out;
}

std::string kanji(unsigned n) {
  std::string out;
  if (n >= 20) out += one(kHan[n / 10]);
  if (n >= 10) out += "十";
  if (n % 10 != 0) out += one(kHan[n % 10]);
  return out;
}

// How far the series goes before it becomes plain numbers.
unsigned last_of(ListMarker marker) {
  switch (marker) {
    case ListMarker::Circled: return 50;
    case ListMarker::Kana:
    case ListMarker::ParenKana: return static_cast<unsigned>(kKana.size());
    case ListMarker::Iroha: return static_cast<unsigned>(kIroha.size());
    case ListMarker::Kanji: return 99;
    case ListMarker::Bullet:
    case ListMarker::Decimal:
    case ListMarker::ParenDecimal:
    case ListMarker::LowerAlpha:
    case ListMarker::ParenAlpha:
    case ListMarker::ParenRoman: break;
  }
  return 999;
}

}  // namespace

Markers usual_markers(model::Scheme scheme, base::Language language) {
  using enum ListMarker;
  if (language == base::Language::English) return {ParenDecimal, ParenAlpha, ParenRoman};
  return scheme == model::Scheme::Articles ? Markers{ParenDecimal, Kana, ParenKana} : Markers{ParenDecimal, Circled, LowerAlpha};
}

Markers markers_for(const model::Config& config, model::Scheme scheme) {
  const Markers& given = config.list_markers[static_cast<std::size_t>(scheme)];
  return given.empty() ? usual_markers(scheme, config.language) : given;
}

std::string marker_text(ListMarker marker, unsigned n) {
  if (marker == ListMarker::Bullet) return {};
  if (marker == ListMarker::Decimal) return std::to_string(n) + ".";
  if (n == 0 || n > last_of(marker)) return parenthesised(std::to_string(n));
  switch (marker) {
    case ListMarker::Bullet:
    case ListMarker::Decimal: break;
    case ListMarker::ParenDecimal: return parenthesised(std::to_string(n));
    case ListMarker::Circled: return circled(n);
    case ListMarker::LowerAlpha: return letters(n) + ")";
    case ListMarker::Kana: return one(kKana[n - 1]);
    case ListMarker::ParenKana: return parenthesised(one(kKana[n - 1]));
    case ListMarker::ParenAlpha: return parenthesised(letters(n));
    case ListMarker::ParenRoman: return parenthesised(roman(n));
    case ListMarker::Iroha: return one(kIroha[n - 1]);
    case ListMarker::Kanji: return kanji(n);
  }
  return {};
}

std::optional<ReadMarker> read_marker(ListMarker marker, std::string_view text, std::size_t at) {
  if (marker == ListMarker::Bullet || at >= text.size()) return std::nullopt;
  if (marker == ListMarker::Kanji) {
    if (const auto number = base::read_number(text, at)) return ReadMarker{number->value, number->length};
    return std::nullopt;
  }
  constexpr std::string_view kOpen = "（", kClose = "）";
  std::string rest;  // with plain parentheses; `extra` is what was longer in the text
  const std::string_view from = text.substr(at, 32);
  for (std::size_t i = 0; i < from.size();) {
    const base::CodePoint c = base::code_point_at(from, i);
    if (c.value == U'（') {
      rest += '(';
    } else if (c.value == U'）') {
      rest += ')';
    } else {
      rest += from.substr(i, c.length);
    }
    i += c.length;
  }
  // Numbers in parentheses are read as such; other series are small enough to be tried from their ends.
  const bool wide_open = from.starts_with(kOpen);
  const std::size_t opening = wide_open ? kOpen.size() : 1;
  if (rest.starts_with('(')) {
    if (const auto number = base::read_number(from, opening)) {
      const std::size_t closing = opening + number->length;
      const std::size_t close = from.substr(closing).starts_with(')') ? 1 : from.substr(closing).starts_with(kClose) ? kClose.size() : 0;
      if (close > 0 && (marker == ListMarker::ParenDecimal || number->value > last_of(marker))) return ReadMarker{number->value, closing + close};
      return std::nullopt;
    }
  }
  std::optional<ReadMarker> found;
  for (unsigned n = 1; n <= std::min(last_of(marker), 300u); ++n) {
    const std::string printed = marker_text(marker, n);
    if (!rest.starts_with(printed) || (found && printed.size() <= found->length)) continue;
    found = ReadMarker{n, printed.size()};
  }
  if (!found) return std::nullopt;
  // Back to the length in the text itself.
  std::size_t plain = 0, length = 0;
  while (plain < found->length) {
    const base::CodePoint c = base::code_point_at(from, length);
    plain += c.value == U'（' || c.value == U'）' ? 1 : c.length;
    length += c.length;
  }
  found->length = length;
  return found;
}

}  // namespace kitei::resolve
