#include "history/edition.h"

namespace kitei::history {

bool is_older(const model::EditionRecord& a, const model::EditionRecord& b) {
  if (a.effective != b.effective) return a.effective < b.effective;
  return model::natural_less(a.id, b.id);
}

std::vector<model::EditionStatus> edition_statuses(const std::vector<model::EditionRecord>& oldest_first,
                                                   base::Date today) {
  std::vector<model::EditionStatus> statuses;
  for (const model::EditionRecord& record : oldest_first) {
    if (record.effective > today) {
      statuses.push_back(model::EditionStatus::Future);
      continue;
    }
    if (!statuses.empty()) statuses.back() = model::EditionStatus::Superseded;
    statuses.push_back(model::EditionStatus::InForce);
  }
  return statuses;
}

}  // namespace kitei::history
