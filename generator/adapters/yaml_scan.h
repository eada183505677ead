// A look at YAML text before it is parsed, for the faults that yaml-cpp accepts silently or reports at a far place: a
// quote or bracket that is never closed, text after a closing quote, tabs, wide blanks in the indentation, lines
// without a colon. In: valid UTF-8 with LF line ends. Out: the faults in the order of the text, with byte offsets. It
// knows just enough of YAML to tell quoted text, block text (| and >), comments and plain text apart, and does not
// judge anything else.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace kitei::adapters {

enum class YamlFault {
  UnclosedQuote,
  UnclosedBracket,
  TextAfterQuote,
  Tab,
  WideBlank,
  MissingColon,  // a line that should be `key: value` and is not
  IndentedKey,   // a `key:` so deep that it belongs to the text above it
};

struct YamlFinding {
  YamlFault fault = YamlFault::Tab;
  std::size_t offset = 0;
};

std::vector<YamlFinding> scan_yaml(std::string_view text);

}  // namespace kitei::adapters
