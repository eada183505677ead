// What the pages of a comparison show for each kind of change. The changes are made by hand, as model/change.h
// describes.
#include <catch2/catch.hpp>

#include "render/html/sample.h"
#include "support/blocks.h"

namespace kitei::test {
namespace {

using model::ChangeKind;
using model::ClauseChange;
using model::Edit;

ClauseChange row(ChangeKind kind, std::optional<model::Block> before, std::optional<model::Block> after) {
  ClauseChange change;
  change.kind = kind;
  change.before = std::move(before);
  change.after = std::move(after);
  return change;
}

ClauseChange same(model::Block block) { return row(ChangeKind::Same, block, block); }
ClauseChange added(model::Block block) { return row(ChangeKind::Added, std::nullopt, std::move(block)); }
ClauseChange removed(model::Block block) { return row(ChangeKind::Removed, std::move(block), std::nullopt); }

ClauseChange reworded(model::Block before, model::Block after, std::vector<model::Run> runs) {
  ClauseChange change = row(ChangeKind::Changed, std::move(before), std::move(after));
  change.runs = std::move(runs);
  return change;
}

// 「甲を乙に」: one word replaced by another.
ClauseChange one_word(model::Block (*make)(std::string)) {
  return reworded(make("甲である。"), make("乙である。"),
                  {{Edit::Delete, text("甲")}, {Edit::Insert, text("乙")}, {Edit::Keep, text("である。")}});
}

model::Block plain(std::string words) { return paragraph(std::move(words)); }
model::Block one_item(std::string words) { return list(true, {item({paragraph(std::move(words))})}); }

model::Block one_row(std::vector<std::string> cells, unsigned header_rows) {
  model::Table table;
  table.columns.assign(cells.size(), model::Alignment::None);
  table.header_rows = header_rows;
  model::TableRow made;
  for (std::string& cell : cells) {
    made.cells.emplace_back();
    made.cells.back().content = text(std::move(cell));
  }
  table.rows = {std::move(made)};
  return {std::move(table), {}};
}

// The part of a comparison's page between two marks: the redline, or the table of both sides.
struct Shown {
  std::string redline;
  std::string sides;
};

Shown show(std::vector<ClauseChange> clauses, std::vector<ClauseChange> notes = {}) {
  static const Sample sample = make_sample();
  render::html::SiteInput input = sample.input();
  input.changes[0].documents[0].clauses = std::move(clauses);
  input.changes[0].documents[0].notes = std::move(notes);
  for (const render::html::Page& page : render::html::plan_pages(std::move(input), sample.templates)) {
    if (page.path != "changes/2025.1_2026.1/AB-P-516.html") continue;
    const base::Read<std::string> read = page.render();
    CHECK(read.diagnostics.empty());
    const std::size_t table = read.value.find("id=\"page-table\"");
    const std::size_t start = read.value.find("<div class=\"text redline\">");
    return {read.value.substr(start, table - start), table == std::string::npos ? "" : read.value.substr(table)};
  }
  return {};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("words of paragraphs and headings") {
  const Shown shown = show(
      {one_word(plain), reworded(heading(1, "旧題"), heading(1, "新題"),
                                 {{Edit::Delete, text("旧")}, {Edit::Insert, text("新")}, {Edit::Keep, text("題")}})});
  CHECK(has(shown.redline, "<p class=\"diff-changed\"><del>甲</del><ins>乙</ins>である。</p>"));
  CHECK(has(shown.redline, "<h2 class=\"diff-changed\"><del>旧</del><ins>新</ins>題</h2>"));
  CHECK(has(shown.sides, "<td><p class=\"diff-changed\"><ins>乙</ins>である。</p>"));
  CHECK(has(shown.sides, "<td><p class=\"diff-changed\"><del>甲</del>である。</p>"));
}

TEST_CASE("long stretches without a change are folded, the text beside a change stays") {
  std::vector<ClauseChange> clauses;
  for (int i = 0; i < 8; ++i) clauses.push_back(same(plain("段落" + std::to_string(i))));
  clauses.push_back(added(plain("追加")));
  for (int i = 8; i < 16; ++i)
    clauses.push_back(same(i == 14 ? heading(1, "見出し") : plain("段落" + std::to_string(i))));
  clauses.push_back(removed(plain("削除")));
  for (int i = 16; i < 19; ++i) clauses.push_back(same(plain("段落" + std::to_string(i))));
  const Shown shown = show(std::move(clauses));
  CHECK(count(shown.redline, "<details class=\"diff-fold\">") == 2);
  CHECK(has(shown.redline, "変更のない箇所（7項目）"));  // 0 – 6; 7 stands before the addition
  CHECK(has(shown.redline, "変更のない箇所（5項目）"));  // 9 – 13; the heading and 15 stand before the removal
  CHECK(has(shown.redline, "</details>\n<h2"));
  CHECK(has(shown.redline, "<ins class=\"diff-block\"><p>追加</p>\n</ins>\n<p>段落8</p>"));
  CHECK(has(shown.redline, "<p>段落18</p>"));
  CHECK(count(shown.sides, "段落") == 0);
}

TEST_CASE("lists by their items, with their own numbers") {
  ClauseChange change = row(ChangeKind::Changed, one_item("甲である。"), one_item("乙である。"));
  ClauseChange inside = row(ChangeKind::Changed, one_item("甲である。"), one_item("乙である。"));
  base::get<model::List>(inside.after->node).items[0].clause.edit().number = "(1)";
  inside.inside = {one_word(plain)};
  change.inside = {same(one_item("そのまま")), std::move(inside), added(one_item("新しい号")),
                   removed(one_item("古い号"))};
  base::get<model::List>(change.after->node).items[0].clause.edit().number = "(1)";
  const Shown shown = show({std::move(change)});
  CHECK(has(shown.redline,
            "<ol class=\"numbered\">\n<li><p>そのまま</p>\n</li>\n<li><span class=\"number\">(1)</span> <p "
            "class=\"diff-changed\">"));
  CHECK(has(shown.redline, "<li><ins class=\"diff-block\"><p>新しい号</p>\n</ins></li>"));
  CHECK(has(shown.redline, "<li><del class=\"diff-block\"><p>古い号</p>\n</del></li>"));
  CHECK(has(shown.sides, "<li class=\"omitted\">（略）</li>"));
  CHECK(count(shown.sides, "新しい号") == 1);
  CHECK(count(shown.sides, "古い号") == 1);
}

TEST_CASE("tables by their rows and cells; a side shows the header and the changed rows") {
  ClauseChange change = row(ChangeKind::Changed, one_row({"区分", "文字数"}, 1), one_row({"区分", "文字数"}, 1));
  ClauseChange cells = row(ChangeKind::Changed, one_row({"一般", "甲である。"}, 0), one_row({"一般", "乙である。"}, 0));
  cells.inside = {same(plain("一般")), one_word(plain)};
  change.inside = {same(one_row({"区分", "文字数"}, 1)), std::move(cells),
                   same(one_row({"特権", "16"}, 0)),     same(one_row({"共有", "16"}, 0)),
                   added(one_row({"来客", "8"}, 0)),     removed(one_row({"旧式", "4"}, 0))};
  const Shown shown = show({std::move(change)});
  CHECK(has(shown.redline, "<th scope=\"col\">区分</th><th scope=\"col\">文字数</th>"));
  CHECK(has(shown.redline, "<tr><td>一般</td><td><del>甲</del><ins>乙</ins>である。</td></tr>"));
  CHECK(has(shown.redline, "<tr class=\"diff-added\"><td><ins>来客</ins></td><td><ins>8</ins></td></tr>"));
  CHECK(has(shown.redline, "<tr class=\"diff-removed\"><td><del>旧式</del></td><td><del>4</del></td></tr>"));
  CHECK(has(shown.redline, "特権"));
  CHECK_FALSE(has(shown.sides, "特権"));
  CHECK(count(shown.sides, "<tr><td class=\"omitted\" colspan=\"2\">（略）</td></tr>") == 2);
  CHECK(count(shown.sides, "来客") == 1);
}

TEST_CASE("notes under a table stand under it, with their marks") {
  auto one_note = [](std::string words) {
    model::Table table;
    table.notes.resize(1);
    table.notes[0].mark = "※1";
    table.notes[0].content = text(std::move(words));
    return model::Block{std::move(table), {}};
  };
  ClauseChange change = row(ChangeKind::Changed, one_row({"区分"}, 0), one_row({"区分"}, 0));
  ClauseChange words = row(ChangeKind::Changed, one_note("甲である。"), one_note("乙である。"));
  words.runs = one_word(plain).runs;
  change.inside = {same(one_row({"区分"}, 0)), std::move(words), same(one_note("そのまま")), added(one_note("新しい注")),
                   removed(one_note("古い注"))};
  const Shown shown = show({std::move(change)});
  CHECK(has(shown.redline,
            "</table></div>\n<ul class=\"table-notes\">\n<li>※1 <del>甲</del><ins>乙</ins>である。</li>\n<li>※1 そのまま</li>\n"
            "<li><ins>※1 新しい注</ins></li>\n<li><del>※1 古い注</del></li>\n</ul>\n"));
  CHECK(has(shown.sides, "<li>※1 <del>甲</del>である。</li>"));
  CHECK(has(shown.sides, "<li>※1 <ins>乙</ins>である。</li>"));
  CHECK(count(shown.sides, "新しい注") == 1);
  CHECK(count(shown.sides, "古い注") == 1);
}

TEST_CASE("terms by their groups: words compared one by one, or a group as a whole") {
  auto group = [](std::string term, std::string definition) {
    model::DefinitionList list;
    list.items.resize(1);
    list.items[0].terms = {text(std::move(term))};
    list.items[0].definitions = {text(std::move(definition))};
    return model::Block{std::move(list), {}};
  };
  ClauseChange change = row(ChangeKind::Changed, group("用語", "甲である。"), group("用語", "乙である。"));
  ClauseChange words = row(ChangeKind::Changed, group("用語", "甲である。"), group("用語", "乙である。"));
  words.inside = {same(plain("用語")), one_word(plain)};
  ClauseChange moved = row(ChangeKind::Moved, group("動く", "語"), group("動く", "語"));
  change.inside = {std::move(words), same(group("同じ", "まま")), added(group("新語", "説明")), removed(group("旧語", "説明")), std::move(moved)};
  const Shown shown = show({std::move(change)});
  CHECK(has(shown.redline, "<dl>\n<dt>用語</dt>\n<dd><del>甲</del><ins>乙</ins>である。</dd>\n<dt>同じ</dt>\n<dd>まま</dd>\n"));
  CHECK(has(shown.redline, "<dt><ins>新語</ins></dt>\n<dd><ins>説明</ins></dd>\n<dt><del>旧語</del></dt>\n<dd><del>説明</del></dd>\n"));
  CHECK(has(shown.redline, "<dt class=\"diff-note\">ここへ移動</dt>\n<dt><ins>動く</ins></dt>"));
  CHECK(has(shown.sides, "<dt class=\"omitted\">（略）</dt>"));
  CHECK(count(shown.sides, "新語") == 1);
  CHECK(count(shown.sides, "旧語") == 1);
  CHECK(count(shown.sides, "動く") == 1);
}

TEST_CASE("moved blocks say where from and where to") {
  ClauseChange away = removed(plain("移る段落"));
  away.moved = true;
  ClauseChange here = row(ChangeKind::Moved, plain("移る段落"), plain("移る段落"));
  const Shown shown = show({std::move(away), std::move(here)});
  CHECK(
      has(shown.redline, "<p class=\"diff-note\">ここから移動</p>\n<del class=\"diff-block\"><p>移る段落</p>\n</del>"));
  CHECK(has(shown.redline, "<p class=\"diff-note\">ここへ移動</p>\n<p>移る段落</p>"));
}

TEST_CASE("code by its lines; what cannot be compared inside is shown as replaced; attributes and notes too") {
  ClauseChange code =
      reworded({model::CodeBlock{"", "a\n<b>\n"}, {}}, {model::CodeBlock{"", "a\n<c>\n"}, {}},
               {{Edit::Keep, text("a\n")}, {Edit::Delete, text("<b>\n")}, {Edit::Insert, text("<c>\n")}});
  ClauseChange whole = row(ChangeKind::Changed, plain("前"), plain("後"));
  whole.attributes = {{"class", "old<", "new"}};
  ClauseChange note = row(ChangeKind::Changed, model::Block{model::Quote{{plain("甲である。")}}, {}},
                          model::Block{model::Quote{{plain("乙である。")}}, {}});
  note.inside = {one_word(plain)};
  const Shown shown = show({std::move(code), std::move(whole)}, {std::move(note)});
  CHECK(has(shown.redline,
            "<pre class=\"diff-changed\"><code>a\n<del>&lt;b&gt;\n</del><ins>&lt;c&gt;\n</ins></code></pre>"));
  CHECK(has(shown.redline, "<code>class</code>: <del>old&lt;</del> <ins>new</ins>"));
  CHECK(has(shown.redline, "<del class=\"diff-block\"><p>前</p>\n</del>\n<ins class=\"diff-block\"><p>後</p>"));
  CHECK(has(shown.redline,
            "<h2>注</h2>\n<blockquote>\n<p class=\"diff-changed\"><del>甲</del><ins>乙</ins>である。</p>"));
}

}  // namespace kitei::test
