// {{ name }}: where it stands in a text and what it becomes. The value is plain text and never read as Markdown again.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "source/body.h"

namespace kitei::source {

struct WrittenVariable {
  std::size_t length = 0;   // of "{{ … }}"
  std::string_view inside;  // without blanks at the ends: "name", or "include "parts/x.md"" with arguments
};

// {{ … }} on one line at the start of `text`, when its inside begins like a name.
std::optional<WrittenVariable> read_variable(std::string_view text);

// The value of a variable. Forms with arguments (include, table, date) have no value as text; the block reader takes
// those that it knows before it asks here.
std::optional<std::string> value_of(std::string_view inside, const BodyOptions& options);

// unresolved-variable, with the nearest known name.
base::Diagnostic unresolved_variable(std::string_view inside, const BodyOptions& options, base::Position position);

}  // namespace kitei::source
