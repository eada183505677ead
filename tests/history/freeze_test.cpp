#include "history/freeze.h"

#include <catch2/catch.hpp>

#include "editions.h"
#include "history/record.h"

using namespace kitei;
using test::day;

namespace {

const base::FileTree kSources{
    {".git/config", "x"},
    {"assets/図1.png", std::string("\x89PNG\0\r\n", 7)},
    {"editions/2025.1/edition.yaml", "id: x"},
    {"handbook.yaml", "title: 規程集\n"},
    {"output/site/index.html", "x"},
    {"procedures/.draft.md", "x"},
    {"procedures/P-1.md", "---\nid: P-1\n---\n本文\n"},
};

history::FreezeRequest request() { return {"2026.1", day("2026-04-01"), "年次改訂", "0.1.0"}; }

base::FileTree under_editions(const base::FileTree& frozen) {
  base::FileTree tree;
  for (const auto& [path, bytes] : frozen) tree.emplace("editions/2026.1/" + path, bytes);
  return tree;
}

std::string check(base::FileTree tree) {
  return test::show(history::read_frozen_editions(history::split_editions(std::move(tree)).editions).diagnostics);
}

constexpr const char* kRestore =
    " [restore the file from a backup or from version control; changes belong into the next edition]\n";

}  // namespace

TEST_CASE("freezing copies the sources and nothing else, with a record of every file") {
  const base::FileTree frozen = history::freeze(kSources, request());
  std::string paths;
  for (const auto& [path, bytes] : frozen) paths += path + " ";
  CHECK(paths == "assets/図1.png edition.yaml handbook.yaml procedures/P-1.md ");
  CHECK(frozen.at("assets/図1.png") == kSources.at("assets/図1.png"));
  CHECK(frozen.at("edition.yaml") ==
        "# Written by kitei release. This edition is published: its files must not change.\n"
        "id: \"2026.1\"\n"
        "effective_date: 2026-04-01\n"
        "note: \"年次改訂\"\n"
        "program_version: \"0.1.0\"\n"
        "files:\n"
        "  \"assets/図1.png\": f0898496d3cb2bb288ab440b4f231663d5040f33d0cd8066cd2e543f27db853b\n"
        "  \"handbook.yaml\": abdb0d23cc917889c816a0aea07be0e6bf75ec27a5c67e6a657b0a77f3a316ed\n"
        "  \"procedures/P-1.md\": 4c82136e027e363b4f12924e4fafa9ffaaf5bd1fb764dcb37f8d5484db0a274d\n");
  CHECK(history::freeze(kSources, request()) == frozen);
}

TEST_CASE("a frozen edition is whole until a file changes, goes or comes") {
  const base::FileTree frozen = history::freeze(kSources, request());
  const base::FileTree good = under_editions(frozen);
  CHECK(check(good).empty());

  struct Case {
    std::string name, path, bytes;  // bytes "-" removes
    std::string expected;
  };
  const std::string changed = "frozen-edition-altered the edition 2026.1 is published, but ";
  const std::vector<Case> cases{
      {"line ends and a byte order mark are no change", "procedures/P-1.md",
       "\xEF\xBB\xBF---\r\nid: P-1\r\n---\r\n本文\r\n", ""},
      {"a hidden file is no source", ".DS_Store", "x", ""},
      {"changed", "procedures/P-1.md", "---\nid: P-1\n---\n別の本文\n",
       "editions/2026.1/procedures/P-1.md:1:1 " + changed + "'procedures/P-1.md' has changed since" + kRestore},
      {"a binary file changes by line ends too", "assets/図1.png", std::string("\x89PNG\0\n", 6),
       "editions/2026.1/assets/図1.png:1:1 " + changed + "'assets/図1.png' has changed since" + kRestore},
      {"missing", "handbook.yaml", "-",
       "editions/2026.1/handbook.yaml:1:1 " + changed + "'handbook.yaml' is missing from it" + kRestore},
      {"added", "procedures/P-2.md", "x",
       "editions/2026.1/procedures/P-2.md:1:1 " + changed +
           "'procedures/P-2.md' was added since [take the file out of the edition's folder; new documents belong into "
           "the "
           "next edition]\n"},
      {"no record", "edition.yaml", "-",
       "editions/2026.1/edition.yaml:1:1 frozen-edition-altered the edition 2026.1 has no edition.yaml [editions are "
       "made by "
       "'kitei release'; restore the file, or remove the folder]\n"},
      {"another edition's record", "edition.yaml", "id: \"2025.9\"\neffective_date: 2025-04-01\nfiles: {}\n",
       "editions/2026.1/edition.yaml:1:1 frozen-edition-altered the folder is named '2026.1', but the edition in it is "
       "'2025.9' [a published edition keeps its name]\n"},
      {"a record that is not one", "edition.yaml", "- 1\n",
       "editions/2026.1/edition.yaml:1:1 frozen-edition-altered edition.yaml: expected 'key: value' lines, found a "
       "list\n"},
      {"a record without a date", "edition.yaml", "id: \"2026.1\"\nfiles: {\"a.md\": 12}\n",
       "editions/2026.1/edition.yaml:1:1 frozen-edition-altered edition.yaml: 'effective_date' is missing\n"
       "editions/2026.1/edition.yaml:2:17 frozen-edition-altered 'a.md' has no SHA-256 (64 digits 0-9 a-f)\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    base::FileTree tree = good;
    tree.erase("editions/2026.1/" + c.path);
    if (c.bytes != "-") tree.emplace("editions/2026.1/" + c.path, c.bytes);
    CHECK(check(std::move(tree)) == c.expected);
  }
}

TEST_CASE("a record reads back as it was written") {
  model::EditionRecord record;
  record.id = "2026.1";
  record.effective = day("2026-04-01");
  record.note = "改訂: \"年次\" \\ 備考\n2行目\t# 終";
  record.program_version = "0.1.0";
  record.files = {{"a: b/「c」 \"d\".md", std::string(64, 'a')}, {"z.md", std::string(64, '0')}};
  const auto read = history::read_edition_record(history::write_edition_record(record), "edition.yaml");
  CHECK(test::show(read.diagnostics).empty());
  CHECK(read.value.id == record.id);
  CHECK(read.value.effective == record.effective);
  CHECK(read.value.note == record.note);
  CHECK(read.value.program_version == record.program_version);
  CHECK(read.value.files == record.files);
}

TEST_CASE("a tree is split into the working tree and its editions, oldest first") {
  base::FileTree whole{{"handbook.yaml", "w"}, {"editions/README.md", "x"}, {"editions/.hidden/edition.yaml", "x"}};
  const std::vector<std::pair<std::string, std::string>> given{
      {"2026.10", "2026-04-01"}, {"2026.9", "2026-04-01"}, {"2027.1", "2025-04-01"}};
  for (const auto& [id, effective] : given) {
    for (const auto& [path, bytes] : history::freeze({{"handbook.yaml", id}}, {id, day(effective), "", ""})) {
      whole.emplace("editions/" + id + "/" + path, bytes);
    }
  }
  history::SplitTree split = history::split_editions(std::move(whole));
  CHECK(split.working == base::FileTree{{"handbook.yaml", "w"}});
  const auto read = history::read_frozen_editions(std::move(split.editions));
  CHECK(test::show(read.diagnostics).empty());
  std::string ids;
  for (const auto& edition : read.value) ids += edition.record.id + "=" + edition.files.at("handbook.yaml") + " ";
  CHECK(ids == "2027.1=2027.1 2026.9=2026.9 2026.10=2026.10 ");
}

TEST_CASE("equal sources are found equal") {
  const auto record = history::read_edition_record(history::freeze(kSources, request()).at("edition.yaml"), "").value;
  CHECK(history::same_sources(kSources, record));
  base::FileTree other = kSources;
  other["handbook.yaml"] = "title: 規程集\r\n";
  CHECK(history::same_sources(other, record));
  other["handbook.yaml"] = "title: 別の規程集\n";
  CHECK_FALSE(history::same_sources(other, record));
}
