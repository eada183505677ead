// Method: check the limits, put emphasis markers in, let cmark-gfm build its tree, and copy that into ours with the
// markers taken out. Places come from the bytes that the library read (markdown_lines.h), which is why its internal
// node header is needed: it holds the content of a block and the label of a footnote.
#include "adapters/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>

#include "adapters/markdown_emphasis.h"
#include "adapters/markdown_limits.h"
#include "adapters/markdown_lines.h"

namespace kitei::adapters {
namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Parser = std::unique_ptr<cmark_parser, FreeParser>;
using Tree = std::unique_ptr<cmark_node, FreeNode>;

// The library's registration has an unguarded static of its own, so it must happen once.
void register_extensions() {
  static std::once_flag once;
  std::call_once(once, cmark_gfm_core_extensions_ensure_registered);
}

// Parsing inlines with strikethrough edits a table that all parsers of the process share, so such texts take turns.
// Texts without '~' never look at the entry that it changes.
std::mutex& strikethrough_mutex() {
  static std::mutex mutex;
  return mutex;
}

std::string_view view(const cmark_chunk& chunk) {
  return {reinterpret_cast<const char*>(chunk.data), static_cast<std::size_t>(chunk.len)};
}
std::string_view view(const cmark_strbuf& buffer) {
  return {reinterpret_cast<const char*>(buffer.ptr), static_cast<std::size_t>(buffer.size)};
}
std::string plain(std::string_view marked) {
  std::string text(marked);
  strip_emphasis_markers(text);
  return text;
}
std::string plain(const char* marked) { return plain(std::string_view(marked == nullptr ? "" : marked)); }

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// The library's kinds, those of its extensions included. Kinds that cannot occur (we attach nothing that makes them)
// are shown as the paragraph or text they come nearest to.
MarkdownKind kind_of(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
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

// The first node that lies deeper than the limit, blocks and inlines counted apart; without recursion, since the depth
// is what is not yet known.
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

// ---- inlines
// ---------------------------------------------------------------------------------------------------------

// Copies the inlines of one paragraph, heading or cell. `cursor_` is the byte of the content at which the next inline
// begins; it is moved over each construct by its own syntax.
class InlineCopier {
 public:
  InlineCopier(std::string_view content, Placement placement) : content_(content), placement_(std::move(placement)) {}

  std::vector<MarkdownNode> copy_children(cmark_node* parent) {
    std::vector<MarkdownNode> out;
    std::size_t count = 0;
    for (const cmark_node* node = parent->first_child; node != nullptr; node = node->next) ++count;
    out.reserve(count);
    for (cmark_node* node = parent->first_child; node != nullptr; node = node->next) copy(node, out);
    return out;
  }
  base::Position position_at(std::size_t offset) { return placement_.at(offset); }

 private:
  void copy(cmark_node* node, std::vector<MarkdownNode>& out) {
    const MarkdownKind kind = kind_of(node);
    if (kind == MarkdownKind::Text) return copy_text(view(node->as.literal), out);
    const std::size_t from = cursor_;
    MarkdownNode copied = begin(kind);
    switch (kind) {
      case MarkdownKind::Emphasis:
        copy_delimited(node, copied, 1);
        break;
      case MarkdownKind::Strong:
        copy_delimited(node, copied, 2);
        break;
      case MarkdownKind::Strikethrough:
        copy_delimited(node, copied, content_.substr(from).starts_with("~~") ? 2 : 1);
        break;
      case MarkdownKind::Link:
      case MarkdownKind::Image:
        copy_link(node, copied);
        break;
      case MarkdownKind::CodeSpan:
        copied.text = plain(view(node->as.literal));
        cursor_ = skip_code_span(content_, from);
        break;
      case MarkdownKind::HtmlInline:
        copied.text = plain(view(node->as.literal));
        cursor_ = std::min(from + static_cast<std::size_t>(node->as.literal.len), content_.size());
        break;
      case MarkdownKind::FootnoteReference:
        copy_footnote_reference(node, copied);
        break;
      default:
        cursor_ = skip_line_end(content_, from);
        break;  // SoftBreak, LineBreak
    }
    copied.to = placement_.without_markers(cursor_);
    out.push_back(std::move(copied));
  }

  MarkdownNode begin(MarkdownKind kind) {
    MarkdownNode node;
    node.kind = kind;
    node.from = placement_.without_markers(cursor_);
    node.position = placement_.at(cursor_);
    return node;
  }

  void skip(std::size_t bytes) { cursor_ = std::min(cursor_ + bytes, content_.size()); }

  void copy_delimited(cmark_node* node, MarkdownNode& copied, std::size_t delimiter) {
    skip(delimiter);
    copied.children = copy_children(node);
    skip(delimiter);
  }

  void copy_link(cmark_node* node, MarkdownNode& copied) {
    copied.text = plain(cmark_node_get_url(node));
    copied.title = plain(cmark_node_get_title(node));
    copied.autolink = copied.kind == MarkdownKind::Link && content_.substr(cursor_).starts_with('<');
    skip(copied.kind == MarkdownKind::Image ? 2 : 1);
    copied.children = copy_children(node);
    if (copied.autolink) {
      skip(1);
    } else {
      cursor_ = skip_link_tail(content_, cursor_);
    }
  }

  void copy_footnote_reference(cmark_node* node, MarkdownNode& copied) {
    const std::size_t end = content_.find(']', cursor_);
    cursor_ = end == std::string_view::npos ? content_.size() : end + 1;
    if (node->parent_footnote_def != nullptr) copied.text = plain(view(node->parent_footnote_def->as.literal));
    copied.number = static_cast<unsigned>(std::strtoul(std::string(view(node->as.literal)).c_str(), nullptr, 10));
  }

  // A text node of the library is the written text with backslashes and entities resolved. Walking both at once tells
  // which bytes were escaped and where each stands.
  void copy_text(std::string_view text, std::vector<MarkdownNode>& out) {
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t length = 0;
      while (at + length < text.size() && cursor_ + length < content_.size() &&
             text[at + length] == content_[cursor_ + length] && !begins_escape(text, at + length, cursor_ + length)) {
        ++length;
      }
      if (length > 0) {
        append_text(text.substr(at, length), length, false, out);
        at += length;
        continue;
      }
      if (const auto [written, read] = escape_at(text, at); written > 0) {
        append_text(text.substr(at, read), written, true, out);
        at += read;
        continue;
      }
      if (!resynchronise(text.substr(at))) {
        append_text(text.substr(at), 0, true, out);
        return;
      }
    }
  }

  bool begins_escape(std::string_view text, std::size_t at, std::size_t offset) const {
    if (content_[offset] == '\\') {
      return offset + 1 < content_.size() && is_ascii_punctuation(content_[offset + 1]) &&
             text[at] == content_[offset + 1];
    }
    return content_[offset] == '&' && entity_at(offset).first > 0;
  }

  // How many bytes of content an escape at the cursor takes, and how many bytes of text it makes.
  std::pair<std::size_t, std::size_t> escape_at(std::string_view text, std::size_t at) const {
    if (cursor_ + 1 >= content_.size()) return {0, 0};
    if (content_[cursor_] == '\\' && content_[cursor_ + 1] == text[at]) return {2, 1};
    if (content_[cursor_] != '&') return {0, 0};
    const auto [written, decoded] = entity_at(cursor_);
    return text.substr(at).starts_with(decoded) ? std::pair{written, decoded.size()}
                                                : std::pair<std::size_t, std::size_t>{};
  }

  std::pair<std::size_t, std::string> entity_at(std::size_t offset) const {
    const std::string_view rest = content_.substr(offset + 1, 64);
    cmark_strbuf buffer;
    cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 0);
    const bufsize_t length = houdini_unescape_ent(&buffer, reinterpret_cast<const uint8_t*>(rest.data()),
                                                  static_cast<bufsize_t>(rest.size()));
    std::string decoded(view(buffer));
    cmark_strbuf_free(&buffer);
    if (length == 0 || decoded.empty()) return {0, {}};
    return {static_cast<std::size_t>(length) + 1, std::move(decoded)};
  }

  // The content holds something that the text does not (never seen; a guard): go on where the text is found again.
  bool resynchronise(std::string_view text) {
    const std::size_t found = content_.find(text.substr(0, std::min<std::size_t>(text.size(), 16)), cursor_);
    if (found == std::string_view::npos || found == cursor_) return false;
    cursor_ = found;
    return true;
  }

  void append_text(std::string_view text, std::size_t written, bool escaped, std::vector<MarkdownNode>& out) {
    const std::uint32_t from = placement_.without_markers(cursor_);
    std::string shown = plain(text);
    if (!shown.empty()) {
      // Neighbours that read as written are one text, however the library split them.
      if (!escaped && !out.empty() && out.back().kind == MarkdownKind::Text && !out.back().escaped &&
          out.back().to == from) {
        out.back().text += shown;
      } else {
        MarkdownNode node = begin(MarkdownKind::Text);
        node.escaped = escaped;
        node.text = std::move(shown);
        out.push_back(std::move(node));
      }
    }
    skip(written);
    if (!out.empty() && out.back().kind == MarkdownKind::Text) out.back().to = placement_.without_markers(cursor_);
  }

  std::string_view content_;
  Placement placement_;
  std::size_t cursor_ = 0;
};

// The library places a footnote definition behind its label.
base::Position definition_position(const SourceLines& lines, std::uint32_t line, std::size_t byte) {
  const std::size_t found = lines.line(line).substr(0, byte).rfind("[^");
  return lines.position(line, found == std::string_view::npos ? byte : found);
}

// ---- blocks
// ----------------------------------------------------------------------------------------------------------

class TreeCopier {
 public:
  explicit TreeCopier(const SourceLines& lines) : lines_(lines) {}

  MarkdownNode copy(cmark_node* node) {
    MarkdownNode copied;
    copied.kind = kind_of(node);
    copied.position = lines_.position(line_of(node), byte_of(node));
    switch (copied.kind) {
      case MarkdownKind::Paragraph:
        copy_leaf(node, copied, Placement::of_paragraph(lines_, view(node->content), line_of(node), byte_of(node)));
        break;
      case MarkdownKind::Heading:
        copy_heading(node, copied);
        break;
      case MarkdownKind::Table:
        copy_table(node, copied);
        break;
      case MarkdownKind::CodeBlock:
        copied.title = plain(cmark_node_get_fence_info(node));
        copied.text = plain(view(node->as.code.literal));
        break;
      case MarkdownKind::HtmlBlock:
        copied.text = plain(view(node->as.literal));
        break;
      case MarkdownKind::FootnoteDefinition:
        copied.position = definition_position(lines_, line_of(node), byte_of(node));
        copied.text = plain(view(node->as.literal));
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
    return copied;
  }

 private:
  // A paragraph that the library cut off a table's head has no place of its own; the table has it.
  static const cmark_node* placed(const cmark_node* node) {
    const bool follows = node->start_line == 0 && node->next != nullptr;
    return follows ? node->next : node;
  }
  static std::uint32_t line_of(const cmark_node* node) {
    return static_cast<std::uint32_t>(std::max(1, placed(node)->start_line));
  }
  static std::size_t byte_of(const cmark_node* node) {
    return static_cast<std::size_t>(std::max(1, placed(node)->start_column)) - 1;
  }

  void copy_children(cmark_node* node, MarkdownNode& copied) {
    for (cmark_node* child = node->first_child; child != nullptr; child = child->next) {
      copied.children.push_back(copy(child));
    }
  }

  void copy_leaf(cmark_node* node, MarkdownNode& copied, Placement placement) {
    copied.text = plain(view(node->content));
    while (copied.text.ends_with('\n')) copied.text.pop_back();
    InlineCopier inlines(view(node->content), std::move(placement));
    if (copied.kind == MarkdownKind::Paragraph) copied.position = inlines.position_at(0);
    copied.children = inlines.copy_children(node);
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
    first.position.column += static_cast<std::uint32_t>(length);
    first.text.erase(0, length);
    if (first.text.empty()) paragraph.children.erase(paragraph.children.begin());
  }

  void copy_heading(cmark_node* node, MarkdownNode& copied) {
    copied.number = static_cast<unsigned>(cmark_node_get_heading_level(node));
    const std::string_view content = view(node->content);
    const std::uint32_t line = line_of(node);
    if (node->as.heading.setext) {
      Placement placement = Placement::of_paragraph(lines_, content, line, byte_of(node));
      copied.position = placement.at(0);
      return copy_leaf(node, copied, std::move(placement));
    }
    copy_leaf(node, copied, Placement::of_heading(lines_, content, line, byte_of(node)));
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
    for (cmark_node* row = node->first_child; row != nullptr; row = row->next) {
      const bool header = row == node->first_child;
      const std::uint32_t line = header ? header_line : line_of(row);
      copied.children.push_back(copy_row(row, line, header ? header_byte : skip_prefix(lines_.line(line), quotes_)));
    }
  }

  // The header is the line above the first delimiter row that has as many columns as the table.
  std::pair<std::uint32_t, std::size_t> find_header(const cmark_node* table, uint16_t columns) const {
    const std::uint32_t start = line_of(table);
    for (std::uint32_t line = start; line < lines_.count(); ++line) {
      const std::string_view next = lines_.line(line + 1);
      const std::size_t from = skip_prefix(next, quotes_);
      if (is_delimiter_row(next, from) && split_row(next, from).size() == columns) {
        const std::size_t byte = line == start ? byte_of(table) : skip_prefix(lines_.line(line), quotes_);
        if (split_row(lines_.line(line), byte).size() == columns) return {line, byte};
      }
    }
    return {start, byte_of(table)};
  }

  MarkdownNode copy_row(cmark_node* row, std::uint32_t line, std::size_t byte) {
    MarkdownNode copied;
    copied.kind = MarkdownKind::TableRow;
    copied.position = lines_.position(line, byte);
    const std::string_view source = lines_.line(line);
    const auto cells = split_row(source, byte);
    copied.number = static_cast<unsigned>(cells.size());
    std::size_t index = 0;
    for (cmark_node* cell = row->first_child; cell != nullptr; cell = cell->next, ++index) {
      const auto [from, to] = index < cells.size() ? cells[index] : std::pair{source.size(), source.size()};
      MarkdownNode copied_cell;
      copied_cell.kind = MarkdownKind::TableCell;
      Placement placement = Placement::of_cell(lines_, view(cell->content), line, from, to);
      copied_cell.position = placement.at(0);
      copy_leaf(cell, copied_cell, std::move(placement));
      copied.children.push_back(std::move(copied_cell));
    }
    return copied;
  }

  const SourceLines& lines_;
  unsigned quotes_ = 0;  // quotes around the block that is copied
};

// ---- footnotes
// -------------------------------------------------------------------------------------------------------

// The library drops definitions that nothing refers to when it finishes, so all are noted before.
struct Definition {
  std::string label;
  std::uint32_t line = 0;
  std::size_t byte = 0;
};

std::vector<Definition> collect_definitions(cmark_node* root) {
  std::vector<Definition> found;
  for (cmark_node* node = root; node != nullptr;) {
    if (node->type == CMARK_NODE_FOOTNOTE_DEFINITION) {
      found.push_back({std::string(view(node->as.literal)), static_cast<std::uint32_t>(std::max(1, node->start_line)),
                       static_cast<std::size_t>(std::max(1, node->start_column)) - 1});
    }
    if (node->first_child != nullptr) {
      node = node->first_child;
      continue;
    }
    while (node != nullptr && node->next == nullptr) node = node->parent;
    if (node != nullptr) node = node->next;
  }
  return found;
}

std::vector<UnusedFootnote> find_unused(const std::vector<Definition>& all, const cmark_node* root,
                                        const SourceLines& lines) {
  std::vector<std::pair<std::uint32_t, std::size_t>> used;
  std::vector<std::string> labels;
  for (const cmark_node* node = root->first_child; node != nullptr; node = node->next) {
    if (node->type != CMARK_NODE_FOOTNOTE_DEFINITION) continue;
    used.emplace_back(static_cast<std::uint32_t>(std::max(1, node->start_line)),
                      static_cast<std::size_t>(std::max(1, node->start_column)) - 1);
    labels.emplace_back(view(node->as.literal));
  }
  std::sort(used.begin(), used.end());
  std::sort(labels.begin(), labels.end());
  std::vector<UnusedFootnote> unused;
  for (const Definition& definition : all) {
    if (std::binary_search(used.begin(), used.end(), std::pair{definition.line, definition.byte})) continue;
    unused.push_back({plain(definition.label), std::binary_search(labels.begin(), labels.end(), definition.label),
                      definition_position(lines, definition.line, definition.byte)});
  }
  return unused;
}

// Line ends as '\n'; places do not change by that, since each line keeps its number.
std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

void attach(cmark_parser* parser, const char* name) {
  if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) {
    cmark_parser_attach_syntax_extension(parser, extension);
  }
}

}  // namespace

base::Read<Markdown> parse_markdown(std::string_view text, std::string_view path, std::uint32_t first_line) {
  base::Read<Markdown> read;
  read.diagnostics = check_markdown_limits(text, path, first_line);
  if (!read.diagnostics.empty()) return read;

  std::string marked = mark_cjk_emphasis(with_plain_line_ends(text));
  // With a line end at the end, every block is in the library's tree once all is fed.
  if (!marked.empty() && marked.back() != '\n') marked += '\n';
  const bool strikethrough = marked.find('~') != std::string::npos;

  register_extensions();
  const Parser parser(cmark_parser_new(CMARK_OPT_FOOTNOTES));
  if (parser == nullptr) throw std::bad_alloc();
  attach(parser.get(), "table");
  if (strikethrough) attach(parser.get(), "strikethrough");
  cmark_parser_feed(parser.get(), marked.data(), marked.size());
  const std::vector<Definition> definitions = collect_definitions(parser->root);
  const Tree tree([&] {
    if (!strikethrough) return cmark_parser_finish(parser.get());
    const std::lock_guard lock(strikethrough_mutex());
    return cmark_parser_finish(parser.get());
  }());
  if (tree == nullptr) throw std::bad_alloc();

  const SourceLines lines(marked, first_line);
  if (const cmark_node* deep = find_too_deep(tree.get())) {
    while (deep->start_line == 0 && deep->parent != nullptr) deep = deep->parent;
    const auto line = static_cast<std::uint32_t>(std::max(1, deep->start_line));
    read.diagnostics.push_back(nesting_too_deep(path, lines.position(line, 0)));
    return read;
  }
  read.value.document = TreeCopier(lines).copy(tree.get());
  read.value.unused_footnotes = find_unused(definitions, tree.get(), lines);
  return read;
}

}  // namespace kitei::adapters
