// The optional lists beside the documents: records.yaml, roles.yaml, glossary.yaml, laws.yaml, contacts.yaml,
// external.yaml. Each file is a list of maps, either the whole file or under a key with the file's name (for the
// glossary also `terms`). Records and terms have fixed keys, and other ones are reported; roles, laws, contacts and
// external documents keep every further key as the author named it. Without an id the title is the id. {{ name }} in
// the words of an entry becomes the value of the variable, as in documents. Codes: register-invalid, unknown-key,
// unresolved-variable.
#pragma once
#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/config.h"
#include "model/register.h"

namespace kitei::source {

base::Read<model::Registers> read_registers(const base::FileTree& tree, const model::Config& config);

}  // namespace kitei::source
