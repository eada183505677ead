// The tokeniser against the examples that the browser's one is tested with too.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "base/utf8.h"
#include "search/fold.h"

namespace kitei::search {
namespace {

nlohmann::json vectors() {
  std::ifstream file(std::string(KITEI_TESTS_DIR) + "/search/vectors.json");
  REQUIRE(file);
  return nlohmann::json::parse(file);
}

std::string as_utf8(std::u16string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < text.size()) c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00);
    out += c;
  }
  return base::encode_utf8(out);
}

TEST_CASE("text is folded as the shared examples say") {
  const nlohmann::json shared = vectors();
  for (const auto& example : shared["fold"]) {
    const std::string text = example["text"];
    CAPTURE(text);
    CHECK(as_utf8(fold(text)) == example["folded"].get<std::string>());
    // What is folded stays as it is.
    CHECK(fold(as_utf8(fold(text))) == fold(text));
  }
}

TEST_CASE("the grams of a text are those of the shared examples") {
  const nlohmann::json shared = vectors();
  for (const auto& example : shared["grams"]) {
    const std::string text = example["text"];
    CAPTURE(text);
    std::set<std::uint32_t> expected;
    for (const auto& gram : example["grams"]) expected.insert(gram_of(Field::Text, fold(gram.get<std::string>())));
    std::set<std::uint32_t> found;
    for_each_gram(fold(text), [&](GramState state) { found.insert(gram_number(state, Field::Text)); });
    CHECK(found == expected);
  }
}

TEST_CASE("a gram is the number that the shared examples give") {
  const nlohmann::json shared = vectors();
  for (const auto& example : shared["hashes"]) {
    const std::string units = example["units"];
    CAPTURE(units);
    CHECK(gram_of(static_cast<Field>(example["field"].get<int>()), fold(units)) == example["hash"].get<std::uint32_t>());
  }
}

TEST_CASE("each line is folded by itself, and a line with rare characters gives the same as one without") {
  CHECK(fold("情報\n資産") == u"情報 資産");
  CHECK(fold("①\nＡ\n情報") == u"1 a 情報");
  CHECK(fold("\n") == u" ");
}

TEST_CASE("characters that are folded by themselves are folded as among characters that need the tables") {
  // A ligature sends its whole line through the tables.
  for (char32_t c = 0x20; c < 0xFFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const std::string alone = base::encode_utf8(std::u32string(1, c));
    if (u"fi" + fold("|" + alone + "|") != fold("ﬁ|" + alone + "|")) FAIL_CHECK("U+" << std::hex << static_cast<unsigned>(c));
  }
}

TEST_CASE("grams are the short runs of units without breaks, and longer ones with at most one hiragana") {
  const std::u16string text = fold("管理のための「ISMS-1.2」、の管のりく理者くん12345 。x");
  std::multiset<std::uint32_t> expected;
  for (std::size_t from = 0; from < text.size(); ++from) {
    for (std::size_t length = 1; length <= 4 && from + length <= text.size(); ++length) {
      const std::u16string units = text.substr(from, length);
      if (std::any_of(units.begin(), units.end(), is_break)) break;
      if (length > 2 && std::count_if(units.begin(), units.end(), is_hiragana) > 1) continue;
      expected.insert(gram_of(Field::Text, units));
    }
  }
  std::multiset<std::uint32_t> found;
  for_each_gram(text, [&](GramState state) { found.insert(gram_number(state, Field::Text)); });
  CHECK(found == expected);
}

TEST_CASE("ill-formed bytes become a replacement character and nothing worse") {
  CHECK(fold("a\xFF" "b").size() == 3);
  CHECK(fold("\xE6\x83").find(u'\0') == std::u16string::npos);
}

}  // namespace
}  // namespace kitei::search
