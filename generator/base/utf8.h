// UTF-8 as bytes: validity, code points, columns. What needs Unicode data (width, normalisation, words) is in unicode.h.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kitei::base {

// The byte offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates), if any.
std::optional<std::size_t> find_invalid_utf8(std::string_view bytes);

// One code point that begins at `at`, and its length in bytes. Ill-formed bytes give U+FFFD and length 1.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;
};
CodePoint code_point_at(std::string_view text, std::size_t at);
// The code point that ends just before byte `end` (> 0).
CodePoint code_point_before(std::string_view text, std::size_t end);

void append_utf8(std::string& out, char32_t c);
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);
std::size_t count_code_points(std::string_view text);

// The 1-based column in code points of the 1-based byte column of a line.
std::uint32_t column_in_code_points(std::string_view line, std::uint32_t byte_column);

// The text of a 1-based line without its line end; "" beyond the end.
std::string_view line_at(std::string_view text, std::uint32_t line);

// A-Z → a-z; every other byte stays.
std::string ascii_lower(std::string_view text);

// Without blanks (space, tab, CR, LF, U+3000) at both ends.
std::string_view trim(std::string_view text);

}  // namespace kitei::base
