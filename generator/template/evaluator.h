// The value of an expression while a template is rendered. Values are looked at where they stand: an Operand refers to
// a value of the caller, of the tree or of a frame, and owns one only when an operator or a filter made it.
//
// The first fault is kept; afterwards evaluate() gives null, and whoever renders stops.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "template/filters.h"
#include "template/syntax.h"
#include "template/value.h"

namespace kitei::templates {

struct Operand {
  const Value* referred = nullptr;
  std::optional<Value> made;  // when nothing is referred to; null without it

  const Value& get() const { return referred ? *referred : made ? *made : null_value(); }
  static const Value& null_value() {
    static const Value null;
    return null;
  }
};

inline Operand refer(const Value& value) { return {&value, std::nullopt}; }
inline Operand make(Value value) { return {nullptr, std::move(value)}; }

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
    if (!held) held = &owned.emplace_back(value.made ? *std::move(value.made) : Value());
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

  const Template& running() const { return *chain->levels[level]; }
};

class Evaluator {
 public:
  Evaluator(const Scope& scope, const Texts& texts) : scope_(scope), texts_(texts) {}

  Operand evaluate(const Expression& e, const Frame& frame, const Place& place);

  // The interface text of `"key" | t` where nothing is to be filled in: printed from where it stands. nullptr for
  // any other expression.
  const std::string* fixed_text(const Expression& e) const;

  bool failed() const { return error_.has_value(); }
  void fail(const Expression& e, const Place& place, std::string code, base::Message message,
            const std::string& nearest = {});
  void fail(base::Position position, const Place& place, std::string code, base::Message message);
  base::Diagnostic take_error() { return std::move(*error_); }

 private:
  Operand combine(const Expression& e, const Value& left, const Value& right, const Place& place);
  Operand compare(const Expression& e, const Value& left, const Value& right, const Place& place);
  bool contains(const Expression& e, const Value& item, const Value& holder, const Place& place);
  Operand concat(const Expression& e, const Value& left, const Value& right, const Place& place);
  Operand look_up(const Expression& e, const Frame& frame, const Place& place);
  Operand attribute_of(Operand holder, std::string_view name, const Expression& e, const Place& place);
  Operand item_of(const Expression& e, const Frame& frame, const Place& place);
  Operand loop_field(const Expression& e, const Frame& frame, const Place& place);
  Operand apply_filter(const Expression& e, const Frame& frame, const Place& place);

  const Scope& scope_;
  const Texts& texts_;
  std::optional<base::Diagnostic> error_;
};

}  // namespace kitei::templates
