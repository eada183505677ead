#include "source/attributes.h"

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::source {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

class AttributeReader {
 public:
  explicit AttributeReader(std::string_view text) : text_(text) {}

  // The whole text, from '{' to '}'.
  std::optional<model::Attributes> read() {
    if (!take('{') || !text_.ends_with('}')) return std::nullopt;
    model::Attributes attributes;
    while (true) {
      const std::size_t before = at_;
      while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
      if (take('}')) break;
      if (at_ == before && before != 1) return std::nullopt;  // entries are separated by blanks
      if (!read_entry(attributes)) return std::nullopt;
    }
    const bool empty =
        attributes.id.empty() && attributes.classes.empty() && attributes.values.empty() && attributes.flags.empty();
    if (at_ != text_.size() || empty) return std::nullopt;
    return attributes;
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool read_entry(model::Attributes& attributes) {
    if (take('#')) {
      std::string id = read_id();
      if (id.empty() || !attributes.id.empty()) return false;
      attributes.id.text = std::move(id);
      return true;
    }
    const bool is_class = take('.');
    std::string name = read_name();
    if (name.empty()) return false;
    if (is_class) {
      attributes.classes.push_back(std::move(name));
      return true;
    }
    if (!take('=')) {
      attributes.flags.push_back(std::move(name));
      return true;
    }
    const std::size_t quote = at_ < text_.size() && text_[at_] == '"' ? 1 : 0;
    const base::Position position{0, static_cast<std::uint32_t>(at_ + quote), 0};
    std::optional<std::string> value = read_value();
    if (!value || attributes.value(name) != nullptr) return false;
    attributes.values.emplace_back(std::move(name), std::move(*value));
    attributes.value_positions.push_back(position);
    return true;
  }

  std::string read_id() {
    const std::size_t from = at_;
    while (at_ < text_.size()) {
      const base::CodePoint c = base::code_point_at(text_, at_);
      const bool fits = c.value == '-' || c.value == '_' || c.value == '.' || c.value == ':' ||
                        (c.length >= 1 && base::is_word_character(c.value));
      if (!fits) break;
      at_ += c.length;
    }
    return base::nfc(text_.substr(from, at_ - from));
  }

  std::string read_name() {
    const std::size_t from = at_;
    if (at_ < text_.size() && is_letter(text_[at_])) {
      while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
    }
    return std::string(text_.substr(from, at_ - from));
  }

  std::optional<std::string> read_value() {
    std::string value;
    if (take('"')) {
      while (at_ < text_.size() && text_[at_] != '"') {
        if (text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\')) ++at_;
        value += text_[at_++];
      }
      if (!take('"')) return std::nullopt;
      return value;
    }
    while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '"' && text_[at_] != '{' && text_[at_] != '}') {
      value += text_[at_++];
    }
    if (value.empty()) return std::nullopt;
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<TrailingAttributes> read_trailing_attributes(std::string_view line) {
  while (!line.empty() && (is_blank(line.back()) || line.back() == '\n')) line.remove_suffix(1);
  if (!line.ends_with('}')) return std::nullopt;
  // A quoted value may hold braces itself, so a few openings are tried, the last one first.
  std::size_t brace = line.rfind('{');
  for (int tries = 0; tries < 16 && brace != std::string_view::npos; ++tries) {
    const char before = brace == 0 ? ' ' : line[brace - 1];
    if (before != '\\' && before != '{') {
      if (auto attributes = AttributeReader(line.substr(brace)).read()) {
        std::size_t from = brace;
        while (from > 0 && is_blank(line[from - 1])) --from;
        return TrailingAttributes{from, brace, std::move(*attributes)};
      }
    }
    if (brace == 0) break;
    brace = line.rfind('{', brace - 1);
  }
  return std::nullopt;
}

}  // namespace kitei::source
