// Where documents stand after an edit, and whose pages name other neighbours then.
#include "cli/incremental/edit_places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "render/html/site.h"
#include "resolve/handbook.h"
#include "support/blocks.h"

namespace kitei {
namespace {

model::Handbook handbook(const std::vector<std::string>& ids) {
  std::vector<model::Document> documents;
  for (const std::string& id : ids) documents.push_back(test::document(id));
  return resolve::resolve_handbook(test::sources(std::move(documents)), [](std::string_view) { return false; }, base::in_order).value;
}

std::string ids_of(const model::Handbook& book) {
  std::string ids;
  for (const model::Document& document : book.documents) ids += document.id.text.str() + " ";
  return ids;
}

TEST_CASE("documents that come, go or are called otherwise stand where the whole handbook would have them") {
  model::Handbook book = handbook({"P-1", "P-2", "P-3"});
  const cli::Moves same = cli::move_documents(book, {}, {}, false);
  CHECK(same.from == std::vector<std::optional<std::size_t>>{0, 1, 2});
  CHECK(same.to == same.from);

  book.documents[2].number = "P-10";  // it stands last now
  const cli::Moves moves = cli::move_documents(book, {0}, {test::document("P-4")}, true);
  CHECK(ids_of(book) == "P-2 P-4 P-3 ");
  CHECK(moves.from == std::vector<std::optional<std::size_t>>{1, std::nullopt, 2});
  CHECK(moves.to == std::vector<std::optional<std::size_t>>{std::nullopt, 0, 2});

  std::vector<std::string> notes{"a", "b", "c"};
  cli::move_along(notes, moves);
  CHECK(notes == std::vector<std::string>{"b", "", "c"});
  const resolve::DocumentUses uses = cli::moved_uses({{0, 2}, {0, 1, 2}, {5}, {"語"}, false}, moves);
  CHECK(uses == resolve::DocumentUses{{2}, {0, 2}, {5}, {"語"}, false});
}

TEST_CASE("ids collide with ids, former ids and each other's former ids") {
  model::Handbook book = handbook({"P-1", "P-2"});
  CHECK_FALSE(cli::ids_collide(book));
  book.documents[0].aliases = {{"OLD-1"}};
  for (const auto& [alias, collide] : {std::pair{"OLD-2", false}, {"old-1", true}, {"p-1", true}}) {
    CAPTURE(alias);
    book.documents[1].aliases = {{alias}};
    resolve::index_ids(book);
    CHECK(cli::ids_collide(book) == collide);
  }
}

TEST_CASE("neighbours change around a document that comes, goes, moves or has another title") {
  std::vector<std::string> ids;
  for (int i = 10; i < 60; ++i) ids.push_back("P-" + std::to_string(i));
  struct Case {
    const char* what;
    std::vector<std::size_t> gone;
    std::vector<std::string> added;
    std::vector<std::size_t> relabelled;
    std::size_t first, last;  // of those that name other neighbours, after the edit
  };
  const std::size_t each = render::html::kNeighbours;
  const Case cases[] = {
      {"nothing", {}, {}, {}, 1, 0},
      {"another title", {}, {}, {20}, 20 - each, 20 + each},
      {"another title of the first", {}, {}, {0}, 0, each},
      {"gone", {20}, {}, {}, 20 - each, 19 + each},
      {"new", {}, {"P-295"}, {}, 20 - each, 20 + each},
      {"a new last one", {}, {"P-99"}, {}, 50 - each - 1, 50},
  };
  for (const Case& each_case : cases) {
    CAPTURE(each_case.what);
    model::Handbook book = handbook(ids);
    const auto before = render::html::reading_order(book, true);
    std::vector<model::Document> added;
    for (const std::string& id : each_case.added) {
      added.push_back(test::document(id));
      if (id == "P-295") added.back().number = "P-29-1";
    }
    const cli::Moves moves = cli::move_documents(book, each_case.gone, std::move(added), false);
    resolve::index_ids(book);
    const auto found = cli::with_other_neighbours(before, render::html::reading_order(book, true), moves, each_case.relabelled);
    std::vector<std::size_t> expected;
    for (std::size_t i = each_case.first; i <= each_case.last; ++i) expected.push_back(i);
    CHECK(found == expected);
  }
}

}  // namespace
}  // namespace kitei
