// What a build compares the working tree with: of each document, the one of the newest frozen edition that has it. Most are what that
// edition holds, byte for byte; where an earlier build kept it, no text of these is read (StoredTexts::holds), and nobody compares them.
// Not for those who compare the working tree with an older edition.
#pragma once
#include <vector>

#include "base/for_each.h"
#include "cli/load/load.h"

namespace kitei::cli {

// What is known of documents of the working tree that are there without their texts, by index; empty when all have them.
struct KnownComparisons {
  std::vector<char> untouched;  // what the newest edition holds
  std::vector<char> compared;   // not that, but compared by an earlier build, and nobody does it again
  bool gone = false;            // so were those that the newest edition alone has
};

// Sets Edition::untouched of the working tree. Afterwards all other documents with which it is compared have their texts, and those
// that the newest edition alone has, but for what is known.
void read_compared_texts(Loaded& loaded, const base::ForEach& for_each, const KnownComparisons& known = {});

}  // namespace kitei::cli
