#include "model/rules.h"

#include <algorithm>

#include "model/edition.h"

namespace kitei::model {

const std::vector<Rule>& rules() {
  using enum base::Severity;
  static const std::vector<Rule> table{
      {"allowance-ended", Info, false},
      {"allowance-invalid", Warning, false},
      {"allowance-unused", Info, false},
      {"approval-evidence-missing", Warning, false},
      {"approver-is-author", Warning, false},
      {"approver-missing", Warning, false},
      {"attribute-invalid", Error, false},
      {"broken-anchor", Error, false},
      {"broken-image", Error, false},
      {"broken-link", Error, false},
      {"cadence-conflict", Warning, false},
      {"cadence-invalid", Warning, false},
      {"catalog-invalid", Error, true},
      {"classification-leak", Error, false},
      {"classification-missing", Warning, false},
      {"clause-moved", Info, false},
      {"clause-removed", Warning, false},
      {"control-uncovered", Warning, false},
      {"controls-missing", Info, false},
      {"date-invalid", Error, false},
      {"date-order", Warning, false},
      {"document-vanished", Warning, false},
      {"duplicate-anchor", Warning, false},
      {"edition-frozen", Warning, false},
      {"footnote-undefined", Warning, false},
      {"footnote-unused", Warning, false},
      {"form-empty", Warning, false},
      {"front-matter-invalid", Error, true},
      {"frozen-edition-altered", Error, true},
      {"hand-numbering", Info, false},
      {"handbook-invalid", Error, true},
      {"heading-skip", Warning, false},
      {"id-duplicate", Error, true},
      {"id-invalid", Error, true},
      {"id-missing", Error, true},
      {"image-alternative-missing", Warning, false},
      {"image-not-in-word", Warning, false},
      {"image-size", Warning, false},
      {"include-cycle", Error, false},
      {"include-invalid", Error, false},
      {"include-missing", Error, false},
      {"include-outside", Error, false},
      {"include-too-large", Error, false},
      {"modal-verb", Info, false},
      {"odd-character", Warning, false},
      {"placeholder", Error, false},
      {"register-invalid", Error, true},
      {"review-overdue", Warning, false},
      {"revision-missing", Error, false},
      {"setting-unsupported", Error, false},
      {"sites-missing", Warning, false},
      {"soa-excluded-but-implemented", Warning, false},
      {"soa-missing-reason", Warning, false},
      {"source-too-complex", Error, true},
      {"source-unreadable", Error, true},
      {"supplement-mismatch", Warning, false},
      {"suspect-link", Warning, false},
      {"table-invalid", Error, false},
      {"table-note", Warning, false},
      {"table-shape", Warning, false},
      {"term-undefined", Info, false},
      {"term-variant", Info, false},
      {"unknown-clause", Error, false},
      {"unknown-control", Error, false},
      {"unknown-document", Error, false},
      {"unknown-key", Warning, false},
      {"unknown-law", Warning, false},
      {"unknown-record", Warning, false},
      {"unknown-role", Warning, false},
      {"unknown-term", Warning, false},
      {"unresolved-variable", Error, false},
      {"unsafe-html", Warning, false},
      {"unused-term", Info, false},
      {"version-mismatch", Warning, false},
  };
  return table;
}

const Rule* find_rule(std::string_view code) {
  const auto& table = rules();
  const auto found =
      std::lower_bound(table.begin(), table.end(), code, [](const Rule& rule, std::string_view c) { return rule.code < c; });
  return found == table.end() || found->code != code ? nullptr : &*found;
}

bool may_be_allowed(const Rule& rule) {
  return !rule.integrity && rule.code != "classification-leak" && !rule.code.starts_with("allowance-");
}

bool Edition::leaves_out(const DocumentId& document) const {
  const std::string line = document.folded() + '\n';
  std::size_t at = left_out.find(line);
  while (at != std::string::npos && at > 0 && left_out[at - 1] != '\n') at = left_out.find(line, at + 1);
  return at != std::string::npos;
}

std::string_view edition_status_name(EditionStatus status) {
  switch (status) {
    case EditionStatus::InForce: return "in-force";
    case EditionStatus::Superseded: return "superseded";
    case EditionStatus::Future: return "future";
    case EditionStatus::Draft: return "draft";
  }
  return "draft";
}

}  // namespace kitei::model
