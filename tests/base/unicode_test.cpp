#include "base/unicode.h"

#include <catch2/catch.hpp>
#include <random>

#include "base/utf8.h"

using namespace kitei;

TEST_CASE("width and kind of characters") {
  for (const char32_t c : U"規あアＡ（。　！가") {
    if (c) CHECK(base::is_wide(c));
  }
  for (const char32_t c : {U'a', U'é', U'ｱ', U'"', U'α', U'…'}) CHECK_FALSE(base::is_wide(c));
  for (const char32_t c : {U'規', U'「', U'ｱ', U'한', char32_t{0x1100}}) CHECK(base::is_cjk(c));
  for (const char32_t c : {U'a', U'😀', U'“'}) CHECK_FALSE(base::is_cjk(c));
  CHECK(base::is_cjk(0xE0100));  // an ideographic variation selector
  for (const char32_t c : {U'.', U'。', U'「', U'＝', U'$', U'“'}) CHECK(base::is_unicode_punctuation(c));
  for (const char32_t c : {U'a', U'規', U'ー', U' ', U'1'}) CHECK_FALSE(base::is_unicode_punctuation(c));
  for (const char32_t c : {U' ', U'\t', U'\n', U'　', U'\u00A0'}) CHECK(base::is_unicode_space(c));
  CHECK_FALSE(base::is_unicode_space(U'\u200B'));
  for (const char32_t c : {U'a', U'規', U'ー', U'1', U'_', U'\u3099'}) CHECK(base::is_word_character(c));
  for (const char32_t c : {U'。', U' ', U'-'}) CHECK_FALSE(base::is_word_character(c));
}

TEST_CASE("normal forms") {
  CHECK(base::nfc("か\u3099") == "が");
  CHECK(base::nfc("ｶﾞ") == "ｶﾞ");
  CHECK(base::nfkc("ｶﾞ５．１５①㈱") == "ガ5.151(株)");
  CHECK(base::nfkc_casefold("ＡｂC ß") == "abc ss");
  CHECK(base::lower_case("ÀＡB規程") == "àａb規程");
  CHECK(base::nfkc("").empty());
}

TEST_CASE("texts that are not looked up in the tables of Unicode are those that need not be") {
  // Behind a full-width letter everything is looked up.
  const auto check = [](const std::string& text) {
    const auto same = [&](std::string (*form)(std::string_view)) { return form("Ａ" + text) == form("Ａ") + form(text); };
    return same(base::nfc) && same(base::nfkc) && same(base::nfkc_casefold) && same(base::lower_case);
  };
  for (char32_t c = 0x2000; c < 0xFFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string character;
    base::append_utf8(character, c);
    INFO(std::hex << static_cast<std::uint32_t>(c));
    if (!check("かX" + character + "か") || !check("Xか" + character)) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
  }
  for (const char* broken : {"規\xE7\xA8", "か\x81", "\xFF", "\xE3"}) CHECK(check(broken));
}

TEST_CASE("words are split without loss") {
  auto show = [](std::string_view text) {
    std::string out;
    for (const std::string_view word : base::split_words(text)) out += std::string(word) + "|";
    return out;
  };
  CHECK(show("パスワードは12文字以上とする。") == "パスワード|は|12|文字|以上|と|する|。|");
  CHECK(show("the owner's review, twice") == "the| |owner's| |review|,| |twice|");
  CHECK(show("").empty());

  std::mt19937 random(5);
  const std::vector<std::string> pieces{"規程",     "を", "abc", " ",    "𠮷",       "😀",   "が",
                                        "か\u3099", "。", "1.2", "\xFF", "\xE7\xA8", "\r\n"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t i = random() % 10; i > 0; --i) text += pieces[random() % pieces.size()];
    std::string joined;
    for (const std::string_view word : base::split_words(text)) {
      REQUIRE_FALSE(word.empty());
      joined += word;
    }
    REQUIRE(joined == text);  // ill-formed bytes included
  }
}

TEST_CASE("sort keys order Japanese by sound and numbers by value") {
  const std::vector<std::string> ordered{"2条",    "10条",   "あくせす", "アクセスけん", "がっこう",
                                         "かんり", "はっく", "バック",   "ぱっく"};
  for (std::size_t i = 0; i + 1 < ordered.size(); ++i) {
    INFO(ordered[i] << " " << ordered[i + 1]);
    CHECK(base::sort_key(ordered[i]) < base::sort_key(ordered[i + 1]));
  }
  CHECK(base::sort_key("規程") == base::sort_key("規程"));
}

TEST_CASE("cells on a terminal") {
  CHECK(base::display_width("abc") == 3);
  CHECK(base::display_width("規程a") == 5);
  CHECK(base::display_width("か\u3099") == 2);
  CHECK(base::display_width("ｱ") == 1);
  CHECK(base::display_width("") == 0);
}
