// Diagnostics as lines of text, so that a test compares whole messages: "path:line:column: message [code] (hint)", one
// a line, in the order in which they were found; columns are bytes here.
#pragma once
#include <string>

#include "base/diagnostic.h"

namespace kitei::tests {

inline std::string shown(const base::Diagnostics& diagnostics, base::Language language = base::Language::English) {
  std::string text;
  for (const base::Diagnostic& d : diagnostics) {
    text += d.path + ":" + std::to_string(d.position.line) + ":" + std::to_string(d.position.column) + ": " +
            d.message.in(language) + " [" + d.code + "]";
    if (!d.hint.empty()) text += " (" + d.hint.in(language) + ")";
    text += "\n";
  }
  return text;
}

}  // namespace kitei::tests
