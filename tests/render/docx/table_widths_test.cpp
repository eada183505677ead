#include "render/docx/table_widths.h"

#include <catch2/catch.hpp>

#include <numeric>

#include "render/docx/sample.h"

using namespace kitei;
using render::docx::column_widths;

namespace {

model::Table table_of(const std::vector<std::vector<std::string>>& rows) {
  return base::get<model::Table>(sample::table(static_cast<unsigned>(rows[0].size()), rows).node);
}

}  // namespace

TEST_CASE("column widths follow the author, else the text, and always add up") {
  auto table = table_of({{"番号", "項目", "説明"}, {"1", "短い", std::string(300, 'x')}});
  const auto by_text = column_widths(table, 9000);
  CHECK(by_text[0] == by_text[1]);
  CHECK(by_text[2] > 7000);
  table.widths = {1, 1, 1};
  CHECK(column_widths(table, 9000) == std::vector<int>{3000, 3000, 3000});
  table.widths = {2, 1, 1.5};
  CHECK(column_widths(table, 9000) == std::vector<int>{4000, 2000, 3000});
}

TEST_CASE("a column of long sentences leaves room for columns of shorter ones") {
  const auto widths = column_widths(table_of({{std::string(60, 'a'), std::string(4000, 'b')}}), 9070);
  CHECK(std::accumulate(widths.begin(), widths.end(), 0) == 9070);
  CHECK(widths[0] > 900);
  CHECK(widths[1] > widths[0]);
}

TEST_CASE("many columns still have a width each") {
  const std::vector<std::string> row(200, "列");
  const auto widths = column_widths(table_of({row}), 9070);
  CHECK(std::accumulate(widths.begin(), widths.end(), 0) == 9070);
  for (int width : widths) CHECK(width >= 1);
}

TEST_CASE("a column to fill in by hand gets a fair share") {
  const auto form = column_widths(table_of({{"確認する事項", "はい・いいえ", "備考"},
                                            {std::string(90, 'a'), "", ""},
                                            {std::string(200, 'b'), "", ""}}),
                                  9000);
  CHECK(std::accumulate(form.begin(), form.end(), 0) == 9000);
  CHECK(form[1] >= 2400);
  CHECK(form[2] >= 2400);
  // A wholly blank form is divided evenly.
  const auto blank = column_widths(table_of({{"氏名", "所属及び役職", "日"}, {"", "", ""}}), 9000);
  CHECK(blank == std::vector<int>{3000, 3000, 3000});
  // A column with a single word in it is no such column, nor is one of a table that has a header only.
  const auto filled = column_widths(table_of({{"番号", "内容"}, {"", std::string(300, 'b')}, {"1", ""}}), 9000);
  CHECK(filled[0] < 1000);
  const auto header = column_widths(table_of({{"番", std::string(40, 'b')}}), 9000);
  CHECK(header[0] < header[1]);
}
