#include "resolve/duty.h"

#include <catch2/catch.hpp>

#include "resolve/handbook.h"
#include "support/blocks.h"

namespace kitei {
namespace {

model::Attributes with_value(std::string key, std::string value) {
  model::Attributes attributes;
  attributes.position = {7, 10, 0};
  attributes.values.emplace_back(std::move(key), std::move(value));
  attributes.value_positions.push_back({7, 20, 0});
  return attributes;
}

struct Result {
  model::ClauseEntry entry;
  std::string diagnostics;
};

Result read(std::string key, std::string value) {
  model::Sources sources =
      test::sources({test::document("P-1", {test::heading(1, "総則"), test::heading(2, "点検", with_value(key, value))})});
  sources.registers.roles = {{"manager", "情報セキュリティ管理者", {}, {}}, {"admin", "情報システム管理者", {}, {}}};
  auto handbook = resolve::resolve_handbook(std::move(sources), [](std::string_view) { return false; }, base::in_order);
  const model::Document& document = *handbook.value.find("P-1");
  const auto& heading = base::get<model::Heading>(document.body.blocks[1].node);
  CHECK(heading.duty == document.clauses[1].duty);
  CHECK(document.clauses[0].duty->every.empty());
  return {document.clauses[1], test::listing(handbook.diagnostics)};
}

}  // namespace

TEST_CASE("a heading's date, cadence and role stand in the list of clauses") {
  CHECK(read("effective", "2026-07-01").entry.duty->effective == base::parse_date("2026-07-01"));
  CHECK(read("every", "6m").entry.duty->every == "6m");
  CHECK(read("by", "情報システム管理者").entry.duty->by == "情報システム管理者");
  CHECK(read("by", "admin").entry.duty->by == "情報システム管理者");
  CHECK(read("by", "admin、MANAGER").entry.duty->by == "情報システム管理者、情報セキュリティ管理者");
  CHECK(read("by", "admin").diagnostics.empty());
}

TEST_CASE("wrong dates, cadences and roles are reported at the value") {
  CHECK(read("effective", "2026-02-30").diagnostics.find("attribute-invalid procedures/P-1.md:7:20 ") != std::string::npos);
  CHECK_FALSE(read("effective", "2026-02-30").entry.duty->effective);
  CHECK(read("every", "ときどき").diagnostics.find("cadence-invalid procedures/P-1.md:7:20 ") != std::string::npos);
  CHECK(read("by", "情報システム管理").diagnostics.find("unknown-role procedures/P-1.md:7:20 ") != std::string::npos);
  CHECK(read("by", "admin, nobody").diagnostics.find("unknown-role procedures/P-1.md:7:27 ") != std::string::npos);
}

TEST_CASE("without roles.yaml any role is as good as another") {
  auto handbook = resolve::resolve_handbook(
      test::sources({test::document("P-1", {test::heading(1, "点検", with_value("by", "総務部長"))})}),
      [](std::string_view) { return false; }, base::in_order);
  CHECK(handbook.diagnostics.empty());
  CHECK(handbook.value.documents[0].clauses[0].duty->by == "総務部長");
}

}  // namespace kitei
