// What changed about a block beside its words: its address, classes, controls, level, the kind of a list or box.
#pragma once
#include <vector>

#include "model/change.h"

namespace kitei::diff {

std::vector<model::FieldChange> diff_attributes(const model::Attributes& before, const model::Attributes& after);

// Of two blocks of the same kind. Values are as the author wrote them; a caption's keys begin with "caption.".
std::vector<model::FieldChange> diff_attributes(const model::Block& before, const model::Block& after);

}  // namespace kitei::diff
