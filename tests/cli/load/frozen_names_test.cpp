#include "cli/load/frozen_names.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <random>

#include "archive/handbook.h"
#include "history/timeline.h"
#include "resolve/indexes.h"
#include "support/folder.h"

using namespace kitei;
namespace fs = std::filesystem;

namespace {

struct Named {
  const char* id;
  const char* version;
  std::vector<const char*> aliases = {};
  const char* title = "規程";
  const char* addresses = "purpose\n";
  const char* part_of = "";
};

struct Editions {
  std::vector<model::Edition> frozen;
  std::vector<cli::Hash> keys;
  std::vector<cli::TextFacts> facts;

  void add(const std::vector<Named>& documents) {
    const std::string id = "E" + std::to_string(frozen.size() + 1);
    model::Edition& edition = frozen.emplace_back();
    edition.id = id;
    edition.record = model::EditionRecord{id, *base::parse_date("2025-0" + std::to_string(frozen.size()) + "-01"), "", "1", {{"a.md", "0"}}};
    keys.push_back({static_cast<unsigned char>(frozen.size())});
    cli::TextFacts& own = facts.emplace_back();
    own.days = {edition.record->effective};
    for (const Named& named : documents) {
      model::Document& document = edition.handbook.documents.emplace_back();
      document.id = {named.id};
      document.title = named.title;
      document.version.text = named.version;
      document.status = model::Status::Approved;
      document.sha256 = std::string(named.id) + named.version + named.title;
      document.part_of = {named.part_of};
      for (const char* alias : named.aliases) document.aliases.push_back({alias});
      own.addresses.emplace_back(named.addresses);
    }
    resolve::index_ids(edition.handbook);
  }
  std::vector<cli::WholeEdition> whole() const {
    std::vector<cli::WholeEdition> all;
    for (std::size_t i = 0; i < frozen.size(); ++i) all.push_back({frozen[i], keys[i], facts[i]});
    return all;
  }
  void keep(const fs::path& output) const { cli::keep_frozen_names(output, whole(), history::build_timeline(frozen)); }
};

std::string names_of(const model::Document& document) {
  base::BinaryWriter out;
  archive::write_name(out, document);
  return std::string(out.bytes());
}

std::vector<std::string> ids_of(const model::Handbook& handbook) {
  std::vector<std::string> ids;
  for (const model::Document& document : handbook.documents) ids.push_back(document.id.text.str());
  return ids;
}

fs::path file_in(const fs::path& output) { return output / ".kitei" / "frozen-names"; }

}  // namespace

TEST_CASE("what the next newer edition holds alike is left out") {
  struct Case {
    const char* what;
    std::vector<Named> older, newest;
    std::vector<std::string> kept;
    std::string left_out;
  };
  const std::vector<Case> cases = {
      {"the same", {{"A", "1"}, {"B", "1"}}, {{"B", "1"}, {"A", "1"}}, {}, "a\nb\n"},
      {"another version", {{"A", "1"}, {"B", "1"}}, {{"A", "2"}, {"B", "1"}}, {"A"}, "b\n"},
      {"another title", {{"A", "1"}}, {{"A", "1", {}, "規則"}}, {"A"}, ""},
      {"other addresses", {{"A", "1"}}, {{"A", "1", {}, "規程", ""}}, {"A"}, ""},
      {"gone", {{"A", "1"}, {"B", "1"}}, {{"B", "1"}}, {"A"}, "b\n"},
      {"an id in another case", {{"A", "1"}}, {{"a", "1"}}, {"A"}, ""},
      {"a former id", {{"A", "1", {"OLD"}}}, {{"A", "1", {"OLD"}}}, {}, "a\nold\n"},
      {"a former id that is another's now", {{"A", "1", {"OLD"}}}, {{"A", "1", {"OLD"}}, {"OLD", "1"}}, {"A"}, ""},
      {"what it is a part of", {{"A", "1", {}, "規程", "", "B"}, {"B", "1"}, {"C", "1"}}, {{"A", "2", {}, "規程", "", "B"}, {"B", "1"}, {"C", "1"}}, {"A", "B"}, "c\n"},
      {"two with one id", {{"A", "1"}, {"A", "1"}}, {{"A", "1"}}, {"A", "A"}, ""},
  };
  for (const Case& each : cases) {
    INFO(each.what);
    const test::Folder folder;
    Editions editions;
    editions.add(each.older);
    editions.add(each.newest);
    editions.keep(folder.path);
    const auto names = cli::find_frozen_names(folder.path, editions.keys);
    REQUIRE(names);
    REQUIRE(names->older.size() == 1);
    const cli::OlderEdition& older = names->older.front();
    CHECK(ids_of(older.handbook) == each.kept);
    CHECK(older.left_out == each.left_out);
    CHECK(older.facts.addresses.size() == each.kept.size());
    CHECK((older.key == editions.keys[0] && older.record.id == "E1" && older.record.files.empty() && older.facts.days == editions.facts[0].days));
    for (const auto& [id, document] : older.handbook.index_by_id) CHECK(document < older.handbook.documents.size());
  }
}

TEST_CASE("every edition holds what it held, here or as a newer one has it, and the timeline is that of whole editions") {
  std::mt19937 draw(7);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(draw()) % n; };
  const std::vector<const char*> ids = {"A", "B", "a", "C", "D", "E"}, versions = {"1", "2", "3"}, titles = {"規程", "細則"}, addresses = {"", "x\n"};
  for (int round = 0; round < 200; ++round) {
    const test::Folder folder;
    Editions editions;
    std::vector<Named> documents;
    for (int e = 0; e < 5; ++e) {
      for (int change = 0; change < 2; ++change) {
        Named named{ids[below(ids.size())], versions[below(3)], {}, titles[below(2)], addresses[below(2)]};
        if (below(3) == 0) named.aliases.push_back(ids[below(ids.size())]);
        if (documents.size() > 4) documents[below(documents.size())] = named;
        else documents.push_back(named);
      }
      if (below(4) == 0) documents.erase(documents.begin());
      editions.add(documents);
    }
    editions.keep(folder.path);
    auto names = cli::find_frozen_names(folder.path, editions.keys);
    REQUIRE(names);
    std::vector<model::Edition> there(4);
    for (std::size_t e = 0; e < 4; ++e) {
      there[e].handbook = std::move(names->older[e].handbook);
      there[e].left_out = std::move(names->older[e].left_out);
    }
    there.push_back(editions.frozen.back());
    for (const char* id : ids) {
      for (std::size_t e = 0; e < 5; ++e) {
        const model::Document* whole = editions.frozen[e].handbook.find(id);
        std::size_t holder = e;
        while (!there[holder].handbook.find(id) && there[holder].leaves_out({id})) ++holder;
        const model::Document* found = there[holder].handbook.find(id);
        REQUIRE(static_cast<bool>(found) == static_cast<bool>(whole));
        if (found) CHECK(names_of(*found) == names_of(*whole));
      }
    }
    const std::vector<model::TimelineEntry> timeline = history::build_timeline(editions.frozen);
    REQUIRE(names->timeline.size() == timeline.size());
    for (std::size_t i = 0; i < timeline.size(); ++i) {
      const model::TimelineEntry &a = timeline[i], &b = names->timeline[i];
      CHECK((a.id == b.id && a.version == b.version && a.edition == b.edition && a.newest_edition == b.newest_edition && a.from == b.from && a.until == b.until));
      // What is in force is found in the edition that the timeline names.
      const auto e = static_cast<std::size_t>(b.newest_edition.back() - '1');
      CHECK(static_cast<bool>(there[e].handbook.find(b.id.text)) == static_cast<bool>(editions.frozen[e].handbook.find(b.id.text)));
    }
  }
}

TEST_CASE("names are found under the keys of exactly their editions, and only undamaged") {
  const test::Folder folder;
  Editions editions;
  editions.add({{"A", "1"}, {"B", "1"}});
  CHECK_FALSE(cli::find_frozen_names(folder.path, editions.keys));
  editions.keep(folder.path);
  const auto one = cli::find_frozen_names(folder.path, editions.keys);
  REQUIRE(one);  // it is read itself: of one alone the timeline is kept
  CHECK(one->older.empty());
  editions.add({{"A", "2"}, {"B", "1"}});
  editions.add({{"A", "3"}, {"B", "2"}});
  CHECK_FALSE(cli::find_frozen_names(folder.path, editions.keys));
  editions.keep(folder.path);
  CHECK(cli::find_frozen_names(folder.path, {editions.keys[2], editions.keys[0], editions.keys[1]}));
  CHECK_FALSE(cli::find_frozen_names(folder.path, {editions.keys[0], editions.keys[1]}));
  CHECK_FALSE(cli::find_frozen_names(folder.path, {editions.keys[0], editions.keys[1], cli::Hash{9}}));

  std::ifstream in(file_in(folder.path), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  const auto write = [&](const std::string& bytes) { std::ofstream(file_in(folder.path), std::ios::binary) << bytes; };
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] ^= 1;
    write(damaged);
    REQUIRE_FALSE(cli::find_frozen_names(folder.path, editions.keys));
    write(whole.substr(0, at));
    REQUIRE_FALSE(cli::find_frozen_names(folder.path, editions.keys));
  }
  write(whole + " ");
  CHECK_FALSE(cli::find_frozen_names(folder.path, editions.keys));
  editions.keep(folder.path);  // what is damaged is kept anew
  CHECK(cli::find_frozen_names(folder.path, editions.keys));
}
