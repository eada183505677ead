#include "render/docx/section.h"

#include "render/docx/inline.h"
#include "render/docx/namespaces.h"
#include "render/docx/paragraph.h"
#include "render/docx/table_parts.h"
#include "render/docx/text_scan.h"

namespace kitei::render::docx {
namespace {

constexpr std::size_t kUnit = 85;  // twips of a half-width character of style Header

void write_header_line(Scope& scope, std::string_view left, std::string_view centre, std::string_view right) {
  ParagraphFormat format{.style = "Header"};
  const int usual = scope.output.options.templates->page.text_width();
  if (scope.width != usual) format.header_tabs = HeaderTabs{usual, scope.width};
  open_paragraph(scope, format);
  write_text(scope, left, {.style = "ClassificationChar"});
  if (!centre.empty() || !right.empty()) {
    write_text(scope, "\t" + std::string(centre));
    if (!right.empty()) write_text(scope, "\t" + std::string(right));
  }
  close_paragraph(scope, format);
}

std::string add_part(Output& output, const std::string& type, Story& story) {
  std::size_t n = 1;
  for (const auto& [path, bytes] : output.more_parts) n += path.starts_with("word/" + type) ? 1 : 0;
  const std::string name = type + std::to_string(n) + ".xml";
  output.more_parts.emplace_back("word/" + name, story.xml.take());
  return output.body.relationships.add({type, name, false});
}

}  // namespace

HeaderText header_text(const Output& output, const model::Document& document) {
  const std::string gap = output.japanese() ? "　" : " ";
  std::string identity = printed_identity(output, document);
  if (output.is_draft(document)) identity += gap + output.text("draft");
  return {std::string(output.input.settings.label_of(document.classification)), document.title, std::move(identity)};
}

std::string add_header(Output& output, const HeaderText& text, HeaderContent content, model::PageTurn turn) {
  const model::Document none;
  DocumentState state{none};
  Story story;
  Scope scope{output, state, story, Region::Cell, text_width(output, turn), 0, 0};
  story.xml.raw(kXmlDeclaration).open("w:hdr").attribute("xmlns:w", kWordNamespace);
  if (content == HeaderContent::ClassificationOnly) {
    write_header_line(scope, text.classification, "", "");
  } else {
    const std::size_t sides = std::max(text_units(text.classification), text_units(text.identity));
    const std::size_t needed = (text_units(text.title) / 2 + sides + 2) * kUnit;
    if (needed <= static_cast<std::size_t>(scope.width) / 2) {
      write_header_line(scope, text.classification, text.title, text.identity);
    } else {
      write_header_line(scope, text.classification, "", text.identity);
      write_header_line(scope, "", text.title, "");
    }
  }
  story.xml.close();
  return add_part(output, "header", story);
}

std::string add_footer(Output& output, FooterContent content) {
  const model::Document none;
  DocumentState state{none};
  Story story;
  Scope scope{output, state, story, Region::Cell, output.options.templates->page.text_width(), 0, 0};
  story.xml.raw(kXmlDeclaration).open("w:ftr").attribute("xmlns:w", kWordNamespace);
  const ParagraphFormat format{.style = "Footer"};
  open_paragraph(scope, format);
  if (content == FooterContent::Pages) {
    write_field(scope, "PAGE", "1");
    write_text(scope, " / ");
    write_field(scope, "NUMPAGES", "1");
  }
  close_paragraph(scope, format);
  story.xml.close();
  return add_part(output, "footer", story);
}

int text_width(const Output& output, model::PageTurn turn) {
  const PageLayout& page = output.options.templates->page;
  return turn == model::PageTurn::Upright ? page.text_width() : page.height - page.left - page.right;
}

void write_section(Scope& scope) {
  const PageLayout& page = scope.output.options.templates->page;
  const PageState& state = scope.state.page;
  const bool landscape = state.turn == model::PageTurn::Landscape;
  XmlWriter& xml = scope.story.xml;
  Element section(xml, "w:sectPr");
  const auto reference = [&](std::string_view element, std::string_view type, const std::string& id) {
    if (!id.empty()) xml.open(element).attribute("w:type", type).attribute("r:id", id).close();
  };
  reference("w:headerReference", "default", landscape ? state.landscape_header : state.parts.header);
  reference("w:headerReference", "first", state.parts.first_header);
  reference("w:footerReference", "default", state.parts.footer);
  reference("w:footerReference", "first", state.parts.first_footer);
  if (state.notes == NoteNumbers::Restart) xml.open("w:footnotePr").value("w:numRestart", "eachSect").close();
  xml.value("w:type", "nextPage");
  xml.open("w:pgSz").attribute("w:w", landscape ? page.height : page.width);
  xml.attribute("w:h", landscape ? page.width : page.height);
  if (landscape) xml.attribute("w:orient", "landscape");
  xml.attribute("w:code", 9).close();
  xml.open("w:pgMar").attribute("w:top", page.top).attribute("w:right", page.right).attribute("w:bottom", page.bottom);
  xml.attribute("w:left", page.left).attribute("w:header", page.header).attribute("w:footer", page.footer);
  xml.attribute("w:gutter", 0).close();
  xml.open("w:cols").attribute("w:space", 425).close();
  if (!state.parts.first_header.empty()) xml.empty("w:titlePg");
  xml.open("w:docGrid").attribute("w:type", "lines").attribute("w:linePitch", page.line_pitch).close();
}

void write_section_end(Scope& scope) {
  drop_table_end(scope.story);
  XmlWriter& xml = scope.story.xml;
  xml.open("w:p").open("w:pPr").value("w:pStyle", "SectionEnd");
  write_section(scope);
  xml.close().close();
  // Heights count in upright pages.
  const PageLayout& layout = scope.output.options.templates->page;
  const std::int64_t page = layout.usual_height();
  PageState& state = scope.state.page;
  std::int64_t& height = scope.story.height;
  if (state.turn == model::PageTurn::Landscape) {
    const std::int64_t low = (layout.width - layout.top - layout.bottom) * 24 / 25;
    height = state.begins + (height - state.begins + low - 1) / low * page;
  } else {
    height = (height + page - 1) / page * page;
  }
  state.begins = height;
}

void begin_landscape(Scope& scope) {
  PageState& state = scope.state.page;
  state.turn = model::PageTurn::Landscape;
  if (!state.landscape_header.empty() || state.parts.header.empty()) return;
  state.landscape_header =
      add_header(scope.output, header_text(scope.output, scope.document()), HeaderContent::Full, state.turn);
}

void turn_page(Scope& scope, model::PageTurn turn) {
  PageState& state = scope.state.page;
  if (state.turn == turn) return;
  write_section_end(scope);
  state.turn = turn;
  // What holds for the first section of a document does not hold for the next ones.
  state.notes = NoteNumbers::Continue;
  state.parts.first_header.clear();
  state.parts.first_footer.clear();
  if (turn == model::PageTurn::Landscape) begin_landscape(scope);
}

}  // namespace kitei::render::docx
