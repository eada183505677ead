// The pages that compare the working texts with the newest frozen edition, after an edit of these texts. They are made by the
// code that makes them in every build, but of little: the documents that are compared, how all others are called, and the
// newest edition for the frame. Whether that is enough is seen on each page itself: of the text before the edit it must be what
// lies there, byte for byte. What differs then in the new page is the text.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/for_each.h"
#include "cli/incremental/last_build.h"
#include "cli/incremental/text_edit.h"
#include "model/edition.h"

namespace kitei::cli {

// Adds to each site the pages that compare the edited documents, whole, as far as it shows these. `draft` is the working edition, its documents by name and with what the edited
// texts lead to; it is as before afterwards. False: an edit changes more than that page (the document is not in the newest
// edition, or has the same version there), or something is not plain.
bool compare_with_newest(const LastBuild& last, model::Edition& draft, const std::vector<TextEdit>& edits, std::vector<SiteEdits>& sites,
                         const base::ForEach& for_each);

}  // namespace kitei::cli
