#include "source/registers.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/yaml_fields.h"
#include "base/utf8.h"
#include "source/body.h"
#include "source/front_matter.h"
#include "source/names.h"

namespace kitei::source {
namespace {

using adapters::FieldContext;
using adapters::Fields;
using adapters::NamePair;
using adapters::UnknownKeys;
using adapters::yaml::Kind;
using adapters::yaml::Value;

constexpr std::string_view kCode = "register-invalid";

// One parsed register: the value is kept while its entries are read.
struct RegisterFile {
  std::string path;
  Value value;
  bool present = false;
};

RegisterFile open_register(const base::FileTree& tree, std::string_view name, base::Diagnostics& diagnostics) {
  RegisterFile file;
  file.path = std::string(name) + ".yaml";
  const std::string* bytes = base::find_file(tree, file.path);
  if (!bytes) return file;
  base::Read<Value> yaml = adapters::parse_yaml(*bytes, file.path, 1, kCode);
  file.present = yaml.diagnostics.empty() && yaml.value.kind != Kind::Null;
  file.value = std::move(yaml.value);
  base::append(diagnostics, std::move(yaml.diagnostics));
  return file;
}

// The entries: the file's own list, or the list under one of the keys.
std::vector<const Value*> entries_of(const RegisterFile& file, const std::vector<std::string_view>& keys,
                                     const FieldContext& context) {
  std::vector<const Value*> entries;
  if (!file.present) return entries;
  if (file.value.kind == Kind::Sequence) {
    for (const Value& item : file.value.items) entries.push_back(&item);
    return entries;
  }
  Fields fields(file.value, context, {}, {file.path, file.path});
  for (const std::string_view key : keys) {
    for (const Value* item : fields.sequence(key)) entries.push_back(item);
  }
  fields.finish(UnknownKeys::Warn);
  return entries;
}

// Entries with the same id cannot be told apart by a reference.
template <typename T, typename IdOf>
void report_repeats(const std::vector<T>& list, IdOf id_of, const FieldContext& context) {
  std::map<std::string, std::uint32_t, std::less<>> lines;
  for (const T& item : list) {
    const auto [first, added] = lines.emplace(id_of(item), item.position.line);
    if (added) continue;
    context.report(
        item.position,
        {fmt::format("'{}' is given twice", first->first), fmt::format("「{}」が二度書かれています", first->first)},
        {fmt::format("it stands already on line {}", first->second),
         fmt::format("{}行目にすでにあります", first->second)});
  }
}

void report_nameless(const Value& value, const FieldContext& context) {
  context.report(value.position,
                 {"the entry has neither 'id' nor 'title'", "この項目に「id」も「title」（題名）もありません"});
}

std::vector<model::Record> read_records(const base::FileTree& tree, const model::Config& config,
                                        base::Diagnostics& diagnostics) {
  std::vector<model::Record> records;
  const RegisterFile file = open_register(tree, "records", diagnostics);
  const FieldContext context{file.path, kCode, &diagnostics};
  std::vector<std::string_view> known;
  std::vector<NamePair> labels;
  for (const model::Classification& classification : config.classifications) {
    known.push_back(classification.id);
    labels.push_back({classification.label, classification.id});
  }
  for (const Value* value : entries_of(file, {"records", "記録"}, context)) {
    Fields fields(*value, context, record_keys(), {"records.yaml", "records.yaml"});
    model::Record record;
    record.position = value->position;
    record.id = fields.text("id");
    record.title = fields.text("title");
    if (fields.has("form")) record.form = parse_document_reference(fields.text("form"), fields.position_of("form"));
    record.owner = fields.text("owner");
    record.retention = fields.text("retention");
    if (const auto found = fields.choice("classification", labels, known)) {
      record.classification = *found;
    } else if (fields.has("classification")) {
      record.classification = config.classifications.back().id;
    }
    fields.finish(UnknownKeys::Warn);
    if (!fields.readable()) continue;
    if (record.id.empty() && record.title.empty()) {
      report_nameless(*value, context);
      continue;
    }
    if (record.id.empty()) record.id = record.title;
    if (record.title.empty()) record.title = record.id;
    records.push_back(std::move(record));
  }
  report_repeats(
      records, [](const model::Record& record) { return record.id; }, context);
  return records;
}

std::vector<model::Term> read_terms(const base::FileTree& tree, base::Diagnostics& diagnostics) {
  std::vector<model::Term> terms;
  const RegisterFile file = open_register(tree, "glossary", diagnostics);
  const FieldContext context{file.path, kCode, &diagnostics};
  for (const Value* value : entries_of(file, {"terms", "glossary", "用語"}, context)) {
    Fields fields(*value, context, term_keys(), {"glossary.yaml", "glossary.yaml"});
    model::Term term;
    term.position = value->position;
    term.term = fields.required_text("term");
    term.reading = fields.text("reading");
    term.definition = fields.text("definition");
    for (auto& alias : fields.list("aliases")) term.aliases.push_back(std::move(alias.text));
    fields.finish(UnknownKeys::Warn);
    if (!term.term.empty()) terms.push_back(std::move(term));
  }
  report_repeats(
      terms, [](const model::Term& term) { return term.term; }, context);
  return terms;
}

// A further key of an entry as text: lists joined, maps as "key: value". Where an item has a comma itself, another sign
// keeps the items apart.
std::string field_text(const Value& value) {
  std::vector<std::string> parts;
  switch (value.kind) {
    case Kind::Null:
      return {};
    case Kind::Scalar:
      return std::string(base::trim(value.text));
    case Kind::Sequence:
      for (const Value& item : value.items) {
        if (std::string text = field_text(item); !text.empty()) parts.push_back(std::move(text));
      }
      break;
    case Kind::Map:
      for (const auto& entry : value.entries) parts.push_back(entry.key + ": " + field_text(entry.value));
      break;
  }
  const bool commas = std::any_of(parts.begin(), parts.end(),
                                  [](const std::string& part) { return part.find("、") != std::string::npos; });
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += commas ? "／" : "、";
    joined += part;
  }
  return joined;
}

std::vector<model::RegisterEntry> read_entries(const base::FileTree& tree, std::string_view name,
                                               std::string_view japanese_key, base::Diagnostics& diagnostics) {
  std::vector<model::RegisterEntry> list;
  const RegisterFile file = open_register(tree, name, diagnostics);
  const FieldContext context{file.path, kCode, &diagnostics};
  for (const Value* value : entries_of(file, {name, japanese_key}, context)) {
    Fields fields(*value, context, entry_keys(), {file.path, file.path});
    if (!fields.readable()) continue;
    model::RegisterEntry entry;
    entry.position = value->position;
    entry.id = fields.text("id");
    entry.title = fields.text("title");
    for (const auto* further : fields.rest()) entry.fields.emplace_back(further->key, field_text(further->value));
    if (entry.id.empty() && entry.title.empty()) {
      report_nameless(*value, context);
      continue;
    }
    if (entry.id.empty()) entry.id = entry.title;
    if (entry.title.empty()) entry.title = entry.id;
    list.push_back(std::move(entry));
  }
  report_repeats(
      list, [](const model::RegisterEntry& entry) { return entry.id; }, context);
  return list;
}

// {{ name }} in what the registers say, so that a telephone number stands in handbook.yaml alone. Ids stay as written.
class VariableFiller {
 public:
  VariableFiller(const model::Config& config, base::Diagnostics& diagnostics)
      : variables_(config.variables), diagnostics_(diagnostics) {
    variables_["organisation"] = config.organisation;
    variables_["edition"] = config.edition;
  }

  void fill(std::string& text, std::string_view path, base::Position position) {
    if (text.find("{{") == std::string::npos) return;
    BodyOptions options;
    options.path = path;
    options.variables = &variables_;
    base::Read<std::string> read = substitute_variables(text, options, position);
    text = std::move(read.value);
    for (base::Diagnostic& diagnostic : read.diagnostics) diagnostic.position = position;  // the entry, not a column of it
    base::append(diagnostics_, std::move(read.diagnostics));
  }

  void fill(std::vector<model::RegisterEntry>& list, std::string_view path) {
    for (model::RegisterEntry& entry : list) {
      if (entry.title != entry.id) fill(entry.title, path, entry.position);
      for (auto& [key, text] : entry.fields) fill(text, path, entry.position);
    }
  }

 private:
  std::map<std::string, std::string> variables_;
  base::Diagnostics& diagnostics_;
};

void fill_in_variables(model::Registers& registers, const model::Config& config, base::Diagnostics& diagnostics) {
  VariableFiller filler(config, diagnostics);
  for (model::Record& record : registers.records) {
    filler.fill(record.owner, "records.yaml", record.position);
    filler.fill(record.retention, "records.yaml", record.position);
  }
  for (model::Term& term : registers.terms) filler.fill(term.definition, "glossary.yaml", term.position);
  filler.fill(registers.roles, "roles.yaml");
  filler.fill(registers.laws, "laws.yaml");
  filler.fill(registers.contacts, "contacts.yaml");
  filler.fill(registers.external, "external.yaml");
}

}  // namespace

base::Read<model::Registers> read_registers(const base::FileTree& tree, const model::Config& config) {
  base::Read<model::Registers> read;
  read.value.records = read_records(tree, config, read.diagnostics);
  read.value.terms = read_terms(tree, read.diagnostics);
  read.value.roles = read_entries(tree, "roles", "役割", read.diagnostics);
  read.value.laws = read_entries(tree, "laws", "法令", read.diagnostics);
  read.value.contacts = read_entries(tree, "contacts", "連絡先", read.diagnostics);
  read.value.external = read_entries(tree, "external", "外部文書", read.diagnostics);
  fill_in_variables(read.value, config, read.diagnostics);
  return read;
}

}  // namespace kitei::source
