#include "resolve/slug.h"

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::resolve {

std::string slug(std::string_view heading_text) {
  const std::string text = base::lower_case(base::nfc(base::trim(heading_text)));
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint c = base::code_point_at(text, i);
    const std::size_t from = i;
    i += c.length;
    if (c.value == U'-' || base::is_word_character(c.value)) {
      out.append(text, from, c.length);
    } else if (base::is_unicode_space(c.value)) {
      out += '-';
    }
  }
  return out.empty() ? "section" : out;
}

std::string unique_slug(std::string_view wanted, std::map<std::string, unsigned>& taken) {
  std::string name(wanted);
  const auto [first, fresh] = taken.emplace(name, 0);
  while (!fresh) {
    name = std::string(wanted) + "-" + std::to_string(++first->second);
    if (taken.emplace(name, 0).second) break;
  }
  return name;
}

}  // namespace kitei::resolve
