// Sections are read in the order in which they refer to each other: classifications, then kinds, sites and audiences,
// then packs. What a list item lacks is reported at the item; the item is then left out.
#include "source/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/yaml_fields.h"
#include "base/date.h"
#include "base/utf8.h"
#include "model/rules.h"
#include "source/item_id.h"
#include "source/kinds.h"
#include "source/list_markers.h"
#include "source/names.h"

namespace kitei::source {
namespace {

using adapters::FieldContext;
using adapters::Fields;
using adapters::FieldText;
using adapters::NamePair;
using adapters::UnknownKeys;
using adapters::yaml::Kind;
using adapters::yaml::Value;
using base::Message;

constexpr std::string_view kCode = "handbook-invalid";

// Folders beside the editions in the site.
constexpr std::string_view kSiteFolders[] = {"assets", "latest", "id", "changes", "docx", "exports", "search", "working"};

constexpr std::string_view kBuiltInVariables[] = {"organisation", "edition", "title", "version", "number"};

template <typename List>
bool holds(const List& list, std::string_view wanted) {
  return std::find(std::begin(list), std::end(list), wanted) != std::end(list);
}

std::optional<base::Severity> severity_of(std::string_view written) {
  for (const auto severity :
       {base::Severity::Off, base::Severity::Info, base::Severity::Warning, base::Severity::Error}) {
    if (base::severity_name(severity) == adapters::value_name(severity_values(), base::ascii_lower(written))) return severity;
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const Value& value)
      : context_{kConfigPath, kCode, &read_.diagnostics},
        fields_(value, context_, handbook_keys(), {"handbook.yaml", "handbook.yaml"}) {
    for (const auto& entry : value.entries) {
      config().positions.emplace(adapters::key_name(handbook_keys(), entry.key), entry.value.position);
    }
  }

  base::Read<model::Config> run() {
    read_general();
    read_variables();
    read_classifications();
    read_kinds(fields_, config());
    read_numbering(fields_, config());
    read_list_markers(fields_, config());
    read_sites();
    read_audiences();
    read_packs();
    read_sections();
    read_checks();
    fields_.finish(UnknownKeys::Warn);
    return std::move(read_);
  }

 private:
  model::Config& config() { return read_.value; }

  void read_general() {
    model::Config& c = config();
    c.title = fields_.text("title");
    c.organisation = fields_.text("organisation");
    if (fields_.choice("language", language_values(), {"ja", "en"}) == "en") c.language = base::Language::English;
    if (c.title.empty()) c.title = c.language == base::Language::Japanese ? "規程集" : "Handbook";
    c.edition = fields_.text("edition");
    if (!c.edition.empty() && (!model::is_valid_document_id(c.edition) || holds(kSiteFolders, c.edition))) {
      context_.report(fields_.position_of("edition"),
                      {fmt::format("edition: '{}' cannot name a folder of the site", c.edition),
                       fmt::format("「edition」（発行版）の「{}」はフォルダー名として使えません", c.edition)},
                      {"use letters, digits, '.', '_' and '-', for example 2026.1",
                       "「2026.1」のように半角英数字と「.」「_」「-」で書いてください"});
      c.edition.clear();
    }
    c.utc_offset_minutes = c.language == base::Language::Japanese ? 540 : 0;
    const std::string offset = fields_.text("utc_offset");
    if (!offset.empty()) {
      const auto minutes = base::parse_utc_offset(offset);
      if (minutes) {
        c.utc_offset_minutes = *minutes;
      } else {
        context_.report(
            fields_.position_of("utc_offset"),
            {fmt::format("utc_offset: expected \"+09:00\" or \"Z\", found '{}'", offset),
             fmt::format("「utc_offset」には \"+09:00\" のような時差を書く必要がありますが、「{}」になっています",
                         offset)});
      }
    }
    c.base_url = fields_.text("base_url");
    if (std::string theme = fields_.text("theme"); !theme.empty()) c.theme = std::move(theme);
    c.default_catalog = fields_.text("default_catalog");
    for (FieldText& box : fields_.list("approval_boxes")) c.approval_boxes.push_back(std::move(box.text));
    c.fiscal_year_start = fields_.integer("fiscal_year_start", 1, 12).value_or(4);
  }

  void read_variables() {
    for (auto& [name, value] : fields_.text_map("variables")) {
      if (holds(kBuiltInVariables, name.text)) {
        context_.report(name.position,
                        {fmt::format("variables: '{}' is built in and cannot be set", name.text),
                         fmt::format("変数「{}」は組み込みの変数なので設定できません", name.text)},
                        {"choose another name", "別の名前にしてください"});
        continue;
      }
      config().variables.emplace(std::move(name.text), std::move(value.text));
    }
  }

  void read_classifications() {
    model::Config& c = config();
    const Message what{"classifications", "閲覧区分"};
    for (const Value* value : fields_.sequence("classifications")) {
      if (value->kind == Kind::Scalar) {  // a bare id is its own label
        if (model::is_valid_document_id(value->text)) c.classifications.push_back({value->text, value->text});
        continue;
      }
      Fields fields(*value, context_, section_keys(), what);
      std::string id = read_item_id(fields, ids_of(c.classifications), what);
      std::string label = fields.text("label");
      fields.finish(UnknownKeys::Warn);
      if (id.empty()) continue;
      if (label.empty()) label = id;
      c.classifications.push_back({std::move(id), std::move(label)});
    }
    const bool japanese = c.language == base::Language::Japanese;
    if (c.classifications.empty()) {
      c.classifications = {{"public", japanese ? "公開" : "Public"},
                           {"internal", japanese ? "社外秘" : "Internal"},
                           {"restricted", japanese ? "関係者外秘" : "Restricted"}};
    }
    c.default_classification = c.classifications.back().id;
    if (fields_.has("default_classification")) {
      if (const auto id = classification(fields_, "default_classification")) c.default_classification = *id;
      return;
    }
    if (!fields_.readable()) return;
    context_.report_as(
        "classification-missing", fields_.position(),
        {fmt::format("handbook.yaml names no default_classification: documents without a classification count as '{}'",
                     c.default_classification),
         fmt::format("handbook.yaml に default_classification がないため、区分のない文書は最も厳しい「{}」とみなします",
                     c.label_of(c.default_classification))},
        {fmt::format("add a line such as 'default_classification: {}'", c.default_classification),
         fmt::format("「default_classification: {}」のような行を追加してください", c.default_classification)});
  }

  // A classification named by id or label.
  std::optional<std::string> classification(Fields& fields, std::string_view key) {
    std::vector<std::string_view> known;
    std::vector<NamePair> labels;
    for (const model::Classification& item : config().classifications) {
      known.push_back(item.id);
      labels.push_back({item.label, item.id});
    }
    const auto found = fields.choice(key, labels, known);
    return found ? std::optional<std::string>(*found) : std::nullopt;
  }

  void read_sites() {
    model::Config& c = config();
    const Message what{"sites", "サイト"};
    for (const Value* value : fields_.sequence("sites")) {
      Fields fields(*value, context_, section_keys(), what);
      std::string id = read_item_id(fields, ids_of(c.sites), what);
      std::string clearance = read_clearance(fields);
      fields.finish(UnknownKeys::Warn);
      if (!id.empty() && !clearance.empty()) c.sites.push_back({std::move(id), std::move(clearance)});
    }
    c.sites_by_default = c.sites.empty();
    if (c.sites_by_default) c.sites.push_back({"all", c.classifications.back().id});
  }

  // Required: a site or audience without one would show everything or nothing, and neither may be a guess.
  std::string read_clearance(Fields& fields) {
    if (!fields.has("clearance")) return fields.required_text("clearance");
    return classification(fields, "clearance").value_or("");
  }

  void read_audiences() {
    model::Config& c = config();
    const Message what{"audiences", "対象者"};
    for (const Value* value : fields_.sequence("audiences")) {
      Fields fields(*value, context_, section_keys(), what);
      std::string id = read_item_id(fields, ids_of(c.audiences), what);
      std::string label = fields.text("label");
      std::string clearance = read_clearance(fields);
      fields.finish(UnknownKeys::Warn);
      if (id.empty() || clearance.empty()) continue;
      if (label.empty()) label = id;
      c.audiences.push_back({std::move(id), std::move(label), std::move(clearance)});
    }
  }

  void read_packs() {
    model::Config& c = config();
    const Message what{"packs", "配布パック"};
    for (const Value* value : fields_.sequence("packs")) {
      Fields fields(*value, context_, section_keys(), what);
      model::Pack pack;
      pack.id = read_item_id(fields, ids_of(c.packs), what);
      pack.audience = read_pack_audience(fields);
      pack.title = fields.text("title");
      for (const FieldText& kind : fields.list("kinds")) {
        if (std::string id = kind_id(kind, c, context_); !id.empty()) pack.kinds.push_back(std::move(id));
      }
      pack.acknowledgement = fields.boolean("acknowledgement").value_or(false);
      fields.finish(UnknownKeys::Warn);
      if (pack.id.empty() || pack.audience.empty()) continue;
      if (pack.title.empty()) pack.title = pack.id;
      c.packs.push_back(std::move(pack));
    }
  }

  std::string read_pack_audience(Fields& fields) {
    const std::string written = fields.required_text("audience");
    if (written.empty()) return {};
    std::vector<std::string_view> known;
    for (const model::Audience& audience : config().audiences) {
      known.push_back(audience.id);
      known.push_back(audience.label);
      if (audience.id == written || audience.label == written) return audience.id;
    }
    context_.report(fields.position_of("audience"),
                    {fmt::format("packs: the audience '{}' is not known", written),
                     fmt::format("配布パックの対象者「{}」は audiences にありません", written)},
                    adapters::nearest_hint(written, known));
    return {};
  }

  void read_sections() {
    model::Config& c = config();
    if (const Value* value = fields_.find("editions")) {
      Fields fields(*value, context_, section_keys(), {"editions", "editions"});
      c.editions_keep = fields.integer("keep", 1, 1000).value_or(c.editions_keep);
      fields.finish(UnknownKeys::Warn);
    }
    if (const Value* value = fields_.find("git")) {
      Fields fields(*value, context_, section_keys(), {"git", "git"});
      c.git_repository = fields.text("repository");
      c.git_tags = fields.text("tags");
      fields.finish(UnknownKeys::Warn);
      if (c.git_repository.empty()) c.git_repository = "..";
      if (c.git_tags.empty()) c.git_tags = "edition/*";
    }
    if (const Value* value = fields_.find("glossary")) {
      Fields fields(*value, context_, section_keys(), {"glossary", "用語集"});
      c.glossary_link = fields.boolean("link").value_or(true);
      fields.finish(UnknownKeys::Warn);
    }
    if (const Value* value = fields_.find("docx")) {
      Fields fields(*value, context_, section_keys(), {"docx", "docx"});
      c.docx_reference = fields.text("reference");
      c.docx_revision_author = fields.text("revision_author");
      fields.finish(UnknownKeys::Warn);
    }
  }

  void read_checks() {
    std::vector<std::string_view> known;
    for (const model::Rule& rule : model::rules()) known.push_back(rule.code);
    for (auto& [code, value] : fields_.text_map("checks")) {
      const auto severity = severity_of(value.text);
      if (!severity) {
        context_.report(
            value.position,
            {fmt::format("checks: expected off, info, warning or error, found '{}'", value.text),
             fmt::format(
                 "「checks」には off, info, warning, error のいずれかを書く必要がありますが、「{}」になっています",
                 value.text)},
            adapters::nearest_hint(value.text, {"off", "info", "warning", "error", "なし", "情報", "警告", "エラー"}));
      }
      if (!model::find_rule(code.text)) {
        context_.report_as("unknown-key", code.position,
                           {fmt::format("checks: there is no check '{}'", code.text),
                            fmt::format("「{}」という検査はありません", code.text)},
                           adapters::nearest_hint(code.text, known));
        continue;
      }
      if (severity) config().checks.emplace(std::move(code.text), *severity);
    }
  }

  base::Read<model::Config> read_;
  FieldContext context_;
  Fields fields_;
};

}  // namespace

base::Read<model::Config> read_config(std::string_view bytes) {
  base::Read<Value> yaml = adapters::parse_yaml(bytes, kConfigPath, 1, kCode);
  if (yaml.value.kind == Kind::Null) yaml.value.position = {1, 1, 0};
  const bool parsed = yaml.diagnostics.empty() || yaml.value.kind != Kind::Null;
  base::Read<model::Config> read = Reader(yaml.value).run();
  // The keys of a text that could not be parsed are not missing.
  if (!parsed) read.diagnostics.clear();
  base::append(read.diagnostics, std::move(yaml.diagnostics));
  return read;
}

}  // namespace kitei::source
