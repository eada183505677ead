// One recursive writer in three modes: Both writes the redline; Before and After write one side of the comparison
// table, where the other side's words are left out.
#include "render/html/redline.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/escape.h"
#include "render/html/pages.h"
#include "render/html/text.h"

namespace kitei::render::html {
namespace {

using Changes = std::vector<model::ClauseChange>;

enum class Side { Both, Before, After };

constexpr std::size_t kFoldFrom = 5;  // unchanged blocks in a row

class Writer {
 public:
  // `row` tells the rows of a comparison table apart.
  Writer(const PageScope& page, const View* older, const View* newer, const model::DocumentId& id, Side side,
         std::size_t row)
      : page_(page), side_(side), row_(row) {
    if (older) {
      before_view_ = older;
      if (const model::Document* document = older->handbook().find(id.text)) before_origin_ = document->origin;
    }
    if (newer) {
      after_view_ = newer;
      if (const model::Document* document = newer->handbook().find(id.text)) after_origin_ = document->origin;
    }
  }

  std::string take() { return std::move(out_); }

  // Blocks one after another; stretches without a change are folded (Both) or left out (one side).
  void write_blocks(const Changes& changes, bool top) {
    for (std::size_t i = 0; i < changes.size();) {
      std::size_t end = i;
      while (end < changes.size() && changes[end].kind == model::ChangeKind::Same) ++end;
      if (end == i) {
        write_change(changes[i++]);
        continue;
      }
      write_same(changes, i, end, top);
      i = end;
    }
  }

  void write_change(const model::ClauseChange& change) {
    switch (change.kind) {
      case model::ChangeKind::Same:
        write_after(change);
        break;
      case model::ChangeKind::Added:
        if (side_ != Side::Before) write_whole(change, true);
        break;
      case model::ChangeKind::Removed:
        if (side_ != Side::After) write_whole(change, false);
        break;
      case model::ChangeKind::Moved:
        if (side_ == Side::Before) break;
        note("diff-moved-here");
        if (change.runs.empty() && change.inside.empty()) {
          write_after(change);
          break;
        }
        [[fallthrough]];
      case model::ChangeKind::Changed:
        write_changed(change);
        break;
    }
  }

 private:
  // ---- unchanged text ----

  void write_same(const Changes& changes, std::size_t begin, std::size_t end, bool top) {
    auto write = [&](std::size_t from, std::size_t to) {
      model::Blocks blocks;
      for (std::size_t i = from; i < to; ++i) blocks.push_back(*changes[i].after);
      out_ += blocks_html(page_of(false), blocks, after_origin_, next_prefix());
    };
    if (side_ != Side::Both) {
      // The words at the head of an item say what its changed parts belong to.
      const bool leads = !top && begin == 0 && end < changes.size();
      if (leads) write(0, 1);
      if (!leads || end > 1) write_omitted("p");
      return;
    }
    if (!top || end - begin < kFoldFrom) return write(begin, end);
    // One block stays beside each change, and the heading under which the next change stands.
    const std::size_t first = begin == 0 ? begin : begin + 1;
    std::size_t last = end == changes.size() ? end : end - 1;
    for (std::size_t i = 1; i <= 3 && last > first && end != changes.size(); ++i) {
      if (base::holds_alternative<model::Heading>(changes[last].after->node)) break;
      if (base::holds_alternative<model::Heading>(changes[last - 1].after->node)) {
        --last;
        break;
      }
    }
    write(begin, first);
    out_ += "<details class=\"diff-fold\"><summary>";
    base::append_html(out_, word("diff-unchanged", last - first));
    out_ += "</summary>\n";
    write(first, last);
    out_ += "</details>\n";
    write(last, end);
  }

  void write_after(const model::ClauseChange& change) {
    const bool old = side_ == Side::Before;
    const auto& block = old ? change.before : change.after;
    out_ += blocks_html(page_of(old), {*block}, old ? before_origin_ : after_origin_, next_prefix());
  }

  // ---- one side only ----

  void write_whole(const model::ClauseChange& change, bool added) {
    if (change.moved) note("diff-moved-away");
    open_edit(added, "diff-block");
    const auto& block = added ? change.after : change.before;
    out_ += blocks_html(page_of(!added), {*block}, added ? after_origin_ : before_origin_, next_prefix());
    close_edit(added);
    out_ += '\n';
  }

  // ---- changed inside ----

  void write_changed(const model::ClauseChange& change) {
    write_attributes(change);
    if (change.runs.empty() && change.inside.empty()) {
      if (change.attributes.empty() || !(*change.before == *change.after)) {
        if (side_ != Side::After && change.before) write_whole(change, false);
        if (side_ != Side::Before && change.after) write_whole(change, true);
      } else {
        write_after(change);
      }
      return;
    }
    base::visit([&](const auto& node) { write_inside(node, change); }, change.after->node);
  }

  void write_inside(const model::Paragraph& node, const model::ClauseChange& change) {
    out_ += "<p class=\"diff-changed\">";
    write_number(node.clause->number);
    write_runs(change.runs);
    out_ += "</p>\n";
  }
  void write_inside(const model::Heading& node, const model::ClauseChange& change) {
    const std::string tag{'h', static_cast<char>('0' + std::min(node.level + 1, 6u))};
    open_tag(tag, "diff-changed");
    write_number(node.clause.number);
    write_runs(change.runs);
    close_tag(tag);
  }
  void write_inside(const model::CodeBlock&, const model::ClauseChange& change) {
    out_ += "<pre class=\"diff-changed\"><code>";
    for (const model::Run& run : change.runs) {
      if (is_hidden(run.edit)) continue;
      open_run(run.edit);
      base::append_html(out_, model::plain_text(run.content));
      close_run(run.edit);
    }
    out_ += "</code></pre>\n";
  }
  void write_inside(const model::Quote&, const model::ClauseChange& change) {
    out_ += "<blockquote>\n";
    write_blocks(change.inside, false);
    out_ += "</blockquote>\n";
  }
  void write_inside(const model::Alert&, const model::ClauseChange& change) {
    out_ += "<div class=\"alert\">\n";
    write_blocks(change.inside, false);
    out_ += "</div>\n";
  }
  void write_inside(const model::List& node, const model::ClauseChange& change) {
    const std::string tag = node.ordered ? "ol" : "ul";
    const bool numbered = !node.items.empty() && !model::number_of(node, node.items[0]).empty();
    open_tag(tag, numbered ? "numbered" : "");
    out_ += '\n';
    bool omitted = false;
    for (const model::ClauseChange& item : change.inside) {
      const bool same = item.kind == model::ChangeKind::Same;
      if (same && side_ != Side::Both) {
        if (!omitted) write_omitted("li");
        omitted = true;
        continue;
      }
      omitted = false;
      write_item(item);
    }
    close_tag(tag);
  }
  void write_inside(const model::Table& node, const model::ClauseChange& change) {
    out_ += "<div class=\"table-wrap\"><table>\n";
    const bool both = side_ == Side::Both && std::all_of(change.inside.begin(), change.inside.end(), has_both_rows);
    const bool outer = std::exchange(rows_stay_, both);  // a cell may hold a table
    bool omitted = false;
    auto note = change.inside.begin();
    for (; note != change.inside.end() && !is_note(*note); ++note) {
      const model::ClauseChange& row = *note;
      const auto* table = base::get_if<model::Table>(&(row.after ? row.after : row.before)->node);
      const bool left_out =
          side_ != Side::Both && row.kind == model::ChangeKind::Same && table && table->header_rows == 0;
      if (!table) {
        write_caption(row);
      } else if (!left_out) {
        write_row(row, node.columns.size());
      } else if (!omitted) {
        out_ += "<tr><td class=\"omitted\" colspan=\"";
        out_ += std::to_string(node.columns.size());
        out_ += "\">";
        base::append_html(out_, word("diff-omitted"));
        out_ += "</td></tr>\n";
      }
      omitted = left_out;
    }
    out_ += "</table></div>\n";
    rows_stay_ = outer;
    if (note != change.inside.end()) write_table_notes({note, change.inside.end()});
  }
  void write_inside(const model::DefinitionList&, const model::ClauseChange& change) {
    out_ += "<dl>\n";
    bool omitted = false;
    for (const model::ClauseChange& group : change.inside) {
      const bool left_out = side_ != Side::Both && group.kind == model::ChangeKind::Same;
      if (!left_out) {
        write_definition(group);
      } else if (!omitted) {
        write_omitted("dt");
      }
      omitted = left_out;
    }
    out_ += "</dl>\n";
  }

  // A note under a table: a table of one note and no row.
  static bool is_note(const model::ClauseChange& change) {
    const auto* table = base::get_if<model::Table>(&(change.after ? change.after : change.before)->node);
    return table && table->rows.empty() && !table->notes.empty();
  }
  // Cells may reach over several rows where no row comes, goes or changes its shape.
  static bool has_both_rows(const model::ClauseChange& row) {
    if (is_note(row) || !base::holds_alternative<model::Table>((row.after ? row.after : row.before)->node)) return true;
    return row.kind == model::ChangeKind::Same || (row.kind == model::ChangeKind::Changed && !row.inside.empty());
  }

  void write_table_notes(const Changes& notes) {
    out_ += "<ul class=\"table-notes\">\n";
    for (const model::ClauseChange& change : notes) {
      const bool gone = change.kind == model::ChangeKind::Removed;
      if ((gone && side_ == Side::After) || (side_ == Side::Before && is_new(change))) continue;
      const bool old = gone || (side_ == Side::Before && change.before);
      const model::TableNote& note = base::get<model::Table>((old ? change.before : change.after)->node).notes[0];
      const bool edited = gone || change.kind == model::ChangeKind::Added;
      out_ += "<li>";
      write_attributes(change);
      if (edited) open_edit(!gone, "");
      base::append_html(out_, note.mark.empty() ? "" : note.mark + " ");
      if (change.runs.empty()) {
        out_ += inlines_html(page_of(old), note.content, old ? before_origin_ : after_origin_);
      } else {
        write_runs(change.runs);
      }
      if (edited) close_edit(!gone);
      out_ += "</li>\n";
    }
    out_ += "</ul>\n";
  }

  // The comparison gives neither runs nor rows for these.
  void write_inside(const model::Figure&, const model::ClauseChange&) {}
  void write_inside(const model::ThematicBreak&, const model::ClauseChange&) {}

  void write_item(const model::ClauseChange& change) {
    const bool gone = change.kind == model::ChangeKind::Removed;
    if ((gone && side_ == Side::After) || (side_ == Side::Before && is_new(change))) return;
    const bool old = gone || (side_ == Side::Before && change.before);
    const auto& block = old ? change.before : change.after;
    const auto& list = base::get<model::List>(block->node);
    const model::ListItem& item = list.items[0];
    out_ += "<li>";
    write_number(model::number_of(list, item));
    if (change.kind == model::ChangeKind::Moved) note("diff-moved-here");
    if (gone && change.moved) note("diff-moved-away");
    if (!change.inside.empty()) {
      write_attributes(change);
      write_blocks(change.inside, false);
    } else {
      const bool edited = gone || change.kind == model::ChangeKind::Added;
      if (edited) open_edit(!gone, "diff-block");
      out_ += blocks_html(page_of(old), item.content, old ? before_origin_ : after_origin_, next_prefix());
      if (edited) close_edit(!gone);
    }
    out_ += "</li>\n";
  }

  // One group of terms: its words compared one by one, or as a whole on either side.
  void write_definition(const model::ClauseChange& change) {
    if (change.inside.empty()) {
      const bool replaced = change.kind == model::ChangeKind::Changed;
      if (change.before && side_ != Side::After && (replaced || !change.after)) write_definition_side(change, true);
      if (change.after && (side_ != Side::Before || (!replaced && !is_new(change)))) write_definition_side(change, false);
      return;
    }
    const auto& item = base::get<model::DefinitionList>(change.after->node).items[0];
    for (std::size_t i = 0; i < change.inside.size(); ++i) {
      const std::string_view element = i < item.terms.size() ? "dt" : "dd";
      open_tag(element, "");
      write_cell_text(change.inside[i]);
      close_tag(element);
    }
  }

  void write_definition_side(const model::ClauseChange& change, bool old) {
    const auto& item = base::get<model::DefinitionList>((old ? change.before : change.after)->node).items[0];
    const bool edited = change.kind != model::ChangeKind::Same;
    if (edited && change.moved) note_in("dt", "diff-moved-away");
    if (edited && change.kind == model::ChangeKind::Moved) note_in("dt", "diff-moved-here");
    const auto write = [&](std::string_view element, const model::Inlines& content) {
      open_tag(element, "");
      if (edited) open_edit(!old, "");
      out_ += inlines_html(page_of(old), content, old ? before_origin_ : after_origin_);
      if (edited) close_edit(!old);
      close_tag(element);
    };
    for (const model::Inlines& term : item.terms) write("dt", term);
    for (const model::Inlines& definition : item.definitions) write("dd", definition);
  }

  void note_in(std::string_view element, std::string_view key) {
    open_tag(element, "diff-note");
    base::append_html(out_, word(key));
    close_tag(element);
  }

  void write_caption(const model::ClauseChange& change) {
    out_ += "<caption>";
    write_cell_text(change);
    out_ += "</caption>\n";
  }

  void write_row(const model::ClauseChange& change, std::size_t columns) {
    const bool gone = change.kind == model::ChangeKind::Removed;
    if ((gone && side_ == Side::After) || (side_ == Side::Before && is_new(change))) return;
    const bool added = change.kind == model::ChangeKind::Added;
    // A row that changed its shape is taken out and put in as a whole.
    const bool replaced = change.kind == model::ChangeKind::Changed && change.inside.empty();
    if (gone || replaced) {
      if (side_ != Side::After) write_row_of(change, columns, RowSide::Removed);
    } else if (!added) {
      write_row_of(change, columns, side_ == Side::Before && change.before ? RowSide::Old : RowSide::New);
    }
    if (added || (replaced && side_ != Side::Before)) write_row_of(change, columns, RowSide::Added);
  }

  enum class RowSide { Old, New, Removed, Added };

  void write_row_of(const model::ClauseChange& change, std::size_t columns, RowSide side) {
    const bool old = side == RowSide::Old || side == RowSide::Removed;
    const bool edited = side == RowSide::Removed || side == RowSide::Added;
    const model::Table& table = base::get<model::Table>((old ? change.before : change.after)->node);
    const bool head = table.header_rows > 0;
    out_ += side == RowSide::Removed ? "<tr class=\"diff-removed\">"
            : side == RowSide::Added ? "<tr class=\"diff-added\">"
                                     : "<tr>";
    std::size_t covered_until = 0;
    for (std::size_t i = 0; i < table.rows[0].cells.size() && i < columns; ++i) {
      const model::TableCell& cell = table.rows[0].cells[i];
      if (i < covered_until || (rows_stay_ && cell.row_span == 0)) continue;
      covered_until = i + std::max(cell.column_span, 1u);
      const bool header = head || cell.header == model::CellHeader::Row;
      out_ += head ? "<th scope=\"col\"" : header ? "<th scope=\"row\"" : "<td";
      if (cell.column_span > 1) write_number_attribute("colspan", cell.column_span);
      if (rows_stay_ && cell.row_span > 1) write_number_attribute("rowspan", cell.row_span);
      out_ += '>';
      if (i < change.inside.size() && !edited) {
        write_cell_text(change.inside[i]);
      } else {
        if (edited) open_edit(side == RowSide::Added, cell.blocks ? "diff-block" : "");
        if (cell.blocks) {
          out_ += blocks_html(page_of(old), *cell.blocks, old ? before_origin_ : after_origin_, next_prefix());
        } else {
          out_ += inlines_html(page_of(old), cell.content, old ? before_origin_ : after_origin_);
        }
        if (edited) close_edit(side == RowSide::Added);
      }
      out_ += header ? "</th>" : "</td>";
    }
    out_ += "</tr>\n";
  }

  void write_number_attribute(std::string_view name, unsigned value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    out_ += std::to_string(value);
    out_ += '"';
  }

  // A cell or a caption: a paragraph without its own element.
  void write_cell_text(const model::ClauseChange& change) {
    if (!change.runs.empty()) return write_runs(change.runs);
    if (!change.inside.empty()) return write_blocks(change.inside, false);
    const bool gone = change.kind == model::ChangeKind::Removed;
    const bool added = change.kind == model::ChangeKind::Added;
    const bool changed = change.kind == model::ChangeKind::Changed;
    auto write = [&](bool old, bool marked) {
      const auto& block = old ? change.before : change.after;
      if (!block) return;
      if (marked) open_edit(!old, "");
      if (const auto* cell = base::get_if<model::Quote>(&block->node)) {
        out_ += blocks_html(page_of(old), cell->content, old ? before_origin_ : after_origin_, next_prefix());
      } else {
        out_ += inlines_html(page_of(old), base::get<model::Paragraph>(block->node).content,
                             old ? before_origin_ : after_origin_);
      }
      if (marked) close_edit(!old);
    };
    if ((gone || changed) && side_ != Side::After) write(true, true);
    if ((added || changed) && side_ != Side::Before) write(false, true);
    if (!gone && !added && !changed) write(side_ == Side::Before, false);
  }

  // ---- small parts ----

  static bool is_new(const model::ClauseChange& change) {
    return change.kind == model::ChangeKind::Added || change.kind == model::ChangeKind::Moved;
  }

  bool is_hidden(model::Edit edit) const {
    return (side_ == Side::Before && edit == model::Edit::Insert) ||
           (side_ == Side::After && edit == model::Edit::Delete);
  }

  void write_runs(const std::vector<model::Run>& runs) {
    for (const model::Run& run : runs) {
      if (is_hidden(run.edit)) continue;
      const bool old = run.edit == model::Edit::Delete;
      open_run(run.edit);
      out_ += inlines_html(page_of(old), run.content, old ? before_origin_ : after_origin_);
      close_run(run.edit);
    }
  }

  void write_number(std::string_view number) {
    if (number.empty()) return;
    out_ += "<span class=\"number\">";
    base::append_html(out_, number);
    out_ += "</span> ";
  }

  void write_attributes(const model::ClauseChange& change) {
    for (const model::FieldChange& field : change.attributes) {
      out_ += "<p class=\"diff-note\"><code>";
      base::append_html(out_, field.key);
      out_ += "</code>: ";
      if (side_ != Side::After && !field.before.empty()) write_text_in("del", field.before);
      if (side_ != Side::Before && !field.after.empty()) write_text_in("ins", field.after);
      out_ += "</p>\n";
    }
  }

  void open_tag(std::string_view element, std::string_view css_class) {
    out_ += '<';
    out_ += element;
    if (!css_class.empty()) {
      out_ += " class=\"";
      out_ += css_class;
      out_ += '"';
    }
    out_ += '>';
  }
  void close_tag(std::string_view element) {
    out_ += "</";
    out_ += element;
    out_ += ">\n";
  }
  void write_omitted(std::string_view element) {
    open_tag(element, "omitted");
    base::append_html(out_, word("diff-omitted"));
    close_tag(element);
  }

  void write_text_in(std::string_view element, std::string_view text) {
    out_ += '<';
    out_ += element;
    out_ += '>';
    base::append_html(out_, text);
    out_ += "</";
    out_ += element;
    out_ += "> ";
  }

  void note(std::string_view key) {
    out_ += "<p class=\"diff-note\">";
    base::append_html(out_, word(key));
    out_ += "</p>\n";
  }

  void open_run(model::Edit edit) {
    if (edit != model::Edit::Keep) open_edit(edit == model::Edit::Insert, "");
  }
  void close_run(model::Edit edit) {
    if (edit != model::Edit::Keep) close_edit(edit == model::Edit::Insert);
  }
  void open_edit(bool added, std::string_view css_class) { open_tag(added ? "ins" : "del", css_class); }
  void close_edit(bool added) { out_ += added ? "</ins>" : "</del>"; }

  std::string word(std::string_view key) const { return interface_word(page_, key); }
  std::string word(std::string_view key, std::size_t count) const {
    const auto& texts = page_.site.templates->texts(page_.language());
    return std::string(templates::interface_text(key, {{"count", templates::Value(count)}}, texts).value.text());
  }

  // Ids are of no use in a comparison, but the writer of bodies gives some: they must not meet.
  std::string next_prefix() {
    std::string prefix = side_ == Side::Both ? "d" : side_ == Side::Before ? "b" : "a";
    prefix += std::to_string(row_);
    prefix += '-';
    prefix += std::to_string(++pieces_);
    prefix += '-';
    return prefix;
  }

  // Links of the old text lead into the old edition, those of the new text into the new one.
  PageScope page_of(bool old) const {
    const View* view = old ? before_view_ : after_view_;
    return {page_.site, view ? *view : page_.view, page_.path, page_.texts};
  }

  const PageScope& page_;
  Side side_;
  std::size_t row_;
  std::size_t pieces_ = 0;
  bool rows_stay_ = false;  // of the table that is written
  const View* before_view_ = nullptr;
  const View* after_view_ = nullptr;
  std::string before_origin_;
  std::string after_origin_;
  std::string out_;
};

Writer writer_for(const PageScope& page, const model::EditionChange& comparison, const model::DocumentChange& change,
                  Side side, std::size_t row) {
  return {page, page.site.view_of(comparison.from), page.site.view_of(comparison.to), change.id, side, row};
}

}  // namespace

std::string redline_html(const PageScope& page, const model::EditionChange& comparison,
                         const model::DocumentChange& change) {
  Writer writer = writer_for(page, comparison, change, Side::Both, 0);
  writer.write_blocks(change.clauses, true);
  std::string out = writer.take();
  const bool notes_changed = std::any_of(change.notes.begin(), change.notes.end(), [](const model::ClauseChange& note) {
    return note.kind != model::ChangeKind::Same;
  });
  if (!notes_changed) return out;
  out += "<h2>";
  base::append_html(out, interface_word(page, "diff-notes"));
  out += "</h2>\n";
  writer.write_blocks(change.notes, false);
  return out + writer.take();
}

templates::List comparison_rows(const PageScope& page, const model::EditionChange& comparison,
                                const model::DocumentChange& change) {
  templates::List rows;
  auto add = [&](const model::ClauseChange& clause) {
    if (clause.kind == model::ChangeKind::Same) return;
    Writer before = writer_for(page, comparison, change, Side::Before, rows.size());
    Writer after = writer_for(page, comparison, change, Side::After, rows.size());
    before.write_change(clause);
    after.write_change(clause);
    templates::Map row;
    row.set("label_before", clause.before ? clause.label_before : std::string());
    row.set("label_after", clause.after ? clause.label_after : std::string());
    row.set("before", templates::Safe{before.take()});
    row.set("after", templates::Safe{after.take()});
    rows.push_back(std::move(row));
  };
  for (const model::ClauseChange& clause : change.clauses) add(clause);
  for (const model::ClauseChange& note : change.notes) add(note);
  return rows;
}

}  // namespace kitei::render::html
