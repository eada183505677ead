#include "cli/incremental/working_edit.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "archive/document.h"
#include "base/binary.h"
#include "cli/machine/disk.h"
#include "cli/terminal/report.h"
#include "support/folder.h"

namespace kitei {
namespace {

std::string document(const std::string& id, const std::string& title, const std::string& more, const std::string& body) {
  return "---\nid: " + id + "\ntitle: " + title + "\nkind: procedure\nnumbering: articles\nversion: \"1.0\"\nowner: 甲\napprover: 乙\n" + more + "---\n\n" + body;
}

const std::string kFirst = document("P-01", "入退室管理手順", "", "## 目的 {#purpose}\n\n本文。\n\n## 方法\n\n【点検手順】による。\n");
const std::string kSecond = document("P-02", "持出し手順", "", "## 目的\n\n入退室管理手順第1条及び[[P-01#purpose]]による。\n");
const std::string kThird = document("P-03", "廃棄手順", "related: [P-02]\n", "## 目的\n\n廃棄する。\n");
const std::string kBook = document("B-01", "手引き本体", "", "# 初め\n\n文。\n");
const std::string kChapter = document("B-02", "手引き第二章", "part_of: B-01\n", "# 次 {#next}\n\n文。\n");
const std::string kLast = document("B-03", "手引き第三章", "part_of: B-01\n", "# 終わり\n\n[[B-02#next]]と前条による。\n");
const std::string kForm = document("F-01", "点検票様式", "aliases: [F-00]\n", "| 日付 |\n|---|\n|  |\n");
const std::string kRecords = "records:\n  - {id: D-1, title: 台帳, owner: 甲, form: F-00}\n";
const std::string kTerms = "terms:\n  - {term: 本文, reading: ほんぶん, definition: 条の文。}\n";
const std::string kStatement = "document: {title: 適用宣言書}\ncatalog: c\ncontrols:\n  \"5.1\": {applicable: yes, reason: 要}\n";
const std::string kShowing = document("P-04", "図のある手順", "", "## 図\n\n![流れ](assets/flow.svg)\n\n{{ include \"parts/contact.md\" }}\n");
const std::string kList = document("P-05", "一覧の手順", "", "## 一覧\n\n{{ table documents }}\n\n{{ table records }}\n");  // read again whenever others may be listed

struct Course {
  test::Folder folder;

  Course() {
    edit({{"handbook.yaml", "title: 規程集\nlanguage: ja\nedition: \"1\"\nchecks: {broken-image: warning, unknown-document: warning}\n"},
          {"records.yaml", kRecords},
          {"glossary.yaml", kTerms},
          {"catalogs/c.yaml", "id: c\ntitle: 管理策\ngroups:\n  - id: \"5\"\n    title: 組織\n    controls:\n      - {id: \"5.1\", title: 方針}\n"},
          {"soa.yaml", kStatement},
          {"p1.md", kFirst},
          {"p2.md", kSecond},
          {"p3.md", kThird},
          {"p4.md", kShowing},
          {"p5.md", kList},
          {"book.md", kBook},
          {"chapter.md", kChapter},
          {"last.md", kLast},
          {"form.md", kForm},
          {"parts/contact.md", "内線1。\n"},
          {"assets/flow.svg", "<svg width=\"1\" height=\"1\"/>"}});
  }
  void edit(const cli::EditedFiles& edited) const {
    for (const auto& [path, bytes] : edited) {
      if (bytes) cli::replace_file(folder.path / path, std::vector<std::string_view>{*bytes});
      else cli::remove_file(folder.path, path);
    }
  }
  cli::Loaded load() const {
    auto loaded = cli::load_handbook({folder.path.string(), {}, {}, false, nullptr, check::Depth::Faults}, base::Language::Japanese, base::in_order);
    REQUIRE(loaded);
    REQUIRE(cli::count(loaded->diagnostics).errors == 0);
    cli::make_room_for_edits(loaded->working.handbook);
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
  const auto write_indexes = [&](const auto& indexes) {
    out.number(indexes.size());
    for (const auto index : indexes) out.number(index);
  };
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    archive::write_document(out, handbook.documents[i]);
    archive::write_text(out, handbook.documents[i]);
    for (const auto* list : {&handbook.backlinks[i].implemented_by, &handbook.backlinks[i].referred_by, &handbook.backlinks[i].parts}) write_indexes(*list);
    write_indexes(loaded.uses[i].documents);
    write_indexes(loaded.uses[i].names);
  }
  for (const auto& [id, index] : std::map(handbook.index_by_id.begin(), handbook.index_by_id.end())) {
    out.text(id);
    out.number(index);
  }
  for (const model::Record& record : handbook.registers.records) {
    for (const std::string_view part : {record.form.id.text.view(), std::string_view(record.id), std::string_view(record.title), std::string_view(record.owner)}) out.text(part);
  }
  for (const model::Term& term : handbook.registers.terms) out.text(term.definition);
  if (handbook.soa) out.text(handbook.soa->document.title);
  for (const auto& [path, bytes] : loaded.working_files) {
    out.text(path);
    out.text(bytes);
  }
  return out.take();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  REQUIRE(text.find(from) != std::string::npos);
  return text.replace(text.find(from), from.size(), to);
}

TEST_CASE("documents that are read again, and those that they concern, are as a handbook that is read anew has them") {
  struct Case {
    const char* name;
    cli::EditedFiles edited;
    std::size_t read;
    bool shows_elsewhere, other_documents;
  };
  const auto same_line = [](const std::string& text, const std::string& line) { return replaced(text, "---\n\n", line + "---\n\n"); };
  const Case cases[] = {
      {"a text", {{"p1.md", replaced(kFirst, "本文。", "別の本文。")}}, 1, false, false},
      {"two texts", {{"p1.md", replaced(kFirst, "本文。", "別の本文。")}, {"p3.md", replaced(kThird, "廃棄する。", "捨てる。")}}, 2, false, false},
      {"a title that texts name", {{"p1.md", replaced(kFirst, "入退室管理手順", "入室管理手順")}}, 3, true, false},
      {"a title that a text named in vain", {{"p3.md", replaced(kThird, "廃棄手順", "点検手順")}}, 3, true, false},
      {"a clause before those that others name", {{"p1.md", replaced(kFirst, "## 目的", "## 総則\n\n文。\n\n## 目的")}}, 3, true, false},
      {"where a text leads", {{"p3.md", replaced(kThird, "廃棄する。", "持出し手順第1条による。")}}, 2, true, false},
      {"where a text leads, beside a generated table that leads there", {{"p5.md", kList + "\n[[P-03]]。\n"}}, 1, true, false},
      {"front matter", {{"p3.md", replaced(kThird, "[P-02]", "[P-01]")}}, 2, true, false},
      {"secrecy", {{"p3.md", same_line(kThird, "classification: restricted\n")}}, 2, true, false},
      {"status", {{"p3.md", same_line(kThird, "status: draft\n")}}, 2, true, false},

      {"a document that a text named in vain", {{"p6.md", document("P-06", "点検手順", "", "## 目的\n\n[[P-01]]。\n")}}, 3, true, true},
      {"a title that two have", {{"p0.md", replaced(kFirst, "P-01", "P-00")}}, 3, true, true},
      {"a document gone", {{"p3.md", std::nullopt}}, 1, true, true},
      {"a document gone that others name", {{"p2.md", std::nullopt}}, 2, true, true},
      {"a file renamed", {{"p1.md", std::nullopt}, {"a/p1.md", kFirst}}, 3, true, true},
      {"two exchanged", {{"p1.md", kThird}, {"p3.md", kFirst}}, 4, true, true},
      {"an id that nobody names", {{"p3.md", replaced(kThird, "P-03", "A-03")}}, 2, true, true},
      {"an id under its former one", {{"p1.md", same_line(replaced(kFirst, "P-01", "A-01"), "aliases: [P-01]\n")}}, 3, true, true},
      {"a number", {{"p3.md", same_line(kThird, "number: 手順-1\n")}}, 2, true, true},
      {"a kind", {{"p3.md", replaced(kThird, "procedure", "policy")}}, 2, true, true},
      {"a former id", {{"p3.md", same_line(kThird, "aliases: [P-00]\n")}}, 2, true, true},
      {"the form of a record", {{"form.md", replaced(kForm, "F-01", "F-02")}}, 2, true, true},
      {"a text that is no document any more", {{"p3.md", "覚え\n"}}, 1, true, true},
      {"a text that is no document", {{"memo.md", "覚え\n"}}, 1, true, false},

      {"the text of a chapter", {{"chapter.md", replaced(kChapter, "文。", "別の文。")}}, 3, false, false},
      {"a clause of a chapter", {{"chapter.md", replaced(kChapter, "文。", "文。\n\n# 中\n\n文。")}}, 4, true, false},
      {"what chapters take from their book", {{"book.md", replaced(kBook, "1.0", "1.1")}}, 4, true, false},
      {"a chapter more", {{"p3.md", same_line(kThird, "part_of: B-01\n")}}, 5, true, true},
      {"a chapter less", {{"last.md", replaced(kLast, "part_of: B-01\n", "")}}, 4, true, true},
      {"a new chapter", {{"more.md", document("B-04", "手引き第四章", "part_of: B-01\n", "# 付録\n\n文。\n")}}, 5, true, true},
      {"a chapter gone", {{"last.md", std::nullopt}}, 3, true, true},

      {"an included part", {{"parts/contact.md", "内線2。\n"}}, 1, false, false},
      {"an included part that leads elsewhere", {{"parts/contact.md", "[[P-03]]\n"}}, 2, true, false},
      {"the owner of a record", {{"records.yaml", replaced(kRecords, "甲", "乙")}}, 1, true, true},
      {"no form any more, of a record", {{"records.yaml", replaced(kRecords, ", form: F-00", "")}}, 1, true, true},
      {"what a term means", {{"glossary.yaml", replaced(kTerms, "条の文", "主な文")}, {"p3.md", replaced(kThird, "廃棄手順", "処分手順")}}, 2, true, true},
      {"the title of the statement of applicability", {{"soa.yaml", replaced(kStatement, "適用宣言書", "宣言")}}, 1, true, true},
      {"a picture", {{"assets/flow.svg", "<svg width=\"2\" height=\"1\"/>"}}, 0, false, false},
      {"a picture gone", {{"assets/flow.svg", std::nullopt}}, 2, true, false},
      {"a picture more", {{"assets/more.svg", "<svg/>"}}, 1, true, false},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    const Course course;
    cli::Loaded loaded = course.load();
    std::optional<resolve::Lookup> lookup(lookup_of(loaded));
    const auto edit = cli::edit_working(loaded, lookup, each.edited, base::in_order);
    REQUIRE(edit);
    CHECK(edit->errors.empty());
    CHECK(edit->read.size() == each.read);
    CHECK(edit->shows_elsewhere == each.shows_elsewhere);
    CHECK(edit->other_documents == each.other_documents);
    const std::string& first = each.edited.begin()->first;
    const bool is_asked_for = first == "memo.md" || first.starts_with("parts/") || first.starts_with("assets/");
    CHECK(edit->same_files == !is_asked_for);
    course.edit(each.edited);
    CHECK(state_of(loaded) == state_of(course.load()));

    // And back again.
    const Course before;
    cli::EditedFiles back;
    for (const auto& [path, bytes] : each.edited) {
      const bool known = std::filesystem::exists(before.folder.path / path);
      back.emplace(path, known ? std::optional(cli::read_file(before.folder.path / path)) : std::nullopt);
    }
    REQUIRE(cli::edit_working(loaded, lookup, back, base::in_order));
    CHECK(state_of(loaded) == state_of(before.load()));
  }
}

// The documents by their addresses: pages point to them.
std::string addresses_of(const cli::Loaded& loaded) {
  std::string addresses;
  for (const model::Document& document : loaded.working.handbook.documents) {
    addresses += fmt::format("{} {} {}\n", document.id.text.view(), static_cast<const void*>(&document), static_cast<const void*>(document.body.blocks.data()));
  }
  for (const auto& [path, bytes] : loaded.working_files) addresses += fmt::format("{} {}\n", path, static_cast<const void*>(&bytes));
  return addresses;
}

TEST_CASE("with errors the handbook stays as it was, wherever they are, and later edits count from there") {
  const Course course;
  course.edit({{"handbook.yaml", "title: 規程集\nlanguage: ja\nedition: \"1\"\n"}});
  cli::Loaded loaded = course.load();
  std::optional<resolve::Lookup> lookup(lookup_of(loaded));
  const std::string before = state_of(loaded), addresses = addresses_of(loaded);
  const std::pair<cli::EditedFiles, const char*> cases[] = {
      {{{"p1.md", "---\nid: [\n---\n"}}, "p1.md"},
      {{{"p1.md", document("P-01", "入退室管理手順", "", "## 目的\n\n[[P-09]]\n")}}, "p1.md"},
      {{{"p1.md", document("P-01", "別の手順", "", "## 別\n\n本文。\n")}}, "p2.md"},  // P-02 names a clause that has gone
      {{{"p1.md", std::nullopt}, {"p9.md", document("P-09", "第九手順", "", "文。\n")}}, "p2.md"},
      {{{"p1.md", document("P-07", "入退室管理手順", "", "## 目的 {#purpose}\n\n本文。\n")}}, "p2.md"},
      {{{"p9.md", document("P-09", "第九手順", "", "[[P-99]]\n")}, {"p3.md", replaced(kThird, "P-03", "A-03")}}, "p9.md"},
      {{{"form.md", std::nullopt}}, "records.yaml"},
      {{{"chapter.md", std::nullopt}}, "last.md"},
      {{{"assets/flow.svg", std::nullopt}}, "p4.md"},
      {{{"parts/contact.md", std::nullopt}}, "p4.md"},
  };
  for (const auto& [edited, where] : cases) {
    CAPTURE(edited.begin()->first, where);
    const auto edit = cli::edit_working(loaded, lookup, edited, base::in_order);
    REQUIRE(edit);
    REQUIRE_FALSE(edit->errors.empty());
    CHECK(edit->errors.front().path == where);
    CHECK(edit->read.empty());
    CHECK(state_of(loaded) == before);
    CHECK(addresses_of(loaded) == addresses);
  }
  const cli::EditedFiles good{{"p3.md", document("P-03", "点検手順", "", "## 目的\n\n廃棄する。\n")}, {"p9.md", document("P-09", "第九手順", "", "[[P-01]]\n")}};
  REQUIRE(cli::edit_working(loaded, lookup, good, base::in_order)->errors.empty());
  course.edit(good);
  CHECK(state_of(loaded) == state_of(course.load()));
}

TEST_CASE("an error that is allowed is none") {
  const Course course;
  course.edit({{"handbook.yaml", "title: 規程集\nlanguage: ja\nedition: \"1\"\n"}});
  cli::Loaded loaded = course.load();
  std::optional<resolve::Lookup> lookup(lookup_of(loaded));
  const auto edit = cli::edit_working(loaded, lookup, {{"p3.md", kThird + "\n<!-- kitei: allow unknown-document until 9999-12 -->\n[[P-09]]による。\n"}}, base::in_order);
  REQUIRE(edit);
  CHECK(edit->errors.empty());
}

TEST_CASE("what reaches further is left to a handbook that is read anew") {
  const Course course;
  cli::Loaded loaded = course.load();
  std::optional<resolve::Lookup> lookup(lookup_of(loaded));
  const std::string before = state_of(loaded), addresses = addresses_of(loaded);
  const cli::EditedFiles cases[] = {
      {{"p3.md", replaced(kThird, "P-03", "P-01")}},                       // two documents claim one id
      {{"p6.md", document("P-06", "第六手順", "aliases: [P-01]\n", "")}},
      {{"p3.md", replaced(kThird, "---\n\n", "part_of: B-09\n---\n\n")}},  // a part of nothing
      {{"book.md", std::nullopt}},
      {{"p1.md", document("P-01", "規程", "", "## 目的 {#purpose}\n\n本文。\n")}},  // too short to tell who names it
      {{"handbook.yaml", "title: 別の規程集\nlanguage: ja\n"}},
      {{"records.yaml", std::nullopt}},
      {{"records.yaml", replaced(kRecords, "台帳", "帳面")}},
      {{"records.yaml", "records: [\n"}},
      {{"records.yaml", replaced(kRecords, "甲", "乙")}, {"handbook.yaml", "title: 別\nlanguage: ja\n"}},
      {{"laws.yaml", "laws:\n  - {id: 民法, title: 民法}\n"}},
      {{"catalogs/c.yaml", "id: c\n"}},
  };
  for (const cli::EditedFiles& edited : cases) {
    CAPTURE(edited.begin()->first);
    CHECK_FALSE(cli::edit_working(loaded, lookup, edited, base::in_order));
    CHECK(state_of(loaded) == before);
    CHECK(addresses_of(loaded) == addresses);
  }
}

TEST_CASE("while a part waits for its head, only what brings no names is read alone") {
  const Course course;
  course.edit({{"waiting.md", document("W-02", "待つ章", "part_of: W-01\n", "文。\n")}});
  cli::Loaded loaded = course.load();
  std::optional<resolve::Lookup> lookup(lookup_of(loaded));
  const std::string before = state_of(loaded);
  CHECK_FALSE(cli::edit_working(loaded, lookup, {{"w1.md", document("W-01", "待たれる本", "", "文。\n")}}, base::in_order));
  CHECK_FALSE(cli::edit_working(loaded, lookup, {{"p3.md", replaced(kThird, "P-03", "W-01")}}, base::in_order));
  CHECK(state_of(loaded) == before);
  const cli::EditedFiles text{{"p3.md", replaced(kThird, "廃棄手順", "別の手順")}};
  CHECK(cli::edit_working(loaded, lookup, text, base::in_order));
  course.edit(text);
  CHECK(state_of(loaded) == state_of(course.load()));
}

TEST_CASE("more documents than there is room for are left to a handbook that is read anew") {
  const Course course;
  cli::Loaded loaded = course.load();
  loaded.working.handbook.documents.shrink_to_fit();
  std::optional<resolve::Lookup> lookup(lookup_of(loaded));
  const std::string addresses = addresses_of(loaded);
  CHECK_FALSE(cli::edit_working(loaded, lookup, {{"p9.md", document("P-09", "第九手順", "", "文。\n")}}, base::in_order));
  CHECK(addresses_of(loaded) == addresses);
}

}  // namespace
}  // namespace kitei
