// A resolved handbook as bytes and back (see document.h for what the bytes are): its cards, catalogues, registers and
// indexes. The texts of its documents are not among them; they are written one by one with write_body.
#pragma once
#include <span>

#include "base/binary.h"
#include "base/diagnostic.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::archive {

void write_handbook(base::BinaryWriter& out, const model::Handbook& handbook);
model::Handbook read_handbook(base::BinaryReader& in);  // every body is empty

void write_config(base::BinaryWriter& out, const model::Config& config);

void write_edition_record(base::BinaryWriter& out, const model::EditionRecord& record);
model::EditionRecord read_edition_record(base::BinaryReader& in);

void write_diagnostics(base::BinaryWriter& out, std::span<const base::Diagnostic> diagnostics);
base::Diagnostics read_diagnostics(base::BinaryReader& in);

}  // namespace kitei::archive
