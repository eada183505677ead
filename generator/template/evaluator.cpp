#include "template/evaluator.h"

#include "base/escape.h"
#include "base/nearest.h"

namespace kitei::templates {

Operand Evaluator::evaluate(const Expression& e, const Frame& frame, const Place& place) {
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

Operand Evaluator::combine(const Expression& e, const Value& left, const Value& right, const Place& place) {
  if (e.kind == ExpressionKind::Equal) return make(left == right);
  if (e.kind == ExpressionKind::NotEqual) return make(!(left == right));
  if (e.kind == ExpressionKind::In) return make(contains(e, left, right, place));
  if (e.kind == ExpressionKind::NotIn) return make(!contains(e, left, right, place));
  if (e.kind == ExpressionKind::Concat) return concat(e, left, right, place);
  return compare(e, left, right, place);
}

Operand Evaluator::compare(const Expression& e, const Value& left, const Value& right, const Place& place) {
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

bool Evaluator::contains(const Expression& e, const Value& item, const Value& holder, const Place& place) {
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
Operand Evaluator::concat(const Expression& e, const Value& left, const Value& right, const Place& place) {
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

Operand Evaluator::look_up(const Expression& e, const Frame& frame, const Place& place) {
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

Operand Evaluator::attribute_of(Operand holder, std::string_view name, const Expression& e, const Place& place) {
  if (error_) return {};
  const Map* map = holder.get().map();
  if (!map) {
    const std::string shown(name);
    const std::string type(holder.get().type_name());
    fail(e, place, "template-undefined",
         {"a " + type + " has no '" + shown + "'", type + " に「" + shown + "」はありません"});
    return {};
  }
  const Value* value = map->find(name);
  if (!value) {
    const std::string shown(name);
    std::vector<std::string_view> known;
    for (const Entry& entry : map->entries()) known.push_back(entry.key);
    fail(e, place, "template-undefined", {"the map has no '" + shown + "'", "「" + shown + "」は定義されていません"},
         base::nearest_name(name, known));
    return {};
  }
  return holder.referred ? refer(*value) : make(*value);
}

Operand Evaluator::item_of(const Expression& e, const Frame& frame, const Place& place) {
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

Operand Evaluator::loop_field(const Expression& e, const Frame& frame, const Place& place) {
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

const std::string* Evaluator::fixed_text(const Expression& e) const {
  if (e.kind != ExpressionKind::Filter || e.name != "t" || e.operands.size() != 1) return nullptr;
  const std::string* key = e.operands[0].kind == ExpressionKind::Literal ? e.operands[0].literal.text() : nullptr;
  if (!key) return nullptr;
  const auto found = texts_.entries.find(*key);
  return found == texts_.entries.end() || found->second.find('{') != std::string::npos ? nullptr : &found->second;
}

Operand Evaluator::apply_filter(const Expression& e, const Frame& frame, const Place& place) {
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
  FilterResult result = e.filter->apply(input.get(), arguments, texts_);
  if (!result.error.empty()) fail(e, place, result.code, std::move(result.error));
  return make(std::move(result.value));
}

void Evaluator::fail(const Expression& e, const Place& place, std::string code, base::Message message,
                     const std::string& nearest) {
  if (error_) return;
  fail(e.position, place, std::move(code), std::move(message));
  if (!nearest.empty()) error_->hint = {"did you mean '" + nearest + "'?", "「" + nearest + "」ではありませんか"};
}

void Evaluator::fail(base::Position position, const Place& place, std::string code, base::Message message) {
  if (error_) return;
  error_ = base::Diagnostic{std::move(code), place.running().path, position, std::move(message), {}};
}

}  // namespace kitei::templates
