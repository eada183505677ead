// What a build asks about the texts of a frozen edition in which nothing changed, so that it need not read them.
#pragma once
#include <vector>

#include "base/binary.h"
#include "base/date.h"
#include "history/clauses.h"
#include "model/handbook.h"

namespace kitei::cli {

struct TextFacts {
  std::vector<base::Date> days;  // on which clauses take effect; sorted, each once
  history::Addresses addresses;

  bool operator==(const TextFacts&) const = default;
};

// Of all documents, which must have their texts.
TextFacts collect_facts(const model::Handbook& handbook);

void write_facts(base::BinaryWriter& out, const TextFacts& facts);
TextFacts read_facts(base::BinaryReader& in);

}  // namespace kitei::cli
