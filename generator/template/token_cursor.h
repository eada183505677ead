// The tokens of a template with the present place, the limits of nesting, and the first fault. What both halves of the
// parser (tags in parser.cpp, expressions in expression_parser.cpp) share.
//
// Every step that needs a certain token checks `failed()` by itself, so that the first fault unwinds the parser without
// exceptions: after it take() still moves, accept() is false, and expect_…() gives an empty text.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "template/lexer.h"

namespace kitei::templates {

// Both keep a hostile template off the end of the stack: a chain of operators is as deep a tree as nested brackets.
inline constexpr int kDeepestNesting = 60;  // tags and brackets inside each other
inline constexpr int kMostOperators = 500;  // in one tag

class TokenCursor {
 public:
  TokenCursor(std::vector<Token> tokens, std::string_view path) : tokens_(std::move(tokens)), path_(path) {}

  const Token& peek() const { return tokens_[at_]; }
  const Token& peek_second() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  Token take();  // the last one, End, again and again
  bool is_word(std::string_view word) const { return peek().kind == TokenKind::Name && peek().text == word; }
  bool accept_word(std::string_view word);
  bool accept(std::string_view symbol);
  void expect(TokenKind kind, std::string_view shown);
  void expect_word(std::string_view word);
  std::string expect_name();
  std::string expect_string();

  // Begin and end of something that may hold itself; begin fails when that goes too deep.
  void enter(base::Message too_deep);
  void leave() { --depth_; }
  int depth() const { return depth_; }
  // The operators of one tag are counted from its begin.
  void begin_tag() { operators_ = 0; }
  void count_operator(base::Position position);

  bool failed() const { return !diagnostics_.empty(); }
  void fail(base::Position position, base::Message message, const std::string& nearest = {},
            std::string code = "template-syntax");
  base::Diagnostics take_diagnostics() { return std::move(diagnostics_); }

 private:
  void fail_expected(const Token& token, const std::string& en, const std::string& ja);

  std::vector<Token> tokens_;
  std::string path_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int operators_ = 0;
  base::Diagnostics diagnostics_;  // at most one
};

}  // namespace kitei::templates
