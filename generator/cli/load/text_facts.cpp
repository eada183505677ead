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

void write_facts(base::BinaryWriter& out, const TextFacts& facts) {
  out.number(facts.days.size());
  for (const base::Date day : facts.days) out.whole(std::chrono::sys_days(day).time_since_epoch().count());
  out.number(facts.addresses.size());
  for (const std::string& addresses : facts.addresses) out.text(addresses);
}

TextFacts read_facts(base::BinaryReader& in) {
  TextFacts facts;
  facts.days.resize(in.count());
  for (base::Date& day : facts.days) day = std::chrono::sys_days(std::chrono::days(in.whole()));
  facts.addresses.resize(in.count());
  for (std::string& addresses : facts.addresses) addresses = in.text();
  return facts;
}

}  // namespace kitei::cli
