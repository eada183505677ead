// The contents list: a native TOC field with its entries already in it, so that Word neither asks nor has to compute
// anything when the file is opened. Page numbers are estimates until somebody updates the field.
#pragma once
#include "render/docx/output.h"

namespace kitei::render::docx {

// Few headings need no list.
bool wants_contents(const Output& output);

// Writes Output::contents. `text_begins`: the height at which the story that the entries measure begins.
void write_contents(Scope& scope, std::int64_t text_begins);

// The lists of tables and of figures, for as many as Output says: fields like the contents list.
void write_caption_lists(Scope& scope, std::int64_t text_begins);

// The height of the lists themselves.
std::int64_t contents_height(const Output& output);

}  // namespace kitei::render::docx
