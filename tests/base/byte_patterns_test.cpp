#include "base/byte_patterns.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace kitei;
using namespace std::string_view_literals;

TEST_CASE("patterns are found wherever they stand") {
  static constexpr base::BytePatterns patterns({"条", "abc", {"\xE3\xE4"sv, "\x80\x8F\xA0\xA0"sv, base::kAnyByte}, {"\x01\x01"sv, base::kAnyByte, base::kAnyByte}});
  CHECK(patterns.find_in("") == 0);
  CHECK(patterns.find_in("第3条") == 1);
  CHECK(patterns.find_in("条abc") == 3);
  CHECK(patterns.find_in("ab") == 0);
  CHECK(patterns.find_in("xx\xE3\x85") == 4);  // cut off: any byte may follow
  CHECK(patterns.find_in("xx\xE3\x95") == 0);
  CHECK(patterns.find_in("\x01") == 8);
  CHECK(patterns.find_in("\xE3") == 0);

  // Against a search byte by byte.
  std::mt19937 random(7);
  const std::string alphabet = "abc\xE3\xE4\x80\xA0\x01条";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = random() % 12; i > 0; --i) text += alphabet[random() % alphabet.size()];
    unsigned expected = (text.find("条") != std::string::npos ? 1u : 0u) | (text.find("abc") != std::string::npos ? 2u : 0u) |
                        (text.find('\x01') != std::string::npos ? 8u : 0u);
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]);
      if ((a == 0xE3 || a == 0xE4) && ((b >= 0x80 && b <= 0x8F) || b == 0xA0)) expected |= 4;
    }
    REQUIRE(patterns.find_in(text) == expected);
  }
}
