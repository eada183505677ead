#include "base/diagnostic.h"

#include <catch2/catch.hpp>

using namespace kitei;

TEST_CASE("diagnostics are ordered by place, and said once") {
  auto make = [](std::string path, std::uint32_t line, std::uint32_t column, std::string code) {
    return base::Diagnostic{std::move(code), std::move(path), {line, column, 0}, {"m", "文"}, {}};
  };
  base::Diagnostics found{make("b.md", 1, 1, "x"), make("a.md", 10, 1, "x"), make("a.md", 2, 9, "x"),
                          make("a.md", 2, 9, "a"), make("a.md", 10, 1, "x")};
  base::sort_diagnostics(found);
  std::string order;
  for (const auto& d : found) {
    order += d.path + ":" + std::to_string(d.position.line) + ":" + std::to_string(d.position.column) + d.code + " ";
  }
  CHECK(order == "a.md:2:9a a.md:2:9x a.md:10:1x b.md:1:1x ");

  base::Diagnostics more{make("c.md", 1, 1, "x")};
  base::append(found, more);
  CHECK(found.size() == 5);
}

TEST_CASE("messages and severities have their names") {
  const base::Message message{"unknown", "不明"};
  CHECK(message.in(base::Language::English) == "unknown");
  CHECK(message.in(base::Language::Japanese) == "不明");
  CHECK_FALSE(message.empty());
  CHECK(base::Message{}.empty());
  CHECK(base::severity_name(base::Severity::Off) == "off");
  CHECK(base::severity_name(base::Severity::Info) == "info");
  CHECK(base::severity_name(base::Severity::Warning) == "warning");
  CHECK(base::severity_name(base::Severity::Error) == "error");
}
