#include "template/template_set.h"

#include <set>

#include "base/escape.h"
#include "base/nearest.h"
#include "template/parser.h"

namespace kitei::templates {
namespace {

// Calls `visit` on each node and each expression below these nodes, outer ones first. The parser bounds the depth.
template <typename OnNode, typename OnExpression>
struct Walk {
  OnNode on_node;
  OnExpression on_expression;

  void expression(const Expression& e) const {
    on_expression(e);
    for (const Expression& operand : e.operands) expression(operand);
  }
  void nodes(const Nodes& list) const {
    for (const Node& node : list) {
      on_node(node);
      std::visit([&](const auto& n) { inside(n); }, node.node);
    }
  }
  void inside(const TextNode&) const {}
  void inside(const BlockNode&) const {}
  void inside(const OutputNode& n) const { expression(n.expression); }
  void inside(const SetNode& n) const { expression(n.expression); }
  void inside(const IfNode& n) const {
    for (const IfNode::Branch& branch : n.branches) {
      expression(branch.condition);
      nodes(branch.body);
    }
  }
  void inside(const ForNode& n) const {
    expression(n.over);
    nodes(n.body);
    nodes(n.otherwise);
  }
  void inside(const IncludeNode& n) const {
    for (const auto& [name, value] : n.arguments) expression(value);
  }
};

template <typename OnNode, typename OnExpression>
void walk(const Template& source, OnNode on_node, OnExpression on_expression) {
  const Walk<OnNode, OnExpression> visitor{on_node, on_expression};
  visitor.nodes(source.nodes);
  for (const auto& [name, body] : source.blocks) visitor.nodes(body);
}

// The names of those that a template extends and includes.
void append_needed(std::vector<std::string>& names, const Template& source) {
  if (!source.parent.empty()) names.push_back(source.parent);
  walk(
      source,
      [&](const Node& node) {
        if (const auto* include = std::get_if<IncludeNode>(&node.node)) names.push_back(include->name);
      },
      [](const Expression&) {});
}

void check_name(const TemplateSet& set, const Template& source, const std::string& name, base::Position position,
                base::Diagnostics& diagnostics) {
  if (set.by_name.contains(name)) return;
  std::vector<std::string_view> known;
  for (const auto& [other, parsed] : set.by_name) known.push_back(other);
  base::Message hint;
  if (const std::string nearest = base::nearest_name(name, known); !nearest.empty()) {
    hint = {"did you mean '" + nearest + "'?", "「" + nearest + "」ではありませんか"};
  }
  diagnostics.push_back({"template-missing",
                         source.path,
                         position,
                         {"there is no template '" + name + "'", "テンプレート「" + name + "」がありません"},
                         hint});
}

void check_parents(const TemplateSet& set, const Template& source, base::Diagnostics& diagnostics) {
  std::set<std::string, std::less<>> seen;
  for (const Template* at = &source; at && !at->parent.empty();) {
    if (!seen.insert(at->parent).second) {
      diagnostics.push_back({"template-cycle",
                             source.path,
                             source.parent_position,
                             {"templates extend each other in a circle", "テンプレートの extends が循環しています"},
                             {}});
      return;
    }
    const auto found = set.by_name.find(at->parent);
    at = found == set.by_name.end() ? nullptr : &found->second;
  }
}

}  // namespace

base::Read<TemplateSet> compile(const base::FileTree& files, std::string_view root, std::string_view only) {
  base::Read<TemplateSet> read;
  std::vector<std::string> names;
  if (!only.empty()) names.emplace_back(only);
  for (auto file = files.lower_bound(root); only.empty() && file != files.end() && file->first.starts_with(root); ++file) {
    names.push_back(file->first.substr(root.size()));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto file = files.find(std::string(root) + names[i]);
    if (file == files.end() || read.value.by_name.contains(names[i])) continue;
    base::Read<Template> parsed = parse_template(file->second, file->first);
    if (!parsed.diagnostics.empty()) {  // half a tree: its name is known, what it asks for is not looked at
      parsed.value = Template{};
      parsed.value.path = file->first;
    }
    base::append(read.diagnostics, std::move(parsed.diagnostics));
    const Template& added = read.value.by_name.emplace(names[i], std::move(parsed.value)).first->second;
    if (!only.empty()) append_needed(names, added);
  }
  for (const auto& [name, source] : read.value.by_name) {
    if (!source.parent.empty()) check_name(read.value, source, source.parent, source.parent_position, read.diagnostics);
    check_parents(read.value, source, read.diagnostics);
    walk(
        source,
        [&, &from = source](const Node& node) {
          const auto* include = std::get_if<IncludeNode>(&node.node);
          if (include) check_name(read.value, from, include->name, node.position, read.diagnostics);
        },
        [](const Expression&) {});
  }
  base::sort_diagnostics(read.diagnostics);
  return read;
}

base::Diagnostics check_texts(const TemplateSet& set, const Texts& texts) {
  base::Diagnostics diagnostics;
  std::vector<std::string_view> known;
  for (const auto& [key, text] : texts.entries) known.push_back(key);
  for (const auto& [name, source] : set.by_name) {
    auto check = [&, &path = source.path](const Expression& e) {
      if (e.kind != ExpressionKind::Filter || e.name != "t" || e.operands[0].kind != ExpressionKind::Literal) return;
      if (!e.operands[0].literal.is_text()) return;
      const std::string key(e.operands[0].literal.text());
      if (texts.entries.contains(key)) return;
      base::Message hint;
      if (const std::string nearest = base::nearest_name(key, known); !nearest.empty()) {
        hint = {"did you mean '" + nearest + "'?", "「" + nearest + "」ではありませんか"};
      }
      diagnostics.push_back({"template-text",
                             path,
                             e.operands[0].position,
                             {"no interface text '" + key + "'", "画面の文言「" + key + "」がありません"},
                             hint});
    };
    walk(
        source, [](const Node&) {}, check);
  }
  base::sort_diagnostics(diagnostics);
  return diagnostics;
}

namespace {

// What `"key" | t` prints where nothing is to be filled in, or nullptr for any other expression.
const std::string* fixed_text(const Expression& e, const Texts& texts) {
  if (e.kind != ExpressionKind::Filter || e.name != "t" || e.operands.size() != 1) return nullptr;
  if (e.operands[0].kind != ExpressionKind::Literal || !e.operands[0].literal.is_text()) return nullptr;
  const auto found = texts.entries.find(e.operands[0].literal.text());
  return found == texts.entries.end() || found->second.find('{') != std::string::npos ? nullptr : &found->second;
}

// Puts the words in place, and texts that meet together.
struct Localizer {
  const Texts& texts;

  void expression(Expression& e) const {
    if (const std::string* text = fixed_text(e, texts)) {
      const base::Position position = e.position;
      e = Expression{};
      e.literal = *text;
      e.position = position;
      return;
    }
    for (Expression& operand : e.operands) expression(operand);
  }
  void nodes(Nodes& list, bool escapes) const {
    Nodes made;
    made.reserve(list.size());
    for (Node& node : list) {
      std::visit([&](auto& n) { inside(n, escapes); }, node.node);
      if (const auto* output = std::get_if<OutputNode>(&node.node);
          output && output->expression.kind == ExpressionKind::Literal && output->expression.literal.is_text()) {
        const std::string_view text = output->expression.literal.text();
        node.node = TextNode{escapes ? base::escape_html(text) : std::string(text)};
      }
      auto* text = std::get_if<TextNode>(&node.node);
      auto* before = text && !made.empty() ? std::get_if<TextNode>(&made.back().node) : nullptr;
      if (before) {
        before->text += text->text;
      } else {
        made.push_back(std::move(node));
      }
    }
    list = std::move(made);
  }
  void inside(TextNode&, bool) const {}
  void inside(BlockNode&, bool) const {}
  void inside(OutputNode& n, bool) const { expression(n.expression); }
  void inside(SetNode& n, bool) const { expression(n.expression); }
  void inside(IfNode& n, bool escapes) const {
    for (IfNode::Branch& branch : n.branches) {
      expression(branch.condition);
      nodes(branch.body, escapes);
    }
  }
  void inside(ForNode& n, bool escapes) const {
    expression(n.over);
    nodes(n.body, escapes);
    nodes(n.otherwise, escapes);
  }
  void inside(IncludeNode& n, bool) const {
    for (auto& [name, value] : n.arguments) expression(value);
  }
};

}  // namespace

TemplateSet localize(TemplateSet set, const Texts& texts) {
  const Localizer localizer{texts};
  for (auto& [name, source] : set.by_name) {
    localizer.nodes(source.nodes, source.escapes);
    for (auto& [block, body] : source.blocks) localizer.nodes(body, source.escapes);
  }
  return set;
}

}  // namespace kitei::templates
