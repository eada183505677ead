// Method: the library's inlines stand in the content in order and without gaps, so a cursor is moved over each by its
// own syntax. Nothing is asked of the library's own columns.
#include "adapters/markdown_inlines.h"

#include <cmark-gfm.h>
#include <cmark-gfm/houdini.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "adapters/markdown_library.h"

namespace kitei::adapters {
namespace {

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// Copies the inlines of one paragraph, heading or cell. `cursor_` is the byte of the content at which the next inline
// begins; it is moved over each construct by its own syntax.
class InlineCopier {
 public:
  InlineCopier(std::string_view content, std::string_view plain, Placement placement, const CleanTexts& clean)
      : content_(content), plain_(plain), placement_(std::move(placement)), clean_(clean) {}

  std::vector<MarkdownNode> copy_children(cmark_node* parent) {
    std::vector<MarkdownNode> out;
    std::size_t count = 0;
    for (cmark_node* node = first_child(parent); node != nullptr; node = next_sibling(node)) ++count;
    out.reserve(count);
    for (cmark_node* node = first_child(parent); node != nullptr; node = next_sibling(node)) copy(node, out);
    return out;
  }

 private:
  void copy(cmark_node* node, std::vector<MarkdownNode>& out) {
    const MarkdownKind kind = kind_of(node);
    if (kind == MarkdownKind::Text) return copy_text(literal_of(node), out);
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
        copied.text = clean_(literal_of(node));
        cursor_ = skip_code_span(content_, from);
        break;
      case MarkdownKind::HtmlInline:
        copied.text = clean_(literal_of(node));
        cursor_ = std::min(from + literal_of(node).size(), content_.size());
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
    copied.text = clean_(url_of(node));
    copied.title = clean_(title_of(node));
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
    copied.text = clean_(footnote_label_of(node));
    copied.number = static_cast<unsigned>(std::strtoul(std::string(literal_of(node)).c_str(), nullptr, 10));
  }

  // A text node of the library is the written text with backslashes and entities resolved. Walking both at once tells
  // which bytes were escaped and where each stands.
  void copy_text(std::string_view text, std::vector<MarkdownNode>& out) {
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t length = reads_as_written(text.substr(at)) ? text.size() - at : 0;
      while (at + length < text.size() && cursor_ + length < content_.size() &&
             text[at + length] == content_[cursor_ + length] && !begins_escape(text, at + length, cursor_ + length)) {
        if (placement_.joins_pipes() && text[at + length] == '|') {
          if (length == 0) ++length;  // a node of its own
          break;
        }
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

  // Whether the text stands in the content byte by byte and nothing in it needs a closer look.
  bool reads_as_written(std::string_view text) const {
    if (content_.compare(cursor_, text.size(), text) != 0) return false;
    const auto holds = [&](char c) { return text.find(c) != std::string_view::npos; };
    return !holds('\\') && !holds('&') && !(placement_.joins_pipes() && holds('|'));
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
    std::string decoded(reinterpret_cast<const char*>(buffer.ptr), static_cast<std::size_t>(buffer.size));
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
    const std::string_view shown = clean_(text);
    if (!shown.empty()) {
      // Neighbours that read as written are one text, however the library split them.
      const bool at_pipe = placement_.joins_pipes() && (shown.front() == '|' || (!out.empty() && out.back().text == "|"));
      const bool goes_on = !escaped && !at_pipe && !out.empty() && out.back().kind == MarkdownKind::Text &&
                           !out.back().escaped && out.back().to == from;
      if (goes_on) {
        out.back().text = plain_.substr(out.back().from, from - out.back().from + shown.size());
      } else {
        MarkdownNode node = begin(MarkdownKind::Text);
        node.escaped = escaped;
        node.text = shown;
        out.push_back(std::move(node));
      }
    }
    skip(written);
    if (!out.empty() && out.back().kind == MarkdownKind::Text) out.back().to = placement_.without_markers(cursor_);
  }

  std::string_view content_;
  std::string_view plain_;  // the content without markers
  Placement placement_;
  const CleanTexts& clean_;
  std::size_t cursor_ = 0;
};

}  // namespace

std::vector<MarkdownNode> copy_inlines(cmark_node* block, std::string_view content, std::string_view text,
                                       Placement placement, const CleanTexts& clean) {
  return InlineCopier(content, text, std::move(placement), clean).copy_children(block);
}

}  // namespace kitei::adapters
