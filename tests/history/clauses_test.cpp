#include "history/clauses.h"

#include <catch2/catch.hpp>

#include <algorithm>

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
  const model::Handbook working = test::edition("2026.1", "2026-04-01", {std::move(now)}).handbook;
  const base::Diagnostics found = history::check_removed_clauses(working, editions);
  // The same comes of the clauses of those editions alone that the addresses tell.
  std::vector<history::Addresses> addresses;
  for (const model::Edition& edition : editions) addresses.push_back(history::permanent_addresses(edition.handbook));
  const auto needed = history::editions_of_removed_clauses(working, editions, [&](std::size_t i) -> const history::Addresses& { return addresses[i]; });
  for (std::size_t i = 0; i < editions.size(); ++i) {
    const bool named = std::any_of(found.begin(), found.end(), [&](const auto& each) { return each.message.en.find("edition " + editions[i].id) != std::string::npos; });
    CHECK(named == (std::find(needed.begin(), needed.end(), i) != needed.end()));
    if (!named) editions[i].handbook.documents[0].clauses.clear();
  }
  CHECK(history::check_removed_clauses(working, editions) == found);
  return test::show(found);
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
