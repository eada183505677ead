// What the working tree changed behind the back of its history: text without a new version, documents that are gone.
//
// In:  resolved handbooks. A reference counts by what the author wrote, so that a title or number that changed
// elsewhere is no
//      change here.
// revision-missing     the text (variables and includes applied, markup and line breaks aside) or a significant value
// of the
//                      front matter differs from the newest frozen edition that holds the document, under the same
//                      version. One diagnostic for each document, at its `version`. Where a variable changed, the hint
//                      names it and lists every document that it touched.
// document-vanished    the newest frozen edition holds the document, the working tree does not, and nothing says why:
//                      neither status retired or `replaced_by` there, nor `replaces` or `aliases` here. Reported where
//                      the frozen edition has it.
// Significant are number, title, kind, classification, scope, department, owner, approver, effective_date, audience,
// controls, implements, every, by, numbering and file; what tells about reviews, relations and the end of a document is
// not.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::history {

struct Revisions {
  base::Diagnostics diagnostics;       // revision-missing
  // The folded ids of the documents that are what the newest frozen edition holds: the same version, and nothing that is
  // revision-missing.
  std::set<std::string> carried_over;
};
// Of documents in Edition::untouched of the working tree no text is asked. Those for which `is_known` says so are left out: nothing
// is found in them, nor are they carried over.
Revisions check_revisions(const model::Edition& working, const base::FileTree& working_files,
                          const std::vector<model::Edition>& frozen_oldest_first,
                          const std::function<bool(std::size_t document)>& is_known = {});

// edition-frozen: `edition:` of handbook.yaml names an edition that is frozen with other sources, so that the working tree is
// built as `draft`.
base::Diagnostics check_edition_id(const model::Handbook& working, const base::FileTree& working_files,
                                   const std::vector<model::Edition>& frozen);

base::Diagnostics check_vanished(const model::Handbook& working,
                                 const std::vector<model::Edition>& frozen_oldest_first);

}  // namespace kitei::history
