// XML bytes → a plain tree of elements. The only door to pugixml; used to read templates and to check packages, never
// to write (render/docx/xml_writer.h does that).
//
// Names keep their prefix as written ("w:p"); namespaces are not resolved. Entities are decoded. Comments and
// processing instructions are left out. A document type, nesting deeper than 256 and anything that is not well-formed
// are errors; the offset of the error is a byte offset into the input.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kitei::adapters::xml {

struct Element {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;  // in the order of the file
  std::vector<Element> children;
  std::string text;  // the character data directly inside, joined; blanks kept

  const std::string* attribute(std::string_view name) const;  // nullptr when absent
  const Element* child(std::string_view name) const;          // the first of that name, or nullptr
};

struct Parsed {
  std::optional<Element> root;
  std::string error;  // empty when there is a root
  std::size_t offset = 0;
};

Parsed parse(std::string_view bytes);

}  // namespace kitei::adapters::xml
