// The Japanese names of keys and values are documented where authors look for them: content/README.md.
#include "source/names.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

namespace kitei::source {
namespace {

std::string readme() {
  std::ifstream file(KITEI_TESTS_DIR "/../content/README.md", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool lists(const std::string& cell, std::string_view name) {
  for (std::size_t from = 0; from <= cell.size();) {
    const std::size_t to = std::min(cell.find("、", from), cell.size());
    if (std::string_view(cell).substr(from, to - from) == name) return true;
    from = to + std::string_view("、").size();
  }
  return false;
}

TEST_CASE("content/README.md lists every other name of a key or value") {
  const std::string text = readme();
  REQUIRE(!text.empty());
  for (const NameTable& table : name_tables()) {
    for (const adapters::NamePair& pair : table.names) {
      bool found = false;
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line) && !found;) {
        const std::string name = "| `" + std::string(pair.name) + "` | ";
        if (!line.starts_with("| " + std::string(table.title))) continue;
        const std::size_t at = line.find(name);
        if (at == std::string::npos) continue;
        const std::string cell = line.substr(at + name.size(), line.size() - at - name.size() - 2);
        found = lists(cell, pair.written);
      }
      INFO(table.title << ": " << pair.written << " for " << pair.name);
      CHECK(found);
    }
  }
}

}  // namespace
}  // namespace kitei::source
