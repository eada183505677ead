#include "source/document.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "adapters/hash.h"
#include "source/config.h"
#include "support/diagnostics.h"

using namespace kitei;
using base::Language;
using source::read_document;

namespace {

const model::Config& config() {
  static const model::Config value =
      source::read_config(
          "default_classification: internal\norganisation: 株式会社サンプル\nedition: '2026.1'\nvariables: {n: 12}\n")
          .value;
  return value;
}

}  // namespace

TEST_CASE("which files are documents") {
  for (const char* path : {"policies/a.md", "a.md", "procedures/x/y/b.MD", "procedures/parts/a.md", "x/assets/a.md"}) {
    CAPTURE(path);
    CHECK(source::is_document_path(path));
  }
  for (const char* path :
       {"README.md", "policies/readme.md", "parts/a.md", "assets/a.md", "editions/2026.1/a.md", "a.txt",
        "templates/a.md", ".git/a.md", "policies/.a.md", "policies/a.md~", "md", "handbook.yaml"}) {
    CAPTURE(path);
    CHECK_FALSE(source::is_document_path(path));
  }
  CHECK(source::document_paths({{"b.md", ""}, {"README.md", ""}, {"a/c.md", ""}, {"parts/x.md", ""}}) ==
        std::vector<std::string>{"a/c.md", "b.md"});
}

TEST_CASE("a document: front matter, title with variables, body with lines of the file, hash of the text form") {
  const std::string text =
      "---\nid: A-1\ntitle: \"{{ organisation }}の規程（{{ n }}）\"\nversion: '1.2'\n---\n\n# {{ title }} {{ version "
      "}}\n";
  for (const std::string& bytes : {text, "\xEF\xBB\xBF" + text}) {
    const adapters::Sha256 known = adapters::sha256(bytes);
    CHECK(read_document("procedures/a.md", bytes, config(), {nullptr, nullptr, &known}).value->sha256 == adapters::sha256_hex(text));
    const auto read = read_document("procedures/a.md", bytes, config());
    CHECK(tests::shown(read.diagnostics) == "");
    REQUIRE(read.value);
    const model::Document& d = *read.value;
    CHECK(d.title == "株式会社サンプルの規程（12）");
    CHECK(d.kind == "procedure");
    CHECK(d.path == "procedures/a.md");
    CHECK(d.files == std::vector<std::string>{"procedures/a.md"});
    CHECK(d.sha256 == adapters::sha256_hex(text));
    REQUIRE(d.body.blocks.size() == 1);
    CHECK(d.body.blocks[0].position.line == 7);
    CHECK(model::plain_text(d.body.blocks) == "株式会社サンプルの規程（12） 1.2");
  }
}

TEST_CASE("a document that is included is asked for where the tree is without its bytes") {
  const base::FileTree tree{{"notes/a.md", ""}};
  const std::string note = "覚書\n";
  std::vector<std::string> asked;
  source::PartSource parts{&tree, nullptr, nullptr, [&](const std::string& path) {
                             asked.push_back(path);
                             return &note;
                           }};
  const auto read = read_document("procedures/a.md", "---\nid: A\ntitle: 題\n---\n{{ include \"notes/a.md\" }}\n", config(), parts);
  CHECK(tests::shown(read.diagnostics) == "");
  REQUIRE(read.value);
  CHECK(model::plain_text(read.value->body.blocks) == "覚書");
  CHECK(asked == std::vector<std::string>{"notes/a.md"});
}

TEST_CASE("CRLF files give the same document") {
  const auto read = read_document("procedures/a.md", "---\r\nid: A\r\ntitle: 題\r\n---\r\n# 一\r\n", config());
  CHECK(tests::shown(read.diagnostics) == "");
  REQUIRE(read.value);
  CHECK(read.value->title == "題");
  CHECK(read.value->sha256 == adapters::sha256_hex("---\nid: A\ntitle: 題\n---\n# 一\n"));
}

TEST_CASE("files without front matter are documents only in the folder of a kind") {
  const auto outside = read_document("notes/a.md", "# メモ\n", config());
  CHECK(tests::shown(outside.diagnostics) == "");
  CHECK_FALSE(outside.value);
  const auto binary = read_document("notes/a.md", "\xFF\xFE", config());
  CHECK(tests::shown(binary.diagnostics) == "");
  const auto inside = read_document("procedures/a.md", "# 手順\n", config());
  CHECK_FALSE(inside.value);
  CHECK(tests::shown(inside.diagnostics) ==
        "procedures/a.md:1:1: the document has no front matter, and so no 'id' [id-missing] (begin the file with "
        "'---', 'id: …', "
        "'title: …', '---')\n");
}

TEST_CASE("faults of whole documents") {
  struct Case {
    std::string bytes;
    std::string diagnostics;
    Language language = Language::English;
  };
  const std::string p = "procedures/a.md:";
  const std::vector<Case> cases{
      {"---\nid: A\n# 本文\n",
       p + "1:1: the front matter that begins here is never closed [front-matter-invalid] (write a line "
           "'---' behind its last key)\n"},
      {"---\nid: A\n",
       p + "1:1: ここで始まる文書のヘッダーが閉じられていません [front-matter-invalid] "
           "(最後のキーの次の行に「---」を書いてください)\n",
       Language::Japanese},
      {"---\n- a\n- b\n---\n",
       p + "2:1: front matter: expected 'key: value' lines, found a list [front-matter-invalid]\n"},
      {"---\nただの文\n---\n",
       p + "2:1: front matter: expected 'key: value' lines, found 'ただの文' [front-matter-invalid]\n"},
      {"---\nid: A\ntitle: \"x\nkind: policy\n---\n",
       p + "3:8: the quote \" that opens here is never closed [front-matter-invalid] (close the text with \" on the "
           "same line)\n"},
      {"---\nid: A\n\ttitle: x\n---\n", p + "3:1: a tab stands here, where only blanks are allowed "
                                            "[front-matter-invalid] (replace the tab by blanks)\n"},
      {"---\nid: A\ntitle: x\nid: B\n---\n",
       p + "4:1: the key 'id' is given twice [front-matter-invalid] (it stands already on line 2)\n"},
      {"---\nid: A\ntitle: x\n---\n本文\n文\xFF字\n",
       p + "6:4: the file is not valid UTF-8 here [source-unreadable] (save the "
           "file as UTF-8)\n"},
      {"---\n---\n", p +
                         "1:1: the document has no 'id' [id-missing] (add a line such as 'id: AB-P-515'; it never "
                         "changes afterwards)\n" +
                         p + "1:1: front matter: 'title' is missing [front-matter-invalid]\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    CHECK(tests::shown(read_document("procedures/a.md", c.bytes, config()).diagnostics, c.language) == c.diagnostics);
  }
}

TEST_CASE("an unknown variable is reported at its place in the title and in the body") {
  const auto read = read_document("procedures/a.md", "---\nid: A\ntitle: x {{ nn }}\n---\n\n{{ mm }}\n", config());
  REQUIRE(read.diagnostics.size() == 2);
  CHECK(read.diagnostics[0].code == "unresolved-variable");
  CHECK(read.diagnostics[0].position.line == 3);
  CHECK(read.diagnostics[1].position == base::Position{6, 1, 0});
}
