// The versions to which a handbook refers as such: [[AB-P-1@1.0]], `implements: [AB-P-1@1.0]`.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "model/handbook.h"

namespace kitei::cli {

using Pins = std::vector<std::pair<std::string, std::string>>;  // folded document id, version; sorted, each once

// Texts and front matter of all documents, which must have their texts.
Pins collect_pins(const model::Handbook& handbook);

}  // namespace kitei::cli
