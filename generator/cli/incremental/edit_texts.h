// After an edit: the texts of the documents that it does not reach, of which the last build kept cards. Their pages stand; but a
// binder and the page of a pack show every text.
#pragma once
#include <vector>

#include "base/for_each.h"
#include "cli/incremental/document_changes.h"
#include "cli/load/load.h"
#include "cli/load/text_store.h"
#include "resolve/lookup.h"

namespace kitei::cli {

struct StandingTexts {
  const std::vector<char>& read;                    // by document of the handbook: whether it has its text already
  const std::vector<resolve::DocumentUses>& uses;   // as its documents
  const TextStore& store;
  WorkingFiles& files;
  const resolve::Lookup& lookup;                    // of the handbook
};

// Puts the documents of the working tree in the place of their cards, from what their sources say; their pictures are then in
// memory. False when one of them does not say what its card says, or leads elsewhere than before; then `loaded` is of no use any more.
bool read_standing_texts(Loaded& loaded, const StandingTexts& from, const base::ForEach& for_each);

}  // namespace kitei::cli
