// The text of a document is written first, because the contents list in front of it needs its headings.
#include "render/docx/document.h"

#include "render/docx/blocks.h"
#include "render/docx/contents.h"
#include "render/docx/front_matter.h"
#include "render/docx/section.h"

namespace kitei::render::docx {
namespace {

std::int64_t whole_pages(std::int64_t height, const Output& output) {
  const std::int64_t page = output.options.templates->page.usual_height();
  return (height + page - 1) / page * page;
}

void write_page_break(Scope& scope) {
  scope.story.xml.open("w:p").open("w:pPr").value("w:pStyle", "SectionEnd").close();
  scope.story.xml.open("w:r").open("w:br").attribute("w:type", "page").close().close().close();
}

void write_text_of(Scope& scope) {
  write_blocks(scope, scope.document().body.blocks);
  write_closing(scope);
  write_implemented_controls(scope);
}

void write_binder_cover(Scope& scope) {
  const Output& output = scope.output;
  const model::Config& config = output.handbook.config;
  if (!config.organisation.empty()) write_paragraph(scope, {.style = "Subtitle"}, config.organisation);
  std::string title = config.title;
  if (output.options.draft)
    title += (output.japanese() ? "（" : " (") + output.text("draft") + (output.japanese() ? "）" : ")");
  write_paragraph(scope, {.style = "Title"}, title);
  if (!output.options.edition.empty()) {
    write_paragraph(scope, {.style = "Subtitle"},
                    output.text("edition") + (output.japanese() ? "　" : " ") + output.options.edition);
  }
  if (!output.options.status_line.empty()) write_paragraph(scope, {.style = "Subtitle"}, output.options.status_line);
}

}  // namespace

Parts document_parts(const model::Handbook& handbook, const model::Document& document, const DocxOptions& options) {
  Output output(handbook, options, {&document}, false);
  DocumentState state = begin_document(output, document);
  const int width = options.templates->page.text_width();

  Scope text{output, state, output.body, Region::Body, width, 0, 0};
  write_text_of(text);

  Story front;
  Scope cover{output, state, front, Region::Body, width, 0, 0};
  write_title_block(cover);
  write_control_table(cover);
  write_approval_boxes(cover);
  write_revision_table(cover);
  write_page_break(cover);
  if (wants_contents(output)) write_contents(cover, whole_pages(front.height, output) + contents_height(output));

  const HeaderText header = header_text(output, document);
  SectionParts parts;
  parts.header = add_header(output, header, HeaderContent::Full);
  parts.first_header = add_header(output, header, HeaderContent::ClassificationOnly);
  parts.footer = add_footer(output, FooterContent::Pages);
  parts.first_footer = parts.footer;
  write_section(text, parts, NoteNumbers::Continue);
  return package_parts(output, {front.xml.take(), output.body.xml.take()}, properties_of(output, document));
}

Parts binder_parts(const model::Handbook& handbook, const DocxOptions& options) {
  std::vector<const model::Document*> documents;
  for (const model::Document& document : handbook.documents) {
    if (document.status != model::Status::Retired) documents.push_back(&document);
  }
  Output output(handbook, options, documents, true);
  const int width = options.templates->page.text_width();
  const std::string footer = add_footer(output, FooterContent::Pages);

  const Properties properties = properties_of(output);
  const HeaderText header{properties.classification, handbook.config.title, options.edition};
  const SectionParts cover_parts{add_header(output, header, HeaderContent::Full), footer,
                                 add_header(output, header, HeaderContent::ClassificationOnly), footer};
  for (const model::Document* document : documents) {
    DocumentState state = begin_document(output, *document);
    Scope scope{output, state, output.body, Region::Body, width, 0, 0};
    const SectionParts parts{add_header(output, header_text(output, *document), HeaderContent::Full), footer, {}, {}};
    write_title_block(scope);
    write_control_table(scope);
    write_revision_table(scope);
    write_text_of(scope);
    if (document == documents.back()) {
      write_section(scope, parts, NoteNumbers::Restart);
    } else {
      write_section_end(scope, parts, NoteNumbers::Restart);
    }
  }

  Story front;
  const model::Document none;
  DocumentState state{none};
  Scope cover{output, state, front, Region::Body, width, 0, 0};
  write_binder_cover(cover);
  write_contents(cover, whole_pages(front.height + contents_height(output), output));
  if (documents.empty()) {
    write_section(cover, cover_parts, NoteNumbers::Restart);
  } else {
    write_section_end(cover, cover_parts, NoteNumbers::Restart);
  }
  return package_parts(output, {front.xml.take(), output.body.xml.take()}, properties);
}

std::string write_document(const model::Handbook& handbook, const model::Document& document,
                           const DocxOptions& options) {
  return adapters::write_zip(document_parts(handbook, document, options));
}

std::string write_binder(const model::Handbook& handbook, const DocxOptions& options) {
  return adapters::write_zip(binder_parts(handbook, options));
}

}  // namespace kitei::render::docx
