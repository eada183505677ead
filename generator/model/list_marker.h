// What the items of an ordered list count in, and how that is printed: (1) ① a) ア (ア) …
#pragma once
#include <cstdint>
#include <string>

namespace kitei::model {

enum class ListMarker : std::uint8_t {
  Bullet,
  Decimal,       // 1.
  ParenDecimal,  // (1)
  Circled,       // ①
  LowerAlpha,    // a)
  Kana,          // ア
  ParenKana,     // (ア)
  ParenAlpha,    // (a)
  ParenRoman,    // (i)
  Iroha,         // イ ロ ハ
  Kanji,         // 一
};

// The marker of the n-th item (1-based). Series that run out (① at 50, ア at 46) go on as plain numbers in parentheses.
std::string marker_text(ListMarker marker, unsigned n);
// How far its series goes before that.
unsigned last_of(ListMarker marker);

}  // namespace kitei::model
