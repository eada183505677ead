#include "history/clauses.h"

#include <catch2/catch.hpp>

#include "editions.h"

using namespace kitei;

namespace {

model::Document with_clauses(std::string_view id, const std::vector<std::string>& addresses) {
  model::Document made = test::document(id, "1.0");
  made.path = "procedures/" + std::string(id) + ".md";
  made.files = {made.path};
  for (const std::string& address : addresses) {
    model::ClauseEntry entry;
    entry.clause.kind = model::ClauseKind::Heading;
    entry.clause.address = {address};
    entry.clause.structural = {"art-" + std::to_string(made.clauses.size() + 1)};
    entry.clause.label = "第" + std::to_string(made.clauses.size() + 1) + "条";
    entry.title = "題";
    made.clauses.push_back(std::move(entry));
  }
  return made;
}

std::string check(model::Document now, std::vector<model::Edition> editions) {
  return test::show(history::check_removed_clauses(test::edition("2026.1", "2026-04-01", {std::move(now)}).handbook, editions));
}

}  // namespace

TEST_CASE("an address that an edition had and that is gone is reported once, with the newest edition that had it") {
  const std::vector<model::Edition> editions{test::edition("2024.1", "2024-04-01", {with_clauses("P-1", {"goal", "grant", "old"})}),
                                             test::edition("2025.1", "2025-04-01", {with_clauses("P-1", {"goal", "grant"})})};
  CHECK(check(with_clauses("P-1", {"goal", "grants"}), editions) ==
        "procedures/P-1.md:1:1 clause-removed '#grant' (第2条 題) of edition 2025.1 is not in 'P-1' any more, and nothing says where it "
        "went [keep the address with {#grant} at its heading, or write 'moved_to: {grant: \"P-1#grants\"}', or 'removed: [grant]']\n"
        "procedures/P-1.md:1:1 clause-removed '#old' (第3条 題) of edition 2024.1 is not in 'P-1' any more, and nothing says where it "
        "went [keep the address with {#old} at its heading, or write 'moved_to: {old: \"P-1#new-address\"}', or 'removed: [old]']\n");
  model::Document told = with_clauses("P-1", {"goal"});
  told.moved_to = {{"grant", "P-2#grant"}};
  told.removed = {"old"};
  CHECK(check(told, editions).empty());
  CHECK(check(with_clauses("P-1", {"old", "grant", "goal"}), editions).empty());
  model::Document retired = with_clauses("P-1", {});
  retired.status = model::Status::Retired;
  CHECK(check(retired, editions).empty());
  model::Document renamed = with_clauses("Q-1", {"goal", "grant"});
  renamed.aliases = {{"P-1"}};
  CHECK(check(renamed, editions).find("'#old'") != std::string::npos);
}
