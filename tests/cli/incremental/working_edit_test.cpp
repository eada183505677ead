#include "cli/incremental/working_edit.h"

#include <catch2/catch.hpp>

#include "archive/document.h"
#include "base/binary.h"
#include "cli/machine/disk.h"
#include "support/folder.h"

namespace kitei {
namespace {

namespace fs = std::filesystem;

std::string document(const std::string& id, const std::string& title, const std::string& more, const std::string& body) {
  return "---\nid: " + id + "\ntitle: " + title + "\nkind: procedure\nnumbering: articles\nversion: \"1.0\"\nowner: 甲\napprover: 乙\n" + more + "---\n\n" + body;
}

const std::string kFirst = document("P-1", "入退室管理手順", "", "## 目的 {#purpose}\n\n本文。\n\n## 方法\n\n【点検手順】による。\n");
const std::string kSecond = document("P-2", "持出し手順", "", "## 目的\n\n入退室管理手順第1条及び[[P-1#purpose]]による。\n");
const std::string kThird = document("P-3", "廃棄手順", "related: [P-2]\n", "## 目的\n\n廃棄する。\n");

struct Course {
  test::Folder folder;

  Course() {
    write("handbook.yaml", "title: 規程集\nlanguage: ja\nedition: \"1\"\n");
    write("p1.md", kFirst);
    write("p2.md", kSecond);
    write("p3.md", kThird);
    write("book.md", document("B-1", "手引き", "", "# 初め\n\n文。\n"));
    write("chapter.md", document("B-2", "手引き第二", "part_of: B-1\n", "# 次\n\n文。\n"));
  }
  void write(const std::string& name, const std::string& bytes) const { cli::replace_file(folder.path / name, std::vector<std::string_view>{bytes}); }
  cli::Loaded load() const {
    auto loaded = cli::load_handbook({folder.path.string(), {}, {}, false, nullptr, check::Depth::Faults}, base::Language::Japanese, base::in_order);
    REQUIRE(loaded);
    return std::move(*loaded);
  }
};

resolve::Lookup lookup_of(const cli::Loaded& loaded) {
  return resolve::build_lookup(loaded.working.handbook, [&loaded](std::string_view path) { return loaded.working_files.contains(std::string(path)); });
}

// Everything that an edit may change.
std::string state_of(const cli::Loaded& loaded) {
  base::BinaryWriter out;
  const model::Handbook& handbook = loaded.working.handbook;
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    archive::write_document(out, handbook.documents[i]);
    archive::write_text(out, handbook.documents[i]);
    for (const auto* list : {&handbook.backlinks[i].implemented_by, &handbook.backlinks[i].referred_by, &handbook.backlinks[i].parts}) {
      out.number(list->size());
      for (const std::size_t index : *list) out.number(index);
    }
    for (const std::uint32_t used : loaded.uses[i].documents) out.number(used);
    for (const std::uint32_t name : loaded.uses[i].names) out.number(name);
    out.text(loaded.working_files.at(handbook.documents[i].path));
  }
  return out.take();
}

TEST_CASE("documents that are read again, and those that they concern, are as a handbook that is read anew has them") {
  struct Case {
    const char* name;
    std::map<std::string, std::string> changed;
    std::size_t read;
    bool shows_elsewhere;
  };
  const auto replaced = [](std::string text, const std::string& from, const std::string& to) { return text.replace(text.find(from), from.size(), to); };
  const Case cases[] = {
      {"a text", {{"p1.md", replaced(kFirst, "本文。", "別の本文。")}}, 1, false},
      {"two texts", {{"p1.md", replaced(kFirst, "本文。", "別の本文。")}, {"p3.md", replaced(kThird, "廃棄する。", "捨てる。")}}, 2, false},
      {"a title that texts name", {{"p1.md", replaced(kFirst, "入退室管理手順", "入室管理手順")}}, 2, true},
      {"a title that a text named in vain", {{"p3.md", replaced(kThird, "廃棄手順", "点検手順")}}, 2, true},
      {"a clause before those that others name", {{"p1.md", replaced(kFirst, "## 目的", "## 総則\n\n文。\n\n## 目的")}}, 2, true},
      {"where a text leads", {{"p3.md", replaced(kThird, "廃棄する。", "持出し手順第1条による。")}}, 1, true},
      {"front matter", {{"p3.md", replaced(kThird, "[P-2]", "[P-1]")}}, 1, true},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    const Course course;
    cli::Loaded loaded = course.load();
    std::optional<resolve::Lookup> lookup(lookup_of(loaded));
    const auto edit = cli::edit_working(loaded, lookup, each.changed, base::in_order);
    REQUIRE(edit);
    CHECK(edit->errors.empty());
    CHECK(edit->read.size() == each.read);
    CHECK(edit->shows_elsewhere == each.shows_elsewhere);
    CHECK(edit->same_files);
    for (const auto& [path, bytes] : each.changed) course.write(path, bytes);
    CHECK(state_of(loaded) == state_of(course.load()));
  }
}

TEST_CASE("with errors the handbook stays as it was, wherever they are, and later edits count from there") {
  const Course course;
  cli::Loaded loaded = course.load();
  std::optional<resolve::Lookup> lookup(lookup_of(loaded));
  const std::string before = state_of(loaded);
  const std::pair<std::map<std::string, std::string>, const char*> cases[] = {
      {{{"p1.md", "---\nid: [\n---\n"}}, "p1.md"},
      {{{"p1.md", document("P-1", "入退室管理手順", "", "## 目的\n\n[[P-9]]\n")}}, "p1.md"},
      {{{"p1.md", document("P-1", "別の手順", "", "## 別\n\n本文。\n")}}, "p2.md"},  // P-2 names a clause that has gone
  };
  for (const auto& [changed, where] : cases) {
    const auto edit = cli::edit_working(loaded, lookup, changed, base::in_order);
    REQUIRE(edit);
    REQUIRE_FALSE(edit->errors.empty());
    CHECK(edit->errors.front().path == where);
    CHECK(edit->read.empty());
    CHECK(state_of(loaded) == before);
  }
  const std::string renamed = document("P-3", "点検手順", "", "## 目的\n\n廃棄する。\n");
  REQUIRE(cli::edit_working(loaded, lookup, {{"p3.md", renamed}}, base::in_order)->errors.empty());
  course.write("p3.md", renamed);
  CHECK(state_of(loaded) == state_of(course.load()));
}

TEST_CASE("what reaches further is left to a handbook that is read anew") {
  const Course course;
  cli::Loaded loaded = course.load();
  std::optional<resolve::Lookup> lookup(lookup_of(loaded));
  const std::string before = state_of(loaded);
  const std::map<std::string, std::string> cases[] = {
      {{"p1.md", document("P-7", "入退室管理手順", "", "## 目的 {#purpose}\n\n本文。\n")}},
      {{"p1.md", document("P-1", "入退室管理手順", "number: 手-1\n", "## 目的 {#purpose}\n\n本文。\n")}},
      {{"p1.md", document("P-1", "入退室管理手順", "part_of: B-1\n", "## 目的 {#purpose}\n\n本文。\n")}},
      {{"book.md", document("B-1", "手引き", "", "# 初めに\n\n文。\n")}},
      {{"chapter.md", document("B-2", "手引き第二", "part_of: B-1\n", "# 次に\n\n文。\n")}},
      {{"p1.md", document("P-1", "規程", "", "## 目的 {#purpose}\n\n本文。\n")}},  // too short to tell who names it
      {{"handbook.yaml", "title: 別の規程集\nlanguage: ja\n"}},
      {{"p1.md", "front matter no more\n"}},
  };
  for (const auto& changed : cases) {
    CAPTURE(changed.begin()->second);
    CHECK_FALSE(cli::edit_working(loaded, lookup, changed, base::in_order));
    CHECK(state_of(loaded) == before);
  }
}

}  // namespace
}  // namespace kitei
