// What is said of a handbook after an edit of a few documents: their own findings, what is said of the handbook as a whole, and
// all else as the last build said it.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "check/handbook.h"
#include "cli/incremental/changed_report.h"
#include "cli/load/text_store.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::cli {

// A document that is read again.
struct ReadDocument {
  std::size_t index = 0;  // in the handbook
  std::string bytes;
  base::Diagnostics findings;      // of reading and resolving it, and of its history; then all of them
  base::Diagnostics old_findings;  // as they were reported
  std::string old_bytes;           // of one that was edited, else empty
};

class EditFindings {
 public:
  // `handbook`, the frozen editions and `store`, the one before the edit in the order of the handbook, must outlive this object.
  EditFindings(const model::Handbook& handbook, const std::vector<model::Edition>& frozen, const TextStore& store, base::Date today, bool strict)
      : handbook_(handbook), frozen_(frozen), store_(store), today_(today), strict_(strict) {}

  // To be called before the edit is in the handbook. `registers` is what resolving its registers found, here and below.
  void look_at_whole(base::Diagnostics registers);

  // Completes the findings of these documents, which are in the handbook with their texts, and others(). False: there are errors, or
  // it cannot be told what is said of other documents.
  bool check(std::span<ReadDocument> documents, base::Diagnostics registers, const check::AssetBytes& asset);

  // Of files that are no documents.
  const base::Diagnostics& others() const { return others_; }

  // The last report with the findings of these documents, and without those of documents that are `gone`; nothing when it is to
  // be made anew.
  std::optional<ChangedReport> changed_report(const LastBuild& last, std::span<const ReadDocument> documents, std::span<const ReadDocument> gone,
                                              base::Language language) const;

  // Everything that is to be reported; nothing when the store is damaged.
  std::optional<base::Diagnostics> all(std::span<const ReadDocument> documents) const;

 private:
  base::Diagnostics findings_of_whole(base::Diagnostics registers) const;
  void grade(base::Diagnostics& findings) const;
  bool check_whole(std::span<const ReadDocument> documents, base::Diagnostics registers);

  const model::Handbook& handbook_;
  const std::vector<model::Edition>& frozen_;
  const TextStore& store_;
  base::Date today_;
  bool strict_;
  base::Diagnostics whole_;  // before the edit
  bool same_whole_ = true;   // after it
  base::Diagnostics others_;
};

}  // namespace kitei::cli
