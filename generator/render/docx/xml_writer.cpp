#include "render/docx/xml_writer.h"

#include <cassert>
#include <charconv>

#include "base/escape.h"

namespace kitei::render::docx {

XmlWriter& XmlWriter::open(std::string_view name) {
  end_start_tag();
  out_ += '<';
  out_ += name;
  stack_.push_back(name);
  in_start_tag_ = true;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  assert(in_start_tag_);
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  base::append_xml(out_, value);
  out_ += '"';
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  return attribute(name, std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

XmlWriter& XmlWriter::close() {
  assert(!stack_.empty());
  const std::string_view name = stack_.back();
  stack_.pop_back();
  if (in_start_tag_) {
    out_ += "/>";
    in_start_tag_ = false;
    return *this;
  }
  out_ += "</";
  out_ += name;
  out_ += '>';
  return *this;
}

XmlWriter& XmlWriter::rewind(std::size_t size) {
  assert(!in_start_tag_ && size <= out_.size());
  out_.resize(size);
  return *this;
}

XmlWriter& XmlWriter::value(std::string_view name, std::string_view value) {
  return open(name).attribute("w:val", value).close();
}

XmlWriter& XmlWriter::value(std::string_view name, std::int64_t value) {
  return open(name).attribute("w:val", value).close();
}

XmlWriter& XmlWriter::text(std::string_view text) {
  end_start_tag();
  base::append_xml(out_, text);
  return *this;
}

XmlWriter& XmlWriter::raw(std::string_view xml) {
  end_start_tag();
  out_ += xml;
  return *this;
}

void XmlWriter::end_start_tag() {
  if (!in_start_tag_) return;
  out_ += '>';
  in_start_tag_ = false;
}

}  // namespace kitei::render::docx
