// What the items of an ordered list count in.
#pragma once
#include <cstdint>

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

}  // namespace kitei::model
