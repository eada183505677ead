// What a check of finished files found. Unlike a Diagnostic it names no place in a source: the file is what it is.
#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace kitei::pack {

struct Finding {
  std::string code;  // stable: "missing", "changed", "docx-1" …
  std::string path;  // of the file or part; "" = the archive as a whole
  base::Message message;

  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

}  // namespace kitei::pack
