#include "template/kept_texts.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace kitei::templates {
namespace {

TEST_CASE("kept texts stay where they are, also those longer than a block") {
  KeptTexts kept(64);
  std::vector<std::string_view> views;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 200; ++i) texts.emplace_back(i, static_cast<char>('a' + i % 26));
  for (const std::string& text : texts) views.push_back(text.size() % 2 == 0 ? kept.keep(text) : kept.keep_whole(text));
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK(views[i] == texts[i]);
}

TEST_CASE("kept texts that were let go make room for the next ones") {
  KeptTexts kept(64);
  const char* first = kept.keep("first").data();
  kept.keep(std::string(100, 'x'));
  kept.keep_whole("whole");
  kept.clear();
  const std::string_view next = kept.keep("next");
  CHECK(next == "next");
  CHECK(next.data() == first);
  kept.keep(std::string(60, 'y'));
  CHECK(kept.keep("after").data() != next.data() + 4 + 60);
  CHECK(next == "next");
}

}  // namespace
}  // namespace kitei::templates
