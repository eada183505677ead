// A handbook that lies in memory with all its texts, after a few of its files were edited, came or went: the documents that they
// make are read again, and those that may be resolved in another way since; everything else stays where it is. The way of `serve`;
// a build, which has no texts in memory, goes that of document_edit.h. What both do is in document_changes.h.
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

// Files of the working tree, by path, that are others than in memory: their bytes now; nothing: it is gone.
using EditedFiles = std::map<std::string, std::optional<std::string>>;

struct WorkingEdit {
  std::vector<std::size_t> read;  // the documents that are others now
  bool shows_elsewhere = false;   // whether anything but their own pages may show what changed
  bool other_documents = false;   // some came, went, stand elsewhere or have other names, or registers are others; shows_elsewhere, too
  bool same_files = true;         // whether they refer to the same pictures, forms and downloads as before, with the same bytes
  base::Diagnostics errors;       // of reading and resolving them, graded; with any of them the handbook is as it was
};

// A handbook that is to be edited; `lookup` is that of the handbook. Documents stay at one address while none comes, goes or moves.
void make_room_for_edits(model::Handbook& handbook);

// Brings the handbook up to date, and `lookup` with it. Nothing: the whole handbook is to be read anew (and is as it was, every
// document at its address), since an edit is of a file that all documents may ask (the configuration, names in a register), reaches too many,
// makes two documents claim the same id, or is of a document that waits for another one.
std::optional<WorkingEdit> edit_working(Loaded& loaded, std::optional<resolve::Lookup>& lookup, const EditedFiles& edited,
                                        const base::ForEach& for_each);

}  // namespace kitei::cli
