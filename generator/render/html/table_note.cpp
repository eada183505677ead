// Notes under a table: the mark in a cell leads to its note, and the note back to its marks.
#include <fmt/format.h>

#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

// ※1 of the document's second table with notes → "table-note-2-1".
std::string note_id(const BodyWriter& writer, unsigned table, std::string_view mark) {
  return fmt::format("{}table-note-{}-{}", writer.options.id_prefix, table, model::mark_number(mark));
}

std::string mark_id(const BodyWriter& writer, unsigned table, std::string_view mark, unsigned occurrence) {
  const std::string id = note_id(writer, table, mark) + "-ref";
  return occurrence < 2 ? id : fmt::format("{}-{}", id, occurrence);
}

void write_back_links(BodyWriter& writer, const model::Table& table, const model::TableNote& note) {
  if (writer.links > 0) return;
  for (unsigned i = 1; i <= note.references; ++i) {
    writer.put(" <a class=\"footnote-backref\"");
    writer.attribute("href", "#" + mark_id(writer, table.notes_number, note.mark, i));
    const std::string which = note.references > 1 ? fmt::format("{}-{}", note.mark, i) : note.mark.str();
    writer.attribute("aria-label",
                     fmt::format(fmt::runtime(writer.label("表の{}へ戻る", "Back to {} in the table")), which));
    writer.put(">↩");
    if (i > 1) writer.put(fmt::format("<sup>{}</sup>", i));
    writer.put("</a>");
  }
}

}  // namespace

void write_table_mark(BodyWriter& writer, const model::TableMark& mark) {
  writer.put("<sup class=\"table-mark\">");
  if (writer.links > 0 || mark.table == 0) {
    writer.text(mark.mark);
  } else {
    writer.put("<a");
    writer.attribute("href", "#" + note_id(writer, mark.table, mark.mark));
    writer.attribute("id", mark_id(writer, mark.table, mark.mark, mark.occurrence));
    writer.attribute("aria-label", fmt::format(fmt::runtime(writer.label("注記{}", "Note {}")), mark.mark));
    writer.put(">");
    writer.text(mark.mark);
    writer.put("</a>");
  }
  writer.put("</sup>");
}

void write_source(BodyWriter& writer, const model::Inlines& source) {
  writer.put("<span class=\"source\">");
  writer.text(writer.label("出典：", "Source: "));
  write_inlines(writer, source);
  writer.put("</span>");
}

void write_table_notes(BodyWriter& writer, const model::Table& table) {
  const bool sourced = table.caption && !table.caption->source.empty();
  if (table.notes.empty() && !sourced) return;
  writer.put("<ul class=\"table-notes\">\n");
  for (const model::TableNote& note : table.notes) {
    writer.put("<li");
    if (!note.mark.empty() && writer.links == 0) {
      writer.attribute("id", note_id(writer, table.notes_number, note.mark));
    }
    writer.put(">");
    if (!note.mark.empty()) {
      writer.put("<span class=\"note-mark\">");
      writer.text(note.mark);
      writer.put("</span> ");
    }
    write_inlines(writer, note.content);
    write_back_links(writer, table, note);
    writer.put("</li>\n");
  }
  if (sourced) {
    writer.put("<li>");
    write_source(writer, table.caption->source);
    writer.put("</li>\n");
  }
  writer.put("</ul>\n");
}

}  // namespace kitei::render::html
