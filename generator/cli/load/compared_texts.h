// What a build compares the working tree with: of each document, the one of the newest frozen edition that has it. Most are what that
// edition holds, byte for byte; where an earlier build kept it, no text of these is read (StoredTexts::holds), and nobody compares them.
// Not for those who compare the working tree with an older edition.
#pragma once
#include <cstddef>
#include <functional>

#include "base/for_each.h"
#include "cli/load/load.h"

namespace kitei::cli {

// Sets Edition::untouched of the working tree. Afterwards all other documents with which it is compared have their texts, and those
// that the newest edition alone has.
// Of documents of the working tree that are there without their texts `card_untouched`, when given, tells (by index) whether they
// are in that set; it is false for all others.
void read_compared_texts(Loaded& loaded, const base::ForEach& for_each, const std::function<bool(std::size_t document)>& card_untouched = {});

}  // namespace kitei::cli
