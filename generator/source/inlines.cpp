#include "source/inlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_blocks.h"
#include "source/attributes.h"
#include "source/bare_url.h"
#include "source/captions.h"
#include "source/markup_tags.h"
#include "source/reference_syntax.h"
#include "source/soft_breaks.h"
#include "source/variables.h"

namespace kitei::source {
namespace {

using adapters::MarkdownKind;
using adapters::MarkdownNode;

enum class Inside { Text, Link };

// Bytes that something which read_construct knows may begin with, but for 《 and 》.
constexpr auto kBeginsConstruct = [] {
  std::array<bool, 256> begins{};
  for (const char c : std::string_view("[{@whHfFmx")) begins[static_cast<unsigned char>(c)] = true;
  return begins;
}();

// One list of siblings. `done_` is the byte up to which the source has been read: what a reference or URL took with it
// is skipped in the nodes that follow.
class SiblingReader {
 public:
  SiblingReader(const std::vector<MarkdownNode>& nodes, std::string_view source, Range range, Inside inside,
                const BodyOptions& options, base::Diagnostics& diagnostics)
      : nodes_(nodes),
        source_(source.substr(0, range.to)),
        range_(range),
        inside_(inside),
        options_(options),
        diagnostics_(diagnostics),
        done_(range.from) {}

  model::Inlines read() {
    pieces_.inlines.reserve(nodes_.size());
    for (index_ = 0; index_ < nodes_.size(); ++index_) {
      const MarkdownNode& node = nodes_[index_];
      if (node.from >= range_.to || (node.to <= done_ && node.from < node.to)) continue;
      read_node(node);
    }
    return nest_markup(std::move(pieces_), options_.path, diagnostics_);
  }

 private:
  void read_node(const MarkdownNode& node) {
    if (node.kind == MarkdownKind::Text) {
      if (node.escaped) return put(model::Text{std::string(node.text)}, node.position);
      return read_text(node);
    }
    if (node.kind == MarkdownKind::HtmlInline) {
      pieces_.put_tag(node.text, node.position);
      return;
    }
    put(read_other(node), node.position);
  }

  model::Inline::Node read_other(const MarkdownNode& node) {
    switch (node.kind) {
      case MarkdownKind::SoftBreak:
        return model::SoftBreak{};
      case MarkdownKind::LineBreak:
        return model::LineBreak{};
      case MarkdownKind::CodeSpan:
        return model::CodeSpan{std::string(node.text)};
      case MarkdownKind::Emphasis:
        return model::Emphasis{content_of(node, inside_)};
      case MarkdownKind::Strong:
        return model::Strong{content_of(node, inside_)};
      case MarkdownKind::Strikethrough:
        return model::Strikethrough{content_of(node, inside_)};
      case MarkdownKind::Link:
        return model::Link{std::string(node.text), std::string(node.title), content_of(node, Inside::Link), {}};
      case MarkdownKind::Image:
        return model::Image{std::string(node.text), std::string(node.title), content_of(node, Inside::Link), {}};
      case MarkdownKind::FootnoteReference:
        // Which definition is meant; footnotes.cpp makes it the number that is printed.
        return model::FootnoteReference{std::string(node.text), node.number, 1};
      case MarkdownKind::Text:
      case MarkdownKind::HtmlInline:
      case MarkdownKind::Document:
      case MarkdownKind::Quote:
      case MarkdownKind::List:
      case MarkdownKind::Item:
      case MarkdownKind::FootnoteDefinition:
      case MarkdownKind::Table:
      case MarkdownKind::TableRow:
      case MarkdownKind::Paragraph:
      case MarkdownKind::Heading:
      case MarkdownKind::TableCell:
      case MarkdownKind::CodeBlock:
      case MarkdownKind::HtmlBlock:
      case MarkdownKind::ThematicBreak:
        break;  // no inlines with content of their own
    }
    return model::Text{std::string(node.text)};
  }

  model::Inlines content_of(const MarkdownNode& node, Inside inside) {
    return SiblingReader(node.children, source_, {node.from, std::min<std::size_t>(node.to, range_.to)}, inside,
                         options_, diagnostics_)
        .read();
  }

  // A text that reads as written: the byte `at` of the source is its byte `at - node.from`.
  void read_text(const MarkdownNode& node) {
    const std::size_t end = std::min<std::size_t>(node.to, range_.to);
    std::size_t pending = std::max<std::size_t>(node.from, done_);
    for (std::size_t at = next_construct(pending, end); at < end; at = next_construct(at, end)) {
      const std::size_t behind = read_construct(node, pending, at, end);
      if (behind == at) {
        ++at;
        continue;
      }
      at = pending = behind;
      done_ = std::max(done_, behind);
    }
    if (pending < end) put_source(node, pending, end);
  }

  // The first byte from `at` on with which a construct may begin, or `end`.
  std::size_t next_construct(std::size_t at, std::size_t end) const {
    return base::find_byte(
        source_.substr(0, end), at,
        [](const base::Block& block) {
          // ASCII, and what may be 《 or 》 by its first two bytes.
          const unsigned dots = block.equal(kDotsOpen[0]) & (block.equal(kDotsOpen[1]) >> 1 | 1u << (base::Block::kBytes - 1));
          return (base::Block::kAll & ~block.beyond_ascii()) | dots;
        },
        [&](std::size_t i) {
          return kBeginsConstruct[static_cast<unsigned char>(source_[i])] || (source_[i] == kDotsOpen.front() && is_dots(source_.substr(i, 3)));
        });
  }

  static bool is_dots(std::string_view character) { return character == "《" || character == "》"; }

  // Puts the reference, variable or URL that begins at `at` after the text before it; gives the byte behind it, or
  // `at`.
  std::size_t read_construct(const MarkdownNode& node, std::size_t pending, std::size_t at, std::size_t end) {
    const char c = source_[at];
    if (c == '[') {
      report_undefined_footnote(node, at, end);
      if (options_.dialect == Dialect::Handbook) {
        if (auto found = read_bracketed_reference(source_.substr(at)); found && is_boundary(at + found->length)) {
          put_source(node, pending, at);
          put(std::move(found->reference), place(node, at));
          return at + found->length;
        }
      }
    } else if (c == '{' && options_.dialect == Dialect::Handbook && read_image_attributes(node, at, end)) {
      return done_;
    } else if (c == '{' && options_.dialect == Dialect::Handbook) {
      const auto variable = read_variable(source_.substr(at));
      if (variable && is_boundary(at + variable->length)) {
        base::Read<std::string> value =
            value_of(source_.substr(at, variable->length), *variable, options_, place(node, at));
        base::append(diagnostics_, std::move(value.diagnostics));
        put_source(node, pending, at);
        const base::Position position = place(node, at);
        put(model::Text{std::move(value.value), std::vector<model::Text::Piece>{{0, position, true}}}, position);
        return at + variable->length;
      }
    } else if (c == kDotsOpen.front() && options_.dialect == Dialect::Handbook) {
      if (const std::string_view mark = dots_at(at, end); !mark.empty()) {
        put_source(node, pending, at);
        pieces_.put_tag(mark, place(node, at));
        return at + mark.size();
      }
    } else if (inside_ == Inside::Text && may_begin_bare_url(source_, at)) {
      if (const auto url = bare_url_at(source_.substr(0, limit_of_url(at)), at, pending)) {
        put_source(node, pending, url->from);
        const base::Position position = place(node, url->from);
        put(model::Link{url->destination, {}, {{model::Text{url->text}, position}}, {}}, position);
        return url->to;
      }
    }
    return at;
  }

  // 《《 or 》》 at this byte. Of an odd row the outer ones are meant: 《《《 opens with its first two, 》》》 closes with its
  // last two.
  std::string_view dots_at(std::size_t at, std::size_t end) {
    const std::string_view rest = source_.substr(at, end - at);
    if (rest.starts_with(kDotsOpen)) return kDotsOpen;
    if (!rest.starts_with(kDotsClose)) return {};
    constexpr std::string_view kOne = "》";
    if (at >= row_end_) {
      row_end_ = at;
      while (source_.substr(row_end_, end - row_end_).starts_with(kOne)) row_end_ += kOne.size();
    }
    return (row_end_ - at) / kOne.size() % 2 == 0 ? kDotsClose : std::string_view();
  }

  // `{width="60%"}` or `{decorative}` right behind an image; moves done_ behind it.
  bool read_image_attributes(const MarkdownNode& node, std::size_t at, std::size_t end) {
    if (at != node.from || index_ == 0 || nodes_[index_ - 1].kind != MarkdownKind::Image) return false;
    const std::size_t close = source_.find('}', at);
    if (nodes_[index_ - 1].to != at || close >= end || pieces_.inlines.empty()) return false;
    auto* image = base::get_if<model::Image>(&pieces_.inlines.back().node);
    const auto found = read_trailing_attributes(source_.substr(at, close + 1 - at));
    if (image == nullptr || !found || found->brace != 0 || !set_image_attributes(*image, found->attributes)) return false;
    done_ = close + 1;
    return true;
  }

  // Whether what is read may end at this byte: not in the middle of a link, code span or emphasis.
  bool is_boundary(std::size_t to) const {
    if (to > range_.to) return false;
    for (std::size_t i = index_; i < nodes_.size() && nodes_[i].from < to; ++i) {
      const bool text = nodes_[i].kind == MarkdownKind::Text && !nodes_[i].escaped;
      if (to < nodes_[i].to && !text) return false;
      // The closing delimiters of a parent are no sibling: the siblings must reach as far as what was read.
      if (i + 1 == nodes_.size() && nodes_[i].to < to) return false;
    }
    return true;
  }

  // Where a bare URL that begins at `at` must end: at a blank, or where the siblings stop being text. It may run over
  // emphasis in it (https://a/_b_/c), but not into code, links, images, tags, notes or breaks. The last answer holds as
  // long as `at` is before it, which keeps a long word with many beginnings linear.
  std::size_t limit_of_url(std::size_t at) {
    if (at < url_limit_) return url_limit_;
    const std::size_t blank = std::min(source_.find_first_of(" \t\n", at), source_.size());
    std::size_t limit = at;
    for (std::size_t i = index_; i < nodes_.size() && nodes_[i].from < blank; ++i) {
      const MarkdownKind kind = nodes_[i].kind;
      if (kind != MarkdownKind::Text && kind != MarkdownKind::Emphasis && kind != MarkdownKind::Strong) break;
      limit = nodes_[i].to;
    }
    url_limit_ = std::max(std::min(limit, blank), at + 1);
    return url_limit_;
  }

  // `[^label]` that reached us as text names no definition.
  void report_undefined_footnote(const MarkdownNode& node, std::size_t at, std::size_t end) {
    if (!source_.substr(at, end - at).starts_with("[^")) return;
    const std::size_t close = source_.find_first_of("[] \t\n", at + 2);
    if (close >= end || source_[close] != ']' || close == at + 2) return;
    const std::string_view label = source_.substr(at + 2, close - at - 2);
    diagnostics_.push_back({"footnote-undefined",
                            options_.path,
                            place(node, at),
                            {fmt::format("footnote `[^{}]` has no definition", label),
                             fmt::format("脚注`[^{}]`の定義がありません", label)},
                            {fmt::format("add a line `[^{}]: …`, or write `\\[^` for the bracket itself", label),
                             fmt::format("`[^{}]: …`の行を加えるか、角括弧そのものは`\\[^`と書いてください", label)}});
  }

  static base::Position place(const MarkdownNode& node, std::size_t at) {
    base::Position position = node.position;
    if (at >= node.from) position = position.behind(at - node.from);
    return position;
  }

  void put_source(const MarkdownNode& node, std::size_t from, std::size_t to) {
    if (from < to) put(model::Text{std::string(source_.substr(from, to - from))}, place(node, from));
  }

  void put(model::Inline::Node node, base::Position position) { pieces_.put(std::move(node), position); }

  const std::vector<MarkdownNode>& nodes_;
  std::string_view source_;
  Range range_;
  Inside inside_;
  const BodyOptions& options_;
  base::Diagnostics& diagnostics_;
  std::size_t done_;
  std::size_t index_ = 0;
  std::size_t url_limit_ = 0;
  std::size_t row_end_ = 0;  // of the row of 》 that we are in
  Pieces pieces_;
};

}  // namespace

model::Inlines read_inlines(const MarkdownNode& leaf, Range range, const BodyOptions& options,
                            base::Diagnostics& diagnostics) {
  model::Inlines inlines = SiblingReader(leaf.children, leaf.text, range, Inside::Text, options, diagnostics).read();
  tidy_inlines(inlines);
  return inlines;
}

}  // namespace kitei::source
