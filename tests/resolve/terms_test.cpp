#include "resolve/terms.h"

#include <catch2/catch.hpp>

#include "support/blocks.h"

namespace kitei::resolve {
namespace {

TermFinder finder() {
  return TermFinder({{"情報資産", "", "", {}, {}},  {"資産", "", "", {}, {}},        {"サーバー", "", "", {}, {}},
                     {"ID", "", "", {}, {}},        {"多要素認証", "", "", {"MFA", "二要素認証"}, {}}, {"記録", "", "", {}, {}},
                     {"リスク", "", "", {}, {}}});
}

// The words that are found, each with the term it leads to.
std::string found(const std::string& text) {
  const TermFinder terms = finder();
  std::string out;
  for (const TermFinder::Use& use : terms.find(text)) {
    const std::string words = text.substr(use.from, use.to - use.from);
    out += words == use.term ? words + " " : words + "=" + std::string(use.term) + " ";
  }
  return out;
}

TEST_CASE("terms in running text") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {{"情報資産と資産", "情報資産 資産 "},           {"サーバー、サーバールーム", "サーバー "},
                        {"ファイルサーバー", ""},                       {"IDとＩＤとid、IDE、MID", "ID ＩＤ=ID id=ID "},
                        {"ｍｆａ又は二要素認証", "ｍｆａ=多要素認証 二要素認証=多要素認証 "}, {"記録と入退室記録、記録媒体", "記録 "},
                        {"「情報資産」とは、会社の資産をいう。", "資産 "}, {"情報資産", ""},
                        {" 情報資産：", ""},                            {"情報資産台帳に記す", "情報資産 "},
                        {"", ""},                                       {"リスク\xFF", "リスク "}};
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(found(c.text) == c.expected);
  }
}

// Terms that lead somewhere are in brackets.
std::string shown(const model::Blocks& blocks) {
  std::string out;
  model::for_each_inlines(blocks, [&](const model::Inlines& inlines) {
    model::for_each_inline(inlines, [&](const model::Inline& node) {
      if (const auto* text = base::get_if<model::Text>(&node.node)) out += text->text;
      if (const auto* reference = base::get_if<model::Reference>(&node.node)) {
        out += reference->target.kind == model::TargetKind::Term ? "[" + reference->text + "]" : reference->text;
      }
    });
    out += "|";
  });
  return out;
}

TEST_CASE("the first use in a document leads to the glossary, and again when it is resolved again") {
  const TermFinder terms = finder();
  model::Inlines linked{test::link("x", "情報資産の一覧")};
  model::Document document = test::document(
      "P-1", {test::heading(1, "情報資産とリスク"), test::paragraph(linked), test::paragraph("この情報資産とＭＦＡ。"),
              test::list(false, {test::item({test::paragraph("情報資産、MFA、IDの順")})})});
  link_terms(document, terms);
  const std::string once = "情報資産とリスク|情報資産の一覧|この[情報資産]と[ＭＦＡ]。|情報資産、MFA、[ID]の順|";
  CHECK(shown(document.body.blocks) == once);
  link_terms(document, terms);
  CHECK(shown(document.body.blocks) == once);
  // Another glossary without the term: the word stays, the link goes.
  link_terms(document, TermFinder({{"ID", "", "", {}, {}}}));
  CHECK(shown(document.body.blocks) == "情報資産とリスク|情報資産の一覧|この情報資産とＭＦＡ。|情報資産、MFA、[ID]の順|");
}

TEST_CASE("terms in cells and in notes under a table lead to the glossary") {
  model::Table table;
  model::TableCell plain, blocks;
  plain.content = test::text("ＭＦＡ");
  blocks.blocks = model::Blocks{test::paragraph("情報資産の表"), test::list(false, {test::item({test::paragraph("IDの順")})})};
  table.rows.emplace_back().cells = {plain, blocks};
  table.notes.emplace_back().content = test::text("リスクの注と情報資産");
  model::Document document = test::document("P-1", {{std::move(table), {3, 1, 0}}});
  link_terms(document, finder());
  CHECK(shown(document.body.blocks) == "ＭＦＡ|[情報資産]の表|[ID]の順|[リスク]の注と情報資産|");
}

TEST_CASE("positions of linked terms count in bytes of the line") {
  model::Document document = test::document("P-1", {test::paragraph(test::text("この情報資産と資産", {7, 3, 0}))});
  link_terms(document, finder());
  const auto& inlines = base::get<model::Paragraph>(document.body.blocks[0].node).content;
  REQUIRE(inlines.size() == 4);
  CHECK(inlines[1].position == base::Position{7, 9, 0});
  CHECK(inlines[3].position == base::Position{7, 24, 0});
}

}  // namespace
}  // namespace kitei::resolve
