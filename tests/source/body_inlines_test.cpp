// Typed references, variables and bare URLs.
#include <catch2/catch.hpp>

#include "body_support.h"
#include "source/bare_url.h"
#include "source/body.h"

namespace {

using namespace kitei;

struct Case {
  const char* markdown;
  const char* blocks;
  const char* findings = "";
};

void check(const Case& c) {
  INFO(c.markdown);
  const testing::Result result = testing::read(c.markdown);
  CHECK(result.blocks == c.blocks);
  CHECK(result.findings == c.findings);
}

}  // namespace

TEST_CASE("only what fits the grammar is a reference") {
  for (const Case& c : {
           Case{"[[AB-P-515]]を", "p[@{document AB-P-515}を]"},
           Case{"[[AB-P-515#grant]]", "p[@{document AB-P-515#grant}]"},
           Case{"[[AB-P-515#付与-1]]", "p[@{document AB-P-515#付与-1}]"},
           Case{"[[AB-P-515@1.1]]", "p[@{document AB-P-515@1.1}]"},
           Case{"[[AB-P-515#grant@第2版]]", "p[@{document AB-P-515#grant@第2版}]"},
           Case{"[[AB_a_b_c]]", "p[@{document AB_a_b_c}]"},
           Case{"[[control:5.15]] [[control:iso27001-2022:5.18]]", "p[@{control 5.15} @{control iso27001-2022:5.18}]"},
           Case{"[[requirement:7.2]]", "p[@{requirement 7.2}]"},
           Case{"[[record:アクセス権一覧]]", "p[@{record アクセス権一覧}]"},
           Case{"[[law:個人情報保護法]]", "p[@{law 個人情報保護法}]"},
           Case{"[[term: 情報資産 ]]", "p[@{term 情報資産}]"},
           Case{"**[[AB-P-1]]**を", "p[strong[@{document AB-P-1}]を]"},
           Case{"[[[AB-P-1]]]", "p[[@{document AB-P-1}]]"},
           Case{"| [[AB-P-1]] |\n|---|", "table/1[@{document AB-P-1}]"},
           Case{"# [[AB-P-1]] {#x}", "h1{#x}[@{document AB-P-1}]"},
           // What the parser made of the inside does not matter.
           Case{"[[a]]\n\n[a]: /u", "p[@{document a}]"},
           Case{"[[record:*重要*な一覧]]", "p[@{record *重要*な一覧}]"},
           // No references.
           Case{"[[見出し]]", "p[[[見出し]]]"},
           Case{"[[AB P]]", "p[[[AB P]]]"},
           Case{"[[]]", "p[[[]]]"},
           Case{"[[record:]]", "p[[[record:]]]"},
           Case{"[[other:x]]", "p[[[other:x]]]"},
           Case{"[[AB-P-1#]]", "p[[[AB-P-1#]]]"},
           Case{"[[AB-P-1@]]", "p[[[AB-P-1@]]]"},
           Case{"[[AB-P-1@a b]]", "p[[[AB-P-1@a b]]]"},
           Case{"[[AB-\nP-1]]", "p[[[AB-/P-1]]]"},
           Case{"\\[[AB-P-1]]", "p[[[AB-P-1]]]"},
           Case{"[\\[AB-P-1]]", "p[[[AB-P-1]]]"},
           Case{"`[[AB-P-1]]`", "p[`[[AB-P-1]]`]"},
           Case{"*[[AB*-P-1]]", "p[em[[[AB]-P-1]]]"},
           Case{"[[AB-P-1]](u)", "p[link(u)[[AB-P-1]]]"},
       }) {
    check(c);
  }
}

TEST_CASE("in the plain dialect references and variables are text") {
  CHECK(testing::read("[[AB-P-1]] {{ help_desk }} {{ x }}", source::Dialect::Plain).blocks ==
        "p[[[AB-P-1]] {{ help_desk }} {{ x }}]");
}

TEST_CASE("variables become plain text") {
  for (const Case& c : {
           Case{"{{ password_min_length }}文字、{{help_desk}}", "p[12文字、内線 1234]"},
           Case{"{{ 担当 }}", "p[情報部]"},
           Case{"**{{ password_min_length }}**文字", "p[strong[12]文字]"},
           Case{"[{{ help_desk }}](u)", "p[link(u)[内線 1234]]"},
           Case{"| {{ help_desk }} |\n|---|", "table/1[内線 1234]"},
           // Never read as Markdown again.
           Case{"{{ markup }}", "p[*x* [[A]] <b> https://a.jp]"},
           Case{"\\{{ help_desk }}", "p[{{ help_desk }}]"},
           Case{"`{{ help_desk }}`", "p[`{{ help_desk }}`]"},
           Case{"```\n{{ help_desk }}\n```", "pre()[{{ help_desk }}\n]"},
           Case{"[a](<{{ help_desk }}>)", "p[link({{ help_desk }})[a]]"},
           Case{"https://a.jp/{{help_desk}}", "p[link(https://a.jp/{{help_desk}})[https://a.jp/{{help_desk}}]]"},
           Case{"{{ }} {{ 1 + }", "p[{{ }} {{ 1 + }]"},
           Case{"{{ help_desc }}", "p[{{ help_desc }}]", "1:1 unresolved-variable: no variable `help_desc` is defined"},
           Case{"あ {{ *x* }}", "p[あ {{ em[x] }}]"},
       }) {
    check(c);
  }
}

TEST_CASE("an unknown variable names the nearest one") {
  const auto body = [] {
    source::BodyOptions options;
    options.variables = &testing::variables();
    return source::read_body("{{ help_desc }}", options);
  }();
  REQUIRE(body.diagnostics.size() == 1);
  CHECK(body.diagnostics[0].message.ja == "変数`help_desc`は定義されていません");
  CHECK(body.diagnostics[0].hint.en == "did you mean `help_desk`?");
}

TEST_CASE("variables in a title are replaced too") {
  source::BodyOptions options;
  options.path = "x.md";
  options.variables = &testing::variables();
  const auto title = source::substitute_variables("窓口（{{ help_desk }}）\\{{ a }} {{ b }}", options, {3, 8});
  CHECK(title.value == "窓口（内線 1234）{{ a }} {{ b }}");
  CHECK(testing::findings(title.diagnostics) == "3:44 unresolved-variable: no variable `b` is defined");
}

TEST_CASE("bare URLs are linked and end where the sentence goes on") {
  const auto link = [](const char* url) { return std::string("link(") + url + ")[" + url + "]"; };
  for (const auto& [markdown, blocks] : std::vector<std::pair<std::string, std::string>>{
           {"詳細はhttps://example.jp/pathを参照。", "詳細は" + link("https://example.jp/path") + "を参照。"},
           {"（https://example.jp/a）", "（" + link("https://example.jp/a") + "）"},
           {"https://example.jp/a、次", link("https://example.jp/a") + "、次"},
           {"「https://example.jp/?a=1&b=2」", "「" + link("https://example.jp/?a=1&b=2") + "」"},
           {"https://example.jp/a?b=「c」", link("https://example.jp/a?b=") + "「c」"},
           {"https://a.jp/x_y_z と", link("https://a.jp/x_y_z") + " と"},
           {"https://a.jp/_x_/y", link("https://a.jp/_x_/y")},
           {"https://a.jp/*x*/y", link("https://a.jp/*x*/y")},
           {"**https://a.jp/x**", "strong[" + link("https://a.jp/x") + "]"},
           {"https://a.jp/x\\_y", link("https://a.jp/x_y")},
           {"https://a.jp/?a=1&amp;b=2", link("https://a.jp/?a=1&b=2")},
           {"https://a.jp/x`y`", link("https://a.jp/x") + "`y`"},
           {"https://localhost:8080/x", link("https://localhost:8080/x")},
           {"HTTPS://A.JP", link("HTTPS://A.JP")},
           {"ftp://a.jp/b.", link("ftp://a.jp/b") + "."},
           {"(https://a.jp/(b))", "(" + link("https://a.jp/(b)") + ")"},
           {"www.example.jp/a!", "link(http://www.example.jp/a)[www.example.jp/a]!"},
           {"はwww.example.jpへ", "はlink(http://www.example.jp)[www.example.jp]へ"},
           {"連絡先：info@example.co.jpまで", "連絡先：link(mailto:info@example.co.jp)[info@example.co.jp]まで"},
           {"mailto:a.b@example.jp.", link("mailto:a.b@example.jp") + "."},
           {"xmpp:a@example.jp/res", link("xmpp:a@example.jp/res")},
           // Not linked.
           {"`https://a.jp`", "`https://a.jp`"},
           {"[https://a.jp](u)", "link(u)[https://a.jp]"},
           {"xhttps://a.jp", "xhttps://a.jp"},
           {"https://", "https://"},
           {"https:// a", "https:// a"},
           {"awww.a.jp", "awww.a.jp"},
           {"www.jp_x", "www.jp_x"},
           {"a@b", "a@b"},
           {"a@b.jp-", "a@b.jp-"},
           {"@b.jp", "@b.jp"},
           {"https\\://a.jp", "https://a.jp"},
           {"javascript://a.jp", "javascript://a.jp"},
       }) {
    INFO(markdown);
    CHECK(testing::read(markdown).blocks == "p[" + blocks + "]");
  }
}
