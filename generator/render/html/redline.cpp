// One recursive writer in three modes: Both writes the redline; Before and After write one side of the comparison
// table, where the other side's words are left out.
#include "render/html/redline.h"

#include <algorithm>
#include <utility>

#include "render/html/redline_writer.h"

namespace kitei::render::html {
namespace {

constexpr std::size_t kFoldFrom = 5;  // unchanged blocks in a row

// ---- unchanged text ----

void write_same(RedlineWriter& writer, const Changes& changes, std::size_t begin, std::size_t end, bool top) {
  auto write = [&](std::size_t from, std::size_t to) {
    model::Blocks blocks;
    for (std::size_t i = from; i < to; ++i) blocks.push_back(*changes[i].after);
    writer.blocks(blocks, false);
  };
  if (writer.side != Side::Both) {
    // The words at the head of an item say what its changed parts belong to.
    const bool leads = !top && begin == 0 && end < changes.size();
    if (leads) write(0, 1);
    if (!leads || end > 1) writer.omitted("p");
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
  writer.put("<details class=\"diff-fold\"><summary>");
  writer.text(writer.word("diff-unchanged", last - first));
  writer.put("</summary>\n");
  write(first, last);
  writer.put("</details>\n");
  write(last, end);
}

// As it is: of this side, or the new text.
void write_unedited(RedlineWriter& writer, const model::ClauseChange& change) {
  const bool old = writer.side == Side::Before;
  writer.blocks({*(old ? change.before : change.after)}, old);
}

// ---- one side only ----

void write_whole(RedlineWriter& writer, const model::ClauseChange& change, bool added) {
  if (change.moved) writer.note("diff-moved-away");
  writer.open_edit(added, "diff-block");
  writer.blocks({*(added ? change.after : change.before)}, !added);
  writer.close_edit(added);
  writer.put("\n");
}

// ---- lists and definitions ----

void write_item(RedlineWriter& writer, const model::ClauseChange& change) {
  if (writer.hides(change)) return;
  const bool gone = change.kind == model::ChangeKind::Removed;
  const bool old = writer.shows_old(change);
  const auto& list = base::get<model::List>((old ? change.before : change.after)->node);
  const model::ListItem& item = list.items[0];
  writer.put("<li>");
  writer.number(model::number_of(list, item));
  if (change.kind == model::ChangeKind::Moved) writer.note("diff-moved-here");
  if (gone && change.moved) writer.note("diff-moved-away");
  if (!change.inside.empty()) {
    writer.attributes(change);
    write_changes(writer, change.inside, false);
  } else {
    const bool edited = gone || change.kind == model::ChangeKind::Added;
    if (edited) writer.open_edit(!gone, "diff-block");
    writer.blocks(item.content, old);
    if (edited) writer.close_edit(!gone);
  }
  writer.put("</li>\n");
}

void write_definition_side(RedlineWriter& writer, const model::ClauseChange& change, bool old) {
  const auto& item = base::get<model::DefinitionList>((old ? change.before : change.after)->node).items[0];
  const bool edited = change.kind != model::ChangeKind::Same;
  auto note = [&](std::string_view key) {
    writer.open_tag("dt", "diff-note");
    writer.text(writer.word(key));
    writer.close_tag("dt");
  };
  if (edited && change.moved) note("diff-moved-away");
  if (edited && change.kind == model::ChangeKind::Moved) note("diff-moved-here");
  const auto write = [&](std::string_view element, const model::Inlines& content) {
    writer.open_tag(element);
    if (edited) writer.open_edit(!old);
    writer.inlines(content, old);
    if (edited) writer.close_edit(!old);
    writer.close_tag(element);
  };
  for (const model::Inlines& term : item.terms) write("dt", term);
  for (const model::Inlines& definition : item.definitions) write("dd", definition);
}

// One group of terms: its words compared one by one, or as a whole on either side.
void write_definition(RedlineWriter& writer, const model::ClauseChange& change) {
  if (change.inside.empty()) {
    const bool replaced = change.kind == model::ChangeKind::Changed;
    if (change.before && writer.side != Side::After && (replaced || !change.after)) write_definition_side(writer, change, true);
    if (change.after && (writer.side != Side::Before || (!replaced && !is_new(change)))) write_definition_side(writer, change, false);
    return;
  }
  const auto& item = base::get<model::DefinitionList>(change.after->node).items[0];
  for (std::size_t i = 0; i < change.inside.size(); ++i) {
    const std::string_view element = i < item.terms.size() ? "dt" : "dd";
    writer.open_tag(element);
    write_cell_text(writer, change.inside[i]);
    writer.close_tag(element);
  }
}

// ---- changed inside ----

void write_inside(RedlineWriter& writer, const model::Paragraph& node, const model::ClauseChange& change) {
  writer.put("<p class=\"diff-changed\">");
  writer.number(node.clause->number);
  writer.runs(change.runs);
  writer.put("</p>\n");
}
void write_inside(RedlineWriter& writer, const model::Heading& node, const model::ClauseChange& change) {
  const std::string tag{'h', static_cast<char>('0' + std::min(node.level + 1, 6u))};
  writer.open_tag(tag, "diff-changed");
  writer.number(node.clause.number);
  writer.runs(change.runs);
  writer.close_tag(tag);
}
void write_inside(RedlineWriter& writer, const model::CodeBlock&, const model::ClauseChange& change) {
  writer.put("<pre class=\"diff-changed\"><code>");
  for (const model::Run& run : change.runs) {
    if (writer.hides(run.edit)) continue;
    writer.open_run(run.edit);
    writer.text(model::plain_text(run.content));
    writer.close_run(run.edit);
  }
  writer.put("</code></pre>\n");
}
void write_inside(RedlineWriter& writer, const model::Quote&, const model::ClauseChange& change) {
  writer.put("<blockquote>\n");
  write_changes(writer, change.inside, false);
  writer.put("</blockquote>\n");
}
void write_inside(RedlineWriter& writer, const model::Alert&, const model::ClauseChange& change) {
  writer.put("<div class=\"alert\">\n");
  write_changes(writer, change.inside, false);
  writer.put("</div>\n");
}
// The entries of a list. On one side alone those without a change are left out, a run of them with one note in `tag`.
void write_entries(RedlineWriter& writer, const model::ClauseChange& change, std::string_view tag,
                   void (*write_entry)(RedlineWriter&, const model::ClauseChange&)) {
  bool omitted = false;
  for (const model::ClauseChange& entry : change.inside) {
    const bool left_out = writer.side != Side::Both && entry.kind == model::ChangeKind::Same;
    if (!left_out) {
      write_entry(writer, entry);
    } else if (!omitted) {
      writer.omitted(tag);
    }
    omitted = left_out;
  }
}
void write_inside(RedlineWriter& writer, const model::List& node, const model::ClauseChange& change) {
  const std::string tag = node.ordered ? "ol" : "ul";
  const bool numbered = !node.items.empty() && !model::number_of(node, node.items[0]).empty();
  writer.open_tag(tag, numbered ? "numbered" : "");
  writer.put("\n");
  write_entries(writer, change, "li", write_item);
  writer.close_tag(tag);
}
void write_inside(RedlineWriter& writer, const model::Table& node, const model::ClauseChange& change) {
  write_table_changes(writer, node, change);
}
void write_inside(RedlineWriter& writer, const model::DefinitionList&, const model::ClauseChange& change) {
  writer.put("<dl>\n");
  write_entries(writer, change, "dt", write_definition);
  writer.put("</dl>\n");
}
// The comparison gives neither runs nor rows for these.
void write_inside(RedlineWriter&, const model::Figure&, const model::ClauseChange&) {}
void write_inside(RedlineWriter&, const model::ThematicBreak&, const model::ClauseChange&) {}

void write_changed(RedlineWriter& writer, const model::ClauseChange& change) {
  writer.attributes(change);
  if (!change.runs.empty() || !change.inside.empty()) {
    base::visit([&](const auto& node) { write_inside(writer, node, change); }, change.after->node);
  } else if (change.attributes.empty() || !(*change.before == *change.after)) {
    if (writer.side != Side::After && change.before) write_whole(writer, change, false);
    if (writer.side != Side::Before && change.after) write_whole(writer, change, true);
  } else {
    write_unedited(writer, change);
  }
}

void write_change(RedlineWriter& writer, const model::ClauseChange& change) {
  switch (change.kind) {
    case model::ChangeKind::Same: return write_unedited(writer, change);
    case model::ChangeKind::Added:
      if (writer.side != Side::Before) write_whole(writer, change, true);
      return;
    case model::ChangeKind::Removed:
      if (writer.side != Side::After) write_whole(writer, change, false);
      return;
    case model::ChangeKind::Moved:
      if (writer.side == Side::Before) return;
      writer.note("diff-moved-here");
      if (change.runs.empty() && change.inside.empty()) return write_unedited(writer, change);
      return write_changed(writer, change);
    case model::ChangeKind::Changed: return write_changed(writer, change);
  }
}

RedlineWriter writer_for(const PageScope& page, const model::EditionChange& comparison, const model::DocumentChange& change,
                  Side side, std::size_t row) {
  return {page, page.site.view_of(comparison.from), page.site.view_of(comparison.to), change.id, side, row};
}

}  // namespace

void write_changes(RedlineWriter& writer, const Changes& changes, bool top) {
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t end = i;
    while (end < changes.size() && changes[end].kind == model::ChangeKind::Same) ++end;
    if (end == i) {
      write_change(writer, changes[i++]);
      continue;
    }
    write_same(writer, changes, i, end, top);
    i = end;
  }
}

void write_cell_text(RedlineWriter& writer, const model::ClauseChange& change) {
  if (!change.runs.empty()) return writer.runs(change.runs);
  if (!change.inside.empty()) return write_changes(writer, change.inside, false);
  const bool gone = change.kind == model::ChangeKind::Removed;
  const bool added = change.kind == model::ChangeKind::Added;
  const bool changed = change.kind == model::ChangeKind::Changed;
  auto write = [&](bool old, bool marked) {
    const auto& block = old ? change.before : change.after;
    if (!block) return;
    if (marked) writer.open_edit(!old);
    if (const auto* cell = base::get_if<model::Quote>(&block->node)) {
      writer.blocks(cell->content, old);
    } else {
      writer.inlines(base::get<model::Paragraph>(block->node).content, old);
    }
    if (marked) writer.close_edit(!old);
  };
  if ((gone || changed) && writer.side != Side::After) write(true, true);
  if ((added || changed) && writer.side != Side::Before) write(false, true);
  if (!gone && !added && !changed) write(writer.side == Side::Before, false);
}

std::string redline_html(const PageScope& page, const model::EditionChange& comparison,
                         const model::DocumentChange& change) {
  RedlineWriter writer = writer_for(page, comparison, change, Side::Both, 0);
  write_changes(writer, change.clauses, true);
  const bool notes_changed = std::any_of(change.notes.begin(), change.notes.end(), [](const model::ClauseChange& note) {
    return note.kind != model::ChangeKind::Same;
  });
  if (!notes_changed) return std::move(writer.out);
  writer.put("<h2>");
  writer.text(writer.word("diff-notes"));
  writer.put("</h2>\n");
  write_changes(writer, change.notes, false);
  return std::move(writer.out);
}

templates::List comparison_rows(const PageScope& page, const model::EditionChange& comparison,
                                const model::DocumentChange& change) {
  templates::List rows;
  auto add = [&](const model::ClauseChange& clause) {
    if (clause.kind == model::ChangeKind::Same) return;
    RedlineWriter before = writer_for(page, comparison, change, Side::Before, rows.size());
    RedlineWriter after = writer_for(page, comparison, change, Side::After, rows.size());
    write_change(before, clause);
    write_change(after, clause);
    templates::Map row;
    row.set("label_before", clause.before ? clause.label_before : std::string());
    row.set("label_after", clause.after ? clause.label_after : std::string());
    row.set("before", templates::Safe{std::move(before.out)});
    row.set("after", templates::Safe{std::move(after.out)});
    rows.push_back(std::move(row));
  };
  for (const model::ClauseChange& clause : change.clauses) add(clause);
  for (const model::ClauseChange& note : change.notes) add(note);
  return rows;
}

}  // namespace kitei::render::html
