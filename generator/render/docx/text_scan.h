// What a writer wants to know of a text before it writes it. All of it is asked of every text of a handbook, so the
// bytes are looked at eight at a time, and no character is decoded.
#pragma once
#include <cstddef>
#include <string_view>

namespace kitei::render::docx {

// The width of a text in half-width characters, without Unicode tables: everything that needs three bytes or more in
// UTF-8 counts two. Good enough for column widths and page estimates.
std::size_t text_units(std::string_view text);

// Whether it holds punctuation or signs that Latin fonts have too, in another width: Word takes the Japanese font for
// them only when told.
bool has_ambiguous_width(std::string_view text);

// The first tab or line end from `at` on, or the size of the text.
std::size_t find_break(std::string_view text, std::size_t at);

}  // namespace kitei::render::docx
