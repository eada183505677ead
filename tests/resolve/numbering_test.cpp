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
std::string numbered(model::Blocks blocks, model::Scheme scheme, std::string* diagnostics = nullptr,
                     const model::Config& config = {}) {
  model::Document document = test::document("X", std::move(blocks));
  document.numbering = scheme;
  const base::Diagnostics found = resolve::number_document(document, config);
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
        "|附則（1）|附則|sup-1\n"
        "|附則（1）||sup-1-1\n"
        "|附則（2）|附則-1|sup-2\n"
        "第1条|附則（2）第1条|施行期日|sup-2-art-1\n"
        "様式第1号|様式第1号|様式|app-1\n");
}

model::Attributes attributes(std::vector<std::string> classes, std::vector<std::pair<std::string, std::string>> values = {}) {
  model::Attributes out;
  out.classes = std::move(classes);
  out.values = std::move(values);
  return out;
}

TEST_CASE("編 begin the chapters anew, chapters the sections, and articles run on") {
  const auto section = with_class("section");
  CHECK(numbered({heading(1, "総則", with_class("part")), heading(1, "通則"), heading(2, "一"), heading(1, "細則"),
                  heading(1, "甲", section), heading(2, "二"), heading(1, "各則", with_class("part")), heading(1, "乙"),
                  heading(1, "丙", with_class("branch")), heading(1, "丁", section), heading(2, "三")},
                 model::Scheme::Articles) ==
        "第1編|第1編|総則|part-1\n"
        "第1章|第1編第1章|通則|part-1-ch-1\n"
        "第1条|第1条|一|art-1\n"
        "第2章|第1編第2章|細則|part-1-ch-2\n"
        "第1節|第1編第2章第1節|甲|part-1-ch-2-sec-1\n"
        "第2条|第2条|二|art-2\n"
        "第2編|第2編|各則|part-2\n"
        "第1章|第2編第1章|乙|part-2-ch-1\n"
        "第1章の2|第2編第1章の2|丙|part-2-ch-1b2\n"
        "第1節|第2編第1章の2第1節|丁|part-2-ch-1b2-sec-1\n"
        "第3条|第3条|三|art-3\n");
}

TEST_CASE("branches of branches, and one heading for several deleted articles") {
  CHECK(numbered({heading(2, "一"), heading(2, "二", with_class("branch")),
                  heading(2, "三", attributes({"branch"}, {{"depth", "2"}})), heading(2, "四", with_class("branch")),
                  heading(2, "削除", attributes({"deleted"}, {{"count", "3"}})),
                  heading(2, "削除", attributes({"deleted"}, {{"count", "2"}})), heading(2, "五")},
                 model::Scheme::Articles) ==
        "第1条|第1条|一|art-1\n"
        "第1条の2|第1条の2|二|art-1b2\n"
        "第1条の2の2|第1条の2の2|三|art-1b2b2\n"
        "第1条の3|第1条の3|四|art-1b3\n"
        "第2条から第4条まで|第2条から第4条まで|削除|art-2\n"
        "第5条及び第6条|第5条及び第6条|削除-1|art-5\n"
        "第7条|第7条|五|art-7\n");
}

TEST_CASE("chapters after a 附則 belong to the main text again; a 附則 in an outline has no number") {
  CHECK(numbered({heading(2, "一"), heading(1, "附則", with_class("supplement")), heading(2, "経過措置"), heading(1, "雑則"),
                  heading(2, "二")},
                 model::Scheme::Articles) ==
        "第1条|第1条|一|art-1\n"
        "|附則|附則|sup-1\n"
        "第1条|附則第1条|経過措置|sup-1-art-1\n"
        "第1章|第1章|雑則|ch-1\n"
        "第2条|第2条|二|art-2\n");
  CHECK(numbered({heading(1, "目的"), heading(1, "附則", with_class("supplement")), heading(1, "手順")}, model::Scheme::Outline) ==
        "1|1|目的|\n|附則|附則|sup-1\n2|2|手順|\n");
}

TEST_CASE("annexes count by their name, and what is inside them for itself") {
  CHECK(numbered({heading(1, "別紙　連絡網", with_class("appendix")), heading(2, "電話"), heading(3, "夜間"), heading(2, "掲示"),
                  heading(1, "別紙", with_class("appendix")), heading(1, "申請書", attributes({"appendix"}, {{"label", "様式"}})),
                  heading(1, "別表の見方", with_class("appendix"))},
                 model::Scheme::Articles) ==
        "別紙第1|別紙第1|連絡網|app-1\n"
        "1|別紙第1 1|電話|\n"
        "1.1|別紙第1 1.1|夜間|\n"
        "2|別紙第1 2|掲示|\n"
        "別紙第2|別紙第2|別紙|app-2\n"
        "様式第1号|様式第1号|申請書|app-3\n"
        "別表第1|別表第1|別表の見方|app-4\n");
  CHECK(numbered({heading(1, "目的"), heading(1, "表", with_class("appendix")), heading(1, "続き")}, model::Scheme::Outline) ==
        "1|1|目的|\n別表第1|別表第1|表|app-1\n2|2|続き|\n");
}

TEST_CASE("a document that was numbered before is numbered the same") {
  model::Document document = test::document("X", {heading(1, "別紙", with_class("appendix")), heading(1, "別紙　図", with_class("appendix"))});
  document.numbering = model::Scheme::Articles;
  resolve::number_document(document, {});
  const model::Document once = document;
  resolve::number_document(document, {});
  CHECK(document.body == once.body);
  CHECK(document.clauses[0].clause.address.text == "別紙");
}

TEST_CASE("a list that stands first in an article belongs to a first 項 without words") {
  CHECK(numbered({heading(2, "一"), list(true, {item({paragraph("甲")})}), paragraph("文")}, model::Scheme::Articles) ==
        "第1条|第1条|一|art-1\n(1)|第1条第1項第1号||art-1-1-1\n2|第1条第2項||art-1-2\n");
}

TEST_CASE("English articles") {
  model::Config config;
  config.language = base::Language::English;
  CHECK(numbered({heading(1, "General"), heading(2, "Purpose"), paragraph("One."), list(true, {item({paragraph("a"), list(true, {item({paragraph("b")})})})}),
                  heading(2, "Scope", with_class("branch")), heading(1, "Supplement", with_class("supplement")), paragraph("Now."),
                  heading(1, "Forms", with_class("appendix"))},
                 model::Scheme::Articles, nullptr, config) ==
        "Chapter 1|Chapter 1|general|ch-1\n"
        "Article 1|Article 1|purpose|art-1\n"
        "|Article 1(1)||art-1-1\n"
        "(1)|Article 1(1)(1)||art-1-1-1\n"
        "(a)|Article 1(1)(1)(a)||art-1-1-1-1\n"
        "Article 1-2|Article 1-2|scope|art-1b2\n"
        "|Supplement 1|supplement|sup-1\n"
        "|Supplement 1(1)||sup-1-1\n"
        "Annex 1|Annex 1|forms|app-1\n");
}

TEST_CASE("handbook.yaml chooses what lists count in") {
  model::Config config;
  using enum model::ListMarker;
  config.list_markers[static_cast<std::size_t>(model::Scheme::Articles)] = {Kanji, Iroha};
  CHECK(numbered({heading(2, "一"), paragraph("次の各号"), list(true, {item({paragraph("甲"), list(true, {item({paragraph("子")})})})})},
                 model::Scheme::Articles, nullptr, config) ==
        "第1条|第1条|一|art-1\n|第1条||art-1-1\n一|第1条第1号||art-1-1-1\nイ|第1条第1号イ||art-1-1-1-1\n");
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
  document.numbering = model::Scheme::Articles;
  resolve::number_document(document, {});
  CHECK(base::get<model::Heading>(document.body.blocks[0].node).clause == document.clauses[0].clause);
  CHECK(base::get<model::Paragraph>(document.body.blocks[2].node).clause == document.clauses[2].clause);
  CHECK(base::get<model::List>(document.body.blocks[3].node).items[0].clause == document.clauses[3].clause);
}

TEST_CASE("every address leads to its clause and back") {
  model::Document document = test::document("X", {heading(1, "総則"), heading(2, "目的"), paragraph("一"), paragraph("二"),
                                                  list(true, {item({paragraph("甲")}), item({paragraph("乙")})})});
  document.numbering = model::Scheme::Articles;
  resolve::number_document(document, {});
  for (const model::ClauseEntry& entry : document.clauses) {
    if (!entry.clause.address.empty()) CHECK(document.find_clause(entry.clause.address.text) == &entry);
    if (!entry.clause.structural.empty()) CHECK(document.find_clause(entry.clause.structural.text) == &entry);
  }
}

TEST_CASE("lists outside articles are numbered by depth") {
  model::Document document = test::document(
      "X", {list(true, {item({paragraph("一"), list(false, {item({list(true, {item({list(true, {item({paragraph("三")})})})})})})})})});
  document.numbering = model::Scheme::Outline;
  resolve::number_document(document, {});
  const auto& outer = base::get<model::List>(document.body.blocks[0].node);
  const auto& bullets = base::get<model::List>(outer.items[0].content[1].node);
  const auto& second = base::get<model::List>(bullets.items[0].content[0].node);
  const auto& third = base::get<model::List>(second.items[0].content[0].node);
  CHECK(model::number_of(outer, outer.items[0]) == "(1)");
  CHECK(model::number_of(bullets, bullets.items[0]).empty());
  CHECK(model::number_of(second, second.items[0]) == "①");
  CHECK(model::number_of(third, third.items[0]) == "a)");
}

TEST_CASE("markers") {
  using enum model::ListMarker;
  const std::vector<std::tuple<model::ListMarker, unsigned, std::string>> cases{
      {ParenDecimal, 1, "(1)"}, {Circled, 1, "①"},  {Circled, 20, "⑳"},  {Circled, 21, "㉑"}, {Circled, 36, "㊱"},
      {Circled, 50, "㊿"},      {Circled, 51, "(51)"}, {LowerAlpha, 1, "a)"}, {LowerAlpha, 26, "z)"}, {LowerAlpha, 27, "aa)"},
      {Kana, 1, "ア"},          {Kana, 46, "ン"},   {Kana, 47, "(47)"},   {ParenKana, 2, "(イ)"}, {Circled, 0, "(0)"},
      {ParenAlpha, 28, "(ab)"}, {ParenRoman, 14, "(xiv)"}, {Iroha, 3, "ハ"}, {Kanji, 10, "十"}, {Kanji, 21, "二十一"},
  };
  for (const auto& [marker, n, expected] : cases) {
    CHECK(model::marker_text(marker, n) == expected);
    const auto back = resolve::read_marker(marker, expected + "、", 0);
    if (n == 0) continue;
    REQUIRE(back);
    CHECK(back->n == n);
    CHECK(back->length == expected.size());
  }
  CHECK(resolve::read_marker(ParenKana, "（イ）", 0)->n == 2);
  CHECK(resolve::read_marker(ParenKana, "（イ）", 0)->length == std::string("（イ）").size());
  CHECK(resolve::read_marker(ParenDecimal, "（１２）", 0)->n == 12);
  CHECK_FALSE(resolve::read_marker(ParenKana, "(1)", 0));
  CHECK_FALSE(resolve::read_marker(Kana, "甲", 0));
}

TEST_CASE("automatic addresses follow GitHub's rule") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"アクセス権の付与", "アクセス権の付与"}, {"1. 目的（範囲）", "1-目的範囲"}, {"Hello, World!", "hello-world"},
      {"A　B", "a-b"},                          {"snake_case-ok", "snake_case-ok"},  {"！？", "section"},
      {"か\u3099", "が"},
  };
  for (const auto& [heading_text, expected] : cases) CHECK(resolve::slug(heading_text) == expected);
  std::map<std::string, unsigned> taken;
  CHECK(resolve::unique_slug("a", taken) == "a");
  CHECK(resolve::unique_slug("a", taken) == "a-1");
  CHECK(resolve::unique_slug("a", taken) == "a-2");
}

}  // namespace
}  // namespace kitei
