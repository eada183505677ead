// The direct reader against yaml-cpp: where it gives something, the two agree to the last column.
#include "adapters/yaml_simple.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace kitei::adapters {
namespace {

std::string shown(const yaml::Value& value, int depth = 0) {
  std::string out = std::to_string(static_cast<int>(value.kind)) + "@" + std::to_string(value.position.line) + ":" +
                    std::to_string(value.position.column) + (value.plain ? " plain" : "") + " <" + value.text + ">\n";
  const std::string margin(static_cast<std::size_t>(depth) * 2 + 2, ' ');
  for (const yaml::Value& item : value.items) out += margin + "- " + shown(item, depth + 1);
  for (const yaml::Entry& entry : value.entries) {
    out += margin + entry.key + "@" + std::to_string(entry.position.line) + ":" + std::to_string(entry.position.column) +
           ": " + shown(entry.value, depth + 1);
  }
  return out;
}

// True when the direct reader took the text.
bool agrees(const std::string& text) {
  const auto simple = parse_simple_yaml(text, 2);
  if (!simple) return false;
  const auto full = parse_yaml_by_library(text, "x.md", 2, "front-matter-invalid");
  INFO(text);
  for (const auto& diagnostic : full.diagnostics) INFO(diagnostic.message.en);
  CHECK(full.diagnostics.empty());
  CHECK(shown(*simple) == shown(full.value));
  return true;
}

TEST_CASE("texts that are read directly") {
  for (const char* text : {
           "id: AB-P-515\ntitle: アクセス制御\n",
           "title: \"情報：規程\"\nnumber: '2026-1'\n",
           "controls: [\"5.15\", \"iso27001-2022:5.18\", 8.2]\nempty: []\nmap: {}\n",
           "revisions:\n  - version: \"2.0\"\n    date: 2022-03-06\n    summary: 様式を改めた。\n  - version: 3.0\n",
           "approval: {ref: 稟議2026-031, method: 電子承認, date: 2026-03-19}\n",
           "a:\n  b:\n    c: d\n\n# 注\n  e: f\n",
           "list:\n- a\n- b\nlast:\n",
           "empty:\nnext: x\n",
           "controls: {\"5.15\": {applicable: yes, reason: …}, 8.4: {applicable: no}}\n",
           "\"5.1\": {a: b}\n'5.2': c\n",
           "文書ID: あ\n版数: 1.2\n",
           "a: b c  d\n",
           "a: x:y\nb: x#y\n",
       }) {
    INFO(text);
    CHECK(agrees(text));
  }
}

TEST_CASE("what is not plain is left to yaml-cpp") {
  for (const char* text : {"", "a", "a: |\n  b\n", "a: \"x\\n\"\n", "a: b\n  c\n", "a: &x b\n", "a: *x\n", "a: !t b\n", "a:\tb\n",
                           "a: b # c\n", "a: b: c\n", "- a\n", "---\na: b\n", "a: [b\n", "a: 'it''s'\n", "a: ~\n", "a: null\n",
                           "a: 1\na: 2\n", "\"a\"\": b\n", "\"a\" : b\n", "a: [b, ]\n", "a:　b\n", "<<: a\n", "a: -\n", "a: \"b\n", "  a: b\n",
                           "a: [b: c]\n", "a:\n    b: c\n  d: e\n", "a: ?b\n", "a:\n  -\n", "a: {b}\n", "null: x\n"}) {
    INFO(text);
    CHECK(!parse_simple_yaml(text, 1));
  }
}

TEST_CASE("random texts are read as yaml-cpp reads them") {
  const std::vector<std::string> pieces{
      "a", "b", "規", "程　", "　", ": ", ":", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\n\n", " ", "  ", "[", "]", "{", "}", ",",
      ", ", "\"", "'", "#", " # ", "-", "- ", "1.2", "null", "yes", "～", "?", "|", ">", "&", "*", "!", "%", "@", "`", "\\", "key: ",
      "key2: ", "\nkey3: ", "\nkey4:", "\n  k: ", "\n  - k: ", "\n    k2: ", "[a, b]", "{a: b}", "\"x y\"", "'z'", "\t", "\xC2\xA0", ".", "/", "(", "~", "=", "<", "..."};
  std::mt19937 random(20260601);
  std::size_t taken = 0;
  for (int i = 0; i < 60000; ++i) {
    std::string text = random() % 2 ? "key0: " : "";
    const std::size_t length = 1 + random() % 10;
    for (std::size_t j = 0; j < length; ++j) text += pieces[random() % pieces.size()];
    taken += agrees(text);
  }
  CHECK(taken > 500);
}

TEST_CASE("a text with one mistake somewhere is read alike") {
  const std::string text =
      "id: HBK-00080\ntitle: \"遠隔勤務先の手引き\"\nversion: \"3.0\"\nowner: 担当\naudience: [a6, a2]\ncontrols: [\"5.34\"]\n"
      "approval: {ref: 稟議, date: 2026-03-19}\nrevisions:\n  - version: \"2.0\"\n    date: 2022-03-06\n    author: 木村 一郎\n"
      "  - {version: 2.1, date: 2023-02-17}\nmoved_to:\n  old: \"X#y\"\nlast: 終\n";
  const std::vector<std::string> slips{"", " ", "\n", ":", ": ", "\"", "'", "[", "]", "{", "}", ",", "#", " #", "- ", "\t", "　", "|", "\n  ", "\\"};
  std::size_t taken = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    for (const std::string& slip : slips) {
      taken += agrees(text.substr(0, at) + slip + text.substr(at));
      if (static_cast<unsigned char>(text[at]) < 0x80) agrees(text.substr(0, at) + slip + text.substr(at + 1));
    }
  }
  CHECK(taken > 1000);
}

}  // namespace
}  // namespace kitei::adapters
