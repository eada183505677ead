// Walks a parsed template. Values are looked at where they stand: an Operand refers to a value of the caller, of the
// tree or of a frame, and owns one only when an operator or a filter made it. The first fault is kept in error_; every
// loop looks at it, so that rendering unwinds without exceptions.
#include <deque>
#include <optional>

#include "base/escape.h"
#include "base/nearest.h"
#include "template/template_set.h"

namespace kitei::templates {
namespace {

constexpr int kDeepestInclude = 24;

struct Operand {
  Value made;
  const Value* referred = nullptr;

  const Value& get() const { return referred ? *referred : made; }
};

Operand refer(const Value& value) { return {{}, &value}; }
Operand make(Value value) { return {std::move(value), nullptr}; }

struct Loop {
  std::size_t index = 0;
  std::size_t length = 0;
};

// The names of one level: a template, a loop's turn, the arguments of an include.
struct Frame {
  const Frame* outer = nullptr;
  const Loop* loop = nullptr;
  std::vector<std::pair<std::string_view, const Value*>> names;
  std::deque<Value> owned;  // what `names` refers to when nobody else holds it; a deque never moves its values

  void bind(std::string_view name, Operand value) {
    const Value* held = value.referred;
    if (!held) held = &owned.emplace_back(std::move(value.made));
    for (auto& [known, bound] : names) {
      if (known == name) {
        bound = held;
        return;
      }
    }
    names.emplace_back(name, held);
  }
};

// A template and those it extends, most derived first; `block` is where super() goes on.
struct Chain {
  std::vector<const Template*> levels;
};
struct Place {
  const Chain* chain = nullptr;
  std::size_t level = 0;   // of the running code
  std::string_view block;  // empty outside blocks
};

class Renderer {
 public:
  Renderer(const TemplateSet& set, const Scope& scope, const Texts& texts) : set_(set), scope_(scope), texts_(texts) {}

  base::Read<std::string> run(std::string_view name) {
    base::Read<std::string> read;
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
    Frame frame;
    render_template(found->second, frame);
    if (error_) {
      read.diagnostics.push_back(std::move(*error_));
    } else {
      read.value = std::move(out_);
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
      if (error_) return;
      std::visit([&](const auto& n) { render_node(n, node, frame, place); }, node.node);
    }
  }

  void render_node(const TextNode& node, const Node&, Frame&, const Place&) { out_ += node.text; }

  void render_node(const OutputNode& node, const Node&, Frame& frame, const Place& place) {
    if (node.expression.kind == ExpressionKind::Super) return render_super(node.expression, frame, place);
    const Operand operand = evaluate(node.expression, frame, place);
    if (error_) return;
    const Value& value = operand.get();
    if (const auto* text = std::get_if<std::string>(&value.data); text && template_of(place).escapes) {
      base::append_html(out_, *text);
    } else if (!append_printed(out_, value)) {
      const std::string type(value.type_name());
      fail(node.expression, place, "template-type", {"a " + type + " cannot be printed", type + " は表示できません"});
    }
  }

  void render_node(const IfNode& node, const Node&, Frame& frame, const Place& place) {
    for (const IfNode::Branch& branch : node.branches) {
      const bool holds = evaluate(branch.condition, frame, place).get().truthy();
      if (error_) return;
      if (holds) return render_nodes(branch.body, frame, place);
    }
  }

  void render_node(const ForNode& node, const Node&, Frame& frame, const Place& place) {
    const Operand over = evaluate(node.over, frame, place);
    if (error_) return;
    const List* list = over.get().list();
    const Map* map = over.get().map();
    const bool pairs = !node.key.empty();
    if (pairs ? !map : !list) {
      const std::string type(over.get().type_name());
      const std::string wanted = pairs ? "map" : "list";
      return fail(node.over, place, "template-type",
                  {"expected a " + wanted + " to go through, found a " + type,
                   "for で使えるのは " + wanted + " ですが " + type + " です"});
    }
    Loop loop{0, pairs ? map->entries().size() : list->size()};
    if (loop.length == 0) return render_nodes(node.otherwise, frame, place);
    for (; loop.index < loop.length && !error_; ++loop.index) {
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
    Operand value = evaluate(node.expression, frame, place);
    if (!error_) frame.bind(node.name, std::move(value));
  }

  void render_node(const BlockNode& node, const Node&, Frame& frame, const Place& place) {
    render_block(node.name, 0, frame, place);
  }

  void render_node(const IncludeNode& node, const Node& at, Frame& frame, const Place& place) {
    const auto found = set_.by_name.find(node.name);
    if (found == set_.by_name.end()) return;  // reported by compile()
    if (include_depth_ >= kDeepestInclude) {
      error_ = base::Diagnostic{"template-depth",
                                template_of(place).path,
                                at.position,
                                {"includes are nested too deeply, perhaps in a circle",
                                 "include の入れ子が深すぎます（循環しているかもしれません）"},
                                {}};
      return;
    }
    Frame arguments;
    arguments.outer = &frame;
    for (const auto& [name, expression] : node.arguments) {
      Operand value = evaluate(expression, frame, place);
      if (error_) return;
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
      return fail(expression, place, "template-type",
                  {"super() stands outside of a block", "super() はブロックの中でだけ使えます"});
    }
    render_block(place.block, place.level + 1, frame, place);
  }

  // ---- expressions ----

  Operand evaluate(const Expression& e, Frame& frame, const Place& place) {
    if (error_) return {};
    switch (e.kind) {
      case ExpressionKind::Literal:
        return refer(e.literal);
      case ExpressionKind::Name:
        return look_up(e, frame, place);
      case ExpressionKind::Attribute:
        return attribute_of(evaluate(e.operands[0], frame, place), e.name, e, place);
      case ExpressionKind::Item:
        return item_of(e, frame, place);
      case ExpressionKind::Filter:
        return apply_filter(e, frame, place);
      case ExpressionKind::Loop:
        return loop_field(e, frame, place);
      case ExpressionKind::Super:
        fail(e, place, "template-type", {"super() can only be printed by itself", "super() は単独で出力します"});
        return {};
      case ExpressionKind::Items: {
        List list;
        for (const Expression& operand : e.operands) list.push_back(evaluate(operand, frame, place).get());
        return make(std::move(list));
      }
      case ExpressionKind::Choice:
        return evaluate(e.operands[evaluate(e.operands[0], frame, place).get().truthy() ? 1 : 2], frame, place);
      case ExpressionKind::And: {
        Operand left = evaluate(e.operands[0], frame, place);
        return left.get().truthy() ? evaluate(e.operands[1], frame, place) : std::move(left);
      }
      case ExpressionKind::Or: {
        Operand left = evaluate(e.operands[0], frame, place);
        return left.get().truthy() ? std::move(left) : evaluate(e.operands[1], frame, place);
      }
      case ExpressionKind::Not:
        return make(!evaluate(e.operands[0], frame, place).get().truthy());
      case ExpressionKind::Equal:
      case ExpressionKind::NotEqual:
      case ExpressionKind::Less:
      case ExpressionKind::LessEqual:
      case ExpressionKind::Greater:
      case ExpressionKind::GreaterEqual:
      case ExpressionKind::In:
      case ExpressionKind::NotIn:
      case ExpressionKind::Concat:
        break;
    }
    const Operand left = evaluate(e.operands[0], frame, place);
    const Operand right = evaluate(e.operands[1], frame, place);
    if (error_) return {};
    return combine(e, left.get(), right.get(), place);
  }

  Operand combine(const Expression& e, const Value& left, const Value& right, const Place& place) {
    if (e.kind == ExpressionKind::Equal) return make(left == right);
    if (e.kind == ExpressionKind::NotEqual) return make(!(left == right));
    if (e.kind == ExpressionKind::In) return make(contains(e, left, right, place));
    if (e.kind == ExpressionKind::NotIn) return make(!contains(e, left, right, place));
    if (e.kind == ExpressionKind::Concat) return concat(e, left, right, place);
    return compare(e, left, right, place);
  }

  Operand compare(const Expression& e, const Value& left, const Value& right, const Place& place) {
    int order = 0;
    const auto* a = std::get_if<std::int64_t>(&left.data);
    const auto* b = std::get_if<std::int64_t>(&right.data);
    if (a && b) {
      order = *a < *b ? -1 : *a > *b ? 1 : 0;
    } else if (left.text() && right.text()) {
      order = left.text()->compare(*right.text());
    } else {
      const std::string x(left.type_name());
      const std::string y(right.type_name());
      fail(e, place, "template-type",
           {"cannot compare a " + x + " with a " + y, x + " と " + y + " の大小は比べられません"});
      return {};
    }
    if (e.kind == ExpressionKind::Less) return make(order < 0);
    if (e.kind == ExpressionKind::LessEqual) return make(order <= 0);
    return make(e.kind == ExpressionKind::Greater ? order > 0 : order >= 0);
  }

  bool contains(const Expression& e, const Value& item, const Value& holder, const Place& place) {
    if (const List* list = holder.list()) {
      for (const Value& value : *list) {
        if (value == item) return true;
      }
      return false;
    }
    const std::string* text = item.text();
    if (text && holder.map()) return holder.map()->find(*text) != nullptr;
    if (text && holder.text()) return holder.text()->find(*text) != std::string::npos;
    const std::string type(holder.type_name());
    fail(e, place, "template-type", {"'in' cannot look into a " + type, "in は " + type + " の中を探せません"});
    return false;
  }

  // Text joined with finished markup is finished markup, and the text is escaped.
  Operand concat(const Expression& e, const Value& left, const Value& right, const Place& place) {
    const bool safe = std::holds_alternative<Safe>(left.data) || std::holds_alternative<Safe>(right.data);
    std::string out;
    for (const Value* value : {&left, &right}) {
      const auto* text = std::get_if<std::string>(&value->data);
      if (safe && text) {
        base::append_html(out, *text);
      } else if (!append_printed(out, *value)) {
        const std::string type(value->type_name());
        fail(e, place, "template-type",
             {"a " + type + " cannot be joined to a text", type + " は文字列に結合できません"});
        return {};
      }
    }
    if (safe) return make(Safe{std::move(out)});
    return make(std::move(out));
  }

  Operand look_up(const Expression& e, const Frame& frame, const Place& place) {
    for (const Frame* at = &frame; at; at = at->outer) {
      for (const auto& [name, value] : at->names) {
        if (name == e.name) return refer(*value);
      }
    }
    for (const Scope* at = &scope_; at; at = at->outer) {
      if (const Value* value = at->values.find(e.name)) return refer(*value);
    }
    std::vector<std::string_view> known;
    for (const Frame* at = &frame; at; at = at->outer) {
      for (const auto& [name, value] : at->names) known.push_back(name);
    }
    for (const Scope* at = &scope_; at; at = at->outer) {
      for (const Entry& entry : at->values.entries()) known.push_back(entry.key);
    }
    fail(e, place, "template-undefined", {"'" + e.name + "' is not defined", "「" + e.name + "」は定義されていません"},
         base::nearest_name(e.name, known));
    return {};
  }

  Operand attribute_of(Operand holder, std::string_view name, const Expression& e, const Place& place) {
    if (error_) return {};
    const std::string shown(name);
    const Map* map = holder.get().map();
    if (!map) {
      const std::string type(holder.get().type_name());
      fail(e, place, "template-undefined",
           {"a " + type + " has no '" + shown + "'", type + " に「" + shown + "」はありません"});
      return {};
    }
    const Value* value = map->find(name);
    if (!value) {
      std::vector<std::string_view> known;
      for (const Entry& entry : map->entries()) known.push_back(entry.key);
      fail(e, place, "template-undefined", {"the map has no '" + shown + "'", "「" + shown + "」は定義されていません"},
           base::nearest_name(name, known));
      return {};
    }
    return holder.referred ? refer(*value) : make(*value);
  }

  Operand item_of(const Expression& e, Frame& frame, const Place& place) {
    Operand holder = evaluate(e.operands[0], frame, place);
    const Operand index = evaluate(e.operands[1], frame, place);
    if (error_) return {};
    if (const std::string* key = index.get().text()) return attribute_of(std::move(holder), *key, e, place);
    const auto* number = std::get_if<std::int64_t>(&index.get().data);
    const List* list = holder.get().list();
    if (!number || !list || *number < 0 || static_cast<std::size_t>(*number) >= list->size()) {
      fail(e, place, "template-undefined", {"there is no such item", "その要素はありません"});
      return {};
    }
    const Value& value = (*list)[static_cast<std::size_t>(*number)];
    return holder.referred ? refer(value) : make(value);
  }

  Operand loop_field(const Expression& e, const Frame& frame, const Place& place) {
    const Loop* loop = nullptr;
    for (const Frame* at = &frame; at && !loop; at = at->outer) loop = at->loop;
    if (!loop) {
      fail(e, place, "template-undefined", {"'loop' is used outside of a {% for %}", "loop は for の中でだけ使えます"});
      return {};
    }
    if (e.name == "index") return make(loop->index + 1);
    if (e.name == "index0") return make(loop->index);
    if (e.name == "first") return make(loop->index == 0);
    if (e.name == "last") return make(loop->index + 1 == loop->length);
    return make(loop->length);
  }

  Operand apply_filter(const Expression& e, Frame& frame, const Place& place) {
    Operand input = evaluate(e.operands[0], frame, place);
    if (error_ && e.name == "default" && error_->code == "template-undefined") {
      error_.reset();
      input = {};
    }
    std::vector<FilterArgument> arguments;
    for (std::size_t i = 1; i < e.operands.size(); ++i) {
      arguments.push_back({e.argument_names[i], evaluate(e.operands[i], frame, place).get()});
    }
    if (error_) return {};
    FilterResult result = find_filter(e.name)->apply(input.get(), arguments, texts_);
    if (!result.error.empty()) fail(e, place, result.code, std::move(result.error));
    return make(std::move(result.value));
  }

  // ---- faults ----

  const Template& template_of(const Place& place) const { return *place.chain->levels[place.level]; }

  void fail(const Expression& e, const Place& place, std::string code, base::Message message,
            const std::string& nearest = {}) {
    if (error_) return;
    base::Message hint;
    if (!nearest.empty()) hint = {"did you mean '" + nearest + "'?", "「" + nearest + "」ではありませんか"};
    error_ =
        base::Diagnostic{std::move(code), template_of(place).path, e.position, std::move(message), std::move(hint)};
  }

  const TemplateSet& set_;
  const Scope& scope_;
  const Texts& texts_;
  std::string out_;
  std::optional<base::Diagnostic> error_;
  int include_depth_ = 0;
};

}  // namespace

base::Read<std::string> render(const TemplateSet& set, std::string_view name, const Scope& scope, const Texts& texts) {
  return Renderer(set, scope, texts).run(name);
}

}  // namespace kitei::templates
