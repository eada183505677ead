// The plain part of YAML, read directly: front matter and registers as people write them. About twenty times as fast as
// yaml-cpp, which remains the judge of everything else.
//
// Read here: maps and lists by indentation, one key or item a line, with values that are plain text, text in quotes
// without escapes, or [lists] and {maps} on one line. Anything beyond (text over several lines, escapes, comments behind
// a value, anchors, tags, | and >, odd indentation, whatever could be a mistake): nothing is returned, and the caller
// asks yaml-cpp. What is returned is what yaml-cpp gives, positions included; a test compares the two on random texts.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "adapters/yaml.h"

namespace kitei::adapters {

// `text`: valid UTF-8 with LF line ends, without control characters but tab; `first_line` as for parse_yaml.
std::optional<yaml::Value> parse_simple_yaml(std::string_view text, std::uint32_t first_line);

}  // namespace kitei::adapters
