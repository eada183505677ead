#include "resolve/generated.h"

#include <catch2/catch.hpp>

#include "resolve/handbook.h"
#include "resolve/restrict.h"
#include "support/blocks.h"

namespace kitei {
namespace {

model::Block generated(std::string name, std::vector<model::GeneratedTable::Filter> filters = {}) {
  model::Table table;
  table.generated = model::GeneratedTable{std::move(name), std::move(filters), {7, 10, 0}};
  return {std::move(table), {7, 1, 0}};
}

std::string shown(const model::Document& document) {
  const auto& table = base::get<model::Table>(document.body.blocks.at(0).node);
  std::string out;
  for (const model::TableRow& row : table.rows) {
    CHECK(row.cells.size() == table.columns.size());
    std::string line;
    for (const model::TableCell& cell : row.cells) {
      if (!line.empty()) line += " | ";
      line += model::plain_text(cell.content);
      const auto* reference = cell.content.empty() ? nullptr : base::get_if<model::Reference>(&cell.content[0].node);
      if (reference) line += "→" + reference->target.id;
      if (reference && reference->target.kind == model::TargetKind::Withheld) line += "(withheld)";
    }
    out += line + "\n";
  }
  return out;
}

base::Read<model::Handbook> handbook(model::Block block) {
  model::Document secret = test::document("S-1", {}, "form");
  secret.title = "秘密の様式";
  secret.classification = "restricted";
  model::Document draft = test::document("P-2");
  draft.status = model::Status::Draft;
  model::Document procedure = test::document("P-1", {std::move(block)});
  procedure.effective_date = base::parse_date("2026-04-01");
  procedure.owner = "情報システム管理者";
  model::Sources sources = test::sources({std::move(procedure), std::move(draft), std::move(secret),
                                          test::document("R-1", {}, "regulation")});
  sources.registers.records = {{"D-1", "台帳", {{"S-1"}, {}, false, {}}, "管理者", "3y", "internal", {}},
                               {"D-2", "秘密の記録", {}, "責任者", "18m", "restricted", {}}};
  sources.registers.roles = {{"admin", "情報システム管理者", {{"holder", "担当者"}}, {}},
                             {"officer", "責任者", {{"deputy", "部長"}, {"note", "補足"}}, {}}};
  sources.registers.laws = {{"appi", "個人情報の保護に関する法律", {}, {}}};
  return resolve::resolve_handbook(std::move(sources), [](std::string_view) { return false; }, base::in_order);
}

std::string shown(std::string name, std::vector<model::GeneratedTable::Filter> filters = {}) {
  const auto read = handbook(generated(std::move(name), std::move(filters)));
  CHECK(test::listing(read.diagnostics) == "");
  return shown(*read.value.find("P-1"));
}

std::string faults(std::string name, std::vector<model::GeneratedTable::Filter> filters = {}) {
  std::string out;
  for (const auto& d : handbook(generated(std::move(name), std::move(filters))).diagnostics) {
    out += test::listing({d}) + d.hint.en;
  }
  return out;
}

}  // namespace

TEST_CASE("registers become tables in the language of the handbook") {
  CHECK(shown("records") ==
        "番号 | 記録 | 様式 | 責任者 | 保存期間 | 機密区分\n"
        "D-1 | 台帳→D-1 | 秘密の様式→S-1 | 管理者 | 3年 | 社外秘\n"
        "D-2 | 秘密の記録→D-2 |  | 責任者 | 18か月 | 関係者外秘\n");
  CHECK(shown("roles") == "役割 | 担当者 | 代行者 | 備考\n情報システム管理者 | 担当者 |  | \n責任者 |  | 部長 | 補足\n");
  CHECK(shown("laws") == "法令\n個人情報の保護に関する法律→appi\n");
  CHECK(shown("contacts") == "連絡先\n該当なし\n");
}

TEST_CASE("the list of documents has approved ones only, unless a status is asked for") {
  CHECK(shown("documents") ==
        "番号 | 文書名 | 種別 | 版 | 施行日 | 責任者\n"
        "R-1 | R-1の題名→R-1 | 関連規程 | 1.0 |  | \n"
        "P-1 | P-1の題名→P-1 | 実施手順 | 1.0 | 2026年4月1日 | 情報システム管理者\n"
        "S-1 | 秘密の様式→S-1 | 様式 | 1.0 |  | \n");
  CHECK(shown("documents", {{"kind", "regulation", {}}}) == "番号 | 文書名 | 版\nR-1 | R-1の題名→R-1 | 1.0\n");
  CHECK(shown("documents", {{"kind", "関連規程", {}}}) == "番号 | 文書名 | 版\nR-1 | R-1の題名→R-1 | 1.0\n");
  CHECK(shown("documents", {{"status", "draft", {}}}) == "番号 | 文書名 | 種別 | 版\nP-2 | P-2の題名→P-2 | 実施手順 | 1.0\n");
  CHECK(shown("documents", {{"kind", "policy", {}}}).ends_with("該当なし |  |  |  | \n"));
  CHECK(shown("records", {{"owner", "責任者", {}}, {"classification", "関係者外秘", {}}}) ==
        "番号 | 記録 | 保存期間\nD-2 | 秘密の記録→D-2 | 18か月\n");
}

TEST_CASE("no such table, key or kind") {
  CHECK(faults("recods") == "table-invalid procedures/P-1.md:7:10 there is no table 'recods'\ndid you mean 'records'?");
  CHECK(faults("x").find("write records, roles") != std::string::npos);
  CHECK(faults("records", {{"ower", "x", {7, 18, 0}}}) ==
        "table-invalid procedures/P-1.md:7:18 the table has no 'ower' to choose rows by\ndid you mean 'owner'?");
  CHECK(faults("documents", {{"kind", "regulations", {7, 20, 0}}}) ==
        "table-invalid procedures/P-1.md:7:20 there is no kind 'regulations'\ndid you mean 'regulation'?");
}

TEST_CASE("what a reader may not see is in no table") {
  for (const char* name : {"records", "documents"}) {
    const model::Handbook whole = handbook(generated(name)).value;
    resolve::Withheld withheld;
    resolve::withhold(withheld, whole, whole.config, "internal");
    const std::string restricted =
        shown(*resolve::restrict_handbook(whole, withheld, whole.config, "internal").find("P-1"));
    INFO(restricted);
    CHECK(restricted.find("秘密") == std::string::npos);
    CHECK(restricted.find("S-1") == std::string::npos);
    CHECK(restricted.find("D-2") == std::string::npos);
  }
}

TEST_CASE("a list of documents is no reference to them") {
  const auto read = handbook(generated("documents"));
  for (const model::Backlinks& links : read.value.backlinks) CHECK(links.referred_by.empty());
}

}  // namespace kitei
