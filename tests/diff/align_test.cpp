#include "diff/align.h"

#include <catch2/catch.hpp>

using kitei::diff::align;
using kitei::diff::Place;
using kitei::diff::Step;
using kitei::diff::Unit;

namespace {

// "# 見出し" opens, "# 見出し #a" has an address; everything else is text.
std::vector<Unit> units(const std::vector<std::string>& texts) {
  std::vector<Unit> made;
  for (const std::string& text : texts) {
    Unit unit;
    unit.opens = text.starts_with("# ");
    unit.kind = unit.opens ? 1 : 2;
    unit.text = text.substr(unit.opens ? 2 : 0);
    const auto hash = unit.text.find(" #");
    if (hash != std::string::npos) {
      unit.anchor = unit.text.substr(hash + 2);
      unit.text.resize(hash);
    }
    unit.key = text;
    made.push_back(std::move(unit));
  }
  return made;
}

std::string show(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::string out;
  for (const Step& step : align(units(before), units(after))) {
    const std::string i = std::to_string(step.before), j = std::to_string(step.after);
    switch (step.place) {
      case Place::Together:
        out += i + "=" + j;
        break;
      case Place::Gone:
        out += "-" + i;
        break;
      case Place::New:
        out += "+" + j;
        break;
      case Place::MovedAway:
        out += "<" + i;
        break;
      case Place::MovedHere:
        out += i + ">" + j;
        break;
    }
    out += ' ';
  }
  return out;
}

}  // namespace

TEST_CASE("units find their partners") {
  struct Case {
    std::string name;
    std::vector<std::string> before, after;
    std::string expected;
  };
  const std::string a = "アクセス権は業務上必要な者に限り付与する。", b = "退職者の利用者IDは当日中に停止する。",
                    c = "外部記憶媒体は許可なく持ち出してはならない。";
  const std::vector<Case> cases{
      {"nothing", {}, {}, ""},
      {"equal", {a, b}, {a, b}, "0=0 1=1 "},
      {"inserted", {a, c}, {a, b, c}, "0=0 +1 1=2 "},
      {"removed", {a, b, c}, {a, c}, "0=0 -1 2=1 "},
      {"edited", {a, b, c}, {a, "退職者の利用者IDは翌営業日までに停止する。", c}, "0=0 1=1 2=2 "},
      {"replaced by another text", {a, b, c}, {a, "災害時は安否確認システムで報告する。", c}, "0=0 -1 +1 2=2 "},
      {"moved", {a, b, c}, {c, a, b}, "2>0 0=1 1=2 <2 "},
      {"moved and edited", {a, b, c}, {"外部記憶媒体は許可なく社外へ持ち出してはならない。", a, b}, "2>0 0=1 1=2 <2 "},
      {"an address holds whatever the text", {"# 付与 #grant", a}, {"# 権限の管理 #grant", a}, "0=0 1=1 "},
      {"a named section moves with its text",
       {"# 付与 #grant", "なし", "# 停止 #stop", b, "# 媒体 #media", c},
       {"# 停止 #stop", b, "# 媒体 #media", c, "# 付与 #grant", "なし"},
       "<0 <1 2=0 3=1 4=2 5=3 0>4 1>5 "},
      {"a short text that is equal by accident has not moved", {"なし", a, b}, {a, b, "なし"}, "-0 1=0 2=1 +2 "},
      {"two names are two things", {"# 権限の付与 #x"}, {"# 権限の付与等 #y"}, "-0 +0 "},
      {"a new name alone is the same thing", {"# 権限の付与 #x"}, {"# 権限の付与 #y"}, "0=0 "},
      {"a heading is never a text", {"# 付与"}, {"付与"}, "-0 +0 "},
  };
  for (const Case& k : cases) {
    INFO(k.name);
    CHECK(show(k.before, k.after) == k.expected);
  }
}

TEST_CASE("the way back shows the same pairs") {
  const std::vector<std::string> before{"# 目的", "情報資産を守ることを目的とする。", "# 範囲", "全社に適用する。",
                                        "附則は別に定める。"};
  const std::vector<std::string> after{"# 範囲", "全社及び委託先に適用する。", "# 目的",
                                       "情報資産を適切に守ることを目的とする。"};
  auto pairs = [](const std::vector<Step>& steps, bool swapped) {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (const Step& step : steps) {
      if (step.place != Place::Together && step.place != Place::MovedHere) continue;
      found.emplace_back(swapped ? step.after : step.before, swapped ? step.before : step.after);
    }
    std::sort(found.begin(), found.end());
    return found;
  };
  CHECK(pairs(align(units(before), units(after)), false) == pairs(align(units(after), units(before)), true));
}

TEST_CASE("thousands of units that have nothing in common end soon") {
  std::vector<std::string> before, after;
  for (int i = 0; i < 3000; ++i) {
    before.push_back("旧規程の第" + std::to_string(i * 7919) + "項はここに定める。");
    after.push_back("new provision " + std::to_string(i * 104729) + " stands here");
  }
  CHECK(align(units(before), units(after)).size() == 6000);
}
