// The WordprocessingML of each construct, compared with the files of golden/; UPDATE_GOLDEN=1 rewrites the files.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "adapters/xml.h"
#include "render/docx/blocks.h"
#include "render/docx/document.h"
#include "render/docx/front_matter.h"
#include "render/docx/sample.h"

using namespace kitei;
namespace docx = render::docx;

namespace {

// One element a line, so that a difference can be read. Text stays where it is.
std::string by_lines(const std::string& xml) {
  std::string out;
  for (std::size_t i = 0; i < xml.size(); ++i) {
    out += xml[i];
    if (xml[i] == '>' && i + 1 < xml.size() && xml[i + 1] == '<') out += '\n';
  }
  return out + "\n";
}

void compare(const std::string& name, const std::string& xml) {
  const std::filesystem::path path = std::filesystem::path(KITEI_TESTS_DIR) / "render/docx/golden" / name;
  const std::string actual = by_lines(xml);
  if (std::getenv("UPDATE_GOLDEN")) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  INFO(path.string());
  CHECK(actual == expected);
}

// The blocks of one document as the body story writes them.
std::string story_of(const model::Document& document) {
  model::Handbook handbook = sample::handbook();
  handbook.documents[1] = document;
  const docx::DocxOptions options = sample::options();
  const docx::Input input = docx::input_of(handbook, handbook.documents[1], options);
  docx::Output output(input);
  docx::DocumentState state = docx::begin_document(output, handbook.documents[1]);
  docx::Scope scope{output, state, output.body, docx::Region::Body, options.templates->page.text_width(), 0, 0};
  docx::write_blocks(scope, handbook.documents[1].body.blocks);
  return "<story>" + output.body.xml.take() + output.notes.xml.take() + "</story>";
}

std::string story_of(model::Blocks blocks, model::Scheme scheme = model::Scheme::Outline) {
  model::Document document;
  document.id = {"TJ-01"};
  document.numbering = scheme;
  document.body.blocks = std::move(blocks);
  return story_of(document);
}

}  // namespace

TEST_CASE("each construct is written as its golden file") {
  using namespace sample;
  using enum model::ListMarker;
  using enum model::ClauseKind;
  std::map<std::string, std::string> stories;
  stories["paragraph"] = story_of({paragraph(text("本文。")), paragraph(text(" 端の空白 "))});
  stories["inline"] = story_of({paragraph(join({text("太"), {bold("字")}, {code("a\tb")}, text("“引用”")})),
                                paragraph({web_link("https://example.jp/規程?a=1&b=2", "外"),
                                           link_to("TJ-01", "", "自分"), link_to("KT-04", "art-3", "規程")})});
  stories["heading-outline"] = story_of({heading(1, "1", "目的", "purpose"), heading(2, "1.1", "細目", "detail"),
                                         heading(1, "7", "数えられない", "odd"), heading(1, "", "番号なし", "none")});
  stories["heading-articles"] =
      story_of({heading(1, "第1章", "総則", "ch1", Chapter), heading(2, "第1条", "目的", "a1", Article),
                clause_paragraph("", "art-1-1", text("一項")), clause_paragraph("2", "art-1-2", text("二項")),
                heading(2, "第1条の2", "枝番号", "a1b2", Article), clause_paragraph("", "art-1b2-1", text("一項")),
                clause_paragraph("2", "art-1b2-2", text("二項")), heading(1, "", "附則", "sup-1", Supplement)},
               model::Scheme::Articles);
  stories["list-ordered"] = story_of(
      {list(ParenDecimal, {item("(1)", {paragraph(text("一")), list(Circled, {item("①", {paragraph(text("内"))})})}),
                           item("(2)", {paragraph(text("二")), paragraph(text("続き"))})}),
       list(Kana, {item("(47)", {paragraph(text("尽きた仮名"))})})});
  stories["list-bullet"] = story_of({list(Bullet, {item("", {paragraph(text("点"))}), item("", {})})});
  stories["table-plain"] = story_of({table(2, {{"項目", "値"}, {"", "x"}})});
  stories["code"] = story_of({{model::CodeBlock{"sh", "a <b>\n\tc\n"}, {}}});
  stories["quote"] = story_of({{model::Quote{{paragraph(text("引用"))}}, {}}});
  stories["alert"] = story_of({{model::Alert{model::AlertKind::Warning, {paragraph(text("注意せよ"))}}, {}}});
  stories["figure"] = story_of({figure("assets/shot.png", "画面", "図1", "題名")});
  stories["figure-svg"] = story_of({figure("assets/flow.svg", "流れ", "", "")});
  stories["figure-decorative"] = story_of({figure("assets/shot.png", "", "", "")});
  stories["figure-missing"] = story_of({figure("assets/none.png", "無い図", "図1", "題名")});
  stories["rule"] = story_of({{model::ThematicBreak{}, {}}});

  model::Document notes;
  notes.id = {"TJ-01"};
  notes.body.blocks = {paragraph({note_mark(1), note_mark(1, 2), note_mark(9)})};
  notes.body.footnotes = {{"1", 1, 2, {paragraph({note_mark(1)}), paragraph(text("二段目"))}, {}}};
  stories["footnote"] = story_of(notes);

  model::Document merged;
  merged.id = {"TJ-01"};
  for (const model::Block& block : procedure().body.blocks) {
    if (base::holds_alternative<model::Table>(block.node)) {
      merged.body.blocks = {block};
      break;
    }
  }
  stories["table-merged"] = story_of(merged);

  for (const auto& [name, story] : stories) {
    INFO(name);
    CHECK(adapters::xml::parse(story).root.has_value());
    compare(name + ".xml", story);
  }
}

TEST_CASE("the parts of a whole document are written as their golden files") {
  const model::Handbook handbook = sample::handbook();
  for (const auto& part : docx::file_parts(docx::input_of(handbook, handbook.documents[0], sample::options()))) {
    if (part.path == "word/styles.xml" || part.path == "word/settings.xml" || part.path == "word/fontTable.xml")
      continue;
    std::string name = part.path;
    std::replace(name.begin(), name.end(), '/', '-');
    compare("regulation/" + name, std::string(part.content()));
  }
}
