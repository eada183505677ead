#include "resolve/clause_path.h"

#include <catch2/catch.hpp>

#include "resolve/numbering.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using resolve::ClausePath;
using resolve::ClauseStyle;

TEST_CASE("an address, its path and its name lead to each other") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"part-1", "第1編"},
      {"part-2-ch-3", "第2編第3章"},
      {"part-2-ch-3-sec-1b2", "第2編第3章第1節の2"},
      {"ch-4", "第4章"},
      {"sec-1", "第1節"},
      {"art-3", "第3条"},
      {"art-3b2", "第3条の2"},
      {"art-3b2b3", "第3条の2の3"},
      {"art-3-2", "第3条第2項"},
      {"art-3b2-2-1-1", "第3条の2第2項第1号ア"},
      {"art-3-2-1-1-2", "第3条第2項第1号ア(イ)"},
      {"sup-1", "附則"},
      {"sup-1-2", "附則第2項"},
      {"sup-1-art-2", "附則第2条"},
      {"sup-1-art-2-1-47", "附則第2条第1項第47号"},
  };
  for (const auto& [address, name] : cases) {
    INFO(address);
    const auto path = resolve::parse_structural_address(address);
    REQUIRE(path);
    CHECK(resolve::structural_address(*path) == address);
    CHECK(resolve::clause_name(*path, {}) == name);
    CHECK(resolve::parse_clause_name(name, {}) == path);
  }
}

TEST_CASE("names are read in other spellings too") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"第三条の二第二項第一号ア", "art-3b2-2-1-1"}, {"第３条の２第２項第１号ア", "art-3b2-2-1-1"}, {"第百二十条", "art-120"},
      {"第3条第1号", "art-3-1-1"},                   {"第3条第2項第1号ア（イ）", "art-3-2-1-1-2"},
  };
  for (const auto& [name, address] : cases) {
    INFO(name);
    const auto path = resolve::parse_clause_name(name, {});
    REQUIRE(path);
    CHECK(resolve::structural_address(*path) == address);
  }
  ClauseStyle several;
  several.several_supplements = true;
  CHECK(resolve::clause_name({.part = {}, .chapter = {}, .section = {}, .supplement = 2, .article = {}, .paragraph = 1, .items = {}}, several) ==
        "附則（2）第1項");
  CHECK(resolve::structural_address(*resolve::parse_clause_name("附則（2）第1項", several)) == "sup-2-1");
  ClauseStyle english{base::Language::English, resolve::usual_markers(model::Scheme::Articles, base::Language::English), false};
  for (const std::string name : {"Part 1 Chapter 2", "Article 3-2(2)(1)(a)", "Supplement 2 Article 1(1)", "Supplement 1", "Chapter 1 Section 2"}) {
    INFO(name);
    const auto path = resolve::parse_clause_name(name, english);
    REQUIRE(path);
    CHECK(resolve::clause_name(*path, english) == name);
  }
}

TEST_CASE("what is no address or name is refused") {
  for (const std::string text : {"", "art-", "art-0", "art-03", "art-3-", "art-3-0", "art-3b", "art", "sup-", "sup-1-ch-1",
                                 "ch-1-art-1", "art-3-x", "part-1-art-2", "app-1", "art-99999999999999999999"}) {
    INFO(text);
    CHECK_FALSE(resolve::parse_structural_address(text));
  }
  for (const std::string text : {"", "第条", "第3", "3条", "第0条", "第3条です", "第3条第2", "第3条の", "第3章第1条", "附則あ", "第3条第1号1"}) {
    INFO(text);
    CHECK_FALSE(resolve::parse_clause_name(text, {}));
  }
}

// Every clause of documents made by a small generator: by its address and by its name one comes back to it.
TEST_CASE("each clause of generated documents is found by its address and by its name") {
  unsigned state = 7;
  auto roll = [&](unsigned sides) { return (state = state * 1664525u + 1013904223u) / 65536u % sides; };
  for (int round = 0; round < 60; ++round) {
    model::Blocks blocks;
    const bool parts = roll(3) == 0;
    for (unsigned i = 0, n = 5 + roll(40); i < n; ++i) {
      switch (roll(9)) {
        case 0: blocks.push_back(test::heading(1, "見出し", parts && roll(2) ? test::with_class("part") : model::Attributes{})); break;
        case 1: blocks.push_back(test::heading(1, "節", test::with_class("section"))); break;
        case 2:
        case 3: blocks.push_back(test::heading(2, "条", roll(3) == 0 ? test::with_class("branch") : model::Attributes{})); break;
        case 4: {
          model::Attributes deleted = test::with_class("deleted");
          deleted.values = {{"count", std::to_string(1 + roll(4))}};
          blocks.push_back(test::heading(2, "削除", deleted));
          break;
        }
        case 5:
        case 6: blocks.push_back(test::paragraph("文。")); break;
        case 7:
          blocks.push_back(test::list(true, {test::item({test::paragraph("甲"), test::list(false, {test::item({test::paragraph("子")}),
                                                                                                 test::item({test::paragraph("丑")})})}),
                                             test::item({test::paragraph("乙")})}));
          break;
        default:
          if (roll(3) == 0) blocks.push_back(test::heading(1, "附則", test::with_class("supplement")));
          break;
      }
    }
    model::Document document = test::document("X", std::move(blocks));
    document.numbering = model::Scheme::Articles;
    resolve::number_document(document, {});
    ClauseStyle style;
    style.several_supplements = document.find_clause("sup-2") != nullptr;
    for (const model::ClauseEntry& entry : document.clauses) {
      const model::Clause& clause = entry.clause;
      REQUIRE_FALSE(model::address_of(clause).empty());
      CHECK(document.find_clause(model::address_of(clause).text) == &entry);
      if (clause.structural.empty() || clause.structural.text.starts_with("app-")) continue;
      INFO(clause.structural.text << " " << clause.label);
      CHECK(document.find_clause(clause.structural.text) == &entry);
      const auto path = resolve::parse_structural_address(clause.structural.text);
      REQUIRE(path);
      CHECK(resolve::structural_address(*path) == clause.structural.text);
      CHECK(resolve::parse_clause_name(resolve::clause_name(*path, style), style) == path);
      for (const model::Address& also : *clause.also) CHECK(document.find_clause(also.text) == &entry);
      if (!clause.also->empty()) continue;
      // The printed name leaves out 第1項 where it is the only one; it then names the article.
      const auto named = resolve::parse_clause_name(clause.label, style);
      REQUIRE(named);
      const model::ClauseEntry* found = document.find_clause(resolve::structural_address(*named));
      REQUIRE(found);
      CHECK((found == &entry || (clause.kind == model::ClauseKind::Paragraph && (found->clause.label == clause.label || !found->clause.also->empty()))));
    }
  }
}

}  // namespace
}  // namespace kitei
