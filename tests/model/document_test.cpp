#include "model/document.h"

#include <catch2/catch.hpp>

#include "model/edition.h"
#include "model/handbook.h"
#include "model/rules.h"

using namespace kitei;

TEST_CASE("places in a document") {
  model::Document document;
  document.path = "a.md";
  document.files = {"a.md", "parts/b.md"};
  document.positions.put("title", {3, 8, 0});
  CHECK(document.position_of("title") == base::Position{3, 8, 0});
  CHECK(document.position_of("owner") == base::Position{1, 1, 0});
  CHECK(document.path_of({1, 1, 0}) == "a.md");
  CHECK(document.path_of({1, 1, 1}) == "parts/b.md");
  CHECK(document.path_of({1, 1, 9}) == "a.md");
}

TEST_CASE("places are found by their keys, few or very many, and the first of two counts") {
  for (const unsigned count : {3u, 3000u}) {
    CAPTURE(count);
    model::Places places;
    for (unsigned i = 0; i < count; ++i) places.put("revisions.", std::to_string(i), {i + 1, 1, 0});
    places.put("revisions.1", {9999, 1, 0});
    for (int finished = 0; finished < 2; ++finished) {
      for (unsigned i = 0; i < count; ++i) {
        const base::Position* found = places.find("revisions." + std::to_string(i));
        REQUIRE(found);
        CHECK(*found == base::Position{i + 1, 1, 0});
      }
      CHECK_FALSE(places.contains("revisions."));
      CHECK_FALSE(places.contains("revisions.00"));
      CHECK_FALSE(places.contains(""));
      places.finish();
    }
  }
}

TEST_CASE("clauses and revisions are found") {
  model::Document document;
  document.clauses.push_back({{model::ClauseKind::Article, {"grant"}, {"art-3"}, "第3条", "第3条"}, "付与", 0, {}, {}});
  document.clauses.push_back({{model::ClauseKind::Item, {}, {"art-3-1-1"}, "(1)", "第3条第1項第1号"}, "", 1, {}, {}});
  CHECK(document.find_clause("grant") == &document.clauses[0]);
  CHECK(document.find_clause("art-3") == &document.clauses[0]);
  CHECK(document.find_clause("art-3-1-1") == &document.clauses[1]);
  CHECK_FALSE(document.find_clause("art-4"));
  CHECK_FALSE(document.find_clause(""));  // the empty address of an item is no address

  document.revisions.resize(2);
  document.revisions[0].version = model::parse_version("第2版");
  document.revisions[1].version = model::parse_version("初版");
  CHECK(document.find_revision(model::parse_version("2.0")) == &document.revisions[0]);
  CHECK_FALSE(document.find_revision(model::parse_version("3")));
}

TEST_CASE("a handbook finds documents without regard to case, by former ids too") {
  model::Handbook handbook;
  handbook.documents.resize(1);
  handbook.documents[0].id.text = "AB-P-515";
  handbook.documents[0].kind = "procedure";
  handbook.index_by_id = {{"ab-p-515", 0}, {"ab-old-15", 0}};
  CHECK(handbook.find("ab-P-515") == &handbook.documents[0]);
  CHECK(handbook.find("AB-OLD-15") == &handbook.documents[0]);
  CHECK_FALSE(handbook.find("AB-P-516"));
  CHECK(handbook.page_of(handbook.documents[0]) == "procedure/AB-P-515.html");

  model::Catalog catalog;
  catalog.id = "iso27001-2022";
  catalog.controls.resize(1);
  catalog.controls[0].id = "5.15";
  catalog.index_by_key["5.15"] = 0;
  handbook.catalogs.push_back(catalog);
  CHECK(handbook.find_control({"iso27001-2022", "５．１５"}) == &handbook.catalogs[0].controls[0]);
  CHECK_FALSE(handbook.find_control({"iso27001-2013", "5.15"}));
  CHECK_FALSE(handbook.find_control({"iso27001-2022", "5.1"}));
}

TEST_CASE("classifications have an order and labels") {
  model::Config config;
  config.classifications = {{"public", "公開"}, {"internal", "社外秘"}, {"restricted", "関係者外秘"}};
  CHECK(config.rank_of("public") == 0);
  CHECK(config.rank_of("restricted") == 2);
  CHECK_FALSE(config.rank_of("secret"));
  CHECK(config.label_of("internal") == "社外秘");
  CHECK(config.label_of("secret") == "secret");
  config.audiences = {{"staff", "全従業員", "internal"}};
  CHECK(config.find_audience("staff") == &config.audiences[0]);
  CHECK_FALSE(config.find_audience("admins"));
  CHECK_FALSE(config.find_kind("policy"));
}

TEST_CASE("names of statuses and types") {
  CHECK(model::status_name(model::Status::Draft) == "draft");
  CHECK(model::status_name(model::Status::Review) == "review");
  CHECK(model::status_name(model::Status::Approved) == "approved");
  CHECK(model::status_name(model::Status::Retired) == "retired");
  CHECK(model::edition_status_name(model::EditionStatus::InForce) == "in-force");
  CHECK(model::edition_status_name(model::EditionStatus::Superseded) == "superseded");
  CHECK(model::edition_status_name(model::EditionStatus::Future) == "future");
  CHECK(model::edition_status_name(model::EditionStatus::Draft) == "draft");
  CHECK(model::revision_type_label(model::RevisionType::Amended, base::Language::Japanese) == "一部改正");
  CHECK(model::revision_type_label(model::RevisionType::Rewritten, base::Language::English) == "Rewritten");
  CHECK(model::revision_type_label(model::RevisionType::None, base::Language::Japanese).empty());
}

TEST_CASE("the rules are in order, each once, and found by code") {
  const auto& rules = model::rules();
  for (std::size_t i = 0; i + 1 < rules.size(); ++i) {
    INFO(rules[i].code);
    CHECK(rules[i].code < rules[i + 1].code);
  }
  for (const model::Rule& rule : rules) CHECK(model::find_rule(rule.code) == &rule);
  CHECK_FALSE(model::find_rule("no-such-rule"));
  CHECK_FALSE(model::find_rule(""));
  REQUIRE(model::find_rule("frozen-edition-altered"));
  CHECK(model::find_rule("frozen-edition-altered")->integrity);
  CHECK(model::find_rule("revision-missing")->severity == base::Severity::Error);
  CHECK(model::find_rule("document-vanished")->severity == base::Severity::Warning);
}
