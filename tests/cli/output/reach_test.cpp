#include "cli/output/reach.h"

#include <catch2/catch.hpp>

#include "support/blocks.h"

namespace kitei {
namespace {

TEST_CASE("what nobody makes again stays, but for pictures, old texts of the search and places of what was edited") {
  cli::Reach reach;
  reach.folders = {"draft", "latest"};
  reach.places = {"draft/procedure/P-1.html", "id/P-1@", "id/OLD-1.html"};
  reach.sites["site/"].search.all = {"site/search/new.js"};
  reach.sites["site/"].assets = {"assets/flow-0a.svg"};
  reach.sites["site/"].redlines["changes/2025.1_draft/P-2.html"] = {};
  reach.sites["site-staff/"].search.all = {"site-staff/search/other.js"};
  const std::pair<const char*, bool> cases[] = {
      {"manifest.json", false},
      {"site/index.html", false},
      {"site/draft/procedure/P-1.html", false},
      {"site/draft/procedure/P-2.html", true},
      {"site/latest/index.html", true},
      {"site/2025.1/index.html", false},
      {"site/assets/flow-0a.svg", true},
      {"site/assets/flow-0b.svg", false},
      {"site/search/old.js", false},
      {"site/search/new.js", true},
      {"site-staff/search/new.js", false},
      {"site-staff/search/other.js", true},
      {"site-staff/assets/flow-0a.svg", false},
      {"site-staff/draft/procedure/P-2.html", true},
      {"site-gone/draft/procedure/P-2.html", false},
      {"site/id/P-1@1.0.html", false},
      {"site/id/P-10@1.0.html", true},
      {"site/id/P-1.html", true},
      {"site/id/OLD-1.html", false},
      {"site/changes/2025.1_draft/P-1.html", false},
      {"site/changes/2025.1_draft/P-2.html", true},
      {"site/changes/2025.1_draft/index.html", false},
      {"site-staff/changes/2025.1_draft/P-2.html", false},
  };
  for (const auto& [path, stays] : cases) {
    CAPTURE(path);
    CHECK(reach.stays(path) == stays);
  }
  reach.histories_stay = false;
  CHECK_FALSE(reach.stays("site/id/P-1.html"));
}

TEST_CASE("a document is on the pages of its controls, of those of its clauses, and of those that are mapped to one of them") {
  // The second control of each is mapped to one of the other catalogue.
  const auto catalog_of = [](const char* id, const std::vector<std::string>& controls, const std::string& other, const std::string& mapped) {
    model::Catalog catalog;
    catalog.id = id;
    for (const std::string& name : controls) {
      model::Control control;
      control.id = name;
      if (name == controls[1]) control.maps = {{other, {mapped}}};
      catalog.index_by_key.emplace(name, catalog.controls.size());
      catalog.controls.push_back(control);
    }
    return catalog;
  };
  const model::Catalog a = catalog_of("a", {"5.1", "5.2", "5.3"}, "b", "8.1"), b = catalog_of("b", {"8.1", "8.2", "8.3"}, "a", "5.1");
  model::Document by_front_matter = test::document("P-1");
  by_front_matter.controls = {{"5.1", {"a", "5.1"}, {}}};
  model::Document by_clause = test::document("P-2");
  by_clause.clauses.emplace_back().controls = {{"a", "5.2"}};
  const std::set<model::ControlId> expected{{"a", "5.1"}, {"a", "5.2"}, {"b", "8.1"}, {"b", "8.2"}};
  CHECK(cli::controls_of_pages({by_front_matter, by_clause}, {a, b}) == expected);
  CHECK(cli::controls_of_pages({test::document("P-3")}, {a, b}).empty());
}

}  // namespace
}  // namespace kitei
