// The checks of language: what is found, where, and what is left alone.
#include <catch2/catch.hpp>

#include "check/cadence_words.h"
#include "check/findings.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using test::paragraph;

model::Handbook handbook(std::vector<model::Document> documents) {
  model::Handbook out;
  out.config = test::config();
  out.documents = std::move(documents);
  for (std::size_t i = 0; i < out.documents.size(); ++i) out.index_by_id.emplace(out.documents[i].id.folded(), i);
  return out;
}

model::Document with(model::Blocks blocks, std::string kind = "procedure", std::string id = "P-1") {
  model::Document document = test::document(std::move(id), std::move(blocks), std::move(kind));
  // As resolve/ leaves it: an entry for each clause that has a duty.
  for (const model::Block& block : document.body.blocks) {
    const auto* heading = base::get_if<model::Heading>(&block.node);
    const std::string* every = heading ? heading->attributes->value("every") : nullptr;
    if (!every) continue;
    document.clauses.emplace_back().clause = heading->clause;
    document.clauses.back().duty.edit().every = *every;
  }
  return document;
}

std::size_t count(const base::Diagnostics& found) { return found.size(); }

TEST_CASE("odd characters are named with the right ones") {
  struct Case {
    const char* text;
    const char* message;
    const char* hint;
  };
  const Case cases[] = {{"甲\uE000", "U+E000 is a private-use character (外字), which shows only on machines that have it", ""},
                        {"甲⼈⾏", "'⼈⾏' (U+2F08 …) is a radical that only looks like a kanji, a trace of copying from a PDF", "write '人行'"},
                        {"甲⻑", "'⻑' (U+2ED1) is a radical that only looks like a kanji, a trace of copying from a PDF", "write '長'"},
                        {"甲ｱｶﾞ", "'ｱｶﾞ' (U+FF71 …) is half-width kana", "write 'アガ'"},
                        {"甲\u202E", "U+202E is an invisible character that turns the direction of text", "delete it"},
                        {"甲\u200B", "U+200B is an invisible character, which search does not get past", ""},
                        {"甲\uFEFF", "U+FEFF is an invisible character, which search does not get past", ""},
                        {"か\u3099", "U+3099 is a sound mark apart from its kana, a trace of file names from a Mac", "write 'が'"},
                        {"甲\uFA19", "'\uFA19' (U+FA19) is a compatibility ideograph, which turns into another character when text is normalised", "write '\u795E'"},
                        {"甲\uFFFD", "U+FFFD is the sign for a character that was lost in a conversion", ""},
                        {"甲\x07", "U+0007 is a control character", "delete it"}};
  for (const Case& c : cases) {
    INFO(c.text);
    const auto found = test::findings("odd-character", handbook({with({paragraph(test::text(c.text, {12, 5, 0}))})}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "odd-character");
    CHECK(found[0].position == base::Position{12, 8, 0});
    CHECK(found[0].message.en == c.message);
    if (*c.hint) CHECK(found[0].hint.en == c.hint);
  }
  for (const char* fine : {"𠮷野家 ① — ・ “”", "﨑と髙", "👨‍👩‍👧 ☎️", "葛\U000E0100飾", "ガギグ ㈱ ㎡ Ⅳ ～〜", "tab\tand\nline", "゛"}) {
    INFO(fine);
    CHECK(count(test::findings("odd-character", handbook({with({paragraph(fine)})}))) == 0);
  }
  // Runs apart are findings apart; the title and the front matter are looked at too.
  model::Document document = with({paragraph("ｱと⼈とｲ")});
  document.title = "規程\u200B";
  document.owner = "ﾀﾛｳ";
  document.positions.put("title", {3, 8, 0});
  document.positions.put("owner", {7, 8, 0});
  CHECK(count(test::findings("odd-character", handbook({document}))) == 5);
}

TEST_CASE("placeholders inside longer words are none") {
  for (const char* fine : {"二〇〇五年", "重要確認事項", "TBDX", "20XXL", "○印", "●"}) {
    INFO(fine);
    CHECK(count(test::findings("placeholder", handbook({with({paragraph(fine)})}))) == 0);
  }
  for (const char* bad : {"〇〇部", "○○課", "●●", "△△社", "20XX年", "20yy年", "金額（要確認）", "確認後記載", "TBD"}) {
    INFO(bad);
    CHECK(count(test::findings("placeholder", handbook({with({paragraph(bad)})}))) == 1);
  }
  model::Document document = with({});
  document.approver = "〇〇部長";
  document.positions.put("approver", {9, 11, 0});
  const auto found = test::findings("placeholder", handbook({document}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].position == base::Position{9, 11, 0});
}

TEST_CASE("modal verbs in policies and regulations only") {
  const auto check = [](const char* text, const char* kind) {
    return test::listing(test::findings("modal-verb", handbook({with({paragraph(test::text(text, {20, 1, 0}))}, kind)})));
  };
  CHECK(check("暗号化することが望ましい。", "regulation") == "modal-verb procedures/P-1.md:20:25 '望ましい' obliges nobody\n");
  CHECK(check("従業者は、遵守すべきである。", "policy") == "modal-verb procedures/P-1.md:20:25 'べきである' obliges nobody\n");
  CHECK(check("安全に努めなければならない。", "regulation") == "modal-verb procedures/P-1.md:20:10 '努めなければならない' obliges nobody\n");
  CHECK(check("Staff should lock screens.", "policy") == "modal-verb procedures/P-1.md:20:7 'should' obliges nobody\n");
  CHECK(check("暗号化することが望ましい。", "procedure").empty());
  CHECK(check("登録しなければならない。知るべき者に限る。", "regulation").empty());
  CHECK(check("Shoulder surfing must be prevented.", "regulation").empty());
  model::Alert note;
  note.content = {paragraph("暗号化が望ましい。")};
  CHECK(count(test::findings("modal-verb", handbook({with({{note, {}}}, "regulation")}))) == 0);
}

TEST_CASE("words that markup or mentions cut in two are still one word") {
  model::Reference mention;
  mention.mention = true;
  mention.text = "望ま";
  model::Inlines inlines{{model::Strong{test::text("暗号化が", {5, 3, 0})}, {5, 1, 0}}, {mention, {5, 17, 0}}, {model::Text{"しい。"}, {5, 23, 0}}};
  CHECK(test::listing(test::findings("modal-verb", handbook({with({paragraph(inlines)}, "regulation")}))) ==
        "modal-verb procedures/P-1.md:5:17 '望ましい' obliges nobody\n");
}

model::Block numbered_heading(std::string text) {
  model::Block block = test::heading(1, std::move(text));
  base::get<model::Heading>(block.node).clause.kind = model::ClauseKind::Heading;
  base::get<model::Heading>(block.node).clause.number = "1";
  return block;
}

TEST_CASE("typed numbers in headings") {
  for (const char* bad : {"第3条 目的", "第三条（目的）", "第1章総則", "第3条の2 特例", "2.1 対象", "1. 目的", "１．目的", "5.15 アクセス制御", "（1）対象", "(a) 対象", "① 対象", "1) 対象", "Ⅱ 対象"}) {
    INFO(bad);
    CHECK(count(test::findings("hand-numbering", handbook({with({numbered_heading(bad)})}))) == 1);
  }
  for (const char* fine : {"目的", "第三者による提供", "第5条に基づく届出", "24時間対応", "1.5倍の余裕", "2026年の計画", "2026.1 版の配布", "365日", "3か月ごとの点検", "A.5.15", "（参考）対象", "第4四半期の点検"}) {
    INFO(fine);
    CHECK(count(test::findings("hand-numbering", handbook({with({numbered_heading(fine)})}))) == 0);
  }
  // Where kitei sets no number, a typed one is the author's right.
  CHECK(count(test::findings("hand-numbering", handbook({with({test::heading(1, "第3条 目的")}, "form")}))) == 0);
}

TEST_CASE("typed numbers in items, paragraphs and captions") {
  const auto found = [](model::Block block, std::string kind = "procedure") { return count(test::findings("hand-numbering", handbook({with({std::move(block)}, std::move(kind))}))); };
  CHECK(found(test::list(true, {test::item({paragraph("(1) 申請する")})})) == 1);
  CHECK(found(test::list(true, {test::item({paragraph("申請する")}), test::item({paragraph("② 登録する")})})) == 1);
  CHECK(found(test::list(true, {test::item({paragraph("申請する")})})) == 0);
  CHECK(found(paragraph("（1）申請する")) == 1);
  CHECK(found(paragraph("（ア）申請する"), "regulation") == 1);
  CHECK(found(paragraph("（1）申請する"), "form") == 0);
  CHECK(found(paragraph("（注）申請する")) == 0);
  model::Block clause = paragraph("２　利用者は、申請する。");
  base::get<model::Paragraph>(clause.node).clause.edit().kind = model::ClauseKind::Paragraph;
  CHECK(found(clause, "regulation") == 1);
  model::Block length = paragraph("3 か月を超えてはならない。");
  base::get<model::Paragraph>(length.node).clause.edit().kind = model::ClauseKind::Paragraph;
  CHECK(found(length, "regulation") == 0);
  model::Quote quote;
  quote.content = {paragraph("（1）引用した法令の号")};
  CHECK(found({quote, {}}) == 0);
  model::Table table;
  table.caption = model::Caption{test::text("表1 区分"), {}, {}};
  CHECK(found({table, {}}) == 1);
  table.caption = model::Caption{test::text("区分"), {}, {}};
  CHECK(found({table, {}}) == 0);
}

TEST_CASE("two spellings of one word: the rarer one is reported, once for each document") {
  const auto find = [](std::vector<std::string> texts, std::vector<model::Term> terms = {}) {
    std::vector<model::Document> documents;
    for (std::size_t i = 0; i < texts.size(); ++i) documents.push_back(with({paragraph(test::text(texts[i], {9, 1, 0}))}, "procedure", "P-" + std::to_string(i + 1)));
    model::Handbook whole = handbook(std::move(documents));
    whole.registers.terms = std::move(terms);
    return test::listing(test::findings("term-variant", whole));
  };
  CHECK(find({"法令を遵守する。遵守事項。", "順守する。順守。"}) ==
        "term-variant procedures/P-2.md:9:1 '順守' is elsewhere written '遵守' (2 times), 2 times in this document\n");
  CHECK(find({"順守", "順守"}).empty());
  CHECK(find({"サーバーとサーバー", "サーバを置く"}) == "term-variant procedures/P-2.md:9:1 'サーバ' is elsewhere written 'サーバー' (2 times)\n");
  CHECK(find({"サーバー、ファイルサーバ", "サーバー"}) == "term-variant procedures/P-1.md:9:28 'サーバ' is elsewhere written 'サーバー' (2 times)\n");
  CHECK(find({"ユーザビリティとユーザー"}).empty());
  CHECK(find({"モニタリングとモニター"}).empty());
  CHECK(find({"取扱い。取扱い。", "取扱を定める。取扱台帳。"}) == "term-variant procedures/P-2.md:9:1 '取扱' is elsewhere written '取扱い' (2 times)\n");
  CHECK(find({"媒体の持出し", "媒体を持ち出し、又は廃棄する"}).empty());
  CHECK(find({"影響の見積り", "影響を見積もり、件数を見積もる"}).empty());
  CHECK(find({"影響の見積り", "影響の見積もりを"}) == "term-variant procedures/P-2.md:9:10 '見積もり' is elsewhere written '見積り' (1 times)\n");
  CHECK(find({"媒体の持出し", "媒体の持ち出しは"}) == "term-variant procedures/P-2.md:9:10 '持ち出し' is elsewhere written '持出し' (1 times)\n");
  CHECK(find({"甲又は乙及び丙", "甲または乙"}) == "term-variant procedures/P-2.md:9:4 'または' is elsewhere written '又は' (1 times)\n");
  CHECK(find({"The organisation", "an organization", "organisations"}) ==
        "term-variant procedures/P-2.md:9:4 'organization' is elsewhere written 'organisation' (2 times)\n");
  // The glossary's word stands above its other spellings, however often they occur; its other names are left alone.
  CHECK(find({"順守 順守", "遵守"}, {{"遵守", "", "", {"順守"}, {}}}) ==
        "term-variant procedures/P-1.md:9:1 '順守' is elsewhere written '遵守' (1 times), 2 times in this document\n");
  CHECK(find({"多要素認証", "二要素認証とMFA"}, {{"多要素認証", "", "", {"二要素認証", "MFA"}, {}}}).empty());
}

TEST_CASE("cadences in running text") {
  const auto cadences = [](std::string_view text) {
    std::string out;
    for (const check::FoundCadence& found : check::find_cadences(text)) out += model::cadence_text(found.cadence) + " ";
    return out;
  };
  CHECK(cadences("毎月の確認") == "1m ");
  CHECK(cadences("年1回の点検（5月）と3か月ごとの確認、2年に1回の更新、隔週") == "1y 3m 2y 2w ");
  CHECK(cadences("2024年1回目の会議、4月1回") == "");
  CHECK(cadences("12か月以内に、3年間保管する。年7回") == "");
  CHECK(cadences("manually review the annual plan every 3 months") == "1y 3m ");
  const auto found = check::find_cadences("点検は毎週行う");
  REQUIRE(found.size() == 1);
  CHECK(found[0].from == 9);
  CHECK(found[0].to == 15);
}

model::Block duty(std::string title, std::string every, std::string id = "d") {
  model::Attributes attributes = test::with_id(id);
  attributes.values = {{"every", std::move(every)}};
  model::Block block = test::heading(1, std::move(title), attributes);
  base::get<model::Heading>(block.node).clause.address = {id};
  return block;
}

TEST_CASE("one duty with two frequencies") {
  const auto find = [](std::vector<model::Document> documents) { return test::listing(test::findings("cadence-conflict", handbook(std::move(documents)))); };
  CHECK(find({with({duty("毎月の点検", "1w")})}) == "cadence-conflict procedures/P-1.md:1:1 the text says '毎月', but `every` is 1w\n");
  CHECK(find({with({duty("毎月の点検", "1m")})}).empty());
  CHECK(find({with({duty("点検", "1m"), paragraph("管理者は、四半期ごとに点検する。")})}) ==
        "cadence-conflict procedures/P-1.md:1:16 the text says '四半期ごと', but `every` is 1m\n");
  CHECK(find({with({duty("点検", "1y"), paragraph("毎月の結果を年1回まとめる。")})}).empty());
  model::Document whole = with({duty("点検", "1m")});
  whole.every = "1y";
  whole.positions.put("every", {8, 8, 0});
  CHECK(find({whole}) == "cadence-conflict procedures/P-1.md:8:8 the document says every 1y, but its clause #d says 1m\n");
  whole.every = "1m";
  CHECK(find({whole}).empty());
  whole.every = "12m";
  whole.title = "年1回の見直し";
  whole.body.blocks.clear();
  whole.clauses.clear();
  CHECK(find({whole}).empty());
}

TEST_CASE("a plan that disagrees with the clause it names, and records of two frequencies") {
  const auto row = [](std::string frequency, std::string address) {
    model::Inline named = test::reference("P-1", address);
    base::get<model::Reference>(named.node).target = {model::TargetKind::Document, "P-1", {address}, {}};
    model::Table table;
    table.columns.resize(2);
    table.rows = {{{{{named}, 1, 1, {30, 3, 0}}, {test::text(std::move(frequency)), 1, 1, {30, 20, 0}}}, {}}};
    return model::Block{table, {}};
  };
  const auto find = [](std::vector<model::Document> documents) { return test::listing(test::findings("cadence-conflict", handbook(std::move(documents)))); };
  const model::Document procedure = with({duty("点検", "3m")});
  CHECK(find({procedure, with({row("毎月", "d")}, "handbook", "H-1")}) ==
        "cadence-conflict procedures/H-1.md:30:20 '毎月' here, but P-1#d is done every 3m\n");
  CHECK(find({procedure, with({row("四半期", "d")}, "handbook", "H-1")}).empty());
  CHECK(find({procedure, with({row("毎月", "")}, "handbook", "H-1")}).find("P-1#d") != std::string::npos);
  CHECK(find({procedure, with({row("4月", "d")}, "handbook", "H-1")}).empty());
  model::Document first = with({}), second = with({}, "procedure", "P-2");
  first.every = "1y";
  second.every = "6m";
  for (model::Document* document : {&first, &second}) document->records = {{"アクセス権一覧", "D-12", {}}};
  CHECK(find({first, second}) == "cadence-conflict procedures/P-2.md:1:1 the record 'D-12' is made every 6m here, but every 1y in P-1\n");
  first.by = "管理者";
  second.by = "責任者";
  CHECK(find({first, second}).empty());
}

TEST_CASE("what a kind is not complete without") {
  model::Handbook whole = handbook({with({paragraph("手順")}), with({}, "form", "F-1")});
  CHECK(test::listing(test::findings("controls-missing form-empty", whole)) == "form-empty procedures/F-1.md:1:1 the form 'F-1の題名' has neither a file nor a text\n");
  whole.catalogs = {test::catalog()};
  whole.documents[1].file = "assets/f.xlsx";
  CHECK(test::listing(test::findings("controls-missing form-empty", whole)) ==
        "controls-missing procedures/P-1.md:1:1 the procedure 'P-1の題名' does not say which controls it implements\n");
  whole.documents[0].positions.put("controls", {5, 1, 0});
  CHECK(test::findings("controls-missing form-empty", whole).empty());
  whole.documents[0].positions = {};
  whole.documents[0].clauses = {{{}, "手順", 0, {{"test", "5.1"}}, {}}};
  CHECK(test::findings("controls-missing form-empty", whole).empty());
}

TEST_CASE("terms that nobody uses, and words defined outside the glossary") {
  const auto find = [](std::vector<model::Document> documents, std::vector<model::Term> terms) {
    model::Handbook whole = handbook(std::move(documents));
    whole.registers.terms = std::move(terms);
    return test::listing(test::findings("unused-term term-undefined", whole));
  };
  const std::vector<model::Term> terms{{"情報資産", "", "", {}, {2, 5, 0}}, {"多要素認証", "", "", {"ＭＦＡ"}, {3, 5, 0}}, {"可用性", "", "", {}, {4, 5, 0}}};
  CHECK(find({with({test::heading(1, "情報資産"), paragraph("mfaを使う。")})}, terms) == "unused-term glossary.yaml:4:5 no document uses the term '可用性'\n");
  const model::Document regulation = with({paragraph(test::text("「機微情報」とは、次のものをいう。", {9, 1, 0})), paragraph("「情報資産」とは、…"),
                                           paragraph("いわゆる「機微」とは何か。")}, "regulation");
  CHECK(find({regulation}, {terms[0]}) == "term-undefined procedures/P-1.md:9:4 '機微情報' is defined here, but is not in the glossary\n");
  CHECK(find({regulation}, {}).empty());
}

}  // namespace
}  // namespace kitei
