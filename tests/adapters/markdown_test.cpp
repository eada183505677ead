#include "adapters/markdown.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "adapters/markdown_emphasis.h"

namespace {

using namespace kitei;
using adapters::MarkdownKind;
using adapters::MarkdownNode;

std::string_view name_of(MarkdownKind kind) {
  switch (kind) {
    case MarkdownKind::Document:
      return "document";
    case MarkdownKind::Quote:
      return "quote";
    case MarkdownKind::List:
      return "list";
    case MarkdownKind::Item:
      return "item";
    case MarkdownKind::FootnoteDefinition:
      return "note";
    case MarkdownKind::Table:
      return "table";
    case MarkdownKind::TableRow:
      return "row";
    case MarkdownKind::Paragraph:
      return "p";
    case MarkdownKind::Heading:
      return "h";
    case MarkdownKind::TableCell:
      return "cell";
    case MarkdownKind::CodeBlock:
      return "pre";
    case MarkdownKind::HtmlBlock:
      return "html";
    case MarkdownKind::ThematicBreak:
      return "hr";
    case MarkdownKind::Emphasis:
      return "em";
    case MarkdownKind::Strong:
      return "strong";
    case MarkdownKind::Strikethrough:
      return "del";
    case MarkdownKind::Link:
      return "a";
    case MarkdownKind::Image:
      return "img";
    case MarkdownKind::Text:
      return "text";
    case MarkdownKind::SoftBreak:
      return "soft";
    case MarkdownKind::LineBreak:
      return "hard";
    case MarkdownKind::CodeSpan:
      return "code";
    case MarkdownKind::HtmlInline:
      return "tag";
    case MarkdownKind::FootnoteReference:
      return "ref";
  }
  return "";
}

// The tree on one line: (kind line:column …) with text in quotes.
void print(const MarkdownNode& node, std::string& out) {
  out += fmt::format("({} {}:{}", name_of(node.kind), node.position.line, node.position.column);
  const bool leaf_text = node.kind == MarkdownKind::Text || node.kind == MarkdownKind::CodeSpan ||
                         node.kind == MarkdownKind::CodeBlock || node.kind == MarkdownKind::HtmlBlock ||
                         node.kind == MarkdownKind::HtmlInline || node.kind == MarkdownKind::FootnoteReference;
  if (leaf_text) out += fmt::format(" '{}'", node.text);
  for (const MarkdownNode& child : node.children) {
    out += ' ';
    print(child, out);
  }
  out += ")";
}

std::string tree_of(std::string_view text) {
  const auto read = adapters::parse_markdown(text, "x.md", 1);
  std::string out;
  for (const base::Diagnostic& diagnostic : read.diagnostics) out += diagnostic.message.en + "\n";
  for (const MarkdownNode& node : read.value.document.children) {
    if (!out.empty()) out += ' ';
    print(node, out);
  }
  return out;
}

// `**…**` of the text as <b>…</b>, `~~…~~` as <s>…</s>, `*…*` as <i>…</i>, links and code as their text.
void marked_up(const std::vector<MarkdownNode>& nodes, std::string& out) {
  for (const MarkdownNode& node : nodes) {
    std::string_view tag;
    if (node.kind == MarkdownKind::Strong) tag = "b";
    if (node.kind == MarkdownKind::Emphasis) tag = "i";
    if (node.kind == MarkdownKind::Strikethrough) tag = "s";
    if (node.kind == MarkdownKind::Link) tag = "a";
    if (node.kind == MarkdownKind::CodeSpan) tag = "c";
    if (!tag.empty()) out += fmt::format("<{}>", tag);
    if (node.children.empty()) out += node.text;
    marked_up(node.children, out);
    if (!tag.empty()) out += fmt::format("</{}>", tag);
  }
}

std::string emphasis_of(std::string_view text) {
  const auto read = adapters::parse_markdown(text, "x.md", 1);
  REQUIRE(read.diagnostics.empty());
  std::string out;
  for (const MarkdownNode& block : read.value.document.children) marked_up(block.children, out);
  return out;
}

}  // namespace

TEST_CASE("emphasis beside Japanese punctuation follows the CJK-friendly rules") {
  struct Case {
    const char* markdown;
    const char* expected;
  };
  const Case cases[] = {
      // What CommonMark alone gets wrong.
      {"**「強調」**を", "<b>「強調」</b>を"},
      {"これは**「強調」**です", "これは<b>「強調」</b>です"},
      {"**強調。**次の文", "<b>強調。</b>次の文"},
      {"**重要（必須）**な", "<b>重要（必須）</b>な"},
      {"**用語（term）**を", "<b>用語（term）</b>を"},
      {"**`code`**を", "<b><c>code</c></b>を"},
      {"は**`code`**", "は<b><c>code</c></b>"},
      {"**[リンク](a.md)**を", "<b><a>リンク</a></b>を"},
      {"**ルール：**説明", "<b>ルール：</b>説明"},
      {"**100%**の", "<b>100%</b>の"},
      {"~~「削除」~~を", "<s>「削除」</s>を"},
      {"文。*「斜体」*と", "文。<i>「斜体」</i>と"},
      {"***「両方」***を", "<i><b>「両方」</b></i>を"},
      {"あ~~**「両方」**~~を", "あ<s><b>「両方」</b></s>を"},
      {"あ**~~「両方」~~**を", "あ<b><s>「両方」</s></b>を"},
      {"あ~~**両方**~~を", "あ<s><b>両方</b></s>を"},
      {"規程の**~~旧~~「新」**を", "規程の<b><s>旧</s>「新」</b>を"},
      {"規程の**「新」~~旧~~**を", "規程の<b>「新」<s>旧</s></b>を"},
      {"**A**「**B**」**C**", "<b>A</b>「<b>B</b>」<b>C</b>"},
      {"規則の*(a)*。は**[a](u)**、は**「い」**", "規則の<i>(a)</i>。は<b><a>a</a></b>、は<b>「い」</b>"},
      {"규칙은 **[필수]**입니다", "규칙은 <b>[필수]</b>입니다"},
      // What was right before.
      {"**強調**。", "<b>強調</b>。"},
      {"第**3**条", "第<b>3</b>条"},
      {"「**A**」", "「<b>A</b>」"},
      {"**a** b", "<b>a</b> b"},
      {"a**\"b\"**c", "a**\"b\"**c"},
      {"** 空白**は", "** 空白**は"},
      {"は\\**「b」*は", "は*<i>「b」</i>は"},
      {"は\\*\\*「b」\\*\\*は", "は**「b」**は"},
      // A symbol is no punctuation for the library, so it does not stand in the way.
      {"＋**「x」**＋", "＋<b>「x」</b>＋"},
      // '_' is left alone.
      {"は_「b」_は", "は_「b」_は"},
      {"`は**「b」**は`", "<c>は**「b」**は</c>"},
  };
  for (const Case& c : cases) {
    INFO(c.markdown);
    CHECK(emphasis_of(c.markdown) == c.expected);
  }
}

TEST_CASE("no emphasis marker is left in any text, URL, title, info string or label") {
  const char* text =
      "[あ*「い](https://例.jp/あ*「い \"あ*「い\") `あ*「い` <x あ=\"あ*「い\"> ![あ*「い](あ*「い) [^あ*「い]\n\n"
      "```あ*「い\nあ*「い\n```\n\n    あ*「い\n\n<div>\nあ*「い\n</div>\n\n| あ*「い |\n|---|\n| あ*「い |\n\n"
      "# あ*「い\n\n[^あ*「い]: あ*「い\n";
  const auto read = adapters::parse_markdown(text, "x.md", 1);
  REQUIRE(read.diagnostics.empty());
  std::vector<const MarkdownNode*> nodes{&read.value.document};
  while (!nodes.empty()) {
    const MarkdownNode& node = *nodes.back();
    nodes.pop_back();
    CHECK(adapters::count_emphasis_markers(node.text) == 0);
    CHECK(adapters::count_emphasis_markers(node.title) == 0);
    for (const MarkdownNode& child : node.children) nodes.push_back(&child);
  }
  REQUIRE(adapters::count_emphasis_markers(adapters::mark_cjk_emphasis(text).value_or("")) > 0);
}

TEST_CASE("each node stands where the author wrote it") {
  struct Case {
    const char* markdown;
    const char* expected;
  };
  const Case cases[] = {
      {"一行目\n  `続き`", "(p 1:1 (text 1:1 '一行目') (soft 1:10) (code 2:3 '続き'))"},
      {"- [ ] 未了\n  `続き`", "(list 1:1 (item 1:1 (p 1:3 (text 1:7 '未了') (soft 1:13) (code 2:3 '続き'))))"},
      {"> 引用\n> **続き**\nなまけ**行**",
       "(quote 1:1 (p 1:3 (text 1:3 '引用') (soft 1:9) (strong 2:3 (text 2:5 '続き')) (soft 2:13) (text 3:1 'なまけ') "
       "(strong 3:10 (text 3:12 '行'))))"},
      {"あ [複数\n行の](u\n\"題\") い *う*",
       "(p 1:1 (text 1:1 'あ ') (a 1:5 (text 1:6 '複数') (soft 1:12) (text 2:1 '行の')) (text 3:7 ' い ') (em 3:12 "
       "(text 3:13 "
       "'う')))"},
      {"前の行 *a*\n| 列 | *b* |\n|---|---|\n| `x\\|y` *z* | c |",
       "(p 1:1 (text 1:1 '前の行 ') (em 1:11 (text 1:12 'a'))) (table 2:1 (row 2:1 (cell 2:3 (text 2:3 '列')) (cell "
       "2:9 (em "
       "2:9 (text 2:10 'b')))) (row 4:1 (cell 4:3 (code 4:3 'x|y') (text 4:9 ' ') (em 4:10 (text 4:11 'z'))) (cell "
       "4:16 "
       "(text 4:16 'c'))))"},
      {"> | 列 |\n> |---|\n> |  |\n>|値|",
       "(quote 1:1 (table 1:3 (row 1:3 (cell 1:5 (text 1:5 '列'))) (row 3:3 (cell 3:4)) (row 4:2 (cell 4:3 (text 4:3 "
       "'値')))))"},
      {"見出し *a*\n続き `b`\n===",
       "(h 1:1 (text 1:1 '見出し ') (em 1:11 (text 1:12 'a')) (soft 1:14) (text 2:1 '続き ') (code 2:8 'b'))"},
      {"[a]: /u\n[b]: /v\n本文 *c*", "(p 3:1 (text 3:1 '本文 ') (em 3:8 (text 3:9 'c')))"},
      {"  ##  見出し **「b」** ##", "(h 1:3 (text 1:7 '見出し ') (strong 1:17 (text 1:19 '「b」')))"},
      {"は**「い」**は*う*",
       "(p 1:1 (text 1:1 'は') (strong 1:4 (text 1:6 '「い」')) (text 1:17 'は') (em 1:20 (text 1:21 'う')))"},
      {"a\\*b&amp;c<br>d  \ne",
       "(p 1:1 (text 1:1 'a') (text 1:2 '*') (text 1:4 'b') (text 1:5 '&') (text 1:10 'c') (tag "
       "1:11 '<br>') (text 1:15 'd') (hard 1:16) (text 2:1 'e'))"},
      {"- a\n\n  ```x\n  b\n  ```\n\n  ---", "(list 1:1 (item 1:1 (p 1:3 (text 1:3 'a')) (pre 3:3 'b\n') (hr 7:3)))"},
      {"あ[^x]\n\n[^x]: 脚注\n    続き *b*\n",
       "(p 1:1 (text 1:1 'あ') (ref 1:4 'x')) (note 3:1 (p 3:7 (text 3:7 '脚注') (soft 3:13) (text 4:5 '続き ') (em "
       "4:12 (text "
       "4:13 'b'))))"},
      {"一\r\n二 *b*\r\n", "(p 1:1 (text 1:1 '一') (soft 1:4) (text 2:1 '二 ') (em 2:5 (text 2:6 'b')))"},
  };
  for (const Case& c : cases) {
    INFO(c.markdown);
    CHECK(tree_of(c.markdown) == c.expected);
  }
}

TEST_CASE("the first line may be any line of the file") {
  const auto read = adapters::parse_markdown("あ *b*\n", "x.md", 12);
  const MarkdownNode& paragraph = read.value.document.children.at(0);
  CHECK(paragraph.position == base::Position{12, 1});
  CHECK(paragraph.children.at(1).position == base::Position{12, 5});
}

TEST_CASE("task items are found in quotes and nested lists too") {
  const auto checked = [](std::string_view text) {
    const auto read = adapters::parse_markdown(text, "x.md", 1);
    const MarkdownNode* node = &read.value.document;
    while (node->kind != MarkdownKind::Item) node = &node->children.at(0);
    return node->checked;
  };
  CHECK(checked("- [ ] 未了") == false);
  CHECK(checked("- [x] 済") == true);
  CHECK(checked("- [X] 済") == true);
  CHECK(checked("1. [x] 済") == true);
  CHECK(checked("> - [x] 済") == true);
  CHECK(checked("- [ ]未了") == std::nullopt);
  CHECK(checked("- [ ]") == std::nullopt);
  CHECK(checked("- \\[ ] 文") == std::nullopt);
  CHECK(checked("- [y] 文") == std::nullopt);
}

TEST_CASE("footnote definitions that nothing uses are named with their place") {
  const auto read = adapters::parse_markdown("あ[^a]\n\n[^a]: 一\n[^b]: 二\n[^a]: 三\n\n> [^c]: 四\n", "x.md", 1);
  REQUIRE(read.value.unused_footnotes.size() == 3);
  CHECK(read.value.unused_footnotes[0].label == "b");
  CHECK(read.value.unused_footnotes[0].position == base::Position{4, 1});
  CHECK_FALSE(read.value.unused_footnotes[0].repeated);
  CHECK(read.value.unused_footnotes[1].label == "a");
  CHECK(read.value.unused_footnotes[1].position == base::Position{5, 1});
  CHECK(read.value.unused_footnotes[1].repeated);
  CHECK(read.value.unused_footnotes[2].label == "c");
  CHECK(read.value.unused_footnotes[2].position == base::Position{7, 3});
}

TEST_CASE("an escaped caret begins no footnote") {
  for (const std::string_view written : {"[\\^a]", "[&#94;a]", "[&Hat;a bc]", "**[\\^a]**", "[&#x5e;]"}) {
    // Beside a footnote, and alone.
    for (const std::string_view beside : {"", " and[^b]\n\n[^b]: note\n"}) {
      INFO(written << beside);
      const auto read = adapters::parse_markdown(std::string(written) + std::string(beside), "a.md", 1);
      REQUIRE(read.diagnostics.empty());
      std::string text;
      std::size_t notes = 0;
      const std::function<void(const adapters::MarkdownNode&)> see = [&](const adapters::MarkdownNode& node) {
        if (node.kind == adapters::MarkdownKind::Text) text += node.text;
        notes += node.kind == adapters::MarkdownKind::FootnoteReference;
        for (const adapters::MarkdownNode& child : node.children) see(child);
      };
      see(read.value.document.children.front());
      const std::string expected = written.find("bc") != std::string::npos ? "[^a bc]" : written.find('a') != std::string::npos ? "[^a]" : "[^]";
      CHECK(text == expected + (beside.empty() ? "" : " and"));
      CHECK(notes == (beside.empty() ? 0 : 1));
    }
  }
}

TEST_CASE("documents parsed at the same time come out as they do alone") {
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) {
    std::string text;
    for (int line = 0; line < 40; ++line) {
      text += fmt::format("これは{}{}、**「強調」**です。\n\n", i, i % 3 == 0 ? "の~~「削除」~~と~b~" : "の波線なし");
    }
    texts.push_back(std::move(text));
  }
  std::vector<std::string> serial;
  for (const std::string& text : texts) serial.push_back(tree_of(text));
  std::vector<std::string> parallel[2];
  {
    std::vector<std::jthread> threads;
    for (auto& results : parallel) {
      threads.emplace_back([&texts, &results] {
        for (int round = 0; round < 5; ++round) {
          for (const std::string& text : texts) results.push_back(tree_of(text));
        }
      });
    }
  }
  for (const auto& results : parallel) {
    REQUIRE(results.size() == 5 * serial.size());
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (results[i] != serial[i % serial.size()]) FAIL("document " << i % serial.size() << " differs");
    }
  }
}
