#include "source/registers.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "source/config.h"
#include "source/soa.h"
#include "support/diagnostics.h"

using namespace kitei;

namespace {

const model::Config& config() {
  static const model::Config value =
      source::read_config("default_classification: internal\ndefault_catalog: iso27001-2022\n").value;
  return value;
}

base::Read<model::Registers> read(const std::string& file, const std::string& text) {
  return source::read_registers({{file, text}}, config());
}

}  // namespace

TEST_CASE("registers are optional") {
  const auto read = source::read_registers({}, config());
  CHECK(tests::shown(read.diagnostics) == "");
  CHECK(read.value.records.empty());
}

TEST_CASE("records.yaml") {
  const auto result = read(
      "records.yaml",
      "records:\n"
      "  - {id: D-12, title: アクセス権一覧, form: AB-F-012@1.0, owner: 総務, retention: 3y, classification: 社外秘}\n"
      "  - {記録名: 入退室記録, 保存期間: 1年}\n");
  CHECK(tests::shown(result.diagnostics) == "");
  REQUIRE(result.value.records.size() == 2);
  const model::Record& record = result.value.records[0];
  CHECK(record.id == "D-12");
  CHECK(record.title == "アクセス権一覧");
  CHECK(record.form.id.text == "AB-F-012");
  CHECK(record.form.version.text == "1.0");
  CHECK(record.retention == "3y");
  CHECK(record.classification == "internal");
  CHECK(record.position == base::Position{2, 5, 0});
  CHECK(result.value.records[1].id == "入退室記録");
}

TEST_CASE("glossary.yaml under terms, glossary or as a list") {
  for (const std::string head : {"terms:\n", "glossary:\n", "用語:\n", ""}) {
    const auto result =
        read("glossary.yaml", head +
                                  "- {term: 資産, reading: しさん, definition: 守るもの, aliases: [情報資産]}\n"
                                  "- {用語: 脅威, 読み: きょうい, 定義: 害, 別名: リスク源}\n");
    CAPTURE(head);
    CHECK(tests::shown(result.diagnostics) == "");
    REQUIRE(result.value.terms.size() == 2);
    CHECK(result.value.terms[0].reading == "しさん");
    CHECK(result.value.terms[1].term == "脅威");
    CHECK(result.value.terms[1].aliases == std::vector<std::string>{"リスク源"});
  }
}

TEST_CASE("roles, laws, contacts and external documents keep the author's further keys") {
  for (const std::string file : {"roles", "laws", "contacts", "external"}) {
    const auto result =
        read(file + ".yaml", file + ":\n  - {id: X-1, title: 甲, 電話: 内線 1, 部署: [総務, 人事], map: {a: b}}\n");
    CAPTURE(file);
    CHECK(tests::shown(result.diagnostics) == "");
    const auto& list = file == "roles"      ? result.value.roles
                       : file == "laws"     ? result.value.laws
                       : file == "contacts" ? result.value.contacts
                                            : result.value.external;
    REQUIRE(list.size() == 1);
    CHECK(list[0].id == "X-1");
    CHECK(list[0].title == "甲");
    CHECK(list[0].fields == std::vector<std::pair<std::string, std::string>>{
                                {"電話", "内線 1"}, {"部署", "総務、人事"}, {"map", "a: b"}});
  }
}

TEST_CASE("items of a list stay apart when one of them has a comma") {
  const auto result = read("roles.yaml", "- {id: a, duties: [承認, 任命]}\n- {id: b, duties: [\"方針、規程の承認\", 任命]}\n");
  CHECK(result.value.roles[0].fields[0].second == "承認、任命");
  CHECK(result.value.roles[1].fields[0].second == "方針、規程の承認／任命");
}

TEST_CASE("variables in the words of registers") {
  model::Config settings = config();
  settings.variables = {{"help_desk", "内線 1234"}, {"years", "3"}};
  settings.organisation = "株式会社サンプル";
  const auto contacts = source::read_registers(
      {{"contacts.yaml",
        "- {id: desk, title: 窓口, phone: \"{{ help_desk }}／\\\\{{ help_desk }}\", of: \"{{organisation}}\"}\n"
        "- {id: \"{{ help_desk }}\"}\n"
        "- {id: other, phone: \"{{ help_dek }}\"}\n"},
       {"glossary.yaml", "- {term: 記録, definition: \"{{ years }}年間残すもの\"}\n"}},
      settings);
  const auto& entries = contacts.value.contacts;
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].fields[0].second == "内線 1234／{{ help_desk }}");
  CHECK(entries[0].fields[1].second == "株式会社サンプル");
  CHECK(entries[1].id == "{{ help_desk }}");
  CHECK(entries[1].title == "{{ help_desk }}");
  CHECK(contacts.value.terms[0].definition == "3年間残すもの");
  REQUIRE(contacts.diagnostics.size() == 1);
  CHECK(contacts.diagnostics[0].code == "unresolved-variable");
  CHECK(contacts.diagnostics[0].path == "contacts.yaml");
  CHECK(contacts.diagnostics[0].position.line == 3);
}

TEST_CASE("faults in registers") {
  struct Case {
    std::string file;
    std::string text;
    std::string diagnostics;
  };
  const std::vector<Case> cases{
      {"records.yaml", "records: [{owner: x}]\n",
       "records.yaml:1:11: the entry has neither 'id' nor 'title' [register-invalid]\n"},
      {"records.yaml", "records: [{id: A, ower: x}]\n",
       "records.yaml:1:19: records.yaml: the key 'ower' is not known [unknown-key] (did you mean 'owner'?)\n"},
      {"records.yaml", "- {id: A}\n- {id: A}\n",
       "records.yaml:2:3: 'A' is given twice [register-invalid] (it stands already on line 1)\n"},
      {"records.yaml", "recods: []\n",
       "records.yaml:1:1: records.yaml: the key 'recods' is not known [unknown-key] (did you mean 'records'?)\n"},
      {"records.yaml", "records: [a]\n",
       "records.yaml:1:11: records.yaml: expected 'key: value' lines, found 'a' [register-invalid]\n"},
      {"records.yaml", "records: \"x\n",
       "records.yaml:1:10: the quote \" that opens here is never closed [register-invalid] (close the text with \" on "
       "the same "
       "line)\n"},
      {"records.yaml", "ただの文\n",
       "records.yaml:1:1: records.yaml: expected 'key: value' lines, found 'ただの文' [register-invalid]\n"},
      {"glossary.yaml", "- {reading: x}\n", "glossary.yaml:1:3: glossary.yaml: 'term' is missing [register-invalid]\n"},
      {"glossary.yaml", "- {term: a}\n- {term: a}\n",
       "glossary.yaml:2:3: 'a' is given twice [register-invalid] (it stands already on line 1)\n"},
      {"laws.yaml", "laws: [{memo: x}]\n",
       "laws.yaml:1:8: the entry has neither 'id' nor 'title' [register-invalid]\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(tests::shown(read(c.file, c.text).diagnostics) == c.diagnostics);
  }
}

TEST_CASE("soa.yaml") {
  const auto read = source::read_soa(R"(document: {id: AB-SOA, title: 適用宣言書, version: "3.0", 承認者: 甲}
catalog: iso27001-2022
controls:
  "5.15": {applicable: yes, reason: 必要, status: implemented}
  8.4: {applicable: no, reason: 開発なし}
  "5.10": {適用: 適用外, 理由: 対象なし, 状態: 一部実施}
  "5.11": いいえ
)",
                                     config());
  CHECK(tests::shown(read.diagnostics) == "");
  const model::StatementOfApplicability& soa = read.value;
  CHECK(soa.path == "soa.yaml");
  CHECK(soa.catalog == "iso27001-2022");
  CHECK(soa.document.id.text == "AB-SOA");
  CHECK(soa.document.version.text == "3.0");
  CHECK(soa.document.approver == "甲");
  CHECK(soa.document.classification == "internal");
  REQUIRE(soa.entries.size() == 4);
  CHECK(soa.entries[0].control == "5.15");
  CHECK(soa.entries[0].applicable);
  CHECK(soa.entries[0].status == model::Implementation::Implemented);
  CHECK(soa.entries[0].position == base::Position{4, 3, 0});
  CHECK(soa.entries[1].control == "8.4");
  CHECK_FALSE(soa.entries[1].applicable);
  CHECK(soa.entries[2].status == model::Implementation::Partial);
  CHECK_FALSE(soa.entries[2].applicable);
  CHECK_FALSE(soa.entries[3].applicable);
}

TEST_CASE("soa.yaml without a document part has an id, a title and the default catalogue") {
  const auto read = source::read_soa("controls: {}\n", config());
  CHECK(tests::shown(read.diagnostics) == "");
  CHECK(read.value.document.id.text == "SoA");
  CHECK(read.value.document.title == "適用宣言書");
  CHECK(read.value.catalog == "iso27001-2022");
}

TEST_CASE("faults in soa.yaml") {
  struct Case {
    std::string text;
    std::string diagnostics;
  };
  const std::vector<Case> cases{
      {"controls: {\"5.1\": {applicable: maybe}}\n",
       "soa.yaml:1:32: applicable: expected one of yes, no, found 'maybe' [register-invalid]\n"},
      {"controls: {\"5.1\": {aplicable: yes}}\n",
       "soa.yaml:1:20: control 5.1: the key 'aplicable' is not known [unknown-key] (did you mean 'applicable'?)\n"},
      {"controls: {\"5.1\": {status: done}}\n",
       "soa.yaml:1:28: status: expected one of implemented, partial, planned, none, "
       "found 'done' [register-invalid] (did you mean 'none'?)\n"},
      {"controls: [a]\n",
       "soa.yaml:1:11: controls: expected one 'control: {applicable: …}' line for each control "
       "[register-invalid]\n"},
      {"controls:\n  5.1: {reason: a}\n  5.1: {reason: b}\n",
       "soa.yaml:3:3: the key '5.1' is given twice [register-invalid] (it stands already on line 2)\n"},
      {"document: {effective_date: x}\n",
       "soa.yaml:1:28: effective_date: expected a date such as 2026-04-01, found 'x' [front-matter-invalid]\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(tests::shown(source::read_soa(c.text, config()).diagnostics) == c.diagnostics);
  }
}
