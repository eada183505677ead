#include "adapters/markdown_limits.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "adapters/markdown.h"

namespace {

using namespace kitei;

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// "line:column: message" of each finding, or "" when the text is read.
std::string findings(std::string_view text) {
  const auto read = adapters::parse_markdown(text, "x.md", 5);
  std::string out;
  for (const base::Diagnostic& diagnostic : read.diagnostics) {
    CHECK(diagnostic.code == "source-too-complex");
    CHECK(diagnostic.path == "x.md");
    CHECK_FALSE(diagnostic.message.ja.empty());
    CHECK_FALSE(diagnostic.hint.empty());
    if (!out.empty()) out += "\n";
    out += fmt::format("{}:{}: {}", diagnostic.position.line, diagnostic.position.column, diagnostic.message.en);
  }
  if (!out.empty()) CHECK(read.value.document.children.empty());
  return out;
}

}  // namespace

TEST_CASE("texts beyond the limits are refused with line and reason") {
  struct Case {
    std::string text;
    const char* expected;
  };
  const Case cases[] = {
      {std::string(2 * 1024 * 1024 + 1, 'a'), "5:1: the text has 2097153 bytes; at most 2097152 are read"},
      {"あ\n" + repeat("|", 101) + "\n", "6:1: 101 `|` in one line; at most 100 are read"},
      {repeat("|", 100) + "\n", ""},
      {"```\n" + repeat("|", 900) + "\n```\n", ""},
      {"```\n" + repeat("|", 1001) + "\n```\n", "6:1: 1001 `|` in one line; at most 1000 are read"},
      {"```\nあ\n```\n" + repeat("|", 101), "8:1: 101 `|` in one line; at most 100 are read"},
      {"|a|b|\n|-|-|\n" + repeat("x\n", 60000), "50007:1: more than 100000 table cells"},
      {repeat("a|b\n|-|\n", 4000), "2902:1: too many table delimiter rows without a blank line between them"},
      {repeat("---\n", 50000), ""},
      {repeat("あ\n", 150000), ""},
      {repeat("あ\n", 150001), "150005:1: more than 150000 lines, cells and marks"},
      {repeat("あ\n\n", 100000), ""},
      {repeat("*a", 75000) + "\n" + repeat("a", 10) + "\n" + repeat("[a", 80000), "7:1: more than 150000 lines, cells and marks"},
      {repeat("*", 200000) + repeat("_", 200000), ""},
      {"```\n" + repeat("[*]`&\\\n", 100000), ""},
      {repeat("a <?", 2001), "5:8003: more than 2000 times `<?`"},
      {repeat("a <!A ", 2001), "5:12003: more than 2000 times `<!`"},
      {repeat("![[]()", 2001), "5:12001: more than 2000 times `![[`"},
      {std::string("あ\nい\0う", 11), "6:4: a NUL character"},
      {"い\xEF\xB7\x90う", "5:4: the character U+FDD0, which is no character of any script"},
      {"[a]: " + std::string(100000, 'u') + "\n\n" + repeat("[a]", 1000),
       "5:1: a link definition of 100006 bytes beside 1001 closing brackets"},
      {"[a]: " + std::string(50000, 'u') + " \"\n" + repeat("[x]: y\n", 10000) + "\"\n\n" + repeat("[a]", 1000),
       "5:1: a link definition of 120010 bytes beside 11001 closing brackets"},
      {repeat("[a]: https://example.jp/ \"題名\"\n", 2000) + "\n" + repeat("[a] ", 5000), ""},
      {repeat("[^a]: 脚注（注） \"x\n", 2000) + "\n" + repeat("[a] ", 5000), ""},
      {repeat("> ", 101) + "x", "5:1: lists, quotes or markup are nested more than 100 deep"},
      {"あ\n\n" + repeat("- ", 20000) + "x", "7:1: lists, quotes or markup are nested more than 100 deep"},
      {"あ\n\n" + repeat("*a _b ", 60) + repeat(" b_ a*", 60),
       "7:1: lists, quotes or markup are nested more than 100 deep"},
  };
  for (const Case& c : cases) {
    INFO(c.text.substr(0, 60));
    CHECK(findings(c.text) == c.expected);
  }
}

TEST_CASE("hostile texts within the limits end soon") {
  const std::string cases[] = {
      repeat("*a_ ", 20000),
      repeat("[", 50000),
      repeat("[[", 20000) + repeat("]]", 20000),
      repeat("[[AB", 50000),
      repeat("{{", 50000),
      repeat("**a", 20000),
      repeat("`a", 50000),
      repeat("[a](<b", 20000),
      repeat("![[]()", 2000),
      repeat("a <![CDATA[", 2000),
      repeat("[^a]", 20000) + "\n\n[^a]: x[^a]\n",
      repeat("a@", 50000),
      repeat("www.", 50000),
      repeat("http://", 20000),
      repeat("\\", 100000),
      repeat("&amp;", 50000),
      repeat("あ*「", 50000),
      repeat("~~a~~ ", 20000),
      repeat("[x]: a\n", 20000),
      "[x]: y \"" + repeat("a\n", 50000) + "\"\n" + repeat("a\n", 50000),
      repeat("\r", 500000),
  };
  for (const std::string& text : cases) {
    INFO(text.substr(0, 40));
    CHECK(adapters::parse_markdown(text, "x.md", 1).diagnostics.empty());
  }
}
