// What is wrong with a YAML text, in words for people who do not know YAML: the faults that yaml_scan finds and the
// errors of yaml-cpp (by their text, see <yaml-cpp/exceptions.h>), each with a place, a message and a hint. No library
// type is here.
#pragma once
#include <cstdint>
#include <string_view>

#include "adapters/yaml_scan.h"
#include "base/diagnostic.h"
#include "base/position.h"

namespace kitei::adapters {

// Also thrown inside yaml.cpp to end a parse early; it never leaves it.
struct YamlProblem {
  base::Position position;
  base::Message message;
  base::Message hint;
};

// The place of a byte of the text, which begins on `first_line` of its file.
base::Position position_at(std::string_view text, std::size_t offset, std::uint32_t first_line);

YamlProblem problem_of(const YamlFinding& finding, std::string_view text, std::uint32_t first_line);
YamlProblem problem_of_library(std::string_view message, base::Position position, std::string_view line);

base::Message depth_message();
base::Message anchor_message();
base::Message tag_message();
base::Message quote_hint();  // put the value in quotes

}  // namespace kitei::adapters
