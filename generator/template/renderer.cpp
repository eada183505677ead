// Walks a parsed template and writes; expressions are worked out by evaluator.cpp. Every loop looks at failed(), so
// that rendering unwinds at the first fault without exceptions.
#include "base/escape.h"
#include "template/evaluator.h"
#include "template/template_set.h"

namespace kitei::templates {
namespace {

constexpr int kDeepestInclude = 24;
constexpr std::size_t kTypicalPage = 16384;  // bytes

class Renderer {
 public:
  Renderer(const TemplateSet& set, const Scope& scope, const Texts& texts, const Value* marked)
      : set_(set), evaluator_(scope, texts), marked_(marked) {}

  base::Read<Marked> run(std::string_view name) {
    base::Read<Marked> read;
    const auto found = set_.by_name.find(name);
    if (found == set_.by_name.end()) {
      const std::string shown(name);
      read.diagnostics.push_back({"template-missing",
                                  shown,
                                  {},
                                  {"there is no template '" + shown + "'", "テンプレート「" + shown + "」がありません"},
                                  {}});
      return read;
    }
    out_.reserve(kTypicalPage);
    Frame frame;
    render_template(found->second, frame);
    if (evaluator_.failed()) {
      read.diagnostics.push_back(evaluator_.take_error());
    } else {
      read.value.text = std::move(out_);
      if (times_marked_ == 1) {
        read.value.at = marked_at_;
        read.value.size = marked_size_;
      }
    }
    return read;
  }

 private:
  // ---- nodes ----

  void render_template(const Template& start, Frame& frame) {
    Chain chain;
    for (const Template* at = &start; at;) {
      chain.levels.push_back(at);
      const auto parent = at->parent.empty() ? set_.by_name.end() : set_.by_name.find(at->parent);
      at = parent == set_.by_name.end() || chain.levels.size() > set_.by_name.size() ? nullptr : &parent->second;
    }
    // What a derived template sets at its top level is known to those that it extends.
    for (std::size_t level = 0; level + 1 < chain.levels.size(); ++level) {
      for (const Node& node : chain.levels[level]->nodes) {
        if (const auto* set = std::get_if<SetNode>(&node.node)) render_node(*set, node, frame, {&chain, level, {}});
      }
    }
    const std::size_t root = chain.levels.size() - 1;
    render_nodes(chain.levels[root]->nodes, frame, {&chain, root, {}});
  }

  void render_nodes(const Nodes& nodes, Frame& frame, const Place& place) {
    for (const Node& node : nodes) {
      if (evaluator_.failed()) return;
      std::visit([&](const auto& n) { render_node(n, node, frame, place); }, node.node);
    }
  }

  void render_node(const TextNode& node, const Node&, Frame&, const Place&) { out_ += node.text; }

  void render_node(const OutputNode& node, const Node&, Frame& frame, const Place& place) {
    if (node.expression.kind == ExpressionKind::Super) return render_super(node.expression, frame, place);
    if (const std::string* text = evaluator_.fixed_text(node.expression)) {
      if (place.running().escapes) return base::append_html(out_, *text);
      out_ += *text;
      return;
    }
    const Operand operand = evaluator_.evaluate(node.expression, frame, place);
    if (evaluator_.failed()) return;
    const Value& value = operand.get();
    const std::size_t from = out_.size();
    if (const auto* text = std::get_if<std::string>(&value.data); text && place.running().escapes) {
      base::append_html(out_, *text);
    } else if (!append_printed(out_, value)) {
      const std::string type(value.type_name());
      evaluator_.fail(node.expression, place, "template-type",
                      {"a " + type + " cannot be printed", type + " は表示できません"});
    }
    if (&value == marked_ && std::holds_alternative<Safe>(value.data)) {
      ++times_marked_;
      marked_at_ = from;
      marked_size_ = out_.size() - from;
    }
  }

  void render_node(const IfNode& node, const Node&, Frame& frame, const Place& place) {
    for (const IfNode::Branch& branch : node.branches) {
      const bool holds = evaluator_.evaluate(branch.condition, frame, place).get().truthy();
      if (evaluator_.failed()) return;
      if (holds) return render_nodes(branch.body, frame, place);
    }
  }

  void render_node(const ForNode& node, const Node&, Frame& frame, const Place& place) {
    const Operand over = evaluator_.evaluate(node.over, frame, place);
    if (evaluator_.failed()) return;
    const List* list = over.get().list();
    const Map* map = over.get().map();
    const bool pairs = !node.key.empty();
    if (pairs ? !map : !list) {
      const std::string type(over.get().type_name());
      const std::string wanted = pairs ? "map" : "list";
      return evaluator_.fail(node.over, place, "template-type",
                             {"expected a " + wanted + " to go through, found a " + type,
                              "for で使えるのは " + wanted + " ですが " + type + " です"});
    }
    Loop loop{0, pairs ? map->entries().size() : list->size()};
    if (loop.length == 0) return render_nodes(node.otherwise, frame, place);
    for (; loop.index < loop.length && !evaluator_.failed(); ++loop.index) {
      Frame turn;
      turn.outer = &frame;
      turn.loop = &loop;
      if (pairs) {
        const Entry& entry = map->entries()[loop.index];
        turn.bind(node.key, make(entry.key));
        turn.bind(node.value, refer(entry.value));
      } else {
        turn.bind(node.value, refer((*list)[loop.index]));
      }
      render_nodes(node.body, turn, place);
    }
  }

  void render_node(const SetNode& node, const Node&, Frame& frame, const Place& place) {
    Operand value = evaluator_.evaluate(node.expression, frame, place);
    if (!evaluator_.failed()) frame.bind(node.name, std::move(value));
  }

  void render_node(const BlockNode& node, const Node&, Frame& frame, const Place& place) {
    render_block(node.name, 0, frame, place);
  }

  void render_node(const IncludeNode& node, const Node& at, Frame& frame, const Place& place) {
    const auto found = set_.by_name.find(node.name);
    if (found == set_.by_name.end()) return;  // reported by compile()
    if (include_depth_ >= kDeepestInclude) {
      return evaluator_.fail(at.position, place, "template-depth",
                             {"includes are nested too deeply, perhaps in a circle",
                              "include の入れ子が深すぎます（循環しているかもしれません）"});
    }
    Frame arguments;
    arguments.outer = &frame;
    for (const auto& [name, expression] : node.arguments) {
      Operand value = evaluator_.evaluate(expression, frame, place);
      if (evaluator_.failed()) return;
      arguments.bind(name, std::move(value));
    }
    ++include_depth_;
    render_template(found->second, arguments);
    --include_depth_;
  }

  // The body of a block in the first template from `level` on that has one.
  void render_block(std::string_view name, std::size_t level, Frame& frame, const Place& place) {
    for (; level < place.chain->levels.size(); ++level) {
      const auto& blocks = place.chain->levels[level]->blocks;
      const auto found = blocks.find(name);
      if (found == blocks.end()) continue;
      Frame inside;
      inside.outer = &frame;
      inside.loop = frame.loop;
      return render_nodes(found->second, inside, {place.chain, level, name});
    }
  }

  void render_super(const Expression& expression, Frame& frame, const Place& place) {
    if (place.block.empty()) {
      return evaluator_.fail(expression, place, "template-type",
                             {"super() stands outside of a block", "super() はブロックの中でだけ使えます"});
    }
    render_block(place.block, place.level + 1, frame, place);
  }

  const TemplateSet& set_;
  Evaluator evaluator_;
  std::string out_;
  int include_depth_ = 0;
  const Value* marked_;
  unsigned times_marked_ = 0;
  std::size_t marked_at_ = 0;
  std::size_t marked_size_ = 0;
};

}  // namespace

base::Read<std::string> render(const TemplateSet& set, std::string_view name, const Scope& scope, const Texts& texts) {
  base::Read<Marked> made = render_marked(set, name, scope, texts, nullptr);
  return {std::move(made.value.text), std::move(made.diagnostics)};
}

base::Read<Marked> render_marked(const TemplateSet& set, std::string_view name, const Scope& scope, const Texts& texts,
                                 const Value* marked) {
  return Renderer(set, scope, texts, marked).run(name);
}

}  // namespace kitei::templates
