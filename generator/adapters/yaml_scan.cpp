// One pass, line by line. Inside a line the next token's first character decides what it is, as in YAML itself: a quote
// or a | means something only there. `parent_` is the indentation that the lines of a value must exceed; a line of a
// quoted text that does not is the sign that the quote was meant to end long before.
#include "adapters/yaml_scan.h"

#include <algorithm>
#include <string>

namespace kitei::adapters {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<YamlFinding> run() {
    while (at_ < text_.size()) scan_line();
    if (!brackets_.empty()) report(YamlFault::UnclosedBracket, brackets_.front());
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const YamlFinding& a, const YamlFinding& b) { return a.offset < b.offset; });
    return std::move(findings_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n'; }
  bool blank_after(std::size_t ahead) const {
    const char c = peek(ahead);
    return c == ' ' || c == '\t' || c == '\n';
  }
  std::string_view rest() const { return text_.substr(at_); }
  void report(YamlFault fault, std::size_t offset) { findings_.push_back({fault, offset}); }
  long column() const { return static_cast<long>(at_ - line_start_); }
  void skip_line() { at_ = std::min(text_.size(), text_.find('\n', at_)); }

  // At most one report of a tab for each line.
  void tab(std::size_t offset) {
    if (tab_line_ == line_start_ + 1) return;
    tab_line_ = line_start_ + 1;
    report(YamlFault::Tab, offset);
  }

  // Blanks between tokens. A tab counts only when something follows it on the line.
  void skip_blanks() {
    const std::size_t begin = at_;
    while (peek() == ' ' || peek() == '\t') ++at_;
    const auto found = text_.substr(begin, at_ - begin).find('\t');
    if (found != std::string_view::npos && peek() != '\n' && peek() != '#') tab(begin + found);
  }

  bool looks_like_key() const {
    std::size_t i = 0;
    while (at_ + i < text_.size()) {
      const char c = peek(i);
      if (c == '\n' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '"' || c == '\'' || c == '#') {
        return false;
      }
      if (c == ':' && blank_after(i + 1)) return i > 0;
      ++i;
    }
    return false;
  }

  void scan_line() {
    line_start_ = at_;
    if ((rest().starts_with("---") || rest().starts_with("...")) && blank_after(3)) {
      at_ += 3;
      parent_ = -1;
      continues_plain_ = false;
    }
    skip_blanks();
    if (peek() == '\n') {
      ++at_;
      return;
    }
    // How deep such a line was meant to be is not known, so nothing else is said about it.
    if (brackets_.empty() && tab_line_ == line_start_ + 1) {
      skip_line();
      if (at_ < text_.size()) ++at_;
      return;
    }
    if (brackets_.empty() && peek() == '#') {
      continues_plain_ = false;
      skip_line();
      if (at_ < text_.size()) ++at_;
      return;
    }
    if (brackets_.empty() && (rest().starts_with(kNoBreakSpace) || rest().starts_with(kIdeographicSpace)) &&
        !(continues_plain_ && column() > parent_)) {
      report(YamlFault::WideBlank, at_);
      skip_line();
      if (at_ < text_.size()) ++at_;
      return;
    }
    if (!brackets_.empty() && text_[brackets_.back()] == '[' && column() <= parent_ && looks_like_key()) {
      report(YamlFault::UnclosedBracket, brackets_.front());
      brackets_.clear();
    }
    after_key_ = false;
    if (brackets_.empty()) {
      if (continues_plain_ && column() > parent_ && peek() != '#') {
        continue_plain();
      } else {
        continues_plain_ = false;
        if (column() <= parent_) {
          parent_ = column() - 1;
          sibling_ = true;
        }
      }
    }
    while (peek() != '\n') {
      scan_token();
      skip_blanks();
    }
    sibling_ = false;
    if (at_ < text_.size()) ++at_;
  }

  // Another line of plain text. With a colon it was meant as a key: then either the text above lacks its own colon, or
  // this line is too deep.
  void continue_plain() {
    const std::size_t begin = at_;
    scan_plain();
    if (peek() != ':') return;
    report(plain_after_key_ ? YamlFault::IndentedKey : YamlFault::MissingColon,
           plain_after_key_ ? begin : plain_begin_);
    skip_line();
  }

  void scan_token() {
    const char c = peek();
    if (c == '#') return skip_line();
    if (brackets_.empty()) {
      if ((c == '-' || c == '?') && blank_after(1)) {
        parent_ = column();
        after_key_ = sibling_ = false;
        ++at_;
        return;
      }
      if (c == '|' || c == '>') return skip_block_text();
    }
    if (c == ':' && (blank_after(1) || !brackets_.empty())) {
      if (text_.find_first_not_of(' ', line_start_) == at_) parent_ = column();  // ": value" below "? key"
      after_key_ = true;
      ++at_;
      return;
    }
    if (c == '[' || c == '{') {
      brackets_.push_back(at_++);
      return;
    }
    if (!brackets_.empty() && (c == ']' || c == '}')) {
      brackets_.pop_back();
      ++at_;
      return;
    }
    if (!brackets_.empty() && c == ',') {
      ++at_;
      return;
    }
    if (c == '"' || c == '\'') return scan_quoted(c);
    if (c == '&' || c == '*' || c == '!') {
      while (!blank_after(0) && (brackets_.empty() || (peek() != ',' && peek() != ']' && peek() != '}'))) ++at_;
      return;
    }
    plain_begin_ = at_;
    plain_after_key_ = after_key_;
    scan_plain();
    if (brackets_.empty() && sibling_ && !after_key_ && peek() != ':') {
      report(YamlFault::MissingColon, plain_begin_);
      continues_plain_ = false;
      parent_ = static_cast<long>(plain_begin_ - line_start_);
    }
  }

  // Up to ": ", " #", a line end, and inside brackets up to one of ,[]{}.
  void scan_plain() {
    const long start = column();
    while (peek() != '\n') {
      const char c = peek();
      if (c == ':' && blank_after(1)) {
        if (brackets_.empty()) parent_ = start;
        continues_plain_ = false;
        return;
      }
      if (!brackets_.empty() && (c == ',' || c == '[' || c == ']' || c == '{' || c == '}')) return;
      if (c == ' ' || c == '\t') {
        skip_blanks();
        if (peek() == '#') break;
        continue;
      }
      ++at_;
    }
    continues_plain_ = brackets_.empty();
  }

  void scan_quoted(char quote) {
    const std::size_t open = at_;
    const std::size_t open_line_end = std::min(text_.size(), text_.find('\n', at_));
    const long start = column();
    ++at_;
    for (;;) {
      if (at_ >= text_.size()) return unclosed(open, open_line_end);
      const char c = text_[at_];
      if (c == '\n') {
        std::size_t next = at_ + 1;
        const std::size_t next_line = next;
        while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
        const bool blank = next >= text_.size() || text_[next] == '\n';
        if (!blank && static_cast<long>(next - next_line) <= parent_) return unclosed(open, open_line_end);
        line_start_ = next_line;
        at_ = next;
      } else if (quote == '"' && c == '\\') {
        // A backslash at the line end is a folded line; the line end itself is looked at as any other.
        at_ += peek(1) == '\n' ? 1 : 2;
      } else if (c == quote && quote == '\'' && peek(1) == '\'') {
        at_ += 2;
      } else if (c == quote) {
        ++at_;
        break;
      } else {
        ++at_;
      }
    }
    const bool several_lines = at_ > open_line_end;
    const std::size_t after = at_;
    skip_blanks();
    const char next = peek();
    if (next == ':' && brackets_.empty()) parent_ = start;
    const bool fine = next == '\n' || next == '#' || next == ':' ||
                      (!brackets_.empty() && (next == ',' || next == ']' || next == '}'));
    if (fine) return;
    if (several_lines) return unclosed(open, open_line_end);
    report(YamlFault::TextAfterQuote, after);
    if (brackets_.empty()) skip_line();
  }

  void unclosed(std::size_t open, std::size_t line_end) {
    report(YamlFault::UnclosedQuote, open);
    brackets_.clear();
    at_ = line_end;
  }

  // The lines after a | or > that are blank or deeper than the key they belong to.
  void skip_block_text() {
    skip_line();
    while (at_ < text_.size()) {
      const std::size_t line = at_ + 1;
      std::size_t first = line;
      while (first < text_.size() && text_[first] == ' ') ++first;
      const bool blank = first >= text_.size() || text_[first] == '\n';
      if (!blank && static_cast<long>(first - line) <= parent_) return;
      at_ = std::min(text_.size(), text_.find('\n', line));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  long parent_ = -1;              // the value that is read belongs to a key or '-' in this column
  bool continues_plain_ = false;  // the last token was plain text that deeper lines go on with
  bool after_key_ = false;        // a `key:` stands on this line before the present token
  bool sibling_ = false;          // this line stands beside an earlier key or entry, so it must be one too
  std::size_t plain_begin_ = 0;   // the last plain text, and whether it is the value of a key on its own line
  bool plain_after_key_ = false;
  std::size_t tab_line_ = 0;  // line start + 1 of the last line reported for a tab
  std::vector<std::size_t> brackets_;
  std::vector<YamlFinding> findings_;
};

}  // namespace

std::vector<YamlFinding> scan_yaml(std::string_view text) { return Scanner(text).run(); }

}  // namespace kitei::adapters
