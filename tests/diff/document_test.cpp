#include "diff/document.h"

#include <catch2/catch.hpp>
#include <functional>

#include "rebuild.h"

using namespace kitei;
using test::heading;
using test::paragraph;

namespace {

using model::Blocks;
using model::ChangeKind;

model::ListItem item(std::string_view text, Blocks more = {}) {
  model::ListItem made;
  made.content.push_back(paragraph(text));
  for (model::Block& block : more) made.content.push_back(std::move(block));
  return made;
}

model::Block list(std::vector<model::ListItem> items, bool ordered = true) {
  model::List made;
  made.ordered = ordered;
  made.items = std::move(items);
  return {std::move(made), {}};
}

model::Block table(const std::vector<std::vector<std::string>>& rows, std::string_view caption = "") {
  model::Table made;
  made.columns.resize(rows[0].size());
  for (const auto& row : rows) {
    model::TableRow made_row;
    for (const std::string& cell : row) {
      model::TableCell made_cell;
      made_cell.content = test::inlines(cell);
      made_row.cells.push_back(std::move(made_cell));
    }
    made.rows.push_back(std::move(made_row));
  }
  if (!caption.empty()) made.caption = model::Caption{test::inlines(caption), {}, ""};
  return {std::move(made), {}};
}

model::Document document(Blocks blocks, std::string version = "1.0") {
  model::Document made;
  made.id.text = "AB-P-515";
  made.title = "アクセス制御";
  made.version = model::parse_version(version);
  made.body.blocks = std::move(blocks);
  return made;
}

std::string compare(Blocks before, Blocks after) {
  const auto change = diff::diff_documents(document(std::move(before)), document(std::move(after)));
  return test::show(change.clauses);
}

}  // namespace

TEST_CASE("blocks are compared by what they are") {
  struct Case {
    std::string name;
    Blocks before, after;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"a paragraph word by word",
       {heading(1, "付与"), paragraph("利用者は申請書を**部長**に提出する。")},
       {heading(1, "付与"), paragraph("利用者は申請書を**情報管理者**に提出する。")},
       "= 付与\n"
       "~ 利用者は申請書を[-**部長**-]{+**情報管理者**+}に提出する。\n"},
      {"a list item by item, to any depth",
       {list({item("申請書を作成する。"), item("上長の承認を得る。", {list({item("電子承認"), item("書面")})}),
              item("保管する。")})},
       {list({item("申請書を作成する。"), item("利用期間を定める。"),
              item("上長の承認を得る。", {list({item("電子承認システム"), item("書面")})}), item("保管する。")})},
       "~ \n"
       "  = 申請書を作成する。\n"
       "  + 利用期間を定める。\n"
       "  ~ \n"
       "    = 上長の承認を得る。\n"
       "    ~ \n"
       "      ~ \n"
       "        ~ 電子承認{+システム+}\n"
       "      = 書面\n"
       "  = 保管する。\n"},
      {"a table row by row and cell by cell",
       {table({{"区分", "保存期間"}, {"申請書", "3年"}, {"点検記録", "1年"}})},
       {table({{"区分", "保存期間"}, {"申請書", "5年"}, {"入退室記録", "1年"}, {"点検記録", "1年"}})},
       "~ \n"
       "  = 区分/保存期間\n"
       "  ~ \n"
       "    = 申請書\n"
       "    ~ [-3-]{+5+}年\n"
       "  + 入退室記録/1年\n"
       "  = 点検記録/1年\n"},
      {"a row is known by its first cell, unless that is a running number",
       {table({{"区分", "頻度", "責任者"}, {"特権ID", "四半期", "情報システム部長"}, {"一般ID", "年次", "部門長"}}),
        table({{"番号", "記録"}, {"1", "アクセス権一覧"}, {"2", "入退室記録"}})},
       {table({{"区分", "頻度", "責任者"},
               {"特権ID", "毎月", "情報管理者"},
               {"共有ID", "四半期", "情報システム部長"},
               {"一般ID", "年次", "部門長"}}),
        table({{"番号", "記録"}, {"1", "点検記録"}, {"2", "アクセス権一覧"}, {"3", "入退室記録"}})},
       "~ \n"
       "  = 区分/頻度/責任者\n"
       "  ~ \n"
       "    = 特権ID\n"
       "    ~ [-四半期-]{+毎月+}\n"
       "    ~ 情報[-システム部長-]{+管理者+}\n"
       "  + 共有ID/四半期/情報システム部長\n"
       "  = 一般ID/年次/部門長\n"
       "~ \n"
       "  = 番号/記録\n"
       "  + 1/点検記録\n"
       "  ~ \n"
       "    ~ [-1-]{+2+}\n"
       "    = アクセス権一覧\n"
       "  ~ \n"
       "    ~ [-2-]{+3+}\n"
       "    = 入退室記録\n"},
      {"a table with other columns is another table",
       {table({{"区分", "期間"}, {"申請書", "3年"}})},
       {table({{"区分", "期間", "様式"}, {"申請書", "3年", "F-01"}})},
       "- 区分/期間/申請書/3年\n"
       "+ 区分/期間/様式/申請書/3年/F-01\n"},
      {"a caption",
       {table({{"a"}, {"b"}}, "記録の保存")},
       {table({{"a"}, {"b"}}, "記録の保存期間")},
       "~ \n  ~ 記録の保存{+期間+}\n  = a\n  = b\n"},
      {"code line by line",
       {{model::CodeBlock{"sh", "umask 022\nls\n"}, {}}},
       {{model::CodeBlock{"sh", "umask 027\nls\n"}, {}}},
       "~ [-umask 022\n-]{+umask 027\n+}ls\n\n"},
      {"a box",
       {{model::Alert{model::AlertKind::Note, {paragraph("鍵は毎日確認する。")}}, {}}},
       {{model::Alert{model::AlertKind::Warning, {paragraph("鍵は毎日必ず確認する。")}}, {}}},
       "~  {kind: note → warning}\n  ~ 鍵は毎日{+必ず+}確認する。\n"},
      {"a section that moved",
       {heading(1, "目的", "purpose"), paragraph("情報資産を守る。"), heading(1, "用語の定義", "terms"),
        paragraph("次による。"), heading(1, "適用範囲", "scope"), paragraph("全社に適用する。"),
        paragraph("委託先にも準用する。")},
       {heading(1, "目的", "purpose"), paragraph("情報資産を守る。"), heading(1, "適用範囲", "scope"),
        paragraph("全社に適用する。"), paragraph("委託先にも準用する。"), heading(1, "用語の定義", "terms"),
        paragraph("次による。")},
       "= 目的\n= 情報資産を守る。\n< 用語の定義\n< 次による。\n= 適用範囲\n= 全社に適用する。\n= "
       "委託先にも準用する。\n"
       "> 用語の定義\n> 次による。\n"},
      {"a heading's level", {heading(1, "罰則")}, {heading(2, "罰則")}, "~ 罰則 {level: 1 → 2}\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(compare(c.before, c.after) == c.expected);
    CHECK(("\n" + compare(c.after, c.after)).find_first_of("~<>") == std::string::npos);
  }
}

TEST_CASE("a clause number that shifted is no change, but both numbers are told") {
  auto article = [](std::string_view title, std::string number, std::string address) {
    model::Block block = heading(2, title);
    model::Clause& clause = base::get<model::Heading>(block.node).clause;
    clause.kind = model::ClauseKind::Article;
    clause.number = clause.label = std::move(number);
    clause.structural.text = std::move(address);
    return block;
  };
  const auto change = diff::diff_documents(
      document({article("目的", "第1条", "art-1"), article("罰則", "第2条", "art-2"), paragraph("処分する。")}),
      document({article("目的", "第1条", "art-1"), article("適用範囲", "第2条", "art-2"),
                article("罰則", "第3条", "art-3"), paragraph("処分する。")}));
  REQUIRE(change.clauses.size() == 4);
  CHECK(change.clauses[1].kind == ChangeKind::Added);
  for (const std::size_t i : {2u, 3u}) {
    CHECK(change.clauses[i].kind == ChangeKind::Same);
    CHECK(change.clauses[i].label_before == "第2条");
    CHECK(change.clauses[i].label_after == "第3条");
    CHECK(change.clauses[i].address.text == "art-3");
  }
}

TEST_CASE("an attribute that changed is told beside the words") {
  model::Block before = heading(1, "付与", "grant"), after = before;
  base::get<model::Heading>(before.node).attributes.edit().values = {{"controls", "5.15"}, {"every", "1y"}};
  base::get<model::Heading>(after.node).attributes.edit().values = {{"controls", "5.15 5.18"}};
  const auto change = diff::diff_documents(document({before}), document({after}));
  REQUIRE(change.clauses.size() == 1);
  CHECK(change.clauses[0].kind == ChangeKind::Changed);
  CHECK(change.clauses[0].attributes ==
        std::vector<model::FieldChange>{{"controls", "5.15", "5.15 5.18"}, {"every", "1y", ""}});
}

TEST_CASE("rows with other merged cells are replaced as a whole") {
  model::Block before = table({{"a", "b"}, {"申請書の写し", "三年間保存する"}});
  model::Block after = table({{"a", "b"}, {"申請書の写し", "五年間保存する"}});
  auto& cells = base::get<model::Table>(after.node).rows[1].cells;
  cells[0].column_span = 2;
  cells[1].column_span = cells[1].row_span = 0;
  const auto change = diff::diff_documents(document({before}), document({after}));
  const auto& row = change.clauses[0].inside[1];
  CHECK(row.kind == ChangeKind::Changed);
  CHECK(row.inside.empty());
  CHECK(row.runs.empty());
}

TEST_CASE("footnotes are compared by label, then by content") {
  auto note = [](std::string label, unsigned number, std::string_view text) {
    return model::Footnote{std::move(label), number, 1, {paragraph(text)}, {}};
  };
  model::Document before = document({paragraph("本文。")}), after = before;
  before.body.footnotes = {note("a", 1, "個人情報保護法をいう。"), note("b", 2, "別に定める。")};
  after.body.footnotes = {note("new", 1, "委託先を含む。"), note("a", 2, "改正個人情報保護法をいう。"),
                          note("c", 3, "別に定める。")};
  const auto change = diff::diff_documents(before, after);
  CHECK(change.kind == ChangeKind::Changed);
  CHECK(test::show(change.notes) ==
        "+ 委託先を含む。\n"
        "~ \n"
        "  ~ {+改正+}個人情報保護法をいう。\n"
        "= 別に定める。\n");
  CHECK(change.notes[1].label_before == "1");
  CHECK(change.notes[1].label_after == "2");
  CHECK(change.notes[1].address.text == "a");
}

TEST_CASE("front matter is compared key by key") {
  model::Document before = document({}), after = document({}, "1.1");
  after.title = "アクセス管理";
  after.owner = "情報管理者";
  after.status = model::Status::Retired;
  after.effective_date = base::parse_date("2026-04-01");
  before.audience = {"staff"};
  after.audience = {"staff", "admins"};
  before.controls = {{"5.15", {"iso27001-2022", "5.15"}, {}}};
  after.controls = {{"iso27001-2022:5.15", {"iso27001-2022", "5.15"}, {}}, {"9.99", {}, {}}};
  after.implements = {{{"AB-R-04"}, model::parse_version("1.1"), false, {}}};
  after.records = {{"アクセス権一覧", "D-12", {}}};
  after.moved_to = {{"old", "AB-P-516#new"}};
  after.approval = {"稟議2026-031", "電子承認", base::parse_date("2026-03-19")};
  // Both only tell about changes.
  after.revisions.resize(1);
  after.reviews.resize(1);
  const std::vector<model::FieldChange> expected{
      {"title", "アクセス制御", "アクセス管理"},
      {"version", "1.0", "1.1"},
      {"status", "approved", "retired"},
      {"owner", "", "情報管理者"},
      {"approval", "", "稟議2026-031, 電子承認, 2026-03-19"},
      {"effective_date", "", "2026-04-01"},
      {"audience", "staff", "staff, admins"},
      {"controls", "iso27001-2022:5.15", "iso27001-2022:5.15, 9.99"},
      {"implements", "", "AB-R-04@1.1"},
      {"moved_to", "", "old → AB-P-516#new"},
      {"records", "", "アクセス権一覧"},
  };
  CHECK(diff::diff_fields(before, after) == expected);
  CHECK(diff::diff_documents(before, after).kind == ChangeKind::Changed);
  CHECK(diff::diff_fields(after, after).empty());
}

TEST_CASE("editions list what differs, in the order of the new handbook, removed documents last") {
  auto named = [](std::string id, std::string_view text, std::vector<model::DocumentId> aliases = {}) {
    model::Document made = document({paragraph(text)});
    made.id.text = made.number = std::move(id);
    made.aliases = std::move(aliases);
    return made;
  };
  model::Edition before, after;
  before.id = "2025.1";
  after.id = "2026.1";
  before.handbook.documents = {named("P-1", "情報資産を守る。"), named("P-2", "入退室を管理する。"),
                               named("P-3", "鍵を保管する。"), named("P-4", "廃棄は溶解による。")};
  after.handbook.documents = {named("P-9", "委託先を評価する。"), named("p-1", "情報資産を守る。"),
                              named("P-2", "入退室を記録する。"), named("P-30", "鍵を保管する。", {{"P-3"}})};
  const auto change = diff::diff_editions(before, after);
  CHECK(change.from == "2025.1");
  CHECK(change.to == "2026.1");
  std::string shown;
  for (const auto& document : change.documents) {
    shown +=
        document.id.text + " " + std::to_string(static_cast<int>(document.kind)) + "\n" + test::show(document.clauses);
  }
  CHECK(shown ==
        "P-9 1\n+ 委託先を評価する。\n"
        "p-1 3\n= 情報資産を守る。\n"
        "P-2 3\n~ 入退室を[-管理-]{+記録+}する。\n"
        "P-30 3\n= 鍵を保管する。\n"
        "P-4 2\n- 廃棄は溶解による。\n");
  CHECK(diff::diff_editions(before, before).documents.empty());

  // Those that are known to be untouched need no text.
  for (model::Document& document : before.handbook.documents) {
    if (document.id.text == "P-1") document.body = {};
  }
  CHECK(diff::diff_editions(before, after).documents.size() == change.documents.size());
  after.untouched = {"p-1"};
  CHECK(diff::diff_editions(before, after).documents.size() == change.documents.size() - 1);

  // Of others a change may be known: they are not compared, and stand in the same places.
  std::map<std::string, model::DocumentChange> known;
  for (const char* id : {"P-2", "P-30", "P-4"}) {
    const auto found = std::find_if(change.documents.begin(), change.documents.end(), [&](const auto& each) { return each.id.text == id; });
    known[id] = {found->id, found->title, found->kind, found->before, found->after, found->bookkeeping, {}, {}, {}};
  }
  known["P-30"].kind = model::ChangeKind::Same;  // no change
  const auto again = diff::diff_editions(before, after, [&](const model::DocumentId& id) {
    const auto found = known.find(id.text.str());
    return found == known.end() ? nullptr : &found->second;
  });
  std::string summary;
  for (const auto& document : again.documents) {
    summary += document.id.text + " " + std::to_string(static_cast<int>(document.kind)) + " " + std::to_string(document.clauses.size()) + "\n";
  }
  CHECK(summary == "P-9 1 1\nP-2 3 0\nP-4 2 0\n");
}

TEST_CASE("dates of reviews and relations alone are bookkeeping, no change that readers must know of") {
  const model::Document before = document({paragraph("長さは8文字以上とする。")});
  struct Case {
    std::string name;
    std::function<void(model::Document&)> edit;
    bool bookkeeping;
  };
  const std::vector<Case> cases{
      {"next review", [](auto& d) { d.next_review = base::parse_date("2027-03-31"); }, true},
      {"last review and a tag", [](auto& d) { d.review_cycle_months = 12, d.tags = {"認証"}; }, true},
      {"a relation", [](auto& d) { d.related.push_back({{"AB-P-516"}, {}, false, {}}); }, true},
      {"the owner", [](auto& d) { d.owner = "総務部長"; }, false},
      {"the end", [](auto& d) { d.status = model::Status::Retired; }, false},
      {"a version", [](auto& d) { d.version = model::parse_version("1.1"); }, false},
      {"the text", [](auto& d) { d.body.blocks = {paragraph("長さは12文字以上とする。")}; }, false},
      {"the revision table beside a review date",
       [](auto& d) {
         d.next_review = base::parse_date("2027-03-31");
         d.revisions.emplace_back().version = d.version;
       },
       false},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    model::Document after = before;
    c.edit(after);
    const model::DocumentChange change = diff::diff_documents(before, after);
    CHECK(change.kind == ChangeKind::Changed);
    CHECK(change.bookkeeping == c.bookkeeping);
  }
  CHECK_FALSE(diff::added_document(before).bookkeeping);
  CHECK_FALSE(diff::removed_document(before).bookkeeping);
}
