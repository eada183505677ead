// A resolved handbook as bytes and back (see document.h for what the bytes are): its cards, catalogues, registers and
// indexes. The texts of its documents are not among them; they are written one by one with write_body.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "base/binary.h"
#include "base/diagnostic.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::archive {

void write_handbook(base::BinaryWriter& out, const model::Handbook& handbook);
model::Handbook read_handbook(base::BinaryReader& in);  // every body is empty

// Of a handbook what timelines and histories ask: its configuration, its records, and of each document how it is called and what
// became of it: path, id, former ids, number, title, kind, head, version and revisions, status, classification, first and last day, what
// it replaces and is replaced by, the hash of its source and how many files it is made of. Everything else is empty when it is read.
void write_names(base::BinaryWriter& out, const model::Handbook& handbook);
model::Handbook read_names(base::BinaryReader& in);
// The same of the documents that are `wanted` alone; indexes lead to no other.
void write_names(base::BinaryWriter& out, const model::Handbook& handbook, const std::function<bool(std::size_t document)>& wanted);
// Of one document.
void write_name(base::BinaryWriter& out, const model::Document& document);

void write_config(base::BinaryWriter& out, const model::Config& config);

void write_edition_record(base::BinaryWriter& out, const model::EditionRecord& record);
model::EditionRecord read_edition_record(base::BinaryReader& in);

void write_timeline(base::BinaryWriter& out, std::span<const model::TimelineEntry> timeline);
std::vector<model::TimelineEntry> read_timeline(base::BinaryReader& in);

void write_diagnostics(base::BinaryWriter& out, std::span<const base::Diagnostic> diagnostics);
base::Diagnostics read_diagnostics(base::BinaryReader& in);

}  // namespace kitei::archive
