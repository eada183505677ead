#include "catalog/catalog.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/diagnostics.h"

using namespace kitei;
using catalog::read_catalog;
using Values = std::vector<std::pair<std::string, std::vector<std::string>>>;

TEST_CASE("a catalogue with nested groups, axes and maps") {
  const auto read = read_catalog("catalogs/x.yaml", R"(id: iso27001-2022
title: ISO/IEC 27001:2022 附属書A
mention: ["管理策 {id}", "A.{id}"]
attributes:
  type: [予防, 検知, 是正]
  free: []
  theme: {label: テーマ, values: [人, 物]}
groups:
  - id: "5"
    title: 組織的管理策
    controls:
      - {id: "5.15", title: アクセス制御, title_aliases: [アクセス管理], summary: 要約, attributes: {theme: 人, type: [予防, 検知], free: x}, maps: {nist-csf-2.0: [PR.AA-05], iso17799-2005: none}}
      - {id: 5.10, title: 利用}
    groups:
      - {id: 5x, title: 内側, requirements: [{id: Ｍａ１.１, title: 要求, level: 3}]}
  - id: "6"
    title: 人的管理策
    controls: []
)");
  CHECK(tests::shown(read.diagnostics) == "");
  const model::Catalog& c = read.value;
  CHECK(c.id == "iso27001-2022");
  CHECK(c.path == "catalogs/x.yaml");
  CHECK(c.mentions == std::vector<std::string>{"管理策 {id}", "A.{id}"});
  REQUIRE(c.axes.size() == 3);
  CHECK(c.axes[0].label == "type");
  CHECK(c.axes[2].label == "テーマ");
  CHECK(c.axes[2].values == std::vector<std::string>{"人", "物"});
  REQUIRE(c.groups.size() == 3);
  CHECK(c.groups[1].title == "内側");
  CHECK(c.groups[1].depth == 1);
  CHECK(c.groups[2].depth == 0);
  REQUIRE(c.controls.size() == 3);
  CHECK(c.controls[0].attributes == Values{{"type", {"予防", "検知"}}, {"free", {"x"}}, {"theme", {"人"}}});
  CHECK(c.controls[0].maps == Values{{"nist-csf-2.0", {"PR.AA-05"}}, {"iso17799-2005", {}}});
  CHECK(c.controls[0].title_aliases == std::vector<std::string>{"アクセス管理"});
  CHECK(c.controls[0].position == base::Position{12, 9, 0});
  CHECK(c.controls[1].id == "5.10");
  CHECK(c.controls[2].group == 1);
  CHECK(c.controls[2].level == 3);
  CHECK(c.find("５.１５") == &c.controls[0]);
  CHECK(c.find("Ma1.1") == &c.controls[2]);
  CHECK(c.find("5.1") == nullptr);
}

TEST_CASE("controls without a group") {
  const auto read = read_catalog("c.yaml", "id: own\ntitle: 自社\ncontrols: [{id: A1, title: a}]\n");
  CHECK(tests::shown(read.diagnostics) == "");
  REQUIRE(read.value.groups.size() == 1);
  CHECK(read.value.groups[0].title == "自社");
  CHECK(read.value.controls.at(0).group == 0);
}

TEST_CASE("faults in catalogues") {
  struct Case {
    std::string text;
    std::string diagnostics;
    base::Language language = base::Language::English;
  };
  const std::vector<Case> cases{
      {"title: x\n", "c.yaml:1:1: the catalogue: 'id' is missing [catalog-invalid]\n"},
      {"id: a/b\n",
       "c.yaml:1:5: 'a/b' is not a valid catalogue id [catalog-invalid] (use letters, digits, '.', '_' and '-', for "
       "example iso27001-2022)\n"},
      {"id: a\ncontrols:\n  - {id: Ma1.1}\n  - {id: Ｍａ１.１}\n",
       "c.yaml:4:10: the control 'Ｍａ１.１' is given twice [catalog-invalid] (it stands already on line 3 as "
       "'Ma1.1')\n"},
      {"id: a\ncontrols:\n  - {id: \"1\"}\n  - {id: \"1\"}\n",
       "c.yaml:4:10: 管理策「1」が二度書かれています [catalog-invalid] (3行目に「1」としてあります)\n",
       base::Language::Japanese},
      {"id: a\ncontrols: [{title: x}]\n", "c.yaml:2:12: controls: 'id' is missing [catalog-invalid]\n"},
      {"id: a\ncontrols: [{id: x, titel: y}]\n",
       "c.yaml:2:20: controls: the key 'titel' is not known [unknown-key] (did you mean 'title'?)\n"},
      {"id: a\nattributes: {type: [予防]}\ncontrols: [{id: x, attributes: {type: 予房}}]\n",
       "c.yaml:3:39: '予房' is not a value of the axis 'type' [catalog-invalid] (did you mean '予防'?)\n"},
      {"id: a\nattributes: {type: [予防]}\ncontrols: [{id: x, attributes: {tipe: 予防}}]\n",
       "c.yaml:3:33: attributes of x: the key 'tipe' is not known [unknown-key] (did you mean 'type'?)\n"},
      {"id: a\nmention: [A]\n",
       "c.yaml:2:11: mention: 'A' needs '{id}' and some text around it [catalog-invalid] (for example "
       "\"A.{id}\")\n"},
      {"id: a\ngroups: [{controls: []}]\n",
       "c.yaml:2:10: groups: the group has neither 'id' nor 'title' [catalog-invalid]\n"},
      {"id: a\nid: b\n", "c.yaml:2:1: the key 'id' is given twice [catalog-invalid] (it stands already on line 1)\n"},
      {"- a\n", "c.yaml:1:1: the catalogue: expected 'key: value' lines, found a list [catalog-invalid]\n"},
      {"id: \"a\n",
       "c.yaml:1:5: the quote \" that opens here is never closed [catalog-invalid] (close the text with \" on the same "
       "line)\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(tests::shown(read_catalog("c.yaml", c.text).diagnostics, c.language) == c.diagnostics);
  }
}

TEST_CASE("levels of a catalogue and criteria of its requirements, in each of their forms") {
  const auto read = read_catalog("catalogs/x.yaml", R"(id: model
title: 要求モデル
levels: {1: 基本, 2: 標準, 3: {title: 高度, summary: 継続的に改善する}}
groups:
  - id: Ma
    title: 管理
    requirements:
      - {id: Ma1.1, title: 方針, level: 2, criteria: {2: 承認されている, 1: 文書がある}}
      - {id: Ma1.2, title: 体制, criteria: [責任者がいる, 代行者がいる]}
      - id: Ma1.3
        title: 教育
        評価基準:
          - {レベル: 3, text: 効果を測っている}
)");
  CHECK(tests::shown(read.diagnostics).empty());
  const model::Catalog& c = read.value;
  CHECK(c.levels == std::vector<model::Level>{{1, "基本", ""}, {2, "標準", ""}, {3, "高度", "継続的に改善する"}});
  REQUIRE(c.controls.size() == 3);
  CHECK(c.controls[0].level == 2);
  CHECK(c.controls[0].criteria == std::vector<model::Level>{{1, "", "文書がある"}, {2, "", "承認されている"}});
  CHECK(c.controls[1].criteria == std::vector<model::Level>{{1, "", "責任者がいる"}, {2, "", "代行者がいる"}});
  CHECK(c.controls[2].criteria == std::vector<model::Level>{{3, "", "効果を測っている"}});
  const auto bad = read_catalog("catalogs/x.yaml", "id: m\ntitle: t\nlevels: {一: 甲, 2: 乙}\ncontrols: []\n");
  CHECK(tests::shown(bad.diagnostics) ==
        "catalogs/x.yaml:3:10: levels: '一' is no level, or is given twice [catalog-invalid] (levels are numbers from 0 to 99)\n");
}
