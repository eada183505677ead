#include "adapters/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <utility>

#include "adapters/markdown_inlines.h"
#include "adapters/markdown_library.h"

namespace kitei::adapters {
namespace {

class TreeCopier {
 public:
  TreeCopier(const SourceLines& lines, MarkdownMemory& memory) : lines_(lines), clean_{lines.markers(), memory} {}

  void copy(cmark_node* node, MarkdownNode& copied) {
    const Start start = start_of(node);
    copied.kind = kind_of(node);
    copied.position = lines_.position(start.line, start.byte);
    switch (copied.kind) {
      case MarkdownKind::Paragraph:
        copy_leaf(node, copied, Placement::of_paragraph(lines_, content_of(node), start.line, start.byte));
        break;
      case MarkdownKind::Heading:
        copy_heading(node, copied);
        break;
      case MarkdownKind::Table:
        copy_table(node, copied);
        break;
      case MarkdownKind::CodeBlock:
        copied.title = clean_(info_of(node));
        copied.text = clean_(literal_of(node));
        break;
      case MarkdownKind::HtmlBlock:
        copied.text = clean_(literal_of(node));
        break;
      case MarkdownKind::FootnoteDefinition:
        copied.position = definition_position(lines_, start);
        copied.text = clean_(literal_of(node));
        copy_children(node, copied);
        break;
      case MarkdownKind::List:
        copied.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        copied.number = static_cast<unsigned>(std::max(0, cmark_node_get_list_start(node)));
        copied.tight = cmark_node_get_list_tight(node) != 0;
        copied.delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
        copy_children(node, copied);
        break;
      case MarkdownKind::Item:
        copy_children(node, copied);
        read_task(copied);
        break;
      case MarkdownKind::Quote:
        ++quotes_;
        copy_children(node, copied);
        --quotes_;
        break;
      default:
        copy_children(node, copied);
        break;
    }
  }

 private:
  void copy_children(cmark_node* node, MarkdownNode& copied) {
    std::size_t count = 0;
    for (cmark_node* child = first_child(node); child != nullptr; child = next_sibling(child)) ++count;
    copied.children.resize(count);
    MarkdownNode* place = copied.children.data();
    for (cmark_node* child = first_child(node); child != nullptr; child = next_sibling(child)) copy(child, *place++);
  }

  void copy_leaf(cmark_node* node, MarkdownNode& copied, Placement placement) {
    const std::string_view text = clean_(content_of(node));
    copied.text = text;
    while (copied.text.ends_with('\n')) copied.text.remove_suffix(1);
    if (copied.kind == MarkdownKind::Paragraph) copied.position = placement.at(0);
    copied.children = copy_inlines(node, content_of(node), text, std::move(placement), clean_);
  }

  // `[ ]` or `[x]` and a blank before other text. Found here, because the library's extension looks at the beginning of
  // the source line only and so misses the task items of a quote or of a list within a list's first line.
  static void read_task(MarkdownNode& item) {
    if (item.children.empty() || item.children.front().kind != MarkdownKind::Paragraph) return;
    MarkdownNode& paragraph = item.children.front();
    if (paragraph.children.empty()) return;
    MarkdownNode& first = paragraph.children.front();
    if (first.kind != MarkdownKind::Text || first.escaped || first.text.size() < 4) return;
    const std::string_view text = first.text;
    const char mark = text[1];
    if (text[0] != '[' || text[2] != ']' || (mark != ' ' && mark != 'x' && mark != 'X')) return;
    const std::size_t rest = text.find_first_not_of(" \t", 3);
    if (rest == 3 || (rest == std::string_view::npos && paragraph.children.size() == 1)) return;
    item.checked = mark != ' ';
    const std::size_t length = std::min(rest, text.size());
    first.from += static_cast<std::uint32_t>(length);
    first.position = first.position.behind(length);
    first.text.remove_prefix(length);
    if (first.text.empty()) paragraph.children.erase(paragraph.children.begin());
  }

  void copy_heading(cmark_node* node, MarkdownNode& copied) {
    copied.number = static_cast<unsigned>(cmark_node_get_heading_level(node));
    const std::string_view content = content_of(node);
    const Start start = start_of(node);
    if (is_setext(node)) {
      Placement placement = Placement::of_paragraph(lines_, content, start.line, start.byte);
      copied.position = placement.at(0);
      return copy_leaf(node, copied, std::move(placement));
    }
    copy_leaf(node, copied, Placement::of_heading(lines_, content, start.line, start.byte));
  }

  void copy_table(cmark_node* node, MarkdownNode& copied) {
    const uint16_t columns = cmark_gfm_extensions_get_table_columns(node);
    const uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(node);
    for (uint16_t i = 0; i < columns; ++i) {
      switch (alignments == nullptr ? 0 : alignments[i]) {
        case 'l':
          copied.columns.push_back(MarkdownAlignment::Left);
          break;
        case 'c':
          copied.columns.push_back(MarkdownAlignment::Center);
          break;
        case 'r':
          copied.columns.push_back(MarkdownAlignment::Right);
          break;
        default:
          copied.columns.push_back(MarkdownAlignment::None);
          break;
      }
    }
    const auto [header_line, header_byte] = find_header(node, columns);
    copied.position = lines_.position(header_line, header_byte);
    for (cmark_node* row = first_child(node); row != nullptr; row = next_sibling(row)) {
      const bool header = row == first_child(node);
      const std::uint32_t line = header ? header_line : start_of(row).line;
      copy_row(row, line, header ? header_byte : skip_prefix(lines_.line(line), quotes_), copied.children.emplace_back());
    }
  }

  // The header is the line above the first delimiter row that has as many columns as the table; paragraph lines may
  // stand before it, but no blank line.
  Start find_header(cmark_node* table, uint16_t columns) const {
    const Start start = start_of(table);
    for (std::uint32_t line = start.line; line < lines_.count(); ++line) {
      const std::string_view next = lines_.line(line + 1);
      const std::size_t from = skip_prefix(next, quotes_);
      if (from == next.size()) break;
      if (is_delimiter_row(next, from) && split_row(next, from).size() == columns) {
        const std::size_t byte = line == start.line ? start.byte : skip_prefix(lines_.line(line), quotes_);
        if (split_row(lines_.line(line), byte).size() == columns) return {line, byte};
      }
    }
    return start;
  }

  void copy_row(cmark_node* row, std::uint32_t line, std::size_t byte, MarkdownNode& copied) {
    copied.kind = MarkdownKind::TableRow;
    copied.position = lines_.position(line, byte);
    const std::string_view source = lines_.line(line);
    const auto cells = split_row(source, byte);
    copied.number = static_cast<unsigned>(cells.size());
    copied.children.reserve(cells.size());
    std::size_t index = 0;
    for (cmark_node* cell = first_child(row); cell != nullptr; cell = next_sibling(cell), ++index) {
      const auto [from, to] = index < cells.size() ? cells[index] : std::pair{source.size(), source.size()};
      MarkdownNode& copied_cell = copied.children.emplace_back();
      copied_cell.kind = MarkdownKind::TableCell;
      Placement placement = Placement::of_cell(lines_, content_of(cell), line, from, to);
      copied_cell.position = placement.at(0);
      copy_leaf(cell, copied_cell, std::move(placement));
    }
  }

  const SourceLines& lines_;
  CleanTexts clean_;
  unsigned quotes_ = 0;  // quotes around the block that is copied
};

}  // namespace

void copy_tree(cmark_node* root, const SourceLines& lines, MarkdownMemory& memory, MarkdownNode& copied) {
  TreeCopier(lines, memory).copy(root, copied);
}

}  // namespace kitei::adapters
