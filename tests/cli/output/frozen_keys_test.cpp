#include "cli/output/frozen_keys.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <set>

using namespace kitei;

namespace {

base::Date day(std::string_view text) { return *base::parse_date(text); }

cli::Loaded handbook() {
  cli::Loaded loaded;
  loaded.working.handbook.config.classifications = {{"public", "公開"}, {"internal", "社外秘"}};
  model::Edition& edition = loaded.frozen.emplace_back();
  edition.id = "2025.1";
  edition.record = model::EditionRecord{"2025.1", day("2025-04-01"), {}, {}, {}};
  model::ClauseEntry clause;
  model::Duty duty;
  duty.effective = day("2026-07-01");
  clause.duty = base::Rare(std::move(duty));
  edition.handbook.documents.emplace_back().clauses = {clause};
  loaded.states.emplace_back().facts = cli::collect_facts(edition.handbook);
  return loaded;
}

const std::vector<model::TimelineEntry> kTimeline{
    {model::DocumentId{"P-1"}, model::parse_version("1.0"), "2025.1", "2025.1", day("2025-05-01"), day("2026-01-01")}};

}  // namespace

TEST_CASE("a day counts for frozen editions when something in them begins or ends on it") {
  auto key_on = [](std::string_view date) {
    cli::Loaded loaded = handbook();
    loaded.today = day(date);
    return cli::everything_key(loaded, kTimeline, {});
  };
  // Each is the last day of one key and the first day of the next: the edition, the version, its end, a clause.
  const std::vector<std::pair<std::string, std::string>> days{
      {"2025-03-31", "2025-04-01"}, {"2025-04-30", "2025-05-01"}, {"2025-12-31", "2026-01-01"}, {"2026-06-30", "2026-07-01"}};
  for (std::size_t i = 0; i < days.size(); ++i) {
    INFO(days[i].second);
    CHECK(key_on(days[i].first) != key_on(days[i].second));
    CHECK(key_on(days[i].second) == key_on(i + 1 < days.size() ? days[i + 1].first : "2030-01-01"));
  }
}

TEST_CASE("a history has another key when what it says of the draft is another, and no other one has") {
  struct Case {
    std::string name;
    void (*change)(model::Edition& draft, model::EditionChange& comparison);
    std::set<std::string> changed;
  };
  const std::vector<Case> cases{
      {"a title in force", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents[0].title = "別名"; }, {}},
      {"a title not in force", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents[1].title = "別名"; }, {"p-2"}},
      {"a text", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents[0].body.blocks.emplace_back(); }, {}},
      {"a version", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents[0].version = model::parse_version("2.0"); }, {"p-1"}},
      {"a revision", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents[0].revisions.emplace_back().version = model::parse_version("0.9"); }, {"p-1"}},
      {"the case of an id", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents[0].id = {"p-1"}; }, {"p-1"}},
      {"its place", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents[0].kind = "other"; }, {"p-1"}},
      {"a former id", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents[0].aliases = {{"OLD"}}; }, {"old", "p-1"}},
      {"a document less", [](model::Edition& draft, model::EditionChange&) { draft.handbook.documents.pop_back(); }, {"p-2"}},
      {"how it differs", [](model::Edition&, model::EditionChange& comparison) { comparison.documents[0].after = model::parse_version("1.1"); }, {"p-2"}},
      {"that it differs", [](model::Edition&, model::EditionChange& comparison) { comparison.documents.clear(); }, {"p-2"}},
  };
  auto keys_after = [](auto change) {
    const cli::Loaded loaded = handbook();
    model::Document in_force;
    in_force.id = {"P-1"};
    model::Edition draft;
    for (const char* id : {"P-1", "P-2"}) {
      model::Document& document = draft.handbook.documents.emplace_back();
      document.id = {id};
      document.kind = "procedure";
      document.version = model::parse_version("1.0");
    }
    model::EditionChange comparison;
    comparison.documents.emplace_back().id = {"P-2"};
    change(draft, comparison);
    return cli::history_keys({{&loaded.frozen[0], &in_force}}, draft, &comparison);
  };
  const auto before = keys_after([](auto&, auto&) {});
  for (const Case& c : cases) {
    INFO(c.name);
    const auto after = keys_after(c.change);
    std::vector<std::pair<std::string, cli::Hash>> others;
    std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(others));
    std::set<std::string> changed;
    for (const auto& [id, key] : others) changed.insert(id);
    CHECK(changed == c.changed);
  }
}

TEST_CASE("of the configuration, frozen editions know what decides about them, their packs more") {
  struct Case {
    std::string name;
    void (*change)(model::Config&);
    bool everything, packs;
  };
  const std::vector<Case> cases{
      {"organisation", [](model::Config& config) { config.organisation = "会社"; }, false, false},
      {"a variable", [](model::Config& config) { config.variables["days"] = "30"; }, false, false},
      {"the label of a classification", [](model::Config& config) { config.classifications[0].label = "一般"; }, false, false},
      {"a classification", [](model::Config& config) { config.classifications.push_back({"secret", "秘"}); }, true, true},
      {"the theme", [](model::Config& config) { config.theme = "other"; }, true, true},
      {"how many editions are kept", [](model::Config& config) { config.editions_keep = 9; }, true, true},
      {"a pack", [](model::Config& config) { config.packs.push_back({"all", "staff", "配布", {}, false}); }, false, true},
      {"an audience", [](model::Config& config) { config.audiences.push_back({"staff", "従業員", "public"}); }, false, false},
  };
  auto keys_of = [](const cli::Loaded& loaded) {
    const cli::Hash everything = cli::everything_key(loaded, kTimeline, {});
    return std::pair(everything, cli::packs_key(everything, loaded.config()));
  };
  const auto before = keys_of(handbook());
  for (const Case& c : cases) {
    INFO(c.name);
    cli::Loaded loaded = handbook();
    c.change(loaded.working.handbook.config);
    const auto after = keys_of(loaded);
    CHECK((after.first != before.first) == c.everything);
    CHECK((after.second != before.second) == c.packs);
  }
}
