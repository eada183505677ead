// Sections: page size, margins and grid, and the headers and footers that belong to them.
#pragma once
#include <string>

#include "render/docx/output.h"

namespace kitei::render::docx {

// What the running header prints.
struct HeaderText {
  std::string classification;  // left, red and bold
  std::string title;           // centre
  std::string identity;        // right: number and version
};
HeaderText header_text(const Output& output, const model::Document& document);

enum class HeaderContent { Full, ClassificationOnly };
enum class FooterContent { Pages, Empty };
// Adds the part to the package and gives its relationship id in the main story.
std::string add_header(Output& output, const HeaderText& text, HeaderContent content,
                       model::PageTurn turn = model::PageTurn::Upright);
std::string add_footer(Output& output, FooterContent content);

// The width of the text on a page.
int text_width(const Output& output, model::PageTurn turn);

// w:sectPr of the section that is being written. A section with a first header has a title page.
void write_section(Scope& scope);
// The same inside a tiny paragraph: the end of a section before the last one.
void write_section_end(Scope& scope);
// Ends the section and begins the next one where the page must be turned.
void turn_page(Scope& scope, model::PageTurn turn);
// The same for a story that has no text yet.
void begin_landscape(Scope& scope);

}  // namespace kitei::render::docx
