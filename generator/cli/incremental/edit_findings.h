// What is said of a handbook after an edit of a few documents: their own findings, what is said of the handbook as a whole, and
// all else as the last build said it. Findings are kept as they were found (check::as_found), and reported beside the allowances of
// their files; those of a document may be others after the edit.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "check/allowances.h"
#include "check/handbook.h"
#include "cli/incremental/changed_report.h"
#include "cli/incremental/register_edit.h"
#include "cli/load/text_store.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::cli {

// A document that is read again.
struct ReadDocument {
  std::size_t index = 0;  // in the handbook
  std::string bytes;
  base::Diagnostics findings;      // of reading and resolving it, and of its history; then all of them, as they were found
  base::Diagnostics old_findings;  // as they were found before
  std::vector<model::Allowance> old_allowances;
  std::string old_bytes;           // of one that was edited, else empty
};

class EditFindings {
 public:
  // `handbook`, the frozen editions and `store`, the one before the edit in the order of the handbook, must outlive this object; and
  // the configuration in `how`. `in_registers` is what YAML files allow.
  EditFindings(const model::Handbook& handbook, const std::vector<model::Edition>& frozen, const TextStore& store,
               std::vector<model::Allowance> in_registers, const check::Reporting& how)
      : handbook_(handbook), frozen_(frozen), store_(store), in_registers_(std::move(in_registers)), how_(how) {}

  // To be called before the edit is in the handbook. `registers` is what resolving its registers found, here and below; `edit` is of
  // registers, if some changed, and must outlive this object.
  void look_at_whole(base::Diagnostics registers, const RegisterEdit* edit);

  // Whether these findings, not graded, are of the documents that are read, or were known of others before.
  bool knows_of_others(std::span<const ReadDocument> documents, base::Diagnostics findings) const;

  // Completes the findings of these documents, which are in the handbook with their texts, and others(). False: there are errors, or
  // it cannot be told what is said of other documents.
  bool check(std::span<ReadDocument> documents, base::Diagnostics registers, const check::AssetBytes& asset);

  // What was found in files that are no documents.
  const base::Diagnostics& others() const { return others_; }

  // The last report with the findings of these documents, and without those of documents that are `gone`; nothing when it is to
  // be made anew.
  std::optional<ChangedReport> changed_report(const LastBuild& last, std::span<const ReadDocument> documents, std::span<const ReadDocument> gone,
                                              base::Language language) const;

  // Everything that is to be reported; nothing when the store is damaged.
  std::optional<base::Diagnostics> all(std::span<const ReadDocument> documents) const;

 private:
  base::Diagnostics findings_of_whole(base::Diagnostics registers) const;
  bool check_whole(std::span<ReadDocument> documents, base::Diagnostics registers);
  bool check_document(ReadDocument& read, const check::AssetBytes& asset) const;
  base::Diagnostics reported(const base::Diagnostics& found, const std::vector<model::Allowance>& allowances) const {
    return check::reported(found, allowances, how_);
  }

  const model::Handbook& handbook_;
  const std::vector<model::Edition>& frozen_;
  const TextStore& store_;
  std::vector<model::Allowance> in_registers_;
  check::Reporting how_;
  const RegisterEdit* registers_ = nullptr;
  base::Diagnostics whole_;  // before the edit
  bool same_whole_ = true;   // after it, with the sources that are shown
  base::Diagnostics others_;
};

}  // namespace kitei::cli
