// Notes under a table: ※1 in a cell leads to its note, the note's mark back to the first mark, by bookmarks.
#include "render/docx/blocks.h"

namespace kitei::render::docx {
namespace {

std::string note_name(const Scope& scope, std::string_view mark) {
  return "t" + std::to_string(scope.state.table_notes) + "n" + model::mark_number(mark);
}
std::string mark_name(const Scope& scope, std::string_view mark) {
  return "t" + std::to_string(scope.state.table_notes) + "m" + model::mark_number(mark);
}

// A run between a bookmark of its own and a link to the other one.
void write_linked(Scope& scope, std::string_view text, const RunFormat& format, const std::string& own,
                  const std::string& other) {
  std::vector<int> marks;
  if (!own.empty()) open_bookmarks(scope, {own}, marks);
  if (!other.empty()) {
    scope.story.xml.open("w:hyperlink").attribute("w:anchor", other).attribute("w:history", "1");
  }
  write_text(scope, text, format);
  if (!other.empty()) scope.story.xml.close();
  close_bookmarks(scope, marks);
}

}  // namespace

void write_table_mark(Scope& scope, const model::TableMark& mark) {
  const RunFormat format{.script = RunFormat::Script::Above};
  if (scope.state.table_notes == 0) return write_text(scope, mark.mark, format);
  write_linked(scope, mark.mark, format, mark.occurrence == 1 ? mark_name(scope, mark.mark) : std::string(),
               note_name(scope, mark.mark));
}

void write_table_notes(Scope& scope, const model::Table& table) {
  constexpr int kHanging = 480;
  const bool sourced = table.caption && !table.caption->source.empty();
  for (const model::TableNote& note : table.notes) {
    ParagraphFormat format{.style = "TableNote"};
    format.keep_next = &note != &table.notes.back() || sourced;
    if (note.mark.empty()) {
      if (scope.indent > 0) format.indent = Indent{scope.indent, 0};
    } else {
      format.indent = Indent{scope.indent + kHanging, kHanging};
    }
    open_paragraph(scope, format);
    if (!note.mark.empty()) {
      const bool linked = note.references > 0;
      write_linked(scope, note.mark, {}, linked ? note_name(scope, note.mark) : std::string(),
                   linked ? mark_name(scope, note.mark) : std::string());
      write_text(scope, "\t");
    }
    write_inlines(scope, note.content);
    close_paragraph(scope, format);
  }
  if (sourced) write_source(scope, table.caption->source, "TableNote", KeepNext::No);
}

void write_source(Scope& scope, const model::Inlines& source, std::string_view style, KeepNext keep) {
  ParagraphFormat format{.style = style, .keep_next = keep == KeepNext::Yes};
  if (scope.indent > 0) format.indent = Indent{scope.indent, 0};
  open_paragraph(scope, format);
  write_text(scope, scope.output.text("source") + (scope.output.japanese() ? "：" : ": "));
  write_inlines(scope, source);
  close_paragraph(scope, format);
}

}  // namespace kitei::render::docx
