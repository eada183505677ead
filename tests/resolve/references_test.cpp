#include <catch2/catch.hpp>

#include "resolve/handbook.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using test::heading;
using test::paragraph;
using test::with_id;

bool file_exists(std::string_view path) { return path == "assets/図.png" || path == "assets/form.xlsx"; }

base::Read<model::Handbook> resolved(model::Sources sources) {
  return resolve::resolve_handbook(std::move(sources), file_exists, base::in_order);
}

model::Document target() {
  model::Document out = test::document("R-1", {heading(2, "持出し", with_id("takeout")), paragraph("一"), paragraph("二")}, "regulation");
  out.title = "情報資産管理規程";
  out.number = "規程-03";
  out.path = "regulations/r-1.md";
  out.files = {out.path};
  return out;
}

// The first paragraph of P-1 after resolution, read as text with targets: "text→kind:id#address".
std::string shown(model::Inlines content, std::string* diagnostics = nullptr) {
  auto result = resolved(test::sources({target(), test::document("P-1", {paragraph(std::move(content))})}));
  if (diagnostics) *diagnostics = test::listing(result.diagnostics);
  std::string out;
  auto add = [&](std::string_view text, const model::Target& target) {
    out.append("[").append(text);
    if (target.kind != model::TargetKind::None) out += "→" + target.id;
    if (!target.address.empty()) out += "#" + target.address.text;
    if (!target.version.empty()) out += "@" + target.version.text;
    out += "]";
  };
  const model::Document* document = result.value.find("P-1");
  for (const model::Inline& node : base::get<model::Paragraph>(document->body.blocks[0].node).content) {
    if (const auto* text = base::get_if<model::Text>(&node.node)) out += text->text;
    if (const auto* reference = base::get_if<model::Reference>(&node.node)) add(reference->text, reference->target);
    if (const auto* link = base::get_if<model::Link>(&node.node)) add(model::plain_text(link->content), link->target);
  }
  return out;
}

TEST_CASE("a typed reference prints its target's number and title") {
  CHECK(shown({test::reference("r-1")}) == "[情報資産管理規程（規程-03）→R-1]");
  CHECK(shown({test::reference("R-1", "takeout")}) == "[情報資産管理規程 第1条（持出し）→R-1#takeout]");
  CHECK(shown({test::reference("R-1", "art-1-2")}) == "[情報資産管理規程 第1条第2項→R-1#art-1-2]");
  CHECK(shown({test::reference("R-1", "", "1.0")}) == "[情報資産管理規程（規程-03） 1.0版→R-1@1.0]");
}

TEST_CASE("a heading that is referred to stands in brackets, in the handbook's language") {
  const auto texts = [](base::Language language) {
    model::Document manual = test::document("P-2", {heading(1, "守ること", with_id("rules")), paragraph("一")});
    manual.title = "手順";
    auto sources = test::sources({manual, test::document("P-1", {heading(1, "報告", with_id("report")),
                                                                 paragraph({test::reference("P-2", "rules")}),
                                                                 paragraph({test::reference("P-1", "report")})})});
    sources.config.language = language;
    std::string out;
    auto result = resolved(std::move(sources));
    for (const model::Block& block : result.value.find("P-1")->body.blocks) {
      const auto* text = base::get_if<model::Paragraph>(&block.node);
      if (text) out += "[" + model::plain_text(text->content) + "]";
    }
    return out;
  };
  CHECK(texts(base::Language::Japanese) == "[手順 1（守ること）][1（報告）]");
  CHECK(texts(base::Language::English) == "[手順, 1 (守ること)][1 (報告)]");
}

TEST_CASE("a table that is referred to is named by its number and title") {
  model::Document regulation = target();
  model::Table table;
  table.columns.resize(1);
  table.rows.push_back({{{test::text("社外秘"), 1, 1, {}}}, {}});
  table.caption = model::Caption{test::text("区分ごとの扱い"), with_id("handling"), "", {}};
  regulation.body.blocks.push_back({std::move(table), {1, 1, 0}});
  auto result = resolved(test::sources(
      {regulation, test::document("P-1", {paragraph(model::Inlines{test::reference("R-1", "handling")}), paragraph(model::Inlines{test::reference("R-1", "handlin")})})}));
  const auto& first = base::get<model::Paragraph>(result.value.find("P-1")->body.blocks[0].node).content[0];
  CHECK(base::get<model::Reference>(first.node).text == "情報資産管理規程 表1（区分ごとの扱い）");
  CHECK(base::get<model::Reference>(first.node).target.address.text == "handling");
  CHECK(test::listing(result.diagnostics).find("#handlin") != std::string::npos);
}

TEST_CASE("a range prints both ends and leads to the first") {
  CHECK(shown({test::reference("R-1", "art-1-1..art-1-2")}) == "[情報資産管理規程 第1条第1項から第2項まで→R-1#art-1-1]");
  CHECK(shown({test::reference("R-1", "takeout..art-1-2")}) == "[情報資産管理規程 第1条から第1条第2項まで→R-1#takeout]");
  std::string diagnostics;
  shown({test::reference("R-1", "art-1-2..art-1-1")}, &diagnostics);
  CHECK(diagnostics == "broken-anchor procedures/P-1.md:7:3 the range '#art-1-2..art-1-1' does not run forwards\n");
  shown({test::reference("R-1", "art-1-1..art-1-9")}, &diagnostics);
  CHECK(diagnostics == "broken-anchor procedures/P-1.md:7:3 'R-1' has no clause with the address '#art-1-9'\n");
}

TEST_CASE("an address that has moved is followed, with a note where it is now") {
  auto resolve_with = [](const model::Document& regulation, model::Inlines content) {
    return resolved(test::sources({regulation, test::document("P-1", {heading(1, "手順"), paragraph(std::move(content))})}));
  };
  auto text_of = [](const base::Read<model::Handbook>& read) {
    const auto& content = base::get<model::Paragraph>(read.value.find("P-1")->body.blocks[1].node).content;
    const auto& reference = base::get<model::Reference>(content[0].node);
    return reference.text + "→" + reference.target.id + "#" + reference.target.address.text;
  };
  model::Document moved = target();
  moved.moved_to = {{"old", "#takeout"}, {"older", "R-1#old"}, {"away", "P-1#手順"}, {"whole", "P-1"}};
  moved.removed = {"gone"};
  struct Case {
    std::string address, expected, diagnostics;
  };
  const std::vector<Case> cases{
      {"old", "情報資産管理規程 第1条（持出し）→R-1#takeout", "clause-moved procedures/P-1.md:7:3 '#old' of 'R-1' has moved to 'R-1#takeout'\n"},
      {"older", "情報資産管理規程 第1条（持出し）→R-1#takeout", "clause-moved procedures/P-1.md:7:3 '#older' of 'R-1' has moved to 'R-1#takeout'\n"},
      {"away", "1（手順）→P-1#手順", "clause-moved procedures/P-1.md:7:3 '#away' of 'R-1' has moved to 'P-1#手順'\n"},
      {"whole", "P-1の題名（P-1）→P-1#", "clause-moved procedures/P-1.md:7:3 '#whole' of 'R-1' has moved to 'P-1'\n"},
      {"gone", "情報資産管理規程（規程-03）→R-1#", "broken-anchor procedures/P-1.md:7:3 the clause '#gone' of 'R-1' has been removed\n"},
  };
  for (const Case& c : cases) {
    INFO(c.address);
    const auto read = resolve_with(moved, {test::reference("R-1", c.address)});
    CHECK(text_of(read) == c.expected);
    CHECK(test::listing(read.diagnostics) == c.diagnostics);
  }
  const auto read = resolve_with(moved, {});
  std::string gone;
  for (const model::GoneClause& clause : read.value.find("R-1")->gone) {
    gone += clause.address.text + "→" + clause.target.id + "#" + clause.target.address.text + " " + clause.text + "\n";
  }
  CHECK(gone == "away→P-1#手順 P-1の題名 1（手順）\ngone→# \nold→R-1#takeout 第1条（持出し）\nolder→R-1#takeout 第1条（持出し）\nwhole→P-1# P-1の題名（P-1）\n");
  model::Document wrong = target();
  wrong.moved_to = {{"a", "R-9#x"}, {"b", "#none"}, {"c", "#c"}, {"takeout", "P-1"}};
  CHECK(test::listing(resolve_with(wrong, {}).diagnostics) ==
        "unknown-document regulations/r-1.md:1:1 there is no document 'R-9'\n"
        "broken-anchor regulations/r-1.md:1:1 'R-1' has no clause with the address '#none'\n"
        "broken-anchor regulations/r-1.md:1:1 'R-1' has no clause with the address '#c'\n"
        "duplicate-anchor regulations/r-1.md:1:1 '#takeout' is said to have moved or gone, but 第1条（持出し） has it\n");
}

TEST_CASE("a pinned version that has been overtaken materially is suspect") {
  model::Document regulation = target();
  auto revision = [](std::string version, model::Significance change) {
    model::Revision out;
    out.version = model::parse_version(version);
    out.change = change;
    out.summary = "改めた";
    return out;
  };
  regulation.version = model::parse_version("1.2");
  regulation.revisions = {revision("1.2", model::Significance::Editorial), revision("1.1", model::Significance::Material),
                          revision("1.0", model::Significance::Material)};
  auto report = [&](std::string version) {
    model::Document document = test::document("P-1", {paragraph({test::reference("R-1", "", version)})});
    document.implements = {{{"R-1"}, model::parse_version(version), false, {4, 2, 0}}};
    return test::listing(resolved(test::sources({regulation, document})).diagnostics);
  };
  CHECK(report("1.1") == "");
  CHECK(report("1.2") == "");
  CHECK(report("1.0") ==
        "suspect-link procedures/P-1.md:4:2 'R-1' has changed materially since version 1.0: 1.1 改めた\n"
        "suspect-link procedures/P-1.md:7:3 'R-1' has changed materially since version 1.0: 1.1 改めた\n");
}

TEST_CASE("relative links lead to documents, clauses and files") {
  CHECK(shown({test::link("../regulations/r-1.md")}) == "[リンク→R-1]");
  CHECK(shown({test::link("../regulations/r-1.md#takeout")}) == "[リンク→R-1#takeout]");
  CHECK(shown({test::link("../assets/form.xlsx")}) == "[リンク→assets/form.xlsx]");
  CHECK(shown({test::link("../assets/%E5%9B%B3.png")}) == "[リンク→assets/図.png]");
  CHECK(shown({test::link("https://example.jp/")}) == "[リンク→https://example.jp/]");
}

TEST_CASE("mentions in running text become references and keep their words") {
  CHECK(shown(test::text("管理策 5.15 と管理策5.1、A.5.2。")) ==
        "[管理策 5.15→test:5.15] と[管理策5.1→test:5.1]、[A.5.2→test:5.2]。");
  CHECK(shown(test::text("管理策　５．１５を参照")) == "[管理策　５．１５→test:5.15]を参照");
  CHECK(shown(test::text("管理策 5.155、管理策 5.15.2、DATA.5.1")) == "管理策 5.155、管理策 5.15.2、DATA.5.1");
  CHECK(shown(test::text("【情報資産管理規程】による")) == "【[情報資産管理規程→R-1]】による");
  CHECK(shown({test::link("https://example.jp/", "管理策 5.1")}) == "[管理策 5.1→https://example.jp/]");
}

TEST_CASE("what leads nowhere is reported with its place and the nearest name") {
  struct Case {
    model::Inlines content;
    std::string expected;
  };
  model::Reference control;
  control.kind = model::ReferenceKind::Control;
  control.name = "5.16";
  const std::vector<Case> cases{
      {{test::reference("R-2")}, "unknown-document procedures/P-1.md:7:3 there is no document 'R-2'\n"},
      {{test::reference("R-1", "takeaut")}, "broken-anchor procedures/P-1.md:7:3 'R-1' has no clause with the address '#takeaut'\n"},
      {{test::reference("R-1", "", "9.9")}, "version-mismatch procedures/P-1.md:7:3 'R-1' never had a version 9.9\n"},
      {{{control, {4, 5, 0}}}, "unknown-control procedures/P-1.md:4:5 control '5.16' is not in catalogue 'test'\n"},
      {{test::link("../none.md")}, "broken-link procedures/P-1.md:8:2 '../none.md' does not exist in the handbook\n"},
      {{test::link("../../etc/passwd")}, "broken-link procedures/P-1.md:8:2 '../../etc/passwd' does not exist in the handbook\n"},
      {{test::link("javascript:alert(1)")}, "broken-link procedures/P-1.md:8:2 links of the kind 'javascript:' are not allowed\n"},
      {test::text("詳細は【資産台帖】", {3, 4, 0}), "unknown-record procedures/P-1.md:3:13 '【資産台帖】' names no record, form or document\n"},
  };
  for (const Case& c : cases) {
    std::string diagnostics;
    shown(c.content, &diagnostics);
    CHECK(diagnostics == c.expected);
  }
}

TEST_CASE("controls of front matter and headings meet in one index, the clause before the document") {
  model::Attributes attributes = with_id("grant");
  attributes.values = {{"controls", "5.15 ５．２"}};
  model::Document document = test::document("P-1", {heading(1, "付与", attributes)});
  document.controls = {{"5.15", {}, {3, 3, 0}}, {"test:5.1", {}, {3, 9, 0}}};
  model::Document draft = test::document("P-2");
  draft.status = model::Status::Draft;
  draft.controls = {{"5.1", {}, {3, 3, 0}}};
  const auto result = resolved(test::sources({document, draft}));
  CHECK(result.diagnostics.empty());
  std::string out;
  for (const auto& [control, implementers] : result.value.implementers) {
    out += control.text() + ":";
    for (const model::Implementer& i : implementers) out += result.value.documents[i.document].id.text + "#" + i.address.text;
    out += " ";
  }
  CHECK(out == "test:5.1:P-1# test:5.15:P-1#grant test:5.2:P-1#grant ");
}

TEST_CASE("ids are the same without regard to case; the first path keeps the id") {
  model::Document second = test::document("p-1");
  second.path = "procedures/z.md";
  second.files = {second.path};
  second.positions.put("id", {2, 5, 0});
  const auto result = resolved(test::sources({test::document("P-1"), second}));
  CHECK(test::listing(result.diagnostics) == "id-duplicate procedures/z.md:2:5 id 'p-1' is already used by procedures/P-1.md\n");
  CHECK(result.value.documents.size() == 1);
}

TEST_CASE("a part takes version and approval from its head, stands after it, and is never less secret") {
  model::Document head = test::document("H-1", {}, "handbook");
  head.version = model::parse_version("3.0");
  head.approver = "社長";
  head.classification = "restricted";
  model::Document part = test::document("A-1", {}, "handbook");
  part.part_of = {"h-1"};
  const auto result = resolved(test::sources({part, head}));
  REQUIRE(result.value.documents.size() == 2);
  CHECK(result.value.documents[1].id.text == "A-1");
  CHECK(result.value.documents[1].version.text == "3.0");
  CHECK(result.value.documents[1].approver == "社長");
  CHECK(result.value.documents[1].classification == "restricted");
  CHECK(result.value.backlinks[0].parts == std::vector<std::size_t>{1});
}

TEST_CASE("the files of one regulation are numbered as one, and speak of each other's articles") {
  auto part = [](std::string id, model::Blocks blocks, std::string head) {
    model::Document out = test::document(id, std::move(blocks), "regulation");
    out.part_of = {head};
    return out;
  };
  auto branch = with_id("b");
  branch.classes = {"branch"};
  const auto annex = test::with_class("appendix");
  const auto result = resolved(test::sources(
      {part("R-0", {heading(1, "二章"), heading(2, "三条"), paragraph("第1条、前条"), heading(1, "表", annex)}, "R-9"),
       test::document("R-9", {heading(1, "一章"), heading(2, "一条"), paragraph("第4条"), heading(2, "二条"), heading(1, "表", annex),
                              heading(1, "附則", test::with_class("supplement")), heading(2, "甲")}, "regulation"),
       part("R-1", {heading(2, "枝", branch), heading(2, "四条"), paragraph("第9条")}, "R-9")}));
  std::string out;
  for (const model::Document& document : result.value.documents) {
    if (document.part_of.empty() && document.id.text != "R-9") continue;
    for (const model::ClauseEntry& entry : document.clauses) {
      if (!entry.title.empty()) out += document.id.text + " " + entry.clause.number + " " + entry.place + "\n";
    }
  }
  CHECK(out ==
        "R-9 第1章 ch-1\nR-9 第1条 art-1\nR-9 第2条 art-2\nR-9 別表第1 app-1\nR-9  sup-1\nR-9 第1条 sup-1-art-1\n"
        "R-0 第2章 ch-2\nR-0 第3条 art-3\nR-0 別表第2 app-1\n"
        "R-1 第3条の2 art-3b2\nR-1 第4条 art-4\n");
  CHECK(test::listing(result.diagnostics) == "unknown-clause procedures/R-1.md:1:1 this document has no 第9条\n");
  const auto& words = base::get<model::Paragraph>(result.value.find("R-0")->body.blocks[2].node).content;
  CHECK(base::get<model::Reference>(words[0].node).target.id == "R-9");
}

TEST_CASE("documents stand by kind, then by number in natural order") {
  model::Document a = test::document("P-10"), b = test::document("P-9"), c = test::document("X", {}, "policy");
  const auto result = resolved(test::sources({a, b, c}));
  std::string order;
  for (const model::Document& d : result.value.documents) order += d.id.text + " ";
  CHECK(order == "X P-9 P-10 ");
}

}  // namespace
}  // namespace kitei
