#include "render/docx/document.h"

#include <catch2/catch.hpp>

#include <clocale>
#include <cstdlib>
#include <ctime>

#include "adapters/xml.h"
#include "render/docx/sample.h"

using namespace kitei;
namespace docx = render::docx;
using adapters::xml::Element;

namespace {

std::map<std::string, std::string> by_path(const docx::Parts& parts) {
  std::map<std::string, std::string> out;
  for (const auto& part : parts) out[part.path] = part.content();
  return out;
}

// The words of a part as a reader sees them: one line for each paragraph, tabs and breaks as blanks, no field codes.
void read_text(const Element& element, std::string& out) {
  if (element.name == "w:t") out += element.text;
  if (element.name == "w:tab" || element.name == "w:br") out += ' ';
  for (const Element& child : element.children) {
    if (child.name != "w:pPr" && child.name != "w:rPr") read_text(child, out);
  }
  if (element.name == "w:p") out += '\n';
}

std::string text_of(const std::string& part) {
  const auto parsed = adapters::xml::parse(part);
  REQUIRE(parsed.root);
  std::string out;
  read_text(*parsed.root, out);
  return out;
}

std::size_t count(const std::string& text, const std::string& wanted) {
  std::size_t n = 0;
  for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("a package has its parts in the order that programs expect") {
  const model::Handbook handbook = sample::handbook();
  std::vector<std::string> paths;
  for (const auto& part : docx::file_parts(docx::input_of(handbook, handbook.documents[1], sample::options())))
    paths.push_back(part.path);
  CHECK(paths == std::vector<std::string>{"[Content_Types].xml", "_rels/.rels", "word/document.xml", "docProps/app.xml",
                                          "docProps/core.xml", "docProps/custom.xml", "word/_rels/document.xml.rels",
                                          "word/_rels/footnotes.xml.rels", "word/fontTable.xml", "word/footer1.xml",
                                          "word/footnotes.xml", "word/header1.xml", "word/header2.xml",
                                          "word/media/image1.png", "word/media/image2.svg", "word/media/image3.png",
                                          "word/numbering.xml", "word/settings.xml", "word/styles.xml"});
}

TEST_CASE("the text of a document comes back whole and in order") {
  const model::Handbook handbook = sample::handbook();
  const auto parts = by_path(docx::file_parts(docx::input_of(handbook, handbook.documents[1], sample::options())));
  const std::string text = text_of(parts.at("word/document.xml"));
  std::size_t at = 0;
  for (const char* wanted :
       {"株式会社サンプル\n",
        "手順-01　第1.2版\n",
        "アカウント管理手順\n",
        "文書番号\n",
        "手順-01\n",
        "機密区分\n",
        "社外秘\n",
        "施行日\n",
        "2026年4月1日\n",
        "適用範囲\n",
        "全社・全従業員\n",
        "稟議2026-031（電子承認、2026年3月19日）\n",
        "作成\n",
        "審査\n",
        "承認\n",
        "改訂履歴\n",
        "パスワードの長さを12文字以上に改めた\n",
        "内部監査 24-03\n",
        "目次\n",
        "1　目的 ",
        "1.1　付与 ",
        "目的\n",
        "この手順は、アクセス制御規程 第3条（付与）を実施する。詳しくはポータルと1.1 付与を見る。（非公開文書）\n",
        "部門責任者は、申請書を出す。\n",
        "利用者、システム、権限を書く。\n",
        "派遣契約の終了日\n",
        "太字は「方針」、斜体は強調、取消しは旧、符号はsvc- a "
        "b、H2O、m2、鍵盤はCtrl、振り仮名は規程（きてい）。“引用”…①※→も日本語の字で。 改行の後。\n",
        "表1　停止と返却の期限\n",
        "区分\n",
        "内容\n",
        "期限\n",
        "社内\n",
        "図1　設定画面\n",
        "［図：受付の写真］\n",
        "注記\n",
        "注意\n",
        "引用の一段目。\n",
        "kitei build  kitei check --strict\n",
        "☑ 済んだ\n",
        "☐ 未了\n",
        "この文書が実施する管理策\n",
        "5.15\n",
        "アクセス制御\n",
        "文書全体\n",
        "5.18\n",
        "アクセス権\n",
        "1.1 付与\n"}) {
    INFO(wanted);
    const std::size_t found = text.find(wanted, at);
    CHECK(found != std::string::npos);
    if (found != std::string::npos) at = found;
  }
  CHECK(text.find("KT-99") == std::string::npos);
  CHECK(text_of(parts.at("word/footnotes.xml")) ==
        "\n\n JIS Q 27001:2023 の附属書A。\n 注の中のリンク\n注の二段目。\n");
  CHECK(text_of(parts.at("word/header1.xml")) == "社外秘 アカウント管理手順 手順-01　第1.2版\n");
  CHECK(text_of(parts.at("word/header2.xml")) == "社外秘\n");
}

TEST_CASE("a regulation ends with 以上, a procedure does not") {
  const model::Handbook handbook = sample::handbook();
  const auto options = sample::options();
  const auto text = [&](std::size_t i) {
    return text_of(by_path(docx::file_parts(docx::input_of(handbook, handbook.documents[i], options))).at("word/document.xml"));
  };
  CHECK(text(0).ends_with("以上\n"));
  CHECK(text(1).find("以上\n") == std::string::npos);
}

TEST_CASE("no field asks to be updated when the file is opened") {
  const model::Handbook handbook = sample::handbook();
  for (const auto& part : docx::file_parts(docx::binder_input(handbook, sample::options()))) {
    INFO(part.path);
    CHECK(part.content().find("w:dirty") == std::string_view::npos);
    CHECK(part.content().find("updateFields") == std::string_view::npos);
  }
}

TEST_CASE("links between documents jump inside a binder and are text in a single file") {
  const model::Handbook handbook = sample::handbook();
  const auto options = sample::options();
  const std::string anchor = "w:anchor=\"dtj_2d01__grant\"";
  const auto binder = by_path(docx::file_parts(docx::binder_input(handbook, options)));
  CHECK(count(binder.at("word/document.xml"), anchor) == 2);
  CHECK(count(binder.at("word/document.xml"), "w:name=\"dtj_2d01__grant\"") == 1);
  CHECK(count(binder.at("word/document.xml"), "<w:sectPr>") == 4);
  const auto single = by_path(docx::file_parts(docx::input_of(handbook, handbook.documents[0], options)));
  CHECK(single.at("word/document.xml").find("dtj") == std::string::npos);
  CHECK(single.at("word/document.xml").find("w:anchor=\"cart_2d3_2d1_2d2\"") != std::string::npos);  // 第3条第1項第2号
  CHECK(single.at("word/_rels/document.xml.rels").find("External") == std::string::npos);
}

TEST_CASE("a link text that does not name its document is followed by number and title") {
  model::Handbook handbook = sample::handbook();
  model::Link link;
  link.content = sample::text("別の手順");
  link.target = {model::TargetKind::Document, "TJ-01", {}, {}};
  handbook.documents[0].body.blocks = {sample::paragraph({{link, {}}})};
  const auto parts = by_path(docx::file_parts(docx::input_of(handbook, handbook.documents[0], sample::options())));
  CHECK(text_of(parts.at("word/document.xml")).find("別の手順（手順-01 アカウント管理手順）\n") != std::string::npos);
}

TEST_CASE("only web and mail addresses lead out of a file") {
  struct Case {
    std::string url;
    std::string target;  // "" = no relationship
  };
  for (const Case& c : std::vector<Case>{{"https://example.jp/規程 a", "https://example.jp/%E8%A6%8F%E7%A8%8B%20a"},
                                         {"HTTP://example.jp/", "HTTP://example.jp/"},
                                         {"mailto:a@example.jp", "mailto:a@example.jp"},
                                         {"javascript:alert(1)", ""},
                                         {"file:///etc/passwd", ""},
                                         {"//example.jp/x", ""},
                                         {"https://example.jp/" + std::string(3000, 'a'), ""}}) {
    INFO(c.url);
    model::Handbook handbook = sample::handbook();
    handbook.documents[0].body.blocks = {sample::paragraph({sample::web_link(c.url, "外")})};
    const auto parts = by_path(docx::file_parts(docx::input_of(handbook, handbook.documents[0], sample::options())));
    const std::string& rels = parts.at("word/_rels/document.xml.rels");
    CHECK((rels.find("External") != std::string::npos) == !c.target.empty());
    CHECK(rels.find("Target=\"" + c.target + "\"") != (c.target.empty() ? 0 : std::string::npos));
    CHECK(text_of(parts.at("word/document.xml")).find("外\n") != std::string::npos);
  }
}

TEST_CASE("the properties come from the document") {
  const model::Handbook handbook = sample::handbook();
  const auto parts = by_path(docx::file_parts(docx::input_of(handbook, handbook.documents[1], sample::options())));
  const std::string& core = parts.at("docProps/core.xml");
  for (const char* wanted :
       {"<dc:title>アカウント管理手順</dc:title>", "<dc:creator>情報システム部</dc:creator>",
        "<dc:language>ja-JP</dc:language>", "<cp:revision>2</cp:revision>", "<cp:version>1.2</cp:version>",
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2024-04-01T00:00:00Z</dcterms:created>",
        "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">2026-03-19T00:00:00Z</dcterms:modified>"}) {
    INFO(wanted);
    CHECK(core.find(wanted) != std::string::npos);
  }
  CHECK(core.find("山田") == std::string::npos);
  const std::string& custom = parts.at("docProps/custom.xml");
  CHECK(custom.find("name=\"文書番号\"><vt:lpwstr>手順-01<") != std::string::npos);
  CHECK(custom.find("name=\"機密区分\"><vt:lpwstr>社外秘<") != std::string::npos);
}

TEST_CASE("a draft is marked on every page, and the status line replaces the status") {
  const model::Handbook handbook = sample::handbook();
  auto options = sample::options();
  options.draft = true;
  options.status_line = "2026年4月1日から施行";
  options.texts["draft"] = "（案）";
  const auto parts = by_path(docx::file_parts(docx::input_of(handbook, handbook.documents[1], options)));
  CHECK(text_of(parts.at("word/header1.xml")).ends_with("第1.2版　（案）\n"));
  CHECK(text_of(parts.at("word/document.xml")).find("（案）　2026年4月1日から施行\n") != std::string::npos);
}

TEST_CASE("the same input gives the same bytes in any time zone and language") {
  const model::Handbook handbook = sample::handbook();
  const auto options = sample::options();
  const auto write = [&] {
    return docx::write_file(docx::input_of(handbook, handbook.documents[1], options)) + docx::write_file(docx::binder_input(handbook, options));
  };
  const std::string first = write();
  setenv("TZ", "Asia/Tokyo", 1);
  setenv("LANG", "de_DE.UTF-8", 1);
  tzset();
  const char* changed = std::setlocale(LC_ALL, "");
  const std::string second = write();
  std::setlocale(LC_ALL, "C");
  setenv("TZ", "America/St_Johns", 1);
  tzset();
  const std::string third = write();
  unsetenv("TZ");
  tzset();
  static_cast<void>(changed);
  CHECK(first == second);
  CHECK(first == third);
}

TEST_CASE("hostile text gives well-formed parts without forbidden characters") {
  const model::Handbook handbook = sample::handbook();
  const auto parts = by_path(docx::file_parts(docx::input_of(handbook, handbook.documents[2], sample::options())));
  for (const auto& [path, bytes] : parts) {
    if (!path.ends_with(".xml") && !path.ends_with(".rels")) continue;
    INFO(path);
    CHECK(adapters::xml::parse(bytes).root.has_value());
    for (const char* forbidden : {"\x01", "\x08", "\x1F", "\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
      CHECK(bytes.find(forbidden) == std::string::npos);
    }
  }
  const std::string text = text_of(parts.at("word/document.xml"));
  CHECK(text.find("𠮷野家、葛\U000E0100飾、👩‍👩‍👧、〜（U+"
                  "301C）、①、が（か\u3099）、\u200Fعربي") != std::string::npos);
  CHECK(text.find(" 端の空白 \n") != std::string::npos);
  CHECK(text.find("(47) 尽きた仮名\n") != std::string::npos);
  CHECK(text.find(std::string(3000, 'W')) != std::string::npos);
}

TEST_CASE("a handbook without documents still gives a binder") {
  const auto parts = by_path(docx::file_parts(docx::binder_input(model::Handbook{}, sample::options())));
  CHECK(count(parts.at("word/document.xml"), "<w:sectPr>") == 1);
}

TEST_CASE("retired documents are not in the binder") {
  model::Handbook handbook = sample::handbook();
  handbook.documents[0].status = model::Status::Retired;
  const std::string text = text_of(by_path(docx::file_parts(docx::binder_input(handbook, sample::options()))).at("word/document.xml"));
  CHECK(text.find("第3条の2") == std::string::npos);
  CHECK(text.find("アカウント管理手順") != std::string::npos);
}

TEST_CASE("a draft edition marks what is new, not what it takes over as it is in force") {
  const model::Handbook handbook = sample::handbook();
  const model::Document& document = handbook.documents[1];
  const std::set<std::string> carried{document.id.folded()};
  auto options = sample::options();
  options.draft = true;
  const auto status_in = [&](const std::string& part) {
    const auto parts = by_path(docx::file_parts(docx::input_of(handbook, document, options)));
    return text_of(parts.at(part));
  };
  CHECK(status_in("word/document.xml").find("（案）") != std::string::npos);
  CHECK(status_in("word/document.xml").find("承認済（未施行）\n") != std::string::npos);
  CHECK(status_in("word/document.xml").find("案　承認済") == std::string::npos);
  options.carried_over = &carried;
  CHECK(status_in("word/document.xml").find("案）") == std::string::npos);
  CHECK(status_in("word/document.xml").find("承認済\n") != std::string::npos);
  CHECK(status_in("word/header1.xml").ends_with("第1.2版\n"));
  options.carried_over = nullptr;
  options.language = base::Language::English;
  CHECK(status_in("word/document.xml").find("Approved (not yet in force)\n") != std::string::npos);
}

TEST_CASE("no page is opened for an empty line: after the cover, nor after a table that ends the file") {
  model::Handbook handbook = sample::handbook();
  const auto body_of = [&](const model::Document& document) {
    return by_path(docx::file_parts(docx::input_of(handbook, document, sample::options()))).at("word/document.xml");
  };
  const std::string regulation = body_of(handbook.documents[1]);
  CHECK(regulation.find("w:br w:type=\"page\"") == std::string::npos);
  CHECK(regulation.find("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/><w:pageBreakBefore/></w:pPr></w:p>") !=
        std::string::npos);
  model::Document table_last = handbook.documents[1];
  table_last.numbering = model::Scheme::None;
  table_last.controls.clear();
  table_last.clauses.clear();
  table_last.body.blocks = {sample::table(2, {{"項目", "内容"}, {"氏名", ""}})};
  CHECK(body_of(table_last).find("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/></w:pPr></w:p><w:sectPr>") !=
        std::string::npos);
}

TEST_CASE("a revision table that would run over the cover begins the next page, and the text follows it") {
  model::Handbook handbook = sample::handbook();
  model::Document& document = handbook.documents[1];
  const auto order = [&] {
    const std::string body = by_path(docx::file_parts(docx::input_of(handbook, document, sample::options()))).at("word/document.xml");
    return body.find("<w:pageBreakBefore/>") < body.find("改訂履歴");
  };
  CHECK_FALSE(order());
  model::Revision revision;
  revision.version = model::parse_version("1.0");
  revision.summary = "第5条（持出し）の承認者を部門責任者に改め、期間を14日以内とし、あわせて様式を改めた";
  document.revisions.assign(30, revision);
  CHECK(order());
}

TEST_CASE("a form begins with what is to be filled in") {
  model::Handbook handbook = sample::handbook();
  model::Document& document = handbook.documents[1];
  handbook.config.kinds.push_back({"form", {"Form", "様式"}, model::BaseKind::Form, "F", model::Scheme::None});
  document.kind = "form";
  document.body.blocks = {sample::table(2, {{"氏名を書く欄", "内容"}, {"所属", ""}})};
  const auto parts = by_path(docx::file_parts(docx::input_of(handbook, document, sample::options())));
  const std::string& body = parts.at("word/document.xml");
  const auto at = [&](std::string_view text) { return body.find(text); };
  CHECK(at(document.title) < at("氏名を書く欄"));
  CHECK(at("氏名を書く欄") < at("<w:pageBreakBefore/>"));
  CHECK(at("<w:pageBreakBefore/>") < at("文書番号"));
  CHECK(at("文書番号") < at("改訂履歴"));
  CHECK(at("w:titlePg") == std::string::npos);
  CHECK(text_of(parts.at("word/header1.xml")).find("第1.2版") != std::string::npos);
}

TEST_CASE("dates stay on one line, and a catalogue is named once above its plain numbers") {
  model::Handbook handbook = sample::handbook();
  model::Document& document = handbook.documents[1];
  document.controls = {{"5.15", {"iso27001-2022", "5.15"}, {}}, {"A-1", {"other", "A-1"}, {}}, {"5.16", {"iso27001-2022", "5.16"}, {}}};
  handbook.catalogs[0].title = "ISO/IEC 27001:2022 附属書A";
  const std::string text =
      text_of(by_path(docx::file_parts(docx::input_of(handbook, document, sample::options()))).at("word/document.xml"));
  const model::Catalog* catalog = handbook.find_catalog("iso27001-2022");
  REQUIRE(catalog);
  const std::string table = text.substr(text.rfind("管理策番号"));
  CHECK(table.find(catalog->title) != std::string::npos);
  CHECK(table.find(catalog->title) == table.rfind(catalog->title));
  CHECK(table.find("iso27001-2022:") == std::string::npos);
  CHECK(table.find("5.15") < table.find("5.16"));
  CHECK(table.find("5.16") < table.find("other"));
  CHECK(table.find("other") < table.find("A-1"));
}
