#include "model/block.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <type_traits>

#include "base/unicode.h"

namespace kitei::model {
namespace {

// One comparison for each kind that holds others; kinds without content have a defaulted operator==.
bool same(const Emphasis& a, const Emphasis& b) { return a.content == b.content; }
bool same(const Strong& a, const Strong& b) { return a.content == b.content; }
bool same(const Strikethrough& a, const Strikethrough& b) { return a.content == b.content; }
bool same(const Markup& a, const Markup& b) { return a.tag == b.tag && a.content == b.content; }
bool same(const Link& a, const Link& b) {
  return a.destination == b.destination && a.title == b.title && a.target == b.target && a.content == b.content;
}
bool same(const Image& a, const Image& b) {
  return a.source == b.source && a.title == b.title && a.target == b.target && a.alternative == b.alternative &&
         a.decorative == b.decorative && a.width == b.width;
}

bool same(const Attributes& a, const Attributes& b) {
  return a.id == b.id && a.classes == b.classes && a.values == b.values && a.flags == b.flags;
}
bool same(const base::Maybe<Caption>& a, const base::Maybe<Caption>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->number == b->number && same(a->attributes, b->attributes) && a->content == b->content &&
         a->source == b->source;
}
bool same(const Heading& a, const Heading& b) {
  return a.level == b.level && a.clause == b.clause && same(*a.attributes, *b.attributes) && a.content == b.content;
}
bool same(const Paragraph& a, const Paragraph& b) { return a.clause == b.clause && a.content == b.content; }
bool same(const List& a, const List& b) {
  return a.ordered == b.ordered && a.start == b.start && a.tight == b.tight && a.marker == b.marker && a.items == b.items;
}
bool same(const Quote& a, const Quote& b) { return a.content == b.content; }
bool same(const Alert& a, const Alert& b) { return a.kind == b.kind && a.content == b.content; }
bool same(const TableCell& a, const TableCell& b) {
  return a.row_span == b.row_span && a.column_span == b.column_span && a.header == b.header &&
         a.content == b.content && a.blocks == b.blocks;
}
bool same(const Table& a, const Table& b) {
  auto same_rows = [](const TableRow& x, const TableRow& y) {
    return std::equal(x.cells.begin(), x.cells.end(), y.cells.begin(), y.cells.end(),
                      [](const TableCell& c, const TableCell& d) { return same(c, d); });
  };
  auto same_notes = [](const TableNote& x, const TableNote& y) { return x.mark == y.mark && x.content == y.content; };
  return a.columns == b.columns && a.header_rows == b.header_rows && a.widths == b.widths && a.turn == b.turn &&
         same(a.caption, b.caption) &&
         std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), same_rows) &&
         std::equal(a.notes.begin(), a.notes.end(), b.notes.begin(), b.notes.end(), same_notes);
}
bool same(const DefinitionList& a, const DefinitionList& b) {
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                    [](const DefinitionItem& x, const DefinitionItem& y) {
                      return x.terms == y.terms && x.definitions == y.definitions;
                    });
}
bool same(const Figure& a, const Figure& b) { return same(a.image, b.image) && same(a.caption, b.caption); }

template <typename T>
bool same(const T& a, const T& b) {
  return a == b;
}

template <typename Variant>
bool same_node(const Variant& a, const Variant& b) {
  if (a.index() != b.index()) return false;
  return base::visit([&](const auto& node) { return same(node, base::get<std::remove_cvref_t<decltype(node)>>(b)); }, a);
}

void append_plain(std::string& out, const Inlines& inlines) {
  for (const Inline& node : inlines) {
    base::visit(
        [&](const auto& n) {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, Text> || std::is_same_v<Node, CodeSpan> || std::is_same_v<Node, Reference>) {
            out += n.text;
          } else if constexpr (std::is_same_v<Node, SoftBreak>) {
            out += ' ';
          } else if constexpr (std::is_same_v<Node, LineBreak>) {
            out += '\n';
          } else if constexpr (std::is_same_v<Node, Image>) {
            append_plain(out, n.alternative);
          } else if constexpr (!std::is_same_v<Node, FootnoteReference> && !std::is_same_v<Node, TableMark>) {
            append_plain(out, n.content);
          }
        },
        node.node);
  }
}

void append_plain(std::string& out, const Blocks& blocks) {
  for (const Block& block : blocks) {
    if (const auto* code = base::get_if<CodeBlock>(&block.node)) {
      out += code->text;
      if (!out.ends_with('\n')) out += '\n';
      continue;
    }
    for_each_part(
        block,
        [&](const Inlines& inlines) {
          append_plain(out, inlines);
          out += '\n';
        },
        [&](const Blocks& inner) { append_plain(out, inner); });
  }
}

}  // namespace

bool Attributes::has_class(std::string_view name) const {
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

bool Attributes::has_flag(std::string_view name) const {
  return std::find(flags.begin(), flags.end(), name) != flags.end();
}

const std::string* Attributes::value(std::string_view key) const {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& entry) { return entry.first == key; });
  return found == values.end() ? nullptr : &found->second;
}

base::Position Attributes::position_of(std::string_view key) const {
  for (std::size_t i = 0; i < std::min(values.size(), value_positions.size()); ++i) {
    if (values[i].first == key) return value_positions[i];
  }
  return position;
}

namespace {

using Pieces = std::vector<Text::Piece>;

// The first piece that begins behind the byte.
Pieces::const_iterator piece_behind(const Pieces& pieces, std::size_t offset) {
  return std::upper_bound(pieces.begin(), pieces.end(), offset,
                          [](std::size_t value, const Text::Piece& piece) { return value < piece.offset; });
}

base::Position place_in(const Text::Piece& piece, std::size_t offset) {
  return piece.whole || !piece.position.known() ? piece.position : piece.position.behind(offset - piece.offset);
}

}  // namespace

base::Position position_in(const Text& text, base::Position begin, std::size_t offset) {
  const auto behind = piece_behind(*text.pieces, offset);
  return place_in(behind == text.pieces->begin() ? Text::Piece{0, begin, false} : *std::prev(behind), offset);
}

Inline slice_text(const Text& text, base::Position begin, std::size_t from, std::size_t to) {
  Text slice;
  slice.text = text.text.substr(from, to - from);
  const base::Position position = position_in(text, begin, from);
  auto piece = piece_behind(*text.pieces, from);
  if (piece != text.pieces->begin() && std::prev(piece)->whole) slice.pieces.edit().push_back({0, position, true});
  for (; piece != text.pieces->end() && piece->offset < to; ++piece) {
    slice.pieces.edit().push_back({static_cast<std::uint32_t>(piece->offset - from), piece->position, piece->whole});
  }
  return {std::move(slice), position};
}

void append_text(Text& text, base::Position begin, Text more, base::Position more_begin) {
  const auto offset = static_cast<std::uint32_t>(text.text.size());
  const Text::Piece last = text.pieces->empty() ? Text::Piece{0, begin, false} : text.pieces->back();
  const bool begins_apart = !more.pieces->empty() && more.pieces->front().offset == 0;
  if (!begins_apart && (last.whole || place_in(last, offset) != more_begin)) {
    text.pieces.edit().push_back({offset, more_begin, false});
  }
  for (const Text::Piece& piece : *more.pieces) text.pieces.edit().push_back({offset + piece.offset, piece.position, piece.whole});
  text.text.append(more.text);
}

bool operator==(const Inline& a, const Inline& b) { return same_node(a.node, b.node); }
bool operator==(const Block& a, const Block& b) { return same_node(a.node, b.node); }
bool operator==(const ListItem& a, const ListItem& b) {
  return a.checked == b.checked && a.number == b.number && a.clause == b.clause && a.content == b.content;
}
bool operator==(const Body& a, const Body& b) {
  return a.blocks == b.blocks &&
         std::equal(a.footnotes.begin(), a.footnotes.end(), b.footnotes.begin(), b.footnotes.end(),
                    [](const Footnote& x, const Footnote& y) { return x.label == y.label && x.content == y.content; });
}

std::string plain_text(const Inlines& inlines) {
  std::string out;
  append_plain(out, inlines);
  return out;
}

std::string plain_text(const Blocks& blocks) {
  std::string out;
  append_plain(out, blocks);
  if (out.ends_with('\n')) out.pop_back();
  return out;
}

std::string number_of(const List& list, const ListItem& item) {
  return item.number == ListItem::kNoNumber ? item.clause->number.str() : marker_text(list.marker, item.number);
}

Blocks blocks_of(const TableCell& cell) {
  if (cell.blocks) return *cell.blocks;
  if (cell.content.empty()) return {};
  return {{Paragraph{cell.content, {}}, cell.position}};
}

std::string plain_text(const TableCell& cell) {
  return cell.blocks ? plain_text(*cell.blocks) : plain_text(cell.content);
}

std::string mark_number(std::string_view mark) {
  std::string digits;
  for (const char c : base::nfkc(mark)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits.empty() ? "0" : digits;
}

void for_each_position(Blocks& blocks, const std::function<void(base::Position&)>& visit) {
  for (Block& block : blocks) {
    visit(block.position);
    if (auto* heading = base::get_if<Heading>(&block.node)) {
      if (heading->attributes != base::Rare<Attributes>()) visit(heading->attributes.edit().position);
    } else if (auto* list = base::get_if<List>(&block.node)) {
      for (ListItem& item : list->items) visit(item.position);
    } else if (auto* figure = base::get_if<Figure>(&block.node)) {
      if (figure->caption) visit(figure->caption->attributes.position);
    } else if (auto* table = base::get_if<Table>(&block.node)) {
      if (table->caption) visit(table->caption->attributes.position);
      for (TableRow& row : table->rows) {
        visit(row.position);
        for (TableCell& cell : row.cells) visit(cell.position);
      }
      for (TableNote& note : table->notes) visit(note.position);
    }
    for_each_part(
        block,
        [&](Inlines& inlines) { for_each_inline(inlines, [&](Inline& node) { visit(node.position); }); },
        [&](Blocks& inner) { for_each_position(inner, visit); });
  }
}

std::vector<unsigned> percent_widths(const std::vector<double>& widths) {
  const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
  std::vector<unsigned> shares;
  double seen = 0;
  long given = 0;
  for (const double width : widths) {
    seen += width;
    const long end = std::lround(seen / sum * 100);
    shares.push_back(static_cast<unsigned>(std::max(end - given, 1L)));
    given = end;
  }
  return shares;
}

Inlines* content_of(Inline& node) { return const_cast<Inlines*>(content_of(static_cast<const Inline&>(node))); }

const Inlines* content_of(const Inline& node) {
  return base::visit(
      [](const auto& n) -> const Inlines* {
        using Node = std::remove_cvref_t<decltype(n)>;
        if constexpr (std::is_same_v<Node, Image>) {
          return &n.alternative;
        } else if constexpr (requires { n.content; }) {
          return &n.content;
        } else {
          return nullptr;
        }
      },
      node.node);
}

}  // namespace kitei::model
