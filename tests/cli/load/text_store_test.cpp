// What a build keeps of its documents comes back for the same state of the sources, and not when a byte of it is another one.
#include "cli/load/text_store.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include "support/blocks.h"
#include "support/folder.h"

namespace kitei {
namespace {

namespace fs = std::filesystem;

const std::string kBytes[] = {"---\nid: P-1\n---\n一\n", "---\nid: P-2\n---\n二\n"};

struct Sources {
  cli::FileTable files;
  std::vector<model::Document> documents;
  std::vector<resolve::DocumentUses> uses{{{1}, {0, 1}, {7, 900'000'000}, {"語"}, false}, {{}, {}, {}, {}, true}};
  base::Diagnostics findings;

  Sources() {
    files.add("catalogs/c.yaml", {}, {1});
    for (const char* id : {"P-1", "P-2"}) {
      model::Document document = test::document(id, {test::paragraph("本文")});
      document.title = std::string(id) + "の題";
      model::ClauseEntry& clause = document.clauses.emplace_back();
      clause.clause.address = {"purpose"};
      clause.title = "目的";
      files.add(document.path, {}, {2});
      documents.push_back(std::move(document));
    }
    document_image();
    const auto add = [&](std::string path, std::string code) {
      findings.push_back({std::move(code), std::move(path), {3, 4, 0}, {"a", "甲"}, {}, base::Severity::Warning});
    };
    add("catalogs/c.yaml", "control-uncovered");
    add("parts/p.md", "broken-link");
    add(documents[0].path, "odd-character");
    add(documents[1].path, "revision-missing");
    base::sort_diagnostics(findings);
  }

  // The second document shows a picture.
  void document_image() {
    model::Figure figure;
    figure.image.target = {model::TargetKind::Asset, "assets/図.png", {}, {}};
    documents[1].body.blocks.push_back({std::move(figure), {5, 1, 0}});
  }

  void write(const fs::path& output) const {
    model::Edition working;
    working.handbook.documents = documents;
    working.untouched = {"p-2"};
    working.carried_over = {"p-1"};
    cli::TextStore::write(output, "key", files, working, uses, {{"roles.yaml", "roles: []\n"}}, findings, {0, 4, 0}, [&](const std::string& path, std::string&) {
      return &kBytes[path == documents[0].path ? 0 : 1];
    });
  }
};

TEST_CASE("names, texts and cards come back, findings of other files too") {
  const test::Folder folder;
  const Sources sources;
  sources.write(folder.path);
  CHECK_FALSE(cli::TextStore::find(folder.path, "another", sources.files).store);
  const auto store = cli::TextStore::find(folder.path, "key", sources.files).store;
  REQUIRE(store);
  REQUIRE(store->size() == 2);
  CHECK(store->names()[1].title == "P-2の題");
  CHECK(store->names()[1].clauses.empty());
  CHECK(store->counts().warnings == 4);
  REQUIRE(store->other_findings().size() == 2);
  CHECK(store->other_findings()[0].path == "catalogs/c.yaml");
  CHECK(store->registers() == base::FileTree{{"roles.yaml", "roles: []\n"}});

  const auto text = store->text(0);
  REQUIRE(text);
  CHECK(text->bytes == kBytes[0]);
  REQUIRE(text->findings.size() == 1);
  CHECK(text->findings[0].code == "odd-character");
  CHECK(text->uses == sources.uses[0]);

  const auto card = store->card(1);
  REQUIRE(card);
  CHECK(card->document.title == "P-2の題");
  CHECK(card->document.clauses.at(0).title == "目的");
  CHECK(card->document.body.blocks.empty());
  CHECK(card->uses == sources.uses[1]);
  CHECK(card->files == std::vector<std::string>{"assets/図.png"});
  CHECK(card->beside_newest.untouched);
  CHECK_FALSE(card->beside_newest.carried_over);
  CHECK_FALSE(store->card(0)->beside_newest.untouched);
  CHECK(store->card(0)->beside_newest.carried_over);
  CHECK(card->is_unrevised);
  CHECK_FALSE(store->card(0)->is_unrevised);
  CHECK_FALSE(store->card(2));
}

TEST_CASE("an edited document takes the place of the old one, by name too") {
  const test::Folder folder;
  Sources sources;
  sources.write(folder.path);
  auto store = cli::TextStore::find(folder.path, "key", sources.files).store;
  REQUIRE(store);
  model::Document renamed = sources.documents[0];
  renamed.title = "新しい題";
  const base::Diagnostics none;
  const std::size_t input = *sources.files.find(renamed.path);
  sources.files.set(input, {}, {9});
  const std::string bytes = "---\nid: P-1\n---\n改\n";
  store->set_registers({{"roles.yaml", "roles: [甲]\n"}});
  store->replace({{0, store->entry_of({bytes, none, sources.uses[1], renamed})}}, none, {0, 1, 0}, sources.files);

  const auto later = cli::TextStore::find(folder.path, "key", sources.files).store;
  REQUIRE(later);
  CHECK(later->names()[0].title == "新しい題");
  CHECK(later->names()[1].title == "P-2の題");
  CHECK(later->card(0)->document.title == "新しい題");
  CHECK(later->text(0)->bytes == bytes);
  CHECK(later->text(0)->findings.empty());
  CHECK(later->text(1)->bytes == kBytes[1]);
  CHECK(later->other_findings().empty());
  CHECK(later->counts().warnings == 1);
  CHECK(later->registers().at("roles.yaml") == "roles: [甲]\n");
  CHECK_FALSE(cli::TextStore::find(folder.path, "key", Sources().files).store);  // the state before the edit is gone
}

TEST_CASE("documents may come, go and change places; what was kept of the others stays") {
  const test::Folder folder;
  Sources sources;
  sources.write(folder.path);
  auto store = cli::TextStore::find(folder.path, "key", sources.files).store;
  REQUIRE(store);
  const base::Diagnostics none;
  const model::Document third = test::document("P-3");
  const auto replace = [&](std::map<std::size_t, std::string> entries) {
    sources.files.set(0, {}, {static_cast<unsigned char>(sources.files.hash(0)[0] + 1)});  // another state
    store->replace(std::move(entries), none, {0, 0, 0}, sources.files);
    store = cli::TextStore::find(folder.path, "key", sources.files).store;
    REQUIRE(store);
  };

  // P-2, P-3, P-1: the new one uses both others.
  store->reorder({1, std::nullopt, 0});
  CHECK_FALSE(store->card(1));
  const std::string bytes = "---\nid: P-3\n---\n三\n";
  replace({{1, store->entry_of({bytes, none, {{0, 2}, {0, 2}, {}, {}, false}, third})}});
  REQUIRE(store->size() == 3);
  const char* const order[] = {"P-2", "P-3", "P-1"};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(store->names()[i].id.text == order[i]);
    CHECK(store->card(i)->document.id.text == order[i]);
  }
  CHECK(store->text(0)->bytes == kBytes[1]);
  CHECK(store->text(1)->bytes == bytes);
  CHECK(store->text(1)->uses.documents == std::vector<std::uint32_t>{0, 2});
  CHECK(store->card(2)->uses.documents == std::vector<std::uint32_t>{0, 2});  // P-1 uses P-2 and itself
  CHECK(store->card(2)->uses.in_text == std::vector<std::uint32_t>{0});

  // P-1, P-3: what went is used by nobody.
  store->reorder({2, 1});
  replace({});
  REQUIRE(store->size() == 2);
  CHECK(store->names()[0].id.text == "P-1");
  CHECK(store->card(0)->uses.documents == std::vector<std::uint32_t>{0});
  CHECK(store->card(1)->uses.documents == std::vector<std::uint32_t>{0});
  CHECK(store->text(1)->bytes == bytes);

  // P-1 alone, and a new one that is not taken for an earlier one.
  store->reorder({0, std::nullopt});
  CHECK_FALSE(store->text(1));
  CHECK(store->text(0)->bytes == kBytes[0]);
}

TEST_CASE("nothing is wrong with the store of another state, and with none") {
  const test::Folder folder;
  const Sources sources;
  const auto is_none = [&](const std::string& key) {
    const cli::TextStore::Found found = cli::TextStore::find(folder.path, key, sources.files);
    return !found.store && !found.damaged;
  };
  CHECK(is_none("key"));
  sources.write(folder.path);
  CHECK(is_none("another"));
  const auto store = cli::TextStore::find(folder.path, "key", sources.files).store;
  REQUIRE(store);
  CHECK_FALSE(store->is_damaged(0));
  CHECK_FALSE(store->is_damaged(2));
}

TEST_CASE("a store knows the frozen editions by what their records say") {
  struct Frozen {
    const char* path;
    unsigned char hash;
  };
  struct Case {
    const char* what;
    std::vector<Frozen> now;
    bool found;
  };
  const std::vector<Frozen> before{{"editions/1/edition.yaml", 4}, {"editions/1/procedures/P-1.md", 5}, {"editions/2/P-1.md", 6}, {"editions/2/edition.yaml", 7}};
  const std::vector<Case> cases{
      {"the same", before, true},
      {"another record of the first", {{"editions/1/edition.yaml", 9}, before[1], before[2], before[3]}, false},
      {"another record of the last", {before[0], before[1], before[2], {"editions/2/edition.yaml", 9}}, false},
      {"another edition", {before[0], before[1], before[2], before[3], {"editions/3/edition.yaml", 7}}, false},
      {"one is gone", {before[2], before[3]}, false},
      {"one has another name", {{"editions/0/edition.yaml", 4}, {"editions/0/procedures/P-1.md", 5}, before[2], before[3]}, false},
      {"all are gone", {}, false},
      {"what the record does not say anew", {before[0], {"editions/1/procedures/P-1.md", 9}, before[2], before[3]}, true}};
  const auto with = [](Sources& sources, const std::vector<Frozen>& frozen) {
    for (const Frozen& file : frozen) sources.files.add(file.path, {}, {file.hash});
    sources.files.add("editions.md", {}, {8});  // beside them
    sources.files.add("glossary.yaml", {}, {8});
    sources.files.sort();
  };
  const test::Folder folder;
  Sources kept;
  with(kept, before);
  kept.write(folder.path);
  for (const Case& each : cases) {
    INFO(each.what);
    Sources now;
    with(now, each.now);
    const cli::TextStore::Found found = cli::TextStore::find(folder.path, "key", now.files);
    CHECK(found.store.has_value() == each.found);
    CHECK_FALSE(found.damaged);
  }
  Sources other;
  with(other, before);
  other.files.set(*other.files.find("glossary.yaml"), {}, {9});
  CHECK_FALSE(cli::TextStore::find(folder.path, "key", other.files).store);
}

TEST_CASE("no damaged byte goes unseen") {
  const test::Folder folder;
  const Sources sources;
  sources.write(folder.path);
  const fs::path file = folder.path / ".kitei" / "texts";
  std::ifstream in(file, std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bad;
    const cli::TextStore::Found found = cli::TextStore::find(folder.path, "key", sources.files);
    const auto& store = found.store;
    bool whole = store.has_value();
    for (std::size_t i = 0; whole && i < 2; ++i) whole = store->card(i).has_value() && store->text(i).has_value();
    CAPTURE(at);
    CHECK_FALSE(whole);
    CHECK((found.damaged || (store && (store->is_damaged(0) || store->is_damaged(1)))));
  }
}

}  // namespace
}  // namespace kitei
