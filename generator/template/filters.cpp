#include "template/filters.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/date.h"
#include "base/utf8.h"

namespace kitei::templates {
namespace {

using Arguments = std::vector<FilterArgument>;

FilterResult wrong_type(std::string_view filter, const Value& value) {
  const std::string name(filter);
  const std::string type(value.type_name());
  return {{},
          {"filter '" + name + "' cannot take a " + type, "フィルター「" + name + "」は " + type + " に使えません"}};
}

std::optional<std::int64_t> number_of(const Value& value) {
  const std::int64_t* number = value.number();
  return number ? std::optional(*number) : std::nullopt;
}

// Keeps the mark of finished markup.
Value text_like(const Value& model, std::string text) {
  if (model.is_safe()) return Safe{std::move(text)};
  return text;
}

FilterResult filter_default(const Value& input, const Arguments& arguments, const Texts&) {
  const bool missing = input.is_null() || (input.is_text() && input.text().empty());
  return {missing ? arguments[0].value : input, {}};
}

FilterResult filter_length(const Value& input, const Arguments&, const Texts&) {
  if (input.is_text()) return {base::count_code_points(input.text()), {}};
  if (const List* list = input.list()) return {list->size(), {}};
  if (const Rows* rows = input.rows()) return {rows->size, {}};
  if (const Map* map = input.map()) return {map->entries().size(), {}};
  return wrong_type("length", input);
}

FilterResult filter_join(const Value& input, const Arguments& arguments, const Texts&) {
  List made;
  const List* list = items_of(input, made);
  if (!list) return wrong_type("join", input);
  std::string out;
  for (const Value& item : *list) {
    // The result is escaped as a whole, so a finished piece inside would be escaped twice: refused.
    if (item.is_safe()) return wrong_type("join", item);
    if (&item != list->data() && !arguments.empty()) append_printed(out, arguments[0].value);
    if (!append_printed(out, item)) return wrong_type("join", item);
  }
  return {std::move(out), {}};
}

FilterResult end_item(std::string_view name, const Value& input, bool last) {
  if (const Rows* rows = input.rows(); rows && rows->size > 0) return {rows->item(last ? rows->size - 1 : 0), {}};
  List made;
  if (const List* list = items_of(input, made)) {
    if (list->empty()) return {};
    return {last ? list->back() : list->front(), {}};
  }
  if (!input.is_text()) return wrong_type(name, input);
  const std::string_view text = input.text();
  if (text.empty()) return {};
  const std::size_t length =
      last ? base::code_point_before(text, text.size()).length : base::code_point_at(text, 0).length;
  return {text_like(input, std::string(text.substr(last ? text.size() - length : 0, length))), {}};
}

FilterResult filter_first(const Value& input, const Arguments&, const Texts&) {
  return end_item("first", input, false);
}
FilterResult filter_last(const Value& input, const Arguments&, const Texts&) { return end_item("last", input, true); }

FilterResult filter_slice(const Value& input, const Arguments& arguments, const Texts&) {
  const auto from = number_of(arguments[0].value);
  const auto count = arguments.size() > 1 ? number_of(arguments[1].value) : std::optional<std::int64_t>(INT64_MAX);
  if (!from || !count || *from < 0 || *count < 0) return wrong_type("slice", arguments[from ? 1 : 0].value);
  List made;
  if (const List* list = items_of(input, made)) {
    const std::size_t start = std::min(list->size(), static_cast<std::size_t>(*from));
    const std::size_t length = std::min(list->size() - start, static_cast<std::size_t>(*count));
    const auto begin = list->begin() + static_cast<std::ptrdiff_t>(start);
    return {List(begin, begin + static_cast<std::ptrdiff_t>(length)), {}};
  }
  if (input.kind() != ValueKind::Text) return wrong_type("slice", input);
  const std::u32string characters = base::decode_utf8(input.text());
  const std::size_t start = std::min(characters.size(), static_cast<std::size_t>(*from));
  return {base::encode_utf8(std::u32string_view(characters).substr(start, static_cast<std::size_t>(*count))), {}};
}

// A part of the key that is digits orders by value.
bool natural_less(std::string_view a, std::string_view b) {
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (!digit(a[i]) || !digit(b[j])) {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i;
      ++j;
      continue;
    }
    auto run = [&](std::string_view text, std::size_t& at) {
      while (at + 1 < text.size() && text[at] == '0' && digit(text[at + 1])) ++at;
      const std::size_t start = at;
      while (at < text.size() && digit(text[at])) ++at;
      return text.substr(start, at - start);
    };
    const std::string_view x = run(a, i);
    const std::string_view y = run(b, j);
    if (x != y) return x.size() != y.size() ? x.size() < y.size() : x < y;
  }
  return a.size() - i < b.size() - j;
}

FilterResult filter_sort(const Value& input, const Arguments& arguments, const Texts&) {
  List made;
  const List* list = items_of(input, made);
  if (!list) return wrong_type("sort", input);
  const Value* key = arguments.empty() || !arguments[0].value.is_text() ? nullptr : &arguments[0].value;
  std::vector<std::pair<std::string, const Value*>> keyed;
  for (const Value& item : *list) {
    const Value* sorted_by = &item;
    if (key) sorted_by = item.map() ? item.map()->find(key->text()) : nullptr;
    std::string printed;
    if (!sorted_by || !append_printed(printed, *sorted_by)) return wrong_type("sort", item);
    keyed.emplace_back(std::move(printed), &item);
  }
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return natural_less(a.first, b.first); });
  List sorted;
  for (const auto& [printed, item] : keyed) sorted.push_back(*item);
  return {std::move(sorted), {}};
}

FilterResult filter_upper(const Value& input, const Arguments&, const Texts&) {
  if (input.kind() != ValueKind::Text) return wrong_type("upper", input);
  std::string out(input.text());
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return {std::move(out), {}};
}

void append_json_text(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view line_separators = text.substr(i, 3);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == '&') {  // < would end a script
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[c & 15];
    } else if (line_separators == "\u2028" || line_separators == "\u2029") {  // line ends in older scripts
      out += line_separators == "\u2028" ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_json(std::string& out, const Value& value) {
  if (value.is_text()) return append_json_text(out, value.text());
  List made;
  if (const List* list = items_of(value, made)) {
    out += '[';
    for (const Value& item : *list) {
      if (&item != list->data()) out += ',';
      append_json(out, item);
    }
    out += ']';
    return;
  }
  if (const Map* map = value.map()) {
    out += '{';
    for (const Entry& entry : map->entries()) {
      if (&entry != map->entries().data()) out += ',';
      append_json_text(out, entry.key.text());
      out += ':';
      append_json(out, entry.value);
    }
    out += '}';
    return;
  }
  if (value.is_null()) {
    out += "null";
    return;
  }
  append_printed(out, value);
}

FilterResult filter_json(const Value& input, const Arguments&, const Texts&) {
  std::string out;
  append_json(out, input);
  return {std::move(out), {}};
}

FilterResult print_date(std::string_view filter, const Value& input, std::string (*print)(base::Date)) {
  if (!input.is_text()) return wrong_type(filter, input);
  const auto date = base::parse_date(input.text());
  if (!date) {
    const std::string text(input.text());
    return {{}, {"'" + text + "' is not a date", "「" + text + "」は日付ではありません"}};
  }
  return {print(*date), {}};
}

FilterResult filter_date(const Value& input, const Arguments&, const Texts& texts) {
  return print_date("date", input, texts.language == base::Language::Japanese ? base::japanese_date : base::english_date);
}

FilterResult filter_era_date(const Value& input, const Arguments&, const Texts&) {
  return print_date("era_date", input, base::era_date);
}

FilterResult filter_t(const Value& input, const Arguments& arguments, const Texts& texts) {
  return input.is_text() ? interface_text(input.text(), arguments, texts) : wrong_type("t", input);
}

constexpr std::array<Filter, 12> kFilters{{{"date", 0, 0, false, filter_date},
                                           {"default", 1, 1, false, filter_default},
                                           {"era_date", 0, 0, false, filter_era_date},
                                           {"first", 0, 0, false, filter_first},
                                           {"join", 0, 1, false, filter_join},
                                           {"json", 0, 0, false, filter_json},
                                           {"last", 0, 0, false, filter_last},
                                           {"length", 0, 0, false, filter_length},
                                           {"slice", 1, 2, false, filter_slice},
                                           {"sort", 0, 1, false, filter_sort},
                                           {"t", 0, 0, true, filter_t},
                                           {"upper", 0, 0, false, filter_upper}}};

}  // namespace

const Filter* find_filter(std::string_view name) {
  const auto found = std::find_if(kFilters.begin(), kFilters.end(), [&](const Filter& f) { return f.name == name; });
  return found == kFilters.end() ? nullptr : &*found;
}

std::vector<std::string_view> filter_names() {
  std::vector<std::string_view> names;
  for (const Filter& filter : kFilters) names.push_back(filter.name);
  return names;
}

bool append_printed(std::string& out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::Null:
      return true;
    case ValueKind::Truth:
      out += value.truthy() ? "true" : "false";
      return true;
    case ValueKind::Number:
      out += std::to_string(*value.number());
      return true;
    case ValueKind::Text:
    case ValueKind::Safe:
      out += value.text();
      return true;
    case ValueKind::Listing:
    case ValueKind::Rows:
    case ValueKind::Mapping:
      return false;
  }
  return false;
}

FilterResult interface_text(std::string_view key, const std::vector<FilterArgument>& arguments, const Texts& texts) {
  const auto found = texts.entries.find(key);
  if (found == texts.entries.end()) {
    const std::string name(key);
    return {{}, {"no interface text '" + name + "'", "画面の文言「" + name + "」がありません"}, "template-text"};
  }
  const std::string_view pattern = found->second;
  if (pattern.find('{') == std::string_view::npos) return {Value(pattern), {}};
  std::string out;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t open = pattern.find('{', at);
    out += pattern.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const std::size_t close = std::min(pattern.find('}', open), pattern.size());
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    const auto argument =
        std::find_if(arguments.begin(), arguments.end(), [&](const FilterArgument& a) { return a.name == name; });
    if (argument == arguments.end() || !append_printed(out, argument->value)) {
      const std::string shown(name);
      const std::string text_key(key);
      return {{},
              {"interface text '" + text_key + "' needs '" + shown + "'",
               "画面の文言「" + text_key + "」には「" + shown + "」が必要です"},
              "template-text"};
    }
    at = close + 1;
  }
  return {std::move(out), {}};
}

}  // namespace kitei::templates
