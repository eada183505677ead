// A handbook that lies in memory with all its texts, after a few of its documents were edited: these are read again, and those that
// may be resolved in another way since; everything else stays where it is. The way of `serve`; a build, which has no texts in
// memory, goes that of document_edit.h.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "cli/load/load.h"
#include "resolve/lookup.h"

namespace kitei::cli {

struct WorkingEdit {
  std::vector<std::size_t> read;  // the documents that are others now
  bool shows_elsewhere = false;   // whether anything but their own pages may show what changed
  bool same_files = true;         // whether they refer to the same pictures, forms and downloads
  base::Diagnostics errors;       // of reading and resolving them, graded; with any of them the handbook is as it was
};

// Puts new bytes of sources (by path; each a file of the working tree, others than before) into the handbook. `lookup` is that of the
// handbook, before and afterwards. Nothing: the whole handbook is to be read anew (and is as it was), since the edit is of a file
// that is no document, reaches too far (an id, a kind, a number, a part of a book) or too many.
std::optional<WorkingEdit> edit_working(Loaded& loaded, std::optional<resolve::Lookup>& lookup, const std::map<std::string, std::string>& changed,
                                        const base::ForEach& for_each);

}  // namespace kitei::cli
