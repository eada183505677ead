#include "render/docx/templates.h"

#include <catch2/catch.hpp>

#include "render/docx/sample.h"

using namespace kitei;
using render::docx::compile_templates;

namespace {

base::FileTree minimal() {
  const std::string open = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  std::string numbering = open;
  int id = 0;
  for (const char* name : {"outline", "list-bullet", "list-decimal", "list-decimal-paren", "list-paren-decimal",
                           "list-circled", "list-lower-alpha", "list-kana", "list-paren-kana"}) {
    numbering +=
        "<w:abstractNum w:abstractNumId=\"" + std::to_string(id++) + "\"><w:name w:val=\"" + name +
        "\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"第%1\"/>"
        "<w:pPr><w:ind w:left=\"400\" w:hanging=\"300\"/></w:pPr></w:lvl></w:abstractNum>";
  }
  return {{"styles.xml", "<w:styles/>"},
          {"settings.xml", "<w:settings/>"},
          {"fontTable.xml", "<w:fonts/>"},
          {"numbering.xml", numbering + "</w:numbering>"},
          {"section.xml",
           "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1000\" w:left=\"1000\" "
           "w:right=\"906\" w:bottom=\"838\"/></w:sectPr>"},
          {"texts.ja.txt", "# 注\n\nnumber = 文書番号 = 番号\n"},
          {"texts.en.txt", "number = Number\n"}};
}

std::string all(const base::Diagnostics& diagnostics) {
  std::string out;
  for (const auto& d : diagnostics) {
    out += d.path + ":" + std::to_string(d.position.line) + ": " + d.message.en + " | " + d.message.ja + " [" + d.code +
           "]\n";
  }
  return out;
}

}  // namespace

TEST_CASE("templates are compiled into what the writer needs") {
  const auto read = compile_templates(minimal());
  CHECK(all(read.diagnostics) == "");
  const auto* outline = read.value.find_numbering("outline");
  REQUIRE(outline);
  REQUIRE(outline->levels.size() == 1);
  CHECK(outline->levels[0].start == 3);
  CHECK(outline->levels[0].text == "第%1");
  CHECK(outline->levels[0].hanging == 300);
  CHECK(outline->xml.starts_with("<w:abstractNum "));
  CHECK(outline->xml.ends_with("</w:abstractNum>"));
  CHECK(read.value.page.text_width() == 10000);
  CHECK(read.value.texts[0].at("number") == "文書番号 = 番号");
  CHECK(read.value.texts[1].at("number") == "Number");
}

TEST_CASE("the templates of the repository are complete") {
  CHECK(sample::templates().page.text_width() == 9070);
  CHECK(sample::templates().find_numbering("articles-ja"));
  const auto& texts = sample::templates().texts;
  for (const auto& [key, text] : texts[0]) {
    INFO(key);
    CHECK(texts[1].contains(key));
    CHECK(!text.empty());
  }
  CHECK(texts[0].size() == texts[1].size());
}

TEST_CASE("faults of templates are reported with their place") {
  struct Case {
    const char* path;
    const char* bytes;  // nullptr: the file is missing
    const char* expected;
  };
  for (const Case& c : std::vector<Case>{
           {"styles.xml", nullptr,
            "styles.xml:0: the Word template 'styles.xml' is missing | Word のひな型「styles.xml」がありません "
            "[docx-template]\n"},
           {"settings.xml", "<w:settings>\n<x></w:settings>",
            "settings.xml:2: not well-formed XML: Start-end tags mismatch | XML として読めません: Start-end tags "
            "mismatch [docx-template]\n"},
           {"settings.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>",
            "settings.xml:1: not well-formed XML: a document type is not allowed | XML として読めません: a document "
            "type is not allowed [docx-template]\n"},
           {"section.xml", "<w:sectPr><w:pgSz w:w=\"900\" w:h=\"900\"/></w:sectPr>",
            "section.xml:0: the page leaves no room for text: w:pgSz and w:pgMar are needed | "
            "本文の入る広さがありません。w:pgSz と w:pgMar を確かめてください [docx-template]\n"},
           {"texts.en.txt", "a = b\nno text here\n",
            "texts.en.txt:2: expected 'key = text' | 「名前 = 文」の形で書いてください [docx-template]\n"}}) {
    base::FileTree files = minimal();
    if (c.bytes) {
      files[c.path] = c.bytes;
    } else {
      files.erase(c.path);
    }
    CHECK(all(compile_templates(files).diagnostics) == c.expected);
  }
}
