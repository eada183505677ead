#include "catalog/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "adapters/yaml_fields.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::catalog {
namespace {

using adapters::FieldContext;
using adapters::Fields;
using adapters::NamePair;
using adapters::UnknownKeys;
using adapters::yaml::Kind;
using adapters::yaml::Value;
using base::Message;

constexpr std::string_view kCode = "catalog-invalid";
constexpr std::string_view kIdPlace = "{id}";

constexpr NamePair kNames[] = {
    {"requirements", "controls"}, {"題名", "title"},    {"要約", "summary"},       {"属性", "attributes"}, {"管理策", "controls"},
    {"要求事項", "controls"},     {"分類", "groups"},   {"番号", "id"},            {"対応", "maps"},       {"段階", "levels"},
    {"別題", "title_aliases"},    {"呼び方", "mention"}, {"評価基準", "criteria"}, {"text", "summary"},    {"レベル", "level"}};

class Reader {
 public:
  Reader(std::string_view path, const Value& value)
      : context_{path, kCode, &read_.diagnostics}, root_(value, context_, kNames, {"the catalogue", "カタログ"}) {
    catalog().path = path;
  }

  base::Read<model::Catalog> run() {
    model::Catalog& c = catalog();
    c.id = root_.required_text("id");
    if (!c.id.empty() && !model::is_valid_document_id(c.id)) {
      context_.report(root_.position_of("id"),
                      {fmt::format("'{}' is not a valid catalogue id", c.id),
                       fmt::format("「{}」はカタログの id として使えません", c.id)},
                      {"use letters, digits, '.', '_' and '-', for example iso27001-2022",
                       "「iso27001-2022」のように半角英数字と「.」「_」「-」で書いてください"});
    }
    c.title = root_.text("title");
    if (c.title.empty()) c.title = c.id;
    read_mentions();
    read_axes();
    catalog().levels = read_levels(root_, "levels");
    read_controls(root_, kNoGroup);
    for (const Value* group : root_.sequence("groups")) read_group(*group, 0);
    root_.finish(UnknownKeys::Warn);
    return std::move(read_);
  }

 private:
  static constexpr std::size_t kNoGroup = static_cast<std::size_t>(-1);

  model::Catalog& catalog() { return read_.value; }

  // Three ways to write them: a list of texts (level 1, 2 …), a map from number to text, a list of {level, title, summary}.
  // A text is the title of a level of the catalogue, and what a criterion looks for.
  std::vector<model::Level> read_levels(Fields& fields, std::string_view key) {
    std::vector<model::Level> levels;
    const Value* given = fields.find(key);
    if (!given) return levels;
    const bool criteria = key == "criteria";
    const auto add = [&](std::string_view number, std::string title, std::string summary, base::Position position) {
      int value = -1;
      const std::string digits = base::nfkc(base::trim(number));
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      const bool repeated = std::any_of(levels.begin(), levels.end(), [&](const model::Level& l) { return l.number == value; });
      if (error != std::errc() || end != digits.data() + digits.size() || value < 0 || value > 99 || repeated) {
        context_.report(position, {fmt::format("{}: '{}' is no level, or is given twice", key, number),
                                   fmt::format("「{}」の「{}」は段階の番号ではないか、二度書かれています", key, number)},
                        {"levels are numbers from 0 to 99", "段階は 0 から 99 の番号で書いてください"});
        return;
      }
      if (criteria && summary.empty()) std::swap(title, summary);
      levels.push_back({value, std::move(title), std::move(summary)});
    };
    int next = 0;
    if (given->kind == Kind::Map) {
      for (const auto& entry : given->entries) {
        if (entry.value.kind == Kind::Map) {
          Fields level(entry.value, context_, kNames, {std::string(key), std::string(key)});
          std::string title = level.text("title");
          add(entry.key, std::move(title), level.text("summary"), entry.position);
          level.finish(UnknownKeys::Warn);
        } else {
          add(entry.key, entry.value.text, {}, entry.position);
        }
      }
    } else if (given->kind == Kind::Sequence) {
      for (const Value& item : given->items) {
        ++next;
        if (item.kind != Kind::Map) {
          add(std::to_string(next), item.text, {}, item.position);
          continue;
        }
        Fields level(item, context_, kNames, {std::string(key), std::string(key)});
        std::string number = level.text("level");
        std::string title = level.text("title");
        add(number.empty() ? std::to_string(next) : number, std::move(title), level.text("summary"), item.position);
        level.finish(UnknownKeys::Warn);
      }
    } else {
      add("1", given->text, {}, given->position);
    }
    std::sort(levels.begin(), levels.end(), [](const model::Level& a, const model::Level& b) { return a.number < b.number; });
    return levels;
  }

  void read_mentions() {
    for (auto& item : root_.list("mention")) {
      if (item.text.find(kIdPlace) == std::string::npos || item.text == kIdPlace) {
        context_.report(item.position,
                        {fmt::format("mention: '{}' needs '{{id}}' and some text around it", item.text),
                         fmt::format("「mention」の「{}」には「{{id}}」とその前後の文字が必要です", item.text)},
                        {"for example \"A.{id}\"", "例 \"管理策 {id}\""});
        continue;
      }
      catalog().mentions.push_back(std::move(item.text));
    }
  }

  void read_axes() {
    const Value* axes = root_.find("attributes");
    if (!axes) return;
    if (axes->kind != Kind::Map) {
      context_.report(axes->position, {"attributes: expected one 'axis: [values]' line for each axis",
                                       "「attributes」には軸ごとに「軸: [値, 値]」の行を書いてください"});
      return;
    }
    Fields all(*axes, context_, {}, {"attributes", "属性"});
    for (const auto& entry : axes->entries) {
      model::Axis axis{entry.key, entry.key, {}};
      if (entry.value.kind == Kind::Map) {
        Fields fields(entry.value, context_, {}, {"attributes", "属性"});
        if (std::string label = fields.text("label"); !label.empty()) axis.label = std::move(label);
        for (auto& value : fields.list("values")) axis.values.push_back(std::move(value.text));
        fields.finish(UnknownKeys::Warn);
      } else {
        for (auto& value : all.list(entry.key)) axis.values.push_back(std::move(value.text));
      }
      catalog().axes.push_back(std::move(axis));
    }
  }

  // Depth is bounded by the YAML reader.
  void read_group(const Value& value, std::size_t depth) {
    Fields fields(value, context_, kNames, {"groups", "管理策の分類"});
    if (!fields.readable()) return;
    const std::size_t index = catalog().groups.size();
    model::ControlGroup group;
    group.id = fields.text("id");
    group.title = fields.text("title");
    if (group.title.empty()) group.title = group.id;
    group.depth = depth;
    if (group.title.empty()) {
      context_.report(value.position, {"groups: the group has neither 'id' nor 'title'",
                                       "管理策の分類に「id」も「title」もありません"});
    }
    catalog().groups.push_back(std::move(group));
    read_controls(fields, index);
    for (const Value* inner : fields.sequence("groups")) read_group(*inner, depth + 1);
    fields.finish(UnknownKeys::Warn);
  }

  void read_controls(Fields& fields, std::size_t group) {
    const std::vector<const Value*> controls = fields.sequence("controls");
    if (controls.empty()) return;
    if (group == kNoGroup) {
      group = catalog().groups.size();
      catalog().groups.push_back({"", catalog().title, 0});
    }
    for (const Value* control : controls) read_control(*control, group);
  }

  void read_control(const Value& value, std::size_t group) {
    Fields fields(value, context_, kNames, {"controls", "管理策"});
    model::Control control;
    control.group = group;
    control.position = value.position;
    control.id = fields.required_text("id");
    control.title = fields.text("title");
    for (auto& alias : fields.list("title_aliases")) control.title_aliases.push_back(std::move(alias.text));
    control.summary = fields.text("summary");
    control.level = fields.integer("level", 0, 99).value_or(0);
    control.criteria = read_levels(fields, "criteria");
    read_attributes(fields, control);
    read_maps(fields, control);
    fields.finish(UnknownKeys::Warn);
    if (control.id.empty()) return;
    const auto [place, added] =
        catalog().index_by_key.emplace(model::control_key(control.id), catalog().controls.size());
    if (!added) {
      const model::Control& first = catalog().controls[place->second];
      context_.report(fields.position_of("id"),
                      {fmt::format("the control '{}' is given twice", control.id),
                       fmt::format("管理策「{}」が二度書かれています", control.id)},
                      {fmt::format("it stands already on line {} as '{}'", first.position.line, first.id),
                       fmt::format("{}行目に「{}」としてあります", first.position.line, first.id)});
      return;
    }
    catalog().controls.push_back(std::move(control));
  }

  void read_attributes(Fields& fields, model::Control& control) {
    const Value* given = fields.find("attributes");
    if (!given) return;
    Fields attributes(*given, context_, {},
                      {fmt::format("attributes of {}", control.id), fmt::format("管理策 {} の属性", control.id)});
    for (const model::Axis& axis : catalog().axes) {
      std::vector<std::string> values;
      for (auto& item : attributes.list(axis.id)) {
        const bool known =
            axis.values.empty() || std::find(axis.values.begin(), axis.values.end(), item.text) != axis.values.end();
        if (!known) {
          const std::vector<std::string_view> candidates(axis.values.begin(), axis.values.end());
          context_.report(item.position,
                          {fmt::format("'{}' is not a value of the axis '{}'", item.text, axis.id),
                           fmt::format("「{}」は属性「{}」の値にありません", item.text, axis.label)},
                          adapters::nearest_hint(item.text, candidates));
          continue;
        }
        values.push_back(std::move(item.text));
      }
      if (!values.empty()) control.attributes.emplace_back(axis.id, std::move(values));
    }
    attributes.finish(UnknownKeys::Warn);
  }

  // `none` says that somebody looked and found no counterpart; a missing key says that nobody looked.
  void read_maps(Fields& fields, model::Control& control) {
    const Value* given = fields.find("maps");
    if (!given) return;
    Fields maps(*given, context_, {},
                {fmt::format("maps of {}", control.id), fmt::format("管理策 {} の対応", control.id)});
    for (const auto& entry : given->entries) {
      std::vector<std::string> ids;
      for (auto& item : maps.list(entry.key)) {
        if (item.text != "none" && item.text != "なし") ids.push_back(std::move(item.text));
      }
      control.maps.emplace_back(entry.key, std::move(ids));
    }
  }

  base::Read<model::Catalog> read_;
  FieldContext context_;
  Fields root_;
};

}  // namespace

base::Read<model::Catalog> read_catalog(std::string_view path, std::string_view bytes) {
  base::Read<Value> yaml = adapters::parse_yaml(bytes, path, 1, kCode);
  if (yaml.value.kind == Kind::Null) yaml.value.position = {1, 1, 0};
  const bool parsed = yaml.diagnostics.empty() || yaml.value.kind != Kind::Null;
  base::Read<model::Catalog> read = Reader(path, yaml.value).run();
  if (!parsed) read.diagnostics.clear();
  base::append(read.diagnostics, std::move(yaml.diagnostics));
  return read;
}

}  // namespace kitei::catalog
