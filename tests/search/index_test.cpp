// The index against a slow oracle: which documents have which grams.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "search/encode.h"
#include "search/fold.h"
#include "search/index.h"
#include "search/text.h"
#include "support/blocks.h"

namespace kitei::search {
namespace {

model::Inline text(std::string words) { return {model::Text{std::move(words)}, {}}; }
model::Block paragraph(model::Inlines inlines) {
  model::Paragraph made;
  made.content = std::move(inlines);
  return {std::move(made), {}};
}
model::Block heading(std::string address, std::string number, std::string title) {
  model::Heading made;
  made.content = {text(std::move(title))};
  made.clause.address.text = std::move(address);
  made.clause.number = std::move(number);
  return {std::move(made), {}};
}
model::Document document(std::string id, std::string title, model::Blocks blocks) {
  model::Document made;
  made.id.text = id;
  made.number = id;
  made.title = std::move(title);
  made.kind = "procedure";
  made.body.blocks = std::move(blocks);
  return made;
}

model::Handbook handbook() {
  model::Handbook made;
  made.config.kinds = {{"policy", {"Policy", "基本方針"}, model::BaseKind::Policy, "", model::Scheme::Outline},
                       {"procedure", {"Procedure", "実施手順"}, model::BaseKind::Procedure, "", model::Scheme::Outline}};
  return made;
}

std::uint32_t value_of(char c) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return static_cast<std::uint32_t>(kDigits.find(c));
}

// The lists of a shard file, read as the page reads them: key → document numbers.
std::map<std::string, std::vector<std::uint32_t>> lists_of(const std::string& file) {
  std::map<std::string, std::vector<std::uint32_t>> lists;
  std::size_t at = file.find('"', file.find(',')) + 1;
  while (file[at] == ' ' && file[at + 1] != '"') {
    const std::string key = file.substr(at + 1, 4);
    std::vector<std::uint32_t>& numbers = lists[key];
    at += 5;
    if (file[at] == '!') {
      for (std::uint32_t number = 0; file[++at] != ' '; number += 6) {
        for (std::uint32_t bit = 0; bit < 6; ++bit) {
          if (value_of(file[at]) >> bit & 1) numbers.push_back(number + bit);
        }
      }
      continue;
    }
    std::uint32_t next = 0, gap = 0, shift = 0;
    for (; file[at] != ' '; ++at) {
      gap |= (value_of(file[at]) & 31) << shift;
      shift += 5;
      if (value_of(file[at]) & 32) continue;
      numbers.push_back(next + gap);
      next += gap + 1;
      gap = shift = 0;
    }
  }
  return lists;
}

// Documents whose grams come from a fixed sequence, some of them in nearly all documents.
std::vector<DocumentIndex> many(std::size_t count) {
  std::vector<DocumentIndex> made(count);
  std::uint32_t state = 12345;
  auto next = [&] { return state = state * 1664525u + 1013904223u; };
  for (std::size_t i = 0; i < count; ++i) {
    made[i].id = "D-" + std::to_string(i);
    made[i].kind = "procedure";
    made[i].number = made[i].id;
    made[i].record = "[\"\",\"x\",[]]";
    std::set<std::uint32_t> grams{1u, 0xFFFFFFFFu};
    for (int k = 0; k < 40; ++k) grams.insert((next() >> 8) % 50 * 85899345u + 7);
    for (int k = 0; k < 40; ++k) grams.insert(next() | 1u);
    if (i % 3 != 0) grams.insert(0x80000000u);
    made[i].grams.assign(grams.begin(), grams.end());
  }
  return made;
}

TEST_CASE("every gram's list names exactly the documents that have it") {
  for (const std::size_t count : {std::size_t{1}, std::size_t{5}, std::size_t{70}, std::size_t{333}}) {
    const std::vector<DocumentIndex> made = many(count);
    const Documents documents = in_order(made);
    const Layout layout = layout_of(documents);
    std::map<std::pair<std::size_t, std::string>, std::vector<std::uint32_t>> expected;
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
      for (const std::uint32_t gram : documents[i]->grams) {
        std::string key;
        append_key(key, gram);
        expected[{gram >> (32 - layout.shard_bits), key}].push_back(i);
      }
    }
    std::map<std::pair<std::size_t, std::string>, std::vector<std::uint32_t>> found;
    for (std::size_t shard = 0; shard < layout.shards(); ++shard) {
      const std::string file = shard_files(documents, layout, shard, 1).front();
      for (auto& [key, numbers] : lists_of(file)) found[{shard, key}] = numbers;
      CHECK(shard_files(documents, layout, 0, layout.shards())[shard] == file);
    }
    CHECK(found == expected);
  }
}

TEST_CASE("a document's index holds title, number, body, ids and controls, but no generated number") {
  model::Handbook book = handbook();
  model::Catalog catalog;
  catalog.id = "iso";
  catalog.mentions = {"管理策 {id}", "A.{id}"};
  book.catalogs.push_back(catalog);
  model::Document made = document("TJ-01", "アクセス制御", {heading("grant", "第3条", "権限の付与"), paragraph({text("申請を受ける。")})});
  made.number = "手順 401";
  made.aliases = {{"OLD-9"}};
  made.controls = {{"5.15", {"iso", "5.15"}, {}}};
  const DocumentIndex index = index_document(made, book);
  auto has = [&](Field field, std::string_view words) {
    const std::u16string folded = fold(words);
    return std::binary_search(index.grams.begin(), index.grams.end(), gram_of(field, folded));
  };
  CHECK(has(Field::Text, "アクセス"));
  CHECK(has(Field::Title, "アクセス"));
  CHECK(has(Field::Text, "401"));
  CHECK(has(Field::Text, "申請"));
  CHECK(has(Field::Heading, "付与"));
  CHECK_FALSE(has(Field::Heading, "申請"));
  CHECK_FALSE(has(Field::Text, "第3"));
  CHECK_FALSE(has(Field::Text, "ol"));
  for (const char* word : {"TJ-01", "OLD-9", "5.15", "A.5.15", "Ａ．５．１５", "iso:5.15"}) CHECK(has(Field::Keyword, word));
  CHECK_FALSE(has(Field::Keyword, "5.1"));
  CHECK(index.record == "[\"手順 401\",\"アクセス制御\",[[\"grant\",\"第3条\",\"権限の付与\",\"申請を受ける。\"]]]");
  CHECK(std::is_sorted(index.grams.begin(), index.grams.end()));
}

TEST_CASE("the text of a clause has cells, captions, boxes, code and footnotes; ruby once, with its reading apart") {
  model::Table table;
  table.columns = {model::Alignment::None};
  model::TableRow row;
  row.cells.resize(1);
  table.rows = {row};
  table.caption = model::Caption{{text("一覧")}, {}, "表1"};
  model::Markup ruby{model::MarkupTag::Ruby, {text("規程"), {model::Markup{model::MarkupTag::RubyParenthesis, {text("(")}}, {}}, {model::Markup{model::MarkupTag::RubyText, {text("きてい")}}, {}}}};
  model::Alert alert;
  alert.content = {paragraph({text("注意書き")})};
  model::Body body;
  body.blocks = {paragraph({text("前文")}), heading("a", "1", "一"), {table, {}}, {alert, {}}, {model::CodeBlock{"", "usb = deny\n"}, {}},
                 paragraph({{ruby, {}}, text("を守る")})};
  model::Footnote note;
  note.content = {paragraph({text("脚注の文")})};
  body.footnotes = {note};
  const std::vector<Clause> clauses = clauses_of(body);
  REQUIRE(clauses.size() == 2);
  CHECK(clauses[0].address.empty());
  CHECK(clauses[0].text == "前文");
  CHECK(clauses[1].text == "一覧\n注意書き\nusb = deny\n規程を守る\nきてい\n脚注の文");
}

TEST_CASE("an edit changes the shards of the grams that came or went, and no other file but its group") {
  std::vector<DocumentIndex> made = many(300);
  const model::Handbook book = handbook();
  const EditionIndex before = write_index(in_order(made), book, base::in_order);
  const DocumentIndex old = made[17];
  made[17].record = "[\"\",\"y\",[]]";
  made[17].grams.push_back(0xFFFFFFFFu);  // has it already
  std::set<std::uint32_t> grams(made[17].grams.begin(), made[17].grams.end());
  grams.erase(*std::next(grams.begin(), 3));
  grams.insert(123456789u);
  made[17].grams.assign(grams.begin(), grams.end());
  const Documents documents = in_order(made);
  const EditionIndex after = write_index(documents, book, base::in_order);
  REQUIRE(before.files.size() == after.files.size());
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < after.files.size(); ++i) {
    if (after.files[i].path != before.files[i].path) changed.push_back(i);
  }
  const Layout layout = layout_of(documents);
  std::vector<std::size_t> expected = changed_shards(old, made[17], layout);
  CHECK(expected.size() == 2);
  const auto at = std::find(documents.begin(), documents.end(), &made[17]) - documents.begin();
  expected.push_back(layout.shards() + static_cast<std::size_t>(at) / layout.group_size);
  CHECK(changed == expected);
}

TEST_CASE("the same documents give the same bytes in any order of work") {
  const std::vector<DocumentIndex> made = many(120);
  const model::Handbook book = handbook();
  const EditionIndex a = write_index(in_order(made), book, base::in_order);
  const EditionIndex b = write_index(in_order(made), book, [](std::size_t count, const std::function<void(std::size_t)>& body) {
    for (std::size_t i = count; i-- > 0;) body(i);
  });
  CHECK(a.entry == b.entry);
  for (std::size_t i = 0; i < a.files.size(); ++i) CHECK(a.files[i].bytes == b.files[i].bytes);
}

TEST_CASE("an edition without documents has an index") {
  const EditionIndex index = write_index({}, handbook(), base::in_order);
  CHECK(index.entry.starts_with("KITEI_SEARCH(\"index\",0,{"));
}

TEST_CASE("text in scripts cannot end them or their strings") {
  std::string out;
  append_string(out, "a\"b\\c</script>\n\t\x7F" "規");
  CHECK(out == "\"a\\\"b\\\\c\\u003c/script>\\n\\u0009\\u007f規\"");
}

TEST_CASE("names follow the bytes alone") {
  CHECK(content_name("a") == content_name(std::string("a")));
  CHECK(content_name("a") != content_name("b"));
  CHECK(content_name("") != content_name(std::string(1, '\0')));
  CHECK(content_name("規程").size() == kNameLength);
}

}  // namespace
}  // namespace kitei::search
