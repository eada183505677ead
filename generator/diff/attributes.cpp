#include "diff/attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <type_traits>

namespace kitei::diff {
namespace {

using Fields = std::vector<model::FieldChange>;

void compare(Fields& fields, std::string_view key, std::string before, std::string after) {
  if (before != after) fields.push_back({std::string(key), std::move(before), std::move(after)});
}

std::string joined(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, " ")); }

std::string value_or_nothing(const model::Attributes& attributes, const std::string& key) {
  const std::string* value = attributes.value(key);
  return value ? *value : std::string();
}

std::string_view alert_name(model::AlertKind kind) {
  switch (kind) {
    case model::AlertKind::Note:
      return "note";
    case model::AlertKind::Tip:
      return "tip";
    case model::AlertKind::Important:
      return "important";
    case model::AlertKind::Warning:
      return "warning";
    case model::AlertKind::Caution:
      return "caution";
    case model::AlertKind::Column:
      return "column";
  }
  return "note";
}

std::string checked_name(std::optional<bool> checked) { return checked ? (*checked ? "true" : "false") : ""; }

void compare_captions(Fields& fields, const base::Maybe<model::Caption>& before,
                      const base::Maybe<model::Caption>& after) {
  // What the attributes say of the table is compared there.
  auto own = [](const base::Maybe<model::Caption>& caption) {
    if (!caption) return model::Attributes{};
    model::Attributes attributes = caption->attributes;
    std::erase_if(attributes.values, [](const auto& entry) {
      return entry.first == "header-rows" || entry.first == "header-columns" || entry.first == "widths" ||
             entry.first == "source";
    });
    std::erase(attributes.flags, "landscape");
    return attributes;
  };
  for (model::FieldChange& field : diff_attributes(own(before), own(after))) {
    field.key = "caption." + field.key;
    fields.push_back(std::move(field));
  }
  const model::Inlines nothing;
  compare(fields, "caption.source", model::plain_text(before ? before->source : nothing),
          model::plain_text(after ? after->source : nothing));
}

std::string widths_text(const model::Table& table) { return fmt::format("{}", fmt::join(table.widths, ", ")); }

}  // namespace

Fields diff_attributes(const model::Attributes& before, const model::Attributes& after) {
  Fields fields;
  compare(fields, "id", before.id.text.str(), after.id.text.str());
  compare(fields, "class", joined(before.classes), joined(after.classes));
  std::vector<std::string> keys;  // the new ones in their order, then those that are gone
  for (const auto& [key, value] : after.values) keys.push_back(key);
  for (const auto& [key, value] : before.values) keys.push_back(key);
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    if (std::find(keys.begin(), key, *key) != key) continue;
    compare(fields, *key, value_or_nothing(before, *key), value_or_nothing(after, *key));
  }
  compare(fields, "flags", joined(before.flags), joined(after.flags));
  return fields;
}

Fields diff_attributes(const model::Block& before, const model::Block& after) {
  Fields fields;
  if (before.node.index() != after.node.index()) return fields;
  base::visit(
      [&](const auto& old) {
        using Node = std::remove_cvref_t<decltype(old)>;
        const Node& now = base::get<Node>(after.node);
        if constexpr (std::is_same_v<Node, model::Heading>) {
          compare(fields, "level", std::to_string(old.level), std::to_string(now.level));
          for (auto& field : diff_attributes(*old.attributes, *now.attributes)) fields.push_back(std::move(field));
        } else if constexpr (std::is_same_v<Node, model::List>) {
          compare(fields, "ordered", old.ordered ? "true" : "false", now.ordered ? "true" : "false");
          if (old.ordered && now.ordered)
            compare(fields, "start", std::to_string(old.start), std::to_string(now.start));
          if (old.items.size() == 1 && now.items.size() == 1) {
            compare(fields, "checked", checked_name(old.items[0].checked), checked_name(now.items[0].checked));
          }
        } else if constexpr (std::is_same_v<Node, model::Alert>) {
          compare(fields, "kind", std::string(alert_name(old.kind)), std::string(alert_name(now.kind)));
        } else if constexpr (std::is_same_v<Node, model::CodeBlock>) {
          compare(fields, "info", old.info.str(), now.info.str());
        } else if constexpr (std::is_same_v<Node, model::Table>) {
          compare(fields, "header-rows", std::to_string(old.header_rows), std::to_string(now.header_rows));
          compare(fields, "widths", widths_text(old), widths_text(now));
          compare(fields, "landscape", old.turn == model::PageTurn::Landscape ? "true" : "false",
                  now.turn == model::PageTurn::Landscape ? "true" : "false");
          compare_captions(fields, old.caption, now.caption);
        } else if constexpr (std::is_same_v<Node, model::Figure>) {
          compare(fields, "source", old.image.source.str(), now.image.source.str());
          compare_captions(fields, old.caption, now.caption);
        } else {
          static_assert(std::is_same_v<Node, model::Paragraph> || std::is_same_v<Node, model::Quote> ||
                        std::is_same_v<Node, model::ThematicBreak> || std::is_same_v<Node, model::DefinitionList>);
        }
      },
      before.node);
  return fields;
}

}  // namespace kitei::diff
