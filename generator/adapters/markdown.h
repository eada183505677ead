// Markdown text → a plain tree of nodes. The only place that knows the Markdown library.
//
// In:  UTF-8 text, the path for diagnostics, and the line of the file on which the text begins.
// Out: GFM with footnotes as a tree: blocks, inlines, their text and their places. Lines are 1-based lines of the file,
//      columns 1-based byte offsets of the text as the author wrote it. What the library reports wrongly (continuation
//      lines, links over several lines, tables after a paragraph line, cells after `\|`) is found again in the source.
// Emphasis beside Japanese punctuation follows the CJK-friendly rules. Bare URLs are not linked here, raw HTML is
// handed out as it stands, and {{…}}, [[…]], {#…} are plain text: giving them a meaning is the matter of source/.
//
// Errors: a text beyond the limits below is refused with source-too-complex before the library sees it (it is quadratic
// in some of them); the tree is then an empty document. Safe to call from several threads.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/position.h"

namespace kitei::adapters {

enum class MarkdownKind : std::uint8_t {
  // blocks that hold blocks
  Document,
  Quote,
  List,
  Item,
  FootnoteDefinition,  // children of the document, after all other blocks
  Table,
  TableRow,
  // blocks that hold inlines; `text` is what they were written as
  Paragraph,
  Heading,
  TableCell,
  // blocks that hold text
  CodeBlock,
  HtmlBlock,
  ThematicBreak,
  // inlines that hold inlines
  Emphasis,
  Strong,
  Strikethrough,
  Link,
  Image,
  // inlines without content
  Text,
  SoftBreak,
  LineBreak,
  CodeSpan,
  HtmlInline,
  FootnoteReference,
};

enum class MarkdownAlignment : std::uint8_t { None, Left, Center, Right };

// The texts are views into memory of the Markdown that the node came with.
struct MarkdownNode {
  MarkdownKind kind = MarkdownKind::Document;
  bool escaped = false;         // Text: written with a backslash or as an entity, so it never is syntax
  bool autolink = false;        // Link: written as <url>
  bool ordered = false;         // List
  bool tight = true;            // List
  char delimiter = '.';         // List: '.' or ')'
  std::optional<bool> checked;  // Item: [ ] or [x]
  // Heading: level · ordered List: start · TableRow: cells as written · FootnoteReference: which definition, from 1
  unsigned number = 0;
  // Inlines: the bytes [from, to) of the enclosing paragraph's, heading's or cell's `text` that they were written as.
  // A Text that is not escaped is exactly these bytes.
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  base::Position position;
  // Paragraph, Heading, TableCell: as written, without the line prefixes of containers, `\|` as '|' in cells · Text,
  // CodeSpan, CodeBlock, HtmlBlock, HtmlInline: the text · Link, Image: the URL · FootnoteDefinition: the label
  std::string_view text;
  std::string_view title;                  // Link, Image · CodeBlock: the info string
  std::vector<MarkdownAlignment> columns;  // Table
  std::vector<MarkdownNode> children;
};

// A footnote definition that nothing refers to, or that repeats the label of an earlier one.
struct UnusedFootnote {
  std::string label;
  bool repeated = false;
  base::Position position;
};

struct Markdown {
  MarkdownNode document;
  std::vector<UnusedFootnote> unused_footnotes;
  std::vector<std::shared_ptr<const void>> memory;  // of the texts of the nodes
};

struct MarkdownLimits {
  static constexpr std::size_t kBytes = 2 * 1024 * 1024;
  static constexpr std::size_t kPipesInLine = 100;       // outside fenced code
  static constexpr std::size_t kPipesInCodeLine = 1000;  // inside it
  static constexpr std::size_t kTableCells = 100'000;
  // Lines (a heading counts as six) and, outside fenced code, characters that may become a node of their own: what the
  // memory goes by.
  static constexpr std::size_t kPieces = 150'000;
  static constexpr std::size_t kMarkupOpeners = 2000;                // of each of `<?`, `<!`, `![[`
  static constexpr std::size_t kTableSearchBytes = 8 * 1024 * 1024;  // delimiter rows × the paragraph before them
  static constexpr std::size_t kReferenceBytes = 64 * 1024 * 1024;   // longest link definition × closing brackets
  static constexpr unsigned kDepth = 100;                            // of blocks, and of inlines within a block
};

// `text` must be valid UTF-8.
base::Read<Markdown> parse_markdown(std::string_view text, std::string_view path, std::uint32_t first_line);

}  // namespace kitei::adapters
