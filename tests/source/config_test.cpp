#include "source/config.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/diagnostics.h"

using namespace kitei;
using model::Scheme;
using source::read_config;

namespace {

struct Case {
  std::string text;
  std::string diagnostics;
  base::Language language = base::Language::English;
};

// `default_classification` is given in each text, so that its own warning does not repeat everywhere.
void check(const Case& c) {
  CAPTURE(c.text);
  CHECK(tests::shown(read_config(c.text + "default_classification: internal\n").diagnostics, c.language) ==
        c.diagnostics);
}

}  // namespace

TEST_CASE("an empty handbook.yaml is a usable handbook") {
  const auto read = read_config("");
  CHECK(tests::shown(read.diagnostics) ==
        "handbook.yaml:1:1: handbook.yaml names no default_classification: documents without a classification count as "
        "'restricted' [classification-missing] (add a line such as 'default_classification: restricted')\n");
  CHECK(tests::shown(read.diagnostics, base::Language::Japanese) ==
        "handbook.yaml:1:1: handbook.yaml に default_classification "
        "がないため、区分のない文書は最も厳しい「関係者外秘」とみなします "
        "[classification-missing] (「default_classification: restricted」のような行を追加してください)\n");
  const model::Config& config = read.value;
  CHECK(config.title == "規程集");
  CHECK(config.language == base::Language::Japanese);
  CHECK(config.utc_offset_minutes == 540);
  CHECK(config.theme == "default");
  CHECK(config.fiscal_year_start == 4);
  CHECK(config.editions_keep == 5);
  REQUIRE(config.classifications.size() == 3);
  CHECK(config.label_of("internal") == "社外秘");
  CHECK(config.rank_of("public") == 0u);
  CHECK(config.default_classification == "restricted");
  REQUIRE(config.sites.size() == 1);
  CHECK(config.sites[0].id == "all");
  CHECK(config.sites[0].clearance == "restricted");
  REQUIRE(config.kinds.size() == 5);
  CHECK(config.kinds[1].id == "regulation");
  CHECK(config.kinds[1].label.ja == "関連規程");
  CHECK(config.kinds[1].numbering == Scheme::Articles);
  CHECK(config.kinds[4].numbering == Scheme::None);
}

TEST_CASE("a whole handbook.yaml") {
  const auto read = read_config(R"(title: 情報セキュリティ規程集
organisation: 株式会社サンプル
language: ja
edition: "2026.1"
utc_offset: "-03:30"
base_url: "https://example.jp/"
theme: plain
default_catalog: iso27001-2022
variables: { password_min_length: 012, help_desk: 内線 1234 }
classifications:
  - {id: open, label: 公開}
  - {id: closed, label: 社外秘}
default_classification: 社外秘
sites:
  - {id: staff, clearance: open}
  - {id: audit, clearance: 社外秘}
audiences:
  - {id: staff, label: 全従業員, clearance: open}
packs:
  - {id: staff, audience: 全従業員, title: 従業員向け, kinds: [policy, 実施手順, ISMSマニュアル], acknowledgement: はい}
kinds: [{id: manual, label: ISMSマニュアル, like: 規程, prefix: B}]
numbering: { regulation: outline, form: 条 }
approval_boxes: [作成, 審査, 承認]
fiscal_year_start: １
editions: { keep: 3 }
git: { repository: .., tags: "edition/*" }
docx: { reference: company.docx, revision_author: 規程管理 }
checks: { review-overdue: off, placeholder: Warning }
)");
  CHECK(tests::shown(read.diagnostics) == "");
  const model::Config& config = read.value;
  CHECK(config.organisation == "株式会社サンプル");
  CHECK(config.edition == "2026.1");
  CHECK(config.utc_offset_minutes == -210);
  CHECK(config.base_url == "https://example.jp/");
  CHECK(config.variables.at("password_min_length") == "012");
  CHECK(config.default_classification == "closed");
  REQUIRE(config.sites.size() == 2);
  CHECK(config.sites[1].clearance == "closed");
  REQUIRE(config.packs.size() == 1);
  CHECK(config.packs[0].audience == "staff");
  CHECK(config.packs[0].kinds == std::vector<std::string>{"policy", "procedure", "manual"});
  CHECK(config.packs[0].acknowledgement);
  REQUIRE(config.kinds.size() == 6);
  CHECK(config.kinds[5].label.en == "ISMSマニュアル");
  CHECK(config.kinds[5].like == model::BaseKind::Regulation);
  CHECK(config.kinds[5].prefix == "B");
  CHECK(config.kinds[5].numbering == Scheme::Outline);  // as regulation, which handbook.yaml changed
  CHECK(config.find_kind("form")->numbering == Scheme::Articles);
  CHECK(config.approval_boxes == std::vector<std::string>{"作成", "審査", "承認"});
  CHECK(config.fiscal_year_start == 1);
  CHECK(config.editions_keep == 3);
  CHECK(config.git_repository == "..");
  CHECK(config.docx_revision_author == "規程管理");
  CHECK(config.checks.at("review-overdue") == base::Severity::Off);
  CHECK(config.checks.at("placeholder") == base::Severity::Warning);
}

TEST_CASE("English handbooks have English defaults") {
  const auto read = read_config("language: en\norganization: Sample Inc.\ndefault_classification: internal\n");
  CHECK(tests::shown(read.diagnostics) == "");
  CHECK(read.value.utc_offset_minutes == 0);
  CHECK(read.value.title == "Handbook");
  CHECK(read.value.organisation == "Sample Inc.");
  CHECK(read.value.label_of("internal") == "Internal");
}

TEST_CASE("faults in handbook.yaml") {
  const std::string p = "handbook.yaml:";
  const std::vector<Case> cases{
      {"titel: x\n", p + "1:1: handbook.yaml: the key 'titel' is not known [unknown-key] (did you mean 'title'?)\n"},
      {"title: [a]\n", p + "1:8: title: expected text, found a list [handbook-invalid]\n"},
      {"language: fr\n", p + "1:11: language: expected one of ja, en, found 'fr' [handbook-invalid]\n"},
      {"edition: latest\n",
       p + "1:10: edition: 'latest' cannot name a folder of the site [handbook-invalid] (use letters, "
           "digits, '.', '_' and '-', for example 2026.1)\n"},
      {"edition: 2026/1\n",
       p + "1:10: edition: '2026/1' cannot name a folder of the site [handbook-invalid] (use letters, "
           "digits, '.', '_' and '-', for example 2026.1)\n"},
      {"utc_offset: 9\n", p + "1:13: utc_offset: expected \"+09:00\" or \"Z\", found '9' [handbook-invalid]\n"},
      {"fiscal_year_start: 13\n",
       p + "1:20: fiscal_year_start: expected a number from 1 to 12, found '13' [handbook-invalid]\n"},
      {"variables: {title: x}\n",
       p + "1:13: variables: 'title' is built in and cannot be set [handbook-invalid] (choose another name)\n"},
      {"variables: [a]\n", p + "1:12: variables: expected 'key: value' lines, found a list [handbook-invalid]\n"},
      {"sites: [{id: staff, clearance: intern}]\n", p + "1:32: clearance: expected one of public, internal, "
                                                        "restricted, found 'intern' [handbook-invalid] (did you mean "
                                                        "'internal'?)\n"},
      {"sites: [{id: staff}]\n", p + "1:9: sites: 'clearance' is missing [handbook-invalid]\n"},
      {"sites: [{id: a, clearance: public}, {id: A, clearance: public}]\n",
       p + "1:42: sites: the id 'A' is given twice [handbook-invalid]\n"},
      {"audiences: [{id: ../x, clearance: public}]\n",
       p + "1:18: audiences: '../x' is not a valid id [handbook-invalid] (use letters, digits, '.', '_' and '-')\n"},
      {"audiences: [{id: staff, clearance: public}]\npacks: [{id: p, audience: stuff}]\n",
       p + "2:27: packs: the audience 'stuff' is not known [handbook-invalid] (did you mean 'staff'?)\n"},
      {"audiences: [{id: staff, clearance: public}]\npacks: [{id: p, audience: staff, kinds: [polcy]}]\n",
       p + "2:42: the kind 'polcy' is not known [handbook-invalid] (did you mean 'policy'?)\n"},
      {"kinds: [{id: controls}]\n",
       p + "1:14: kinds: the id 'controls' is taken by a folder of the site [handbook-invalid]\n"},
      {"kinds: [{id: policy}, {id: policy}]\n", p + "1:28: kinds: the id 'policy' is given twice [handbook-invalid]\n"},
      {"numbering: {policy: roman}\n",
       p + "1:21: numbering: expected one of outline, articles, none, found 'roman' [handbook-invalid]\n"},
      {"checks: {placeholdr: error}\n",
       p + "1:10: checks: there is no check 'placeholdr' [unknown-key] (did you mean 'placeholder'?)\n"},
      {"checks: {placeholder: fatal}\n",
       p + "1:23: checks: expected off, info, warning or error, found 'fatal' [handbook-invalid]\n"},
      {"docx: {referense: x}\n",
       p + "1:8: docx: the key 'referense' is not known [unknown-key] (did you mean 'reference'?)\n"},
      {"title: 一\n題名: 二\n", p + "2:1: the key '題名' is given twice: 'title' means the same [handbook-invalid] (it "
                                    "stands already on line 1)\n"},
      {"sites: [{id: staff, clearance: 極秘}]\n",
       p + "1:32: 「clearance」には public, internal, restricted "
           "のいずれかを書く必要がありますが、「極秘」になっています [handbook-invalid]\n",
       base::Language::Japanese},
  };
  for (const Case& c : cases) check(c);
}

TEST_CASE("a handbook.yaml that is no YAML is one error, and the config is still usable") {
  const auto read = read_config("title: \"x\nedition: 1\n");
  CHECK(tests::shown(read.diagnostics) ==
        "handbook.yaml:1:8: the quote \" that opens here is never closed [handbook-invalid] (close the text with \" on "
        "the same "
        "line)\n");
  CHECK(read.value.kinds.size() == 5);
  CHECK(read.value.sites.size() == 1);
  CHECK(tests::shown(read_config("- a\n").diagnostics) ==
        "handbook.yaml:1:1: handbook.yaml: expected 'key: value' lines, found a list [handbook-invalid]\n");
}

TEST_CASE("list_markers are named by their first sign, for all schemes or for each") {
  using enum model::ListMarker;
  using Markers = std::vector<model::ListMarker>;
  const std::string rest = "\ndefault_classification: internal\n";
  const auto markers = [&](const std::string& text, Scheme scheme) {
    return read_config(text + rest).value.list_markers[static_cast<std::size_t>(scheme)];
  };
  CHECK(markers("list_markers: [\"1.\", (a), （i）]", Scheme::None) == Markers{Decimal, ParenAlpha, ParenRoman});
  const std::string each = "list_markers:\n  articles: [一, イ]\n  outline: [\"①\", ア, (ア), a), (1)]";
  CHECK(markers(each, Scheme::Articles) == Markers{Kanji, Iroha});
  CHECK(markers(each, Scheme::Outline) == Markers{Circled, Kana, ParenKana, LowerAlpha, ParenDecimal});
  CHECK(markers(each, Scheme::None).empty());
  const auto faults = [&](const std::string& text) {
    std::string out;
    for (const base::Diagnostic& d : read_config(text + rest).diagnostics) {
      out += std::to_string(d.position.line) + ":" + std::to_string(d.position.column) + " " + d.message.en + "\n";
    }
    return out;
  };
  CHECK(faults("list_markers: [\"*\", ア]") == "1:16 list_markers: '*' is none of the markers\n");
  CHECK(faults("list_markers: {regulation: [ア], none: ア}") ==
        "1:16 list_markers: 'regulation' is none of the markers\n1:41 list_markers: 'ア' is none of the markers\n");
  CHECK(faults("list_markers: ア") == "1:15 list_markers: 'ア' is none of the markers\n");
}

TEST_CASE("kinds: further kinds, other labels and folders, the order of the list") {
  const auto ids = [](const model::Config& config) {
    std::string out;
    for (const model::Kind& kind : config.kinds) out += kind.id + "(" + kind.label.ja + ") ";
    return out;
  };
  const auto added = read_config("default_classification: internal\nkinds: [{id: manual, label: ISMSマニュアル, like: regulation, prefix: B, folder: [マニュアル, books/]}]\n");
  CHECK(tests::shown(added.diagnostics).empty());
  CHECK(ids(added.value) == "policy(基本方針) regulation(関連規程) procedure(実施手順) handbook(ハンドブック) form(様式) manual(ISMSマニュアル) ");
  CHECK(added.value.kinds[5].like == model::BaseKind::Regulation);
  CHECK(added.value.kinds[5].numbering == Scheme::Articles);
  CHECK(added.value.kinds[5].prefix == "B");
  CHECK(added.value.kinds[5].folders == std::vector<std::string>{"マニュアル", "books"});
  const auto ordered = read_config(
      "default_classification: internal\n種別:\n  - {id: manual, 名称: マニュアル, 基にする種別: 規程}\n  - {id: policy, label: 方針}\n  - {id: form}\n");
  CHECK(tests::shown(ordered.diagnostics).empty());
  CHECK(ids(ordered.value) == "manual(マニュアル) policy(方針) form(様式) regulation(関連規程) procedure(実施手順) handbook(ハンドブック) ");
  CHECK(tests::shown(read_config("default_classification: internal\nkinds: [{id: form}, {id: form}]\n").diagnostics).find("given twice") != std::string::npos);
}

TEST_CASE("Japanese names in handbook.yaml") {
  const auto read = read_config(
      "題名: 規程集\n会社名: 甲\n言語: 日本語\n既定の閲覧区分: 社外秘\n閲覧区分:\n  - {id: internal, 名称: 社外秘}\nサイト: [{id: all, 閲覧区分: 社外秘}]\n"
      "対象者: [{id: staff, 名称: 全員, 読める区分: internal}]\n配布パック: [{id: p, 対象者: 全員, 題名: 一式, 種別: [規程], 受領確認: はい}]\n"
      "承認欄: [作成]\n用語集: {リンク: いいえ}\n検査: {term-variant: なし, placeholder: 警告}\n");
  CHECK(tests::shown(read.diagnostics).empty());
  CHECK(read.value.packs.at(0).kinds == std::vector<std::string>{"regulation"});
  CHECK(read.value.packs.at(0).acknowledgement);
  CHECK_FALSE(read.value.glossary_link);
  CHECK(read.value.checks.at("term-variant") == base::Severity::Off);
  CHECK(read.value.checks.at("placeholder") == base::Severity::Warning);
  CHECK(read.value.position_of("edition") == base::Position{1, 1, 0});
  CHECK(read.value.position_of("organisation") == base::Position{2, 12, 0});
}
