// What a build asks about the texts of a frozen edition in which nothing changed, so that it need not read them.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "history/clauses.h"
#include "model/handbook.h"

namespace kitei::cli {

using Pins = std::vector<std::pair<std::string, std::string>>;  // folded document id, version; sorted, each once

struct TextFacts {
  Pins pins;                     // versions to which it refers as such: [[AB-P-1@1.0]], `implements: [AB-P-1@1.0]`
  std::vector<base::Date> days;  // on which clauses take effect; sorted, each once
  history::Addresses addresses;

  bool operator==(const TextFacts&) const = default;
};

// Of all documents, which must have their texts.
TextFacts collect_facts(const model::Handbook& handbook);

}  // namespace kitei::cli
