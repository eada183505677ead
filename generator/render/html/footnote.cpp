// The form of the GFM implementation: a superscript number that leads to the note, and links back from the note's end.
#include <fmt/format.h>

#include <utility>

#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

std::string note_id(const BodyWriter& writer, unsigned number) {
  return fmt::format("{}fn-{}", writer.options.id_prefix, number);
}

std::string reference_id(const BodyWriter& writer, unsigned number, unsigned occurrence) {
  return occurrence < 2 ? fmt::format("{}fnref-{}", writer.options.id_prefix, number)
                        : fmt::format("{}fnref-{}-{}", writer.options.id_prefix, number, occurrence);
}

void write_back_links(BodyWriter& writer, const model::Footnote& note) {
  for (unsigned i = 1; i <= note.references; ++i) {
    writer.put(" <a");
    writer.attribute("href", fmt::format("#{}", reference_id(writer, note.number, i)));
    writer.put(" class=\"footnote-backref\"");
    const std::string which = note.references > 1 ? fmt::format("{}-{}", note.number, i) : std::to_string(note.number);
    writer.attribute("aria-label",
                     fmt::format(fmt::runtime(writer.label("本文の脚注参照{}へ戻る", "Back to reference {}")), which));
    writer.put(">↩");
    if (i > 1) writer.put(fmt::format("<sup>{}</sup>", i));
    writer.put("</a>");
  }
}

void write_note(BodyWriter& writer, const model::Footnote& note) {
  writer.put("<li");
  writer.attribute("id", note_id(writer, note.number));
  writer.put(">\n");
  // The links back stand at the end of the last paragraph, else in one of their own.
  const auto* last = note.content.empty() ? nullptr : base::get_if<model::Paragraph>(&note.content.back().node);
  for (const model::Block& block : note.content) {
    if (last == nullptr || &block != &note.content.back()) write_block(writer, block);
  }
  writer.fresh_line();
  writer.put("<p>");
  if (last != nullptr) write_inlines(writer, last->content);
  write_back_links(writer, note);
  writer.put("</p>\n</li>\n");
}

}  // namespace

void write_footnote_reference(BodyWriter& writer, const model::FootnoteReference& reference) {
  writer.put("<sup class=\"footnote-ref\">");
  const std::string number = std::to_string(reference.number);
  if (writer.links > 0) {
    writer.put(fmt::format("{}</sup>", number));
    return;
  }
  writer.put("<a");
  writer.attribute("href", fmt::format("#{}", note_id(writer, reference.number)));
  writer.attribute("id", reference_id(writer, reference.number, reference.occurrence));
  if (writer.page()) {
    writer.attribute("aria-label", fmt::format(fmt::runtime(writer.label("脚注{}", "Footnote {}")), number));
  }
  writer.put(fmt::format(">{}</a></sup>", number));
}

void write_footnotes(BodyWriter& writer, const model::Body& body) {
  if (body.footnotes.empty()) return;
  writer.fresh_line();
  writer.put("<section class=\"footnotes\"");
  if (writer.page()) writer.attribute("aria-label", writer.label("脚注", "Footnotes"));
  writer.put(">\n<ol>\n");
  for (const model::Footnote& note : body.footnotes) write_note(writer, note);
  writer.put("</ol>\n</section>\n");
}

}  // namespace kitei::render::html
