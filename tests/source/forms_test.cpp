// {{ date … }}, {{ table … }}, definition lists and 《《圏点》》.
#include <catch2/catch.hpp>

#include "body_support.h"
#include "source/body.h"

namespace {

using namespace kitei;

struct Case {
  const char* markdown;
  const char* blocks;
  const char* findings = "";
};

void check(const Case& c, source::Dialect dialect = source::Dialect::Handbook) {
  INFO(c.markdown);
  const testing::Result result = testing::read(c.markdown, dialect);
  CHECK(result.blocks == c.blocks);
  CHECK(result.findings == c.findings);
}

}  // namespace

TEST_CASE("dates are written in words") {
  for (const Case& c : {
           Case{"{{ date 2026-04-01 }}から", "p[2026年4月1日から]"},
           Case{"{{date 2026-04-01|era}}", "p[令和8年4月1日]"},
           Case{"{{ date 2019-05-01 | era }}", "p[令和元年5月1日]"},
           Case{"{{ date 2019-04-30 | era }}", "p[平成31年4月30日]"},
           Case{"{{ date 1989-01-07 | era }}", "p[昭和64年1月7日]"},
           Case{"{{ date 1989-01-08 | era }}", "p[平成元年1月8日]"},
           Case{"{{ date 1926-12-25 | era }}", "p[昭和元年12月25日]"},
           Case{"{{ date 2026/04/01 }}", "p[2026年4月1日]"},
           Case{"{{ date 2024-02-29 }}", "p[2024年2月29日]"},
           Case{"| 日 |\n|---|\n| {{ date 2026-04-01 \\| era }} |", "table/1[日 / 令和8年4月1日]"},
           Case{"`{{ date 2026-04-01 }}` \\{{ date x }}", "p[`{{ date 2026-04-01 }}` {{ date x }}]"},
       }) {
    check(c);
  }
}

TEST_CASE("what is no date is reported at its place") {
  check({"施行は{{ date 2026-02-30 }}", "p[施行は{{ date 2026-02-30 }}]", "1:18 date-invalid: '2026-02-30' is no date"});
  check({"{{ date }}", "p[{{ date }}]", "1:1 unresolved-variable: no variable `date` is defined"});
  check({"{{ date tomorrow }}", "p[{{ date tomorrow }}]", "1:9 date-invalid: 'tomorrow' is no date"});
  check({"{{ date 2026-04-01 | wareki }}", "p[{{ date 2026-04-01 | wareki }}]",
         "1:22 date-invalid: 'wareki' is no way to write a date"});
  check({"一行\n{{ date 2026-13-01 }}", "p[一行/{{ date 2026-13-01 }}]", "2:9 date-invalid: '2026-13-01' is no date"});
}

TEST_CASE("an English handbook has English dates") {
  source::BodyOptions options;
  options.language = base::Language::English;
  CHECK(testing::shown(source::read_body("{{ date 2026-04-01 }}, {{ date 2026-04-01 | era }}", options).value.blocks) ==
        "p[1 April 2026, 令和8年4月1日]");
}

TEST_CASE("terms and their definitions") {
  for (const Case& c : {
           Case{"用語\n: 定義", "dl[用語; : 定義]"},
           Case{"用語\n： 定義", "dl[用語; : 定義]"},
           Case{"用語\n:　定義", "dl[用語; : 定義]"},
           Case{"**用語** と `code`\n: 定義の[リンク](u)", "dl[strong[用語] と `code`; : 定義のlink(u)[リンク]]"},
           Case{"一\n二\n: 甲\n: 乙", "dl[一; 二; : 甲; : 乙]"},
           Case{"一\n: 甲は、\n続く", "dl[一; : 甲は、続く]"},
           Case{"一\n: 甲\n\n二\n: 乙", "dl[一; : 甲; 二; : 乙]"},
           Case{"一\n: 甲\n\n: 乙", "dl[一; : 甲; : 乙]"},
           Case{"一\n: 甲\n\n段落\n\n二\n: 乙", "dl[一; : 甲] p[段落] dl[二; : 乙]"},
           Case{"- 一\n  : 甲", "ul[dl[一; : 甲]]"},
           Case{"> 一\n> : 甲", "quote[dl[一; : 甲]]"},
           Case{"一\n: 甲[^1]\n\n[^1]: 注", "dl[一; : 甲^1.1] note1x1[p[注]]"},
       }) {
    check(c);
  }
}

TEST_CASE("what is no definition list") {
  for (const Case& c : {
           Case{": 一", "p[: 一]"},
           Case{"段落\n\n: 一", "p[段落] p[: 一]"},
           Case{"一\n:甲", "p[一/:甲]"},
           Case{"一\n:", "p[一/:]"},
           Case{"一\n: ", "p[一/:]"},
           Case{"一\n\\: 甲", "p[一/: 甲]"},
           Case{"一\n&#58; 甲", "p[一/: 甲]"},
           Case{"*一\n: 甲*", "p[em[一/: 甲]]"},
           Case{"10: 30", "p[10: 30]"},
           Case{"表: 題名\n\n| 一 |\n|---|\n| 二 |", "table/1caption[題名][一 / 二]"},
           Case{"![図](a.png)\n図: 題名", "figure(a.png)[図]caption[題名]"},
           Case{"# 一\n: 甲", "h1[一] p[: 甲]"},
       }) {
    check(c);
  }
  check({"用語\n: 定義", "p[用語/: 定義]"}, source::Dialect::Plain);
}

TEST_CASE("emphasis dots") {
  for (const Case& c : {
           Case{"これは《《必ず》》守る", "p[これはdots[必ず]守る]"},
           Case{"《《一》》《《二》》", "p[dots[一]dots[二]]"},
           Case{"《《**太**と`c`と[[A-1]]》》", "p[dots[strong[太]と`c`と@{document A-1}]]"},
           Case{"**《《強》》**", "p[strong[dots[強]]]"},
           Case{"[《《字》》](u)", "p[link(u)[dots[字]]]"},
           Case{"| 《《表》》 |\n|---|\n| 二 |", "table/1[dots[表] / 二]"},
           Case{"《《一\n二》》", "p[dots[一二]]"},
           Case{"《《{{ 担当 }}》》", "p[dots[情報部]]"},
           Case{"『《《規程》》』", "p[『dots[規程]』]"},
           Case{"《《《名》》》", "p[dots[《名》]]"},
           Case{"《《《《深い》》》》", "p[dots[dots[深い]]]"},
       }) {
    check(c);
  }
  for (const Case& c : {
           Case{"《《", "p[《《]"},
           Case{"》》《《", "p[》》《《]"},
           Case{"《《》》", "p[《《》》]"},
           Case{"《一》", "p[《一》]"},
           Case{"**《《一**》》", "p[strong[《《一]》》]"},
           Case{"`《《一》》`", "p[`《《一》》`]"},
       }) {
    check(c);
  }
  check({"《《必ず》》", "p[《《必ず》》]"}, source::Dialect::Plain);
}

TEST_CASE("generated tables wait for the registers") {
  for (const Case& c : {
           Case{"{{ table records }}", "generated[records@10]"},
           Case{"{{table  roles}}", "generated[roles@10]"},
           Case{"表: 題名 {#t}\n\n{{ table documents kind=procedure owner=\"情報 部\" }}",
                "generatedcaption{#t}[題名][documents@10 kind=procedure@20 owner=情報 部@35]"},
           Case{"- 項目\n\n  {{ table laws }}", "ul~[p[項目] generated[laws@12]]"},
           Case{"`{{ table laws }}`", "p[`{{ table laws }}`]"},
       }) {
    check(c);
  }
  check({"{{ table documents kind }}", "generated[documents@10]",
         "1:20 table-invalid: what the rows must be is written key=value"});
  check({"一覧：{{ table laws }}", "p[一覧：{{ table laws }}]", "1:10 table-invalid: a table stands in a paragraph of its own"});
  check({"{{ table records }}", "p[{{ table records }}]"}, source::Dialect::Plain);
}
