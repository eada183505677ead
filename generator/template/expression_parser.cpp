// One function for each level of precedence, loosest binding first.
#include "template/expression_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/nearest.h"
#include "template/filters.h"

namespace kitei::templates {
namespace {

constexpr std::array<std::string_view, 5> kLoopFields{"index", "index0", "first", "last", "length"};

class ExpressionParser {
 public:
  explicit ExpressionParser(TokenCursor& cursor) : cursor_(cursor) {}

  Expression parse_expression() {
    cursor_.enter({"expression is nested too deeply", "式の入れ子が深すぎます"});
    Expression value = cursor_.failed() ? Expression{} : parse_or();
    if (!cursor_.failed() && cursor_.accept_word("if")) {
      Expression choice = make(ExpressionKind::Choice, value.position);
      Expression condition = parse_or();
      cursor_.expect_word("else");
      choice.operands.push_back(std::move(condition));
      choice.operands.push_back(std::move(value));
      choice.operands.push_back(cursor_.failed() ? Expression{} : parse_expression());
      value = std::move(choice);
    }
    cursor_.leave();
    return value;
  }

 private:
  Expression parse_or() {
    Expression left = parse_and();
    while (!cursor_.failed() && cursor_.accept_word("or"))
      left = join(ExpressionKind::Or, std::move(left), parse_and());
    return left;
  }

  Expression parse_and() {
    Expression left = parse_not();
    while (!cursor_.failed() && cursor_.accept_word("and"))
      left = join(ExpressionKind::And, std::move(left), parse_not());
    return left;
  }

  Expression parse_not() {
    const base::Position position = cursor_.peek().position;
    bool negated = false;
    bool any = false;
    while (cursor_.accept_word("not")) {
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
    if (cursor_.accept_word("in")) return ExpressionKind::In;
    if (cursor_.is_word("not") && cursor_.peek_second().text == "in") {
      cursor_.take();
      cursor_.take();
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
      if (cursor_.accept(symbol)) return kind;
    }
    return std::nullopt;
  }

  Expression parse_comparison() {
    Expression left = parse_concat();
    if (cursor_.failed()) return left;
    if (const auto kind = accept_comparison()) return join(*kind, std::move(left), parse_concat());
    return left;
  }

  Expression parse_concat() {
    Expression left = parse_postfix();
    while (!cursor_.failed() && cursor_.accept("~"))
      left = join(ExpressionKind::Concat, std::move(left), parse_postfix());
    return left;
  }

  Expression parse_postfix() {
    Expression value = parse_primary();
    while (!cursor_.failed()) {
      const base::Position position = cursor_.peek().position;
      if (cursor_.accept(".")) {
        const base::Position name_position = cursor_.peek().position;
        Expression attribute = make(ExpressionKind::Attribute, name_position);
        attribute.name = cursor_.expect_name();
        attribute.hash = hash_of(attribute.name);
        if (value.kind == ExpressionKind::Name && value.name == "loop") {
          check_loop_field(attribute.name, name_position);
          attribute.kind = ExpressionKind::Loop;
        } else {
          attribute.operands.push_back(std::move(value));
        }
        value = std::move(attribute);
      } else if (cursor_.accept("[")) {
        Expression index = parse_expression();
        cursor_.expect(TokenKind::Operator, "]");
        value = join(ExpressionKind::Item, std::move(value), std::move(index));
        value.position = position;
      } else if (cursor_.accept("|")) {
        value = parse_filter(std::move(value));
      } else {
        break;
      }
    }
    return value;
  }

  void check_loop_field(std::string_view name, base::Position position) {
    if (cursor_.failed() || std::find(kLoopFields.begin(), kLoopFields.end(), name) != kLoopFields.end()) return;
    cursor_.fail(position,
                 {"unknown loop field '" + std::string(name) + "'", "loop に「" + std::string(name) + "」はありません"},
                 base::nearest_name(name, {kLoopFields.begin(), kLoopFields.end()}));
  }

  Expression parse_filter(Expression input) {
    Expression call = make(ExpressionKind::Filter, cursor_.peek().position);
    call.name = cursor_.expect_name();
    call.operands.push_back(std::move(input));
    call.argument_names.emplace_back();
    if (!cursor_.failed() && cursor_.accept("(")) parse_arguments(call);
    if (cursor_.failed()) return call;
    const Filter* filter = find_filter(call.name);
    call.filter = filter;
    if (!filter) {
      cursor_.fail(call.position, {"unknown filter '" + call.name + "'", "フィルター「" + call.name + "」はありません"},
                   base::nearest_name(call.name, filter_names()), "template-unknown-filter");
      return call;
    }
    const auto positional =
        static_cast<std::size_t>(std::count(call.argument_names.begin() + 1, call.argument_names.end(), std::string()));
    const bool named = positional + 1 != call.argument_names.size();
    if (positional < filter->least_arguments || positional > filter->most_arguments || (named && !filter->named)) {
      cursor_.fail(call.position, {"wrong arguments for filter '" + call.name + "'",
                                   "フィルター「" + call.name + "」の引数が正しくありません"});
    }
    return call;
  }

  void parse_arguments(Expression& call) {
    if (cursor_.accept(")")) return;
    do {
      std::string name;
      if (cursor_.peek().kind == TokenKind::Name && cursor_.peek_second().text == "=" &&
          cursor_.peek_second().kind == TokenKind::Operator) {
        name = cursor_.take().text;
        cursor_.take();
      }
      call.operands.push_back(parse_expression());
      call.argument_names.push_back(std::move(name));
    } while (!cursor_.failed() && cursor_.accept(","));
    cursor_.expect(TokenKind::Operator, ")");
  }

  Expression parse_primary() {
    const Token token = cursor_.take();
    Expression value = make(ExpressionKind::Literal, token.position);
    if (token.kind == TokenKind::String) {
      value.literal = token.text;
      return value;
    }
    if (token.kind == TokenKind::Number) {
      std::int64_t number = 0;
      const auto end = token.text.data() + token.text.size();
      if (std::from_chars(token.text.data(), end, number).ec != std::errc{}) {
        cursor_.fail(token.position, {"number is too large", "数値が大きすぎます"});
      }
      value.literal = number;
      return value;
    }
    if (token.kind == TokenKind::Name) return parse_word(token, std::move(value));
    if (token.kind == TokenKind::Operator && token.text == "(") {
      value = parse_expression();
      cursor_.expect(TokenKind::Operator, ")");
      return value;
    }
    if (token.kind == TokenKind::Operator && token.text == "[") {
      value.kind = ExpressionKind::Items;
      if (cursor_.accept("]")) return value;
      do {
        value.operands.push_back(parse_expression());
      } while (!cursor_.failed() && cursor_.accept(","));
      cursor_.expect(TokenKind::Operator, "]");
      return value;
    }
    cursor_.fail(token.position, {"expected a value", "値が必要です"});
    return value;
  }

  Expression parse_word(const Token& token, Expression value) {
    if (token.text == "true" || token.text == "false") {
      value.literal = token.text == "true";
    } else if (token.text == "super") {
      value.kind = ExpressionKind::Super;
      cursor_.expect(TokenKind::Operator, "(");
      cursor_.expect(TokenKind::Operator, ")");
    } else if (token.text != "null") {
      value.kind = ExpressionKind::Name;
      value.name = token.text;
      value.hash = hash_of(token.text);
    }
    return value;
  }

  Expression make(ExpressionKind kind, base::Position position) {
    cursor_.count_operator(position);
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

  TokenCursor& cursor_;
};

}  // namespace

Expression parse_expression(TokenCursor& cursor) { return ExpressionParser(cursor).parse_expression(); }

}  // namespace kitei::templates
