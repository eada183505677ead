// Writes XML into one string as it goes; no tree is built. Elements are closed by the name they were opened with, text
// is escaped, and characters that XML 1.0 forbids become U+FFFD.
//
// Names are string literals: only a view of them is kept until the element is closed. Most of a Word file are names, so
// what writes them stands here: the compiler then copies names of known length without a call.
#pragma once
#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kitei::render::docx {

class XmlWriter {
 public:
  XmlWriter& open(std::string_view name) {
    char* at = room(name.size() + 2);
    if (in_start_tag_) *at++ = '>';
    *at++ = '<';
    end(put(at, name));
    stack_.push_back(name);
    in_start_tag_ = true;
    return *this;
  }

  XmlWriter& attribute(std::string_view name, std::string_view value) {
    open_value(name);
    escaped(value);
    end(put(room(1), "\""));
    return *this;
  }

  XmlWriter& attribute(std::string_view name, std::int64_t value) {
    open_value(name);
    digits(value);
    end(put(room(1), "\""));
    return *this;
  }

  XmlWriter& close() {
    assert(!stack_.empty());
    const std::string_view name = stack_.back();
    stack_.pop_back();
    char* at = room(name.size() + 3);
    if (in_start_tag_) {
      in_start_tag_ = false;
      end(put(at, "/>"));
    } else {
      end(put(put(put(at, "</"), name), ">"));
    }
    return *this;
  }

  XmlWriter& empty(std::string_view name) {
    end_start_tag();
    end(put(put(put(room(name.size() + 3), "<"), name), "/>"));
    return *this;
  }

  // <name w:val="value"/>, the shape of most of WordprocessingML.
  XmlWriter& value(std::string_view name, std::string_view value) {
    return open(name).attribute("w:val", value).close();
  }
  XmlWriter& value(std::string_view name, std::int64_t value) { return open(name).attribute("w:val", value).close(); }

  XmlWriter& text(std::string_view text) {
    end_start_tag();
    escaped(text);
    return *this;
  }
  // Finished XML, or pieces that become it: the elements that a Word file consists of are written so.
  XmlWriter& raw(std::string_view xml) {
    end_start_tag();
    end(put(room(xml.size()), xml));
    return *this;
  }
  XmlWriter& raw(std::int64_t number) {
    end_start_tag();
    digits(number);
    return *this;
  }

  std::string_view bytes() const { return {out_.get(), size_}; }
  std::size_t size() const { return size_; }
  // Takes back whole elements: everything after the first `size` bytes.
  XmlWriter& rewind(std::size_t size) {
    assert(!in_start_tag_ && size <= size_);
    size_ = size;
    return *this;
  }
  // Puts finished XML in front of everything.
  XmlWriter& prepend(std::string_view xml);
  // The bytes; the writer is empty then.
  std::string take();

 private:
  static char* put(char* at, std::string_view text) {
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    return at + text.size();
  }
  // Where `more` bytes may be written.
  char* room(std::size_t more) {
    if (room_ - size_ < more) grow(more);
    return out_.get() + size_;
  }
  // What was written there ends here.
  void end(const char* at) { size_ = static_cast<std::size_t>(at - out_.get()); }

  void open_value(std::string_view name) {
    assert(in_start_tag_);
    end(put(put(put(room(name.size() + 3), " "), name), "=\""));
  }
  void end_start_tag() {
    if (in_start_tag_) end(put(room(1), ">"));
    in_start_tag_ = false;
  }
  void grow(std::size_t more);
  void escaped(std::string_view text);
  void digits(std::int64_t value);

  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };

  // Not a std::string: a binder is long, and this grows without being copied, and without zeros being written first.
  std::unique_ptr<char, Free> out_;
  std::size_t room_ = 0;
  std::size_t size_ = 0;  // of what is written
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
