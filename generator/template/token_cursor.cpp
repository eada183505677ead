#include "template/token_cursor.h"

namespace kitei::templates {

Token TokenCursor::take() {
  if (at_ + 1 < tokens_.size()) return tokens_[at_++];
  return tokens_[at_];
}

bool TokenCursor::accept_word(std::string_view word) {
  if (failed() || !is_word(word)) return false;
  ++at_;
  return true;
}

bool TokenCursor::accept(std::string_view symbol) {
  if (failed() || peek().kind != TokenKind::Operator || peek().text != symbol) return false;
  ++at_;
  return true;
}

void TokenCursor::expect(TokenKind kind, std::string_view shown) {
  if (failed()) return;
  const Token token = take();
  if (token.kind == kind && (kind != TokenKind::Operator || token.text == shown)) return;
  fail_expected(token, "'" + std::string(shown) + "'", "「" + std::string(shown) + "」");
}

void TokenCursor::expect_word(std::string_view word) {
  if (failed() || accept_word(word)) return;
  fail_expected(peek(), "'" + std::string(word) + "'", "「" + std::string(word) + "」");
}

std::string TokenCursor::expect_name() {
  if (failed()) return {};
  const Token token = take();
  if (token.kind != TokenKind::Name) fail_expected(token, "a name", "名前");
  return token.text;
}

std::string TokenCursor::expect_string() {
  if (failed()) return {};
  const Token token = take();
  if (token.kind != TokenKind::String) fail_expected(token, "a quoted name", "引用符で囲んだ名前");
  return token.text;
}

void TokenCursor::enter(base::Message too_deep) {
  if (++depth_ > kDeepestNesting) fail(peek().position, std::move(too_deep));
}

void TokenCursor::count_operator(base::Position position) {
  if (++operators_ > kMostOperators) fail(position, {"expression is too long", "式が長すぎます"});
}

void TokenCursor::fail_expected(const Token& token, const std::string& en, const std::string& ja) {
  std::string found = token.text;
  if (token.kind == TokenKind::TagEnd) found = "%}";
  if (token.kind == TokenKind::OutputEnd) found = "}}";
  fail(token.position, {"expected " + en + ", found '" + found + "'", ja + "が必要ですが「" + found + "」があります"});
}

void TokenCursor::fail(base::Position position, base::Message message, const std::string& nearest, std::string code) {
  if (failed()) return;
  base::Message hint;
  if (!nearest.empty()) hint = {"did you mean '" + nearest + "'?", "「" + nearest + "」ではありませんか"};
  diagnostics_.push_back({std::move(code), path_, position, std::move(message), std::move(hint)});
}

}  // namespace kitei::templates
