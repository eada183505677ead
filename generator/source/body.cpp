// Method: adapters/markdown gives the tree of GFM; here each list of sibling blocks is read once, from first to last,
// where captions, figures and alerts are seen by what stands next to each other. Inlines, tables and footnotes have
// their own files. Includes have been put in before.
#include "source/body.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "adapters/markdown.h"
#include "base/utf8.h"
#include "source/attributes.h"
#include "source/captions.h"
#include "source/definitions.h"
#include "source/footnotes.h"
#include "source/generated.h"
#include "source/includes.h"
#include "source/inlines.h"
#include "source/markup_tags.h"
#include "source/soft_breaks.h"
#include "source/table_block.h"
#include "source/table_notes.h"
#include "source/tables.h"

namespace kitei::source {
namespace {

using adapters::MarkdownKind;
using adapters::MarkdownNode;

// ---- what a paragraph's own words say
// --------------------------------------------------------------------------------

struct AlertName {
  std::string_view name;
  model::AlertKind kind;
};

// `[!NOTE]` alone on the first line of a quote; the byte of its text behind that line.
std::optional<std::pair<model::AlertKind, std::size_t>> alert_marker(std::string_view text) {
  using enum model::AlertKind;
  constexpr std::array<AlertName, 6> kNames{{{"note", Note},
                                             {"tip", Tip},
                                             {"important", Important},
                                             {"warning", Warning},
                                             {"caution", Caution},
                                             {"column", Column}}};
  if (!text.starts_with("[!")) return std::nullopt;
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = base::trim(text.substr(0, end));
  if (!line.ends_with(']')) return std::nullopt;
  const std::string name = base::ascii_lower(line.substr(2, line.size() - 3));
  for (const AlertName& known : kNames) {
    if (known.name == name) return std::pair{known.kind, std::min(end + 1, text.size())};
  }
  return std::nullopt;
}

// An image, with its attributes, and nothing else in bytes [0, to) of the paragraph.
const MarkdownNode* only_image(const MarkdownNode& paragraph, std::size_t to) {
  const MarkdownNode* image = nullptr;
  for (const MarkdownNode& node : paragraph.children) {
    if (node.from >= to || node.kind == MarkdownKind::SoftBreak) continue;
    const bool attributes = image != nullptr && node.kind == MarkdownKind::Text && !node.escaped;
    if (attributes && paragraph.text[image->to] == '{') continue;
    if (node.kind != MarkdownKind::Image || image != nullptr) return nullptr;
    image = &node;
  }
  if (image == nullptr || image->to >= to) return image;
  const std::string_view rest = paragraph.text.substr(image->to, to - image->to);
  model::Image unused;
  const auto found = read_trailing_attributes(rest);
  const bool fits = base::trim(rest).empty() ||
                    (found && found->brace == 0 && set_image_attributes(unused, found->attributes));
  return fits ? image : nullptr;
}

// ---- blocks
// ----------------------------------------------------------------------------------------------------------

class BlockReader {
 public:
  BlockReader(const BodyOptions& options, base::Diagnostics& diagnostics)
      : options_(options), diagnostics_(diagnostics) {}

  // The footnote definitions among the siblings are left to the caller.
  model::Blocks read_blocks(std::span<const MarkdownNode> nodes) {
    model::Blocks blocks;
    blocks.reserve(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const MarkdownNode* next = i + 1 < nodes.size() ? &nodes[i + 1] : nullptr;
      if (nodes[i].kind == MarkdownKind::Paragraph && next != nullptr && read_with_next(nodes[i], *next, blocks)) {
        ++i;
        continue;
      }
      if (nodes[i].kind == MarkdownKind::Paragraph && read_below(nodes[i], blocks)) continue;
      read_block(nodes[i], blocks);
    }
    if (options_.dialect == Dialect::Handbook) {
      for (model::Block& block : blocks) {
        if (auto* table = base::get_if<model::Table>(&block.node)) link_marks(*table, options_, diagnostics_);
      }
    }
    return blocks;
  }

 private:
  void read_block(const MarkdownNode& node, model::Blocks& blocks) {
    switch (node.kind) {
      case MarkdownKind::Paragraph:
        return read_paragraph(node, 0, blocks);
      case MarkdownKind::Heading:
        return put(read_heading(node), node, blocks);
      case MarkdownKind::List:
        return put(read_list(node), node, blocks);
      case MarkdownKind::Quote:
        return read_quote(node, blocks);
      case MarkdownKind::CodeBlock:
        if (read_fenced_table(node, nullptr, blocks)) return;
        return put(model::CodeBlock{std::string(node.title), std::string(node.text)}, node, blocks);
      case MarkdownKind::HtmlBlock:
        return read_html(node, blocks);
      case MarkdownKind::ThematicBreak:
        return put(model::ThematicBreak{}, node, blocks);
      case MarkdownKind::Table:
        return put(read_table(node, 1, options_, diagnostics_), node, blocks);
      case MarkdownKind::FootnoteDefinition:
        return;
      case MarkdownKind::Document:
      case MarkdownKind::Item:
      case MarkdownKind::TableRow:
      case MarkdownKind::TableCell:
      case MarkdownKind::Emphasis:
      case MarkdownKind::Strong:
      case MarkdownKind::Strikethrough:
      case MarkdownKind::Link:
      case MarkdownKind::Image:
      case MarkdownKind::Text:
      case MarkdownKind::SoftBreak:
      case MarkdownKind::LineBreak:
      case MarkdownKind::CodeSpan:
      case MarkdownKind::HtmlInline:
      case MarkdownKind::FootnoteReference:
        return;  // never among blocks
    }
  }

  static void put(model::Block::Node block, const MarkdownNode& node, model::Blocks& blocks) {
    blocks.push_back({std::move(block), node.position});
  }

  // A table under its caption, or an image above its caption.
  bool read_with_next(const MarkdownNode& paragraph, const MarkdownNode& next, model::Blocks& blocks) {
    if (next.kind == MarkdownKind::Paragraph && next.text.starts_with("{{")) {
      const auto prefix = caption_prefix(paragraph.text, CaptionKind::Table);
      auto generated = prefix ? read_generated_table(next, options_, diagnostics_) : std::nullopt;
      if (!generated) return false;
      model::Table table;
      set_caption(table, read_caption(paragraph, *prefix), options_, diagnostics_);
      put_generated(next, std::move(*generated), std::move(table), blocks);
      return true;
    }
    if (next.kind == MarkdownKind::Table || next.kind == MarkdownKind::CodeBlock) {
      const auto prefix = caption_prefix(paragraph.text, CaptionKind::Table);
      if (!prefix) return false;
      if (next.kind == MarkdownKind::CodeBlock) return read_fenced_table(next, &paragraph, blocks);
      WrittenCaption caption = read_caption(paragraph, *prefix);
      const unsigned header_rows = header_rows_of(caption, next.children.size(), options_, diagnostics_);
      model::Table table = read_table(next, header_rows, options_, diagnostics_);
      set_caption(table, std::move(caption), options_, diagnostics_);
      put(std::move(table), next, blocks);
      return true;
    }
    if (next.kind != MarkdownKind::Paragraph) return false;
    const MarkdownNode* image = only_image(paragraph, paragraph.text.size());
    const auto prefix = caption_prefix(next.text, CaptionKind::Figure);
    if (image == nullptr || !prefix) return false;
    put_figure(paragraph, *image, next, *prefix, blocks);
    return true;
  }

  // `table`: what its caption says.
  static void put_generated(const MarkdownNode& node, model::GeneratedTable generated, model::Table table, model::Blocks& blocks) {
    table.generated = std::move(generated);
    put(std::move(table), node, blocks);
  }

  // `caption`: the paragraph above that is one.
  bool read_fenced_table(const MarkdownNode& node, const MarkdownNode* caption, model::Blocks& blocks) {
    if (options_.dialect != Dialect::Handbook || !is_table_block(node.title)) return false;
    if (options_.within == Within::Cell) {
      diagnostics_.push_back({"table-shape",
                              options_.path,
                              node.position,
                              {"a table cannot stand in a cell", "セルの中に表は置けません"},
                              {}});
      return false;
    }
    auto table = read_table_block(node.text, node.position, options_, diagnostics_);
    if (!table) return false;
    if (caption != nullptr) {
      if (table->caption) {
        diagnostics_.push_back({"table-shape",
                                options_.path,
                                table->caption->attributes.position,
                                {"this table has a caption above it already", "この表の題名はすでに表の上にあります"},
                                {"write it in one of the two places", "どちらか一方に書いてください"}});
        read_paragraph(*caption, 0, blocks);
      } else {
        const auto prefix = caption_prefix(caption->text, CaptionKind::Table);
        set_caption(*table, read_caption(*caption, prefix.value_or(0)), options_, diagnostics_);
      }
    }
    put(std::move(*table), node, blocks);
    return true;
  }

  // Notes and the source, right under a table or a figure.
  bool read_below(const MarkdownNode& paragraph, model::Blocks& blocks) {
    if (options_.dialect != Dialect::Handbook || blocks.empty()) return false;
    if (auto* table = base::get_if<model::Table>(&blocks.back().node); table && is_below_table(paragraph)) {
      read_below_table(paragraph, *table, options_, diagnostics_);
      return true;
    }
    auto* figure = base::get_if<model::Figure>(&blocks.back().node);
    const auto prefix = figure && figure->caption ? source_prefix(paragraph.text) : std::nullopt;
    if (!prefix) return false;
    figure->caption->source =
        read_inlines(paragraph, {*prefix, paragraph.text.size()}, options_, diagnostics_);
    return true;
  }

  void put_figure(const MarkdownNode& paragraph, const MarkdownNode& image, const MarkdownNode& caption,
                  std::size_t from, model::Blocks& blocks) {
    const std::size_t line = std::min(paragraph.text.find('\n', image.to), paragraph.text.size());
    model::Inlines read = read_inlines(paragraph, {image.from, line}, options_, diagnostics_);
    model::Figure figure;
    if (!read.empty()) {
      if (auto* found = base::get_if<model::Image>(&read.front().node)) figure.image = std::move(*found);
    }
    set_caption(figure, read_caption(caption, from), options_, diagnostics_);
    // The line under the caption may say where the picture is from.
    const std::size_t next = std::min(caption.text.find('\n', from), caption.text.size());
    const auto source = next < caption.text.size()
                            ? source_prefix(caption.text.substr(next + 1))
                            : std::nullopt;
    if (source && options_.dialect == Dialect::Handbook) {
      figure.caption->source =
          read_inlines(caption, {next + 1 + *source, caption.text.size()}, options_, diagnostics_);
    }
    blocks.push_back({std::move(figure), image.position});
  }

  // `from`: bytes of the paragraph that have been read already (an alert's marker).
  void read_paragraph(const MarkdownNode& node, std::size_t from, model::Blocks& blocks) {
    // The caption may stand on the line under the image.
    const std::size_t line = node.text.find('\n');
    if (from == 0 && line != std::string::npos) {
      const auto prefix = caption_prefix(node.text.substr(line + 1), CaptionKind::Figure);
      const MarkdownNode* image = prefix ? only_image(node, line) : nullptr;
      if (image != nullptr) return put_figure(node, *image, node, line + 1 + *prefix, blocks);
    }
    if (from == 0) {
      if (auto generated = read_generated_table(node, options_, diagnostics_)) {
        return put_generated(node, std::move(*generated), {}, blocks);
      }
      if (read_definition_list(node, blocks)) return;
    }
    model::Inlines content = read_inlines(node, {from, node.text.size()}, options_, diagnostics_);
    if (content.empty()) return;
    blocks.push_back(
        {model::Paragraph{std::move(content), {}}, from == 0 ? node.position : content_position(node, from)});
  }

  // A group of terms with its definitions, which goes on with a list right before it.
  bool read_definition_list(const MarkdownNode& node, model::Blocks& blocks) {
    const auto ranges = options_.dialect == Dialect::Handbook ? definition_ranges(node) : std::nullopt;
    if (!ranges) return false;
    auto* list = blocks.empty() ? nullptr : base::get_if<model::DefinitionList>(&blocks.back().node);
    if (ranges->terms.empty() && list == nullptr) return false;
    model::DefinitionItem item = read_definitions(node, *ranges, options_, diagnostics_);
    if (ranges->terms.empty()) {
      auto& before = list->items.back().definitions;
      std::move(item.definitions.begin(), item.definitions.end(), std::back_inserter(before));
    } else if (list != nullptr) {
      list->items.push_back(std::move(item));
    } else {
      put(model::DefinitionList{{std::move(item)}}, node, blocks);
    }
    return true;
  }

  static base::Position content_position(const MarkdownNode& node, std::size_t from) {
    for (const MarkdownNode& child : node.children) {
      if (child.from >= from) return child.position;
    }
    return node.position;
  }

  model::Attributes with_position(TrailingAttributes& found, const MarkdownNode& node) const {
    found.attributes.position = node.position;
    for (const MarkdownNode& child : node.children) {
      if (child.from > found.brace) break;
      found.attributes.position = child.position;
      found.attributes.position = found.attributes.position.behind(found.brace - child.from);
    }
    for (base::Position& position : found.attributes.value_positions) {
      const std::uint32_t behind = position.column;
      position = found.attributes.position;
      position = position.behind(behind);
    }
    return std::move(found.attributes);
  }

  // Attributes that really are text of the line, not the end of code, a link or markup.
  std::optional<TrailingAttributes> attributes_of(const MarkdownNode& node, std::size_t from, std::size_t to) const {
    auto found = read_trailing_attributes(node.text.substr(from, to - from));
    if (!found) return std::nullopt;
    found->from += from;
    found->brace += from;
    for (const MarkdownNode& child : node.children) {
      const bool is_plain = child.kind == MarkdownKind::Text && !child.escaped;
      if (child.from < found->brace && child.to > found->brace && !is_plain) return std::nullopt;
    }
    return found;
  }

  // A caption ends with its line when the next one says where the picture is from.
  WrittenCaption read_caption(const MarkdownNode& node, std::size_t from) {
    WrittenCaption written;
    std::size_t to = node.text.size();
    const std::size_t line = node.text.find('\n', from);
    if (line != std::string::npos && options_.dialect == Dialect::Handbook &&
        source_prefix(node.text.substr(line + 1))) {
      to = line;
    }
    if (auto found = attributes_of(node, from, to)) {
      written.attributes = node.text.substr(found->brace, to - found->brace);
      to = found->from;
      written.caption.attributes = with_position(*found, node);
    }
    written.caption.content = read_inlines(node, {from, to}, options_, diagnostics_);
    return written;
  }

  model::Heading read_heading(const MarkdownNode& node) {
    model::Heading heading;
    heading.level = node.number;
    std::size_t to = node.text.size();
    if (auto found = attributes_of(node, 0, node.text.size())) {
      to = found->from;
      heading.attributes = with_position(*found, node);
    }
    heading.content = read_inlines(node, {0, to}, options_, diagnostics_);
    return heading;
  }

  model::List read_list(const MarkdownNode& node) {
    model::List list;
    list.ordered = node.ordered;
    list.start = node.ordered ? node.number : 1;
    list.tight = node.tight;
    list.delimiter = node.delimiter;
    list.marker = node.ordered ? model::ListMarker::Decimal : model::ListMarker::Bullet;
    list.items.reserve(node.children.size());
    for (const MarkdownNode& item : node.children) {
      model::ListItem& made = list.items.emplace_back();
      made.content = read_blocks(item.children);
      made.checked = item.checked;
      made.position = item.position;
    }
    return list;
  }

  void read_quote(const MarkdownNode& node, model::Blocks& blocks) {
    const bool begins_with_paragraph = !node.children.empty() && node.children.front().kind == MarkdownKind::Paragraph;
    const auto marker = begins_with_paragraph ? alert_marker(node.children.front().text) : std::nullopt;
    if (!marker || !is_plain_text(node.children.front(), marker->second)) {
      return put(model::Quote{read_blocks(node.children)}, node, blocks);
    }
    model::Alert alert;
    alert.kind = marker->first;
    const MarkdownNode& first = node.children.front();
    if (marker->second < first.text.size()) read_paragraph(first, marker->second, alert.content);
    for (model::Block& block : read_blocks(std::span(node.children).subspan(1))) {
      alert.content.push_back(std::move(block));
    }
    put(std::move(alert), node, blocks);
  }

  // Whether the bytes before `to` are one text as written (`[!NOTE]` is a link where somebody defined `!NOTE`).
  static bool is_plain_text(const MarkdownNode& paragraph, std::size_t to) {
    return std::all_of(paragraph.children.begin(), paragraph.children.end(), [&](const MarkdownNode& node) {
      return node.from >= to || node.kind == MarkdownKind::SoftBreak || node.kind == MarkdownKind::LineBreak ||
             (node.kind == MarkdownKind::Text && !node.escaped);
    });
  }

  void read_html(const MarkdownNode& node, model::Blocks& blocks) {
    model::Inlines content = nest_markup(split_html(node.text, node.position), options_.path, diagnostics_);
    tidy_inlines(content);
    if (!content.empty()) put(model::Paragraph{std::move(content), {}}, node, blocks);
  }

  const BodyOptions& options_;
  base::Diagnostics& diagnostics_;
};

}  // namespace

base::Read<BodyWithParts> read_body_with_parts(std::string_view text, const BodyOptions& options) {
  auto markdown = adapters::parse_markdown(text, options.path, options.first_line);
  base::Read<BodyWithParts> read;
  read.diagnostics = std::move(markdown.diagnostics);
  model::Body& body = read.value.body;
  if (options.dialect == Dialect::Handbook && text.find("{{") != std::string_view::npos) {
    expand_includes(markdown.value, options, read.value.parts, read.diagnostics);
  }

  BlockReader reader(options, read.diagnostics);
  const std::vector<MarkdownNode>& nodes = markdown.value.document.children;
  body.blocks = reader.read_blocks(nodes);
  std::vector<model::Footnote> footnotes;
  for (const MarkdownNode& node : nodes) {
    if (node.kind == MarkdownKind::FootnoteDefinition) {
      footnotes.push_back({std::string(node.text), 0, 0, reader.read_blocks(node.children), node.position});
    }
  }
  number_footnotes(body, std::move(footnotes), options.path, read.diagnostics);
  for (const adapters::UnusedFootnote& unused : markdown.value.unused_footnotes) {
    read.diagnostics.push_back(unused_footnote(unused.label, unused.repeated, options.path, unused.position));
  }
  // Whoever found something knows the place, but not which file it is in.
  for (base::Diagnostic& diagnostic : read.diagnostics) {
    const std::uint32_t file = diagnostic.position.file;
    diagnostic.position = diagnostic.position.in_file(0);
    if (file > 0) diagnostic.path = read.value.parts[file - 1].path;
  }
  return read;
}

base::Read<model::Body> read_body(std::string_view text, const BodyOptions& options) {
  base::Read<BodyWithParts> read = read_body_with_parts(text, options);
  return {std::move(read.value.body), std::move(read.diagnostics)};
}

}  // namespace kitei::source
