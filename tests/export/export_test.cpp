#include <catch2/catch.hpp>

#include "adapters/json.h"
#include "export/change_text.h"
#include "export/csv.h"
#include "export/editions.h"
#include "export/handbook_json.h"

using namespace kitei;

namespace {

base::Date day(std::string_view text) { return base::parse_date(text).value(); }

model::Inlines words(std::string text) { return {{model::Text{std::move(text)}, {}}}; }
model::Block paragraph(std::string text) { return {model::Paragraph{words(std::move(text)), {}}, {}}; }

model::Edition sample() {
  model::Edition edition;
  edition.id = "2026.1";
  edition.record.emplace();
  edition.record->id = edition.id;
  edition.record->effective = day("2026-04-01");
  edition.status = model::EditionStatus::InForce;

  model::Handbook& handbook = edition.handbook;
  handbook.config.title = "情報セキュリティ規程集";
  handbook.config.organisation = "株式会社サンプル";
  model::Catalog catalog;
  catalog.id = "iso27001-2022";
  for (const auto& [id, title] : {std::pair{"5.1", "方針群"}, {"5.15", "アクセス制御"}, {"8.4", "ソースコード"}}) {
    model::Control control;
    control.id = id;
    control.title = title;
    catalog.index_by_key[id] = catalog.controls.size();
    catalog.controls.push_back(control);
  }
  handbook.catalogs.push_back(catalog);

  model::Document document;
  document.origin = "2026.1";
  document.id.text = "AB-P-515";
  document.number = "AB-標準-250503";
  document.kind = "procedure";
  document.title = "アクセス制御";
  document.version = model::parse_version("1.2");
  document.classification = "internal";
  document.effective_date = day("2026-04-01");
  document.owner = "情報管理者";
  document.approver = "社長";
  document.approved_date = day("2026-03-19");
  document.audience = {"staff"};
  document.controls = {{"5.15", {"iso27001-2022", "5.15"}, {}}, {"9.9", {}, {}}};
  document.sha256 = "ab12";
  model::ClauseEntry article;
  article.clause = {model::ClauseKind::Article, {"grant"}, {"art-3"}, "第3条", "第3条"};
  article.title = "付与";
  model::ClauseEntry item;
  item.clause = {model::ClauseKind::Item, {}, {"art-3-1-1"}, "(1)", "第3条第1項第1号"};
  document.clauses = {article, item};
  handbook.documents.push_back(document);
  handbook.index_by_id["ab-p-515"] = 0;
  handbook.implementers[{"iso27001-2022", "5.15"}] = {{0, {}}, {0, {"grant"}}};

  handbook.soa.emplace();
  handbook.soa->catalog = "iso27001-2022";
  handbook.soa->entries = {
      {"5.15", true, "=cmd|' /C calc'!A0", model::Implementation::Implemented, {}},
      {"8.4", false, "開発を\n行わない", model::Implementation::Unknown, {}},
  };
  return edition;
}

std::string handbook_json(const model::Handbook& handbook, const std::string& edition, const std::string& draft) {
  std::string text = exports::handbook_json_head(handbook.config, edition);
  exports::write_handbook_json_rest(handbook, draft, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace

TEST_CASE("editions as JSON and as a script") {
  model::Edition frozen = sample(), draft;
  frozen.id = "2026.1</script><!--";
  draft.id = "draft";
  CHECK(exports::editions_json({&frozen, &draft}) ==
        "[\n"
        "  {\n"
        "    \"id\": \"2026.1</script><!--\",\n"
        "    \"effective_date\": \"2026-04-01\",\n"
        "    \"status\": \"in-force\",\n"
        "    \"url\": \"2026.1%3C/script%3E%3C%21--/index.html\"\n"
        "  },\n"
        "  {\n"
        "    \"id\": \"draft\",\n"
        "    \"effective_date\": null,\n"
        "    \"status\": \"draft\",\n"
        "    \"url\": \"draft/index.html\"\n"
        "  }\n"
        "]\n");
  CHECK(exports::editions_js({&frozen}) ==
        "var KITEI_EDITIONS=[{\"id\":\"2026.1\\u003c/script\\u003e\\u003c!--\",\"effective_date\":\"2026-04-01\","
        "\"status\":\"in-force\",\"url\":\"2026.1%3C/script%3E%3C%21--/index.html\"}];\n");
  CHECK(exports::editions_js({}) == "var KITEI_EDITIONS=[];\n");
}

TEST_CASE("handbook.json holds every document and control") {
  CHECK(handbook_json(sample().handbook, sample().id, "draft") == R"json({"schema": 1, "edition": "2026.1", "title": "情報セキュリティ規程集", "organisation": "株式会社サンプル", "language": "ja",
 "documents": [
{"id": "AB-P-515", "number": "AB-標準-250503", "part_of": null, "kind": "procedure", "title": "アクセス制御",
 "version": "1.2", "status": "approved", "classification": "internal", "effective_date": "2026-04-01", "next_review": null, "owner": "情報管理者", "audience": ["staff"],
 "url": "procedure/AB-P-515.html", "docx": "../docx/2026.1/AB-P-515.docx",
 "controls": ["iso27001-2022:5.15"],
 "clauses": [
  {"id": "grant", "number": "第3条", "label": "第3条", "title": "付与"},
  {"id": "art-3-1-1", "number": "(1)", "label": "第3条第1項第1号", "title": ""}],
 "sha256": "ab12"}
],
 "controls": [
{"catalog": "iso27001-2022", "id": "5.1", "title": "方針群", "applicable": null, "status": null, "documents": []},
{"catalog": "iso27001-2022", "id": "5.15", "title": "アクセス制御", "applicable": true, "status": "implemented", "documents": ["AB-P-515"]},
{"catalog": "iso27001-2022", "id": "8.4", "title": "ソースコード", "applicable": false, "status": null, "documents": []}
]}
)json");
}

TEST_CASE("handbook.json is JSON whatever its documents say, and empty lists are lists") {
  model::Edition edition = sample();
  edition.handbook.documents[0].title = "\"],\n \"controls\": [\\ \x01";
  CHECK(adapters::parse_json(handbook_json(edition.handbook, "a\"b", "draft"), "a.json", "x").diagnostics.empty());
  const auto empty = adapters::parse_json(handbook_json({}, "x", "x"), "a.json", "x");
  REQUIRE(empty.diagnostics.empty());
  CHECK(empty.value.find("documents")->array()->empty());
  CHECK(empty.value.find("controls")->array()->empty());
}

TEST_CASE("handbook.json of a large handbook comes in pieces that are no longer than they need be") {
  model::Edition edition = sample();
  const model::Document one = edition.handbook.documents[0];
  while (edition.handbook.documents.size() < 1000) edition.handbook.documents.push_back(one);
  std::size_t pieces = 0, longest = 0;
  exports::write_handbook_json_rest(edition.handbook, "draft", [&](std::string_view piece) {
    ++pieces;
    longest = std::max(longest, piece.size());
  });
  const std::string text = handbook_json(edition.handbook, edition.id, "draft");
  CHECK(adapters::parse_json(text, "a.json", "x").value.find("documents")->array()->size() == 1000);
  CHECK(pieces > 5);
  CHECK(longest < text.size() / 5);
}

TEST_CASE("the Word file of a document lies under the edition that it came from") {
  model::Edition latest = sample();
  latest.id = "latest";
  const std::string json = handbook_json(latest.handbook, latest.id, "draft");
  CHECK(json.find("\"edition\": \"latest\"") != std::string::npos);
  CHECK(json.find("\"../docx/2026.1/AB-P-515.docx\"") != std::string::npos);
  latest.handbook.documents[0].origin.clear();
  CHECK(handbook_json(latest.handbook, latest.id, "2026.2").find("\"../docx/2026.2/AB-P-515.docx\"") != std::string::npos);
}

TEST_CASE("what was in force, with who approved that version") {
  model::Edition edition = sample();
  model::Revision revision;
  revision.version = model::parse_version("1.2");
  revision.approver = "経営会議";
  edition.handbook.documents[0].revisions.push_back(revision);
  const model::TimelineEntry entry{{"AB-P-515"}, model::parse_version("1.2"), "2026.1",
                                   "2026.2",     day("2026-04-01"),           {}};
  CHECK(exports::asof_json(day("2026-05-12"), {{&entry, &edition.handbook.documents[0]}}) == R"json({
  "schema": 1,
  "date": "2026-05-12",
  "documents": [
    {
      "id": "AB-P-515",
      "number": "AB-標準-250503",
      "title": "アクセス制御",
      "kind": "procedure",
      "version": "1.2",
      "edition": "2026.2",
      "from": "2026-04-01",
      "until": null,
      "owner": "情報管理者",
      "approver": "経営会議",
      "approved_date": "2026-03-19",
      "controls": [
        "iso27001-2022:5.15"
      ]
    }
  ]
}
)json");
}

TEST_CASE("cells of CSV are quoted where needed and never begin a formula") {
  struct Case {
    std::string cell, expected;
  };
  const std::vector<Case> cases{
      {"", ""},
      {"アクセス制御", "アクセス制御"},
      {"a,b", "\"a,b\""},
      {"a;b", "\"a;b\""},
      {"彼は\"可\"と言った", "\"彼は\"\"可\"\"と言った\""},
      {"二行\nの文", "\"二行\nの文\""},
      {" 空白", "\" 空白\""},
      {"=1+1", "'=1+1"},
      {"+81-3", "'+81-3"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"＝1+1", "'＝1+1"},
      {"\t=1", "\"'\t=1\""},
      {"=\"a\"", "\"'=\"\"a\"\"\""},
      {"5.15", "5.15"},
  };
  for (const Case& c : cases) CHECK(exports::csv({{c.cell, "x"}}) == "\xEF\xBB\xBF" + c.expected + ",x\r\n");
  CHECK(exports::csv({}) == "\xEF\xBB\xBF");
}

TEST_CASE("the statement of applicability as CSV, in the language of the handbook") {
  model::Edition edition = sample();
  CHECK(exports::soa_csv(edition.handbook) ==
        "\xEF\xBB\xBF"
        "管理策,題名,適用,理由,実施状況,該当文書\r\n"
        "5.1,方針群,,,,\r\n"
        "5.15,アクセス制御,適用,'=cmd|' /C calc'!A0,実施済,\"AB-標準-250503 (1.2, 2026-04-01); AB-標準-250503 第3条 "
        "(1.2, "
        "2026-04-01)\"\r\n"
        "8.4,ソースコード,除外,\"開発を\n行わない\",,\r\n");
  edition.handbook.config.language = base::Language::English;
  CHECK(exports::soa_csv(edition.handbook).find("Control,Title,Applicable,Reason,Status,Documents\r\n") == 3);
  edition.handbook.soa.reset();
  CHECK(exports::soa_csv(edition.handbook) ==
        "\xEF\xBB\xBF"
        "Control,Title,Applicable,Reason,Status,Documents\r\n");
}

TEST_CASE("a comparison as text") {
  using enum model::ChangeKind;
  model::EditionChange change{"2025.1", "2026.1", {}};
  CHECK(exports::change_text(change, base::Language::Japanese) == "2025.1 → 2026.1\n差異はありません\n");
  CHECK(exports::change_text(change, base::Language::English) == "2025.1 → 2026.1\nno differences\n");

  auto row = [](model::ChangeKind kind, std::string label) {
    model::ClauseChange made;
    made.kind = kind;
    made.label_before = made.label_after = std::move(label);
    return made;
  };
  model::ClauseChange same = row(Same, "第1条"), edited = row(Changed, "第2条"), added = row(Added, "第2条第2項"),
                      gone = row(Removed, "第4条"), moved = row(Moved, "第3条");
  edited.label_before = "第1条";
  edited.before = paragraph("毎年4月に行う。");
  edited.after = paragraph("毎年6月に行う。");
  edited.runs = {{model::Edit::Keep, words("毎年")},
                 {model::Edit::Delete, words("4")},
                 {model::Edit::Insert, words("6")},
                 {model::Edit::Keep, words("月に行う。")}};
  edited.attributes = {{"controls", "5.15", ""}};
  added.after = {model::CodeBlock{"", "一行目\n二行目\n"}, {}};
  gone.before = paragraph("削る。");
  gone.moved = true;
  moved.before = moved.after = paragraph("削る。");

  // A table of which one cell changed.
  auto table = [](std::vector<std::string> cells) {
    model::Table made;
    made.columns.resize(cells.size());
    made.rows.resize(1);
    for (std::string& cell : cells) made.rows[0].cells.push_back({words(std::move(cell)), 1, 1, {}});
    return model::Block{made, {}};
  };
  model::ClauseChange cell = row(Changed, ""), other = row(Same, ""), line = row(Changed, ""), whole = row(Changed, "");
  other.before = other.after = paragraph("申請書");
  cell.before = paragraph("3年");
  cell.after = paragraph("5年");
  cell.runs = {{model::Edit::Delete, words("3年")}, {model::Edit::Insert, words("5年")}};
  line.before = table({"申請書", "3年"});
  line.after = table({"申請書", "5年"});
  line.inside = {other, cell};
  whole.before = line.before;
  whole.after = line.after;
  whole.inside = {line};
  model::ClauseChange replaced = row(Changed, "");
  replaced.before = table({"a", "b"});
  replaced.after = table({"c", "d"});

  model::DocumentChange document;
  document.id.text = "AB-P-515";
  document.title = "アクセス制御";
  document.before = model::parse_version("1.1");
  document.after = model::parse_version("1.2");
  document.fields = {{"version", "1.1", "1.2"}, {"owner", "", "情報管理者"}, {"unheard-of", "a", "b"}};
  document.clauses = {same, edited, added, whole, replaced, moved, gone};
  model::ClauseChange note = row(Added, "");
  note.label_after = "1";
  note.after = {model::Quote{{paragraph("注記。")}}, {}};
  document.notes = {note};
  model::DocumentChange fresh, lost;
  fresh.id.text = "N";
  fresh.title = "新設";
  fresh.kind = Added;
  fresh.after = model::parse_version("1.0");
  lost.id.text = "O";
  lost.title = "旧";
  lost.kind = Removed;
  change.documents = {document, fresh, lost};
  CHECK(exports::change_text(change, base::Language::Japanese) ==
        "2025.1 → 2026.1\n"
        "\n"
        "AB-P-515 アクセス制御 (1.1 → 1.2)\n"
        "  文書責任者: （なし） → 情報管理者\n"
        "  unheard-of: a → b\n"
        "  第1条 → 第2条\n"
        "    毎年[-4-]{+6+}月に行う。\n"
        "    管理策: 5.15 → （なし）\n"
        "  第2条第2項\n"
        "    ＋ 一行目\n"
        "    ＋ 二行目\n"
        "    申請書 | [-3年-]{+5年+}\n"
        "    － a | b\n"
        "    ＋ c | d\n"
        "  第3条\n"
        "    ＋（移動）削る。\n"
        "  第4条\n"
        "    －（移動）削る。\n"
        "  注 1\n"
        "    ＋ 注記。\n"
        "\n"
        "N 新設 (新規 1.0)\n"
        "\n"
        "O 旧 (なくなりました)\n");
  CHECK(exports::change_text(change, base::Language::English).find("  owner: (none) → 情報管理者\n") !=
        std::string::npos);
}
