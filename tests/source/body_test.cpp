// Blocks of source/body: lists, alerts, captions, figures, attributes, footnotes, HTML, soft breaks.
#include "source/body.h"

#include <catch2/catch.hpp>

#include "body_support.h"

namespace {

using namespace kitei;

struct Case {
  const char* markdown;
  const char* blocks;
  const char* findings = "";
};

void check(const Case& c) {
  INFO(c.markdown);
  const testing::Result result = testing::read(c.markdown);
  CHECK(result.blocks == c.blocks);
  CHECK(result.findings == c.findings);
}

}  // namespace

TEST_CASE("a line break between wide characters is no space") {
  for (const Case& c : {
           Case{"これは\n文です。\n「次」", "p[これは文です。「次」]"},
           Case{"これは\nText\nです", "p[これは/Text/です]"},
           Case{"text\ntext", "p[text/text]"},
           Case{"これは\n**強調**\nと[リンク](u)\nと`コード`\nです",
                "p[これはstrong[強調]とlink(u)[リンク]と`コード`です]"},
           Case{"**強調\n文字**", "p[strong[強調文字]]"},
           Case{"[\n文字](u)の", "p[link(u)[/文字]の]"},
           Case{"全角\n[\n文字](u)", "p[全角/link(u)[/文字]]"},
           Case{"詳細は\n[[AB-P-1]]\nを見る", "p[詳細は@{document AB-P-1}を見る]"},
           Case{"see\n[[AB-P-1]]\n[[AB-P-2]]", "p[see/@{document AB-P-1}/@{document AB-P-2}]"},
           Case{"文[^a]\n続き\n\n[^a]: 注", "p[文^1.1続き] note1x1[p[注]]"},
           Case{"一<br>\n二", "p[一\\二]"},
           Case{"一  \n二", "p[一\\二]"},
           Case{"半角ｶﾅ\n半角", "p[半角ｶﾅ/半角]"},
           Case{"> 引用\n> 文", "quote[p[引用文]]"},
           Case{"- 項目\n  続き\n- b", "ul[p[項目続き]; p[b]]"},
           Case{"# 見出し", "h1[見出し]"},
       }) {
    check(c);
  }
}

TEST_CASE("lists keep their kind, start, delimiter, tightness and check marks") {
  for (const Case& c : {
           Case{"3. 三\n4. 四", "ol3.[p[三]; p[四]]"},
           Case{"1) 一\n\n2) 二", "ol1)~[p[一]; p[二]]"},
           Case{"- [ ] 未\n- [x] 済\n- 無", "ul[[ ] p[未]; [x] p[済]; p[無]]"},
           Case{"- 一\n  1. 二\n     - 三", "ul[p[一] ol1.[p[二] ul[p[三]]]]"},
       }) {
    check(c);
  }
}

TEST_CASE("alerts are quotes with a marker line") {
  for (const Case& c : {
           Case{"> [!NOTE]\n> 本文\n> 続き", "note[p[本文続き]]"},
           Case{"> [!tip]\n> - 一", "tip[ul[p[一]]]"},
           Case{"> [!Important]\n>\n> 本文", "important[p[本文]]"},
           Case{"> [!WARNING]  \n> *強* 本文", "warning[p[em[強] 本文]]"},
           Case{"> [!CAUTION]", "caution[]"},
           Case{"> [!COLUMN]\n> 一\n>\n> 二", "column[p[一] p[二]]"},
           Case{"> [!NOTE] 題\n> 本文", "quote[p[[!NOTE] 題本文]]"},
           Case{"> [!OTHER]\n> 本文", "quote[p[[!OTHER]/本文]]"},
           Case{"> \\[!NOTE]\n> 本文", "quote[p[[!NOTE]/本文]]"},
           Case{"> 本文\n> [!NOTE]", "quote[p[本文/[!NOTE]]]"},
           Case{"> [!NOTE]\n> > [!TIP]\n> > 中", "note[tip[p[中]]]"},
       }) {
    check(c);
  }
}

TEST_CASE("attributes stand at the end of a heading and follow one grammar") {
  for (const Case& c : {
           Case{"## 付与 {#grant}", "h2{#grant}[付与]"},
           Case{"## 付与{#付与-1}", "h2{#付与-1}[付与]"},
           Case{"## 付与 {#a .section .b controls=\"5.1, 5.2\" effective=2026-07-01 landscape} ##",
                "h2{#a .section .b controls=5.1, 5.2 effective=2026-07-01 landscape}[付与]"},
           Case{"付与 *a* {.x}\n===", "h1{.x}[付与 em[a]]"},
           Case{"# {#only}", "h1{#only}[]"},
           Case{"# a {k=\"a_b_c *d* {e} \\\"f\\\"\"}", "h1{k=a_b_c *d* {e} \"f\"}[a]"},
           Case{"# a {注}", "h1[a {注}]"},
           Case{"# a {}", "h1[a {}]"},
           Case{"# a {#x #y}", "h1[a {#x #y}]"},
           Case{"# a {#x.}y", "h1[a {#x.}y]"},
           Case{"# a \\{#x}", "h1[a {#x}]"},
           Case{"# a `{#x}`", "h1[a `{#x}`]"},
           Case{"# [a {#x}](u)", "h1[link(u)[a {#x}]]"},
           Case{"# a {{ help_desk }}", "h1[a 内線 1234]"},
           Case{"# a {k=1 k=2}", "h1[a {k=1 k=2}]"},
           Case{"# a {#x} {#y}", "h1{#y}[a {#x}]"},
           Case{"本文 {#x}", "p[本文 {#x}]"},
       }) {
    check(c);
  }
}

TEST_CASE("captions belong to the table below or the image above") {
  for (const Case& c : {
           Case{"表: 題名 *a* {#t landscape}\n\n| a |\n|---|\n| b |",
                "table/1caption{#t landscape}[題名 em[a]]landscape[a / b]"},
           Case{"表：題名\n| a |\n|---|\n| b |", "table/1caption[題名][a / b]"},
           Case{"Table: Title {header-rows=2}\n\n| a |\n|---|\n| b |", "table/2caption{header-rows=2}[Title][a / b]"},
           Case{"表: 題名\n\n本文", "p[表: 題名] p[本文]"},
           Case{"表:\n\n| a |\n|---|", "p[表:] table/1[a]"},
           Case{"図: 題名\n\n| a |\n|---|", "p[図: 題名] table/1[a]"},
           Case{"![絵](a.png)\n図: 題名 {#f}", "figure(a.png)[絵]caption{#f}[題名]"},
           Case{"![絵](a.png)\n\n図：　題名", "figure(a.png)[絵]caption[題名]"},
           Case{"![絵](a.png)\n\nFigure: Title", "figure(a.png)[絵]caption[Title]"},
           Case{"![絵](a.png)\n\n本文", "p[image(a.png)[絵]] p[本文]"},
           Case{"絵 ![絵](a.png)\n\n図: 題名", "p[絵 image(a.png)[絵]] p[図: 題名]"},
           Case{"1. 一\n\n   表: 題名\n\n   | a |\n   |---|\n   | b |", "ol1.~[p[一] table/1caption[題名][a / b]]"},
       }) {
    check(c);
  }
}

TEST_CASE("footnotes are numbered in the order of first use") {
  for (const Case& c : {
           Case{"一[^b]二[^a]三[^b]\n\n[^a]: あ\n[^b]: い", "p[一^1.1二^2.1三^1.2] note1x2[p[い]] note2x1[p[あ]]"},
           Case{"一[^a]\n\n[^a]: あ[^b]\n[^b]: い", "p[一^1.1] note1x1[p[あ^2.1]] note2x1[p[い]]"},
           Case{"一[^a]\n\n[^a]: あ[^a]", "p[一^1.1] note1x2[p[あ^1.2]]"},
           Case{"一[^x]と[^ない]", "p[一[^x]と[^ない]]",
                "1:4 footnote-undefined: footnote `[^x]` has no definition\n"
                "1:11 footnote-undefined: footnote `[^ない]` has no definition"},
           Case{"一\\[^x] `[^y]`", "p[一[^x] `[^y]`]"},
           Case{"一\n\n[^u]: あ", "p[一]", "3:1 footnote-unused: nothing refers to footnote `[^u]`"},
           Case{"一[^a]\n\n[^a]: あ\n[^a]: い", "p[一^1.1] note1x1[p[あ]]",
                "4:1 footnote-unused: footnote `[^a]` is defined again; the first definition counts"},
           Case{"一\n\n[^u]: あ[^v]\n\n[^v]: い", "p[一]",
                "3:1 footnote-unused: nothing refers to footnote `[^u]`\n"
                "5:1 footnote-unused: nothing refers to footnote `[^v]`"},
       }) {
    check(c);
  }
}

TEST_CASE("a few HTML tags are kept, the rest is shown as text and reported") {
  for (const Case& c : {
           Case{"H<sub>2</sub>O、10<SUP>3</SUP>", "p[Hsub[2]O、10sup[3]]"},
           Case{"一<br>二<br/>三<wbr>四", "p[一\\二\\三wbr[]四]"},
           Case{"<ruby>規程<rp>(</rp><rt>きてい</rt><rp>)</rp></ruby>集", "p[ruby[規程rp[(]rt[きてい]rp[)]]集]"},
           Case{"<kbd>**Ctrl**</kbd>", "p[kbd[strong[Ctrl]]]"},
           Case{"一<!-- 注 -->二", "p[一二]"},
           Case{"<!-- 注 -->\n\n二", "p[二]"},
           Case{"<!--\n注\n-->\n二", "p[二]"},
           Case{"<ruby>東京<rt>とうきょう</rt></ruby>", "p[ruby[東京rt[とうきょう]]]"},
           Case{"一<b>二</b>三", "p[一<b>二</b>三]", "1:4 unsafe-html: HTML `<b>` is shown as text"},
           Case{"一<sub class=x>二</sub>", "p[一<sub class=x>二</sub>]",
                "1:4 unsafe-html: HTML `<sub class=x>` is shown as text"},
           Case{"一<kbd>二", "p[一<kbd>二]", "1:4 unsafe-html: HTML `<kbd>` is shown as text"},
           Case{"一</kbd>二", "p[一</kbd>二]", "1:4 unsafe-html: HTML `</kbd>` is shown as text"},
           Case{"<sub>a<sup>b</sub>c</sup>", "p[sub[a<sup>b]c</sup>]",
                "1:7 unsafe-html: HTML `<sup>` is shown as text"},
           Case{"*a<sub>b*c</sub>", "p[em[a<sub>b]c</sub>]",
                "1:3 unsafe-html: HTML `<sub>` is shown as text\n1:11 unsafe-html: HTML `</sub>` is shown as text"},
           Case{"<div>\n一 <br> *二*\n</div>", "p[<div>/一 \\ *二*/</div>]",
                "1:1 unsafe-html: HTML `<div>` is shown as text"},
           Case{"<script>\nalert('<sub>')\n</script>", "p[<script>/alert('<sub>')/</script>]",
                "1:1 unsafe-html: HTML `<script>` is shown as text\n2:8 unsafe-html: HTML `<sub>` is shown as text"},
           Case{"<?php x ?>", "p[<?php x ?>]", "1:1 unsafe-html: HTML `<?php x ?>` is shown as text"},
       }) {
    check(c);
  }
}

TEST_CASE("findings stand on the lines of the file") {
  source::BodyOptions options;
  options.path = "a.md";
  options.first_line = 10;
  const auto body = source::read_body("一\n\n- 二\n  {{ 三 }}\n", options);
  CHECK(testing::findings(body.diagnostics) == "13:3 unresolved-variable: no variable `三` is defined");
  CHECK(body.diagnostics.at(0).path == "a.md");
  CHECK(body.value.blocks.at(0).position == base::Position{10, 1});
  CHECK(body.value.blocks.at(1).position == base::Position{12, 1});
}

TEST_CASE("a body beyond the limits is empty and says why") {
  const testing::Result result = testing::read(std::string(200, '|'));
  CHECK(result.blocks.empty());
  CHECK(result.findings == "1:1 source-too-complex: 200 `|` in one line; at most 100 are read");
}
