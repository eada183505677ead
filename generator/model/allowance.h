// An exception to a check, written beside what it excuses: <!-- kitei: allow review-overdue until 2026-12 -->, or the same
// behind `#` in YAML. It covers lines of one file, until a day, and appears in no output.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/position.h"

namespace kitei::model {

struct Allowance {
  std::string path;
  base::Position position;  // of the comment
  std::vector<std::pair<std::string, base::Position>> codes;
  base::Date until;  // the last day on which it holds
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lines;  // first and last, both covered
};

}  // namespace kitei::model
