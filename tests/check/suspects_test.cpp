// The quick look must never overlook what the slow one finds. Here the slow one is asked about every character.
#include "check/suspects.h"

#include <catch2/catch.hpp>

#include "base/utf8.h"
#include "check/families.h"

namespace kitei::check {
namespace {

std::size_t odd_characters(const std::string& text) {
  RunReader reader;
  base::Diagnostics found;
  find_odd_characters({}, reader.read(text, {1, 1, 0}, Where::Paragraph), found);
  return found.size();
}

std::size_t placeholders(const std::string& text) {
  RunReader reader;
  base::Diagnostics found;
  find_placeholders({}, reader.read(text, {1, 1, 0}, Where::Paragraph), found);
  return found.size();
}

TEST_CASE("no odd character is overlooked, wherever it stands") {
  unsigned odd = 0;
  for (char32_t c = 1; c < 0x110000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string character;
    base::append_utf8(character, c);
    // A sound mark is odd only behind a kana.
    if (odd_characters("か" + character) == 0) continue;
    ++odd;
    for (const char* behind : {"", "a", "。"}) {
      if (suspects_in("か" + character + behind).odd_character) continue;
      FAIL("U+" << std::hex << static_cast<std::uint32_t>(c) << " is overlooked before '" << behind << "'");
    }
  }
  CHECK(odd > 6000);  // the private use area alone has 6,400
}

TEST_CASE("no placeholder is overlooked, wherever it stands") {
  for (const char* words : {"〇〇", "○○", "●●", "△△", "20XX", "20xx", "20yy", "20YY", "要確認", "確認後記載", "TBD"}) {
    for (const char* before : {"", "a", "。"}) {
      for (const char* behind : {"", "-", "。"}) {
        const std::string text = std::string(before == std::string_view("a") ? "a " : before) + words + behind;
        INFO(text);
        CHECK(placeholders(text) == 1);
        CHECK(suspects_in(text).placeholder);
      }
    }
  }
}

TEST_CASE("ordinary text is no suspect") {
  for (const char* text : {"", "a", "第3条　従業者は、情報資産を取り扱うときは、次の各号（第2項を含む。）を確認する。", "The policy, 2026-04-01: 100 %",
                           "サーバー・ネットワーク『附則』", "ＭＦＡ：１００", "\uFFFC を押す", "tab\tand\nline"}) {
    INFO(text);
    const Suspects suspects = suspects_in(text);
    CHECK_FALSE(suspects.odd_character);
    CHECK_FALSE(suspects.placeholder);
  }
}

}  // namespace
}  // namespace kitei::check
