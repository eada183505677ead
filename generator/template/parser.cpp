// Tags, by recursive descent with one token of look-ahead; expressions are read by expression_parser.cpp.
#include "template/parser.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/nearest.h"
#include "template/expression_parser.h"
#include "template/token_cursor.h"

namespace kitei::templates {
namespace {

constexpr std::array<std::string_view, 11> kTags{"if",  "elif",  "else",     "endif",   "for",    "endfor",
                                                 "set", "block", "endblock", "extends", "include"};

class Parser {
 public:
  Parser(std::vector<Token> tokens, std::string_view path) : cursor_(std::move(tokens), path) {
    result_.path = path;
    result_.escapes = path.ends_with(".html") || path.ends_with(".xml");
  }

  base::Read<Template> run() {
    result_.nodes = parse_nodes({});
    if (!cursor_.failed() && !result_.parent.empty()) check_child(result_.nodes);
    return {std::move(result_), cursor_.take_diagnostics()};
  }

 private:
  // Up to one of the tags in `ends` (left standing after its name), or the end of the file when there are none.
  Nodes parse_nodes(const std::vector<std::string_view>& ends) {
    Nodes nodes;
    cursor_.enter({"tags are nested too deeply", "タグの入れ子が深すぎます"});
    while (!cursor_.failed()) {
      const Token token = cursor_.take();
      cursor_.begin_tag();
      if (token.kind == TokenKind::End) {
        if (!ends.empty()) {
          const std::string wanted(ends.back());
          cursor_.fail(tag_position_, {"{% " + tag_name_ + " %} has no {% " + wanted + " %}",
                                       "{% " + tag_name_ + " %} に対応する {% " + wanted + " %} がありません"});
        }
        break;
      }
      if (token.kind == TokenKind::Text) {
        if (!token.text.empty()) nodes.push_back({TextNode{token.text}, token.position});
      } else if (token.kind == TokenKind::OutputBegin) {
        Expression expression = parse_expression(cursor_);
        cursor_.expect(TokenKind::OutputEnd, "}}");
        nodes.push_back({OutputNode{std::move(expression)}, token.position});
      } else {
        const Token& name = cursor_.peek();
        if (std::find(ends.begin(), ends.end(), name.text) != ends.end() && name.kind == TokenKind::Name) break;
        parse_tag(nodes, token.position);
      }
    }
    cursor_.leave();
    return nodes;
  }

  void parse_tag(Nodes& nodes, base::Position position) {
    const Token tag = cursor_.take();
    if (tag.kind != TokenKind::Name) return cursor_.fail(tag.position, {"a tag name is missing", "タグ名がありません"});
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
    do {
      Expression condition = parse_expression(cursor_);
      cursor_.expect(TokenKind::TagEnd, "%}");
      node.branches.push_back({std::move(condition), parse_nodes({"elif", "else", "endif"})});
    } while (cursor_.accept_word("elif"));
    if (cursor_.accept_word("else")) {
      cursor_.expect(TokenKind::TagEnd, "%}");
      Expression always;
      always.literal = true;
      node.branches.push_back({std::move(always), parse_nodes({"endif"})});
    }
    cursor_.accept_word("endif");
    cursor_.expect(TokenKind::TagEnd, "%}");
    return node;
  }

  ForNode parse_for() {
    ForNode node;
    node.value = cursor_.expect_name();
    if (cursor_.accept(",")) {
      node.key = std::move(node.value);
      node.value = cursor_.expect_name();
    }
    cursor_.expect_word("in");
    node.over = parse_expression(cursor_);
    cursor_.expect(TokenKind::TagEnd, "%}");
    node.body = parse_nodes({"else", "endfor"});
    if (cursor_.accept_word("else")) {
      cursor_.expect(TokenKind::TagEnd, "%}");
      node.otherwise = parse_nodes({"endfor"});
    }
    cursor_.accept_word("endfor");
    cursor_.expect(TokenKind::TagEnd, "%}");
    return node;
  }

  SetNode parse_set() {
    SetNode node;
    node.name = cursor_.expect_name();
    cursor_.expect(TokenKind::Operator, "=");
    node.expression = parse_expression(cursor_);
    cursor_.expect(TokenKind::TagEnd, "%}");
    return node;
  }

  BlockNode parse_block() {
    BlockNode node;
    const base::Position position = cursor_.peek().position;
    node.name = cursor_.expect_name();
    cursor_.expect(TokenKind::TagEnd, "%}");
    if (cursor_.failed()) return node;
    auto& blocks = result_.blocks;
    if (blocks.contains(node.name)) {
      cursor_.fail(position, {"block '" + node.name + "' is defined twice",
                              "ブロック「" + node.name + "」が二重に定義されています"});
      return node;
    }
    blocks[node.name];  // reserved before the body is read, so that a block inside cannot take the same name
    Nodes body = parse_nodes({"endblock"});
    if (cursor_.failed()) return node;
    cursor_.take();
    if (cursor_.peek().kind == TokenKind::Name && cursor_.peek().text == node.name) cursor_.take();
    cursor_.expect(TokenKind::TagEnd, "%}");
    blocks[node.name] = std::move(body);
    return node;
  }

  IncludeNode parse_include() {
    IncludeNode node;
    node.name = cursor_.expect_string();
    if (cursor_.accept_word("with")) {
      do {
        std::string name = cursor_.expect_name();
        cursor_.expect(TokenKind::Operator, "=");
        node.arguments.emplace_back(std::move(name), parse_expression(cursor_));
      } while (!cursor_.failed() && cursor_.accept(","));
    }
    cursor_.expect(TokenKind::TagEnd, "%}");
    return node;
  }

  void parse_extends(const Nodes& before, base::Position position) {
    const bool first = cursor_.depth() == 1 && result_.parent.empty() && result_.blocks.empty() &&
                       std::none_of(before.begin(), before.end(), [](const Node& node) { return !is_white(node); });
    if (!first) {
      return cursor_.fail(position, {"{% extends %} must be the first tag of a template",
                                     "{% extends %} はテンプレートの最初に一度だけ書けます"});
    }
    result_.parent_position = cursor_.peek().position;
    result_.parent = cursor_.expect_string();
    cursor_.expect(TokenKind::TagEnd, "%}");
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
          position = c == '\n' ? base::Position{position.line + 1, 1, 0} : position.behind(1);
        }
      }
      return cursor_.fail(position, {"a template that extends another holds only blocks and {% set %}",
                                     "{% extends %} を使うテンプレートに書けるのは block と set だけです"});
    }
  }

  void fail_unknown_tag(const Token& tag) {
    if (std::find(kTags.begin(), kTags.end(), tag.text) != kTags.end()) {
      return cursor_.fail(tag.position,
                          {"unexpected {% " + tag.text + " %}", "ここに {% " + tag.text + " %} は書けません"});
    }
    cursor_.fail(tag.position, {"unknown tag '" + tag.text + "'", "タグ「" + tag.text + "」はありません"},
                 base::nearest_name(tag.text, {kTags.begin(), kTags.end()}));
  }

  TokenCursor cursor_;
  std::string tag_name_;
  base::Position tag_position_;
  Template result_;
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
