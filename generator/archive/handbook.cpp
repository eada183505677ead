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
  write_names(out, handbook, [](std::size_t) { return true; });
}
void write_names(base::BinaryWriter& out, const model::Handbook& handbook, const std::function<bool(std::size_t)>& wanted) {
  std::vector<std::size_t> place(handbook.documents.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < place.size(); ++i) place[i] = wanted(i) ? count++ : place.size();
  std::unordered_map<std::string, std::size_t> index;
  for (const auto& [id, document] : handbook.index_by_id) {
    if (place[document] < place.size()) index.emplace(id, place[document]);
  }
  Out archive{out};
  archive(handbook.config, handbook.registers.records, index);
  out.number(count);
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (place[i] < place.size()) name_fields(archive, handbook.documents[i]);
  }
}
void write_name(base::BinaryWriter& out, const model::Document& document) {
  Out archive{out};
  name_fields(archive, document);
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

void write_timeline(base::BinaryWriter& out, std::span<const model::TimelineEntry> timeline) {
  out.number(timeline.size());
  for (const model::TimelineEntry& entry : timeline) Out{out}(entry);
}
std::vector<model::TimelineEntry> read_timeline(base::BinaryReader& in) { return read_value<std::vector<model::TimelineEntry>>(in); }

void write_diagnostics(base::BinaryWriter& out, std::span<const base::Diagnostic> diagnostics) {
  out.number(diagnostics.size());
  for (const base::Diagnostic& diagnostic : diagnostics) Out{out}(diagnostic);
}
base::Diagnostics read_diagnostics(base::BinaryReader& in) { return read_value<base::Diagnostics>(in); }

}  // namespace kitei::archive
