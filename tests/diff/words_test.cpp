#include "diff/words.h"

#include <catch2/catch.hpp>

#include "rebuild.h"

using namespace kitei;
using test::inlines;
using test::Which;

namespace {

void check(std::string_view before, std::string_view after, const std::string& expected) {
  INFO(before << " | " << after);
  const auto runs = diff::diff_words(inlines(before), inlines(after));
  CHECK(test::show(runs) == expected);
  CHECK(test::normalised(test::rebuild(runs, Which::New)) == test::normalised(inlines(after)));
  CHECK(test::normalised(test::rebuild(runs, Which::Old)) == test::normalised(inlines(before)));
}

model::Inline mention(std::string text) {
  model::Reference reference;
  reference.kind = model::ReferenceKind::Control;
  reference.name = "5.15";
  reference.mention = true;
  reference.text = std::move(text);
  return {reference, {}};
}

}  // namespace

TEST_CASE("words that changed are shown between those that stayed") {
  struct Case {
    std::string_view before, after;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"", "", ""},
      {"", "新設する。", "{+新設する。+}"},
      {"削る。", "", "[-削る。-]"},
      {"同じ文。", "同じ文。", "同じ文。"},
      {"パスワードは8文字以上とする。", "パスワードは12文字以上とする。", "パスワードは[-8-]{+12+}文字以上とする。"},
      {"管理者が承認する。", "情報管理者が承認する。", "{+情報+}管理者が承認する。"},
      {"毎年4月に棚卸しを行う。", "毎年4月及び10月に棚卸しを行う。", "毎年4月{+及び10月+}に棚卸しを行う。"},
      {"the owner reviews it yearly", "the owner reviews them twice yearly",
       "the owner reviews [-it-]{+them twice+} yearly"},
      // A stretch of fewer than three characters between two changes is no help.
      {"部長は週次で点検を行い報告する。", "課長は月次で点検を行い報告する。",
       "[-部長は週-]{+課長は月+}次で点検を行い報告する。"},
      // … but at the beginning of a text it is.
      {"第1回の会議を開く。", "第2回の会議を開く。", "第[-1-]{+2+}回の会議を開く。"},
      // Nothing in common but a few particles: replaced as a whole.
      {"入室時は社員証を提示する。", "書類はキャビネットに施錠保管しなければならない。",
       "[-入室時は社員証を提示する。-]{+書類はキャビネットに施錠保管しなければならない。+}"},
  };
  for (const Case& c : cases) check(c.before, c.after, c.expected);
}

TEST_CASE("markup is kept on both sides") {
  struct Case {
    std::string_view before, after;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"利用者は**必ず**申請する。", "利用者は**必ず上長に**申請する。", "利用者は**必ず**{+**上長に**+}申請する。"},
      {"利用者は必ず申請する。", "利用者は**必ず**申請する。", "利用者は[-必ず-]{+**必ず**+}申請する。"},
      {"手順は[規程集](a.md)を見る。", "手順は[規程集](b.md)を見る。",
       "手順は[-[規程集](a.md)-]{+[規程集](b.md)+}を見る。"},
      {"手順は[旧規程集](a.md)を見る。", "手順は[規程集](a.md)を見る。", "手順は[-[旧](a.md)-][規程集](a.md)を見る。"},
      {"設定は`umask 022`とする。", "設定は`umask 027`とする。", "設定は`umask `[-`022`-]{+`027`+}とする。"},
      {"詳細は⟦第3条⟧による。", "詳細は⟦第4条⟧による。", "詳細は[-⟦第3条⟧-]{+⟦第4条⟧+}による。"},
      // Where the source breaks its lines is not a change.
      {"one two\nthree", "one\ntwo three", "one␤two three"},
  };
  for (const Case& c : cases) check(c.before, c.after, c.expected);
}

TEST_CASE("words that have become a mention have not changed, and a mention that stays is whole") {
  const model::Inlines plain = inlines("管理策 5.15に従い承認する。");
  const model::Inlines linked{mention("管理策 5.15"), {model::Text{"に従い速やかに承認する。"}, {}}};
  const auto runs = diff::diff_words(plain, linked);
  CHECK(test::show(runs) == "⟦管理策 5.15⟧に従い{+速やかに+}承認する。");
  CHECK(test::rebuild(runs, Which::New)[0] == linked[0]);

  // One that is cut by a change is words again.
  const model::Inlines longer{mention("管理策 5.15"), {model::Text{"に従い承認する。"}, {}}};
  const auto cut = diff::diff_words(inlines("規則 5.15に従い承認する。"), longer);
  CHECK(test::show(cut) == "[-規則-]{+管理策+} 5.15に従い承認する。");
}

TEST_CASE("ruby, images and empty markup are not cut") {
  model::Markup ruby;
  ruby.tag = model::MarkupTag::Ruby;
  ruby.content = inlines("規程きてい");
  model::Image image;
  image.source = "図.png";
  const model::Inlines before{{model::Text{"この"}, {}}, {ruby, {}}, {image, {}}, {model::Strong{}, {}}};
  model::Inlines after = before;
  after.push_back({model::Text{"による。"}, {}});
  const auto runs = diff::diff_words(before, after);
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].content == before);
  CHECK(test::rebuild(runs, Which::New) == after);
}

TEST_CASE("code is compared by lines") {
  const auto runs = diff::diff_lines("a\nb\nc\n", "a\nx\nc\nd");
  CHECK(test::show(runs) == "a\n[-b\n-]{+x\n+}c\n{+d+}");
  CHECK(test::show(diff::diff_lines("", "")).empty());
}
