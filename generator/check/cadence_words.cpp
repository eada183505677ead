#include "check/cadence_words.h"

#include <optional>
#include <string>

#include "base/utf8.h"

namespace kitei::check {
namespace {

using model::Cadence;
using enum model::CadenceUnit;

struct Word {
  std::string_view text;
  Cadence cadence;
};

// Words that are a cadence by themselves. Longer ones come first where one begins another.
constexpr Word kWords[] = {
    {"毎営業日", {1, Day}}, {"毎日", {1, Day}},     {"日次", {1, Day}},     {"毎週", {1, Week}},         {"週次", {1, Week}},     {"隔週", {2, Week}},
    {"毎月", {1, Month}},     {"月次", {1, Month}},     {"隔月", {2, Month}},     {"四半期ごと", {3, Month}}, {"四半期毎", {3, Month}}, {"四半期に1回", {3, Month}},
    {"四半期に一度", {3, Month}}, {"毎四半期", {3, Month}}, {"半年ごと", {6, Month}}, {"半年に1回", {6, Month}}, {"半年に一度", {6, Month}}, {"半期ごと", {6, Month}},
    {"半期に1回", {6, Month}}, {"毎年", {1, Year}},    {"年次", {1, Year}},    {"隔年", {2, Year}},       {"daily", {1, Day}},    {"weekly", {1, Week}},
    {"monthly", {1, Month}},  {"quarterly", {3, Month}}, {"half-yearly", {6, Month}}, {"annually", {1, Year}}, {"yearly", {1, Year}}, {"annual", {1, Year}}};

struct Unit {
  std::string_view text;
  unsigned months;
  unsigned days;
};
constexpr Unit kUnits[] = {{"年", 12, 0},    {"か月", 1, 0},   {"ヶ月", 1, 0}, {"カ月", 1, 0}, {"ヵ月", 1, 0},  {"ケ月", 1, 0}, {"箇月", 1, 0},
                           {"週間", 0, 7},   {"週", 0, 7},     {"日", 0, 1},   {"years", 12, 0}, {"year", 12, 0}, {"months", 1, 0}, {"month", 1, 0},
                           {"weeks", 0, 7},  {"week", 0, 7},   {"days", 0, 1}, {"day", 0, 1}};

// Digits at `at`, at most three, and where they end; 0 when there are none.
unsigned number_at(std::string_view text, std::size_t& at) {
  unsigned value = 0;
  std::size_t end = at;
  while (end < text.size() && end - at < 3 && text[end] >= '0' && text[end] <= '9') value = value * 10 + static_cast<unsigned>(text[end++] - '0');
  if (end < text.size() && text[end] >= '0' && text[end] <= '9') return 0;
  at = end;
  return value;
}

bool take(std::string_view text, std::size_t& at, std::string_view word) {
  if (!text.substr(at).starts_with(word)) return false;
  at += word.size();
  return true;
}

void skip_blanks(std::string_view text, std::size_t& at) {
  while (at < text.size() && text[at] == ' ') ++at;
}

Cadence in_months(unsigned months) { return months % 12 == 0 ? Cadence{months / 12, Year} : Cadence{months, Month}; }
Cadence in_days(unsigned days) { return days % 7 == 0 ? Cadence{days / 7, Week} : Cadence{days, Day}; }

// 年2回, 月に1回, 週1回: so many times in a unit.
std::optional<Cadence> times_at(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  unsigned months = 0, days = 0;
  if (take(text, end, "年")) months = 12;
  else if (take(text, end, "月")) months = 1;
  else if (take(text, end, "週")) days = 7;
  else if (take(text, end, "日")) days = 1;
  else return std::nullopt;
  take(text, end, "に");
  skip_blanks(text, end);
  unsigned times = number_at(text, end);
  if (times == 0) times = take(text, end, "一") ? 1 : 0;
  if (times == 0 || (!take(text, end, "回") && !take(text, end, "度"))) return std::nullopt;
  if (months % times != 0 || (days > 0 && times > 1)) return std::nullopt;
  at = end;
  return months > 0 ? in_months(months / times) : in_days(days);
}

// 3か月ごと, 2年に1回, every 3 months.
std::optional<Cadence> interval_at(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  const bool english = take(text, end, "every ");
  unsigned count = number_at(text, end);
  if (english && count == 0) count = 1;
  if (count == 0) return std::nullopt;
  skip_blanks(text, end);
  for (const Unit& unit : kUnits) {
    std::size_t behind = end;
    if (!take(text, behind, unit.text)) continue;
    const bool comes_back = english || take(text, behind, "ごと") || take(text, behind, "毎") || take(text, behind, "に1回") ||
                            take(text, behind, "に一回") || take(text, behind, "に1度") || take(text, behind, "に一度");
    if (!comes_back) continue;
    at = behind;
    return unit.months > 0 ? in_months(unit.months * count) : in_days(unit.days * count);
  }
  return std::nullopt;
}

std::optional<Cadence> word_at(std::string_view text, std::size_t& at) {
  for (const Word& word : kWords) {
    if (take(text, at, word.text)) return word.cadence;
  }
  return std::nullopt;
}

bool is_latin(char c) { return c >= 'a' && c <= 'z'; }

std::optional<Cadence> cadence_at(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  auto found = word_at(text, end);
  if (!found) found = interval_at(text, end);
  if (!found) found = times_at(text, end);
  if (!found) return found;
  // Latin words stand alone: "annual", not "annually" cut short or "manual".
  if (is_latin(text[end - 1]) && end < text.size() && is_latin(text[end])) return std::nullopt;
  if (is_latin(text[at]) && at > 0 && is_latin(text[at - 1])) return std::nullopt;
  at = end;
  return found;
}

}  // namespace

std::vector<FoundCadence> find_cadences(std::string_view text) {
  std::vector<FoundCadence> found;
  const std::string lower = base::ascii_lower(text);
  for (std::size_t at = 0; at < lower.size();) {
    const std::size_t from = at;
    const bool after_digit = from > 0 && lower[from - 1] >= '0' && lower[from - 1] <= '9';
    if (!after_digit) {
      if (const auto cadence = cadence_at(lower, at)) {
        found.push_back({*cadence, from, at});
        continue;
      }
    }
    at = from + base::code_point_at(lower, from).length;
  }
  return found;
}

}  // namespace kitei::check
