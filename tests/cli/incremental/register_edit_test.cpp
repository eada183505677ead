#include "cli/incremental/register_edit.h"

#include <catch2/catch.hpp>

#include "cli/load/load.h"

namespace kitei {
namespace {

const base::FileTree kFiles{
    {"handbook.yaml", "title: 規程集\nlanguage: ja\nvariables: {desk: 内線1}\n"},
    {"catalogs/c.yaml", "id: c\ntitle: 管理策\ngroups:\n  - id: \"5\"\n    title: 組織\n    controls:\n      - {id: \"5.1\", title: 方針}\n      - {id: \"5.2\", title: 役割}\n"},
    {"catalogs/r.yaml",
     "id: r\ntitle: 要求事項\ngroups:\n  - id: \"7\"\n    title: 支援\n    controls:\n      - {id: \"7.1\", title: 資源, maps: {c: [\"5.2\"]}}\n"},
    {"soa.yaml", "document: {title: 適用宣言書, version: \"1.0\", classification: internal}\ncatalog: c\ncontrols:\n"
                 "  \"5.1\": {applicable: yes, reason: 要, status: implemented}\n  \"5.2\": {applicable: yes, reason: 法令, status: planned}\n"},
    {"records.yaml", "records:\n  - {id: D-1, title: 台帳, owner: 管理者, retention: 3y}\n  - {id: D-2, title: 点検記録, owner: 利用者, retention: 1y}\n"},
    {"glossary.yaml", "terms:\n  - {term: 情報資産, reading: じょうほうしさん, definition: 価値のある情報。}\n  - {term: 認証, reading: にんしょう, definition: 確かめること。, aliases: [確認]}\n"},
    {"roles.yaml", "roles:\n  - {id: manager, title: 管理者, holder: 課長}\n"},
    {"laws.yaml", "laws:\n  - {id: 個情法, title: 個人情報の保護に関する法律, requires: 管理}\n"},
    {"contacts.yaml", "contacts:\n  - {id: desk, title: 窓口, phone_or_url: \"{{ desk }}\"}\n"},
    {"external.yaml", "external:\n  - {id: rules, title: 就業規則, classification: internal}\n"},
};

std::optional<cli::RegisterEdit> edit_of(const std::string& path, const std::string& from, const std::string& to) {
  base::FileTree now = kFiles;
  std::string& text = now.at(path);
  REQUIRE(text.find(from) != std::string::npos);
  text.replace(text.find(from), from.size(), to);
  const base::Read<model::Sources> read = cli::read_registers_and_catalogs(now);
  return cli::compare_registers(read, now, cli::registers_of(kFiles), {path});
}

TEST_CASE("an edit of words reaches what shows them") {
  using Names = std::set<std::string, std::less<>>;
  using Controls = std::set<model::ControlId>;
  struct Case {
    const char *path, *from, *to;
    Names terms, records;
    Controls controls;
  };
  const Case cases[] = {
      {"glossary.yaml", "価値のある情報。", "守るべき情報。", {"情報資産"}, {}, {}},
      {"glossary.yaml", "terms:", "# 注\nterms:", {}, {}, {}},
      {"records.yaml", "retention: 3y", "retention: 5y", {}, {"D-1"}, {}},
      {"records.yaml", "owner: 利用者", "owner: 全員", {}, {}, {}},
      {"roles.yaml", "課長", "部長", {}, {}, {}},
      {"laws.yaml", "requires: 管理", "requires: 届出", {}, {}, {}},
      {"contacts.yaml", "{{ desk }}", "内線2", {}, {}, {}},
      {"contacts.yaml", "contacts:", "contacts:\n  - {id: police, title: 警察}", {}, {}, {}},
      {"contacts.yaml", "title: 窓口", "title: 受付", {}, {}, {}},
      {"external.yaml", "classification: internal", "classification: internal, issuer: 人事", {}, {}, {}},
      {"soa.yaml", "reason: 要", "reason: 契約", {}, {}, {{"c", "5.1"}}},
      {"soa.yaml", "planned", "implemented", {}, {}, {{"c", "5.2"}, {"r", "7.1"}}},
      {"soa.yaml", "  \"5.1\": {applicable: yes, reason: 要, status: implemented}\n", "", {}, {}, {{"c", "5.1"}}},
      {"soa.yaml", "version: \"1.0\"", "version: \"1.1\"", {}, {}, {}},
  };
  for (const Case& each : cases) {
    CAPTURE(each.path, each.to);
    const auto edit = edit_of(each.path, each.from, each.to);
    REQUIRE(edit);
    CHECK(edit->paths == std::vector<std::string>{each.path});
    CHECK(edit->terms == each.terms);
    CHECK(edit->records == each.records);
    CHECK(edit->controls == each.controls);
    CHECK_FALSE(edit->other_roles);
  }
  CHECK(edit_of("roles.yaml", "title: 管理者", "title: 責任者")->other_roles);
  CHECK(edit_of("roles.yaml", "roles:", "roles:\n  - {id: user, title: 利用者}")->other_roles);
}

TEST_CASE("an edit of names, secrecy or allowances, and one with faults, may reach everything") {
  const char* const cases[][3] = {
      {"glossary.yaml", "term: 認証", "term: 本人確認"},
      {"glossary.yaml", "にんしょう", "ニンショウ"},  // the search finds it by its reading
      {"glossary.yaml", "[確認]", "[検証]"},
      {"glossary.yaml", "terms:\n", "terms:\n  - {term: 端末, reading: たんまつ, definition: 機器。}\n"},
      {"glossary.yaml", "terms:\n", "terms:\n  - {term: 端末, colour: 赤}\n"},
      {"records.yaml", "title: 台帳", "title: 帳面"},
      {"records.yaml", "id: D-2", "id: D-3"},
      {"records.yaml", "retention: 3y", "retention: 3y, classification: restricted"},
      {"records.yaml", "records:", "# kitei: allow unknown-record until 2026-12\nrecords:"},
      {"records.yaml", "retention: 3y", "colour: 赤"},
      {"records.yaml", "records:", "records: ["},
      {"roles.yaml", "holder: 課長", "holder: 課長, classification: internal"},
      {"roles.yaml", "  - {id: manager, title: 管理者, holder: 課長}", "  []"},
      {"contacts.yaml", "title: 窓口", "title: 受付, classification: restricted"},
      {"laws.yaml", "id: 個情法", "id: 保護法"},
      {"contacts.yaml", "{{ desk }}", "{{ nobody }}"},
      {"external.yaml", "classification: internal", "classification: restricted"},
      {"soa.yaml", "catalog: c", "catalog: r"},
      {"soa.yaml", "classification: internal", "classification: restricted"},
      {"soa.yaml", "status: planned", "status: soon"},
  };
  for (const auto& [path, from, to] : cases) {
    CAPTURE(path, to);
    CHECK_FALSE(edit_of(path, from, to));
  }
}

TEST_CASE("registers that come are no edit of words") {
  base::FileTree before = cli::registers_of(kFiles);
  before.erase("laws.yaml");
  CHECK_FALSE(cli::compare_registers(cli::read_registers_and_catalogs(kFiles), kFiles, before, {"laws.yaml"}));
  CHECK(before.size() == 6);
  CHECK_FALSE(cli::is_register("handbook.yaml"));
  CHECK_FALSE(cli::is_register("editions/2025.1/roles.yaml"));
}

TEST_CASE("documents show generated tables, explain terms and leave records") {
  cli::RegisterEdit edit;
  edit.terms = {"認証"};
  edit.records = {"D-1"};
  model::Document document;
  resolve::DocumentUses uses;
  uses.terms = {"情報資産"};
  CHECK_FALSE(edit.is_shown_by(document, uses));
  uses.terms.emplace_back("認証");
  CHECK(edit.is_shown_by(document, uses));
  uses.terms.clear();
  model::RecordReference record;
  record.id = "D-1";
  document.records.push_back(record);
  CHECK(edit.is_shown_by(document, uses));
  document.records.clear();
  uses.everything = true;
  CHECK(edit.is_shown_by(document, uses));
  uses.everything = false;
  document.by = "管理者";
  CHECK_FALSE(edit.is_shown_by(document, uses));
  edit.other_roles = true;
  CHECK(edit.is_asked_by(document, uses));
  document.by.clear();
  CHECK_FALSE(edit.is_asked_by(document, uses));
  model::Duty duty;
  duty.by = "管理者";
  document.clauses.emplace_back().duty = base::Rare(std::move(duty));
  CHECK(edit.is_asked_by(document, uses));
}

}  // namespace
}  // namespace kitei
