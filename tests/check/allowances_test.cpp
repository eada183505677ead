#include "check/allowances.h"

#include <catch2/catch.hpp>

#include "support/blocks.h"

namespace kitei::check {
namespace {

using namespace std::chrono;

TEST_CASE("an allowance holds through its last day, and is named once it has ended") {
  const base::Diagnostics findings{{"odd-character", "a.md", {5, 1, 0}, {"odd", "odd"}, {}, base::Severity::Warning},
                                   {"odd-character", "a.md", {9, 1, 0}, {"other block", ""}, {}, base::Severity::Warning},
                                   {"odd-character", "b.md", {5, 1, 0}, {"other file", ""}, {}, base::Severity::Warning}};
  const std::vector<model::Allowance> allowances{
      {"a.md", {4, 1, 0}, {{"odd-character", {4, 19, 0}}, {"heading-skip", {4, 34, 0}}}, year{2026} / 12 / 31, {{4, 6}}}};
  const auto on = [&](base::Date today, model::Config config = {}) {
    base::Diagnostics found = findings;
    apply_allowances(found, allowances, config, today);
    return test::listing(found);
  };
  const std::string rest = "odd-character a.md:9:1 other block\nodd-character b.md:5:1 other file\n";
  const std::string unused = "allowance-unused a.md:4:34 there is no 'heading-skip' here to allow\n";
  CHECK(on(year{2026} / 12 / 31) == rest + unused);
  CHECK(on(year{2027} / 1 / 1) == "odd-character a.md:5:1 odd\n" + rest + unused +
                                      "allowance-ended a.md:4:19 the allowance of 'odd-character' ended on 2026-12-31\n");
  model::Config off;
  off.checks["heading-skip"] = base::Severity::Off;
  CHECK(on(year{2026} / 6 / 1, off) == rest);
}

TEST_CASE("a report follows from what was found: with other allowances another one") {
  using enum base::Severity;
  constexpr base::Date today = year{2026} / 6 / 1;
  const auto allow = [](std::string code, std::uint32_t line) {
    return std::vector<model::Allowance>{{"a.md", {line, 1, 0}, {{std::move(code), {line, 10, 0}}}, year{2026} / 12 / 31, {{line, line + 1}}}};
  };
  const base::Diagnostics findings{{"modal-verb", "a.md", {9, 1, 0}, {"note", ""}, {}, Info}, {"odd-character", "a.md", {5, 1, 0}, {"odd", ""}, {}, Warning}};
  model::Config config;
  const auto report = [&](const std::vector<model::Allowance>& allowances, bool strict = false) {
    return test::listing(reported(as_found(findings, allowances, config), allowances, {config, today, Depth::Faults, strict}));
  };
  CHECK(report({}) == "odd-character a.md:5:1 odd\n");
  CHECK(report(allow("odd-character", 4)).empty());
  CHECK(report(allow("odd-character", 6)) == "odd-character a.md:5:1 odd\n");
  CHECK(report(allow("modal-verb", 4)) == "odd-character a.md:5:1 odd\n");
  config.checks["allowance-unused"] = Warning;
  CHECK(report(allow("modal-verb", 8)) == "odd-character a.md:5:1 odd\n");  // the note is kept to tell so
  CHECK(report(allow("modal-verb", 4)) == "allowance-unused a.md:4:10 there is no 'modal-verb' here to allow\nodd-character a.md:5:1 odd\n");
  CHECK(as_found(findings, {}, config).size() == 1);
  CHECK(as_found(findings, allow("modal-verb", 8), config).size() == 2);
  const base::Diagnostics strict = reported(as_found(findings, {}, config), {}, {config, today, Depth::Faults, true});
  REQUIRE(strict.size() == 1);
  CHECK(strict[0].severity == Error);
}

}  // namespace
}  // namespace kitei::check
