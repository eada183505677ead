#include "resolve/numbering.h"

#include <catch2/catch.hpp>

#include "resolve/markers.h"
#include "resolve/slug.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using test::heading;
using test::item;
using test::list;
using test::paragraph;
using test::with_class;
using test::with_id;

// "number|label|address|structural" of every clause, one a line.
std::string numbered(model::Blocks blocks, model::Scheme scheme, std::string* diagnostics = nullptr) {
  model::Document document = test::document("X", std::move(blocks));
  const base::Diagnostics found = resolve::number_document(document, scheme, base::Language::Japanese);
  if (diagnostics) *diagnostics = test::listing(found);
  std::string out;
  for (const model::ClauseEntry& entry : document.clauses) {
    out += entry.clause.number + "|" + entry.clause.label + "|" + entry.clause.address.text + "|" +
           entry.clause.structural.text + "\n";
  }
  return out;
}

TEST_CASE("outline numbers begin at the shallowest heading") {
  CHECK(numbered({heading(2, "目的"), heading(3, "範囲"), heading(3, "用語"), heading(2, "手順"), heading(3, "開始")},
                 model::Scheme::Outline) ==
        "1|1|目的|\n1.1|1.1|範囲|\n1.2|1.2|用語|\n2|2|手順|\n2.1|2.1|開始|\n");
}

TEST_CASE("a skipped heading level is reported and still numbered") {
  std::string diagnostics;
  CHECK(numbered({heading(1, "一"), heading(3, "三")}, model::Scheme::Outline, &diagnostics) == "1|1|一|\n1.1.1|1.1.1|三|\n");
  CHECK(diagnostics == "heading-skip procedures/X.md:1:1 heading of level 3 follows one of level 1\n");
}

TEST_CASE("articles run on through chapters; paragraphs, items and sub-items are clauses") {
  CHECK(numbered({heading(1, "総則"), heading(2, "目的", with_id("purpose")), paragraph("この規程は。"),
                  heading(1, "管理"), heading(2, "持出し"), paragraph("第一項。"), paragraph("次の各号。"),
                  list(true, {item({paragraph("甲"), list(false, {item({paragraph("子"), list(true, {item({paragraph("孫")})})})})}),
                              item({paragraph("乙")})})},
                 model::Scheme::Articles) ==
        "第1章|第1章|総則|ch-1\n"
        "第1条|第1条|purpose|art-1\n"
        "|第1条||art-1-1\n"
        "第2章|第2章|管理|ch-2\n"
        "第2条|第2条|持出し|art-2\n"
        "|第2条第1項||art-2-1\n"
        "2|第2条第2項||art-2-2\n"
        "(1)|第2条第2項第1号||art-2-2-1\n"
        "ア|第2条第2項第1号ア||art-2-2-1-1\n"
        "(ア)|第2条第2項第1号ア(ア)||art-2-2-1-1-1\n"
        "(2)|第2条第2項第2号||art-2-2-2\n");
}

TEST_CASE("an article with one paragraph does not say 第1項") {
  CHECK(numbered({heading(2, "定義"), paragraph("次のとおり。"), list(true, {item({paragraph("甲")})})},
                 model::Scheme::Articles) == "第1条|第1条|定義|art-1\n|第1条||art-1-1\n(1)|第1条第1号||art-1-1-1\n");
}

TEST_CASE("branches, deleted articles, sections, supplements and annexes") {
  CHECK(numbered({heading(1, "総則"), heading(1, "通則", with_class("section")), heading(2, "一"),
                  heading(2, "枝", with_class("branch")), heading(2, "枝二", with_class("branch")),
                  heading(2, "削除", with_class("deleted")), heading(1, "附則", with_class("supplement")), paragraph("施行する。"),
                  heading(1, "附則", with_class("supplement")), heading(2, "施行期日"), heading(1, "様式", with_class("appendix"))},
                 model::Scheme::Articles) ==
        "第1章|第1章|総則|ch-1\n"
        "第1節|第1章第1節|通則|ch-1-sec-1\n"
        "第1条|第1条|一|art-1\n"
        "第1条の2|第1条の2|枝|art-1b2\n"
        "第1条の3|第1条の3|枝二|art-1b3\n"
        "第2条|第2条|削除|art-2\n"
        "|附則|附則|sup-1\n"
        "|附則||sup-1-1\n"
        "|附則|附則-1|sup-2\n"
        "第1条|附則第1条|施行期日|sup-2-art-1\n"
        "別表第1|別表第1|様式|app-1\n");
}

TEST_CASE("an author's address wins over a structural one of the same name") {
  CHECK(numbered({heading(2, "一"), heading(2, "二", with_id("art-1"))}, model::Scheme::Articles) ==
        "第1条|第1条|一|\n第2条|第2条|art-1|art-2\n");
}

TEST_CASE("an address given twice is reported where it is given again") {
  std::string diagnostics;
  numbered({heading(1, "一", with_id("a")), heading(1, "二", with_id("a"))}, model::Scheme::None, &diagnostics);
  CHECK(diagnostics == "duplicate-anchor procedures/X.md:1:5 address '#a' is given twice in this document\n");
}

TEST_CASE("blocks hold the same clauses as the flat list") {
  model::Document document = test::document(
      "X", {heading(2, "目的"), paragraph("一"), paragraph("二"), list(true, {item({paragraph("甲")})})});
  resolve::number_document(document, model::Scheme::Articles, base::Language::Japanese);
  CHECK(std::get<model::Heading>(document.body.blocks[0].node).clause == document.clauses[0].clause);
  CHECK(std::get<model::Paragraph>(document.body.blocks[2].node).clause == document.clauses[2].clause);
  CHECK(std::get<model::List>(document.body.blocks[3].node).items[0].clause == document.clauses[3].clause);
}

TEST_CASE("every address leads to its clause and back") {
  model::Document document = test::document("X", {heading(1, "総則"), heading(2, "目的"), paragraph("一"), paragraph("二"),
                                                  list(true, {item({paragraph("甲")}), item({paragraph("乙")})})});
  resolve::number_document(document, model::Scheme::Articles, base::Language::Japanese);
  for (const model::ClauseEntry& entry : document.clauses) {
    if (!entry.clause.address.empty()) CHECK(document.find_clause(entry.clause.address.text) == &entry);
    if (!entry.clause.structural.empty()) CHECK(document.find_clause(entry.clause.structural.text) == &entry);
  }
}

TEST_CASE("lists outside articles are numbered by depth") {
  model::Document document = test::document(
      "X", {list(true, {item({paragraph("一"), list(false, {item({list(true, {item({list(true, {item({paragraph("三")})})})})})})})})});
  resolve::number_document(document, model::Scheme::Outline, base::Language::Japanese);
  const auto& outer = std::get<model::List>(document.body.blocks[0].node);
  const auto& bullets = std::get<model::List>(outer.items[0].content[1].node);
  const auto& second = std::get<model::List>(bullets.items[0].content[0].node);
  const auto& third = std::get<model::List>(second.items[0].content[0].node);
  CHECK(outer.items[0].clause.number == "(1)");
  CHECK(bullets.items[0].clause.number.empty());
  CHECK(second.items[0].clause.number == "①");
  CHECK(third.items[0].clause.number == "a)");
}

TEST_CASE("markers") {
  using enum model::ListMarker;
  const std::vector<std::tuple<model::ListMarker, unsigned, std::string>> cases{
      {ParenDecimal, 1, "(1)"}, {Circled, 1, "①"},  {Circled, 20, "⑳"},  {Circled, 21, "㉑"}, {Circled, 36, "㊱"},
      {Circled, 50, "㊿"},      {Circled, 51, "(51)"}, {LowerAlpha, 1, "a)"}, {LowerAlpha, 26, "z)"}, {LowerAlpha, 27, "aa)"},
      {Kana, 1, "ア"},          {Kana, 46, "ン"},   {Kana, 47, "(47)"},   {ParenKana, 2, "(イ)"}, {Circled, 0, "(0)"},
  };
  for (const auto& [marker, n, expected] : cases) CHECK(resolve::marker_text(marker, n) == expected);
}

TEST_CASE("automatic addresses follow GitHub's rule") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"アクセス権の付与", "アクセス権の付与"}, {"1. 目的（範囲）", "1-目的範囲"}, {"Hello, World!", "hello-world"},
      {"A　B", "a-b"},                          {"snake_case-ok", "snake_case-ok"},  {"！？", "section"},
      {"か\u3099", "が"},
  };
  for (const auto& [heading_text, expected] : cases) CHECK(resolve::slug(heading_text) == expected);
  std::set<std::string> taken;
  CHECK(resolve::unique_slug("a", taken) == "a");
  CHECK(resolve::unique_slug("a", taken) == "a-1");
  CHECK(resolve::unique_slug("a", taken) == "a-2");
}

}  // namespace
}  // namespace kitei
