#include "source/soa.h"

#include <fmt/format.h>

#include <utility>

#include "adapters/hash.h"
#include "adapters/yaml_fields.h"
#include "base/utf8.h"
#include "source/front_matter.h"
#include "source/names.h"

namespace kitei::source {
namespace {

using adapters::FieldContext;
using adapters::Fields;
using adapters::UnknownKeys;
using adapters::yaml::Kind;
using adapters::yaml::Value;

constexpr std::string_view kCode = "register-invalid";

model::Implementation implementation_of(std::string_view name) {
  if (name == "implemented") return model::Implementation::Implemented;
  if (name == "partial") return model::Implementation::Partial;
  if (name == "planned") return model::Implementation::Planned;
  return model::Implementation::None;
}

model::Applicability read_entry(const adapters::yaml::Entry& entry, const FieldContext& context) {
  model::Applicability found;
  found.control = base::trim(entry.key);
  found.position = entry.position;
  if (entry.value.kind == Kind::Scalar) {  // "5.15": yes
    const std::string_view answer = adapters::value_name(applicable_values(), entry.value.text);
    if (answer == "yes" || answer == "no") {
      found.applicable = answer == "yes";
      return found;
    }
  }
  Fields fields(entry.value, context, soa_keys(),
                {fmt::format("control {}", found.control), fmt::format("管理策 {}", found.control)});
  found.applicable = fields.choice("applicable", applicable_values(), {"yes", "no"}).value_or("yes") == "yes";
  found.reason = fields.text("reason");
  const auto status = fields.choice("status", implementation_values(), {"implemented", "partial", "planned", "none"});
  if (status) found.status = implementation_of(*status);
  fields.finish(UnknownKeys::Warn);
  return found;
}

}  // namespace

base::Read<model::StatementOfApplicability> read_soa(std::string_view bytes, const model::Config& config) {
  base::Read<model::StatementOfApplicability> read;
  base::Read<Value> yaml = adapters::parse_yaml(bytes, kSoaPath, 1, kCode);
  read.value.path = kSoaPath;
  read.value.catalog = config.default_catalog;
  base::append(read.diagnostics, std::move(yaml.diagnostics));
  if (!read.diagnostics.empty()) return read;
  const FieldContext context{kSoaPath, kCode, &read.diagnostics};
  Fields fields(yaml.value, context, soa_file_keys(), {"soa.yaml", "soa.yaml"});
  Value document_keys;
  document_keys.kind = Kind::Map;
  document_keys.position = {1, 1, 0};
  if (const Value* given = fields.find("document")) document_keys = *given;
  const bool japanese = config.language == base::Language::Japanese;
  auto add_default = [&](std::string_view key, std::string text) {
    if (document_keys.kind != Kind::Map) return;
    for (const auto& entry : document_keys.entries) {
      if (adapters::key_name(front_matter_keys(), entry.key) == key) return;
    }
    Value value;
    value.kind = Kind::Scalar;
    value.text = std::move(text);
    value.position = document_keys.position;
    document_keys.entries.push_back({std::string(key), value.position, value});
  };
  add_default("id", "SoA");
  add_default("title", japanese ? "適用宣言書" : "Statement of Applicability");
  base::Read<model::Document> document =
      read_front_matter(document_keys, {std::string(kSoaPath), Holder::Register, ""}, config);
  read.value.document = std::move(document.value);
  read.value.document.files = {std::string(kSoaPath)};
  read.value.document.sha256 = adapters::sha256_of_text_form(bytes);
  base::append(read.diagnostics, std::move(document.diagnostics));
  if (std::string catalog = fields.text("catalog"); !catalog.empty()) read.value.catalog = std::move(catalog);
  if (const Value* controls = fields.find("controls")) {
    if (controls->kind == Kind::Map) {
      for (const auto& entry : controls->entries) read.value.entries.push_back(read_entry(entry, context));
    } else {
      context.report(controls->position, {"controls: expected one 'control: {applicable: …}' line for each control",
                                          "「controls」には管理策ごとに「番号: {applicable: …}」の行を書いてください"});
    }
  }
  fields.finish(UnknownKeys::Warn);
  return read;
}

}  // namespace kitei::source
