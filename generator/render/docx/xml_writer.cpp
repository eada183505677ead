#include "render/docx/xml_writer.h"

#include <algorithm>
#include <charconv>
#include <new>

#include "base/escape.h"

namespace kitei::render::docx {
namespace {

constexpr std::size_t kFirstRoom = 1024;

}  // namespace

XmlWriter& XmlWriter::prepend(std::string_view xml) {
  assert(!in_start_tag_);
  room(xml.size());
  if (size_ > 0) std::memmove(out_.get() + xml.size(), out_.get(), size_);
  put(out_.get(), xml);
  size_ += xml.size();
  return *this;
}

std::string XmlWriter::take() {
  std::string taken(bytes());
  out_.reset();
  room_ = size_ = 0;
  return taken;
}

void XmlWriter::grow(std::size_t more) {
  room_ = std::max({size_ + more, 2 * room_, kFirstRoom});
  void* larger = std::realloc(out_.get(), room_);
  if (!larger) throw std::bad_alloc();
  static_cast<void>(out_.release());
  out_.reset(static_cast<char*>(larger));
}

void XmlWriter::escaped(std::string_view text) {
  if (base::find_xml_special(text, 0) == text.size()) {
    end(put(room(text.size()), text));
  } else {
    const std::string safe = base::escape_xml(text);
    end(put(room(safe.size()), safe));
  }
}

void XmlWriter::digits(std::int64_t value) {
  constexpr std::size_t kMost = 24;
  char* at = room(kMost);
  end(std::to_chars(at, at + kMost, value).ptr);
}

}  // namespace kitei::render::docx
