// Writes XML into one string as it goes; no tree is built. Elements are closed by the name they were opened with, text
// is escaped, and characters that XML 1.0 forbids become U+FFFD.
//
// Names are string literals: only a view of them is kept until the element is closed.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kitei::render::docx {

class XmlWriter {
 public:
  XmlWriter& open(std::string_view name);
  XmlWriter& attribute(std::string_view name, std::string_view value);
  XmlWriter& attribute(std::string_view name, std::int64_t value);
  XmlWriter& close();

  XmlWriter& empty(std::string_view name) { return open(name).close(); }
  // <name w:val="value"/>, the shape of most of WordprocessingML.
  XmlWriter& value(std::string_view name, std::string_view value);
  XmlWriter& value(std::string_view name, std::int64_t value);

  XmlWriter& text(std::string_view text);
  // Finished XML.
  XmlWriter& raw(std::string_view xml);

  const std::string& bytes() const { return out_; }
  // Takes back whole elements: everything after the first `size` bytes.
  XmlWriter& rewind(std::size_t size);
  std::string take() { return std::exchange(out_, {}); }

 private:
  void end_start_tag();

  std::string out_;
  std::vector<std::string_view> stack_;
  bool in_start_tag_ = false;
};

// Opens an element and closes it at the end of the block.
class Element {
 public:
  Element(XmlWriter& xml, std::string_view name) : xml_(xml) { xml_.open(name); }
  ~Element() { xml_.close(); }
  Element(const Element&) = delete;
  Element& operator=(const Element&) = delete;

 private:
  XmlWriter& xml_;
};

inline constexpr std::string_view kXmlDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

}  // namespace kitei::render::docx
