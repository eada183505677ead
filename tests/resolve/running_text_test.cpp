#include "resolve/running_text.h"

#include <catch2/catch.hpp>

#include "support/blocks.h"

namespace kitei {
namespace {

model::Inline strong(model::Inlines content) {
  model::Strong node;
  node.content = std::move(content);
  return {std::move(node), {}};
}

// 甲**第1条**`第2条`乙第3条
model::Inlines inlines() {
  return {test::text("甲", {5, 1, 0})[0], strong(test::text("第1条", {5, 6, 0})), {model::CodeSpan{"第2条"}, {}}, test::text("乙第3条", {5, 30, 0})[0]};
}

TEST_CASE("inlines are one text, of which only plain and emphasised words are pieces") {
  const model::Inlines content = inlines();
  const resolve::RunningText running(content);
  CHECK(running.text == "甲第1条第2条乙第3条");
  std::string pieces;
  for (const auto& piece : running.pieces) pieces += std::string(running.text.substr(piece.from, piece.to - piece.from)) + "|";
  CHECK(pieces == "甲|第1条|乙第3条|");

  const model::Inlines only = test::text("第1条");
  CHECK(resolve::RunningText(only).text.data() == base::get<model::Text>(only[0].node).text.data());
}

TEST_CASE("references are put where they were found, and the words around them keep their places") {
  model::Inlines content = inlines();
  const resolve::RunningText running(content);
  const std::string text(running.text);
  auto found = [&](std::string_view words, std::string address) {
    const std::size_t from = text.find(words);
    return resolve::FoundReference{from, from + words.size(), {model::TargetKind::Document, "R-1", {address}, {}}};
  };
  put_references(content, running, {found("第1条", "art-1"), found("第3条", "art-3")});
  REQUIRE(content.size() == 5);
  const auto& inner = base::get<model::Strong>(content[1].node).content;
  REQUIRE(inner.size() == 1);
  const auto& first = base::get<model::Reference>(inner[0].node);
  CHECK(first.text == "第1条");
  CHECK(first.mention);
  CHECK(first.target.address.text == "art-1");
  CHECK(inner[0].position == base::Position{5, 6, 0});
  CHECK(base::get<model::Text>(content[3].node).text == "乙");
  CHECK(base::get<model::Reference>(content[4].node).target.address.text == "art-3");
  CHECK(content[4].position == base::Position{5, 33, 0});

  model::Inlines same = inlines();
  put_references(same, resolve::RunningText(same), {});
  CHECK(same == inlines());
}

}  // namespace
}  // namespace kitei
