#include "adapters/yaml_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "base/nearest.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::adapters {
namespace {

using base::Message;
using yaml::Kind;
using yaml::Value;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

// Most names differ in length or in their first byte.
inline bool same_name(std::string_view a, std::string_view b) { return a.size() == b.size() && (a.empty() || (a.front() == b.front() && a == b)); }

// What a value is, for messages: "found …".
Message found_text(const Value& value) {
  switch (value.kind) {
    case Kind::Null:
      return {"nothing", "空の値"};
    case Kind::Scalar: {
      std::string shown(value.text.substr(0, value.text.find('\n')));
      if (base::count_code_points(shown) > 40) shown = base::encode_utf8(base::decode_utf8(shown).substr(0, 40)) + "…";
      return {fmt::format("'{}'", shown), fmt::format("「{}」", shown)};
    }
    case Kind::Sequence:
      return {"a list", "一覧"};
    case Kind::Map:
      return {"a map of keys", "キーと値の組"};
  }
  return {};
}

}  // namespace

std::string_view key_name(Names names, std::string_view written) {
  const std::string_view trimmed = base::trim(written);
  const auto found = std::find_if(names.begin(), names.end(), [&](const NamePair& p) { return same_name(p.written, trimmed); });
  return found == names.end() ? trimmed : found->name;
}

std::string_view value_name(Names names, std::string_view written) {
  const std::string_view trimmed = base::trim(written);
  const auto found = std::find_if(names.begin(), names.end(), [&](const NamePair& p) { return same_but_for_case(p.written, trimmed); });
  return found == names.end() ? trimmed : found->name;
}

void FieldContext::report(base::Position position, Message message, Message hint) const {
  report_as(code, position, std::move(message), std::move(hint));
}

void FieldContext::report_as(std::string_view other_code, base::Position position, Message message,
                             Message hint) const {
  diagnostics->push_back({std::string(other_code), std::string(path), position, std::move(message), std::move(hint),
                          base::Severity::Error});
}

Message nearest_hint(std::string_view written, const std::vector<std::string_view>& known) {
  const std::string nearest = base::nearest_name(written, known);
  if (nearest.empty()) return {};
  return {fmt::format("did you mean '{}'?", nearest), fmt::format("「{}」の誤りではありませんか", nearest)};
}

std::optional<base::Date> read_date(std::string_view text) {
  const std::string_view trimmed = base::trim(text);
  if (const auto date = base::parse_date(trimmed)) return date;
  if (is_ascii(trimmed)) return std::nullopt;
  return base::parse_date(base::nfkc(trimmed));
}

std::optional<bool> read_boolean(std::string_view text) {
  const std::string folded = base::ascii_lower(base::trim(text));
  if (folded == "yes" || folded == "true" || folded == "on" || folded == "はい") return true;
  if (folded == "no" || folded == "false" || folded == "off" || folded == "いいえ") return false;
  return std::nullopt;
}

Fields::Fields(const Value& value, const FieldContext& context, Names names, const Message& what)
    : context_(context), names_(names), what_(what), position_(value.position) {
  if (value.kind == Kind::Null) return;
  if (value.kind != Kind::Map) {
    readable_ = false;
    const Message found = found_text(value);
    Message hint = value.kind == Kind::Scalar ? missing_colon_hint(value.text) : Message{};
    context_.report(value.position,
                    {fmt::format("{}: expected 'key: value' lines, found {}", what.en, found.en),
                     fmt::format("{}は「キー: 値」の形で書く必要がありますが、{}になっています", what.ja, found.ja)},
                    std::move(hint));
    return;
  }
  entries_.reserve(value.entries.size());
  asked_.reserve(names.size() / 2);
  for (const yaml::Entry& entry : value.entries) {
    const std::string_view name = key_name(names, entry.key);
    const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const Known& k) { return same_name(k.name, name); });
    if (same == entries_.end()) {
      entries_.push_back({name, &entry});
      continue;
    }
    context_.report(
        entry.position,
        {fmt::format("the key '{}' is given twice: '{}' means the same", entry.key, same->entry->key),
         fmt::format("キー「{}」が二度書かれています（「{}」と同じ意味です）", entry.key, same->entry->key)},
        {fmt::format("it stands already on line {}", same->entry->position.line),
         fmt::format("{}行目にすでにあります", same->entry->position.line)});
  }
}

const Value* Fields::find_even_empty(std::string_view name) {
  asked_.push_back(name);
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Known& k) { return same_name(k.name, name); });
  if (found == entries_.end()) return nullptr;
  found->asked = true;
  return &found->entry->value;
}

const Value* Fields::find(std::string_view name) {
  const Value* value = find_even_empty(name);
  return value && value->kind != Kind::Null ? value : nullptr;
}

base::Position Fields::position_of(std::string_view name) {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Known& k) { return same_name(k.name, name); });
  return found == entries_.end() ? position_ : found->entry->value.position;
}

// The author's own word for the key.
std::string Fields::display_name(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Known& k) { return same_name(k.name, name); });
  return found == entries_.end() ? std::string(name) : found->entry->key;
}

void Fields::expected(const Value& value, std::string_view name, const Message& what) const {
  const Message found = found_text(value);
  context_.report(
      value.position,
      {fmt::format("{}: expected {}, found {}", display_name(name), what.en, found.en),
       fmt::format("「{}」には{}を書く必要がありますが、{}になっています", display_name(name), what.ja, found.ja)},
      value.kind == Kind::Map
          ? Message{"text with ': ' in it needs quotes", "「: 」を含む文字列は引用符で囲んでください"}
          : Message{});
}

std::string Fields::text(std::string_view name) {
  const Value* value = find(name);
  if (!value) return {};
  if (value->kind == Kind::Scalar) return std::string(base::trim(value->text));
  expected(*value, name, {"text", "文字列"});
  return {};
}

std::string Fields::required_text(std::string_view name) {
  const Value* value = find(name);
  std::string found = text(name);
  if (!found.empty() || (value && value->kind != Kind::Scalar) || !readable_) return found;
  context_.report(position_of(name), {fmt::format("{}: '{}' is missing", what_.en, name),
                                      fmt::format("{}に「{}」がありません", what_.ja, name)});
  return found;
}

std::optional<base::Date> Fields::date(std::string_view name) {
  const Value* value = find(name);
  if (!value) return std::nullopt;
  if (value->kind == Kind::Scalar) {
    if (const auto date = read_date(value->text)) return date;
  }
  expected(*value, name, {"a date such as 2026-04-01", "2026-04-01 のような日付"});
  return std::nullopt;
}

std::optional<int> Fields::integer(std::string_view name, int min, int max) {
  const Value* value = find(name);
  if (!value) return std::nullopt;
  if (value->kind == Kind::Scalar) {
    const std::string text = base::nfkc(base::trim(value->text));
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number >= min && number <= max) return number;
  }
  expected(*value, name, {fmt::format("a number from {} to {}", min, max), fmt::format("{}から{}までの数", min, max)});
  return std::nullopt;
}

std::optional<bool> Fields::boolean(std::string_view name) {
  const Value* value = find(name);
  if (!value) return std::nullopt;
  if (value->kind == Kind::Scalar) {
    if (const auto answer = read_boolean(value->text)) return answer;
  }
  expected(*value, name, {"yes or no", "yes か no"});
  return std::nullopt;
}

std::vector<FieldText> Fields::list(std::string_view name) {
  std::vector<FieldText> texts;
  const Value* value = find(name);
  if (!value) return texts;
  if (value->kind == Kind::Map) {
    expected(*value, name, {"a list", "一覧"});
    return texts;
  }
  auto add = [&](const Value& item) {
    if (item.kind != Kind::Scalar && item.kind != Kind::Null) {
      expected(item, name, {"a list of texts", "文字列の一覧"});
      return;
    }
    const std::string_view text = base::trim(item.text);
    if (!text.empty()) texts.push_back({std::string(text), item.position});
  };
  if (value->kind == Kind::Scalar) {
    add(*value);
  } else {
    for (const Value& item : value->items) add(item);
  }
  return texts;
}

std::vector<std::pair<FieldText, FieldText>> Fields::text_map(std::string_view name) {
  std::vector<std::pair<FieldText, FieldText>> pairs;
  const Value* value = find(name);
  if (!value) return pairs;
  if (value->kind != Kind::Map) {
    expected(*value, name, {"'key: value' lines", "「キー: 値」の形の行"});
    return pairs;
  }
  for (const yaml::Entry& entry : value->entries) {
    if (entry.value.kind == Kind::Sequence || entry.value.kind == Kind::Map) {
      const Message found = found_text(entry.value);
      context_.report(entry.value.position,
                      {fmt::format("{}: expected text, found {}", entry.key, found.en),
                       fmt::format("「{}」には文字列を書く必要がありますが、{}になっています", entry.key, found.ja)});
      continue;
    }
    pairs.push_back({{std::string(base::trim(entry.key)), entry.position},
                     {std::string(base::trim(entry.value.text)), entry.value.position}});
  }
  return pairs;
}

std::vector<const Value*> Fields::sequence(std::string_view name) {
  std::vector<const Value*> maps;
  const Value* value = find(name);
  if (!value) return maps;
  if (value->kind == Kind::Map) {
    maps.push_back(value);
  } else if (value->kind == Kind::Sequence) {
    for (const Value& item : value->items) maps.push_back(&item);
  } else {
    expected(*value, name, {"a list", "一覧"});
  }
  return maps;
}

std::optional<std::string_view> Fields::choice(std::string_view name, Names names,
                                               const std::vector<std::string_view>& known) {
  const Value* value = find(name);
  if (!value) return std::nullopt;
  if (value->kind == Kind::Scalar) {
    const std::string_view wanted = value_name(names, value->text);
    const auto found =
        std::find_if(known.begin(), known.end(), [&](std::string_view candidate) { return same_but_for_case(candidate, wanted); });
    if (found != known.end()) return *found;
    const std::string all = fmt::format("{}", fmt::join(known, ", "));
    std::vector<std::string_view> candidates = known;
    for (const NamePair& pair : names) candidates.push_back(pair.written);
    const Message shown = found_text(*value);
    context_.report(value->position,
                    {fmt::format("{}: expected one of {}, found {}", display_name(name), all, shown.en),
                     fmt::format("「{}」には {} のいずれかを書く必要がありますが、{}になっています", display_name(name),
                                 all, shown.ja)},
                    nearest_hint(base::trim(value->text), candidates));
    return std::nullopt;
  }
  const std::string all = fmt::format("{}", fmt::join(known, ", "));
  expected(*value, name, {"one of " + all, all + " のいずれか"});
  return std::nullopt;
}

std::vector<const yaml::Entry*> Fields::rest() const {
  std::vector<const yaml::Entry*> entries;
  for (const Known& known : entries_) {
    if (!known.asked) entries.push_back(known.entry);
  }
  return entries;
}

void Fields::finish(UnknownKeys unknown) const {
  const std::vector<const yaml::Entry*> entries = rest();
  if (entries.empty()) return;
  std::vector<std::string_view> known = asked_;
  for (const NamePair& pair : names_) {
    if (std::find(asked_.begin(), asked_.end(), pair.name) != asked_.end()) known.push_back(pair.written);
  }
  for (const yaml::Entry* entry : entries) {
    context_.report_as(unknown == UnknownKeys::Warn ? "unknown-key" : context_.code, entry->position,
                       {fmt::format("{}: the key '{}' is not known", what_.en, entry->key),
                        fmt::format("{}に「{}」というキーはありません", what_.ja, entry->key)},
                       nearest_hint(entry->key, known));
  }
}

}  // namespace kitei::adapters
