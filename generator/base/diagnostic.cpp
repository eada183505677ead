#include "base/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace kitei::base {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::Off: return "off";
    case Severity::Info: return "info";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
  }
  return "error";
}

void sort_diagnostics(Diagnostics& diagnostics) {
  auto key = [](const Diagnostic& d) {
    return std::tuple<const std::string&, std::uint32_t, std::uint32_t, const std::string&, const std::string&>(
        d.path, d.position.line, d.position.column, d.code, d.message.en);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end()), diagnostics.end());
}

void append(Diagnostics& to, Diagnostics from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace kitei::base
