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
           Case{"表: 題 {header-rows=9}\n\n|a|b|\n|-|-|\n|x|y|", "table/2caption{header-rows=9}[題][a | b / x | y]"},
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
