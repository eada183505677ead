#include "source/front_matter.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "source/config.h"
#include "source/names.h"
#include "support/diagnostics.h"

using namespace kitei;
using base::Language;
using source::FrontMatterShape;

namespace {

const model::Config& config() {
  static const model::Config value = source::read_config(R"(default_classification: internal
audiences: [{id: staff, label: 全従業員, clearance: internal}, {id: admins, label: 管理者, clearance: restricted}]
kinds: [{id: manual, label: ISMSマニュアル, like: regulation}]
)")
                                         .value;
  return value;
}

base::Read<model::Document> read(const std::string& yaml, const std::string& kind = "procedure") {
  const auto value = adapters::parse_yaml(yaml, "procedures/a.md", 2, "front-matter-invalid");
  REQUIRE(tests::shown(value.diagnostics) == "");
  return source::read_front_matter(value.value, {"procedures/a.md", source::Holder::Document, kind}, config());
}

struct Case {
  std::string yaml;
  std::string diagnostics;
  Language language = Language::English;
  std::string kind = "procedure";
};

// The texts hold what is required beside the faulty key.
void check(const Case& c) {
  CAPTURE(c.yaml);
  CHECK(tests::shown(read("id: A\ntitle: 題\n" + c.yaml, c.kind).diagnostics, c.language) == c.diagnostics);
}

std::string place(const model::Document& document, const std::string& key) {
  const base::Position* found = document.positions.find(key);
  if (!found) return "-";
  return std::to_string(found->line) + ":" + std::to_string(found->column);
}

std::string day(const std::optional<base::Date>& date) { return date ? base::iso_date(*date) : "-"; }

}  // namespace

TEST_CASE("front matter ends at --- or ...") {
  struct SplitCase {
    std::string text;
    FrontMatterShape shape;
    std::string yaml;
    std::string body;
    unsigned body_line;
  };
  const std::vector<SplitCase> cases{
      {"---\na: 1\n---\n本文\n", FrontMatterShape::Closed, "a: 1\n", "本文\n", 4},
      {"--- \na: 1\n...\n本文\n", FrontMatterShape::Closed, "a: 1\n", "本文\n", 4},
      {"---\n---\n", FrontMatterShape::Closed, "", "", 3},
      {"---\na: 1\n---", FrontMatterShape::Closed, "a: 1\n", "", 4},
      {"---\na: |\n  x\n  ---\nb: 1\n---\n\n# 見出し\n---\n", FrontMatterShape::Closed, "a: |\n  x\n  ---\nb: 1\n",
       "\n# 見出し\n---\n", 7},
      {"---\na: 1\n", FrontMatterShape::Unclosed, "", "---\na: 1\n", 1},
      {"---", FrontMatterShape::Unclosed, "", "---", 1},
      {"----\na\n---\n", FrontMatterShape::None, "", "----\na\n---\n", 1},
      {"\n---\na: 1\n---\n", FrontMatterShape::None, "", "\n---\na: 1\n---\n", 1},
      {"# 本文\n", FrontMatterShape::None, "", "# 本文\n", 1},
      {"", FrontMatterShape::None, "", "", 1},
  };
  for (const SplitCase& c : cases) {
    CAPTURE(c.text);
    const auto split = source::split_front_matter(c.text);
    CHECK(split.shape == c.shape);
    CHECK(split.parts.yaml == c.yaml);
    CHECK(split.parts.body == c.body);
    CHECK(split.parts.body_line == c.body_line);
  }
}

TEST_CASE("every key of the front matter") {
  const auto result = read(R"(id: AB-P-515
number: AB-標準-250503
title: アクセス制御
kind: regulation
version: "1.2"
status: review
classification: restricted
scope: 全社・全従業員
department: 情報システム部
owner: 管理者
author: 作成者
reviewer: 審査者
approver: 責任者
approval: {ref: 稟議2026-031, method: 電子承認, date: 2026-03-19}
established_date: 2024-04-01
approved_date: 2026-03-19
effective_date: 2026年4月1日
retired_date: 2030/12/31
next_review: 2027-03-31
last_reviewed: 2026-02-10
review_cycle: 1年
reviews: [{date: 2026-02-10, by: 甲, result: 変更なし, minutes: M-1}]
audience: [staff, 管理者]
controls: [5.10, "iso27001-2022:5.18"]
implements: [AB-R-04@1.1]
related: AB-P-516
replaces: [AB-P-15]
replaced_by: []
moved_to: {old-address: "AB-P-516#new-address"}
removed: [other-old-address]
records: [アクセス権一覧]
every: 1y
by: 情報システム管理者
tags: [a, b]
numbering: articles
aliases: [AB-OLD-15]
file: sub/AB-F-012.xlsx
revisions:
  - version: "1.1"
    date: 2025-04-01
    change: editorial
    type: 制定
  - version: "1.2"
    date: 2026-04-01
    approved: 2026-03-19
    author: 甲
    approver: 乙
    type: 一部改正
    change: material
    summary: パスワード長を変更
    reason: 内部監査 24-03
)");
  CHECK(tests::shown(result.diagnostics) == "");
  const model::Document& d = result.value;
  CHECK(d.path == "procedures/a.md");
  CHECK(d.id.text == "AB-P-515");
  CHECK(d.number == "AB-標準-250503");
  CHECK(d.title == "アクセス制御");
  CHECK(d.kind == "regulation");
  CHECK(d.version.text == "1.2");
  CHECK(d.status == model::Status::Review);
  CHECK(d.classification == "restricted");
  CHECK(d.scope == "全社・全従業員");
  CHECK(d.department == "情報システム部");
  CHECK(d.owner + d.author + d.reviewer + d.approver == "管理者作成者審査者責任者");
  CHECK(d.approval.reference == "稟議2026-031");
  CHECK(d.approval.method == "電子承認");
  CHECK(day(d.approval.date) == "2026-03-19");
  CHECK(day(d.established_date) == "2024-04-01");
  CHECK(day(d.approved_date) == "2026-03-19");
  CHECK(day(d.effective_date) == "2026-04-01");
  CHECK(day(d.retired_date) == "2030-12-31");
  CHECK(day(d.next_review) == "2027-03-31");
  CHECK(day(d.last_reviewed) == "2026-02-10");
  CHECK(d.review_cycle_months == 12);
  REQUIRE(d.reviews.size() == 1);
  CHECK(d.reviews[0].by == "甲");
  CHECK(d.reviews[0].minutes == "M-1");
  CHECK(d.audience == std::vector<std::string>{"staff", "admins"});
  REQUIRE(d.controls.size() == 2);
  CHECK(d.controls[0].written == "5.10");
  CHECK(d.controls[1].written == "iso27001-2022:5.18");
  REQUIRE(d.implements.size() == 1);
  CHECK(d.implements[0].id.text == "AB-R-04");
  CHECK(d.implements[0].version.text == "1.1");
  REQUIRE(d.related.size() == 1);
  CHECK(d.replaces.size() == 1);
  CHECK(d.replaced_by.empty());
  CHECK(d.moved_to.at("old-address") == "AB-P-516#new-address");
  CHECK(d.removed == std::vector<std::string>{"other-old-address"});
  REQUIRE(d.records.size() == 1);
  CHECK(d.records[0].name == "アクセス権一覧");
  CHECK(d.every == "1y");
  CHECK(d.by == "情報システム管理者");
  CHECK(d.tags == std::vector<std::string>{"a", "b"});
  CHECK(d.numbering == model::Scheme::Articles);
  REQUIRE(d.aliases.size() == 1);
  CHECK(d.file == "sub/AB-F-012.xlsx");
  REQUIRE(d.revisions.size() == 2);
  CHECK(d.revisions[0].version.text == "1.2");
  CHECK(day(d.revisions[0].date) == "2026-04-01");
  CHECK(day(d.revisions[0].approved) == "2026-03-19");
  CHECK(d.revisions[0].type == model::RevisionType::Amended);
  CHECK(d.revisions[0].summary == "パスワード長を変更");
  CHECK(d.revisions[1].change == model::Significance::Editorial);
  CHECK(d.revisions[1].type == model::RevisionType::Established);

  const std::map<std::string, std::string> places{
      {"id", "2:5"},
      {"approver", "14:11"},
      {"approval.date", "15:61"},
      {"reviews.0", "23:11"},
      {"controls", "25:11"},
      {"controls.0", "25:12"},
      {"controls.1", "25:18"},
      {"related.0", "27:10"},
      {"revisions.0", "44:5"},
      {"revisions.0.date", "45:11"},
      {"revisions.1.date", "41:11"},
      {"part_of", "-"},
      {"moved_to.old-address", "30:25"},
      {"reviews.0.by", "23:34"},
      {"replaced_by", "29:14"},
  };
  for (const auto& [key, expected] : places) {
    CAPTURE(key);
    CHECK(place(d, key) == expected);
  }
}

TEST_CASE("Japanese keys and values mean the same") {
  const auto result = read(R"(文書ID: AB-1
題名: アクセス制御
文書番号: 標準-1
種別: 関連規程
版数: 第2版
状態: 承認済
機密区分: 関係者外秘
適用範囲: 全社
主管部署: 総務部
文書責任者: 甲
承認記録: {稟議番号: 26-1, 承認日: 2026-03-01}
次回見直し日: ２０２７年３月３１日
見直し記録: [{見直し日: 2026-01-05, 実施者: 乙, 結果: 変更なし, 議事録: M}]
対象者: 全従業員
管理策: "5.15"
採番: 条
改訂履歴:
  - {版: 初版, 施行日: 2024-04-01, 区分: 制定, 承認者: 丙, 変更の種類: 実質, 改訂内容: 新規}
  - {版: 第2版, 施行日: 2026-04-01, 承認日: 2026-03-01, 区分: 改正, 承認者: 丁, 変更の種類: 軽微, 概要: 字句, 理由: 点検}
)");
  CHECK(tests::shown(result.diagnostics) == "");
  const model::Document& d = result.value;
  CHECK(d.id.text == "AB-1");
  CHECK(d.title == "アクセス制御");
  CHECK(d.number == "標準-1");
  CHECK(d.kind == "regulation");
  CHECK(d.status == model::Status::Approved);
  CHECK(d.classification == "restricted");
  CHECK(d.owner == "甲");
  CHECK(d.approval.reference == "26-1");
  CHECK(day(d.approval.date) == "2026-03-01");
  CHECK(day(d.next_review) == "2027-03-31");
  CHECK(d.reviews.at(0).by == "乙");
  CHECK(d.audience == std::vector<std::string>{"staff"});
  CHECK(d.numbering == model::Scheme::Articles);
  CHECK(d.revisions.at(0).version.text == "第2版");
  CHECK(d.revisions.at(0).change == model::Significance::Editorial);
  CHECK(d.revisions.at(1).type == model::RevisionType::Established);
  CHECK(d.approver == "丁");
  CHECK(day(d.effective_date) == "2026-04-01");
  CHECK(day(d.established_date) == "2024-04-01");
  CHECK(place(d, "classification") == "8:15");
  CHECK(place(d, "revisions.0.date") == "20:31");
}

TEST_CASE("every kind and status has its Japanese names") {
  const std::map<std::string, std::string> kinds{
      {"基本方針", "policy"},       {"関連規程", "regulation"},   {"規程", "regulation"},
      {"実施手順", "procedure"},    {"手順", "procedure"},        {"様式", "form"},
      {"ハンドブック", "handbook"}, {"ISMSマニュアル", "manual"}, {"Policy", "policy"},
  };
  for (const auto& [written, kind] : kinds) CHECK(read("id: A\ntitle: t\nkind: " + written, "").value.kind == kind);
  const std::map<std::string, model::Status> statuses{
      {"草案", model::Status::Draft},        {"下書き", model::Status::Draft},    {"審査中", model::Status::Review},
      {"承認済み", model::Status::Approved}, {"承認済", model::Status::Approved}, {"廃止", model::Status::Retired},
      {"Retired", model::Status::Retired},
  };
  for (const auto& [written, status] : statuses)
    CHECK(read("id: A\ntitle: t\nstatus: " + written).value.status == status);
}

TEST_CASE("defaults of a document") {
  const auto result = read(R"(id: A
title: t
revisions:
  - {version: "1.0", date: 2024-04-01, approver: 甲}
  - {version: "1.10", date: 2026-04-01, approved: 2026-03-19, approver: 乙}
  - {version: "1.9", date: 2025-04-01}
)");
  CHECK(tests::shown(result.diagnostics) == "");
  const model::Document& d = result.value;
  CHECK(d.number == "A");
  CHECK(d.kind == "procedure");
  CHECK(d.classification == "internal");
  CHECK(d.status == model::Status::Approved);
  CHECK(d.audience.empty());
  CHECK(d.version.text == "1.10");
  CHECK(day(d.effective_date) == "2026-04-01");
  CHECK(day(d.approved_date) == "2026-03-19");
  CHECK(day(d.established_date) == "2024-04-01");
  CHECK(d.approver == "乙");
  CHECK(d.revisions.at(1).version.text == "1.9");
}

TEST_CASE("a part of another document keeps open what it does not say") {
  const auto result = read("id: B\ntitle: t\npart_of: A\n");
  CHECK(tests::shown(result.diagnostics) == "");
  CHECK(result.value.part_of.text == "A");
  CHECK(result.value.number == "");
  CHECK(result.value.classification == "");
  CHECK(result.value.version.empty());
  CHECK(!result.value.positions.contains("classification"));
}

TEST_CASE("faults in front matter") {
  const std::string p = "procedures/a.md:";
  const std::vector<Case> cases{
      {"approvr: 甲\n",
       p + "4:1: front matter: the key 'approvr' is not known [unknown-key] (did you mean 'approver'?)\n"},
      {"文責: 甲\n", p + "4:1: front matter: the key '文責' is not known [unknown-key]\n"},
      {"文書責任: 甲\n",
       p + "4:1: 文書のヘッダーに「文書責任」というキーはありません [unknown-key] "
           "(「文書責任者」の誤りではありませんか)\n",
       Language::Japanese},
      {"承認者: 甲\napprover: 乙\n", p + "5:1: the key 'approver' is given twice: '承認者' means the same "
                                         "[front-matter-invalid] (it stands already on line "
                                         "4)\n"},
      {"effective_date: 2026-02-30\n",
       p + "4:17: effective_date: expected a date such as 2026-04-01, found '2026-02-30' [front-matter-invalid]\n"},
      {"施行日: 来月\n",
       p + "4:12: 「施行日」には2026-04-01 のような日付を書く必要がありますが、「来月」になっています "
           "[front-matter-invalid]\n",
       Language::Japanese},
      {"status: aproved\n", p + "4:9: status: expected one of draft, review, approved, retired, found 'aproved' "
                                "[front-matter-invalid] (did you mean 'approved'?)\n"},
      {"kind: 実施手続\n",
       p + "4:7: kind: expected one of policy, regulation, procedure, handbook, form, manual, found "
           "'実施手続' [front-matter-invalid] (did you mean '実施手順'?)\n"},
      {"classification: top\n", p + "4:17: classification: expected one of public, internal, restricted, found 'top' "
                                    "[front-matter-invalid]\n"},
      {"audience: [stuff]\n",
       p + "4:12: audience: 'stuff' is not an audience of handbook.yaml [front-matter-invalid] (did you "
           "mean 'staff'?)\n"},
      {"controls: {a: b}\n",
       p + "4:11: controls: expected a list, found a map of keys [front-matter-invalid] (text with ': ' "
           "in it needs quotes)\n"},
      {"controls: [[a]]\n", p + "4:12: controls: expected a list of texts, found a list [front-matter-invalid]\n"},
      {"owner: [a]\n", p + "4:8: owner: expected text, found a list [front-matter-invalid]\n"},
      {"review_cycle: 毎年\n",
       p + "4:15: review_cycle: expected a number of months, found '毎年' [front-matter-invalid] (write "
           "12, 6m or 1y)\n"},
      {"aliases: [\"規程-3\"]\n", p + "4:11: '規程-3' is not a valid document id [id-invalid] (use up to 64 of A-Z a-z "
                                      "0-9 . _ -, beginning with a letter "
                                      "or digit, not ending in '.', and no name that Windows reserves (CON, NUL …))\n"},
      {"file: ../../etc/passwd\n",
       p + "4:7: file: '../../etc/passwd' is not a file under assets/ [front-matter-invalid]\n"},
      {"approval:\n  ref:稟議1\n", p + "5:3: approval: expected 'key: value' lines, found 'ref:稟議1' "
                                       "[front-matter-invalid] (a blank is missing after "
                                       "':')\n"},
      {"version: \"1.1\"\nrevisions: [{version: \"1.2\"}, {version: \"1.1\"}]\n",
       p + "4:10: the version 1.1 is not the newest revision 1.2 [version-mismatch] (make them equal: raise the "
           "version, or add "
           "the row to 'revisions')\n"},
      {"revisions:\n  - {date: 2026-04-01}\n", p + "5:5: revisions: 'version' is missing [front-matter-invalid]\n"},
      {"revisions:\n  - {version: 1.0, date: 4月1日}\n",
       p + "5:26: date: expected a date such as 2026-04-01, found '4月1日' [front-matter-invalid]\n"},
      {"revisions:\n  - {version: 1.0, sumary: x}\n",
       p + "5:20: revisions: the key 'sumary' is not known [front-matter-invalid] (did you mean 'summary'?)\n"},
      {"revisions:\n  - {version: 1.0, change: big}\n",
       p + "5:28: change: expected one of material, editorial, found 'big' [front-matter-invalid]\n"},
      {"revisions: なし\n", p + "4:12: revisions: expected a list, found 'なし' [front-matter-invalid]\n"},
      {"revisions:\n  - 1.0\n",
       p + "5:5: revisions: expected 'key: value' lines, found '1.0' [front-matter-invalid]\n"},
      {"",
       p + "2:1: front matter: 'kind' is missing, and the folder does not tell it [front-matter-invalid] (write 'kind: "
           "procedure', or one of policy, regulation, procedure, handbook, form, manual)\n",
       Language::English, ""},
  };
  for (const Case& c : cases) check(c);
}

TEST_CASE("what is missing or invalid about the id") {
  CHECK(
      tests::shown(read("title: t\n").diagnostics) ==
      "procedures/a.md:2:1: the document has no 'id' [id-missing] (add a line such as 'id: AB-P-515'; it never changes "
      "afterwards)\n");
  CHECK(
      tests::shown(read("id:\ntitle: t\n").diagnostics) ==
      "procedures/a.md:2:1: the document has no 'id' [id-missing] (add a line such as 'id: AB-P-515'; it never changes "
      "afterwards)\n");
  CHECK(tests::shown(read("id: A\n").diagnostics) ==
        "procedures/a.md:2:1: front matter: 'title' is missing [front-matter-invalid]\n");
  CHECK(tests::shown(read("- id: A\n").diagnostics) ==
        "procedures/a.md:2:1: front matter: expected 'key: value' lines, found a list [front-matter-invalid]\n");
  CHECK(tests::shown(read("題名：値\n").diagnostics) ==
        "procedures/a.md:2:1: front matter: expected 'key: value' lines, found '題名：値' [front-matter-invalid] (the "
        "colon is "
        "full-width (：): write ':' and a blank)\n");
  for (const char* id : {"規程", "A B", "../A", "A.", "CON", "-A", "nul.txt"}) {
    CAPTURE(id);
    const auto result = read("id: \"" + std::string(id) + "\"\ntitle: t\n");
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].code == "id-invalid");
    CHECK(result.diagnostics[0].position == base::Position{2, 5, 0});
  }
}

TEST_CASE("a mistyped classification never publishes a secret") {
  CHECK(read("id: A\ntitle: t\nclassification: pubic\n").value.classification == "restricted");
}

TEST_CASE("the folder tells the kind") {
  const std::map<std::string, std::string> cases{
      {"policies/a.md", "policy"},
      {"policy/a.md", "policy"},
      {"Regulations/x/y/a.md", "regulation"},
      {"x/procedures/a.md", "procedure"},
      {"handbook/a.md", "handbook"},
      {"forms/a.md", "form"},
      {"policies/procedures/a.md", "procedure"},
      {"manuals/a.md", "manual"},
      {"manual/a.md", "manual"},
      {"a.md", ""},
      {"other/a.md", ""},
  };
  for (const auto& [path, kind] : cases) {
    CAPTURE(path);
    CHECK(source::kind_of_folder(path, config()) == kind);
  }
}

TEST_CASE("review cycles in months") {
  const std::map<std::string, std::optional<int>> cases{
      {"12", 12}, {"6m", 6},  {"1y", 12},   {"1年", 12},    {"６か月", 6}, {"3ヶ月", 3},        {"2Y", 24},
      {"0", {}},  {"-1", {}}, {"毎年", {}}, {"1 世紀", {}}, {"", {}},      {"99999999999", {}},
  };
  for (const auto& [text, months] : cases) {
    CAPTURE(text);
    CHECK(source::parse_months(text) == months);
  }
}

TEST_CASE("tables of names: no spelling stands twice in one table") {
  for (const auto& table : source::name_tables()) {
    std::set<std::string_view> written;
    for (const auto& pair : table.names) {
      CAPTURE(table.title, pair.written);
      CHECK(written.insert(pair.written).second);
    }
  }
}
