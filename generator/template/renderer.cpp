// Walks a parsed template and writes; expressions are worked out by evaluator.cpp. Every loop looks at failed(), so
// that rendering unwinds at the first fault without exceptions.
//
// Twins are written by one walk: the text of the first, and a list of the places where the second has something else. A
// node that meets a name of the twin is written for the first and once more for the second; an if whose branches are the
// same for both, and everything else, is written once.
#include "base/escape.h"
#include "template/evaluator.h"
#include "template/template_set.h"

namespace kitei::templates {
namespace {

constexpr int kDeepestInclude = 24;
constexpr std::size_t kTypicalPage = 16384;  // bytes

class Renderer {
 public:
  Renderer(const TemplateSet& set, const Scope& scope, const Map* twin, const Texts& texts) : set_(set), evaluator_(scope, twin, texts) {}

  void run(std::string_view name) {
    const auto found = set_.by_name.find(name);
    if (found == set_.by_name.end()) {
      const std::string shown(name);
      diagnostics_.push_back({"template-missing",
                              shown,
                              {},
                              {"there is no template '" + shown + "'", "テンプレート「" + shown + "」がありません"},
                              {}});
      return;
    }
    out_.reserve(kTypicalPage);
    Frame frame;
    render_template(found->second, frame);
    if (evaluator_.failed()) {
      diagnostics_.push_back(evaluator_.take_error());
      out_.clear();
    }
  }

  // Whether the twin cannot be told from the differences: a name that differs was bound to another name.
  bool entangled() const { return entangled_; }
  base::Diagnostics take_diagnostics() { return std::move(diagnostics_); }

  // After the second one, which is made from it.
  std::string take_first() { return std::move(out_); }

  std::string second() const {
    std::string made;
    std::size_t size = out_.size();
    for (const Difference& difference : differences_) size += difference.text.size();
    made.reserve(size);
    std::size_t from = 0;
    for (const Difference& difference : differences_) {
      made.append(out_, from, difference.at - from);
      made += difference.text;
      from = difference.at + difference.size;
    }
    made.append(out_, from);
    return made;
  }

 private:
  // The second text has `text` in place of the `size` bytes at `at` of the first.
  struct Difference {
    std::size_t at;
    std::size_t size;
    std::string text;
  };

  // ---- twins ----

  // Whether what was just evaluated differs between the two texts.
  bool differs() { return evaluator_.side() == Side::Both && evaluator_.met_twin(); }

  // Writes for each text by itself.
  template <typename First, typename Second>
  void write_each(First&& first, Second&& second) {
    const std::size_t at = out_.size();
    evaluator_.set_side(Side::First);
    first();
    std::string out = std::exchange(out_, {});
    evaluator_.set_side(Side::Second);
    second();
    differences_.push_back({at, out.size() - at, std::exchange(out_, std::move(out))});
    evaluator_.set_side(Side::Both);
  }

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
      if (evaluator_.failed() || entangled_) return;
      std::visit([&](const auto& n) { render_node(n, node, frame, place); }, node.node);
    }
  }

  void render_node(const TextNode& node, const Node&, Frame&, const Place&) { out_ += node.text; }

  void render_node(const OutputNode& node, const Node&, Frame& frame, const Place& place) {
    if (node.expression.kind == ExpressionKind::Super) return render_super(node.expression, frame, place);
    const std::size_t from = out_.size();
    print(node.expression, frame, place);
    if (!differs()) return;
    out_.resize(from);
    auto once_more = [&] { print(node.expression, frame, place); };
    write_each(once_more, once_more);
  }

  void print(const Expression& expression, Frame& frame, const Place& place) {
    Value made;
    const Value& value = evaluator_.evaluate(expression, frame, place, made);
    if (evaluator_.failed()) return;
    if (value.kind() == ValueKind::Text && place.running().escapes) {
      base::append_html(out_, value.text());
    } else if (!append_printed(out_, value)) {
      const std::string type(value.type_name());
      evaluator_.fail(expression, place, "template-type",
                      {"a " + type + " cannot be printed", type + " は表示できません"});
    }
  }

  const Nodes* branch_of(const IfNode& node, Frame& frame, const Place& place) {
    for (const IfNode::Branch& branch : node.branches) {
      if (evaluator_.holds(branch.condition, frame, place)) return &branch.body;
      if (evaluator_.failed()) return nullptr;
    }
    return nullptr;
  }

  void render_branch(const Nodes* branch, Frame& frame, const Place& place) {
    if (branch && !evaluator_.failed()) render_nodes(*branch, frame, place);
  }

  void render_node(const IfNode& node, const Node&, Frame& frame, const Place& place) {
    const Nodes* first = branch_of(node, frame, place);
    if (!differs()) return render_branch(first, frame, place);
    evaluator_.set_side(Side::Second);
    const Nodes* second = branch_of(node, frame, place);
    evaluator_.set_side(Side::Both);
    if (first == second) return render_branch(first, frame, place);
    write_each([&] { render_branch(first, frame, place); }, [&] { render_branch(second, frame, place); });
  }

  void render_node(const ForNode& node, const Node&, Frame& frame, const Place& place) {
    Value made;
    const Value& over = evaluator_.evaluate(node.over, frame, place, made);
    if (evaluator_.failed()) return;
    if (!differs()) return render_loop(node, over, frame, place);
    auto once_more = [&] {
      Value each;
      const Value& value = evaluator_.evaluate(node.over, frame, place, each);
      if (!evaluator_.failed()) render_loop(node, value, frame, place);
    };
    write_each(once_more, once_more);
  }

  void render_loop(const ForNode& node, const Value& over, Frame& frame, const Place& place) {
    const List* list = over.list();
    const Rows* rows = over.rows();
    const Map* map = over.map();
    const bool pairs = !node.key.empty();
    if (pairs ? !map : !list && !rows) {
      const std::string type(over.type_name());
      const std::string wanted = pairs ? "map" : "list";
      return evaluator_.fail(node.over, place, "template-type",
                             {"expected a " + wanted + " to go through, found a " + type,
                              "for で使えるのは " + wanted + " ですが " + type + " です"});
    }
    Loop loop{0, pairs ? map->entries().size() : rows ? rows->size : list->size()};
    if (loop.length == 0) return render_nodes(node.otherwise, frame, place);
    Frame turn;
    turn.outer = &frame;
    turn.loop = &loop;
    KeptTexts texts;  // of the row
    Value row;
    for (; loop.index < loop.length && !evaluator_.failed() && !entangled_; ++loop.index) {
      turn.clear();
      if (pairs) {
        const Entry& entry = map->entries()[loop.index];
        turn.bind_own(node.key, entry.key.text());
        turn.bind(node.value, entry.value);
      } else if (rows) {
        texts.clear();
        row = rows->make(loop.index, texts);
        turn.bind(node.value, row);
      } else {
        turn.bind(node.value, (*list)[loop.index]);
      }
      render_nodes(node.body, turn, place);
    }
  }

  // A name for what `expression` gives.
  void bind(Frame& names, std::string_view name, const Expression& expression, Frame& frame, const Place& place) {
    Value made;
    const Value& value = evaluator_.evaluate(expression, frame, place, made);
    if (evaluator_.failed()) return;
    if (differs() || (evaluator_.side() != Side::Both && &names == &frame)) entangled_ = true;
    // What is made, or lies inside of what is made, goes with `made`.
    if (&value == &made) {
      names.bind_own(name, std::move(made));
    } else if (!made.is_null()) {
      names.bind_own(name, value);
    } else {
      names.bind(name, value);
    }
  }

  void render_node(const SetNode& node, const Node&, Frame& frame, const Place& place) {
    bind(frame, node.name, node.expression, frame, place);
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
      bind(arguments, name, expression, frame, place);
      if (evaluator_.failed()) return;
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
  std::vector<Difference> differences_;  // by place
  bool entangled_ = false;
  int include_depth_ = 0;
  base::Diagnostics diagnostics_;
};

}  // namespace

base::Read<std::string> render(const TemplateSet& set, std::string_view name, const Scope& scope, const Texts& texts) {
  Renderer renderer(set, scope, nullptr, texts);
  renderer.run(name);
  return {renderer.take_first(), renderer.take_diagnostics()};
}

base::Read<Twins> render_twins(const TemplateSet& set, std::string_view name, const Scope& scope, const Map& twin,
                               const Texts& texts) {
  Renderer renderer(set, scope, &twin, texts);
  renderer.run(name);
  base::Read<Twins> read;
  if (!renderer.entangled()) {
    read.diagnostics = renderer.take_diagnostics();
    if (read.diagnostics.empty()) read.value.second = renderer.second();
    if (read.diagnostics.empty()) read.value.first = renderer.take_first();
    return read;
  }
  base::Read<std::string> first = render(set, name, scope, texts);
  base::Read<std::string> second = render(set, name, {twin, &scope}, texts);
  read.value = {std::move(first.value), std::move(second.value)};
  base::append(read.diagnostics, std::move(first.diagnostics));
  base::append(read.diagnostics, std::move(second.diagnostics));
  return read;
}

}  // namespace kitei::templates
