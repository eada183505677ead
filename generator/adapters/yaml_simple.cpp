// Recursive descent over lines. A line is looked at by its indentation and its first character; whatever is not clearly
// one of the forms of the header ends the parse by a Bail, the only exception here, which never leaves this file.
#include "adapters/yaml_simple.h"

#include <algorithm>
#include <array>

namespace kitei::adapters {
namespace {

using yaml::Kind;
using yaml::Value;

struct Bail {};

constexpr std::size_t kDeepest = 32;  // deeper ones are for yaml-cpp and its limit

// Entries of a front matter, and of a map in it: for these there is room from the beginning.
constexpr std::size_t kUsualKeys = 24;
constexpr std::size_t kUsualParts = 6;

constexpr bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
constexpr bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Blanks that people do not see and that YAML does not know; a finding of yaml_scan when they stand where a blank should.
bool begins_with_odd_blank(std::string_view text) {
  if (text.starts_with("\xE2\x80") && text.size() > 2) {  // U+2000 to 200F, U+2028 to 202F
    const auto third = static_cast<unsigned char>(text[2]);
    return third < 0x90 || third >= 0xA8;
  }
  return text.starts_with("\xC2\xA0") || text.starts_with("\xC2\x85") || text.starts_with("\xE3\x80\x80") ||
         text.starts_with("\xEF\xBB\xBF");
}

bool can_begin_plain(std::string_view text) {
  if (text.empty()) return false;
  const char c = text.front();
  if (is_wide(c)) return !begins_with_odd_blank(text);
  return is_alnum(c) || c == '/' || c == '.' || c == '_' || c == '(';
}

bool is_null_word(std::string_view text) { return text == "null" || text == "Null" || text == "NULL"; }

class Parser {
 public:
  Parser(std::string_view text, std::uint32_t first_line) : text_(text), line_(first_line) {}

  Value run() {
    next_line();
    if (ended_ || indent_ != 0 || rest_.starts_with("- ")) throw Bail{};
    Value root = map(0, 0);
    if (!ended_) throw Bail{};
    return root;
  }

 private:
  // ---- lines: `rest_` is what stands at column `indent_` of line `line_` ----

  // Goes to the next line that says something.
  void next_line() {
    for (;;) {
      if (at_ >= text_.size()) {
        ended_ = true;
        rest_ = {};
        return;
      }
      if (started_) ++line_;
      started_ = true;
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      std::string_view line = text_.substr(at_, end - at_);
      at_ = end + 1;
      while (line.ends_with(' ')) line.remove_suffix(1);
      indent_ = std::min(line.find_first_not_of(' '), line.size());
      rest_ = line.substr(indent_);
      if (rest_.empty() || rest_.front() == '#') continue;
      if (rest_.find('\t') != std::string_view::npos) throw Bail{};
      return;
    }
  }

  base::Position here() const { return {line_, static_cast<std::uint32_t>(indent_) + 1, 0}; }
  void skip(std::size_t bytes) {
    rest_.remove_prefix(bytes);
    indent_ += bytes;
  }
  void skip_blanks() { skip(std::min(rest_.find_first_not_of(' '), rest_.size())); }

  // The text of one line is read. A deeper line would go on with it.
  void end_of_value(std::size_t parent_indent) {
    if (!rest_.empty()) throw Bail{};
    next_line();
    if (!ended_ && indent_ > parent_indent) throw Bail{};
  }

  // ---- blocks ----

  Value map(std::size_t indent, std::size_t depth) {
    if (depth > kDeepest) throw Bail{};
    Value value;
    value.kind = Kind::Map;
    value.position = here();
    value.entries.reserve(depth == 0 ? kUsualKeys : kUsualParts);
    while (!ended_ && indent_ == indent && !rest_.starts_with("- ")) {
      yaml::Entry& entry = value.entries.emplace_back();
      entry.position = here();
      entry.key = key();
      for (const yaml::Entry& other : value.entries) {
        if (&other != &entry && other.key == entry.key) throw Bail{};
      }
      if (!rest_.empty() && rest_.front() != ' ') throw Bail{};
      skip_blanks();
      Value read = rest_.empty() ? below(indent, depth, entry.position) : on_line(indent, depth);
      value.entries.back().value = std::move(read);
    }
    if (!ended_ && indent_ > indent) throw Bail{};
    return value;
  }

  // The value of a key with nothing behind it.
  Value below(std::size_t indent, std::size_t depth, base::Position key_position) {
    next_line();
    if (!ended_ && rest_.starts_with("- ") && indent_ >= indent) return sequence(indent_, depth + 1);
    if (!ended_ && indent_ > indent) {
      if (rest_.front() == '-') throw Bail{};
      return map(indent_, depth + 1);
    }
    Value null;
    null.plain = true;
    null.position = key_position;
    return null;
  }

  Value sequence(std::size_t indent, std::size_t depth) {
    if (depth > kDeepest) throw Bail{};
    Value value;
    value.kind = Kind::Sequence;
    value.position = here();
    while (!ended_ && indent_ == indent && rest_.starts_with("- ")) {
      skip(1);
      skip_blanks();
      if (rest_.empty() || rest_.front() == '-' || rest_.front() == '#') throw Bail{};
      value.items.push_back(is_key_line() ? map(indent_, depth + 1) : on_line(indent, depth));
    }
    if (!ended_ && indent_ > indent) throw Bail{};
    return value;
  }

  // A value that stands on this line, whose continuation would be deeper than `parent_indent`.
  Value on_line(std::size_t parent_indent, std::size_t depth) {
    Value value = flow_or_scalar(depth, false);
    skip_blanks();
    end_of_value(parent_indent);
    return value;
  }

  // ---- keys and values inside a line ----

  // Letters, digits, '_', '-', '.' and wide characters, and a colon behind them.
  std::size_t key_length() const {
    if (rest_.empty() || !(is_alnum(rest_.front()) || rest_.front() == '_' || is_wide(rest_.front()))) return 0;
    if (begins_with_odd_blank(rest_)) return 0;
    std::size_t i = 0;
    while (i < rest_.size() && (is_alnum(rest_[i]) || rest_[i] == '_' || rest_[i] == '-' || rest_[i] == '.' || is_wide(rest_[i]))) ++i;
    const bool ends = i < rest_.size() && rest_[i] == ':' && (i + 1 == rest_.size() || rest_[i + 1] == ' ');
    return ends ? i : 0;
  }

  bool is_key_line() const { return key_length() > 0; }

  // Reads a key and its colon.
  std::string key() {
    if (rest_.starts_with('"') || rest_.starts_with('\'')) {
      std::string text = quoted().text;
      if (text.empty() || !rest_.starts_with(':')) throw Bail{};
      skip(1);
      return text;
    }
    const std::size_t length = key_length();
    if (length == 0 || is_null_word(rest_.substr(0, length))) throw Bail{};
    std::string text(rest_.substr(0, length));
    skip(length + 1);
    return text;
  }

  Value flow_or_scalar(std::size_t depth, bool in_flow) {
    if (depth > kDeepest || rest_.empty()) throw Bail{};
    switch (rest_.front()) {
      case '[':
        return flow_sequence(depth);
      case '{':
        return flow_map(depth);
      case '"':
      case '\'':
        return quoted();
      default:
        return plain(in_flow);
    }
  }

  Value quoted() {
    Value value;
    value.kind = Kind::Scalar;
    value.position = here();
    const char quote = rest_.front();
    const auto end = rest_.find(quote, 1);
    if (end == std::string_view::npos) throw Bail{};
    const std::string_view inside = rest_.substr(1, end - 1);
    if (inside.find('\\') != std::string_view::npos && quote == '"') throw Bail{};
    value.text = inside;
    skip(end + 1);
    if (!rest_.empty() && rest_.front() == quote) throw Bail{};  // '' inside '…'
    return value;
  }

  Value plain(bool in_flow) {
    if (!can_begin_plain(rest_)) throw Bail{};
    Value value;
    value.kind = Kind::Scalar;
    value.plain = true;
    value.position = here();
    std::size_t end = 0;
    while (end < rest_.size()) {
      const char c = rest_[end];
      if (c == ':' && (in_flow || end + 1 == rest_.size() || rest_[end + 1] == ' ')) throw Bail{};
      if (c == '#' && (in_flow || rest_[end - 1] == ' ')) throw Bail{};
      if (in_flow && (c == ',' || c == ']' || c == '}')) break;
      if (in_flow && (c == '[' || c == '{' || c == '"' || c == '\'' || c == '?' || c == '&' || c == '*' || c == '!')) throw Bail{};
      ++end;
    }
    std::string_view text = rest_.substr(0, end);
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (is_null_word(text)) throw Bail{};
    value.text = text;
    skip(end);
    return value;
  }

  // Calls `item` for each part between the brackets.
  template <typename Item>
  void flow_items(char close, Item item) {
    skip(1);
    skip_blanks();
    if (rest_.empty()) throw Bail{};
    if (rest_.front() == close) return skip(1);
    for (;;) {
      item();
      skip_blanks();
      if (rest_.empty()) throw Bail{};
      const char c = rest_.front();
      skip(1);
      if (c == close) return;
      if (c != ',') throw Bail{};
      skip_blanks();
    }
  }

  Value flow_sequence(std::size_t depth) {
    Value value;
    value.kind = Kind::Sequence;
    value.position = here();
    flow_items(']', [&] { value.items.push_back(flow_or_scalar(depth + 1, true)); });
    return value;
  }

  Value flow_map(std::size_t depth) {
    Value value;
    value.kind = Kind::Map;
    value.position = here();
    value.entries.reserve(kUsualParts);
    flow_items('}', [&] {
      yaml::Entry entry;
      entry.position = here();
      entry.key = key();
      if (value.find(entry.key)) throw Bail{};
      if (!rest_.starts_with(' ')) throw Bail{};
      skip_blanks();
      entry.value = flow_or_scalar(depth + 1, true);
      value.entries.push_back(std::move(entry));
    });
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_;
  std::string_view rest_;
  std::size_t indent_ = 0;
  bool started_ = false;
  bool ended_ = false;
};

}  // namespace

std::optional<Value> parse_simple_yaml(std::string_view text, std::uint32_t first_line) {
  try {
    return Parser(text, first_line).run();
  } catch (const Bail&) {
    return std::nullopt;
  }
}

}  // namespace kitei::adapters
