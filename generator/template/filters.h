// The filters of `value | filter(…)`, as one table: pure functions from values to a value.
//
//   default(v)          v in place of null, an undefined name or an empty text
//   length              characters, items or keys
//   join(separator)     the texts of a list
//   first, last         of a list or a text; null when it is empty
//   slice(from, count)  part of a list, or of a text in characters
//   sort(key)           by the natural order of texts or numbers
//   upper               ASCII letters
//   json                as JSON; safe inside a script too
//   t(name=v …)         the interface text with this key, {name} filled in
//   date, era_date      "2026-04-01" as people write it
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "template/value.h"

namespace kitei::templates {

// The words of the interface in one language: key → text, where {name} is filled in by `t`.
struct Texts {
  base::Language language = base::Language::Japanese;
  std::map<std::string, std::string, std::less<>> entries;
};

struct FilterResult {
  Value value;
  base::Message error;  // empty when all is well
  std::string_view code = "template-type";
};

struct FilterArgument {
  std::string_view name;  // "" for a positional one
  Value value;
};

using FilterFunction = FilterResult (*)(const Value& input, const std::vector<FilterArgument>& arguments,
                                        const Texts& texts);

struct Filter {
  std::string_view name;
  std::size_t least_arguments;
  std::size_t most_arguments;  // positional ones
  bool named;                  // takes any named arguments
  FilterFunction apply;
};

const Filter* find_filter(std::string_view name);
std::vector<std::string_view> filter_names();

// How a value is printed: text as it is, numbers in digits, truth as "true" or "false", null as nothing. A list or map
// cannot be printed: false.
bool append_printed(std::string& out, const Value& value);

// The text of `key` with {name} replaced by the arguments of that name; an unknown key or a name that is left over is
// an error. The value may refer to `texts`.
FilterResult interface_text(std::string_view key, const std::vector<FilterArgument>& arguments, const Texts& texts);

}  // namespace kitei::templates
