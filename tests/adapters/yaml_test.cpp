#include "adapters/yaml.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/diagnostics.h"

using namespace kitei;
using adapters::parse_yaml;
using adapters::yaml::Kind;
using adapters::yaml::Value;
using base::Language;

namespace {

std::string at(base::Position p) { return "@" + std::to_string(p.line) + ":" + std::to_string(p.column); }

// A value as one line: 'plain'@1:4, "quoted"@…, [items], {key@1:1=value}, ~ for nothing.
std::string shown(const Value& value) {
  switch (value.kind) {
    case Kind::Null:
      return "~" + at(value.position);
    case Kind::Scalar: {
      const std::string quote = value.plain ? "'" : "\"";
      return quote + value.text + quote + at(value.position);
    }
    case Kind::Sequence: {
      std::string text = "[";
      for (const Value& item : value.items) text += (text.size() > 1 ? " " : "") + shown(item);
      return text + "]" + at(value.position);
    }
    case Kind::Map: {
      std::string text = "{";
      for (const auto& entry : value.entries) {
        text += (text.size() > 1 ? " " : "") + entry.key + at(entry.position) + "=" + shown(entry.value);
      }
      return text + "}" + at(value.position);
    }
  }
  return {};
}

struct GoodCase {
  std::string text;
  std::string value;
};

struct BadCase {
  std::string text;
  std::string diagnostics;
  Language language = Language::English;
};

// The text begins on line 2 of its file, as front matter does.
void check(const GoodCase& c) {
  CAPTURE(c.text);
  const auto read = parse_yaml(c.text, "a.md", 2, "front-matter-invalid");
  CHECK(tests::shown(read.diagnostics) == "");
  CHECK(shown(read.value) == c.value);
}

void check(const BadCase& c) {
  CAPTURE(c.text.substr(0, 200));
  const auto read = parse_yaml(c.text, "a.md", 2, "front-matter-invalid");
  CHECK(tests::shown(read.diagnostics, c.language) == c.diagnostics);
}

const std::string kQuoteHint = "(put the whole value in double quotes: key: \"value\")";
const std::string kKeyHint = "(keys that belong together begin in the same column; each has ': ' after it)";

}  // namespace

TEST_CASE("YAML values keep their spelling and their exact place") {
  const std::vector<GoodCase> cases{
      {"題名: アクセス制御\nid: AB-1\n", "{題名@2:1='アクセス制御'@2:9 id@3:1='AB-1'@3:5}@2:1"},
      {"a: 5.10\nb: 010\nc: yes\nd: 1e3\n", "{a@2:1='5.10'@2:4 b@3:1='010'@3:4 c@4:1='yes'@4:4 d@5:1='1e3'@5:4}@2:1"},
      {"a: \"5.10\"\nb: 'it''s'\n", "{a@2:1=\"5.10\"@2:4 b@3:1=\"it's\"@3:4}@2:1"},
      {"a: [x, 管理策, z]\n", "{a@2:1=['x'@2:5 '管理策'@2:8 'z'@2:19]@2:4}@2:1"},
      {"a:\n  - x\n  - {k: v}\n", "{a@2:1=['x'@3:5 {k@4:6='v'@4:9}@4:5]@3:3}@2:1"},
      {"a:\nb: ~\nc: 1\n", "{a@2:1=~@2:1 b@3:1=~@3:1 c@4:1='1'@4:4}@2:1"},
      {"a: |\n  一行\n  \"二行\n  \tx\nb: 1\n", "{a@2:1=\"一行\n\"二行\n\tx\n\"@2:4 b@6:1='1'@6:4}@2:1"},
      {"a: \"一\n  二\"\nb: 1\n", "{a@2:1=\"一 二\"@2:4 b@4:1='1'@4:4}@2:1"},
      {"a: 一\n  二\n\nb: 1 # 注 \"\n", "{a@2:1='一 二'@2:4 b@5:1='1'@5:4}@2:1"},
      {"a: it's 5\" wide\nt: 12:30\nu: https://example.jp/\nc: iso27001-2022:5.15\n",
       "{a@2:1='it's 5\" wide'@2:4 t@3:1='12:30'@3:4 u@4:1='https://example.jp/'@4:4 "
       "c@5:1='iso27001-2022:5.15'@5:4}@2:1"},
      {"a: [\n1,\n2\n]\n", "{a@2:1=['1'@3:1 '2'@4:1]@2:4}@2:1"},
      {"\xEF\xBB\xBF"
       "a: 1\r\nb: 2\r\n",
       "{a@2:1='1'@2:4 b@3:1='2'@3:4}@2:1"},
      {"---\na: 1\n...\n", "{a@3:1='1'@3:4}@3:1"},
      {"a: \"x\ty\" \t\n", "{a@2:1=\"x\ty\"@2:4}@2:1"},
      {"- a\n- b\n", "['a'@2:3 'b'@3:3]@2:1"},
      {"ただの文", "'ただの文'@2:1"},
      {"", "~@2:1"},
      {"# 空\n", "~@2:1"},
  };
  for (const GoodCase& c : cases) check(c);
}

TEST_CASE("YAML faults are told with their place, in words for an author") {
  const std::string path = "a.md:";
  const std::string code = " [front-matter-invalid] ";
  const auto quote = [&](const std::string& place, const std::string& sign) {
    return path + place + ": the quote " + sign + " that opens here is never closed" + code + "(close the text with " +
           sign + " on the same line)\n";
  };
  const auto bracket = [&](const std::string& place, const std::string& open, const std::string& close) {
    return path + place + ": the bracket " + open + " that opens here is never closed" + code + "(close it with " +
           close + ")\n";
  };
  const auto tab = [&](const std::string& place) {
    return path + place + ": a tab stands here, where only blanks are allowed" + code + "(replace the tab by blanks)\n";
  };
  const std::string no_key = ": expected 'key: value' on this line" + code;
  const std::string anchor =
      ": '&' and '*' at the start of a value are not text but YAML anchors and aliases, which are not allowed here" +
      code + kQuoteHint + "\n";
  const std::string stray = ": this does not belong to anything above it" + code +
                            "(check the indentation of this line and signs such as '-', ',' and '---' in it)\n";
  const std::vector<BadCase> cases{
      // quotes that swallow what follows
      {"題名: \"未閉\n次: 1\n", quote("2:9", "\"")},
      {"a: \"b\nc: \"d\"\n", quote("2:4", "\"")},
      {"a: 'b\nc: 'd'\n", quote("2:4", "'")},
      {"a: 1\nb: \"", quote("3:4", "\"")},
      {"- \"x\n- y\"\n", quote("2:3", "\"")},
      {"a: \"x\nb: 1\nc: 'y\nd: 2\n", quote("2:4", "\"") + quote("4:4", "'")},
      {"a: \"規程\"の見直し\n",
       "a.md:2:12: there is text after the closing quote" + code + "(put the whole value in quotes, or none of it)\n"},
      // brackets
      {"a: [1, 2\nb: [3]\n", bracket("2:4", "[", "]")},
      {"a: {b: 1\n", bracket("2:4", "{", "}")},
      {"a: [1 2}\n", "a.md:2:8: the list in brackets is not well-formed: expected ',' or the closing bracket" + code +
                         "(separate the entries with ', ' and put text with brackets or commas in quotes)\n"},
      {"a: 1\n]\n", "a.md:3:1" + no_key + kKeyHint + "\n"},
      // blanks
      {"\ta: 1\n", tab("2:1")},
      {"a:\n\tb: 1\n", tab("3:1")},
      {"題名:\t文\n", tab("2:8")},
      {"a: 1\n　b: 2\n",
       "a.md:3:1: the line is indented with a full-width or no-break space, which is not an indentation in YAML" +
           code + "(replace it by blanks)\n"},
      {"a:\n\xC2\xA0 b: 2\n",
       "a.md:3:1: the line is indented with a full-width or no-break space, which is not an indentation in YAML" +
           code + "(replace it by blanks)\n"},
      // colons
      {"a: 1\n題名：値\nb: 2\n", "a.md:3:1" + no_key + "(the colon is full-width (：): write ':' and a blank)\n"},
      {"題名：値\nb: 2\n", "a.md:2:1" + no_key + "(the colon is full-width (：): write ':' and a blank)\n"},
      {"a: 1\nb:2\nc: 3\n", "a.md:3:1" + no_key + "(a blank is missing after ':')\n"},
      {"a: 1\n題名:　値\n", "a.md:3:1" + no_key + "(the blank after ':' is full-width: write an ordinary one)\n"},
      {"a: 1\nただの文\n", "a.md:3:1" + no_key + kKeyHint + "\n"},
      {"r:\n  - version：1\n    date: 2\n",
       "a.md:3:5" + no_key + "(the colon is full-width (：): write ':' and a blank)\n"},
      {"a: b: c\n", "a.md:2:5: a second ': ' on this line is not allowed outside quotes" + code + kQuoteHint + "\n"},
      {"a: 1\n b: 2\n", "a.md:3:2: this line is indented deeper than the key above, so it would belong to its value" +
                            code +
                            "(begin it in the same column as the key above, or put the value above in quotes)\n"},
      {"a:\n  b: 1\n c: 2\n", "a.md:4:2: expected 'key: value' here" + code + kKeyHint + "\n"},
      // keys
      {"題名: 1\nb: 2\n題名: 3\n",
       "a.md:4:1: the key '題名' is given twice" + code + "(it stands already on line 2)\n"},
      {"a: {b: 1, b: 2}\na: 1\n", "a.md:2:11: the key 'b' is given twice" + code + "(it stands already on line 2)\n" +
                                      "a.md:3:1: the key 'a' is given twice" + code +
                                      "(it stands already on line 2)\n"},
      {"<<: {a: 1}\n", "a.md:2:1: the YAML merge key '<<' is not allowed here" + code + "(write the values out)\n"},
      {": x\n", "a.md:2:1: a key is missing before ':'" + code + "(write key: value)\n"},
      {"title: {{ name }}\n", "a.md:2:9: a key must be text, but a list or map stands here" + code +
                                  "(a value that begins with '{' or '[' needs quotes: key: \"{{ name }}\")\n"},
      // what YAML has beyond values
      {"a: &x 1\nb: *x\n", "a.md:2:4" + anchor},
      {"a: *重要\n", "a.md:2:4" + anchor},
      {"a: !!python/object x\n",
       "a.md:2:4: '!' at the start of a value is not text but a YAML tag, which is not allowed here" + code +
           kQuoteHint + "\n"},
      {"a: @x\n", "a.md:2:4: a value may not begin with this character outside quotes" + code + kQuoteHint + "\n"},
      {"a: \"C:\\q\"\n", "a.md:2:9: a backslash in double quotes begins an escape that does not exist" + code +
                             "(write \\\\ for a backslash, or use single quotes)\n"},
      {"a: |x\n",
       "a.md:2:5: '|' or '>' at the start of a value begins a text over several lines; nothing else may follow on "
       "this line" +
           code + kQuoteHint + "\n"},
      {"a: - b\n", "a.md:2:4: the list is not well-formed: expected '- ' at the start of each entry" + code +
                       "(all '- ' of one list begin in the same column, on lines of their own)\n"},
      {"a: 1\n---\nb: 2\n", "a.md:3:1" + stray},
      {"a: 1\n...\nb: 2\n", "a.md:4:1" + stray},
      {",", "a.md:2:1" + stray},
      {"?", "a.md:2:2: a key is missing before ':'" + code + "(write key: value)\n"},
      // bytes
      {"a: 文\xFF字\n", "a.md:2:7: the text is not valid UTF-8 here" + code + "(save the file as UTF-8)\n"},
      {"a: x\x01\n", "a.md:2:5: a control character (U+0001) stands here" + code + "(delete it)\n"},
      {std::string("a: x\0y", 6), "a.md:2:5: a control character (U+0000) stands here" + code + "(delete it)\n"},
      {"a: " + std::string(adapters::kMaxYamlBytes, 'x'),
       "a.md:2:1: the YAML text is larger than 2 MiB" + code + "(split it into several files)\n"},
  };
  for (const BadCase& c : cases) check(c);
}

TEST_CASE("YAML faults are told in Japanese too") {
  const std::vector<BadCase> cases{
      {"題名: \"未閉\n",
       "a.md:2:9: ここで始まる引用符 \" が閉じられていません [front-matter-invalid] (同じ行の中で \" "
       "を書いて閉じてください)\n",
       Language::Japanese},
      {"a: 1\n題名：値\n",
       "a.md:3:1: この行は「キー: 値」の形になっていません [front-matter-invalid] "
       "(コロンが全角（：）です。半角の「:」と半角スペースにしてください)\n",
       Language::Japanese},
      {"題名: 1\n題名: 2\n",
       "a.md:3:1: キー「題名」が二度書かれています [front-matter-invalid] (2行目にすでにあります)\n",
       Language::Japanese},
      {"\ta: 1\n",
       "a.md:2:1: タブ文字があります（ここでは半角スペースだけが使えます） [front-matter-invalid] "
       "(タブ文字を半角スペースに置き換えてください)\n",
       Language::Japanese},
  };
  for (const BadCase& c : cases) check(c);
}

TEST_CASE("hostile YAML ends quickly with one clear error") {
  const auto first = [](const std::string& text) {
    const auto read = parse_yaml(text, "a.yaml", 1, "catalog-invalid");
    return read.diagnostics.empty() ? std::string("none") : read.diagnostics.front().message.en;
  };
  const auto repeat = [](std::string_view piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  CHECK(first("a: " + repeat("[", 65) + repeat("]", 65)) == "this is nested deeper than 64 levels");
  CHECK(first("a: " + repeat("[", 62) + repeat("]", 62)) == "none");
  CHECK(first(repeat("{a: ", 100) + "1" + repeat("}", 100)) == "this is nested deeper than 64 levels");
  CHECK(first(repeat("- ", 100'000) + "x") == "this is nested deeper than 64 levels");
  CHECK(first(repeat("? ", 100'000) + "x") != "none");
  CHECK(first(repeat("[", 100'000)) == "the bracket [ that opens here is never closed");
  CHECK(first(repeat("\"\n", 50'000)) != "none");
  CHECK(first(repeat("'", 99'999)) == "the quote ' that opens here is never closed");
  CHECK(first(repeat("&a ", 1000)) != "none");
  std::string bomb = "a: &a [x, x]\n";
  for (char c = 'b'; c < 'z'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [*" + static_cast<char>(c - 1) + ", *" + static_cast<char>(c - 1) + "]\n";
  }
  CHECK(first(bomb) ==
        "'&' and '*' at the start of a value are not text but YAML anchors and aliases, which are not allowed here");
  std::string indented;
  for (std::size_t depth = 0; depth < 500; ++depth) indented += std::string(depth, ' ') + "k:\n";
  CHECK(first(indented) == "this is nested deeper than 64 levels");
  std::string keys;
  for (int i = 0; i < 20'000; ++i) keys += "key" + std::to_string(i) + ": 1\n";
  CHECK(first(keys) == "none");
}
