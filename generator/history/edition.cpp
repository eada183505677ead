#include "history/edition.h"

namespace kitei::history {

bool is_older(const model::EditionRecord& a, const model::EditionRecord& b) {
  if (a.effective != b.effective) return a.effective < b.effective;
  return model::natural_less(a.id, b.id);
}

std::vector<model::EditionStatus> edition_statuses(const std::vector<base::Date>& effective_oldest_first, base::Date today) {
  std::vector<model::EditionStatus> statuses;
  for (const base::Date effective : effective_oldest_first) {
    if (effective > today) {
      statuses.push_back(model::EditionStatus::Future);
      continue;
    }
    if (!statuses.empty()) statuses.back() = model::EditionStatus::Superseded;
    statuses.push_back(model::EditionStatus::InForce);
  }
  return statuses;
}

}  // namespace kitei::history
