// What check_handbook says under some codes: each family of rules is tested through it.
#pragma once
#include <string>
#include <string_view>

#include "check/handbook.h"

namespace kitei::test {

// `codes` with a blank between them.
inline base::Diagnostics findings(std::string_view codes, const model::Handbook& handbook,
                                  base::Date today = std::chrono::year{2026} / 1 / 1, check::Depth depth = check::Depth::Notes) {
  base::Diagnostics found = check::check_handbook(handbook, today, depth);
  const std::string all = " " + std::string(codes) + " ";
  std::erase_if(found, [&](const base::Diagnostic& d) { return all.find(" " + d.code + " ") == std::string::npos; });
  return found;
}

}  // namespace kitei::test
