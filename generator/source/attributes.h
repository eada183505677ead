// {#id .class key="value" key=value flag}: the one grammar for attributes, at the end of a heading or caption line.
// Ids are letters and digits of any script, '-', '_', '.', ':'; classes, keys and flags are ASCII names. A brace that
// does not fit, is empty, or stands behind a backslash is text.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "model/block.h"

namespace kitei::source {

struct TrailingAttributes {
  std::size_t from = 0;  // the byte where the line's own text ends; the brace and the blanks before it follow
  std::size_t brace = 0;
  model::Attributes attributes;  // without a position; those of its values are columns behind the brace (1 = the next byte)
};

std::optional<TrailingAttributes> read_trailing_attributes(std::string_view line);

}  // namespace kitei::source
