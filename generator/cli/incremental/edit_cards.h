// A handbook after an edit as the last build kept it: the sources that lie there now, and documents as they were.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/for_each.h"
#include "cli/incremental/last_build.h"
#include "cli/incremental/register_edit.h"
#include "cli/load/load.h"
#include "cli/load/text_store.h"
#include "cli/output/site.h"
#include "resolve/indexes.h"

namespace kitei::cli {

struct Cards {
  // Configuration, catalogues and registers as their files say, documents as cards, with index_ids() and what leads to them; frozen
  // editions as they were kept. Its inputs lie there now, with the hashes of what they hold.
  Loaded loaded;
  TextStore store;
  // By document.
  std::vector<resolve::DocumentUses> uses;
  std::vector<std::vector<std::string>> files;  // StoredCard::files
  std::vector<BesideNewest> beside_newest;
  bool are_unrevised = false;                   // some were found to be revision-missing
  std::optional<RegisterEdit> registers;        // of those that changed

  bool beside_frozen() const { return !loaded.frozen.empty(); }
};

// Of the handbook of `last`, whose sources alone changed. Nothing: not everything was kept, or what is asked for is not plain.
std::optional<Cards> read_cards(const Parts& parts, const LastBuild& last, base::Language language, const base::ForEach& for_each);

}  // namespace kitei::cli
