// kinds: and numbering: of handbook.yaml: the kinds of documents, in the order of the site, and how each is numbered.
// Codes: handbook-invalid, unknown-key.
#pragma once
#include <string>

#include "adapters/yaml_fields.h"
#include "model/config.h"

namespace kitei::source {

// The five that every handbook has, as the file changes them, and its own ones.
void read_kinds(adapters::Fields& fields, model::Config& config);

// After read_kinds. A kind of `kinds:` follows the kind it is like, unless it is named itself.
void read_numbering(adapters::Fields& fields, model::Config& config);

// The id of a kind named by id, label or Japanese name; "" and a report when there is none.
std::string kind_id(const adapters::FieldText& written, const model::Config& config, const adapters::FieldContext& context);

}  // namespace kitei::source
