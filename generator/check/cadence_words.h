// The words for a cadence inside running text (毎月, 年1回, 3か月に1回, every 3 months), beside model/cadence.h, which reads a
// whole value. Lengths of time that are not said to come back (3か月間, 12か月以内) are none.
#pragma once
#include <string_view>
#include <vector>

#include "model/cadence.h"

namespace kitei::check {

struct FoundCadence {
  model::Cadence cadence;
  std::size_t from = 0;  // bytes
  std::size_t to = 0;
};

// In the order of the text.
std::vector<FoundCadence> find_cadences(std::string_view text);

}  // namespace kitei::check
