// edition.yaml: what a frozen edition says about itself, with the SHA-256 of every file in it.
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/edition.h"

namespace kitei::history {

// The same record always gives the same bytes.
std::string write_edition_record(const model::EditionRecord& record);

// Codes: frozen-edition-altered (the file is part of what must not change), for YAML faults too; unknown-key. Without
// faults the record has an id, an effective date and a hash for each file.
base::Read<model::EditionRecord> read_edition_record(std::string_view text, std::string_view path);

// A YAML scalar that reads back as exactly this text: plain where that is safe, else in double quotes.
std::string yaml_scalar(std::string_view text);
std::string yaml_quoted(std::string_view text);

}  // namespace kitei::history
