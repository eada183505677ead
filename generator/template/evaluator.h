// The value of an expression while a template is rendered. Values are looked at where they stand: evaluate() gives a
// reference to a value of the caller, of the tree or of a frame, or to the caller's `made`, when an operator or a filter
// made one.
//
// The first fault is kept; afterwards evaluate() gives null, and whoever renders stops.
//
// Two texts may be rendered from one walk (render_twins): names of `twin` mean something else in the second text. Whoever
// evaluates for both sees afterwards whether such a name was met, and evaluates once more for the second alone.
#pragma once
#include <memory>
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

struct Loop {
  std::size_t index = 0;
  std::size_t length = 0;
};

// The names of one level: a template, a loop's turn, the arguments of an include.
struct Frame {
  struct Name {
    std::string_view text;
    std::uint32_t hash;
    const Value* value;
  };
  const Frame* outer = nullptr;
  const Loop* loop = nullptr;
  std::vector<Name> names;
  std::vector<std::unique_ptr<const Value>> owned;  // what `names` refers to when nobody else holds it

  void bind(std::string_view name, const Value& value) {
    const std::uint32_t hash = hash_of(name);
    for (Name& known : names) {
      if (known.hash == hash && known.text == name) {
        known.value = &value;
        return;
      }
    }
    names.push_back({name, hash, &value});
  }
  void bind_own(std::string_view name, Value value) {
    bind(name, *owned.emplace_back(std::make_unique<const Value>(std::move(value))));
  }
  // For the next turn of a loop.
  void clear() {
    names.clear();
    owned.clear();
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

// Which text a walk is for.
enum class Side { Both, First, Second };

class Evaluator {
 public:
  Evaluator(const Scope& scope, const Map* twin, const Texts& texts) : scope_(scope), twin_(twin), texts_(texts) {}

  const Value& evaluate(const Expression& e, const Frame& frame, const Place& place, Value& made);
  bool holds(const Expression& e, const Frame& frame, const Place& place) {
    Value made;
    return evaluate(e, frame, place, made).truthy();
  }

  // The walk begins with Both, also when there is only one text.
  Side side() const { return side_; }
  void set_side(Side side) { side_ = side; }
  // Whether, since the last call, a name was met for Both that differs between the two texts.
  bool met_twin() { return std::exchange(met_twin_, false); }

  bool failed() const { return error_.has_value(); }
  void fail(const Expression& e, const Place& place, std::string_view code, base::Message message,
            const std::string& nearest = {});
  void fail(base::Position position, const Place& place, std::string_view code, base::Message message);
  base::Diagnostic take_error() { return std::move(*error_); }

 private:
  const Value& keep(Value& made, Value value) { return made = std::move(value); }
  const Value& combine(const Expression& e, const Value& left, const Value& right, const Place& place, Value& made);
  const Value& compare(const Expression& e, const Value& left, const Value& right, const Place& place, Value& made);
  bool contains(const Expression& e, const Value& item, const Value& holder, const Place& place);
  const Value& concat(const Expression& e, const Value& left, const Value& right, const Place& place, Value& made);
  const Value& look_up(const Expression& e, const Frame& frame, const Place& place);
  const Value& attribute_of(const Value& holder, std::string_view name, std::uint32_t hash, const Expression& e,
                            const Place& place);
  const Value& item_of(const Expression& e, const Frame& frame, const Place& place, Value& made);
  const Value& loop_field(const Expression& e, const Frame& frame, const Place& place, Value& made);
  const Value& apply_filter(const Expression& e, const Frame& frame, const Place& place, Value& made);

  const Scope& scope_;
  const Map* twin_;
  const Texts& texts_;
  Side side_ = Side::Both;
  bool met_twin_ = false;
  std::optional<base::Diagnostic> error_;
};

}  // namespace kitei::templates
