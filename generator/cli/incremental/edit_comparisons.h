// After an edit beside frozen editions: which comparisons with the newest one stand, so that the documents which it does not reach
// need not be read and compared for their redlines.
//
// A redline shows the two texts of a document. When its pages stand, so does the newer text; the older one knows nothing of the working
// tree. Which documents belong together follows from ids and former ids.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "cli/incremental/document_changes.h"
#include "cli/load/load.h"
#include "cli/machine/build_record.h"
#include "cli/output/reach.h"

namespace kitei::cli {

class EditComparisons {
 public:
  // The working tree of `loaded`, which must outlive this object, as it was before the edit: cards, and no texts. `anew`: nothing stands.
  EditComparisons(const Loaded& loaded, const BuildRecord& last, bool anew);

  // To be called before the edit is in the handbook.
  void look_at(const DocumentChanges& edited);

  // Whether comparisons stand: for the documents that have no texts after the edit.
  bool stand() const { return !other_names_ && found_.size() == loaded_.config().sites.size(); }

  // And whether that holds for all that the newest edition alone has: nothing came to be that with the edit.
  bool those_gone_stand() const { return stand() && !some_left_; }

  // What a site says of them, by their redlines' paths inside it; `seen` is the working tree as its readers see it. Nothing when
  // comparisons do not stand.
  std::map<std::string, model::DocumentChange, std::less<>> of_site(const std::string& folder, const model::Edition& seen,
                                                                    const std::vector<char>& texts) const;

 private:
  const Loaded& loaded_;
  std::map<std::string, std::vector<model::DocumentChange>, std::less<>> found_;  // by folders of sites: by the last build
  bool other_names_ = false;  // documents may belong together in another way
  bool some_left_ = false;    // a document went, or has another id
};

}  // namespace kitei::cli
