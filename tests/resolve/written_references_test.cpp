// Clauses named in running text. A document of 3 articles; what is linked is shown as [words→address].
#include <catch2/catch.hpp>

#include "resolve/handbook.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using test::heading;
using test::item;
using test::list;
using test::paragraph;
using test::with_class;

std::string shown(const model::Inlines& inlines) {
  std::string out;
  for (const model::Inline& node : inlines) {
    if (const auto* text = base::get_if<model::Text>(&node.node)) out += text->text;
    if (const auto* reference = base::get_if<model::Reference>(&node.node)) {
      const bool other = reference->target.id != "R-1";
      out += "[" + reference->text + "→" + (other ? reference->target.id + "#" : "") + reference->target.address.text + "]";
    }
    if (const auto* link = base::get_if<model::Link>(&node.node)) out += "(" + model::plain_text(link->content) + ")";
    if (const auto* strong = base::get_if<model::Strong>(&node.node)) out += "*" + shown(strong->content) + "*";
    if (const auto* code = base::get_if<model::CodeSpan>(&node.node)) out += "`" + code->text + "`";
  }
  return out;
}

model::Document other_regulation() {
  model::Document out = test::document("R-2", {heading(2, "一", test::with_id("first")), paragraph("甲"), heading(2, "二"), paragraph("乙")}, "regulation");
  out.title = "情報資産管理規程";
  out.number = "規程-02";
  out.numbering = model::Scheme::Articles;
  return out;
}

// The text stands in the second 項 of 第2条; 第2条 has three 項 and two 号 (the first with ア and イ), 第1条 and 第3条 one 項 each.
std::string linked(model::Inlines content, std::string* diagnostics = nullptr) {
  model::Document own = test::document(
      "R-1",
      {heading(1, "総則"), heading(2, "目的"), paragraph("目的。"), heading(2, "登録"), paragraph("一項。"),
       list(true, {item({paragraph("甲"), list(true, {item({paragraph("子")}), item({paragraph("丑")})})}), item({paragraph("乙")})}),
       paragraph(std::move(content)), paragraph("三項。"), heading(2, "枝", with_class("branch")), paragraph("枝。"),
       heading(2, "責任"), paragraph("責任。"), heading(1, "附則", with_class("supplement")), paragraph("施行する。"), paragraph("経過。"),
       heading(1, "一覧", with_class("appendix"))},
      "regulation");
  own.numbering = model::Scheme::Articles;
  own.title = "文書管理規程";
  model::Sources sources = test::sources({own, other_regulation()});
  sources.registers.laws = {{"個人情報保護法", "個人情報の保護に関する法律", {}, {}}};
  sources.registers.external = {{"取引契約のしおり", "取引契約のしおり", {}, {}}};
  auto result = resolve::resolve_handbook(std::move(sources), [](std::string_view) { return false; }, base::in_order);
  if (diagnostics) *diagnostics = test::listing(result.diagnostics);
  const model::Document* document = result.value.find("R-1");
  return shown(base::get<model::Paragraph>(document->body.blocks[6].node).content);
}

TEST_CASE("clauses of this document, numbered and relative") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"第1条", "[第1条→目的]"},
      {"第一条及び第２条の２", "[第一条→目的]及び[第２条の２→枝]"},
      {"第2条第1項第1号イ", "[第2条第1項第1号イ→art-2-1-1-2]"},
      {"第2条第1号、第2号", "[第2条第1号→art-2-1-1]、[第2号→art-2-1-2]"},
      {"第2条第1項及び第3項", "[第2条第1項→art-2-1]及び[第3項→art-2-3]"},
      {"第1条から第3条まで", "[第1条→目的]から[第3条→責任]まで"},
      {"第1条（目的）及び第3条", "[第1条→目的]（目的）及び[第3条→責任]"},
      {"第1項、前項、次項", "[第1項→art-2-1]、[前項→art-2-1]、[次項→art-2-3]"},
      {"前項第2号", "[前項第2号→art-2-1-2]"},
      {"前条、次条", "[前条→目的]、[次条→枝]"},
      {"第3条。同条第1項", "[第3条→責任]。[同条第1項→art-3-1]"},
      {"第1章", "[第1章→総則]"},
      {"附則第2項", "[附則第2項→sup-1-2]"},
      {"別表第1、別表1", "[別表第1→一覧]、[別表1→一覧]"},
      {"この規程の第1条、本規程第1条", "この規程の[第1条→目的]、本規程[第1条→目的]"},
      {"文書管理規程第1条", "文書管理規程[第1条→目的]"},
      {"定める第1条の三者、第1条の2つ、第1条の一部", "定める[第1条→目的]の三者、[第1条→目的]の2つ、[第1条→目的]の一部"},
      {"第2条第1項第1号イベント", "[第2条第1項第1号→art-2-1-1]イベント"},
      {"第1条第1項の申請及び第3項の承認", "[第1条第1項→art-1-1]の申請及び[第3項→art-2-3]の承認"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    std::string diagnostics;
    CHECK(linked(test::text(text), &diagnostics) == expected);
    CHECK(diagnostics == "");
  }
}

TEST_CASE("clauses of other documents of the handbook") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"情報資産管理規程第2条及び第1条", "情報資産管理規程[第2条→R-2#二]及び[第1条→R-2#first]"},
      {"情報資産管理規程（規程-02）第1条", "情報資産管理規程（規程-02）[第1条→R-2#first]"},
      {"情報資産管理規程の第1条第1項", "情報資産管理規程の[第1条第1項→R-2#art-1-1]"},
      {"「情報資産管理規程」第1条", "「情報資産管理規程」[第1条→R-2#first]"},
      {"情報資産管理規程第1条。同規程第2条、同条第1項", "情報資産管理規程[第1条→R-2#first]。同規程[第2条→R-2#二]、[同条第1項→R-2#art-2-1]"},
      {"規程-02第1条", "規程-02[第1条→R-2#first]"},
      {"情報資産管理規程第1条。同法第27条", "情報資産管理規程[第1条→R-2#first]。同法第27条"},
      {"当社情報資産管理規程第1条", "当社情報資産管理規程[第1条→R-2#first]"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    std::string diagnostics;
    CHECK(linked(test::text(text), &diagnostics) == expected);
    CHECK(diagnostics == "");
  }
}

TEST_CASE("the clauses of laws and of others' rules are left alone") {
  for (const std::string text : {
           "個人情報保護法第26条", "個人情報保護法の第26条第1項及び第27条", "個人情報の保護に関する法律（平成15年法律第57号。以下「法」という。）第26条",
           "法第15条、法第16条から第20条まで", "個人情報保護法（第26条関係）", "会社法施行規則第100条第1項第4号", "就業規則第89条",
           "「就業規則」第89条", "取引契約のしおり第12条", "民法第709条又は同法第715条、同条第2項", "他社情報資産管理規程第9条", "労働基準法 第36条",
           "旧第12条", "改正前の第50条", "ISO第44条", "附属書A第9条", "第3条件、第5条約、第2項目", "年次条件、以前条約、個別表1", "第1号議案、第2号室",
           "第1条の理由により、不正競争防止法は第21条で罰する", "別紙第1、様式第9号", "基本方針第9条", "前各項、次の各号", "業務委託契約第8条及び第9条",
           "個人情報保護法では、第77条が", "日本産業規格第9条", "同規程第9条",
           "ISO/IEC 27001:2022 の第6章", "JIS Q 15001:2017 第4章", "規程集の第9条", "別表第1第7項", "平成30年規程第12号", "第三者、第1種",
           "就業規則（以下「規則」という。）第8条", "国立大学法人の情報システム運用基本規程第18条"}) {
    INFO(text);
    std::string diagnostics;
    const std::string out = linked(test::text(text), &diagnostics);
    CHECK(diagnostics == "");
    if (!text.starts_with("第1条の理由") && !text.starts_with("別表第1")) CHECK(out == text);
  }
}

TEST_CASE("a name in bold, in a link or in brackets counts too; code and links are left alone") {
  model::Strong strong;
  strong.content = test::text("個人情報保護法");
  std::string diagnostics;
  CHECK(linked({{strong, {}}, test::text("第26条")[0]}, &diagnostics) == "*個人情報保護法*第26条");
  CHECK(linked({test::link("https://example.jp/", "民法"), test::text("第709条")[0]}) == "(民法)第709条");
  CHECK(linked({test::link("https://example.jp/", "第99条")}, &diagnostics) == "(第99条)");
  CHECK(diagnostics == "");
  CHECK(linked({{model::CodeSpan{"第99条"}, {}}}, &diagnostics) == "`第99条`");
  CHECK(diagnostics == "");
  model::Strong inner;
  inner.content = test::text("前項及び第3条");
  CHECK(linked({test::text("次項、")[0], {inner, {}}, test::text("、第1条")[0]}) ==
        "[次項→art-2-3]、*[前項→art-2-1]及び[第3条→責任]*、[第1条→目的]");
  CHECK(linked({test::reference("R-2"), test::text("第2条")[0]}) == "[情報資産管理規程（規程-02）→R-2#][第2条→R-2#二]");
}

TEST_CASE("a clause that does not exist is reported with its place and the nearest one") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"見る。第9条", "unknown-clause procedures/R-1.md:5:13 this document has no 第9条\n"},
      {"第2条第4項", "unknown-clause procedures/R-1.md:5:4 this document has no 第2条第4項\n"},
      {"第5項", "unknown-clause procedures/R-1.md:5:4 this document has no 第2条第5項\n"},
      {"第1条から第8条まで", "unknown-clause procedures/R-1.md:5:17 this document has no 第8条\n"},
      {"第3条の2", "unknown-clause procedures/R-1.md:5:4 this document has no 第3条の2\n"},
      {"前二項", "unknown-clause procedures/R-1.md:5:4 there is no such paragraph before this one in 第2条\n"},
      {"第3章", "unknown-clause procedures/R-1.md:5:4 this document has no 第3章\n"},
      {"附則第7項", "unknown-clause procedures/R-1.md:5:4 this document has no 附則第7項\n"},
      {"別表第3", "unknown-clause procedures/R-1.md:5:4 this document has no 別表第3\n"},
      {"情報資産管理規程第7条", "unknown-clause procedures/R-1.md:5:28 '情報資産管理規程' has no 第7条\n"},
      {"第2条第1項第9号", "unknown-clause procedures/R-1.md:5:4 this document has no 第2条第1項第9号\n"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    std::string diagnostics;
    linked(test::text(text, {5, 4, 0}), &diagnostics);
    CHECK(diagnostics == expected);
  }
}

// 第1条: 項 1 has no list, 項 2 has (1) with ア and (2), 項 3 has (1), (2) and (3). 第2条: only 項 2 has a list, (1) with ア and イ.
model::Document with_lists() {
  auto deep = [](std::vector<std::string> letters) {
    std::vector<model::ListItem> items;
    for (std::string& letter : letters) items.push_back(item({paragraph(std::move(letter))}));
    return item({paragraph("甲"), list(true, std::move(items))});
  };
  const model::ListItem flat = item({paragraph("乙")});
  model::Document out = test::document("R-3",
                                       {heading(2, "一"), paragraph("甲"), paragraph("乙"), list(true, {deep({"子"}), flat}), paragraph("丙"),
                                        list(true, {flat, flat, flat}), heading(2, "二"), paragraph("甲"), paragraph("乙"), list(true, {deep({"子", "丑"})})},
                                       "regulation");
  out.numbering = model::Scheme::Articles;
  out.title = "持出規程";
  return out;
}

TEST_CASE("a 号 without its 項 is that of the only 項 that has one; of several it is left alone") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"第1条第1号", "第1条第1号"},
      {"第1条第2号", "第1条第2号"},
      {"第1条第3号", "[第1条第3号→art-1-3-3]"},
      {"第1条第1号ア", "[第1条第1号ア→art-1-2-1-1]"},
      {"第1条第1号イ", "第1条第1号イ"},
      {"第1条第1号及び第3号", "第1条第1号及び[第3号→art-1-3-3]"},
      {"第1条第3号及び第1号", "[第1条第3号→art-1-3-3]及び[第1号→art-1-3-1]"},
      {"第1条第1号及び第2項第1号", "第1条第1号及び[第2項第1号→art-1-2-1]"},
      {"第2条第1号。同条第1号ア", "[第2条第1号→art-2-2-1]。[同条第1号ア→art-2-2-1-1]"},
      {"第2条第1号イ、第1号ウ", "[第2条第1号イ→art-2-2-1-2]、[第1号→art-2-2-1]ウ"},
      {"前条第1号", "前条第1号"},
      {"本条第1号", "[本条第1号→art-2-2-1]"},
      // What is not there is named as it was written.
      {"第1条第4号", "第1条第4号\nunknown-clause procedures/R-3.md:1:1 this document has no 第1条第4号\n"},
      {"第2条第2号", "第2条第2号\nunknown-clause procedures/R-3.md:1:1 this document has no 第2条第2号\n"},
      {"第1条第2項第3号", "第1条第2項第3号\nunknown-clause procedures/R-3.md:1:1 this document has no 第1条第2項第3号\n"},
      {"第1条第1項第1号", "第1条第1項第1号\nunknown-clause procedures/R-3.md:1:1 this document has no 第1条第1項第1号\n"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    model::Document own = with_lists();
    base::get<model::Paragraph>(own.body.blocks[7].node).content = test::text(text);  // 第2条第1項
    const auto result = resolve::resolve_handbook(test::sources({own}), [](std::string_view) { return false; }, base::in_order);
    std::string out;
    for (const model::Inline& node : base::get<model::Paragraph>(result.value.documents[0].body.blocks[7].node).content) {
      const auto* reference = base::get_if<model::Reference>(&node.node);
      out += reference ? "[" + reference->text + "→" + reference->target.address.text.str() + "]" : model::plain_text({node});
    }
    const std::string diagnostics = test::listing(result.diagnostics);
    CHECK(out + (diagnostics.empty() ? "" : "\n" + diagnostics) == expected);
  }
}

TEST_CASE("a 号 of another document, or of another part of a whole, is told in the same way") {
  auto told = [](std::string text, bool parts) {
    model::Document head = with_lists();
    model::Document other = test::document("R-4", {heading(2, "三"), paragraph(std::move(text))}, "regulation");
    other.numbering = model::Scheme::Articles;
    if (parts) other.part_of = {"R-3"};
    const auto result = resolve::resolve_handbook(test::sources({head, other}), [](std::string_view) { return false; }, base::in_order);
    return shown(base::get<model::Paragraph>(result.value.find("R-4")->body.blocks[1].node).content) + test::listing(result.diagnostics);
  };
  CHECK(told("持出規程第1条第1号", false) == "持出規程第1条第1号");
  CHECK(told("持出規程第1条第3号", false) == "持出規程[第1条第3号→R-3#art-1-3-3]");
  CHECK(told("持出規程第2条第1号ア", false) == "持出規程[第2条第1号ア→R-3#art-2-2-1-1]");
  CHECK(told("第2条第1号", true) == "[第2条第1号→R-3#art-2-2-1]");
  CHECK(told("第2条第9号", true) == "第2条第9号unknown-clause procedures/R-4.md:1:1 '持出規程' has no 第2条第9号\n");
  CHECK(told("第3条第9号", true) == "第3条第9号unknown-clause procedures/R-4.md:1:1 this document has no 第3条第9号\n");
  CHECK(told("第9条第1号", true) == "第9条第1号unknown-clause procedures/R-4.md:1:1 this document has no 第9条\n");
}

TEST_CASE("前条 in the first article and 次項 in the last 項 lead nowhere; a 附則 of the past is not held against today") {
  auto report = [](model::Blocks blocks) {
    model::Document own = test::document("R-1", std::move(blocks), "regulation");
    own.numbering = model::Scheme::Articles;
    return test::listing(resolve::resolve_handbook(test::sources({own}), [](std::string_view) { return false; }, base::in_order).diagnostics);
  };
  CHECK(report({heading(2, "一"), paragraph("前条")}) == "unknown-clause procedures/R-1.md:1:1 there is no article before 第1条\n");
  CHECK(report({heading(2, "一"), paragraph("次項")}) == "unknown-clause procedures/R-1.md:1:1 there is no paragraph after this one in 第1条\n");
  CHECK(report({heading(2, "一"), paragraph("甲"), heading(1, "附則", with_class("supplement")), paragraph("第7条は削る。"),
                heading(1, "附則", with_class("supplement")), paragraph("第1条")}) == "");
  CHECK(report({heading(2, "一"), paragraph("個人情報保護法の次の規定による。"), list(true, {item({paragraph("第23条")}), item({paragraph("第26条")})})}) == "");
  CHECK(report({heading(2, "一"), paragraph("第9条　手で書いた見出し")}) == "");
}

model::TableCell cell(std::string words) {
  model::TableCell out;
  out.content = test::text(std::move(words));
  return out;
}

model::TableCell cell(model::Blocks blocks) {
  model::TableCell out;
  out.blocks = std::move(blocks);
  return out;
}

model::Block table(std::vector<model::TableCell> cells, std::vector<std::string> notes = {}, std::string source = {}) {
  model::Table out;
  out.columns.resize(cells.size());
  out.rows.push_back({std::move(cells), {}});
  for (std::string& note : notes) {
    out.notes.emplace_back().mark = "※";
    out.notes.back().content = test::text(std::move(note));
  }
  if (!source.empty()) {
    model::Caption caption;
    caption.content = test::text("題名");
    caption.source = test::text(std::move(source));
    out.caption = std::move(caption);
  }
  return {std::move(out), {1, 1, 0}};
}

// Every list of inlines of the block, in reading order.
std::string shown(const model::Block& block) {
  std::string out;
  auto add = [&](const model::Inlines& inlines) { out += (out.empty() ? "" : "|") + shown(inlines); };
  model::for_each_part(block, add, [&](const model::Blocks& inner) { model::for_each_inlines(inner, add); });
  return out;
}

// The table stands in 第2条; there are 第1条 and 第2条.
std::string linked_table(model::Block block, std::string* diagnostics = nullptr) {
  model::Document own = test::document("R-1", {heading(2, "一"), paragraph("甲"), heading(2, "二"), paragraph("乙"), std::move(block)}, "regulation");
  own.numbering = model::Scheme::Articles;
  model::Sources sources = test::sources({own, other_regulation()});
  sources.registers.laws = {{"個人情報保護法", "個人情報の保護に関する法律", {}, {}}};
  const auto result = resolve::resolve_handbook(std::move(sources), [](std::string_view) { return false; }, base::in_order);
  if (diagnostics) *diagnostics = test::listing(result.diagnostics);
  return shown(result.value.find("R-1")->body.blocks.back());
}

TEST_CASE("a table's references count wherever they stand: notes, the source, cells of several blocks") {
  const model::Blocks blocks{paragraph("甲"), list(false, {item({paragraph("第1条。前項")})})};
  const std::vector<std::pair<model::Block, std::string>> cases{
      {table({cell("甲")}, {"第1条のとおり。", "情報資産管理規程第2条"}), "甲|[第1条→一]のとおり。|情報資産管理規程[第2条→R-2#二]"},
      {table({cell(blocks)}), "甲|[第1条→一]。前項"},
      {table({cell({table({cell("乙")}, {"第2条"}), paragraph("丙")})}), "乙|[第2条→二]|丙"},
      {table({cell("甲")}, {}, "情報資産管理規程第1条"), "題名|甲|情報資産管理規程[第1条→R-2#first]"},
      {table({cell("個人情報保護法")}, {"第1条"}), "個人情報保護法|第1条"},
  };
  for (const auto& [block, expected] : cases) {
    INFO(expected);
    std::string diagnostics;
    CHECK(linked_table(block, &diagnostics) == expected);
    CHECK(diagnostics == "");
  }

  const std::string missing = "unknown-clause procedures/R-1.md:1:1 this document has no 第9条\n";
  for (const model::Block& block : {table({cell("甲")}, {"第9条"}), table({cell({paragraph("甲"), paragraph("第9条")})}), table({cell("甲")}, {}, "第9条")}) {
    std::string diagnostics;
    linked_table(block, &diagnostics);
    CHECK(diagnostics == missing);
  }
  std::string diagnostics;
  linked_table(table({cell("個人情報保護法")}, {"第9条"}), &diagnostics);
  CHECK(diagnostics == "");
}

TEST_CASE("in a table 前項 is left alone after another reference too; what goes on from that one is not") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"第1条及び前項", "[第1条→一]及び前項"},
      {"第1条、前条、次条、本条、前号", "[第1条→一]、前条、次条、本条、前号"},
      {"第1条及び前項並びに第2条第1項", "[第1条→一]及び前項並びに[第2条第1項→art-2-1]"},
      {"第2条第1項、同条第1項、第1項", "[第2条第1項→art-2-1]、[同条第1項→art-2-1]、[第1項→art-2-1]"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    std::string diagnostics;
    CHECK(linked_table(table({cell(text)}), &diagnostics) == expected);
    CHECK(diagnostics == "");
  }
}

TEST_CASE("a table of others' rules stays one behind a table in one of its cells, and so are the tables in it") {
  const model::Block inner = table({cell("第1条")}, {"第2条"});
  const std::vector<std::pair<model::Block, std::string>> cases{
      {table({cell("個人情報保護法"), cell({inner}), cell("第1条")}, {"第1条"}, "第2条"), "題名|個人情報保護法|第1条|第2条|第1条|第1条|第2条"},
      {table({cell("個人情報保護法"), cell({inner, paragraph("第2条")}), cell({table({cell({inner})}), paragraph("第9条")})}),
       "個人情報保護法|第1条|第2条|第2条|第1条|第2条|第9条"},
      {table({cell({table({cell("情報資産管理規程"), cell("第1条")}), paragraph("乙")}), cell("第2条")}),
       "情報資産管理規程|第1条|乙|[第2条→二]"},
  };
  for (const auto& [block, expected] : cases) {
    INFO(expected);
    std::string diagnostics;
    CHECK(linked_table(block, &diagnostics) == expected);
    CHECK(diagnostics == "");
  }
}

TEST_CASE("an outline has no articles of its own, but may name those of others") {
  model::Document own = test::document("R-1", {heading(1, "手順"), paragraph("第9条、前項、情報資産管理規程第2条。")}, "procedure");
  const auto result = resolve::resolve_handbook(test::sources({own, other_regulation()}), [](std::string_view) { return false; }, base::in_order);
  CHECK(test::listing(result.diagnostics) == "");
  CHECK(shown(base::get<model::Paragraph>(result.value.find("R-1")->body.blocks[1].node).content) ==
        "第9条、前項、情報資産管理規程[第2条→R-2#二]。");
}

TEST_CASE("what was linked once is linked the same when it comes in again") {
  model::Document own = test::document("R-1", {heading(2, "一"), paragraph("第1条及び第2条"), heading(2, "二"), paragraph("前条")}, "regulation");
  own.numbering = model::Scheme::Articles;
  auto exists = [](std::string_view) { return false; };
  const auto once = resolve::resolve_handbook(test::sources({own}), exists, base::in_order);
  const auto twice = resolve::resolve_handbook(test::sources({once.value.documents[0]}), exists, base::in_order);
  CHECK(once.value.documents[0].body == twice.value.documents[0].body);
}

}  // namespace
}  // namespace kitei
