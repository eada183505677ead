// The families of rules, one file each, for check/ alone. What looks at one document adds its findings to `found`; what needs
// several documents returns its own. None of them asks for the text of another document but the two that say so.
#pragma once
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "check/prose.h"
#include "model/handbook.h"

namespace kitei::check {

// ---- one run of a document's text ------------------------------------------------------------------------------------

// characters.cpp: odd-character
void find_odd_characters(const model::Document& document, const Run& run, base::Diagnostics& found);
// placeholders.cpp: placeholder
void find_placeholders(const model::Document& document, const Run& run, base::Diagnostics& found);
// wording.cpp: modal-verb
void find_modal_verbs(const model::Document& document, const Run& run, const model::Config& config, base::Diagnostics& found);
// numbering.cpp: hand-numbering
void find_typed_number(const model::Document& document, const Run& run, const model::Config& config, base::Diagnostics& found);

// glossary.cpp: term-undefined
class GlossaryWords {
 public:
  GlossaryWords() = default;
  explicit GlossaryWords(const std::vector<model::Term>& terms);
  bool empty() const { return words_.empty(); }
  bool know(std::string_view word) const;  // a term or an alias, without regard to width and case

 private:
  std::unordered_set<std::string> words_;
};
void find_definition(const model::Document& document, const Run& run, const GlossaryWords& words, const model::Config& config,
                     base::Diagnostics& found);

// ---- one document ----------------------------------------------------------------------------------------------------

// approval.cpp: approver-missing approver-is-author approval-evidence-missing
void check_approval(const model::Document& document, const model::Config& config, base::Diagnostics& found);
// cadence.cpp: cadence-conflict, but for records. Of the documents that a table refers to it asks `every` and the clauses.
void check_cadence(const model::Handbook& handbook, const model::Document& document, base::Diagnostics& found);
// dates.cpp: date-order review-overdue
void check_dates(const model::Document& document, base::Date today, base::Diagnostics& found);
// kinds.cpp: controls-missing form-empty. Of the parts of a document it asks the controls that they name.
void check_kind(const model::Handbook& handbook, const model::Document& document, base::Diagnostics& found);
// secrecy.cpp: classification-leak
void check_audiences(const model::Document& document, const model::Config& config, base::Diagnostics& found);
// supplements.cpp: supplement-mismatch
void check_supplements(const model::Document& document, const model::Config& config, base::Diagnostics& found);

// Whether it lays down rules that bind: a policy or a regulation.
bool binds(const model::Document& document, const model::Config& config);

// ---- the whole handbook ----------------------------------------------------------------------------------------------

// cadence.cpp: cadence-conflict of records, by the front matter of the documents
base::Diagnostics check_record_cadences(const model::Handbook& handbook);
// controls.cpp: control-uncovered soa-missing-reason soa-excluded-but-implemented
base::Diagnostics check_controls(const model::Handbook& handbook);
// secrecy.cpp: sites-missing, by the front matter of the documents
base::Diagnostics check_sites(const model::Handbook& handbook);
// settings.cpp: setting-unsupported
base::Diagnostics check_settings(const model::Handbook& handbook);
// glossary.cpp: unused-term. Reads every text.
base::Diagnostics check_unused_terms(const model::Handbook& handbook);
// variants.cpp: term-variant. Reads every text.
base::Diagnostics check_variants(const model::Handbook& handbook);

}  // namespace kitei::check
