// What is checked before the Markdown library sees a text: the inputs on which it is known to be slow or to fill
// memory, and the bytes that it would change or that our own markers need. One pass over the lines.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/diagnostic.h"

namespace kitei::adapters {

// source-too-complex, at the first place of each kind; none when the text may be parsed. `first_line` is the line of
// the file on which `text` begins.
base::Diagnostics check_markdown_limits(std::string_view text, std::string_view path, std::uint32_t first_line);

// The diagnostic for nesting beyond MarkdownLimits::kDepth, which shows only after parsing.
base::Diagnostic nesting_too_deep(std::string_view path, base::Position position);

}  // namespace kitei::adapters
