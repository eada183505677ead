// What the resolution of a document asked of others: by this it is told whom an edit of one reaches.
#include <catch2/catch.hpp>

#include <algorithm>

#include "resolve/dependents.h"
#include "resolve/handbook.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using test::paragraph;

bool no_files(std::string_view) { return false; }

model::Document regulation() {
  model::Document out = test::document("R-1", {test::heading(2, "持出し", test::with_id("takeout")), paragraph("一")}, "regulation");
  out.title = "情報資産管理規程";
  return out;
}

struct Resolved {
  model::Handbook handbook;
  std::vector<resolve::DocumentUses> uses;

  std::size_t index(std::string_view id) const { return handbook.index_by_id.at(model::DocumentId{std::string(id)}.folded()); }
  const resolve::DocumentUses& of(std::string_view id) const { return uses[index(id)]; }
};

Resolved resolved(model::Document document) {
  Resolved out;
  model::Sources sources = test::sources({regulation(), test::document("R-2", {}, "regulation"), std::move(document)});
  sources.registers.terms = {{"機密性", "きみつせい", "", {}, {4, 5, 0}}};
  sources.config.glossary_link = true;
  out.handbook = resolve::resolve_handbook(std::move(sources), no_files, base::in_order, &out.uses).value;
  return out;
}

// "R-1" …, those in the text with a *.
std::string documents(const Resolved& found, std::string_view id) {
  const resolve::DocumentUses& uses = found.of(id);
  std::string out;
  for (const std::uint32_t index : uses.documents) {
    const bool in_text = std::binary_search(uses.in_text.begin(), uses.in_text.end(), index);
    out += found.handbook.documents[index].id.text.str() + (in_text ? "* " : " ");
  }
  return out;
}

std::vector<std::string> ids_of(const std::vector<model::DocumentReference>& references) {
  std::vector<std::string> ids;
  for (const model::DocumentReference& reference : references) ids.push_back(reference.id.text.str());
  return ids;
}

bool asks_for(const Resolved& found, std::uint32_t mark) {
  const std::vector<std::uint32_t>& names = found.of("P-1").names;
  return std::binary_search(names.begin(), names.end(), mark);
}

TEST_CASE("a document uses those that its text and its front matter name, and those whose clauses it asks for in vain") {
  struct Case {
    model::Inlines text;
    std::string expected;
  };
  const Case cases[] = {
      {test::text("何も名指さない。"), ""},
      {{test::reference("R-1")}, "R-1* "},
      {{test::reference("r-2", "nowhere")}, "R-2* "},
      {test::text("【情報資産管理規程】による。"), "R-1* "},
      {test::text("情報資産管理規程第1条による。"), "R-1* "},
      {test::text("情報資産管理規程第99条による。"), "R-1 "},
      {test::text("他社情報資産管理規程第1条による。"), "R-1 "},
      {test::text("この規程第1条による。"), ""},
  };
  for (const Case& each : cases) {
    CAPTURE(model::plain_text(each.text));
    model::Document asking = test::document("P-1", {paragraph(each.text)});
    CHECK(documents(resolved(asking), "P-1") == each.expected);
    asking.related = {{{"R-2"}, {}, false, {3, 1, 0}}};
    const std::string with = documents(resolved(asking), "P-1");
    CHECK(with.find("R-2") != std::string::npos);
  }
}

TEST_CASE("a document uses those over which a clause moved") {
  model::Sources sources = test::sources({test::document("P-1", {paragraph({test::reference("P-2", "old")})}), test::document("P-2"), test::document("P-3"), test::document("P-4")});
  sources.documents[1].moved_to = {{"old", "P-3#older"}};
  sources.documents[2].moved_to = {{"older", "P-4"}};
  Resolved found;
  found.handbook = resolve::resolve_handbook(std::move(sources), no_files, base::in_order, &found.uses).value;
  CHECK(documents(found, "P-1") == "P-2 P-3 P-4* ");
}

TEST_CASE("names that nobody has yet leave a mark by which a later one is told") {
  const Resolved found = resolved(test::document("P-1", {paragraph("【台帳管理要領】と新しい手順書第3条、ＡＢ規程第1条による。第2条。"), paragraph("規程第3条")}));
  CHECK(asks_for(found, resolve::mark_of_name(resolve::name_key("台帳管理要領"))));
  CHECK(asks_for(found, *resolve::mark_of_ending("新しい手順書")));
  CHECK(asks_for(found, *resolve::mark_of_ending("手順書")) == false);
  CHECK(asks_for(found, *resolve::mark_of_ending("ＡＢ規程")));
  CHECK_FALSE(asks_for(found, *resolve::mark_of_ending("別の手順書類")));
  CHECK_FALSE(asks_for(found, resolve::mark_of_name(resolve::name_key("新しい手順書"))));
  CHECK(resolve::mark_of_ending("い手順書") == resolve::mark_of_ending("新しい手順書"));
  CHECK_FALSE(resolve::mark_of_ending("規程書"));
  CHECK(resolve::mark_of_name(resolve::name_key("ＡＢ規程")) == resolve::mark_of_name(resolve::name_key("ab規程")));
}

TEST_CASE("terms and generated tables are noted, and a document alone uses the same") {
  model::Table table;
  table.generated = model::GeneratedTable{"documents", {}, {7, 10, 0}};
  const model::Document document = test::document("P-1", {paragraph("機密性を守る。"), {std::move(table), {7, 1, 0}}, paragraph({test::reference("R-1", "takeout")})});
  const Resolved found = resolved(document);
  const resolve::DocumentUses& uses = found.of("P-1");
  CHECK(uses.terms == std::vector<std::string>{"機密性"});
  CHECK(uses.everything);
  CHECK_FALSE(found.of("R-1").everything);
  CHECK(found.handbook.term_users.at("機密性") == std::vector<std::size_t>{found.index("P-1")});

  model::Document alone = document;
  resolve::DocumentUses own;
  resolve::resolve_document(alone, resolve::build_lookup(found.handbook, no_files), &own);
  CHECK(own == uses);
}

TEST_CASE("the indexes follow from cards and uses as they do from texts") {
  model::Document document = test::document("P-1", {paragraph("機密性"), paragraph({test::reference("R-1", "takeout")})});
  document.related = {{{"R-2"}, {}, false, {3, 1, 0}}};
  const Resolved found = resolved(document);
  model::Handbook cards = found.handbook;
  for (model::Document& card : cards.documents) card.body = {};
  resolve::index_ids(cards);
  resolve::index_links(cards, found.uses, base::in_order);
  CHECK(cards.index_by_id == found.handbook.index_by_id);
  CHECK(cards.term_users == found.handbook.term_users);
  CHECK(cards.implementers == found.handbook.implementers);
  const std::size_t asking = found.index("P-1");
  CHECK(cards.backlinks[found.index("R-1")].referred_by == std::vector<std::size_t>{asking});
  CHECK(cards.backlinks[found.index("R-2")].referred_by == std::vector<std::size_t>{asking});
}

TEST_CASE("mere names come to the order, the ids and the parts of whole documents") {
  const auto name = [](const char* id, const char* kind, const char* title) {
    model::Document out = test::document(id, {}, kind);
    out.title = title;
    return out;
  };
  std::vector<model::Document> names{name("TJ-10", "procedure", "持出し"), name("TJ-2", "procedure", "廃棄"), name("KT-1", "regulation", "情報資産管理規程"),
                                     name("TJ-2A", "procedure", "様式"), name("tj-2", "procedure", "二つ目"), name("TJ-3", "procedure", "昔の手順")};
  names[0].aliases = {{"TJ-9"}};
  names[3].part_of = {"tj-2"};
  for (const char* id : {"kt-1", "TJ-9", "NONE-1"}) names[5].replaced_by.push_back({{id}, {}, false, {}});
  names[2].replaces.push_back({{"tj-3"}, {}, false, {}});
  model::Sources sources = test::sources(names);
  sources.registers.records.emplace_back().form.id = {"tj-2a"};
  const model::Handbook whole = resolve::resolve_handbook(sources, no_files, base::in_order).value;
  const model::Handbook found = resolve::resolve_names(sources, base::in_order);
  REQUIRE(found.documents.size() == 5);
  REQUIRE(whole.documents.size() == 5);
  CHECK(found.index_by_id == whole.index_by_id);
  for (std::size_t i = 0; i < 5; ++i) {
    const model::Document& own = found.documents[i];
    const model::Document& other = whole.documents[i];
    INFO(own.id.text.str());
    CHECK(own.id.text == other.id.text);
    CHECK(own.number == other.number);
    CHECK(own.part_of.text == other.part_of.text);
    CHECK(ids_of(own.replaced_by) == ids_of(other.replaced_by));
    CHECK(found.backlinks[i].parts == whole.backlinks[i].parts);
    CHECK(found.backlinks[i].replaced_by == whole.backlinks[i].replaced_by);
  }
  CHECK(ids_of(found.find("TJ-3")->replaced_by) == std::vector<std::string>{"KT-1", "TJ-10", "NONE-1"});
  CHECK(found.find("TJ-2A")->part_of.text == "TJ-2");
  CHECK(found.registers.records.front().form.id.text == "TJ-2A");
}

TEST_CASE("an edit reaches the documents that asked for the edited one, or for a name that came or went") {
  struct Case {
    const char* text;     // of P-1
    const char* edited;   // a document that is another now
    const char* title;    // that came or went
    const char* reached;  // "P-1", "", or "all": it cannot be told
  };
  const Case cases[] = {
      {"情報資産管理規程第1条による。", "R-1", "", "P-1"},
      {"情報資産管理規程第1条による。", "R-2", "", ""},
      {"情報資産管理規程第1条による。", "P-1", "", ""},
      {"新しい手順書第3条による。", "R-2", "新しい手順書", "P-1"},
      {"新しい手順書による。", "R-2", "新しい手順書", ""},
      {"【新しい手順書】による。", "R-2", "新しい手順書", "P-1"},
      {"新しい手順書第3条による。", "R-2", "規程", "all"},
      {"何も名指さない。", "R-2", "個人情報の保護に関する法律", "all"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text, each.edited, each.title);
    const Resolved found = resolved(test::document("P-1", {paragraph(each.text)}));
    model::Registers registers;
    registers.laws = {{"appi", "個人情報の保護に関する法律", {}, {1, 1, 0}}};
    resolve::ChangedNames changed;
    if (*each.title) changed.titles.emplace_back(each.title);
    const auto reached = resolve::dependents_of({found.index(each.edited)}, changed, found.uses, registers);
    std::string names = reached ? "" : "all";
    for (const std::size_t index : reached.value_or(std::vector<std::size_t>{})) names += found.handbook.documents[index].id.text.str();
    CHECK(names == each.reached);
  }
}

TEST_CASE("what comes or goes reaches those that asked for its id or path in vain") {
  model::Link link;
  link.destination = "nowhere.md";
  model::Image image;
  image.source = "nowhere.png";
  struct Case {
    model::Inlines text;  // of P-1
    bool unknown;         // it named what is not there: whatever comes may be it, or be the nearest name
    bool former;          // it named R-8, as a name may do
  };
  const Case cases[] = {
      {{test::reference("R-9")}, true, false},
      {{{link, {}}}, true, false},
      {{{image, {}}}, true, false},
      {test::text("【R-8】"), false, true},
      {test::text("【R-7】"), false, false},
      {{test::reference("R-1")}, false, false},
  };
  for (const Case& each : cases) {
    CAPTURE(model::plain_text(each.text));
    const Resolved found = resolved(test::document("P-1", {paragraph(each.text)}));
    const auto reached = [&](const resolve::ChangedNames& names) { return resolve::dependents_of({}, names, found.uses, {})->size(); };
    resolve::ChangedNames unknown, former, document;
    unknown.unknown = true;
    former.former_ids = {"R-8"};
    document.add(test::document("X-123", {}, "regulation"));
    CHECK(reached(unknown) == each.unknown);
    CHECK(reached(former) == each.former);
    CHECK(reached(document) == each.unknown);
  }
}

}  // namespace
}  // namespace kitei
