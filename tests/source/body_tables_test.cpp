// Merged cells and the shape of tables.
#include <catch2/catch.hpp>

#include "body_support.h"

namespace {

using namespace kitei;

struct Case {
  const char* markdown;
  const char* blocks;
  const char* findings = "";
};

}  // namespace

TEST_CASE("cells join the one above or to the left") {
  for (const Case& c : {
           Case{"| 項目 | < | 備考 |\n|---|---|---|\n| 一 | 二 | 三 |\n| ^ | 四 | ^ |",
                "table/1[項目(1x2) | - | 備考 / 一(2x1) | 二 | 三(2x1) / - | 四 | -]"},
           Case{"|a|b|c|\n|-|-|-|\n|x|<|y|\n|^|<|^|\n|1|2|3|",
                "table/1[a | b | c / x(2x2) | - | y(2x1) / - | - | - / 1 | 2 | 3]"},
           Case{"|a|b|c|\n|-|-|-|\n|x|<|<|", "table/1[a | b | c / x(1x3) | - | -]"},
           Case{"|a|\n|-|\n|x|\n|^|\n|^|", "table/1[a / x(3x1) / - / -]"},
           Case{"|a|b|\n|-|-|\n| \\^ | \\< |", "table/1[a | b / ^ | <]"},
           Case{"|a|b|\n|-|-|\n| `^` | ^^ |", "table/1[a | b / `^` | ^^]"},
           Case{"|a|b|\n|-|-|\n|x|y|\n| ^ | <b |", "table/1[a | b / x(2x1) | y / - | <b]"},
           Case{"|a|b|\n|-|-|\n|^|<|", "table/1[a | b / ^(1x2) | -]",
                "3:2 table-shape: `^` has no cell above to join in this part of the table"},
           Case{"|<|b|\n|-|-|\n|x|y|", "table/1[< | b / x | y]",
                "1:2 table-shape: `<` has no cell to its left to join"},
           Case{"|a|b|\n|-|-|\n|x|y|\n|^|<|\n|^|z|", "table/1[a | b / x | y / ^ | < / ^ | z]",
                "3:2 table-shape: the cells joined to this one make no rectangle"},
           Case{"表: 題 {header-rows=2}\n\n|a|b|\n|-|-|\n|^|c|\n|x|y|",
                "table/2caption{header-rows=2}[題][a(2x1) | b / - | c / x | y]"},
           Case{"表: 題 {header-rows=9}\n\n|a|b|\n|-|-|\n|x|y|", "table/2caption{header-rows=9}[題][a | b / x | y]",
                "1:11 table-shape: '9' is no number of header rows of a table with 2 rows"},
           Case{"表: 題 {header-rows=x}\n\n|a|b|\n|-|-|\n|x|y|", "table/1caption{header-rows=x}[題][a | b / x | y]",
                "1:11 table-shape: 'x' is no number of header rows of a table with 2 rows"},
       }) {
    INFO(c.markdown);
    const testing::Result result = testing::read(c.markdown);
    CHECK(result.blocks == c.blocks);
    CHECK(result.findings == c.findings);
  }
}

TEST_CASE("rows that are too long or too short are reported") {
  const testing::Result result = testing::read("> |一|二|\n> |-|-|\n> |三|四|五|\n> |六|\n> |七\\|八|九|\n");
  CHECK(result.blocks == "quote[table/1[一 | 二 / 三 | 四 / 六 |  / 七|八 | 九]]");
  CHECK(result.findings ==
        "3:3 table-shape: this row has 3 cells where the table has 2 columns\n"
        "4:3 table-shape: this row has 1 cells where the table has 2 columns");
}

TEST_CASE("captions give widths, header columns and the page") {
  for (const Case& c : {
           Case{"表: 題 {widths=\"2, 1\" header-columns=1 landscape}\n\n|a|b|\n|-|-|\n|x|y|",
                "table/1caption{widths=2, 1 header-columns=1 landscape}[題]landscape(2:1)[a | b / #x | y]"},
           Case{"表：題 {widths=\"2,1,1\"}\n\n|a|b|\n|-|-|\n|x|y|",
                "table/1caption{widths=2,1,1}[題][a | b / x | y]",
                "1:12 table-shape: 3 widths are given for a table with 2 columns"},
           Case{"表: 題 {widths=\"2,-1\"}\n\n|a|b|\n|-|-|\n|x|y|", "table/1caption{widths=2,-1}[題][a | b / x | y]",
                "1:11 table-shape: '2,-1' is no list of positive numbers"},
           Case{"表: 題 {widths=\"2,0\"}\n\n|a|b|\n|-|-|\n|x|y|", "table/1caption{widths=2,0}[題][a | b / x | y]",
                "1:11 table-shape: '2,0' is no list of positive numbers"},
           Case{"表: 題 {header-columns=3}\n\n|a|b|\n|-|-|\n|x|y|",
                "table/1caption{header-columns=3}[題][a | b / x | y]",
                "1:11 table-shape: '3' is no number of header columns of a table with 2 columns"},
           Case{"表: 題 {width=\"2,1\" landscap}\n\n|a|b|\n|-|-|\n|x|y|",
                "table/1caption{width=2,1 landscap}[題][a | b / x | y]",
                "1:11 unknown-key: 'width' is no attribute of such a caption\n"
                "1:23 unknown-key: 'landscap' is no attribute of such a caption"},
       }) {
    INFO(c.markdown);
    const testing::Result result = testing::read(c.markdown);
    CHECK(result.blocks == c.blocks);
    CHECK(result.findings == c.findings);
  }
}

TEST_CASE("notes under a table and the marks that lead to them") {
  for (const Case& c : {
           Case{"|a|b|\n|-|-|\n|甲※1|乙※２と※1|\n\n※1 一つ目。\n続き。\n※2：二つ目",
                "table/1[a | b / 甲^※1.1 | 乙^※２.1と^※1.2] ※1x2[一つ目。続き。] ※2x1[二つ目]"},
           Case{"|a|\n|-|\n|**甲※1**|\n\n※1 注\n\n本文※1", "table/1[a / strong[甲^※1.1]] ※1x1[注] p[本文※1]"},
           Case{"|a|\n|-|\n|甲※1|\n\n本文", "table/1[a / 甲※1] p[本文]",
                "3:5 table-note: there is no note '※1' under this table"},
           Case{"|a|\n|-|\n|甲|\n\n※1 注", "table/1[a / 甲] ※1x0[注]",
                "5:1 table-note: no cell of the table has the mark '※1'"},
           Case{"|a|\n|-|\n|甲※1|\n\n※1 注\n※1 注", "table/1[a / 甲^※1.1] ※1x1[注] ※1x0[注]",
                "6:1 table-note: a second note for '※1' stands under this table"},
           Case{"|a|\n|-|\n|`※1` ※|\n\n※ 全体の注", "table/1[a / `※1` ^※.1] ※x1[全体の注]"},
           Case{"|a|\n|-|\n|甲|\n\n※ 全体の注", "table/1[a / 甲] ※x0[全体の注]"},
           Case{"|a|\n|-|\n|※12345|", "table/1[a / ※12345]"},
           Case{"表: 題\n\n|a|\n|-|\n|甲※1|\n\n※1 注\n出典：*某*", "table/1caption[題]source[em[某]][a / 甲^※1.1] ※1x1[注]"},
           Case{"|a|\n|-|\n|甲|\n\n出典：某", "table/1[a / 甲] x0[出典：某]"},
           Case{"※1 表の下でない段落", "p[※1 表の下でない段落]"},
           Case{"|a|b|\n|-|-|\n|甲※1|乙|\n※1 注", "table/1[a | b / 甲※1 | 乙 / ※1 注 | ]",
                "3:5 table-note: there is no note '※1' under this table\n"
                "4:1 table-note: there is no note '※1' under this table\n"
                "4:1 table-shape: this row has 1 cells where the table has 2 columns"},
       }) {
    INFO(c.markdown);
    const testing::Result result = testing::read(c.markdown);
    CHECK(result.blocks == c.blocks);
    CHECK(result.findings == c.findings);
  }
}

TEST_CASE("fenced tables hold what a pipe table cannot") {
  for (const Case& c : {
           Case{"```table\nrows:\n  - [a, b]\n  - [c, '']\n```", "table/0[a | b / c | ]"},
           Case{"```table\nheader: [a, b]\nrows:\n  - [c, d]\n```", "table/1[a | b / c | d]"},
           Case{"```table\nheader:\n  - [a, {text: b, colspan: 2}]\n  - [^, c, d]\nrows:\n  - [e, <, f]\n```",
                "table/2[a(2x1) | b(1x2) | - / - | c | d / e(1x2) | - | f]"},
           Case{"```table\nrows:\n  - [{text: a, rowspan: 2, header: yes}, b]\n  - [c]\n```",
                "table/0[#a(2x1) | b / - | c]"},
           Case{"```table\ncaption: 題 *x*\nid: t-1\nlandscape: yes\nsource: 某\nwidths: [1, 2]\nheader_columns: 1\n"
                "rows:\n  - [a※1, b]\nnotes:\n  - ※1 注\n```",
                "table/0caption{#t-1}[題 em[x]]source[某]landscape(1:2)[#a^※1.1 | b] ※1x1[注]"},
           Case{"表: 題 {#t widths=\"1,3\"}\n\n```table\nrows:\n- [a, b]\n```\n\n※ 注",
                "table/0caption{#t widths=1,3}[題](1:3)[a | b] ※x0[注]"},
           Case{"```table\nrows:\n  - - |\n      一\n\n      - 二\n      - 三\n    - 'x **y**'\n```",
                "table/0[<p[一] ul[p[二]; p[三]]> | x strong[y]]"},
           Case{"```表\n題名: 題\n見出し行: [甲, 乙]\n行:\n  - [丙, {内容: 丁, 列結合: 1}]\n注記: ※ 注\n```",
                "table/1caption[題][甲 | 乙 / 丙 | 丁] ※x0[注]"},
           // What does not fit.
           Case{"```table\nrows:\n  - [a, b]\n  - [c]\n  - [d, e, f]\n```", "table/0[a | b / c |  / d | e]",
                "4:5 table-shape: this row fills 1 columns where the table has 2\n"
                "5:5 table-shape: this row fills 3 columns where the table has 2"},
           Case{"```table\nheader: [{text: a, rowspan: 3}, b]\nrows:\n  - [c, {text: d, colspan: 99, rowspan: 99}]\n```",
                "table/1[a | b / c | d]",
                "2:10 table-shape: this cell covers 3 rows, but the header has 1 more\n"
                "4:9 table-shape: this cell covers 99 columns, but 1 are free here\n"
                "4:9 table-shape: this cell covers 99 rows, but the table has 1 more"},
           Case{"```table\nrows:\n  - [a]\nwidth: 3\n```", "table/0[a]", "4:1 unknown-key: table: the key 'width' is not known"},
           Case{"> ```table\n> rows:\n>   - [a, {txt: b}]\n> ```", "quote[table/0[a | ]]",
                "3:12 unknown-key: cell: the key 'txt' is not known"},
           Case{"```table\nrows:\n  - [a, [b]]\n```", "table/0[a | ]",
                "3:9 table-invalid: a list stands where a cell is expected"},
           Case{"```table\nrows:\n  - - |\n      # 見出し\n```", "table/0[strong[見出し]]",
                "4:7 table-shape: a heading cannot stand in a cell"},
           Case{"```table\nrows:\n  - [\"[[A\", \"{{ nix }}\"]\n```", "table/0[[[A | {{ nix }}]",
                "3:14 unresolved-variable: no variable `nix` is defined"},
           Case{"```table\n```", "pre(table)[]", "1:1 table-invalid: the table is empty"},
       }) {
    INFO(c.markdown);
    const testing::Result result = testing::read(c.markdown);
    CHECK(result.blocks == c.blocks);
    CHECK(result.findings == c.findings);
  }
  CHECK(testing::read("```table\nrows: [[a]]\n```", source::Dialect::Plain).blocks == "pre(table)[rows: [[a]]\n]");
}

TEST_CASE("figures have a caption, a source and a width") {
  for (const Case& c : {
           Case{"![構成](a.png)\n\n図: 題 {#f width=\"60%\"}\n出典: *某*",
                "figure(a.png 60%)[構成]caption{#f width=60%}[題]source[em[某]]"},
           Case{"![構成](a.png)\n図：題\n\n出典：某", "figure(a.png)[構成]caption[題]source[某]"},
           Case{"![構成](a.png)\n図：題\n出典：某", "figure(a.png)[構成]caption[題]source[某]"},
           Case{"![構成](a.png){width=\"50%\"}\n\n図：題 {source=\"某\"}",
                "figure(a.png 50%)[構成]caption{source=某}[題]source[某]"},
           Case{"![](a.png){decorative}", "p[image(a.png decorative)[]]"},
           Case{"文![](a.png){decorative}文 ![b](c.png){width=30%}。",
                "p[文image(a.png decorative)[]文 image(c.png 30%)[b]。]"},
           Case{"![a](b.png){x}", "p[image(b.png)[a]{x}]"},
           Case{"![構成](a.png)\n図：題 {width=\"0\" widht=2}", "figure(a.png)[構成]caption{width=0 widht=2}[題]",
                "2:12 image-size: '0' is no width of a picture\n"
                "2:22 unknown-key: 'widht' is no attribute of such a caption"},
       }) {
    INFO(c.markdown);
    const testing::Result result = testing::read(c.markdown);
    CHECK(result.blocks == c.blocks);
    CHECK(result.findings == c.findings);
  }
}
