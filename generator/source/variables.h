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

// What {{ … }} in running text becomes: the value of a variable, or a date in words (source/dates.h). On a fault the text
// stays as it was written. `position` is that of the braces.
// Codes: unresolved-variable, with the nearest known name; date-invalid; include-invalid and table-invalid, since these
// stand in a paragraph of their own.
base::Read<std::string> value_of(std::string_view written, const WrittenVariable& variable, const BodyOptions& options,
                                 base::Position position);

}  // namespace kitei::source
