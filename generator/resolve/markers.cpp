#include "resolve/markers.h"

#include <array>

#include "base/utf8.h"

namespace kitei::resolve {
namespace {

constexpr std::u32string_view kKana = U"アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

std::string parenthesised(const std::string& text) { return "(" + text + ")"; }

std::string kana(unsigned n) {
  std::string out;
  base::append_utf8(out, kKana[n - 1]);
  return out;
}

std::string circled(unsigned n) {
  // Unicode holds the circled numbers in three runs: 1–20, 21–35, 36–50.
  const char32_t c = n <= 20 ? U'\u2460' + (n - 1) : n <= 35 ? U'\u3251' + (n - 21) : U'\u32B1' + (n - 36);
  std::string out;
  base::append_utf8(out, c);
  return out;
}

std::string letters(unsigned n) {
  std::string out;
  for (; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('a' + (n - 1) % 26));
  return out;
}

}  // namespace

model::ListMarker marker_for(model::Scheme scheme, unsigned depth) {
  using enum model::ListMarker;
  constexpr std::array<model::ListMarker, 3> kArticles{ParenDecimal, Kana, ParenKana};
  constexpr std::array<model::ListMarker, 3> kElsewhere{ParenDecimal, Circled, LowerAlpha};
  return scheme == model::Scheme::Articles ? kArticles[depth % 3] : kElsewhere[depth % 3];
}

std::string marker_text(model::ListMarker marker, unsigned n) {
  switch (marker) {
    case model::ListMarker::Bullet: return {};
    case model::ListMarker::Decimal: return std::to_string(n) + ".";
    case model::ListMarker::ParenDecimal: return parenthesised(std::to_string(n));
    case model::ListMarker::Circled: return n >= 1 && n <= 50 ? circled(n) : parenthesised(std::to_string(n));
    case model::ListMarker::LowerAlpha: return n >= 1 ? letters(n) + ")" : parenthesised(std::to_string(n));
    case model::ListMarker::Kana: return n >= 1 && n <= kKana.size() ? kana(n) : parenthesised(std::to_string(n));
    case model::ListMarker::ParenKana:
      return parenthesised(n >= 1 && n <= kKana.size() ? kana(n) : std::to_string(n));
  }
  return {};
}

}  // namespace kitei::resolve
