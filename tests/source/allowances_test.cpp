#include "source/allowances.h"

#include <catch2/catch.hpp>

#include "source/body.h"
#include "support/diagnostics.h"

namespace kitei::source {
namespace {

constexpr std::uint32_t kEnd = 0xFFFFFFFF;

// "code,code until day lines 5-7 1-9" for each allowance; the body begins on line 10.
std::string shown(const Allowances& allowances) {
  std::string out;
  for (const model::Allowance& allowance : allowances) {
    for (const auto& [code, position] : allowance.codes) out += code + "@" + std::to_string(position.column) + " ";
    out += base::iso_date(allowance.until);
    for (const auto& [first, last] : allowance.lines) out += " " + std::to_string(first) + "-" + (last == kEnd ? "end" : std::to_string(last));
    out += "\n";
  }
  return out;
}

base::Read<Allowances> of_body(const std::string& text) {
  BodyOptions options;
  options.path = "a.md";
  options.first_line = 10;
  const auto body = read_body(text, options);
  return read_body_allowances(text, 10, body.value.blocks, "a.md");
}

TEST_CASE("an allowance covers the next block") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"甲\n\n<!-- kitei: allow odd-character until 2026-12 -->\n乙\n乙\n\n丙\n", "odd-character@19 2026-12-31 12-15\n"},
      {"甲\n\n<!-- kitei: allow odd-character until 2026-02 -->\n\n# 乙\n\n丙\n", "odd-character@19 2026-02-28 12-15\n"},
      {"甲\n\n<!--kitei: allow date-order,  odd-character until 2026-12-15 (例外 E-12) -->\n\n- 乙\n\n  丙\n- 丁\n",
       "date-order@18 odd-character@31 2026-12-15 12-end\n"},
      {"- 乙\n\n  <!-- kitei: allow odd-character until 2026-12 -->\n  丙\n\n  丁\n\n戊\n", "odd-character@21 2026-12-31 12-14\n"},
      {"> 乙\n>\n> <!-- kitei: allow odd-character until 2026-12 -->\n> 丙\n\n丁\n", "odd-character@21 2026-12-31 12-14\n"},
      {"\n<!-- kitei: allow review-overdue until 2026-12 -->\n\n甲\n\n乙\n", "review-overdue@19 2026-12-31 11-14 1-9\n"},
      {"甲\n\n<!-- kitei: allow odd-character until 2026-12 -->\n", "odd-character@19 2026-12-31\n"},
      {"甲\n\n```\n<!-- kitei: allow odd-character until 2026-12 -->\n```\n\n`<!-- kitei: allow x -->` と書く\n", ""},
      {"<!-- other -->\n\n甲 kitei: allow\n", ""}};
  for (const Case& c : cases) {
    INFO(c.text);
    const auto read = of_body(c.text);
    CHECK(shown(read.value) == c.expected);
    CHECK(tests::shown(read.diagnostics).empty());
  }
}

TEST_CASE("an allowance that cannot be read says why") {
  struct Case {
    const char* order;
    const char* message;
  };
  const Case cases[] = {
      {"allow odd-charcter until 2026-12", "a.md:12:19: there is no check 'odd-charcter' [allowance-invalid] (did you mean 'odd-character'?)\n"},
      {"allow id-missing until 2026-12", "a.md:12:19: 'id-missing' cannot be allowed: the handbook would not hold together [allowance-invalid] (mend what it reports)\n"},
      {"allow classification-leak until 2026-12", "a.md:12:19: 'classification-leak' cannot be allowed: the handbook would not hold together [allowance-invalid] (mend what it reports)\n"},
      {"allow odd-character", "a.md:12:13: an allowance needs the day on which it ends [allowance-invalid] (write 'kitei: allow CODE until 2026-12')\n"},
      {"allow odd-character until 2026-13", "a.md:12:39: '2026-13' is neither a month nor a day [allowance-invalid] (write 2026-12 or 2026-12-31)\n"},
      {"allow until 2026-12", "a.md:12:1: the allowance names no code [allowance-invalid] (write 'kitei: allow CODE until 2026-12')\n"},
      {"alow odd-character until 2026-12", "a.md:12:13: 'alow' is no order to kitei [allowance-invalid] (did you mean 'allow'?)\n"}};
  for (const Case& c : cases) {
    INFO(c.order);
    const auto read = of_body("甲\n\n<!-- kitei: " + std::string(c.order) + " -->\n乙\n");
    CHECK(read.value.empty());
    CHECK(tests::shown(read.diagnostics) == c.message);
  }
  CHECK(tests::shown(of_body("甲 <!-- kitei: allow odd-character until 2026-12 -->\n").diagnostics) ==
        "a.md:10:5: the comment must stand on a line of its own, closed on it [allowance-invalid] (put it on the line before the block that it "
        "is about)\n");
}

TEST_CASE("comments in YAML") {
  CHECK(shown(read_front_matter_allowances("id: A\n# kitei: allow date-order until 2026-12\ntitle: B\n", 2, "a.md").value) ==
        "date-order@16 2026-12-31 1-5\n");
  const char* text = "\xEF\xBB\xBF# 記録\r\n# kitei: allow unknown-key until 2026-12\r\nrecords:\r\n  # kitei: allow unknown-document until 2026-12\r\n"
                     "  - id: D-1\r\n    form: X\r\n  - {id: D-2} # kitei: allow unknown-document until 2026-11\r\n";
  CHECK(shown(read_yaml_allowances(text, "records.yaml").value) ==
        "unknown-key@16 2026-12-31 1-end\nunknown-document@18 2026-12-31 4-6\nunknown-document@30 2026-11-30 7-7\n");
}

}  // namespace
}  // namespace kitei::source
