// Recursive descent with one token of look-ahead. `failed()` is looked at after every step that may fail, so that the
// first fault unwinds the parser without exceptions.
#include "template/parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <tuple>

#include "base/nearest.h"
#include "template/filters.h"
#include "template/lexer.h"

namespace kitei::templates {
namespace {

// Both keep a hostile template off the end of the stack: a chain of operators is as deep a tree as nested brackets.
constexpr int kDeepest = 60;         // tags and brackets inside each other
constexpr int kMostOperators = 500;  // in one tag

constexpr std::array<std::string_view, 14> kTags{"if",    "elif",     "else",    "endif",   "for", "endfor", "set",
                                                 "block", "endblock", "extends", "include", "in",  "with",   "endset"};
constexpr std::array<std::string_view, 5> kLoopFields{"index", "index0", "first", "last", "length"};

class Parser {
 public:
  Parser(std::vector<Token> tokens, std::string_view path) : tokens_(std::move(tokens)) {
    read_.value.path = path;
    read_.value.escapes = path.ends_with(".html") || path.ends_with(".xml");
  }

  base::Read<Template> run() {
    read_.value.nodes = parse_nodes({});
    if (!failed() && !read_.value.parent.empty()) check_child(read_.value.nodes);
    return std::move(read_);
  }

 private:
  // ---- tags ----

  // Up to one of the tags in `ends` (left standing after its name), or the end of the file when there are none.
  Nodes parse_nodes(const std::vector<std::string_view>& ends) {
    Nodes nodes;
    const base::Position opened = peek().position;
    if (++depth_ > kDeepest) fail(opened, {"tags are nested too deeply", "タグの入れ子が深すぎます"});
    while (!failed()) {
      const Token token = take();
      operators_ = 0;
      if (token.kind == TokenKind::End) {
        if (!ends.empty()) {
          const std::string wanted(ends.back());
          fail(tag_position_, {"{% " + tag_name_ + " %} has no {% " + wanted + " %}",
                               "{% " + tag_name_ + " %} に対応する {% " + wanted + " %} がありません"});
        }
        break;
      }
      if (token.kind == TokenKind::Text) {
        if (!token.text.empty()) nodes.push_back({TextNode{token.text}, token.position});
      } else if (token.kind == TokenKind::OutputBegin) {
        Expression expression = parse_expression();
        expect(TokenKind::OutputEnd, "}}");
        nodes.push_back({OutputNode{std::move(expression)}, token.position});
      } else {
        const Token& name = peek();
        if (std::find(ends.begin(), ends.end(), name.text) != ends.end() && name.kind == TokenKind::Name) break;
        parse_tag(nodes, token.position);
      }
    }
    --depth_;
    return nodes;
  }

  void parse_tag(Nodes& nodes, base::Position position) {
    const Token tag = take();
    if (tag.kind != TokenKind::Name) return fail(tag.position, {"a tag name is missing", "タグ名がありません"});
    // What an unclosed tag is reported as; restored for the enclosing one.
    const auto outer = std::pair(tag_name_, tag_position_);
    tag_name_ = tag.text;
    tag_position_ = position;
    if (tag.text == "if") {
      nodes.push_back({parse_if(), position});
    } else if (tag.text == "for") {
      nodes.push_back({parse_for(), position});
    } else if (tag.text == "set") {
      nodes.push_back({parse_set(), position});
    } else if (tag.text == "block") {
      nodes.push_back({parse_block(), position});
    } else if (tag.text == "include") {
      nodes.push_back({parse_include(), position});
    } else if (tag.text == "extends") {
      parse_extends(nodes, position);
    } else {
      fail_unknown_tag(tag);
    }
    std::tie(tag_name_, tag_position_) = outer;
  }

  IfNode parse_if() {
    IfNode node;
    Expression condition = parse_expression();
    while (!failed()) {
      expect(TokenKind::TagEnd, "%}");
      node.branches.push_back({std::move(condition), parse_nodes({"elif", "else", "endif"})});
      if (failed()) break;
      const std::string word = take().text;
      if (word == "elif") {
        condition = parse_expression();
        continue;
      }
      if (word == "else") {
        expect(TokenKind::TagEnd, "%}");
        Expression always;
        always.literal = true;
        node.branches.push_back({std::move(always), parse_nodes({"endif"})});
        if (!failed()) take();
      }
      break;
    }
    expect(TokenKind::TagEnd, "%}");
    return node;
  }

  ForNode parse_for() {
    ForNode node;
    node.value = expect_name();
    if (accept(",")) {
      node.key = std::move(node.value);
      node.value = expect_name();
    }
    expect_word("in");
    node.over = parse_expression();
    expect(TokenKind::TagEnd, "%}");
    node.body = parse_nodes({"else", "endfor"});
    if (!failed() && take().text == "else") {
      expect(TokenKind::TagEnd, "%}");
      node.otherwise = parse_nodes({"endfor"});
      if (!failed()) take();
    }
    expect(TokenKind::TagEnd, "%}");
    return node;
  }

  SetNode parse_set() {
    SetNode node;
    node.name = expect_name();
    expect(TokenKind::Operator, "=");
    node.expression = parse_expression();
    expect(TokenKind::TagEnd, "%}");
    return node;
  }

  BlockNode parse_block() {
    BlockNode node;
    const base::Position position = peek().position;
    node.name = expect_name();
    expect(TokenKind::TagEnd, "%}");
    if (failed()) return node;
    auto& blocks = read_.value.blocks;
    if (blocks.contains(node.name)) {
      fail(position,
           {"block '" + node.name + "' is defined twice", "ブロック「" + node.name + "」が二重に定義されています"});
      return node;
    }
    blocks[node.name];  // reserved before the body is read, so that a block inside cannot take the same name
    Nodes body = parse_nodes({"endblock"});
    if (failed()) return node;
    take();
    if (peek().kind == TokenKind::Name && peek().text == node.name) take();
    expect(TokenKind::TagEnd, "%}");
    blocks[node.name] = std::move(body);
    return node;
  }

  IncludeNode parse_include() {
    IncludeNode node;
    node.name = expect_string();
    if (accept_word("with")) {
      do {
        std::string name = expect_name();
        expect(TokenKind::Operator, "=");
        node.arguments.emplace_back(std::move(name), parse_expression());
      } while (!failed() && accept(","));
    }
    expect(TokenKind::TagEnd, "%}");
    return node;
  }

  void parse_extends(const Nodes& before, base::Position position) {
    Template& result = read_.value;
    const bool first = depth_ == 1 && result.parent.empty() && result.blocks.empty() &&
                       std::none_of(before.begin(), before.end(), [](const Node& node) { return !is_white(node); });
    if (!first) {
      return fail(position, {"{% extends %} must be the first tag of a template",
                             "{% extends %} はテンプレートの最初に一度だけ書けます"});
    }
    result.parent_position = peek().position;
    result.parent = expect_string();
    expect(TokenKind::TagEnd, "%}");
  }

  static bool is_white(const Node& node) {
    const auto* text = std::get_if<TextNode>(&node.node);
    return text && text->text.find_first_not_of(" \t\r\n") == std::string::npos;
  }

  // Beside its blocks a template that extends another may only set names.
  void check_child(const Nodes& nodes) {
    for (const Node& node : nodes) {
      if (is_white(node) || std::holds_alternative<SetNode>(node.node) ||
          std::holds_alternative<BlockNode>(node.node)) {
        continue;
      }
      base::Position position = node.position;
      if (const auto* text = std::get_if<TextNode>(&node.node)) {  // point at the words, not at the blanks before them
        for (const char c : text->text.substr(0, text->text.find_first_not_of(" \t\r\n"))) {
          position = c == '\n' ? base::Position{position.line + 1, 1, 0}
                               : base::Position{position.line, position.column + 1, 0};
        }
      }
      return fail(position, {"a template that extends another holds only blocks and {% set %}",
                             "{% extends %} を使うテンプレートに書けるのは block と set だけです"});
    }
  }

  void fail_unknown_tag(const Token& tag) {
    if (std::find(kTags.begin(), kTags.end(), tag.text) != kTags.end()) {
      return fail(tag.position, {"unexpected {% " + tag.text + " %}", "ここに {% " + tag.text + " %} は書けません"});
    }
    fail(tag.position, {"unknown tag '" + tag.text + "'", "タグ「" + tag.text + "」はありません"},
         base::nearest_name(tag.text, {kTags.begin(), kTags.end()}));
  }

  // ---- expressions, loosest binding first ----

  Expression parse_expression() {
    if (++depth_ > kDeepest) fail(peek().position, {"expression is nested too deeply", "式の入れ子が深すぎます"});
    Expression value = failed() ? Expression{} : parse_or();
    if (!failed() && accept_word("if")) {
      Expression choice = make(ExpressionKind::Choice, value.position);
      Expression condition = parse_or();
      expect_word("else");
      choice.operands.push_back(std::move(condition));
      choice.operands.push_back(std::move(value));
      choice.operands.push_back(failed() ? Expression{} : parse_expression());
      value = std::move(choice);
    }
    --depth_;
    return value;
  }

  Expression parse_or() {
    Expression left = parse_and();
    while (!failed() && accept_word("or")) left = join(ExpressionKind::Or, std::move(left), parse_and());
    return left;
  }

  Expression parse_and() {
    Expression left = parse_not();
    while (!failed() && accept_word("and")) left = join(ExpressionKind::And, std::move(left), parse_not());
    return left;
  }

  Expression parse_not() {
    const base::Position position = peek().position;
    bool negated = false;
    bool any = false;
    while (accept_word("not")) {
      negated = !negated;
      any = true;
    }
    Expression value = parse_comparison();
    if (!any) return value;
    // "not not x" is the truth of x, so two are one Not around another.
    Expression inner = make(ExpressionKind::Not, position);
    inner.operands.push_back(std::move(value));
    if (negated) return inner;
    Expression outer = make(ExpressionKind::Not, position);
    outer.operands.push_back(std::move(inner));
    return outer;
  }

  std::optional<ExpressionKind> accept_comparison() {
    if (accept_word("in")) return ExpressionKind::In;
    if (is_word("not") && at_ + 1 < tokens_.size() && tokens_[at_ + 1].text == "in") {
      at_ += 2;
      return ExpressionKind::NotIn;
    }
    constexpr std::array<std::pair<std::string_view, ExpressionKind>, 6> kSymbols{
        {{"==", ExpressionKind::Equal},
         {"!=", ExpressionKind::NotEqual},
         {"<", ExpressionKind::Less},
         {"<=", ExpressionKind::LessEqual},
         {">", ExpressionKind::Greater},
         {">=", ExpressionKind::GreaterEqual}}};
    for (const auto& [symbol, kind] : kSymbols) {
      if (accept(symbol)) return kind;
    }
    return std::nullopt;
  }

  Expression parse_comparison() {
    Expression left = parse_concat();
    if (failed()) return left;
    if (const auto kind = accept_comparison()) return join(*kind, std::move(left), parse_concat());
    return left;
  }

  Expression parse_concat() {
    Expression left = parse_postfix();
    while (!failed() && accept("~")) left = join(ExpressionKind::Concat, std::move(left), parse_postfix());
    return left;
  }

  Expression parse_postfix() {
    Expression value = parse_primary();
    while (!failed()) {
      const base::Position position = peek().position;
      if (accept(".")) {
        const base::Position name_position = peek().position;
        Expression attribute = make(ExpressionKind::Attribute, name_position);
        attribute.name = expect_name();
        if (value.kind == ExpressionKind::Name && value.name == "loop") {
          check_loop_field(attribute.name, name_position);
          attribute.kind = ExpressionKind::Loop;
        } else {
          attribute.operands.push_back(std::move(value));
        }
        value = std::move(attribute);
      } else if (accept("[")) {
        Expression index = parse_expression();
        expect(TokenKind::Operator, "]");
        value = join(ExpressionKind::Item, std::move(value), std::move(index));
        value.position = position;
      } else if (accept("|")) {
        value = parse_filter(std::move(value));
      } else {
        break;
      }
    }
    return value;
  }

  void check_loop_field(std::string_view name, base::Position position) {
    if (failed() || std::find(kLoopFields.begin(), kLoopFields.end(), name) != kLoopFields.end()) return;
    fail(position,
         {"unknown loop field '" + std::string(name) + "'", "loop に「" + std::string(name) + "」はありません"},
         base::nearest_name(name, {kLoopFields.begin(), kLoopFields.end()}));
  }

  Expression parse_filter(Expression input) {
    Expression call = make(ExpressionKind::Filter, peek().position);
    call.name = expect_name();
    call.operands.push_back(std::move(input));
    call.argument_names.emplace_back();
    if (!failed() && accept("(")) parse_arguments(call);
    if (failed()) return call;
    const Filter* filter = find_filter(call.name);
    if (!filter) {
      fail(call.position, {"unknown filter '" + call.name + "'", "フィルター「" + call.name + "」はありません"},
           base::nearest_name(call.name, filter_names()), "template-unknown-filter");
      return call;
    }
    const auto positional =
        static_cast<std::size_t>(std::count(call.argument_names.begin() + 1, call.argument_names.end(), std::string()));
    const bool named = positional + 1 != call.argument_names.size();
    if (positional < filter->least_arguments || positional > filter->most_arguments || (named && !filter->named)) {
      fail(call.position, {"wrong arguments for filter '" + call.name + "'",
                           "フィルター「" + call.name + "」の引数が正しくありません"});
    }
    return call;
  }

  void parse_arguments(Expression& call) {
    if (accept(")")) return;
    do {
      std::string name;
      if (peek().kind == TokenKind::Name && at_ + 1 < tokens_.size() && tokens_[at_ + 1].text == "=" &&
          tokens_[at_ + 1].kind == TokenKind::Operator) {
        name = take().text;
        take();
      }
      call.operands.push_back(parse_expression());
      call.argument_names.push_back(std::move(name));
    } while (!failed() && accept(","));
    expect(TokenKind::Operator, ")");
  }

  Expression parse_primary() {
    const Token token = take();
    Expression value = make(ExpressionKind::Literal, token.position);
    if (token.kind == TokenKind::String) {
      value.literal = token.text;
      return value;
    }
    if (token.kind == TokenKind::Number) {
      std::int64_t number = 0;
      const auto end = token.text.data() + token.text.size();
      if (std::from_chars(token.text.data(), end, number).ec != std::errc{}) {
        fail(token.position, {"number is too large", "数値が大きすぎます"});
      }
      value.literal = number;
      return value;
    }
    if (token.kind == TokenKind::Name) return parse_word(token, std::move(value));
    if (token.kind == TokenKind::Operator && token.text == "(") {
      value = parse_expression();
      expect(TokenKind::Operator, ")");
      return value;
    }
    if (token.kind == TokenKind::Operator && token.text == "[") {
      value.kind = ExpressionKind::Items;
      if (accept("]")) return value;
      do {
        value.operands.push_back(parse_expression());
      } while (!failed() && accept(","));
      expect(TokenKind::Operator, "]");
      return value;
    }
    fail(token.position, {"expected a value", "値が必要です"});
    return value;
  }

  Expression parse_word(const Token& token, Expression value) {
    if (token.text == "true" || token.text == "false") {
      value.literal = token.text == "true";
    } else if (token.text == "super") {
      value.kind = ExpressionKind::Super;
      expect(TokenKind::Operator, "(");
      expect(TokenKind::Operator, ")");
    } else if (token.text != "null") {
      value.kind = ExpressionKind::Name;
      value.name = token.text;
    }
    return value;
  }

  // ---- tokens ----

  Expression make(ExpressionKind kind, base::Position position) {
    if (++operators_ > kMostOperators) fail(position, {"expression is too long", "式が長すぎます"});
    Expression expression;
    expression.kind = kind;
    expression.position = position;
    return expression;
  }

  Expression join(ExpressionKind kind, Expression left, Expression right) {
    Expression expression = make(kind, left.position);
    expression.operands.push_back(std::move(left));
    expression.operands.push_back(std::move(right));
    return expression;
  }

  const Token& peek() const { return tokens_[at_]; }
  Token take() {
    if (at_ + 1 < tokens_.size()) return tokens_[at_++];
    return tokens_[at_];
  }
  bool is_word(std::string_view word) const { return peek().kind == TokenKind::Name && peek().text == word; }
  bool accept_word(std::string_view word) {
    if (failed() || !is_word(word)) return false;
    ++at_;
    return true;
  }
  bool accept(std::string_view symbol) {
    if (failed() || peek().kind != TokenKind::Operator || peek().text != symbol) return false;
    ++at_;
    return true;
  }
  void expect(TokenKind kind, std::string_view shown) {
    if (failed()) return;
    const Token token = take();
    if (token.kind == kind && (kind != TokenKind::Operator || token.text == shown)) return;
    fail_expected(token, "'" + std::string(shown) + "'", "「" + std::string(shown) + "」");
  }
  void expect_word(std::string_view word) {
    if (failed() || accept_word(word)) return;
    fail_expected(peek(), "'" + std::string(word) + "'", "「" + std::string(word) + "」");
  }
  std::string expect_name() {
    if (failed()) return {};
    const Token token = take();
    if (token.kind != TokenKind::Name) fail_expected(token, "a name", "名前");
    return token.text;
  }
  std::string expect_string() {
    if (failed()) return {};
    const Token token = take();
    if (token.kind != TokenKind::String) fail_expected(token, "a quoted name", "引用符で囲んだ名前");
    return token.text;
  }

  bool failed() const { return !read_.diagnostics.empty(); }

  void fail_expected(const Token& token, const std::string& en, const std::string& ja) {
    std::string found = token.text;
    if (token.kind == TokenKind::TagEnd) found = "%}";
    if (token.kind == TokenKind::OutputEnd) found = "}}";
    fail(token.position,
         {"expected " + en + ", found '" + found + "'", ja + "が必要ですが「" + found + "」があります"});
  }

  void fail(base::Position position, base::Message message, const std::string& nearest = {},
            std::string code = "template-syntax") {
    if (failed()) return;
    base::Message hint;
    if (!nearest.empty()) hint = {"did you mean '" + nearest + "'?", "「" + nearest + "」ではありませんか"};
    read_.diagnostics.push_back({std::move(code), read_.value.path, position, std::move(message), std::move(hint)});
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int operators_ = 0;
  std::string tag_name_;
  base::Position tag_position_;
  base::Read<Template> read_;
};

}  // namespace

base::Read<Template> parse_template(std::string_view source, std::string_view path) {
  base::Read<std::vector<Token>> tokens = tokenize(source, path);
  if (!tokens.diagnostics.empty()) {
    base::Read<Template> read;
    read.value.path = path;
    read.diagnostics = std::move(tokens.diagnostics);
    return read;
  }
  return Parser(std::move(tokens.value), path).run();
}

}  // namespace kitei::templates
