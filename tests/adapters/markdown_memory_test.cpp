#include "adapters/markdown_memory.h"

#include <catch2/catch.hpp>

#include <cstring>
#include <string>

namespace kitei::adapters {

TEST_CASE("what the Markdown library takes is zero, grows with its bytes and is used again when it was the last") {
  MarkdownMemory memory(0);
  char* const first = static_cast<char*>(memory.take(5));
  CHECK(std::string_view(first, 5) == std::string_view("\0\0\0\0\0", 5));
  std::memcpy(first, "words", 5);
  CHECK(memory.resize(first, 40) == first);  // the last piece grows where it is
  char* const second = static_cast<char*>(memory.take(8));
  char* const moved = static_cast<char*>(memory.resize(first, 100'000));  // beyond the chunk
  CHECK(moved != first);
  CHECK(std::string_view(moved, 5) == "words");
  std::memset(moved, 'x', 100'000);
  CHECK(std::string_view(second, 8) == std::string_view("\0\0\0\0\0\0\0\0", 8));

  char* const last = static_cast<char*>(memory.take(24));
  std::memset(last, 'x', 24);
  memory.give_back(last);
  char* const again = static_cast<char*>(memory.take(16));
  CHECK(again == last);
  CHECK(again[0] == 0);
  memory.give_back(nullptr);
  CHECK(memory.resize(nullptr, 8) != nullptr);
}

TEST_CASE("texts are kept, and copied only where a marker is taken out") {
  MarkdownMemory memory(0);
  std::string text = "方針";
  const std::string_view kept = memory.keep(text);
  text = "消去";
  CHECK(kept == "方針");

  const std::string marked = "方" + std::string(kEmphasisMarker) + "針";
  const CleanTexts some{Markers::Some, memory};
  CHECK(some(marked) == "方針");
  CHECK(some(text).data() == text.data());
  CHECK(CleanTexts{Markers::None, memory}(marked).data() == marked.data());
}

}  // namespace kitei::adapters
