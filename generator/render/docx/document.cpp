// The text of a document is written first, because the contents list in front of it needs its headings.
#include "render/docx/document.h"

#include <algorithm>
#include <utility>

#include "render/docx/blocks.h"
#include "render/docx/contents.h"
#include "render/docx/front_matter.h"
#include "render/docx/paragraph.h"
#include "render/docx/section.h"
#include "render/docx/table_parts.h"

namespace kitei::render::docx {
namespace {

std::int64_t whole_pages(std::int64_t height, const Output& output) {
  const std::int64_t page = output.options.templates->page.usual_height();
  return (height + page - 1) / page * page;
}

// What follows begins on a new page. The paragraph stands on that page, not on the one before it: where that one is
// full to the last line, no empty page comes between.
void write_page_start(Scope& scope) {
  drop_table_end(scope.story);
  const ParagraphFormat format{.style = "SectionEnd", .page_break_before = true};
  open_paragraph(scope, format);
  close_paragraph(scope, format);
}

// Word wants a paragraph after a table that ends a file; one of a single point finds room under a full page.
void write_end(Scope& scope) {
  if (!drop_table_end(scope.story)) return;
  const ParagraphFormat format{.style = "SectionEnd"};
  open_paragraph(scope, format);
  close_paragraph(scope, format);
}

void write_text_of(Scope& scope) {
  write_blocks(scope, scope.document().body.blocks);
  write_closing(scope);
  write_implemented_controls(scope);
}

// The cover, and what stands between it and the text. A revision table that would run over the first page begins the
// second one, and contents and text follow it there.
void write_front(Scope& cover) {
  Output& output = cover.output;
  write_title_block(cover);
  write_control_table(cover);
  write_approval_boxes(cover);
  Story measured;
  Scope probe{output, cover.state, measured, Region::Body, cover.width, 0, 0};
  write_revision_table(probe);
  const std::int64_t page = output.options.templates->page.usual_height();
  // The estimate may err by a row or two, and one row alone on the second page looks like a mistake.
  const bool fits = cover.story.height + measured.height <= page * 39 / 40;
  if (fits) write_revision_table(cover);
  write_page_start(cover);
  if (!fits) write_revision_table(cover);
  const std::int64_t text_begins = cover.story.height + contents_height(output);
  if (wants_contents(output)) write_contents(cover, text_begins);
  write_caption_lists(cover, text_begins);
}

bool is_form(const Input& input) {
  const model::Kind* kind = input.settings.find_kind(input.documents.front()->kind);
  return kind && kind->like == model::BaseKind::Form;
}

bool has_landscape_table(const model::Blocks& blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const model::Block& block) {
    const auto* table = base::get_if<model::Table>(&block.node);
    return table && table->turn == model::PageTurn::Landscape;
  });
}

// A form is there to be filled in: its text comes first, under its title; what tells about it has the last page.
void write_form(Scope& text) {
  // One wide table turns the whole form: nobody wants to fill in three pages where one would do.
  const bool landscape = has_landscape_table(text.document().body.blocks);
  PageState& page = text.state.page;
  page.stays = true;
  if (landscape) begin_landscape(text);
  write_compact_title(text);
  write_blocks(text, text.document().body.blocks);
  write_closing(text);
  page.stays = false;
  if (landscape) {
    turn_page(text, model::PageTurn::Upright);
  } else {
    write_page_start(text);
  }
  write_control_table(text);
  write_approval_boxes(text);
  write_revision_table(text);
  write_implemented_controls(text);
}

void write_binder_cover(Scope& scope) {
  const Output& output = scope.output;
  const model::Config& config = output.input.settings;
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

Parts document_parts(Output& output) {
  const Input& input = output.input;
  const model::Document& document = *input.documents.front();
  DocumentState state = begin_document(output, document);
  const int width = input.options.templates->page.text_width();

  const bool form = is_form(input);
  // A landscape table ends a section in the middle of the text, so the running headers come first.
  const HeaderText header = header_text(output, document);
  SectionParts& parts = state.page.parts;
  parts.header = add_header(output, header, HeaderContent::Full);
  if (!form) parts.first_header = add_header(output, header, HeaderContent::ClassificationOnly);
  parts.footer = add_footer(output, FooterContent::Pages);
  if (!form) parts.first_footer = parts.footer;

  Scope text{output, state, output.body, Region::Body, width, 0, 0};
  Story front;
  if (form) {
    write_form(text);
  } else {
    write_text_of(text);
    Scope cover{output, state, front, Region::Body, width, 0, 0};
    write_front(cover);
  }
  write_end(text);

  write_section(text);
  return package_parts(output, front.xml.bytes(), properties_of(output, document));
}

Parts binder_parts(Output& output) {
  const Input& input = output.input;
  const std::vector<const model::Document*>& documents = input.documents;
  const int width = input.options.templates->page.text_width();
  const std::string footer = add_footer(output, FooterContent::Pages);

  const Properties properties = properties_of(output);
  const HeaderText header{properties.classification, input.settings.title, input.options.edition};
  const SectionParts cover_parts{add_header(output, header, HeaderContent::Full), footer,
                                 add_header(output, header, HeaderContent::ClassificationOnly), footer};
  for (const model::Document* document : documents) {
    DocumentState state = begin_document(output, *document);
    Scope scope{output, state, output.body, Region::Body, width, 0, 0};
    state.page.parts = {add_header(output, header_text(output, *document), HeaderContent::Full), footer, {}, {}};
    state.page.notes = NoteNumbers::Restart;
    state.page.begins = output.body.height;
    write_title_block(scope);
    write_control_table(scope);
    write_revision_table(scope);
    write_text_of(scope);
    if (document == documents.back()) {
      write_section(scope);
    } else {
      write_section_end(scope);
    }
  }

  Story front;
  const model::Document none;
  DocumentState state{none};
  Scope cover{output, state, front, Region::Body, width, 0, 0};
  write_binder_cover(cover);
  const std::int64_t text_begins = whole_pages(front.height + contents_height(output), output);
  write_contents(cover, text_begins);
  write_caption_lists(cover, text_begins);
  state.page.parts = cover_parts;
  state.page.notes = NoteNumbers::Restart;
  if (documents.empty()) {
    write_section(cover);
  } else {
    write_section_end(cover);
  }
  return package_parts(output, front.xml.bytes(), properties);
}

// They refer to `output`.
Parts parts_of(Output& output) { return output.binder ? binder_parts(output) : document_parts(output); }

}  // namespace

std::string write_file(const Input& input) {
  Output output(input);
  return adapters::write_zip(parts_of(output));
}

Parts file_parts(const Input& input) {
  Output output(input);
  Parts parts = parts_of(output);
  for (adapters::ZipFile& part : parts) {
    if (!part.apart.empty()) part.bytes = std::exchange(part.apart, {});
  }
  return parts;
}

}  // namespace kitei::render::docx
