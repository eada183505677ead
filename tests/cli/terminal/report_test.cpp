#include "cli/terminal/report.h"

#include <catch2/catch.hpp>

namespace kitei {
namespace {

const std::string kSource = "---\nid: X\n---\n日本語の[[TJ-99]]を参照\n";

base::Diagnostics sample() {
  return {{"unknown-document", "procedures/x.md", {4, 13, 0}, {"there is no document 'TJ-99'", "文書「TJ-99」はありません"},
           {"did you mean 'TJ-09'?", "「TJ-09」ではありませんか"}, base::Severity::Error},
          {"review-overdue", "procedures/x.md", {2, 5, 0}, {"review was due", "期限を過ぎています"}, {}, base::Severity::Warning},
          {"note", "gone.md", {0, 0, 0}, {"somewhere", "どこか"}, {}, base::Severity::Info}};
}

const std::string* source_of(std::string_view path) { return path == "procedures/x.md" ? &kSource : nullptr; }

TEST_CASE("a report counts columns in code points and puts the handbook's folder before paths") {
  CHECK(cli::human_report(sample(), base::Language::English, source_of, "content", cli::Frame::None) ==
        "content/procedures/x.md:4:5: error: there is no document 'TJ-99' [unknown-document]\n"
        "    hint: did you mean 'TJ-09'?\n"
        "content/procedures/x.md:2:5: warning: review was due [review-overdue]\n"
        "content/gone.md:1:1: info: somewhere [note]\n");
  CHECK(cli::human_report(base::Diagnostics{sample()[0]}, base::Language::Japanese, source_of, "", cli::Frame::None) ==
        "procedures/x.md:4:5: エラー: 文書「TJ-99」はありません [unknown-document]\n    ヒント: 「TJ-09」ではありませんか\n");
}

TEST_CASE("the caret stands under the place, wide characters counting two cells") {
  CHECK(cli::human_report(base::Diagnostics{sample()[0]}, base::Language::English, source_of, "", cli::Frame::Plain) ==
        "procedures/x.md:4:5: error: there is no document 'TJ-99' [unknown-document]\n"
        "    日本語の[[TJ-99]]を参照\n"
        "            ^\n"
        "    hint: did you mean 'TJ-09'?\n");
}

TEST_CASE("nothing in a source steers the terminal, and long lines are cut around the caret") {
  const std::string evil = std::string(500, 'a') + "\x1b[31m\tHERE" + std::string(500, 'b');
  const base::Diagnostics found{{"x", "e.md", {1, 507, 0}, {"m", "m"}, {}, base::Severity::Error}};
  const std::string text =
      cli::human_report(found, base::Language::English, [&](std::string_view) { return &evil; }, "", cli::Frame::Plain);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("HERE") != std::string::npos);
  CHECK(text.size() < 400);
}

TEST_CASE("lines end as their author ended them") {
  const std::string source = "a\r\nb\n\rd\r\n\nf\rg";
  std::string seen;
  const auto line_of = [&](std::uint32_t line) {
    const base::Diagnostics found{{"x", "e.md", {line, 1, 0}, {"m", "m"}, {}, base::Severity::Error}};
    const std::string text = cli::human_report(found, base::Language::English, [&](std::string_view) { return &source; }, "", cli::Frame::Plain);
    const auto from = text.find("\n    ");
    return from == std::string::npos ? std::string("-") : text.substr(from + 5, text.find('\n', from + 1) - from - 5);
  };
  for (std::uint32_t line = 1; line <= 8; ++line) seen += line_of(line);
  CHECK(seen == "ab-d-fg-");
}

TEST_CASE("JSON and SARIF say the same") {
  CHECK(cli::json_report({sample()[0]}, base::Language::English, source_of) ==
        "{\n"
        "  \"diagnostics\": [\n"
        "    {\n"
        "      \"path\": \"procedures/x.md\",\n"
        "      \"line\": 4,\n"
        "      \"column\": 5,\n"
        "      \"severity\": \"error\",\n"
        "      \"code\": \"unknown-document\",\n"
        "      \"message\": \"there is no document 'TJ-99'\",\n"
        "      \"hint\": \"did you mean 'TJ-09'?\"\n"
        "    }\n"
        "  ],\n"
        "  \"summary\": {\n"
        "    \"errors\": 1,\n"
        "    \"warnings\": 0,\n"
        "    \"infos\": 0\n"
        "  }\n"
        "}\n");
  const std::string sarif = cli::sarif_report(sample(), base::Language::English, source_of, "0.1.0");
  for (const char* part : {"\"version\": \"2.1.0\"", "\"ruleId\": \"review-overdue\"", "\"startColumn\": 5", "\"level\": \"note\""}) {
    CHECK(sarif.find(part) != std::string::npos);
  }
}

TEST_CASE("counts") {
  const cli::Counts counts = cli::count(sample());
  CHECK(counts.errors == 1);
  CHECK(counts.warnings == 1);
  CHECK(counts.infos == 1);
}

}  // namespace
}  // namespace kitei
