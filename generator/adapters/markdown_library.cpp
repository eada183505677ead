#include "adapters/markdown_library.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <algorithm>

namespace kitei::adapters {
namespace {

std::string_view view(const cmark_chunk& chunk) {
  return {reinterpret_cast<const char*>(chunk.data), static_cast<std::size_t>(chunk.len)};
}

}  // namespace

// The library's kinds, those of its extensions included. Kinds that cannot occur (we attach nothing that makes them)
// are shown as the paragraph or text they come nearest to.
MarkdownKind kind_of(cmark_node* node) {
  switch (node->type) {
    case CMARK_NODE_DOCUMENT:
      return MarkdownKind::Document;
    case CMARK_NODE_BLOCK_QUOTE:
      return MarkdownKind::Quote;
    case CMARK_NODE_LIST:
      return MarkdownKind::List;
    case CMARK_NODE_ITEM:
      return MarkdownKind::Item;
    case CMARK_NODE_CODE_BLOCK:
      return MarkdownKind::CodeBlock;
    case CMARK_NODE_HTML_BLOCK:
      return MarkdownKind::HtmlBlock;
    case CMARK_NODE_PARAGRAPH:
      return MarkdownKind::Paragraph;
    case CMARK_NODE_HEADING:
      return MarkdownKind::Heading;
    case CMARK_NODE_THEMATIC_BREAK:
      return MarkdownKind::ThematicBreak;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
      return MarkdownKind::FootnoteDefinition;
    case CMARK_NODE_TEXT:
      return MarkdownKind::Text;
    case CMARK_NODE_SOFTBREAK:
      return MarkdownKind::SoftBreak;
    case CMARK_NODE_LINEBREAK:
      return MarkdownKind::LineBreak;
    case CMARK_NODE_CODE:
      return MarkdownKind::CodeSpan;
    case CMARK_NODE_HTML_INLINE:
      return MarkdownKind::HtmlInline;
    case CMARK_NODE_EMPH:
      return MarkdownKind::Emphasis;
    case CMARK_NODE_STRONG:
      return MarkdownKind::Strong;
    case CMARK_NODE_LINK:
      return MarkdownKind::Link;
    case CMARK_NODE_IMAGE:
      return MarkdownKind::Image;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      return MarkdownKind::FootnoteReference;
    default:
      break;
  }
  const std::string_view name = cmark_node_get_type_string(node);
  if (name == "table") return MarkdownKind::Table;
  if (name == "table_header" || name == "table_row") return MarkdownKind::TableRow;
  if (name == "table_cell") return MarkdownKind::TableCell;
  if (name == "strikethrough") return MarkdownKind::Strikethrough;
  return CMARK_NODE_BLOCK_P(node) ? MarkdownKind::Paragraph : MarkdownKind::Text;
}

cmark_node* first_child(cmark_node* node) { return node->first_child; }
cmark_node* next_sibling(cmark_node* node) { return node->next; }

std::string_view literal_of(const cmark_node* node) {
  return node->type == CMARK_NODE_CODE_BLOCK ? view(node->as.code.literal) : view(node->as.literal);
}

std::string_view content_of(const cmark_node* node) {
  return {reinterpret_cast<const char*>(node->content.ptr), static_cast<std::size_t>(node->content.size)};
}

std::string_view url_of(const cmark_node* node) { return view(node->as.link.url); }
std::string_view title_of(const cmark_node* node) { return view(node->as.link.title); }

std::string_view info_of(const cmark_node* code_block) {
  return code_block->as.code.fenced ? view(code_block->as.code.info) : std::string_view{};
}

std::string_view footnote_label_of(const cmark_node* reference) {
  return reference->parent_footnote_def == nullptr ? std::string_view{} : literal_of(reference->parent_footnote_def);
}

bool is_setext(const cmark_node* heading) { return heading->as.heading.setext; }

Start start_of(const cmark_node* block) {
  // A paragraph that the library cut off a table's head has no place of its own; the table has it.
  if (block->start_line == 0 && block->next != nullptr) block = block->next;
  return {static_cast<std::uint32_t>(std::max(1, block->start_line)),
          static_cast<std::size_t>(std::max(1, block->start_column)) - 1};
}

base::Position definition_position(const SourceLines& lines, Start start) {
  const std::size_t found = lines.line(start.line).substr(0, start.byte).rfind("[^");
  return lines.position(start.line, found == std::string_view::npos ? start.byte : found);
}

// Without recursion, since the depth is what is not yet known; blocks and inlines are counted apart.
cmark_node* find_too_deep(cmark_node* root) {
  unsigned blocks = 0, inlines = 0;
  for (cmark_node* node = root; node != nullptr;) {
    unsigned& depth = CMARK_NODE_BLOCK_P(node) ? blocks : inlines;
    if (++depth > MarkdownLimits::kDepth + 1) return node;
    if (node->first_child != nullptr) {
      node = node->first_child;
      continue;
    }
    while (node != nullptr) {
      --(CMARK_NODE_BLOCK_P(node) ? blocks : inlines);
      if (node->next != nullptr) {
        node = node->next;
        break;
      }
      node = node->parent;
    }
  }
  return nullptr;
}

const cmark_node* block_around(const cmark_node* node) {
  while (node->parent != nullptr &&
         (node->start_line == 0 || !CMARK_NODE_TYPE_BLOCK_P(static_cast<cmark_node_type>(node->type)))) {
    node = node->parent;
  }
  return node;
}

}  // namespace kitei::adapters
