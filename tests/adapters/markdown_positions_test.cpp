// A slow, simple oracle: whatever the library says, a text that reads as written must be found at its place in the
// source.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "adapters/markdown.h"
#include "base/utf8.h"

namespace {

using namespace kitei;
using adapters::MarkdownKind;
using adapters::MarkdownNode;

// What the source must hold at the place of a node.
bool stands_there(const MarkdownNode& node, std::string_view there) {
  const auto begins = [&](std::initializer_list<std::string_view> openings) {
    for (const std::string_view opening : openings) {
      if (there.starts_with(opening)) return true;
    }
    return false;
  };
  switch (node.kind) {
    case MarkdownKind::Text:
      return node.escaped ? begins({"\\", "&"}) : there.starts_with(node.text) || node.text.find('|') != node.text.npos;
    case MarkdownKind::Emphasis:
      return begins({"*", "_"});
    case MarkdownKind::Strong:
      return begins({"**", "__"});
    case MarkdownKind::Strikethrough:
      return begins({"~"});
    case MarkdownKind::CodeSpan:
      return begins({"`"});
    case MarkdownKind::Link:
      return begins({"[", "<"});
    case MarkdownKind::Image:
      return begins({"!["});
    case MarkdownKind::HtmlInline:
      return there.starts_with(node.text.substr(0, node.text.find('\n')));
    case MarkdownKind::FootnoteReference:
      return begins({"[^"});
    case MarkdownKind::Heading:
      return true;
    default:
      return true;
  }
}

void check_places(const MarkdownNode& node, const std::string& source, std::string_view leaf) {
  if (node.kind == MarkdownKind::Paragraph || node.kind == MarkdownKind::Heading ||
      node.kind == MarkdownKind::TableCell) {
    leaf = node.text;
  }
  const std::string_view line = base::line_at(source, node.position.line);
  if (node.position.line == 0 || node.position.column == 0 || node.position.column > line.size() + 1 ||
      !stands_there(node, line.substr(node.position.column - 1))) {
    FAIL("kind " << static_cast<int>(node.kind) << " '" << node.text << "' is not at " << node.position.line << ":"
                 << node.position.column << " of\n"
                 << source);
  }
  if (node.kind == MarkdownKind::Text && !node.escaped && leaf.substr(node.from, node.to - node.from) != node.text) {
    FAIL("'" << node.text << "' is not bytes " << node.from << " to " << node.to << " of '" << leaf << "' in\n"
             << source);
  }
  for (const MarkdownNode& child : node.children) check_places(child, source, leaf);
}

const std::vector<std::string> kPieces{
    "あ",
    "い",
    "。",
    "「",
    "」",
    "（",
    "）",
    "a",
    "b ",
    " ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "(u)",
    "[x]",
    "<br>",
    "<https://a.jp>",
    "\\*",
    "\\|",
    "&amp;",
    "&#x3042;",
    "![",
    "[^n]",
    "\n",
    "\n  ",
    "\n> ",
    "\n\n",
    "  \n",
    "\\\n",
    "\n- ",
    "\n1. ",
    "\n   ",
    "\n# ",
    "\n===\n",
    "\n|a|b|\n|-|-|\n|",
    "|",
    "\n    ",
    "\n\t",
    "\n```\n",
    "[x]: /u \"t\"\n",
    "\n[^n]: ",
    "[[A]]",
    "{{ v }}",
    "https://a.jp/b_c",
    "<!-- c -->",
    "\n> - [ ] ",
    "\n> > ",
};

}  // namespace

TEST_CASE("in random documents every text is found at the place it is said to have") {
  std::mt19937 random(20260401);
  for (int round = 0; round < 3000; ++round) {
    std::string source;
    const std::size_t length = 5 + random() % 60;
    for (std::size_t i = 0; i < length; ++i) source += kPieces[random() % kPieces.size()];
    const auto read = adapters::parse_markdown(source, "x.md", 1);
    REQUIRE(read.diagnostics.empty());
    for (const MarkdownNode& node : read.value.document.children) check_places(node, source, {});
  }
  SUCCEED();
}
