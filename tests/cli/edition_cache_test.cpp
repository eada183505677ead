#include "cli/edition_cache.h"

#include <catch2/catch.hpp>

#include <fstream>
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
    document.body.blocks.push_back({model::Paragraph{{{model::Text{id}, {1, 1, 0}}}}, {1, 1, 0}});
    edition.handbook.documents.push_back(std::move(document));
  }
  edition.handbook.index_by_id = {{"kt-01", 0}, {"kt-02", 1}};
  return edition;
}

const base::Diagnostics kFound{{"broken-link", "editions/2025.1/a.md", {3, 4, 0}, {"a", "b"}, {}, base::Severity::Warning}};
const cli::TextFacts kFacts{{{"kt-01", "1.0"}}, {*base::parse_date("1969-04-01"), *base::parse_date("2026-04-01")}, {{"purpose", "duty"}, {}}};
constexpr cli::Hash kKey{1, 2, 3};
constexpr cli::Hash kOther{1, 2, 4};

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
    CHECK(found.edition->texts.read_into(handbook, base::in_order));
    CHECK(model::plain_text(handbook.documents[1].body.blocks) == "KT-02");
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
  std::size_t texts = 0;  // bytes of them
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    auto found = found_with(damaged);
    CHECK(found.damaged != found.edition.has_value());
    if (!found.edition) continue;
    texts += 1;
    CHECK(found.edition->facts == cli::TextFacts());
    CHECK_FALSE(found.edition->texts.read_into(found.edition->handbook, base::in_order));
  }
  CHECK((texts > 10 && texts < whole.size() / 2));
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, whole.size() / 2, whole.size() - 1}) {
    CHECK(found_with(whole.substr(0, size)).damaged);
  }
  CHECK(found_with(whole + "x").damaged);
  CHECK(found_with(whole).edition);
}
