#include "cli/load/edition_cache.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <functional>
#include <iterator>

#include "support/folder.h"

using namespace kitei;
namespace fs = std::filesystem;

namespace {

model::Edition edition() {
  model::Edition edition;
  edition.id = "2025.1";
  edition.record = model::EditionRecord{"2025.1", *base::parse_date("2025-04-01"), "", "1", {{"a.md", std::string(64, '0')}}};
  for (const char* id : {"KT-01", "KT-02"}) {
    model::Document document;
    document.id = {id};
    document.title = "規程";
    document.owner = "総務部";
    document.body.blocks.push_back({model::Paragraph{{{model::Text{id}, {1, 1, 0}}}}, {1, 1, 0}});
    edition.handbook.documents.push_back(std::move(document));
  }
  edition.handbook.index_by_id = {{"kt-01", 0}, {"kt-02", 1}};
  edition.handbook.catalogs.emplace_back().id = "c";
  return edition;
}

const base::Diagnostics kFound{{"broken-link", "editions/2025.1/a.md", {3, 4, 0}, {"a", "b"}, {}, base::Severity::Warning}};
const cli::TextFacts kFacts{{*base::parse_date("1969-04-01"), *base::parse_date("2026-04-01")}, {"purpose\nduty\n", ""}};
constexpr cli::Hash kKey{1, 2, 3};
constexpr cli::Hash kOther{1, 2, 4};

bool every(std::size_t) { return true; }

fs::path only_file(const fs::path& folder) {
  REQUIRE(std::distance(fs::directory_iterator(folder / ".kitei"), {}) == 1);
  return fs::directory_iterator(folder / ".kitei")->path();
}

}  // namespace

TEST_CASE("a frozen edition comes back under its key, its texts when they are asked for") {
  const test::Folder folder;
  const cli::EditionCache cache(folder.path);
  CHECK_FALSE(cache.find(kKey).edition);
  cache.store(kKey, edition(), kFound, kFacts);
  CHECK_FALSE(cache.find(kOther).edition);

  cli::EditionCache::Found found = cache.find(kKey);
  REQUIRE(found.edition);
  CHECK(found.edition->record.id == "2025.1");
  CHECK(found.edition->diagnostics == kFound);
  CHECK(found.edition->facts == kFacts);
  model::Handbook& handbook = found.edition->handbook;
  REQUIRE(handbook.find("KT-02") == &handbook.documents[1]);
  CHECK(handbook.documents[1].body.blocks.empty());
  for (int round = 0; round < 2; ++round) {  // a second time there is nothing to do
    CHECK(found.edition->texts.read_into(handbook, every, base::in_order));
    CHECK(model::plain_text(handbook.documents[1].body.blocks) == "KT-02");
  }
}

TEST_CASE("of an edition its names are read alone, and all else when somebody asks for it") {
  const test::Folder folder;
  const cli::EditionCache cache(folder.path);
  cache.store(kKey, edition(), kFound, kFacts);
  for (const bool texts : {false, true}) {
    cli::StoredEdition stored = std::move(*cache.find(kKey, cli::EditionPart::Names).edition);
    model::Handbook& handbook = stored.handbook;
    const model::Document* const document = handbook.find("KT-02");
    REQUIRE(document);
    CHECK((document->title == "規程" && document->origin == "2025.1" && document->owner.empty() && handbook.catalogs.empty()));
    CHECK((stored.record.id == "2025.1" && stored.diagnostics == kFound && stored.facts == kFacts));
    CHECK(stored.texts.waiting());
    if (texts) {
      CHECK(stored.texts.read_into(handbook, every, base::in_order));
      CHECK_FALSE(stored.texts.waiting());
    } else {
      CHECK(stored.texts.read_cards(handbook));
      CHECK(stored.texts.read_cards(handbook));  // a second time there is nothing to do
      CHECK(stored.texts.waiting());
    }
    CHECK(handbook.find("KT-02") == document);  // where it was
    CHECK((document->owner == "総務部" && document->origin == "2025.1" && handbook.catalogs.size() == 1));
    CHECK(document->body.blocks.empty() != texts);
  }
}

TEST_CASE("texts are read one by one, and each once") {
  const test::Folder folder;
  const cli::EditionCache cache(folder.path);
  cache.store(kKey, edition(), {}, {});
  cli::StoredEdition stored = std::move(*cache.find(kKey).edition);
  std::vector<model::Document>& documents = stored.handbook.documents;
  CHECK(stored.texts.read_into(stored.handbook, [](std::size_t i) { return i == 1; }, base::in_order));
  CHECK((documents[0].body.blocks.empty() && documents[1].body.blocks.size() == 1 && stored.texts.waiting()));
  CHECK(stored.texts.read_into(stored.handbook, every, base::in_order));
  CHECK((documents[0].body.blocks.size() == 1 && documents[1].body.blocks.size() == 1));
  CHECK_FALSE(stored.texts.waiting());
}

TEST_CASE("a document is held that is the same in every member but its origin") {
  const test::Folder folder;
  const cli::EditionCache cache(folder.path);
  cache.store(kKey, edition(), {}, {});
  const cli::StoredEdition stored = std::move(*cache.find(kKey).edition);
  const model::Document& card = stored.handbook.documents[1];
  CHECK(card.origin == "2025.1");
  const model::Document same = edition().handbook.documents[1];
  CHECK(same.origin.empty());
  CHECK(stored.texts.holds(same, card, 1));
  CHECK_FALSE(stored.texts.holds(edition().handbook.documents[0], stored.handbook.documents[1], 1));
  const std::vector<std::function<void(model::Document&)>> changes{
      [](model::Document& d) { d.title = "別の規程"; },
      [](model::Document& d) { d.sha256 = "0"; },
      [](model::Document& d) { d.path = "b.md"; },
      [](model::Document& d) { d.revisions.emplace_back(); },
      [](model::Document& d) { d.positions.put("title", {2, 8, 0}); },
      [](model::Document& d) { d.clauses.emplace_back(); },
      [](model::Document& d) { d.body.blocks.push_back({model::ThematicBreak{}, {3, 1, 0}}); },
      [](model::Document& d) { d.body.blocks[0].position = {2, 1, 0}; },
      [](model::Document& d) { d.body.blocks.clear(); },
  };
  for (const auto& change : changes) {
    model::Document changed = same;
    change(changed);
    CHECK_FALSE(stored.texts.holds(changed, card, 1));
  }
}

TEST_CASE("only the editions that a build needs stay") {
  const test::Folder folder;
  const cli::EditionCache cache(folder.path);
  cache.store(kKey, edition(), {}, {});
  cache.store(kOther, edition(), {}, {});
  cache.keep_only({kOther});
  CHECK_FALSE(cache.find(kKey).edition);
  CHECK(cache.find(kOther).edition);
}

TEST_CASE("a damaged edition counts as none, or its text is not read, whichever byte it is") {
  const test::Folder folder;
  const cli::EditionCache cache(folder.path);
  cache.store(kKey, edition(), kFound, {});
  const fs::path file = only_file(folder.path);
  std::ifstream in(file, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto found_with = [&](const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
    return cache.find(kKey);
  };
  std::size_t texts = 0, rest = 0;  // bytes of them, and of all but the names
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    auto found = found_with(damaged);
    CHECK(found.damaged != found.edition.has_value());
    if (auto names = cache.find(kKey, cli::EditionPart::Names).edition) {
      rest += 1;
      CHECK_FALSE(names->texts.read_into(names->handbook, every, base::in_order));
      if (!found.edition) CHECK((names->handbook.documents[0].owner.empty() && names->handbook.documents[0].title == "規程"));
    }
    if (!found.edition) continue;
    texts += 1;
    CHECK(found.edition->facts == cli::TextFacts());
    CHECK_FALSE(found.edition->texts.read_into(found.edition->handbook, every, base::in_order));
  }
  CHECK((texts > 10 && texts < rest && rest < whole.size()));
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, whole.size() / 2, whole.size() - 1}) {
    CHECK(found_with(whole.substr(0, size)).damaged);
  }
  CHECK(found_with(whole + "x").damaged);
  CHECK(found_with(whole).edition);
}
