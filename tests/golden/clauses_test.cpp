// Every clause of the sample handbook is found again by its addresses and by its name.
#include <catch2/catch.hpp>

#include <set>

#include "golden/read_handbook.h"
#include "resolve/clause_path.h"
#include "resolve/numbering.h"

using namespace kitei;

TEST_CASE("address, clause and name of each clause of the sample lead to each other") {
  const auto files = tests::read_tree(std::filesystem::path(KITEI_TESTS_DIR) / "../content");
  const model::Handbook handbook = tests::read_handbook(files).value;
  unsigned clauses = 0, named = 0;
  for (const model::Document& document : handbook.documents) {
    resolve::ClauseStyle style;
    style.language = handbook.config.language;
    style.markers = resolve::markers_for(handbook.config, model::Scheme::Articles);
    style.several_supplements = document.find_clause("sup-2") != nullptr;
    std::set<std::string> addresses;
    for (const model::ClauseEntry& entry : document.clauses) {
      const model::Clause& clause = entry.clause;
      INFO(document.path << " " << clause.label << " " << entry.title);
      ++clauses;
      CHECK_FALSE(model::address_of(clause).empty());
      CHECK(document.find_clause(model::address_of(clause).text) == &entry);
      for (const model::Address& address : {clause.address, clause.structural}) {
        if (address.empty()) continue;
        CHECK(addresses.insert(address.text.str()).second);
        CHECK(document.find_clause(address.text) == &entry);
      }
      const auto path = resolve::parse_structural_address(entry.place);
      if (!path) continue;  // headings of an outline, annexes
      ++named;
      CHECK(resolve::structural_address(*path) == entry.place);
      CHECK(resolve::parse_clause_name(resolve::clause_name(*path, style), style) == path);
      // What is printed: the same clause, or the article whose only 項 it is.
      const auto printed = resolve::parse_clause_name(clause.label, style);
      REQUIRE(printed);
      const model::ClauseEntry* found = document.find_clause(resolve::structural_address(*printed));
      REQUIRE(found);
      CHECK((found == &entry || (clause.kind == model::ClauseKind::Paragraph && found->clause.label == clause.label)));
    }
  }
  CHECK(clauses > 1000);
  CHECK(named > 300);
}
