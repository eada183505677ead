// The parsed form of a template: a tree of nodes and expressions, const once it is built. parser.cpp makes it,
// renderer.cpp reads it. Every expression and tag keeps its position for error messages.
#pragma once
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/position.h"
#include "template/filters.h"
#include "template/value.h"

namespace kitei::templates {

enum class ExpressionKind {
  Literal,
  Name,
  Attribute,  // operands[0] . name
  Item,       // operands[0] [ operands[1] ]
  Filter,     // operands[0] | name(operands[1] …); argument_names is "" for a positional one
  Loop,       // loop.<name>
  Super,      // super()
  Items,      // [operands …]
  Choice,     // operands[1] if operands[0] else operands[2]
  And,
  Or,
  Not,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  In,
  NotIn,
  Concat,  // ~
};

struct Expression {
  ExpressionKind kind = ExpressionKind::Literal;
  Value literal;
  std::string name;
  std::uint32_t hash = 0;  // of the name, of the kinds Name and Attribute; set by the parser
  const Filter* filter = nullptr;  // of the kind Filter; set by the parser
  std::vector<Expression> operands;
  std::vector<std::string> argument_names;
  base::Position position;
};

struct Node;
using Nodes = std::vector<Node>;

struct TextNode {
  std::string text;
};
struct OutputNode {
  Expression expression;
};
struct IfNode {
  struct Branch;
  std::vector<Branch> branches;  // the condition of `else` is the literal true
};
struct ForNode {
  std::string key;  // of `for key, value in map`; empty otherwise
  std::string value;
  Expression over;
  Nodes body;
  Nodes otherwise;
};
struct SetNode {
  std::string name;
  Expression expression;
};
// {% block name %}: the body is in Template::blocks, where a template that extends this one may override it.
struct BlockNode {
  std::string name;
};
struct IncludeNode {
  std::string name;
  std::vector<std::pair<std::string, Expression>> arguments;
};

struct Node {
  std::variant<TextNode, OutputNode, IfNode, ForNode, SetNode, BlockNode, IncludeNode> node;
  base::Position position;
};

struct IfNode::Branch {
  Expression condition;
  Nodes body;
};

struct Template {
  std::string path;    // for messages: "templates/html/base.html"
  std::string parent;  // name of the template it extends; empty: none
  base::Position parent_position;
  bool escapes = true;
  Nodes nodes;
  std::map<std::string, Nodes, std::less<>> blocks;
};

}  // namespace kitei::templates
