#include "base/utf8.h"

#include <catch2/catch.hpp>
#include <random>

using namespace kitei;

TEST_CASE("the first ill-formed byte is found") {
  struct Case {
    std::string name, bytes;
    std::optional<std::size_t> expected;
  };
  const std::vector<Case> cases{
      {"empty", "", {}},
      {"ASCII and Japanese", "abc規程𠮷😀", {}},
      {"the smallest and largest of each length",
       "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
       {}},
      {"a lone continuation byte", "a\x80", 1},
      {"Shift_JIS", "a\x8B\x4B\x92\xF6", 1},
      {"cut off", "規\xE7\xA8", 3},
      {"overlong slash", "\xC0\xAF", 0},
      {"overlong, three bytes", "ab\xE0\x80\xAF", 2},
      {"overlong, four bytes", "\xF0\x80\x80\xAF", 0},
      {"a surrogate", "x\xED\xA0\x80", 1},
      {"beyond U+10FFFF", "\xF4\x90\x80\x80", 0},
      {"never a first byte", "\xF8\x88\x80\x80\x80", 0},
      {"0xFF", "日\xFF", 3},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(base::find_invalid_utf8(c.bytes) == c.expected);
  }
}

TEST_CASE("text survives decoding and encoding, and any bytes are survived") {
  const std::string text = "aé規程\U00020BB7😀\U0010FFFF";
  CHECK(base::encode_utf8(base::decode_utf8(text)) == text);
  CHECK(base::count_code_points(text) == 7);
  CHECK(base::decode_utf8("a\x80\xE7\xA8") == U"a\uFFFD\uFFFD\uFFFD");

  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (std::size_t i = random() % 12; i > 0; --i)
      bytes += static_cast<char>(random() % 4 ? 0x80 + random() % 128 : 'a');
    const auto invalid = base::find_invalid_utf8(bytes);
    const std::string again = base::encode_utf8(base::decode_utf8(bytes));
    REQUIRE_FALSE(base::find_invalid_utf8(again));
    REQUIRE((again == bytes) == !invalid);
  }
}

TEST_CASE("what is no UTF-8 is found wherever it stands between what is") {
  const std::vector<std::string> valid{"a", "abcdefgh", "é", "規", "規程", "を定める", "（", "😀", "\uD7FF", "\uE000", "\u0800"};
  const std::vector<std::string> invalid{"\x80", "\xE8\xA6", "\xED\xA0\x80", "\xE0\x9F\xBF", "\xE1\x80\xE8", "\xC0\xAF", "\xF4\x90\x80\x80"};
  std::mt19937 random(2);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes;
    for (std::size_t i = random() % 24; i > 0; --i) bytes += valid[random() % valid.size()];
    REQUIRE_FALSE(base::find_invalid_utf8(bytes));
    const std::size_t at = bytes.size();
    bytes += invalid[random() % invalid.size()];
    REQUIRE(base::find_invalid_utf8(bytes) == at);
    for (std::size_t i = random() % 12; i > 0; --i) bytes += valid[random() % valid.size()];
    REQUIRE(base::find_invalid_utf8(bytes) == at);
  }
}

TEST_CASE("code points are read forwards and backwards") {
  const std::string text = "a規😀";
  CHECK(base::code_point_at(text, 1).value == U'規');
  CHECK(base::code_point_at(text, 1).length == 3);
  CHECK(base::code_point_before(text, text.size()).value == U'😀');
  CHECK(base::code_point_before(text, 4).value == U'規');
  CHECK(base::code_point_before(text, 1).value == U'a');
  CHECK(base::code_point_before("規", 2).value == 0xFFFD);
  CHECK(base::code_point_before("\x80\x80\x80\x80\x80", 5).value == 0xFFFD);
}

TEST_CASE("columns are counted in code points") {
  struct Case {
    std::string line;
    std::uint32_t bytes, expected;
  };
  const std::vector<Case> cases{{"規程: x", 1, 1}, {"規程: x", 4, 2}, {"規程: x", 7, 3}, {"規程: x", 9, 5},
                                {"規程", 7, 3},    {"規程", 9, 5},    {"", 1, 1},        {"abc", 0, 0}};
  for (const Case& c : cases) CHECK(base::column_in_code_points(c.line, c.bytes) == c.expected);
}

TEST_CASE("lines are found by number") {
  const std::string text = "一行目\r\n二行目\n\n四行目";
  CHECK(base::line_at(text, 1) == "一行目");
  CHECK(base::line_at(text, 2) == "二行目");
  CHECK(base::line_at(text, 3).empty());
  CHECK(base::line_at(text, 4) == "四行目");
  CHECK(base::line_at(text, 5).empty());
  CHECK(base::line_at(text, 0).empty());
}

TEST_CASE("blanks at the ends go, also the wide one") {
  CHECK(base::trim("　\t 規程　集 \r\n　") == "規程　集");
  CHECK(base::trim("　").empty());
  CHECK(base::trim("").empty());
  CHECK(base::ascii_lower("AbC規程Ａ") == "abc規程Ａ");
}
