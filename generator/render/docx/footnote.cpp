// Footnotes: written into their own part at the first reference. Word gives each reference its own note, so a further
// reference to the same note repeats the number by a NOTEREF field.
#include <algorithm>

#include "render/docx/blocks.h"

namespace kitei::render::docx {
namespace {

void write_note(Scope& from, const model::Footnote& note, int id) {
  const PageLayout& page = from.output.options.templates->page;
  Scope scope{from.output, from.state, from.output.notes, Region::Note, page.text_width(), 0, 0};
  XmlWriter& xml = scope.story.xml;
  xml.open("w:footnote").attribute("w:id", id);
  const ParagraphFormat format{.style = "FootnoteText"};
  open_paragraph(scope, format);
  xml.open("w:r").open("w:rPr").value("w:rStyle", "FootnoteReference").close().empty("w:footnoteRef").close();
  write_text(scope, " ");
  const auto* first = note.content.empty() ? nullptr : base::get_if<model::Paragraph>(&note.content.front().node);
  if (first) write_inlines(scope, first->content);
  close_paragraph(scope, format);
  for (std::size_t i = first ? 1 : 0; i < note.content.size(); ++i) write_block(scope, note.content[i]);
  xml.close();
}

}  // namespace

void write_footnote_reference(Scope& scope, const model::FootnoteReference& reference) {
  const auto& notes = scope.document().body.footnotes;
  const auto note = std::find_if(notes.begin(), notes.end(),
                                 [&](const model::Footnote& entry) { return entry.number == reference.number; });
  const std::string number = std::to_string(reference.number);
  // A note inside a note does not exist in Word.
  if (note == notes.end() || scope.region == Region::Note) {
    write_text(scope, number, {.script = RunFormat::Script::Above});
    return;
  }
  if (const auto earlier = scope.state.notes.find(reference.number); earlier != scope.state.notes.end()) {
    if (earlier->second.bookmark.empty()) {
      write_text(scope, number, {.script = RunFormat::Script::Above});
    } else {
      write_field(scope, "NOTEREF " + earlier->second.bookmark + " \\f \\h", number, "FootnoteReference");
    }
    return;
  }
  NoteMark mark{scope.output.next_note++, {}};
  std::vector<std::string> names;
  if (note->references > 1) {
    mark.bookmark = "_Ref" + std::to_string(300000000 + mark.id);
    names.push_back(mark.bookmark);
  }
  scope.state.notes.emplace(reference.number, mark);
  std::vector<int> ids;
  open_bookmarks(scope, names, ids);
  XmlWriter& xml = scope.story.xml;
  xml.open("w:r").open("w:rPr").value("w:rStyle", "FootnoteReference").close();
  xml.open("w:footnoteReference").attribute("w:id", mark.id).close().close();
  close_bookmarks(scope, ids);
  write_note(scope, *note, mark.id);
}

}  // namespace kitei::render::docx
