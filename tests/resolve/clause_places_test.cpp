// Clauses by where they stand, and what is said of those that are missing.
#include "resolve/clause_places.h"

#include <catch2/catch.hpp>

#include "resolve/handbook.h"
#include "resolve/missing_clauses.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using model::ClauseEntry;
using resolve::ClausePath;
using resolve::ClausePlaces;
using resolve::Step;
using test::heading;
using test::item;
using test::list;
using test::paragraph;
using test::with_class;

// 第1章 has 第1条 (two 項, the second with a list) and 第2条, 第2章 has 第2条の2 and 第3条 (three 項, two with a list); two 附則, the second of articles.
model::Document regulation() {
  model::Document out = test::document(
      "R-1",
      {heading(1, "総則"), heading(2, "目的"), paragraph("甲"), paragraph("乙"), list(true, {item({paragraph("子")}), item({paragraph("丑")})}),
       heading(2, "登録"), paragraph("甲"), heading(1, "雑則"), heading(2, "枝", with_class("branch")), paragraph("甲"), heading(2, "責任"),
       paragraph("甲"), paragraph("乙"), list(true, {item({paragraph("子")})}), paragraph("丙"),
       list(true, {item({paragraph("子")}), item({paragraph("丑")})}), heading(1, "附則", with_class("supplement")), paragraph("甲"), heading(1, "附則", with_class("supplement")),
       heading(2, "施行"), paragraph("甲"), paragraph("乙"), heading(2, "経過"), paragraph("甲"), heading(1, "一覧", with_class("appendix"))},
      "regulation");
  out.numbering = model::Scheme::Articles;
  out.title = "文書管理規程";
  return out;
}

model::Handbook resolved(std::vector<model::Document> documents) {
  return resolve::resolve_handbook(test::sources(std::move(documents)), [](std::string_view) { return false; }, base::in_order).value;
}

ClausePath path(std::string_view address) { return resolve::parse_structural_address(address).value(); }
std::string place(const ClauseEntry* entry) { return entry ? entry->place.str() : "none"; }

TEST_CASE("a clause is found by where it stands, not by the address that its author gave it") {
  const model::Handbook handbook = resolved({regulation()});
  ClausePlaces places;
  for (const std::string address : {"ch-1", "art-1", "art-1-2", "art-1-2-1", "art-2b2", "sup-1-1", "sup-2-art-1-2"}) {
    CHECK(place(places.at(handbook.documents[0], path(address))) == address);
  }
  for (const std::string address : {"ch-3", "art-4", "art-1-3", "art-1-2-3", "art-2b3", "sup-1-2", "sup-3"}) {
    CHECK(place(places.at(handbook.documents[0], path(address))) == "none");
  }
}

TEST_CASE("the article before and after is one of the same 附則 or main text") {
  const model::Handbook handbook = resolved({regulation()});
  ClausePlaces places;
  auto neighbour = [&](std::string_view here, Step step, unsigned count) {
    return place(places.neighbour_article(handbook.documents[0], path(here), {step, {}, count}));
  };
  CHECK(neighbour("art-1-2-1", Step::After, 1) == "art-2");
  CHECK(neighbour("art-2-1", Step::After, 1) == "art-2b2");
  CHECK(neighbour("art-3", Step::Before, 1) == "art-2b2");
  CHECK(neighbour("art-3", Step::Before, 3) == "art-1");
  CHECK(neighbour("art-3", Step::Before, 4) == "none");
  CHECK(neighbour("art-1", Step::Before, 1) == "none");
  CHECK(neighbour("art-3", Step::After, 1) == "none");
  CHECK(neighbour("sup-2-art-1", Step::After, 1) == "sup-2-art-2");
  CHECK(neighbour("sup-2-art-1", Step::Before, 1) == "none");
  CHECK(neighbour("sup-2-art-2", Step::After, 1) == "none");
}

TEST_CASE("附則, lists and headings are found where only one can be meant") {
  const model::Handbook handbook = resolved({regulation()});
  const model::Document& document = handbook.documents[0];
  ClausePlaces places;
  auto supplement = [&](unsigned article, unsigned paragraph) {
    resolve::WrittenClause written;
    written.supplement = true;
    if (article > 0) written.article = {Step::Numbered, {article, {}}, 1};
    if (paragraph > 0) written.paragraph = {Step::Numbered, {paragraph, {}}, 1};
    return places.supplement_with(document, written);
  };
  CHECK(supplement(0, 1) == 1);
  CHECK(supplement(2, 0) == 2);
  CHECK(supplement(1, 2) == 2);
  CHECK(supplement(0, 0) == 0);  // both
  CHECK(supplement(3, 0) == 0);  // neither

  ClausePath item;
  item.article = {1, {}};
  item.items = {2};
  CHECK(places.paragraphs_with(document, item) == std::vector<unsigned>{2});
  item.items = {3};
  CHECK(places.paragraphs_with(document, item).empty());
  item.article = {3, {}};
  CHECK(places.paragraphs_with(document, item).empty());
  item.items = {1};
  CHECK(places.paragraphs_with(document, item) == std::vector<unsigned>{2, 3});
  item.items = {2};
  CHECK(places.paragraphs_with(document, item) == std::vector<unsigned>{3});
}

TEST_CASE("a chapter without its 編 is that of each 編 that has one of this number") {
  model::Document document;
  for (const std::string address : {"part-1", "part-1-ch-1", "part-2", "part-2-ch-1", "part-2-ch-12", "ch-1"}) {
    document.clauses.emplace_back().place = address;
  }
  auto headings = [&](std::string_view ending) {
    std::string out;
    for (const ClauseEntry* entry : resolve::headings_ending(document, path(ending))) out += place(entry) + " ";
    return out;
  };
  CHECK(headings("ch-1") == "part-1-ch-1 part-2-ch-1 ");
  CHECK(headings("ch-12") == "part-2-ch-12 ");
  CHECK(headings("ch-2") == "");
}

TEST_CASE("a whole is its head and all parts, the document asked for first") {
  model::Document head = test::document("R-1"), part = test::document("R-2"), other = test::document("R-3"), alone = test::document("R-4");
  part.part_of = other.part_of = {"R-1"};
  const model::Handbook handbook = resolved({head, part, other, alone});
  auto whole = [&](std::string_view id) {
    std::string out;
    for (const model::Document* document : resolve::whole_of(*handbook.find(id), handbook)) out += document->id.text.str() + " ";
    return out;
  };
  CHECK(whole("R-1") == "R-1 R-2 R-3 ");
  CHECK(whole("R-2") == "R-2 R-1 R-3 ");
  CHECK(whole("R-4") == "R-4 ");
}

TEST_CASE("what is missing is named, and what there is instead") {
  const model::Handbook handbook = resolved({regulation(), test::document("R-2")});
  const model::Document& own = handbook.documents[0];
  ClausePlaces places;
  auto clause = [&](std::string_view address) {
    const auto markers = resolve::usual_markers(model::Scheme::Articles, base::Language::Japanese);
    const auto missing = resolve::missing_clause(own, own, path(address), markers, places);
    return missing.message.en + " | " + missing.hint.en;
  };
  CHECK(clause("art-9") == "this document has no 第9条 | the nearest is 第3条（責任）; written as [[R-1#責任]], the number is always right");
  CHECK(clause("art-1-4") == "this document has no 第1条第4項 | 第1条 has 2 paragraphs");
  CHECK(clause("art-2-4-1") == "this document has no 第2条第4項第1号 | 第2条 has 1 paragraph");

  resolve::WrittenClause appendix;
  appendix.appendix = "別表";
  appendix.appendix_number = 3;
  const auto missing = resolve::missing_appendix(handbook.documents[1], own, appendix);
  CHECK(missing.message.ja == "「文書管理規程」に別表第3はありません");
  CHECK(missing.hint.ja == "あるのは別表第1です");
  CHECK(resolve::missing_appendix(own, handbook.documents[1], appendix).hint.empty());
  CHECK(resolve::missing_heading(own, own, path("ch-3")).message.en == "this document has no 第3章");
  CHECK(resolve::missing_neighbour(resolve::Neighbour::ParagraphAfter, path("sup-2-art-1-2"), true).message.en ==
        "there is no paragraph after this one in 附則（2）第1条");
}

}  // namespace
}  // namespace kitei
