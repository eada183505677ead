// Blocks, items and rows are made into units and aligned (align.h); each pair that is not equal is then compared
// inside.
#include "diff/blocks.h"

#include <algorithm>
#include <map>
#include <string>
#include <type_traits>
#include <utility>

#include "base/unicode.h"
#include "diff/align.h"
#include "diff/attributes.h"
#include "diff/key.h"
#include "diff/words.h"

namespace kitei::diff {
namespace {

using Changes = std::vector<model::ClauseChange>;

// One piece of a side on its way into the comparison: as a block, with the clause that it belongs to.
struct Piece {
  model::Block block;
  const model::Clause* clause = nullptr;
  Unit unit;
};

const model::Clause* own_clause(const model::Clause& clause, const model::Clause* otherwise) {
  return clause.kind == model::ClauseKind::None ? otherwise : &clause;
}

std::size_t unit_kind(const model::Block& block) {
  // A table with another number of columns is another thing: its rows cannot be shown against each other.
  const auto* table = base::get_if<model::Table>(&block.node);
  return block.node.index() + (table ? 16 * table->columns.size() : 0);
}

std::vector<Piece> pieces_of(const Side& side) {
  std::vector<Piece> pieces;
  const model::Clause* section = side.clause;
  for (const model::Block& block : side.blocks) {
    Piece piece;
    piece.block = block;
    piece.clause = section;
    if (const auto* heading = base::get_if<model::Heading>(&block.node)) {
      section = own_clause(heading->clause, section);
      piece.clause = section;
      piece.unit.anchor = heading->attributes->id.text;
      piece.unit.opens = true;
    } else if (const auto* paragraph = base::get_if<model::Paragraph>(&block.node)) {
      piece.clause = own_clause(*paragraph->clause, section);
    }
    piece.unit.kind = unit_kind(block);
    piece.unit.key = key_of(block);
    piece.unit.text = model::plain_text(model::Blocks{block});
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

std::vector<Piece> items_of(const model::List& list, const model::Clause* clause) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const model::ListItem& item = list.items[i];
    model::List alone = list;
    alone.start = list.start + static_cast<unsigned>(i);
    alone.items = {item};
    Piece piece;
    piece.block = {std::move(alone), item.position};
    piece.clause = own_clause(*item.clause, clause);
    piece.unit.key = key_of(item);
    piece.unit.text = model::plain_text(item.content);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

// Each group of terms by itself. Its first term names it, where that stands in the list once.
std::vector<Piece> items_of(const model::DefinitionList& list, const model::Clause* clause) {
  std::vector<Piece> pieces;
  std::map<std::string, int> counts;
  for (const model::DefinitionItem& item : list.items) {
    Piece piece;
    piece.block = {model::DefinitionList{{item}}, item.position};
    piece.clause = clause;
    piece.unit.key = key_of(item);
    piece.unit.text = model::plain_text(model::Blocks{piece.block});
    if (!item.terms.empty()) piece.unit.anchor = model::plain_text(item.terms.front());
    ++counts[piece.unit.anchor];
    pieces.push_back(std::move(piece));
  }
  for (Piece& piece : pieces) {
    if (counts[piece.unit.anchor] > 1) piece.unit.anchor.clear();
  }
  return pieces;
}

// The first cells of a table that name their rows: those that stand there once. A running number names nothing, since
// it shifts when a row is put in.
std::vector<std::string> row_names(const model::Table& table) {
  std::vector<std::string> names;
  std::map<std::string, int> counts;
  for (const model::TableRow& row : table.rows) {
    std::string name = row.cells.empty() ? std::string() : base::nfkc(model::plain_text(row.cells[0]));
    const bool number = std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= '0' && c <= '9') || c == '(' || c == ')' || c == ' ' || c == '#';
    });
    if (number) name.clear();
    ++counts[name];
    names.push_back(std::move(name));
  }
  for (std::string& name : names) {
    if (counts[name] > 1) name.clear();
  }
  return names;
}

std::vector<Piece> rows_of(const model::Table& table, const model::Clause* clause) {
  const std::vector<std::string> names = row_names(table);
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    model::Table alone;
    alone.columns = table.columns;
    alone.header_rows = i < table.header_rows ? 1 : 0;
    alone.rows = {table.rows[i]};
    Piece piece;
    piece.unit.kind = alone.header_rows;
    piece.unit.anchor = names[i];
    piece.unit.key = key_of(table.rows[i]);
    for (const model::TableCell& cell : table.rows[i].cells) piece.unit.text += model::plain_text(cell) + "\n";
    piece.block = {std::move(alone), table.rows[i].position};
    piece.clause = clause;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

model::Address address_of(const model::Clause& clause) {
  return clause.address.empty() ? clause.structural : clause.address;
}

void set_clause(model::ClauseChange& change, const model::Clause* before, const model::Clause* after) {
  if (before) change.label_before = before->label;
  if (after) change.label_after = after->label;
  if (after) {
    change.address = address_of(*after);
  } else if (before) {
    change.address = address_of(*before);
  }
}

// How the inside of a pair is compared; nothing but its two blocks when it is replaced as a whole.
using Inside = void (*)(model::ClauseChange& change, const Piece& before, const Piece& after);

Changes compare(std::vector<Piece> before, std::vector<Piece> after, Inside inside) {
  auto units = [](const std::vector<Piece>& pieces) {
    std::vector<Unit> found;
    for (const Piece& piece : pieces) found.push_back(piece.unit);
    return found;
  };
  Changes changes;
  for (const Step& step : align(units(before), units(after))) {
    model::ClauseChange change;
    switch (step.place) {
      case Place::Gone:
      case Place::MovedAway:
        change.kind = model::ChangeKind::Removed;
        change.moved = step.place == Place::MovedAway;
        change.before = before[step.before].block;
        set_clause(change, before[step.before].clause, nullptr);
        break;
      case Place::New:
        change.kind = model::ChangeKind::Added;
        change.after = after[step.after].block;
        set_clause(change, nullptr, after[step.after].clause);
        break;
      case Place::Together:
      case Place::MovedHere: {
        const Piece &old = before[step.before], &now = after[step.after];
        const bool same = old.unit.key == now.unit.key;
        change.kind = same ? model::ChangeKind::Same : model::ChangeKind::Changed;
        if (step.place == Place::MovedHere) change.kind = model::ChangeKind::Moved;
        change.before = old.block;
        change.after = now.block;
        set_clause(change, old.clause, now.clause);
        if (!same) inside(change, old, now);
        break;
      }
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

// A paragraph that stands for a cell or a caption.
model::Block as_paragraph(const model::Inlines& content, base::Position position) {
  return {model::Paragraph{content, {}}, position};
}

model::ClauseChange compare_texts(const model::Inlines& before, const model::Inlines& after, const Piece& old,
                                  const Piece& now) {
  model::ClauseChange change;
  change.before = as_paragraph(before, old.block.position);
  change.after = as_paragraph(after, now.block.position);
  set_clause(change, old.clause, now.clause);
  if (key_of(before) == key_of(after)) return change;
  change.kind = model::ChangeKind::Changed;
  change.runs = diff_words(before, after);
  return change;
}

// Two cells of which one holds blocks, each as a quote of what it says.
model::ClauseChange compare_cells(const model::TableCell& before, const model::TableCell& after, const Piece& old,
                                  const Piece& now) {
  if (!before.blocks && !after.blocks) return compare_texts(before.content, after.content, old, now);
  model::ClauseChange change;
  const model::Blocks old_blocks = model::blocks_of(before), new_blocks = model::blocks_of(after);
  change.before = model::Block{model::Quote{old_blocks}, before.position};
  change.after = model::Block{model::Quote{new_blocks}, after.position};
  set_clause(change, old.clause, now.clause);
  if (key_of(old_blocks) == key_of(new_blocks)) return change;
  change.kind = model::ChangeKind::Changed;
  change.inside = diff_blocks({old_blocks, old.clause}, {new_blocks, now.clause});
  return change;
}

void inside_row(model::ClauseChange& change, const Piece& before, const Piece& after) {
  const model::TableRow& old = base::get<model::Table>(before.block.node).rows[0];
  const model::TableRow& now = base::get<model::Table>(after.block.node).rows[0];
  const bool same_shape = std::equal(old.cells.begin(), old.cells.end(), now.cells.begin(), now.cells.end(),
                                     [](const model::TableCell& a, const model::TableCell& b) {
                                       return a.row_span == b.row_span && a.column_span == b.column_span &&
                                              a.header == b.header;
                                     });
  if (!same_shape) return;
  for (std::size_t i = 0; i < old.cells.size(); ++i) {
    change.inside.push_back(compare_cells(old.cells[i], now.cells[i], before, after));
  }
}

std::vector<Piece> notes_of(const model::Table& table, const model::Clause* clause) {
  std::vector<Piece> pieces;
  for (const model::TableNote& note : table.notes) {
    model::Table alone;
    alone.columns = table.columns;
    alone.header_rows = 0;
    alone.notes = {note};
    Piece piece;
    piece.unit.anchor = note.mark;
    piece.unit.text = model::plain_text(note.content);
    piece.block = {std::move(alone), note.position};
    piece.unit.key = key_of(piece.block);
    piece.clause = clause;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

void inside_table_note(model::ClauseChange& change, const Piece& before, const Piece& after) {
  const model::TableNote& old = base::get<model::Table>(before.block.node).notes[0];
  const model::TableNote& now = base::get<model::Table>(after.block.node).notes[0];
  if (old.mark != now.mark) change.attributes.push_back({"mark", old.mark.str(), now.mark.str()});
  change.runs = diff_words(old.content, now.content);
}

void inside_item(model::ClauseChange& change, const Piece& before, const Piece& after) {
  change.attributes = diff_attributes(before.block, after.block);
  std::erase_if(change.attributes, [](const model::FieldChange& field) { return field.key != "checked"; });
  change.inside = diff_blocks({base::get<model::List>(before.block.node).items[0].content, before.clause},
                              {base::get<model::List>(after.block.node).items[0].content, after.clause});
}

void inside_definition(model::ClauseChange& change, const Piece& before, const Piece& after) {
  const model::DefinitionItem& old = base::get<model::DefinitionList>(before.block.node).items[0];
  const model::DefinitionItem& now = base::get<model::DefinitionList>(after.block.node).items[0];
  if (old.terms.size() != now.terms.size() || old.definitions.size() != now.definitions.size()) return;
  for (std::size_t i = 0; i < old.terms.size(); ++i) {
    change.inside.push_back(compare_texts(old.terms[i], now.terms[i], before, after));
  }
  for (std::size_t i = 0; i < old.definitions.size(); ++i) {
    change.inside.push_back(compare_texts(old.definitions[i], now.definitions[i], before, after));
  }
}

void inside_table(model::ClauseChange& change, const Piece& before, const Piece& after) {
  const auto& old = base::get<model::Table>(before.block.node);
  const auto& now = base::get<model::Table>(after.block.node);
  const model::Inlines none;
  const model::Inlines& old_caption = old.caption ? old.caption->content : none;
  const model::Inlines& new_caption = now.caption ? now.caption->content : none;
  if (key_of(old_caption) != key_of(new_caption)) {
    model::ClauseChange caption = compare_texts(old_caption, new_caption, before, after);
    if (!old.caption) caption.kind = model::ChangeKind::Added, caption.before.reset(), caption.runs.clear();
    if (!now.caption) caption.kind = model::ChangeKind::Removed, caption.after.reset(), caption.runs.clear();
    change.inside.push_back(std::move(caption));
  }
  for (auto& row : compare(rows_of(old, before.clause), rows_of(now, after.clause), inside_row)) {
    change.inside.push_back(std::move(row));
  }
  for (auto& note : compare(notes_of(old, before.clause), notes_of(now, after.clause), inside_table_note)) {
    change.inside.push_back(std::move(note));
  }
}

void inside_block(model::ClauseChange& change, const Piece& before, const Piece& after) {
  change.attributes = diff_attributes(before.block, after.block);
  base::visit(
      [&](const auto& old) {
        using Node = std::remove_cvref_t<decltype(old)>;
        const Node& now = base::get<Node>(after.block.node);
        if constexpr (std::is_same_v<Node, model::Heading> || std::is_same_v<Node, model::Paragraph>) {
          change.runs = diff_words(old.content, now.content);
        } else if constexpr (std::is_same_v<Node, model::List>) {
          change.inside = compare(items_of(old, before.clause), items_of(now, after.clause), inside_item);
        } else if constexpr (std::is_same_v<Node, model::Quote> || std::is_same_v<Node, model::Alert>) {
          change.inside = diff_blocks({old.content, before.clause}, {now.content, after.clause});
        } else if constexpr (std::is_same_v<Node, model::CodeBlock>) {
          change.runs = diff_lines(old.text.str(), now.text.str());
        } else if constexpr (std::is_same_v<Node, model::Table>) {
          inside_table(change, before, after);
        } else if constexpr (std::is_same_v<Node, model::DefinitionList>) {
          change.inside = compare(items_of(old, before.clause), items_of(now, after.clause), inside_definition);
        } else {
          // Another picture or caption: shown as replaced.
          static_assert(std::is_same_v<Node, model::Figure> || std::is_same_v<Node, model::ThematicBreak>);
        }
      },
      before.block.node);
}

void inside_note(model::ClauseChange& change, const Piece& before, const Piece& after) {
  change.inside = diff_blocks({base::get<model::Quote>(before.block.node).content, nullptr},
                              {base::get<model::Quote>(after.block.node).content, nullptr});
}

}  // namespace

Changes diff_blocks(const Side& before, const Side& after) {
  return compare(pieces_of(before), pieces_of(after), inside_block);
}

Changes diff_notes(const std::vector<model::Footnote>& before, const std::vector<model::Footnote>& after) {
  // Clauses lend the notes their addresses and numbers; they live until the rows are made.
  auto clauses_of = [](const std::vector<model::Footnote>& notes) {
    std::vector<model::Clause> clauses;
    for (const model::Footnote& note : notes) {
      model::Clause clause;
      clause.address.text = note.label;
      clause.label = std::to_string(note.number);
      clauses.push_back(std::move(clause));
    }
    return clauses;
  };
  auto pieces_of_notes = [](const std::vector<model::Footnote>& notes, const std::vector<model::Clause>& clauses) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < notes.size(); ++i) {
      Piece piece;
      piece.block = {model::Quote{notes[i].content}, notes[i].position};
      piece.clause = &clauses[i];
      piece.unit.key = key_of(notes[i].content);
      piece.unit.text = model::plain_text(notes[i].content);
      piece.unit.anchor = notes[i].label;
      pieces.push_back(std::move(piece));
    }
    return pieces;
  };
  const std::vector<model::Clause> old_clauses = clauses_of(before), new_clauses = clauses_of(after);
  return compare(pieces_of_notes(before, old_clauses), pieces_of_notes(after, new_clauses), inside_note);
}

}  // namespace kitei::diff
