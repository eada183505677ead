// Two lists of blocks → the rows of their comparison, as model/change.h describes them.
#pragma once
#include <vector>

#include "model/change.h"

namespace kitei::diff {

// Everything of both sides is in the result. `clause` is what the blocks belong to until a heading among them says
// otherwise; nullptr: nothing.
struct Side {
  const model::Blocks& blocks;
  const model::Clause* clause = nullptr;
};

std::vector<model::ClauseChange> diff_blocks(const Side& before, const Side& after);

// The footnotes of two bodies: matched by label, then by content; in the order of the new numbers.
std::vector<model::ClauseChange> diff_notes(const std::vector<model::Footnote>& before,
                                            const std::vector<model::Footnote>& after);

}  // namespace kitei::diff
