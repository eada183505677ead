#include "source/kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "source/item_id.h"
#include "source/names.h"

namespace kitei::source {
namespace {

using adapters::Fields;
using adapters::FieldText;
using adapters::UnknownKeys;
using adapters::yaml::Value;
using base::Message;

constexpr std::string_view kEditionFolder = "controls";  // beside the kinds' in an edition of the site

std::vector<model::Kind> base_kinds() {
  using enum model::BaseKind;
  using model::Scheme;
  return {
      {"policy", {"Policy", "基本方針"}, Policy, "", Scheme::Outline},
      {"regulation", {"Regulation", "関連規程"}, Regulation, "", Scheme::Articles},
      {"procedure", {"Procedure", "実施手順"}, Procedure, "", Scheme::Outline},
      {"handbook", {"Handbook", "ハンドブック"}, Handbook, "", Scheme::Outline},
      {"form", {"Form", "様式"}, Form, "", Scheme::None},
  };
}

std::optional<model::Scheme> scheme_of(std::string_view written) {
  const std::string_view name = adapters::value_name(numbering_values(), written);
  if (name == "outline") return model::Scheme::Outline;
  if (name == "articles") return model::Scheme::Articles;
  if (name == "none") return model::Scheme::None;
  return std::nullopt;
}

std::vector<std::string> read_folders(Fields& fields) {
  std::vector<std::string> folders;
  for (FieldText& folder : fields.list("folder")) {
    while (folder.text.ends_with('/')) folder.text.pop_back();
    if (folder.text.empty() || folder.text.find('/') != std::string::npos) {
      fields.context().report(folder.position, {fmt::format("kinds: '{}' is not the name of one folder", folder.text),
                                                fmt::format("種別の folder の「{}」は一つのフォルダーの名前ではありません", folder.text)});
      continue;
    }
    folders.push_back(std::move(folder.text));
  }
  return folders;
}

class KindsReader {
 public:
  KindsReader(Fields& list, model::Config& config) : list_(list), config_(config) {}

  void run() {
    config_.kinds = base_kinds();
    const Message what{"kinds", "文書の種別"};
    for (const Value* value : list_.sequence("kinds")) {
      Fields fields(*value, list_.context(), section_keys(), what);
      if (read_base_kind(fields)) continue;
      std::string id = read_item_id(fields, ids_of(config_.kinds), what);
      if (id == kEditionFolder) {
        fields.context().report(fields.position_of("id"),
                                {fmt::format("kinds: the id '{}' is taken by a folder of the site", id),
                                 fmt::format("種別の id「{}」はサイトのフォルダー名と重なるため使えません", id)});
        id.clear();
      }
      std::string label = fields.text("label");
      const auto like = fields.choice("like", kind_values(), {"policy", "regulation", "procedure", "handbook", "form"});
      std::string prefix = fields.text("prefix");
      std::vector<std::string> folders = read_folders(fields);
      fields.finish(UnknownKeys::Warn);
      if (id.empty()) continue;
      order_.push_back(id);
      if (label.empty()) label = id;
      const model::Kind& model = *config_.find_kind(like.value_or("procedure"));
      config_.kinds.push_back({std::move(id), {label, label}, model.like, std::move(prefix), model.numbering, std::move(folders)});
    }
    order_kinds();
  }

 private:
  // One of the five by its id: it gets another label, prefix, folder or place in the order.
  bool read_base_kind(Fields& fields) {
    const std::string id = fields.text("id");
    const auto kind = std::find_if(config_.kinds.begin(), config_.kinds.begin() + 5, [&](const model::Kind& k) { return k.id == id; });
    if (kind == config_.kinds.begin() + 5 || is_ordered(id)) return false;
    order_.push_back(id);
    base_named_ = true;
    if (const std::string label = fields.text("label"); !label.empty()) kind->label = {label, label};
    if (std::string prefix = fields.text("prefix"); !prefix.empty()) kind->prefix = std::move(prefix);
    kind->folders = read_folders(fields);
    if (fields.has("like") && fields.text("like") != id) {
      fields.context().report(fields.position_of("like"), {fmt::format("kinds: '{}' is a kind of its own and is like no other", id),
                                                           fmt::format("種別「{}」は基本の種別なので、like は指定できません", id)});
    }
    fields.finish(UnknownKeys::Warn);
    return true;
  }

  bool is_ordered(std::string_view id) const { return std::find(order_.begin(), order_.end(), id) != order_.end(); }

  // The order of `kinds:` counts where it names one of the five; kinds that it does not name follow.
  void order_kinds() {
    if (!base_named_) return;
    const auto rank = [&](const model::Kind& kind) { return std::find(order_.begin(), order_.end(), kind.id) - order_.begin(); };
    std::stable_sort(config_.kinds.begin(), config_.kinds.end(), [&](const model::Kind& a, const model::Kind& b) { return rank(a) < rank(b); });
  }

  Fields& list_;
  model::Config& config_;
  std::vector<std::string> order_;  // ids in `kinds:`
  bool base_named_ = false;
};

}  // namespace

void read_kinds(Fields& fields, model::Config& config) { KindsReader(fields, config).run(); }

void read_numbering(Fields& fields, model::Config& config) {
  std::vector<std::pair<std::string, model::Scheme>> given;
  for (const auto& [name, value] : fields.text_map("numbering")) {
    const auto scheme = scheme_of(value.text);
    if (!scheme) {
      fields.context().report(value.position,
                              {fmt::format("numbering: expected one of outline, articles, none, found '{}'", value.text),
                               fmt::format("「numbering」（採番）には outline, articles, none "
                                           "のいずれかを書く必要がありますが、「{}」になっています",
                                           value.text)},
                              adapters::nearest_hint(value.text, {"outline", "articles", "none"}));
    }
    const std::string kind = kind_id(name, config, fields.context());
    if (scheme && !kind.empty()) given.emplace_back(kind, *scheme);
  }
  const auto scheme_given = [&](std::string_view id) -> const model::Scheme* {
    const auto found = std::find_if(given.begin(), given.end(), [&](const auto& pair) { return pair.first == id; });
    return found == given.end() ? nullptr : &found->second;
  };
  static constexpr std::array<std::string_view, 5> kBaseIds{"policy", "regulation", "procedure", "handbook", "form"};
  for (model::Kind& kind : config.kinds) {
    if (const auto* like = scheme_given(kBaseIds[static_cast<std::size_t>(kind.like)])) kind.numbering = *like;
    if (const auto* own = scheme_given(kind.id)) kind.numbering = *own;
  }
}

std::string kind_id(const FieldText& written, const model::Config& config, const adapters::FieldContext& context) {
  const std::string_view name = adapters::value_name(kind_values(), written.text);
  std::vector<std::string_view> known;
  for (const model::Kind& kind : config.kinds) {
    known.push_back(kind.id);
    known.push_back(kind.label.ja);
    if (kind.id == name || kind.label.ja == written.text || kind.label.en == written.text) return kind.id;
  }
  context.report(
      written.position,
      {fmt::format("the kind '{}' is not known", written.text), fmt::format("種別「{}」はありません", written.text)},
      adapters::nearest_hint(written.text, known));
  return {};
}

}  // namespace kitei::source
