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

// The relationship ids of a section's headers and footers; an empty one is left out.
struct SectionParts {
  std::string header;
  std::string footer;
  std::string first_header;
  std::string first_footer;
};

enum class HeaderContent { Full, ClassificationOnly };
enum class FooterContent { Pages, Empty };
// Adds the part to the package and gives its relationship id in the main story.
std::string add_header(Output& output, const HeaderText& text, HeaderContent content);
std::string add_footer(Output& output, FooterContent content);

enum class NoteNumbers { Continue, Restart };
// w:sectPr. A section with a first header has a title page.
void write_section(Scope& scope, const SectionParts& parts, NoteNumbers notes);
// The same inside a tiny paragraph: the end of a section before the last one.
void write_section_end(Scope& scope, const SectionParts& parts, NoteNumbers notes);

}  // namespace kitei::render::docx
