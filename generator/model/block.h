// The body of a document: our own tree of blocks and inlines, which every reader fills and every writer, the comparison
// and the search index read. Closed sets: a new kind does not compile until each visitor has an answer for it.
// Nothing of a Markdown library is visible here. Text is UTF-8 (NFC is not forced: the author's spelling stays).
// A soft line break between two wide characters is no text at all, so the reader leaves it out of the tree.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/box.h"
#include "base/compact_text.h"
#include "base/date.h"
#include "base/one_of.h"
#include "base/position.h"
#include "model/identifiers.h"
#include "model/list_marker.h"

namespace kitei::model {

struct Inline;
struct Block;
using Inlines = std::vector<Inline>;
using Blocks = std::vector<Block>;

// ---- what a link or reference leads to -------------------------------------------------------------------------------

// What the author asked for in [[…]]; Mention kinds are found in running text (管理策 5.15, 【記録】).
enum class ReferenceKind { Document, Control, Requirement, Record, Law, Term };

// Where something leads, once it is resolved. `id` is, by kind: a document id, "catalog:control", a record id, a law id, a
// term, a URL as written, or a path inside the handbook's tree.
enum class TargetKind {
  None,      // not resolved (yet), or nothing to link to: only the text is shown
  Document,  // id, address (may be empty), version (only for a pinned reference)
  Control,
  Record,
  Law,
  Term,
  External,  // a URL with a scheme, or mailto:
  Asset,     // a file of the handbook's tree
  Withheld,  // above the reader's clearance: print 「（非公開文書）」, no link
};

struct Target {
  TargetKind kind = TargetKind::None;
  base::CompactText id;
  Address address;
  Version version;

  bool operator==(const Target&) const = default;
};

// ---- attributes: {#id .class key="value" flag} -----------------------------------------------------------------------

struct Attributes {
  Address id;
  std::vector<std::string> classes;
  std::vector<std::pair<std::string, std::string>> values;  // in the author's order
  std::vector<std::string> flags;
  base::Position position;  // of the brace; unknown when there are no attributes
  std::vector<base::Position> value_positions{};  // of the text of each entry of `values`

  bool has_class(std::string_view name) const;
  bool has_flag(std::string_view name) const;
  const std::string* value(std::string_view key) const;  // nullptr when absent
  base::Position position_of(std::string_view key) const;  // of its value; of the brace when that is not known
  bool operator==(const Attributes&) const = default;
};

// ---- clauses ---------------------------------------------------------------------------------------------------------

enum class ClauseKind {
  None,
  Heading,        // a heading of the outline or none scheme
  Part,           // 編
  Chapter,        // 章
  Section,        // 節
  Article,        // 条
  Paragraph,      // 項
  Item,           // 号 and deeper
  Supplement,     // 附則
  Appendix,       // 別表・別紙・様式
};

// What makes a block an addressable piece. Filled by resolve/numbering; the number is data, the same for every writer.
struct Clause {
  ClauseKind kind = ClauseKind::None;
  Address address;     // permanent address: explicit {#id}, else by GitHub's rule on the heading; empty for 項 and 号
  Address structural;  // "art-3-2-1", "sup-1"; empty outside `articles`
  base::CompactText number;  // as printed before the text: "第3条", "1.2", "2", "(1)", "ア"; empty when unnumbered
  base::CompactText label;   // as a reference prints it: "第3条第2項第1号", "1.2"
  base::Rare<std::vector<Address>> also{};  // of a deleted range (第5条から第7条まで 削除): the structural addresses after the first

  bool operator==(const Clause&) const = default;
};

// When a clause takes effect and what it asks for again and again: effective=, every= and by= of its heading. Set by
// resolve/duty.
struct Duty {
  std::optional<base::Date> effective;  // the clause is not in force before this day
  std::string every;                    // a cadence (model/cadence.h), or what the author wrote instead
  std::string by;                       // the titles of the roles, joined with "、"

  bool operator==(const Duty&) const = default;
};

// ---- inlines ---------------------------------------------------------------------------------------------------------

// A text may come from several places: a line break between Japanese characters is dropped, an escape is shorter than what
// was written, a variable has another value. Its bytes stand in the source one behind the other from the inline's position
// on, except where a piece says otherwise.
struct Text {
  struct Piece {
    std::uint32_t offset = 0;  // of the piece's first byte; the piece ends where the next one begins
    base::Position position;
    bool whole = false;        // every byte stands at `position` (the value of a variable)
  };
  base::CompactText text;
  base::Rare<std::vector<Piece>> pieces{};  // by offset

  bool operator==(const Text& other) const { return text == other.text; }
};
struct SoftBreak {
  bool operator==(const SoftBreak&) const = default;
};
struct LineBreak {
  bool operator==(const LineBreak&) const = default;
};
struct CodeSpan {
  base::CompactText text;
  bool operator==(const CodeSpan&) const = default;
};
struct Emphasis {
  Inlines content;
};
struct Strong {
  Inlines content;
};
struct Strikethrough {
  Inlines content;
};

// The few HTML tags that are kept, without attributes, and 《《圏点》》. WordBreak (<wbr>) has no content.
enum class MarkupTag { Subscript, Superscript, Keyboard, Ruby, RubyText, RubyParenthesis, WordBreak, EmphasisDots };
struct Markup {
  MarkupTag tag = MarkupTag::Subscript;
  Inlines content;
};

// [text](destination "title"), <autolink>, a bare URL.
struct Link {
  base::CompactText destination;  // as written, backslashes and entities decoded
  base::CompactText title;
  Inlines content;
  Target target;
};

struct Image {
  base::CompactText source;  // as written
  base::CompactText title;
  Inlines alternative;
  Target target;            // Asset: the tree path of the file
  bool decorative = false;  // the author says that it tells nothing: no alternative text is missed
  unsigned width = 0;       // per cent of the text's width, 1 … 100; 0 = its true size
};

// [[kind:target#address@version]], or a mention in running text, where `text` keeps the author's words.
struct Reference {
  ReferenceKind kind = ReferenceKind::Document;
  base::CompactText name;     // as written: "AB-P-515", "5.15", "アクセス権一覧"
  Address address;      // as written after '#'
  Version version;      // as written after '@'
  bool mention = false; // found in running text: shown as `text`, never an error when it names nothing
  base::CompactText text;     // what is shown; for [[…]] set by resolve/references from the target's own number and title
  Target target;
  bool operator==(const Reference&) const = default;
};

struct FootnoteReference {
  base::CompactText label;   // as written
  unsigned number = 0; // 1 … in order of first use
  unsigned occurrence = 1;  // 1 for the first reference to the same note
  bool operator==(const FootnoteReference&) const = default;
};

// ※1 in a cell or caption of a table that has a note of this mark (Table::notes).
struct TableMark {
  base::CompactText mark;         // as written
  unsigned table = 0;       // Table::notes_number of its table
  unsigned occurrence = 1;  // 1 for the first mark of the same note
  bool operator==(const TableMark&) const = default;
};

}  // namespace kitei::model

template <>
inline constexpr bool kitei::base::kLiesApart<kitei::model::Markup> = true;  // else each inline would have room for one

namespace kitei::model {

struct Inline {
  using Node = base::OneOf<Text, SoftBreak, LineBreak, CodeSpan, Emphasis, Strong, Strikethrough, Markup, Link, Image,
                           Reference, FootnoteReference, TableMark>;
  Node node;
  base::Position position;
};

// ---- blocks ----------------------------------------------------------------------------------------------------------

struct Heading {
  unsigned level = 1;  // 1 … 6 as written
  Inlines content;
  base::Rare<Attributes> attributes;
  Clause clause;
  base::Rare<Duty> duty{};
};

struct Paragraph {
  Inlines content;
  base::Rare<Clause> clause{};  // kind Paragraph when it is a 項
};

struct ListItem {
  static constexpr std::uint32_t kNoNumber = UINT32_MAX;  // no list counts so far

  Blocks content;
  std::optional<bool> checked;       // task list item: [ ] or [x]
  std::uint32_t number = kNoNumber;  // of a numbered item that is no clause, as List::marker counts; set by resolve/numbering
  base::Rare<Clause> clause{};       // kind Item in numbered documents; clause.number is the marker as printed
  base::Position position;
};

struct List {
  bool ordered = false;
  bool tight = true;
  char delimiter = '.';                    // '.' or ')' of an ordered list as written
  ListMarker marker = ListMarker::Bullet;  // set by resolve/numbering; plain lists of `kitei render` keep Decimal
  unsigned start = 1;
  std::vector<ListItem> items;
};

struct Quote {
  Blocks content;
};

enum class AlertKind { Note, Tip, Important, Warning, Caution, Column };
struct Alert {
  AlertKind kind = AlertKind::Note;
  Blocks content;
};

struct CodeBlock {
  base::CompactText info;
  base::CompactText text;
  bool operator==(const CodeBlock&) const = default;
};

enum class Alignment { None, Left, Center, Right };

// What a cell is the header of, beside the header rows: a row header is <th scope="row">.
enum class CellHeader : std::uint8_t { None, Row };

// A cell's span counts the cells it covers (1 = itself); a covered cell has spans of 0 and no content. A cell says one
// line (`content`) or, in a fenced table, several blocks (`blocks`); never both.
struct TableCell {
  Inlines content;
  unsigned row_span = 1;
  unsigned column_span = 1;
  base::Position position;
  base::Maybe<Blocks> blocks{};  // of one at least
  CellHeader header = CellHeader::None;
};
struct TableRow {
  std::vector<TableCell> cells;  // always as many as Table::columns
  base::Position position;
};

// `表: 題名 {#id}` before a table, `図: 題名 {#id}` after an image.
struct Caption {
  Inlines content;
  Attributes attributes;
  base::CompactText number;  // "表1"; set by resolve/numbering
  Inlines source{};    // 出典: where it was taken from, without that word
};

// {{ table documents kind=procedure }}: what a table is made from. Its rows are set by resolve/generated.
struct GeneratedTable {
  struct Filter {
    std::string key;
    std::string value;
    base::Position position;
    bool operator==(const Filter&) const = default;
  };
  std::string name;
  std::vector<Filter> filters;  // all of them must hold
  base::Position position;      // of the name

  bool operator==(const GeneratedTable&) const = default;
};

// A line under a table: ※1 …
struct TableNote {
  base::CompactText mark;  // as written: "※1", "※"
  Inlines content;
  unsigned references = 0;  // marks that lead to it
  base::Position position;
};

enum class PageTurn { Upright, Landscape };

struct Table {
  std::vector<Alignment> columns;
  std::vector<TableRow> rows;
  unsigned header_rows = 1;
  base::Maybe<Caption> caption;
  base::Maybe<GeneratedTable> generated{};
  std::vector<double> widths;  // one for each column, relative to each other; empty: as their texts need
  PageTurn turn = PageTurn::Upright;
  std::vector<TableNote> notes;
  unsigned notes_number = 0;  // 1 … for the tables with notes; set by resolve/numbering
};

struct Figure {
  Image image;
  base::Maybe<Caption> caption;
};

struct ThematicBreak {
  bool operator==(const ThematicBreak&) const = default;
};

// One or more terms, each on its line, and the `: …` lines under them.
struct DefinitionItem {
  std::vector<Inlines> terms;
  std::vector<Inlines> definitions;
  base::Position position;
};
struct DefinitionList {
  std::vector<DefinitionItem> items;
};

struct Block {
  using Node =
      base::OneOf<Heading, Paragraph, List, Quote, Alert, CodeBlock, Table, Figure, ThematicBreak, DefinitionList>;
  Node node;
  base::Position position;
};

struct Footnote {
  base::CompactText label;
  unsigned number = 0;      // in order of first use
  unsigned references = 0;  // how often it is referred to
  Blocks content;
  base::Position position;
};

// The whole text under the front matter.
struct Body {
  Blocks blocks;
  std::vector<Footnote> footnotes;  // in order of number; unused ones are not here
};

// The place of a byte of a text that begins at `begin`.
base::Position position_in(const Text& text, base::Position begin, std::size_t offset);
// The bytes [from, to) of it, with their places.
Inline slice_text(const Text& text, base::Position begin, std::size_t from, std::size_t to);
// Puts a text behind another one.
void append_text(Text& text, base::Position begin, Text more, base::Position more_begin);

// Equality of what is said, without positions.
bool operator==(const Inline& a, const Inline& b);
bool operator==(const Block& a, const Block& b);
bool operator==(const ListItem& a, const ListItem& b);
bool operator==(const Body& a, const Body& b);

// The words of inlines as they are read: markup dropped, references as their shown text, breaks as one blank (SoftBreak)
// or newline (LineBreak), images as their alternative text, footnote marks left out.
std::string plain_text(const Inlines& inlines);
std::string plain_text(const Blocks& blocks);  // blocks separated by '\n'

// All inlines of a tree, depth first, in reading order, nested ones after their parent. `visit` may change them, but not
// add or remove siblings.
template <typename Visit>
void for_each_inline(Inlines& inlines, Visit&& visit);
template <typename Visit>
void for_each_inline(const Inlines& inlines, Visit&& visit);

// The lists of inlines that a block holds itself (heading text, paragraph text, cells, captions) and the lists of blocks
// inside it; the two together reach everything.
template <typename BlockT, typename OnInlines, typename OnBlocks>
void for_each_part(BlockT& block, OnInlines&& on_inlines, OnBlocks&& on_blocks);

// Every list of inlines under these blocks, in reading order.
template <typename BlocksT, typename OnInlines>
void for_each_inlines(BlocksT& blocks, OnInlines&& on_inlines);

// The marker of an item of this list as printed; empty for bullets, and where nobody has numbered the list.
std::string number_of(const List& list, const ListItem& item);

// What a cell says, as blocks.
Blocks blocks_of(const TableCell& cell);
std::string plain_text(const TableCell& cell);

// The number of a note's mark in ASCII digits: ※１ → "1"; "0" for a mark without one.
std::string mark_number(std::string_view mark);

// Every place that the blocks and what is inside them keep.
void for_each_position(Blocks& blocks, const std::function<void(base::Position&)>& visit);

// The shares of `widths` in per cent, rounded so that they add up to 100 (no share below 1).
std::vector<unsigned> percent_widths(const std::vector<double>& widths);

// The content of an inline that has some (emphasis, link, markup …; an image's alternative text), or nullptr.
Inlines* content_of(Inline& node);
const Inlines* content_of(const Inline& node);

// ---- templates -------------------------------------------------------------------------------------------------------

template <typename Visit>
void for_each_inline(Inlines& inlines, Visit&& visit) {
  for (Inline& node : inlines) {
    visit(node);
    if (Inlines* content = content_of(node)) for_each_inline(*content, visit);
  }
}

template <typename Visit>
void for_each_inline(const Inlines& inlines, Visit&& visit) {
  for (const Inline& node : inlines) {
    visit(node);
    if (const Inlines* content = content_of(node)) for_each_inline(*content, visit);
  }
}

template <typename BlockT, typename OnInlines, typename OnBlocks>
void for_each_part(BlockT& block, OnInlines&& on_inlines, OnBlocks&& on_blocks) {
  base::visit(
      [&](auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, Heading> || std::is_same_v<Node, Paragraph>) {
          on_inlines(node.content);
        } else if constexpr (std::is_same_v<Node, List>) {
          for (auto& item : node.items) on_blocks(item.content);
        } else if constexpr (std::is_same_v<Node, Quote> || std::is_same_v<Node, Alert>) {
          on_blocks(node.content);
        } else if constexpr (std::is_same_v<Node, Table>) {
          if (node.caption) on_inlines(node.caption->content);
          for (auto& row : node.rows) {
            for (auto& cell : row.cells) {
              if (cell.blocks) {
                on_blocks(*cell.blocks);
              } else {
                on_inlines(cell.content);
              }
            }
          }
          for (auto& note : node.notes) on_inlines(note.content);
          if (node.caption && !node.caption->source.empty()) on_inlines(node.caption->source);
        } else if constexpr (std::is_same_v<Node, Figure>) {
          on_inlines(node.image.alternative);
          if (node.caption) on_inlines(node.caption->content);
          if (node.caption && !node.caption->source.empty()) on_inlines(node.caption->source);
        } else if constexpr (std::is_same_v<Node, DefinitionList>) {
          for (auto& item : node.items) {
            for (auto& term : item.terms) on_inlines(term);
            for (auto& definition : item.definitions) on_inlines(definition);
          }
        } else {
          static_assert(std::is_same_v<Node, CodeBlock> || std::is_same_v<Node, ThematicBreak>);
        }
      },
      block.node);
}

template <typename BlocksT, typename OnInlines>
void for_each_inlines(BlocksT& blocks, OnInlines&& on_inlines) {
  for (auto& block : blocks) {
    for_each_part(block, on_inlines, [&](auto& inner) { for_each_inlines(inner, on_inlines); });
  }
}

}  // namespace kitei::model
