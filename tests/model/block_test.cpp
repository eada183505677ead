#include "model/block.h"

#include <catch2/catch.hpp>

using namespace kitei;
using namespace kitei::model;

namespace {

Inlines words(std::string text) { return {{Text{std::move(text)}, {}}}; }
Block paragraph(std::string text) { return {Paragraph{words(std::move(text)), {}}, {}}; }

// One of every kind of inline.
Inlines all_inlines() {
  Reference reference;
  reference.name = "5.15";
  reference.text = "5.15 アクセス制御";
  Markup markup;
  markup.content = words("上付き");
  Link link;
  link.destination = "a.md";
  link.content = words("規程");
  Image image;
  image.source = "x.png";
  image.alternative = words("図");
  return {{Text{"本文"}, {}},
          {SoftBreak{}, {}},
          {LineBreak{}, {}},
          {CodeSpan{"code"}, {}},
          {Emphasis{words("斜")}, {}},
          {Strong{words("太")}, {}},
          {Strikethrough{words("消")}, {}},
          {markup, {}},
          {link, {}},
          {image, {}},
          {reference, {}},
          {FootnoteReference{"a", 1, 1}, {}}};
}

// One of every kind of block.
Blocks all_blocks() {
  Heading heading;
  heading.content = words("見出し");
  heading.attributes.edit().id.text = "head";
  List list;
  list.items.push_back({{paragraph("項目一")}, {}, ListItem::kNoNumber, {}, {}});
  list.items.push_back({{paragraph("項目二")}, true, ListItem::kNoNumber, {}, {}});
  Table table;
  table.columns.resize(2);
  table.rows.resize(2);
  for (TableRow& row : table.rows) row.cells.resize(2);
  table.rows[0].cells[0].content = words("区分");
  table.rows[0].cells[1].content = words("期間");
  table.rows[1].cells[0].content = words("申請書");
  table.caption = Caption{words("保存期間"), {}, "表1"};
  Figure figure;
  figure.image.alternative = words("代替");
  figure.caption = Caption{words("構成"), {}, "図1"};
  return {{heading, {}},
          {Paragraph{all_inlines(), {}}, {}},
          {list, {}},
          {Quote{{paragraph("引用")}}, {}},
          {Alert{AlertKind::Warning, {paragraph("注意")}}, {}},
          {CodeBlock{"sh", "ls\n"}, {}},
          {table, {}},
          {figure, {}},
          {ThematicBreak{}, {}}};
}

}  // namespace

TEST_CASE("every kind equals itself, and no other") {
  const Inlines inlines = all_inlines();
  for (std::size_t i = 0; i < inlines.size(); ++i) {
    for (std::size_t j = 0; j < inlines.size(); ++j) CHECK((inlines[i] == inlines[j]) == (i == j));
  }
  const Blocks blocks = all_blocks();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for (std::size_t j = 0; j < blocks.size(); ++j) CHECK((blocks[i] == blocks[j]) == (i == j));
  }
}

TEST_CASE("equality is about what is said, not where") {
  Block a = paragraph("同じ"), b = a;
  b.position = {9, 9, 1};
  kitei::base::get<Paragraph>(b.node).content[0].position = {3, 3, 0};
  CHECK(a == b);
  kitei::base::get<Paragraph>(b.node).clause.edit().kind = ClauseKind::Paragraph;
  CHECK_FALSE(a == b);

  Body first, second;
  first.blocks = second.blocks = {paragraph("本文")};
  first.footnotes = {{"a", 1, 1, {paragraph("注")}, {}}};
  CHECK_FALSE(first == second);
  second.footnotes = {{"a", 2, 3, {paragraph("注")}, {7, 1, 0}}};
  CHECK(first == second);
  second.footnotes[0].content = {paragraph("別の注")};
  CHECK_FALSE(first == second);
}

TEST_CASE("an item prints its number as its list counts, or the number of its clause") {
  List list;
  list.ordered = true;
  list.marker = ListMarker::Circled;
  list.items.resize(3);
  list.items[1].number = 2;
  list.items[2].clause.edit().number = "(3)";
  CHECK(number_of(list, list.items[0]).empty());
  CHECK(number_of(list, list.items[1]) == "②");
  CHECK(number_of(list, list.items[2]) == "(3)");
  list.items[0].number = 0;  // of a list that begins at 0
  CHECK(number_of(list, list.items[0]) == "(0)");

  ListItem other = list.items[1];
  CHECK(other == list.items[1]);
  other.number = 3;
  CHECK_FALSE(other == list.items[1]);
}

TEST_CASE("tables differ by cells, spans, header rows and captions") {
  const Block table = all_blocks()[6];
  auto changed = [&](auto change) {
    Block copy = table;
    change(kitei::base::get<Table>(copy.node));
    return copy == table;
  };
  CHECK(changed([](Table&) {}));
  CHECK_FALSE(changed([](Table& t) { t.rows[1].cells[1].content = words("3年"); }));
  CHECK_FALSE(changed([](Table& t) { t.rows[1].cells[0].row_span = 2; }));
  CHECK_FALSE(changed([](Table& t) { t.rows.pop_back(); }));
  CHECK_FALSE(changed([](Table& t) { t.rows[0].cells.pop_back(); }));
  CHECK_FALSE(changed([](Table& t) { t.header_rows = 2; }));
  CHECK_FALSE(changed([](Table& t) { t.caption.reset(); }));
  CHECK_FALSE(changed([](Table& t) { t.columns[0] = Alignment::Right; }));
}

TEST_CASE("plain text is what is read") {
  CHECK(plain_text(all_inlines()) == "本文 \ncode斜太消上付き規程図5.15 アクセス制御");
  CHECK(plain_text(Inlines{}).empty());
  CHECK(plain_text(all_blocks()) ==
        "見出し\n"
        "本文 \ncode斜太消上付き規程図5.15 アクセス制御\n"
        "項目一\n項目二\n引用\n注意\nls\n"
        "保存期間\n区分\n期間\n申請書\n\n"
        "代替\n構成");
}

TEST_CASE("every inline and every list of inlines is visited in reading order") {
  Inlines inlines{{Strong{{{Emphasis{words("深い")}, {}}, {Text{"浅い"}, {}}}}, {}}, {Text{"後"}, {}}};
  std::size_t count = 0;
  std::string seen;
  for_each_inline(inlines, [&](Inline& node) {
    ++count;
    if (auto* text = kitei::base::get_if<Text>(&node.node)) {
      seen += text->text;
      text->text.append("。");
    }
  });
  CHECK(count == 5);
  CHECK(seen == "深い浅い後");
  CHECK(plain_text(inlines) == "深い。浅い。後。");

  const Blocks blocks = all_blocks();
  std::string lists;
  for_each_inlines(blocks,
                   [&](const Inlines& list) { lists += list.empty() ? "()" : plain_text({list.front()}) + "|"; });
  CHECK(lists == "見出し|本文|項目一|項目二|引用|注意|保存期間|区分|期間|申請書|()代替|構成|");
}

TEST_CASE("attributes are asked for by name") {
  Attributes attributes;
  attributes.classes = {"branch"};
  attributes.flags = {"landscape"};
  attributes.values = {{"controls", "5.17"}, {"effective", "2026-07-01"}};
  CHECK(attributes.has_class("branch"));
  CHECK_FALSE(attributes.has_class("landscape"));
  CHECK(attributes.has_flag("landscape"));
  REQUIRE(attributes.value("effective"));
  CHECK(*attributes.value("effective") == "2026-07-01");
  CHECK_FALSE(attributes.value("every"));
}

TEST_CASE("a text of several pieces knows where each of its bytes stands") {
  // 一行目 / {{ v }} = xyz / さらに, on three lines
  Text text{"一行目"};
  const base::Position begin{3, 5, 0};
  append_text(text, begin, Text{"二"}, {3, 14, 0});
  CHECK(text.pieces->empty());  // it stands right behind
  append_text(text, begin, Text{"xyz", std::vector<Text::Piece>{{0, {4, 1, 0}, true}}}, {4, 1, 0});
  append_text(text, begin, Text{"さらに"}, {5, 3, 0});
  const auto at = [&](std::size_t offset) {
    const base::Position p = position_in(text, begin, offset);
    return std::to_string(p.line) + ":" + std::to_string(p.column);
  };
  CHECK(at(0) == "3:5");
  CHECK(at(9) == "3:14");
  CHECK(at(12) == "4:1");
  CHECK(at(14) == "4:1");
  CHECK(at(15) == "5:3");
  CHECK(at(18) == "5:6");

  const Inline slice = slice_text(text, begin, 13, 21);
  CHECK(slice.position == base::Position{4, 1, 0});
  const auto& cut = kitei::base::get<Text>(slice.node);
  CHECK(cut.text == "yzさら");
  CHECK(position_in(cut, slice.position, 1) == base::Position{4, 1, 0});
  CHECK(position_in(cut, slice.position, 2) == base::Position{5, 3, 0});
  CHECK(position_in(cut, slice.position, 5) == base::Position{5, 6, 0});
  CHECK(Text{"a"} == Text{"a", std::vector<Text::Piece>{{0, {1, 1, 0}, true}}});
}
