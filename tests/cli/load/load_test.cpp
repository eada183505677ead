#include "cli/load/load.h"

#include <catch2/catch.hpp>

#include "cli/machine/disk.h"
#include "history/freeze.h"
#include "support/folder.h"

namespace kitei {
namespace {

std::string document(const std::string& id, const std::string& body) {
  return "---\nid: " + id + "\ntitle: 手順" + id + "\nkind: procedure\nversion: \"1.0\"\nowner: 甲\napprover: 乙\n---\n\n" + body;
}

struct Course {
  test::Folder folder;

  Course() {
    write({{"handbook.yaml", "title: 規程集\nlanguage: ja\nedition: \"2026.1\"\n"}, {"p1.md", document("P-1", "本文。\n")}});
    for (const char* id : {"2025.1", "2025.2"}) release(id);
  }
  void write(const base::FileTree& files, const std::string& under = "") const {
    for (const auto& [path, bytes] : files) cli::replace_file(folder.path / (under + path), std::vector<std::string_view>{bytes});
  }
  void release(const std::string& id) const {
    const base::FileTree sources{{"handbook.yaml", "title: 規程集\nedition: \"" + id + "\"\n"}, {"p1.md", document("P-1", "前の本文。\n")}};
    write(history::freeze(sources, {id, *base::parse_date("2025-04-01"), "", "1"}), "editions/" + id + "/");
  }
  cli::Loaded load(const cli::Loaded* before) const {
    auto loaded = cli::load_handbook({folder.path.string(), {}, {}, false, nullptr, check::Depth::Faults, cli::Texts::Read, {}, before},
                                     base::Language::Japanese, base::in_order);
    REQUIRE(loaded);
    return std::move(*loaded);
  }
};

TEST_CASE("frozen editions that lie there as they did are taken over where they stand") {
  const Course course;
  cli::Loaded before = course.load(nullptr);
  REQUIRE(before.frozen.size() == 2);
  const model::Edition* const first = before.frozen.data();
  course.write({{"p1.md", document("P-1", "別の本文。\n")}, {"p2.md", document("P-2", "新しい本文。\n")}});

  cli::Loaded now = course.load(&before);
  CHECK(now.frozen_stand);
  CHECK(now.frozen.empty());
  CHECK(now.diagnostics == course.load(nullptr).diagnostics);  // what their histories say is among them
  CHECK_FALSE(now.diagnostics.empty());
  cli::take_frozen_editions(now, before);
  CHECK_FALSE(now.frozen_stand);
  CHECK(now.frozen.data() == first);
  CHECK(now.states.size() == 2);
  CHECK(*now.file_of("2025.1", "p1.md") == document("P-1", "前の本文。\n"));
}

TEST_CASE("all frozen editions are read when a file of one came, went or changed") {
  struct Case {
    const char* name;
    void (*edit)(const Course&);
    std::size_t editions;
  };
  const Case cases[] = {
      {"changed", [](const Course& course) { course.write({{"p1.md", document("P-1", "手を入れた。\n")}}, "editions/2025.1/"); }, 2},
      {"added", [](const Course& course) { course.write({{"p2.md", document("P-2", "足した。\n")}}, "editions/2025.1/"); }, 2},
      {"gone", [](const Course& course) { cli::remove_file(course.folder.path, "editions/2025.1/p1.md"); }, 2},
      {"a new edition", [](const Course& course) { course.release("2025.3"); }, 3},
      {"an edition gone", [](const Course& course) { std::filesystem::remove_all(course.folder.path / "editions/2025.2"); }, 1},
      {"no edition left", [](const Course& course) { std::filesystem::remove_all(course.folder.path / "editions"); }, 0},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    const Course course;
    const cli::Loaded before = course.load(nullptr);
    each.edit(course);
    const cli::Loaded now = course.load(&before);
    CHECK_FALSE(now.frozen_stand);
    CHECK(now.frozen.size() == each.editions);
    CHECK(now.diagnostics == course.load(nullptr).diagnostics);
  }
}

TEST_CASE("an edition that cannot be used is told of each time") {
  const Course course;
  course.write({{"p1.md", document("P-1", "本文。\n")}}, "editions/2025.3/");  // without edition.yaml
  const cli::Loaded before = course.load(nullptr);
  CHECK(before.frozen.size() == 2);
  const cli::Loaded now = course.load(&before);
  CHECK_FALSE(now.frozen_stand);
  CHECK(now.diagnostics == before.diagnostics);
}

}  // namespace
}  // namespace kitei
