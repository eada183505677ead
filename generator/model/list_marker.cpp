#include "model/list_marker.h"

#include <array>
#include <string_view>
#include <utility>

#include "base/utf8.h"

namespace kitei::model {
namespace {

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

}  // namespace

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

}  // namespace kitei::model
