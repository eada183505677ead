// {{ include "…" }}: what comes into the body, what is refused, and where faults in parts are reported.
#include "source/includes.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "body_support.h"
#include "source/body.h"

using namespace kitei;

namespace {

struct Result {
  std::string blocks;
  std::string findings;  // with paths
  std::vector<std::string> parts;
};

Result read(std::string_view markdown, const base::FileTree& tree, const std::set<std::string>& refused = {}) {
  source::BodyOptions options;
  options.path = "a.md";
  options.first_line = 5;
  options.variables = &testing::variables();
  options.tree = &tree;
  options.refused = &refused;
  auto read = source::read_body_with_parts(markdown, options);
  base::sort_diagnostics(read.diagnostics);
  Result result{testing::shown(read.value.body.blocks), "", {}};
  for (const model::Footnote& note : read.value.body.footnotes) {
    result.blocks += fmt::format(" note{}[{}]", note.number, testing::shown(note.content));
  }
  for (const base::Diagnostic& d : read.diagnostics) {
    if (!result.findings.empty()) result.findings += '\n';
    result.findings += fmt::format("{}:{}:{} {}: {}", d.path, d.position.line, d.position.column, d.code, d.message.en);
    CHECK(d.position.file == 0);
  }
  for (const source::Part& part : read.value.parts) result.parts.push_back(part.path);
  return result;
}

struct Case {
  const char* markdown;
  const char* blocks;
  const char* findings = "";
};

const base::FileTree& tree() {
  static const base::FileTree kTree{
      {"parts/one.md", "一つの段落。\n"},
      {"parts/two.md", "# 見出し\n\n- 項目\n- {{ help_desk }}\n"},
      {"parts/bom.md", "\xEF\xBB\xBF一\r\n二\r\n"},
      {"parts/empty.md", ""},
      {"parts/table.md", "| 一 |\n|---|\n| 二 |\n"},
      {"parts/note.md", "注[^1]\n\n[^1]: 部品の注\n"},
      {"parts/inner.md", "外\n\n{{ include \"parts/one.md\" }}\n"},
      {"parts/fault.md", "一\n\n二{{ nothing }}\n\n[^x]: 使わない\n"},
      {"parts/front.md", "---\nid: X\n---\n\n本文{{ nothing }}\n"},
      {"parts/rule.md", "---\n\n線\n"},
      {"parts/binary.md", "a\xFFz"},
      {"parts/self.md", "{{ include \"parts/self.md\" }}\n"},
      {"parts/a.md", "{{ include \"parts/b.md\" }}\n"},
      {"parts/b.md", "一\n\n{{ include \"parts/a.md\" }}\n"},
      {"handbook.yaml", "title: x\n"},
  };
  return kTree;
}

void check(const Case& c) {
  INFO(c.markdown);
  const Result result = read(c.markdown, tree());
  CHECK(result.blocks == c.blocks);
  CHECK(result.findings == c.findings);
}

}  // namespace

TEST_CASE("the blocks of a part take the place of its include") {
  for (const Case& c : {
           Case{"前\n\n{{ include \"parts/one.md\" }}\n\n後", "p[前] p[一つの段落。] p[後]"},
           Case{"{{include 'parts/one.md'}}", "p[一つの段落。]"},
           Case{"{{ include \"parts/one.md\" }}\n{{ include \"parts/two.md\" }}",
                "p[一つの段落。] h1[見出し] ul[p[項目]; p[内線 1234]]"},
           Case{"- 項目\n\n  {{ include \"parts/one.md\" }}", "ul~[p[項目] p[一つの段落。]]"},
           Case{"> {{ include \"parts/one.md\" }}", "quote[p[一つの段落。]]"},
           Case{"> [!NOTE]\n>\n> {{ include \"parts/one.md\" }}", "note[p[一つの段落。]]"},
           Case{"{{ include \"parts/bom.md\" }}", "p[一二]"},
           Case{"{{ include \"parts/empty.md\" }}", ""},
           Case{"{{ include \"parts/rule.md\" }}", "hr p[線]"},
           Case{"表: 題 {#t}\n\n{{ include \"parts/table.md\" }}", "table/1caption{#t}[題][一 / 二]"},
           Case{"{{ include \"parts/inner.md\" }}", "p[外] p[一つの段落。]"},
           Case{"`{{ include \"parts/one.md\" }}`", "p[`{{ include \"parts/one.md\" }}`]"},
           Case{"\\{{ include \"parts/one.md\" }}", "p[{{ include \"parts/one.md\" }}]"},
           Case{"    {{ include \"parts/one.md\" }}", "pre()[{{ include \"parts/one.md\" }}\n]"},
       }) {
    check(c);
  }
}

TEST_CASE("footnotes of a part are its own and are numbered with the others") {
  check({"一[^1]\n\n{{ include \"parts/note.md\" }}\n\n二[^1][^b]\n\n[^1]: 本文の注\n[^b]: 別の注",
         "p[一^1.1] p[注^2.1] p[二^1.2^3.1] note1[p[本文の注]] note2[p[部品の注]] note3[p[別の注]]"});
  check({"{{ include \"parts/note.md\" }}\n\n{{ include \"parts/note.md\" }}",
         "p[注^1.1] p[注^2.1] note1[p[部品の注]] note2[p[部品の注]]"});
  check({"一[^1]\n\n[^1]: 注\n\n    {{ include \"parts/note.md\" }}",
         "p[一^1.1] note1[p[注] p[注^2.1]] note2[p[部品の注]]"});
}

TEST_CASE("faults in a part are reported in the part") {
  check({"{{ include \"parts/fault.md\" }}", "p[一] p[二{{ nothing }}]",
         "parts/fault.md:3:4 unresolved-variable: no variable `nothing` is defined\n"
         "parts/fault.md:5:1 footnote-unused: nothing refers to footnote `[^x]`"});
  check({"{{ include \"parts/front.md\" }}", "p[本文{{ nothing }}]",
         "parts/front.md:1:1 front-matter-invalid: a part that is included has no front matter of its own\n"
         "parts/front.md:5:7 unresolved-variable: no variable `nothing` is defined"});
  check({"{{ include \"parts/binary.md\" }}", "", "a.md:5:13 source-unreadable: 'parts/binary.md' is not valid UTF-8"});
}

TEST_CASE("nothing outside of the handbook's folder is included") {
  for (const char* path : {"../secret.md", "parts/../../secret.md", "parts/../one.md", "/etc/passwd", "parts\\one.md",
                           "C:/x.md", "..", "./../x.md"}) {
    INFO(path);
    CHECK(read(fmt::format("{{{{ include \"{}\" }}}}", path), tree()).findings ==
          fmt::format("a.md:5:13 include-outside: '{}' is not inside the handbook's folder", path));
  }
  CHECK(read("{{ include \"parts/link.md\" }}", tree(), {"parts/link.md"}).findings ==
        "a.md:5:13 include-outside: 'parts/link.md' is not inside the handbook's folder");
  CHECK(read("{{ include \"link/x.md\" }}", tree(), {"link"}).findings ==
        "a.md:5:13 include-outside: 'link/x.md' is not inside the handbook's folder");
}

TEST_CASE("cycles are reported with their chain") {
  check({"{{ include \"parts/self.md\" }}", "",
         "parts/self.md:1:13 include-cycle: 'parts/self.md' includes itself: a.md → parts/self.md → parts/self.md"});
  check({"{{ include \"parts/a.md\" }}", "p[一]",
         "parts/b.md:3:13 include-cycle: 'parts/a.md' includes itself: a.md → parts/a.md → parts/b.md → parts/a.md"});
}

TEST_CASE("an include that names no file, or stands among words") {
  check({"{{ include \"parts/oen.md\" }}", "", "a.md:5:13 include-missing: there is no file 'parts/oen.md' in the handbook"});
  check({"{{ include parts/one.md }}", "", "a.md:5:1 include-invalid: an include names one file in quotes"});
  check({"{{ include \"\" }}", "", "a.md:5:1 include-invalid: an include names one file in quotes"});
  check({"見よ：{{ include \"parts/one.md\" }}", "p[見よ：{{ include \"parts/one.md\" }}]",
         "a.md:5:10 include-invalid: an include stands in a paragraph of its own"});
  check({"# {{ include \"parts/one.md\" }}", "h1[{{ include \"parts/one.md\" }}]",
         "a.md:5:3 include-invalid: an include stands in a paragraph of its own"});
  check({"文\n{{ include \"parts/one.md\" }}", "p[文/{{ include \"parts/one.md\" }}]",
         "a.md:6:1 include-invalid: an include stands in a paragraph of its own"});
}

TEST_CASE("parts that multiply each other end at a limit") {
  base::FileTree bomb;
  for (int i = 0; i < 7; ++i) {
    std::string text;
    for (int k = 0; k < 10; ++k) text += fmt::format("{{{{ include \"parts/{}.md\" }}}}\n\n", i + 1);
    bomb[fmt::format("parts/{}.md", i)] = text;
  }
  bomb["parts/7.md"] = "終\n";
  CHECK(read("{{ include \"parts/0.md\" }}", bomb).findings.find("include-too-large") != std::string::npos);

  base::FileTree chain;
  for (int i = 0; i < 20; ++i) chain[fmt::format("parts/{}.md", i)] = fmt::format("{{{{ include \"parts/{}.md\" }}}}\n", i + 1);
  CHECK(read("{{ include \"parts/0.md\" }}", chain).findings ==
        "parts/7.md:1:13 include-too-large: parts are included in each other more than 8 deep");
}

TEST_CASE("the files of a body are listed once, in the order of their first use") {
  CHECK(read("{{ include \"parts/inner.md\" }}\n\n{{ include \"parts/one.md\" }}", tree()).parts ==
        std::vector<std::string>{"parts/inner.md", "parts/one.md"});
}
