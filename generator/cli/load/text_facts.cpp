#include "cli/load/text_facts.h"

#include <algorithm>

namespace kitei::cli {

TextFacts collect_facts(const model::Handbook& handbook) {
  TextFacts facts;
  for (const model::Document& document : handbook.documents) {
    for (const model::ClauseEntry& entry : document.clauses) {
      if (entry.duty->effective) facts.days.push_back(*entry.duty->effective);
    }
  }
  std::sort(facts.days.begin(), facts.days.end());
  facts.days.erase(std::unique(facts.days.begin(), facts.days.end()), facts.days.end());
  facts.addresses = history::permanent_addresses(handbook);
  return facts;
}

}  // namespace kitei::cli
