#include "template/evaluator.h"

#include "base/escape.h"
#include "base/nearest.h"

namespace kitei::templates {
namespace {

const Value kNull{};

}  // namespace

const Value& Evaluator::evaluate(const Expression& e, const Frame& frame, const Place& place, Value& made) {
  if (error_) return kNull;
  switch (e.kind) {
    case ExpressionKind::Literal:
      return e.literal;
    case ExpressionKind::Name:
      return look_up(e, frame, place);
    case ExpressionKind::Attribute:
      return attribute_of(evaluate(e.operands[0], frame, place, made), e.name, e.hash, e, place);
    case ExpressionKind::Item:
      return item_of(e, frame, place, made);
    case ExpressionKind::Filter:
      return apply_filter(e, frame, place, made);
    case ExpressionKind::Loop:
      return loop_field(e, frame, place, made);
    case ExpressionKind::Super:
      fail(e, place, "template-type", {"super() can only be printed by itself", "super() は単独で出力します"});
      return kNull;
    case ExpressionKind::Items: {
      List list;
      list.reserve(e.operands.size());
      for (const Expression& operand : e.operands) {
        Value item;
        list.push_back(evaluate(operand, frame, place, item));
      }
      return keep(made, std::move(list));
    }
    case ExpressionKind::Choice:
      return evaluate(e.operands[holds(e.operands[0], frame, place) ? 1 : 2], frame, place, made);
    case ExpressionKind::And: {
      const Value& left = evaluate(e.operands[0], frame, place, made);
      return left.truthy() ? evaluate(e.operands[1], frame, place, made) : left;
    }
    case ExpressionKind::Or: {
      const Value& left = evaluate(e.operands[0], frame, place, made);
      return left.truthy() ? left : evaluate(e.operands[1], frame, place, made);
    }
    case ExpressionKind::Not:
      return keep(made, !holds(e.operands[0], frame, place));
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
  Value made_left, made_right;
  const Value& left = evaluate(e.operands[0], frame, place, made_left);
  const Value& right = evaluate(e.operands[1], frame, place, made_right);
  if (error_) return kNull;
  return combine(e, left, right, place, made);
}

const Value& Evaluator::combine(const Expression& e, const Value& left, const Value& right, const Place& place,
                                 Value& made) {
  if (e.kind == ExpressionKind::Equal) return keep(made, left == right);
  if (e.kind == ExpressionKind::NotEqual) return keep(made, !(left == right));
  if (e.kind == ExpressionKind::In) return keep(made, contains(e, left, right, place));
  if (e.kind == ExpressionKind::NotIn) return keep(made, !contains(e, left, right, place));
  if (e.kind == ExpressionKind::Concat) return concat(e, left, right, place, made);
  return compare(e, left, right, place, made);
}

const Value& Evaluator::compare(const Expression& e, const Value& left, const Value& right, const Place& place,
                                 Value& made) {
  int order = 0;
  const std::int64_t* a = left.number();
  const std::int64_t* b = right.number();
  if (a && b) {
    order = *a < *b ? -1 : *a > *b ? 1 : 0;
  } else if (left.is_text() && right.is_text()) {
    order = left.text().compare(right.text());
  } else {
    const std::string x(left.type_name());
    const std::string y(right.type_name());
    fail(e, place, "template-type",
         {"cannot compare a " + x + " with a " + y, x + " と " + y + " の大小は比べられません"});
    return kNull;
  }
  if (e.kind == ExpressionKind::Less) return keep(made, order < 0);
  if (e.kind == ExpressionKind::LessEqual) return keep(made, order <= 0);
  return keep(made, e.kind == ExpressionKind::Greater ? order > 0 : order >= 0);
}

bool Evaluator::contains(const Expression& e, const Value& item, const Value& holder, const Place& place) {
  List made;
  if (const List* list = items_of(holder, made)) {
    for (const Value& value : *list) {
      if (value == item) return true;
    }
    return false;
  }
  if (item.is_text() && holder.map()) return holder.map()->find(item.text()) != nullptr;
  if (item.is_text() && holder.is_text()) return holder.text().find(item.text()) != std::string_view::npos;
  const std::string type(holder.type_name());
  fail(e, place, "template-type", {"'in' cannot look into a " + type, "in は " + type + " の中を探せません"});
  return false;
}

// Text joined with finished markup is finished markup, and the text is escaped.
const Value& Evaluator::concat(const Expression& e, const Value& left, const Value& right, const Place& place,
                                 Value& made) {
  const bool safe = left.is_safe() || right.is_safe();
  std::string out;
  for (const Value* value : {&left, &right}) {
    if (safe && value->kind() == ValueKind::Text) {
      base::append_html(out, value->text());
    } else if (!append_printed(out, *value)) {
      const std::string type(value->type_name());
      fail(e, place, "template-type",
           {"a " + type + " cannot be joined to a text", type + " は文字列に結合できません"});
      return kNull;
    }
  }
  if (safe) return keep(made, Safe{std::move(out)});
  return keep(made, std::move(out));
}

const Value& Evaluator::look_up(const Expression& e, const Frame& frame, const Place& place) {
  for (const Frame* at = &frame; at; at = at->outer) {
    for (const Frame::Name& name : at->names) {
      if (name.hash == e.hash && name.text == e.name) return *name.value;
    }
  }
  if (twin_ && side_ != Side::First) {
    if (const Value* value = twin_->find(e.name, e.hash)) {
      if (side_ == Side::Second) return *value;
      met_twin_ = true;
    }
  }
  for (const Scope* at = &scope_; at; at = at->outer) {
    if (const Value* value = at->values.find(e.name, e.hash)) return *value;
  }
  std::vector<std::string_view> known;
  for (const Frame* at = &frame; at; at = at->outer) {
    for (const Frame::Name& name : at->names) known.push_back(name.text);
  }
  for (const Scope* at = &scope_; at; at = at->outer) {
    for (const Entry& entry : at->values.entries()) known.push_back(entry.key.text());
  }
  fail(e, place, "template-undefined", {"'" + e.name + "' is not defined", "「" + e.name + "」は定義されていません"},
       base::nearest_name(e.name, known));
  return kNull;
}

// What `holder` owns stays where it is, in the caller's `made`.
const Value& Evaluator::attribute_of(const Value& holder, std::string_view name, std::uint32_t hash, const Expression& e,
                                     const Place& place) {
  if (error_) return kNull;
  const Map* map = holder.map();
  if (!map) {
    const std::string shown(name);
    const std::string type(holder.type_name());
    fail(e, place, "template-undefined",
         {"a " + type + " has no '" + shown + "'", type + " に「" + shown + "」はありません"});
    return kNull;
  }
  const Value* value = map->find(name, hash);
  if (!value) {
    const std::string shown(name);
    std::vector<std::string_view> known;
    for (const Entry& entry : map->entries()) known.push_back(entry.key.text());
    fail(e, place, "template-undefined", {"the map has no '" + shown + "'", "「" + shown + "」は定義されていません"},
         base::nearest_name(name, known));
    return kNull;
  }
  return *value;
}

const Value& Evaluator::item_of(const Expression& e, const Frame& frame, const Place& place, Value& made) {
  const Value& holder = evaluate(e.operands[0], frame, place, made);
  Value made_index;
  const Value& index = evaluate(e.operands[1], frame, place, made_index);
  if (error_) return kNull;
  if (index.is_text()) return attribute_of(holder, index.text(), hash_of(index.text()), e, place);
  const std::int64_t* number = index.number();
  const List* list = holder.list();
  const Rows* rows = holder.rows();
  const std::size_t size = list ? list->size() : rows ? rows->size : 0;
  if (!number || *number < 0 || static_cast<std::size_t>(*number) >= size) {
    fail(e, place, "template-undefined", {"there is no such item", "その要素はありません"});
    return kNull;
  }
  if (rows) return keep(made, rows->item(static_cast<std::size_t>(*number)));
  return (*list)[static_cast<std::size_t>(*number)];
}

const Value& Evaluator::loop_field(const Expression& e, const Frame& frame, const Place& place, Value& made) {
  const Loop* loop = nullptr;
  for (const Frame* at = &frame; at && !loop; at = at->outer) loop = at->loop;
  if (!loop) {
    fail(e, place, "template-undefined", {"'loop' is used outside of a {% for %}", "loop は for の中でだけ使えます"});
    return kNull;
  }
  if (e.name == "index") return keep(made, loop->index + 1);
  if (e.name == "index0") return keep(made, loop->index);
  if (e.name == "first") return keep(made, loop->index == 0);
  if (e.name == "last") return keep(made, loop->index + 1 == loop->length);
  return keep(made, loop->length);
}

const Value& Evaluator::apply_filter(const Expression& e, const Frame& frame, const Place& place, Value& made) {
  Value made_input;
  const Value* input = &evaluate(e.operands[0], frame, place, made_input);
  if (error_ && e.name == "default" && error_->code == "template-undefined") {
    error_.reset();
    input = &kNull;
  }
  std::vector<FilterArgument> arguments;
  if (e.operands.size() > 1) arguments.reserve(e.operands.size() - 1);
  for (std::size_t i = 1; i < e.operands.size(); ++i) {
    Value argument;
    arguments.push_back({e.argument_names[i], evaluate(e.operands[i], frame, place, argument)});
  }
  if (error_) return kNull;
  FilterResult result = e.filter->apply(*input, arguments, texts_);
  if (!result.error.empty()) fail(e, place, result.code, std::move(result.error));
  return keep(made, std::move(result.value));
}

void Evaluator::fail(const Expression& e, const Place& place, std::string_view code, base::Message message,
                     const std::string& nearest) {
  if (error_) return;
  fail(e.position, place, code, std::move(message));
  if (!nearest.empty()) error_->hint = {"did you mean '" + nearest + "'?", "「" + nearest + "」ではありませんか"};
}

void Evaluator::fail(base::Position position, const Place& place, std::string_view code, base::Message message) {
  if (error_) return;
  error_ = base::Diagnostic{std::string(code), place.running().path, position, std::move(message), {}};
}

}  // namespace kitei::templates
