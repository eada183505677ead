// The index against a slow oracle: which documents have which grams.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "search/encode.h"
#include "search/fold.h"
#include "search/head.h"
#include "search/index.h"
#include "search/text.h"
#include "search/update.h"
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

// A fixed sequence of numbers.
struct Numbers {
  std::uint32_t state = 12345;
  std::uint32_t below(std::uint32_t n) { return ((state = state * 1664525u + 1013904223u) >> 8) % n; }
};

std::string sentence(Numbers& numbers) {
  static const std::vector<std::string> kWords = {"管理", "情報", "責任者", "は、", "する。", "の", "を行う", "A.5", "ISMS", "アクセス", "\"引用\"", "a\\b", "<b>", "鍵", "バックアップ"};
  std::string out;
  for (std::uint32_t i = 2 + numbers.below(9); i > 0; --i) out += kWords[numbers.below(static_cast<std::uint32_t>(kWords.size()))];
  return out + std::to_string(numbers.below(300));
}

void write_body(model::Document& document, Numbers& numbers, std::uint32_t clauses) {
  document.body.blocks.clear();
  for (std::uint32_t i = 0; i < clauses; ++i) {
    document.body.blocks.push_back(heading("c" + std::to_string(i), std::to_string(i + 1), sentence(numbers)));
    document.body.blocks.push_back(paragraph({text(sentence(numbers)), {model::LineBreak{}, {}}, text(sentence(numbers))}));
  }
}

model::Handbook many(std::size_t count) {
  Numbers numbers;
  model::Handbook made = handbook();
  model::Catalog catalog;
  catalog.id = "iso";
  catalog.mentions = {"A.{id}"};
  made.catalogs.push_back(catalog);
  for (std::size_t i = 0; i < count; ++i) {
    made.documents.push_back(document("D-" + std::to_string(i), sentence(numbers), {}));
    write_body(made.documents.back(), numbers, numbers.below(4));
    if (i % 3 == 0) made.documents.back().controls = {{"5.15", {"iso", "5." + std::to_string(i % 7)}, {}}};
    if (i % 5 == 0) made.documents.back().aliases = {{"OLD-" + std::to_string(i)}};
  }
  return made;
}

// An index as a reader of the site has it.
struct Site {
  std::string entry;
  std::map<std::string, std::string> files;
  bool operator==(const Site&) const = default;
};
Site site_of(const model::Handbook& book, const base::ForEach& for_each = base::in_order) {
  Site site;
  site.entry = write_index(book, for_each, [&](std::string path, std::string bytes) { site.files[path] = std::move(bytes); });
  return site;
}
std::string file_at(const Site& site, const Layout& layout, std::size_t place) {
  return site.files.at(path_of(layout.names.substr(place * kNameLength, kNameLength)));
}

TEST_CASE("every gram's list names exactly the documents that have it") {
  for (const std::size_t count : {std::size_t{1}, std::size_t{5}, std::size_t{70}, std::size_t{333}}) {
    const model::Handbook book = many(count);
    const auto documents = searched_documents(book);
    std::map<std::string, std::vector<std::uint32_t>> expected;
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
      const DocumentIndex index = index_document(*documents[i]);
      for (const std::uint32_t gram : grams_of(index.id, index.record, book.catalogs)) {
        std::string key;
        append_key(key, gram);
        expected[key].push_back(i);
      }
    }
    const Site site = site_of(book);
    const auto layout = read_layout(site.entry);
    REQUIRE(layout);
    std::map<std::string, std::vector<std::uint32_t>> found;
    for (std::size_t shard = 0; shard < layout->shards(); ++shard) {
      const std::string file = file_at(site, *layout, shard);
      for (std::size_t at = file.find('"', file.find(',')) + 1; file[at + 1] != '"';) {
        const std::size_t end = file.find(' ', at + 1);
        found[file.substr(at + 1, kKeyLength)] = read_list(file.substr(at + 1 + kKeyLength, end - at - 1 - kKeyLength));
        at = end;
      }
    }
    CHECK(found == expected);
  }
}

TEST_CASE("a table holds the grams of each text, however often and in whatever order they were met") {
  // Few letters in short pieces: most runs of four come again, behind other units and in pieces that begin or end elsewhere.
  const std::vector<std::string> letters = {"a", "b", "の", "は", "管", "理", "、", " "};
  Numbers numbers;
  const std::vector<model::Catalog> catalogs;
  GramTable table(catalogs);
  std::map<std::uint32_t, std::uint32_t> expected;
  for (std::uint32_t place = 0; place < kChunk; ++place) {
    std::string record = "[";
    const auto add = [&](std::string_view text) {
      append_string(record, text);
      record += ',';
    };
    for (int i = 0; i < 4; ++i) add("");  // number, title, aliases, controls
    for (int clause = 0; clause < 3; ++clause) {
      std::string text;
      for (int i = 0; i < 200; ++i) text += letters[numbers.below(8)];
      for (const std::string_view part : {"", "", "", text.c_str()}) add(part);
      for_each_gram(fold(text), [&](GramState state) { expected[gram_number(state, Field::Text)] |= 1u << place; });
    }
    table.add(place, "", record);
  }
  std::map<std::uint32_t, std::uint32_t> found;
  for (const Gram& gram : table.sorted()) found[gram.number] = gram.documents;
  CHECK(found == expected);
}

TEST_CASE("two handbooks whose kinds, terms or controls are called otherwise have two heads") {
  model::Handbook one;
  one.config.kinds.emplace_back().label = {"Procedures", "実施手順"};
  one.registers.terms = {{"隔離", "かくり", "離すこと。", {}, {}}};
  one.catalogs.emplace_back().id = "c";
  one.catalogs[0].controls.emplace_back().title = "方針";
  model::Handbook other = one;
  other.registers.terms[0].definition = "遠ざけること。";
  CHECK(name_the_same(one, other));
  other.registers.terms[0].reading = "カクリ";
  CHECK_FALSE(name_the_same(one, other));
  other = one;
  other.catalogs[0].controls[0].title = "基本方針";
  CHECK_FALSE(name_the_same(one, other));
  other = one;
  other.config.kinds[0].label = {"Procedures", "手順"};
  CHECK_FALSE(name_the_same(one, other));
}

TEST_CASE("every document's record stands in its group, and every document in the head") {
  const model::Handbook book = many(100);
  const auto documents = searched_documents(book);
  const Site site = site_of(book);
  const auto layout = read_layout(site.entry);
  REQUIRE(layout);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::size_t chunk = i / kChunk, size = layout->group_size(chunk);
    const std::string group = file_at(site, *layout, layout->place_of_group(chunk, i % kChunk / size));
    CHECK(group.starts_with("KITEI_SEARCH(\"texts\"," + std::to_string(i - i % kChunk % size) + ",[\n"));
    CHECK(group.find("\n" + index_document(*documents[i]).record) != std::string::npos);
    CHECK(place_in_head(layout->head, documents[i]->id.text, "procedure", book.config) == i);
    CHECK_FALSE(place_in_head(layout->head, documents[i]->id.text, "policy", book.config));
  }
  CHECK_FALSE(place_in_head(layout->head, "D-100", "procedure", book.config));
}

TEST_CASE("a list can be read as it was written, sparse or dense") {
  Numbers numbers;
  for (const std::uint32_t one_in : {1u, 2u, 7u, 90u}) {
    std::vector<std::uint32_t> list;
    for (std::uint32_t i = 0; i < 1000; ++i) {
      if (numbers.below(one_in) == 0) list.push_back(i);
    }
    std::string written;
    append_list(written, list, 1000);
    CHECK(written.starts_with('!') == (one_in < 6));
    CHECK(written.size() <= bitmap_length(1000));
    CHECK(read_list(written) == list);
  }
}

TEST_CASE("a document's index holds title, number, body, ids and controls, but no generated number") {
  model::Handbook book = handbook();
  model::Catalog catalog;
  catalog.id = "iso";
  catalog.mentions = {"管理策 {id}", "A.{id}"};
  book.catalogs.push_back(catalog);
  model::Reference mention;
  mention.text = "管理策 8.1";
  mention.target.kind = model::TargetKind::Control;
  mention.target.id = "iso:8.1";
  model::Document made = document("TJ-01", "アクセス制御", {heading("grant", "第3条", "権限の付与"), paragraph({text("申請を受ける。"), {mention, {}}})});
  made.number = "手順 401";
  made.aliases = {{"OLD-9"}};
  made.controls = {{"5.15", {"iso", "5.15"}, {}}};
  const DocumentIndex index = index_document(made);
  const std::vector<std::uint32_t> grams = grams_of(index.id, index.record, book.catalogs);
  auto has = [&](Field field, std::string_view words) {
    const std::u16string folded = fold(words);
    return std::binary_search(grams.begin(), grams.end(), gram_of(field, folded));
  };
  CHECK(has(Field::Text, "アクセス"));
  CHECK(has(Field::Title, "アクセス"));
  CHECK(has(Field::Text, "401"));
  CHECK(has(Field::Text, "申請"));
  CHECK(has(Field::Heading, "付与"));
  CHECK_FALSE(has(Field::Heading, "申請"));
  CHECK_FALSE(has(Field::Text, "第3"));
  CHECK_FALSE(has(Field::Text, "ol"));
  for (const char* word : {"TJ-01", "OLD-9", "5.15", "A.5.15", "Ａ．５．１５", "iso:5.15", "8.1", "A.8.1"}) CHECK(has(Field::Keyword, word));
  CHECK_FALSE(has(Field::Keyword, "5.1"));
  CHECK(index.record == "[\"手順 401\",\"アクセス制御\",\"OLD-9\",\"iso:5.15\\niso:8.1\",[[\"grant\",\"第3条\",\"権限の付与\",\"申請を受ける。管理策 8.1\"]]]");
  CHECK(std::is_sorted(grams.begin(), grams.end()));
}

TEST_CASE("the strings of a record are those that it was made of") {
  const std::vector<std::string> strings = {"", "a\"b", "\\", "\\\"\\", "一\n二\n", "</script>\x01\x7F", "\\n", "終わり"};
  std::string record = "[";
  for (const std::string& text : strings) {
    append_string(record, text);
    record += ",[[";
  }
  std::vector<std::string> found;
  RecordStrings reader(record);
  for (std::string_view text; reader.next(text);) found.emplace_back(text);
  CHECK(found == strings);
  for (std::size_t length = 0; length < record.size(); ++length) {  // whatever is cut off, it comes to an end
    RecordStrings cut(std::string_view(record).substr(0, length));
    for (std::string_view text; cut.next(text);) CHECK(text.size() <= length);
  }
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
  std::vector<std::pair<std::string, std::string>> clauses;  // address, text
  std::vector<std::string_view> controls;
  read_clauses(body, controls, [&](const Clause& clause) { clauses.emplace_back(clause.address, clause.text); });
  CHECK(clauses == std::vector<std::pair<std::string, std::string>>{{"", "前文"}, {"a", "一覧\n注意書き\nusb = deny\n規程を守る\nきてい\n脚注の文"}});
  CHECK(controls.empty());
}

// The site after an update, as a caller makes it.
Site updated(Site site, const IndexUpdate& update) {
  for (const std::string& path : update.gone) CHECK(site.files.erase(path) == 1);
  for (const IndexUpdate::File& file : update.files) CHECK(site.files.emplace(file.path, file.bytes).second);
  site.entry = update.entry;
  return site;
}

ReadFile reader_of(const Site& site) {
  return [&site](const std::string& path) {
    const auto found = site.files.find(path);
    return found == site.files.end() ? std::nullopt : std::optional(found->second);
  };
}

TEST_CASE("an update gives what a new index would be, whatever was edited") {
  for (const std::size_t count : {std::size_t{1}, std::size_t{31}, std::size_t{300}}) {
    Numbers numbers;
    model::Handbook book = many(count);
    Site site = site_of(book);
    int written_anew = 0;
    for (int round = 0; round < 60; ++round) {
      std::vector<DocumentIndex> changed;
      std::set<std::uint32_t> edited;
      for (std::uint32_t i = numbers.below(4); i > 0; --i) edited.insert(numbers.below(static_cast<std::uint32_t>(count)));
      for (const std::uint32_t i : edited) {
        model::Document& document = book.documents[i];
        switch (numbers.below(5)) {
          case 0: document.title = sentence(numbers); break;
          case 1: document.aliases = {{"N-" + std::to_string(numbers.below(50))}}; break;
          case 2: document.controls = {{"", {"iso", "5." + std::to_string(numbers.below(30))}, {}}}; break;
          default: write_body(document, numbers, numbers.below(4));
        }
        changed.push_back(index_document(document));
      }
      const auto update = update_index(site.entry, changed, book.config, book.catalogs, reader_of(site));
      const Site expected = site_of(book);
      const auto before = read_layout(site.entry), after = read_layout(expected.entry);
      bool grouped_anew = false;
      for (std::size_t i = 0; i < before->chunks(); ++i) grouped_anew |= before->group_size(i) != after->group_size(i);
      REQUIRE(update.has_value() != grouped_anew);
      site = update ? updated(std::move(site), *update) : expected;
      REQUIRE(site == expected);
      written_anew += update ? 0 : 1;
    }
    CHECK(written_anew < 20);
  }
}

TEST_CASE("an update after a word was added touches the shards of its grams and one group") {
  model::Handbook book = many(300);
  const Site site = site_of(book);
  book.documents[17].body.blocks.push_back(paragraph({text("唯")}));
  const auto update = update_index(site.entry, {index_document(book.documents[17])}, book.config, book.catalogs, reader_of(site));
  REQUIRE(update);
  CHECK(update->files.size() == 2);
  CHECK(update->gone.size() == 2);
  const auto nothing = update_index(site.entry, {index_document(many(300).documents[17])}, book.config, book.catalogs, reader_of(site));
  REQUIRE(nothing);
  CHECK(nothing->files.empty());
  CHECK(nothing->gone.empty());
  CHECK(nothing->entry == site.entry);
}

TEST_CASE("after documents came and went an index is the same from their records as from their texts") {
  const model::Handbook before = many(70);
  const Site site = site_of(before);
  const auto records = read_records(site.entry, reader_of(site), base::in_order);
  REQUIRE(records);
  std::map<std::string, std::string> record_of;  // by id
  const auto searched = searched_documents(before);
  REQUIRE(records->size() == searched.size());
  for (std::size_t i = 0; i < searched.size(); ++i) record_of[searched[i]->id.text.str()] = (*records)[i];
  model::Handbook book = many(71);
  book.documents.erase(book.documents.begin() + 3);
  book.documents[20].status = model::Status::Retired;
  book.documents[40].kind = "regulation";
  const DocumentIndex added = index_document(book.documents.back());
  record_of[added.id] = added.record;
  const Site expected = site_of(book);
  for (model::Document& document : book.documents) document.body = {};
  Site made;
  const auto now = searched_documents(book);
  made.entry = write_index(book, [&](std::size_t place) { return record_of.at(now[place]->id.text.str()); }, base::in_order,
                           [&](std::string path, std::string bytes) { made.files[path] = std::move(bytes); });
  CHECK(made == expected);
  for (const auto& [path, bytes] : site.files) {
    Site damaged = site;
    damaged.files[path] += ' ';
    const bool holds_texts = bytes.starts_with("KITEI_SEARCH(\"texts\"");
    CHECK(read_records(damaged.entry, reader_of(damaged), base::in_order).has_value() != holds_texts);
  }
}

TEST_CASE("an index is not updated but written anew when a part of it is missing, damaged, foreign or grouped otherwise") {
  const model::Handbook book = many(40);
  const Site site = site_of(book);
  model::Document edited = book.documents[3];
  edited.body.blocks.push_back(paragraph({text("唯一無二")}));
  const auto update = [&](const Site& before, const model::Document& document) {
    return update_index(before.entry, {index_document(document)}, book.config, book.catalogs, reader_of(before)).has_value();
  };
  REQUIRE(update(site, edited));
  std::size_t needed = 0;
  for (const auto& [path, bytes] : site.files) {
    Site damaged = site;
    damaged.files[path] += ' ';
    Site missing = site;
    missing.files.erase(path);
    CHECK(update(damaged, edited) == update(missing, edited));
    needed += update(damaged, edited) ? 0 : 1;
  }
  CHECK(needed >= 2);  // group, shards
  for (std::size_t length = 0; length < site.entry.size(); ++length) CHECK_FALSE(read_layout(site.entry.substr(0, length)));
  CHECK_FALSE(read_layout("KITEI_SEARCH(\"index\",99999999999999,{\"shardBits\":3,\"groupSizes\":\"\",\"bytes\":[],\"names\":\"\"})\n"));
  Site renamed = site;
  renamed.entry.replace(renamed.entry.find("D-"), 2, "E-");
  CHECK_FALSE(read_layout(renamed.entry));
  model::Document other = edited;
  other.kind = "policy";
  CHECK_FALSE(update(site, other));
  other = edited;
  other.id.text = "D-40";
  CHECK_FALSE(update(site, other));
  Numbers numbers;
  write_body(other = edited, numbers, 2000);
  CHECK_FALSE(update(site, other));
}

TEST_CASE("long texts share their files with fewer others, and those of other chunks stay as they are") {
  model::Handbook book = many(100);
  const auto before = read_layout(site_of(book).entry);
  Numbers numbers;
  write_body(book.documents[0], numbers, 2000);
  const Site site = site_of(book);
  const auto after = read_layout(site.entry);
  REQUIRE((before && after));
  const std::size_t changed = 0;  // D-0 is the first in order
  CHECK(after->group_size(changed) < before->group_size(changed));
  for (std::size_t chunk = 1; chunk < after->chunks(); ++chunk) CHECK(after->group_size(chunk) == before->group_size(chunk));
  CHECK(file_at(site, *after, after->place_of_group(1, 0)).starts_with("KITEI_SEARCH(\"texts\",32,"));
}

TEST_CASE("the same documents give the same bytes in any order of work") {
  const model::Handbook book = many(120);
  const Site backwards = site_of(book, [](std::size_t count, const std::function<void(std::size_t)>& body) {
    for (std::size_t i = count; i-- > 0;) body(i);
  });
  CHECK(site_of(book) == backwards);
}

TEST_CASE("an edition without documents has an index") {
  CHECK(site_of(handbook()).entry.starts_with("KITEI_SEARCH(\"index\",0,{"));
  model::Handbook retired = many(1);
  retired.documents[0].status = model::Status::Retired;
  CHECK(site_of(retired).entry.starts_with("KITEI_SEARCH(\"index\",0,{"));
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
