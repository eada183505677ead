#include "archive/handbook.h"

#include "archive/handbook_fields.h"

namespace kitei::archive {
namespace {

template <typename T>
T read_value(base::BinaryReader& in) {
  T value;
  In{in}(value);
  return value;
}

}  // namespace

void write_handbook(base::BinaryWriter& out, const model::Handbook& handbook) { Out{out}(handbook); }
model::Handbook read_handbook(base::BinaryReader& in) { return read_value<model::Handbook>(in); }

void write_names(base::BinaryWriter& out, const model::Handbook& handbook) {
  Out archive{out};
  archive(handbook.config, handbook.registers.records, handbook.index_by_id);
  out.number(handbook.documents.size());
  for (const model::Document& document : handbook.documents) name_fields(archive, document);
}
model::Handbook read_names(base::BinaryReader& in) {
  model::Handbook handbook;
  In archive{in};
  archive(handbook.config, handbook.registers.records, handbook.index_by_id);
  handbook.documents.resize(in.count());
  for (model::Document& document : handbook.documents) name_fields(archive, document);
  return handbook;
}

void write_config(base::BinaryWriter& out, const model::Config& config) { Out{out}(config); }

void write_edition_record(base::BinaryWriter& out, const model::EditionRecord& record) { Out{out}(record); }
model::EditionRecord read_edition_record(base::BinaryReader& in) { return read_value<model::EditionRecord>(in); }

void write_diagnostics(base::BinaryWriter& out, std::span<const base::Diagnostic> diagnostics) {
  out.number(diagnostics.size());
  for (const base::Diagnostic& diagnostic : diagnostics) Out{out}(diagnostic);
}
base::Diagnostics read_diagnostics(base::BinaryReader& in) { return read_value<base::Diagnostics>(in); }

}  // namespace kitei::archive
