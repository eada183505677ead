#include "resolve/reference_text.h"

#include <catch2/catch.hpp>

namespace kitei {
namespace {

using base::Language;
using model::ClauseKind;

model::ClauseEntry entry(ClauseKind kind, std::string label, std::string title = {}) {
  model::ClauseEntry out;
  out.clause.kind = kind;
  out.clause.label = std::move(label);
  out.title = std::move(title);
  return out;
}

TEST_CASE("a clause prints its number and its title, in brackets where they would run into the sentence") {
  const std::vector<std::pair<model::ClauseEntry, std::pair<std::string, std::string>>> cases{
      {entry(ClauseKind::Article, "第5条", "持出し"), {"第5条（持出し）", "第5条 (持出し)"}},
      {entry(ClauseKind::Article, "第5条"), {"第5条", "第5条"}},
      {entry(ClauseKind::Paragraph, "第5条第2項"), {"第5条第2項", "第5条第2項"}},
      {entry(ClauseKind::Chapter, "第2章", "管理"), {"第2章 管理", "第2章 管理"}},
      {entry(ClauseKind::Heading, "4.1", "報告"), {"4.1（報告）", "4.1 (報告)"}},
      {entry(ClauseKind::Heading, "", "報告"), {"報告", "報告"}},
      {entry(ClauseKind::Supplement, "附則", "附則"), {"附則", "附則"}},
      {entry(ClauseKind::Supplement, "附則", "附則（令和6年）"), {"附則（令和6年）", "附則（令和6年）"}},
      {entry(ClauseKind::None, "表1", "一覧"), {"表1（一覧）", "表1 (一覧)"}},
  };
  for (const auto& [clause, expected] : cases) {
    CHECK(resolve::clause_text(clause, Language::Japanese) == expected.first);
    CHECK(resolve::clause_text(clause, Language::English) == expected.second);
  }
}

TEST_CASE("in another document, the document's title stands before it") {
  model::Document document;
  document.title = "情報資産管理規程";
  CHECK(resolve::document_text(document, Language::Japanese) == "情報資産管理規程");
  document.number = "規程-03";
  CHECK(resolve::document_text(document, Language::Japanese) == "情報資産管理規程（規程-03）");
  CHECK(resolve::document_text(document, Language::English) == "情報資産管理規程 (規程-03)");
  const model::ClauseEntry article = entry(ClauseKind::Article, "第5条", "持出し");
  CHECK(resolve::clause_text_in(document, article, Language::Japanese) == "情報資産管理規程 第5条（持出し）");
  CHECK(resolve::clause_text_in(document, article, Language::English) == "情報資産管理規程, 第5条 (持出し)");
}

TEST_CASE("the end of a range says no more than it must") {
  auto range = [](std::string first, std::string last, Language language = Language::Japanese) {
    return resolve::range_text(entry(ClauseKind::Item, std::move(first)), entry(ClauseKind::Item, std::move(last)), language);
  };
  CHECK(range("第5条", "第8条") == "第5条から第8条まで");
  CHECK(range("第5条第2項第1号", "第5条第2項第3号") == "第5条第2項第1号から第3号まで");
  CHECK(range("第5条第1項", "第5条第12項") == "第5条第1項から第12項まで");
  CHECK(range("第15条", "第17条") == "第15条から第17条まで");
  CHECK(range("4.1", "4.3") == "4.1から4.3まで");
  CHECK(range("Article 5", "Article 8", Language::English) == "Article 5 to Article 8");
}

}  // namespace
}  // namespace kitei
