#include "template/lexer.h"

#include <algorithm>
#include <array>

namespace kitei::templates {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// Longest first.
constexpr std::array<std::string_view, 16> kOperators{"==", "!=", "<=", ">=", "<", ">", "=", ".",
                                                      ",",  "(",  ")",  "[",  "]", "|", "~", ":"};

class Lexer {
 public:
  Lexer(std::string_view source, std::string_view path) : source_(source), path_(path) {}

  base::Read<std::vector<Token>> run() {
    while (at_ < source_.size() && read_.diagnostics.empty()) read_next();
    read_.value.push_back({TokenKind::End, "", position_of(at_)});
    return std::move(read_);
  }

 private:
  // Literal text up to the next mark, then the mark itself.
  void read_next() {
    std::size_t mark = at_;
    while ((mark = source_.find('{', mark)) != std::string_view::npos) {
      const char next = mark + 1 < source_.size() ? source_[mark + 1] : ' ';
      if (next == '{' || next == '%' || next == '#') break;
      ++mark;
    }
    if (mark == std::string_view::npos) {
      push_text(source_.size());
      at_ = source_.size();
      return;
    }
    const char kind = source_[mark + 1];
    const bool trims_before = mark + 2 < source_.size() && source_[mark + 2] == '-';
    const std::size_t text_token = push_text(mark);
    at_ = mark + (trims_before ? 3 : 2);
    if (kind == '#') {
      read_comment(mark);
    } else {
      read_mark(mark, kind == '{');
    }
    if (!read_.diagnostics.empty()) return;
    std::string& text = read_.value[text_token].text;
    if (trims_before) {
      while (!text.empty() && is_space(text.back())) text.pop_back();
    }
    if (source_[at_ - 3] == '-') {
      while (at_ < source_.size() && is_space(source_[at_])) ++at_;
    } else if (kind != '{' && alone_on_line(mark)) {
      while (!text.empty() && is_blank(text.back())) text.pop_back();
      at_ = std::min(source_.find('\n', at_), source_.size() - 1) + 1;
    }
  }

  bool alone_on_line(std::size_t mark) const {
    while (mark > 0 && is_blank(source_[mark - 1])) --mark;
    if (mark > 0 && source_[mark - 1] != '\n') return false;
    std::size_t after = at_;
    while (after < source_.size() && (is_blank(source_[after]) || source_[after] == '\r')) ++after;
    return after == source_.size() || source_[after] == '\n';
  }

  std::size_t push_text(std::size_t end) {
    read_.value.push_back({TokenKind::Text, std::string(source_.substr(at_, end - at_)), position_of(at_)});
    return read_.value.size() - 1;
  }

  void read_comment(std::size_t mark) {
    const std::size_t end = source_.find("#}", at_);
    if (end == std::string_view::npos) return fail(mark, {"comment {# is not closed", "コメント {# が閉じていません"});
    at_ = end + 2;
  }

  void read_mark(std::size_t mark, bool output) {
    const std::string_view close = output ? "}}" : "%}";
    push(output ? TokenKind::OutputBegin : TokenKind::TagBegin, "", mark);
    while (true) {
      while (at_ < source_.size() && is_space(source_[at_])) ++at_;
      if (at_ >= source_.size()) {
        const std::string open = output ? "{{" : "{%";
        return fail(mark, {open + " is not closed", open + " が閉じていません"});
      }
      const std::size_t start = at_;
      if (source_[at_] == '-' && source_.substr(at_ + 1, 2) == close) ++at_;
      if (source_.substr(at_, 2) == close) {
        at_ += 2;
        return push(output ? TokenKind::OutputEnd : TokenKind::TagEnd, "", start);
      }
      at_ = start;
      read_token();
      if (!read_.diagnostics.empty()) return;
    }
  }

  void read_token() {
    const std::size_t start = at_;
    const char c = source_[at_];
    if (c == '"' || c == '\'') return read_string(c);
    if (is_name_start(c)) {
      while (at_ < source_.size() && (is_name_start(source_[at_]) || is_digit(source_[at_]))) ++at_;
      return push(TokenKind::Name, source_.substr(start, at_ - start), start);
    }
    if (is_digit(c)) {
      while (at_ < source_.size() && is_digit(source_[at_])) ++at_;
      return push(TokenKind::Number, source_.substr(start, at_ - start), start);
    }
    for (const std::string_view symbol : kOperators) {
      if (source_.substr(at_, symbol.size()) != symbol) continue;
      at_ += symbol.size();
      return push(TokenKind::Operator, symbol, start);
    }
    std::size_t length = 1;  // name a whole character of the UTF-8 text
    while (start + length < source_.size() && (source_[start + length] & 0xC0) == 0x80) ++length;
    const std::string shown(source_.substr(start, length));
    fail(start, {"unexpected character '" + shown + "' in a tag", "タグの中に使えない文字「" + shown + "」があります"});
  }

  void read_string(char quote) {
    const std::size_t start = at_++;
    std::string text;
    while (at_ < source_.size() && source_[at_] != quote && source_[at_] != '\n') {
      if (source_[at_] == '\\' && at_ + 1 < source_.size()) {
        ++at_;
        text += source_[at_] == 'n' ? '\n' : source_[at_];
      } else {
        text += source_[at_];
      }
      ++at_;
    }
    if (at_ >= source_.size() || source_[at_] != quote) {
      return fail(start, {"string is not closed on its line", "文字列が同じ行の中で閉じていません"});
    }
    ++at_;
    push(TokenKind::String, text, start);
  }

  void push(TokenKind kind, std::string_view text, std::size_t at) {
    read_.value.push_back({kind, std::string(text), position_of(at)});
  }

  void fail(std::size_t at, base::Message message) {
    read_.diagnostics.push_back({"template-syntax", path_, position_of(at), std::move(message), {}});
  }

  // Offsets are asked for in ascending order but for a few steps back within a mark, so counting goes on from the last
  // line.
  base::Position position_of(std::size_t at) {
    if (at < line_start_) {
      line_ = 1;
      line_start_ = 0;
      line_end_ = source_.find('\n');
    }
    while (line_end_ < at) {
      ++line_;
      line_start_ = line_end_ + 1;
      line_end_ = source_.find('\n', line_start_);
    }
    return {line_, static_cast<std::uint32_t>(at - line_start_ + 1), 0};
  }

  std::string_view source_;
  std::string path_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_start_ = 0;
  std::size_t line_end_ = source_.find('\n');  // kept, since a line may hold very many tokens
  base::Read<std::vector<Token>> read_;
};

}  // namespace

base::Read<std::vector<Token>> tokenize(std::string_view source, std::string_view path) {
  return Lexer(source, path).run();
}

}  // namespace kitei::templates
