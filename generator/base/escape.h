// Text into HTML and XML. Both take UTF-8 and give UTF-8; control characters that XML 1.0 forbids become U+FFFD in XML.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace kitei::base {

// & < > " as entities: safe in element content and in double-quoted attributes.
void append_html(std::string& out, std::string_view text);
std::string escape_html(std::string_view text);

// As append_html, and forbidden control characters, U+FFFE and U+FFFF replaced by U+FFFD.
void append_xml(std::string& out, std::string_view text);
std::string escape_xml(std::string_view text);
// The first byte from `at` on that append_xml would replace, or the end.
std::size_t find_xml_special(std::string_view text, std::size_t at);

// Percent-encodes what may not stand in a URL and keeps the characters that have a meaning there, also an existing
// escape (%41). The same set as cmark uses for a link destination, so that `kitei render` follows its specification.
std::string escape_url(std::string_view url);

// One path of a relative URL: every byte that is not [A-Za-z0-9-._~/@] becomes %XX.
void append_url_path(std::string& out, std::string_view path);
std::string escape_url_path(std::string_view path);

}  // namespace kitei::base
