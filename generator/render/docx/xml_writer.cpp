#include "render/docx/xml_writer.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/escape.h"

namespace kitei::render::docx {
namespace {

constexpr std::size_t kFirstRoom = 1024;

}  // namespace

std::string XmlWriter::take() {
  out_.resize(std::exchange(size_, 0));
  return std::exchange(out_, {});
}

void XmlWriter::grow(std::size_t more) { out_.resize(std::max({size_ + more, 2 * out_.size(), kFirstRoom})); }

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
