#include "model/cadence.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::model {
namespace {

constexpr unsigned kMost = 999;

// Longer units where they are the same: 12 months, 7 days.
Cadence normal(Cadence cadence) {
  if (cadence.unit == CadenceUnit::Month && cadence.count % 12 == 0) return {cadence.count / 12, CadenceUnit::Year};
  if (cadence.unit == CadenceUnit::Day && cadence.count % 7 == 0) return {cadence.count / 7, CadenceUnit::Week};
  return cadence;
}

// The number at the start of the text, which is taken off; nothing without a digit, or beyond kMost.
std::optional<unsigned> take_number(std::string_view& text) {
  unsigned number = 0;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9' && number <= kMost) {
    number = number * 10 + static_cast<unsigned>(text[digits++] - '0');
  }
  if (digits == 0 || number == 0 || number > kMost) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

struct Word {
  std::string_view text;
  Cadence cadence;
};

using enum CadenceUnit;

std::optional<Cadence> fixed_word(std::string_view text) {
  static constexpr std::array<Word, 21> kWords{{{"毎年", {1, Year}},       {"年次", {1, Year}},     {"半年", {6, Month}},
                                                {"半期", {6, Month}},      {"四半期", {3, Month}},  {"毎四半期", {3, Month}},
                                                {"毎月", {1, Month}},      {"月次", {1, Month}},    {"隔月", {2, Month}},
                                                {"毎週", {1, Week}},       {"週次", {1, Week}},     {"隔週", {2, Week}},
                                                {"毎日", {1, Day}},        {"日次", {1, Day}},      {"隔年", {2, Year}},
                                                {"随時", {0, AsNeeded}},   {"都度", {0, AsNeeded}}, {"その都度", {0, AsNeeded}},
                                                {"yearly", {1, Year}},     {"monthly", {1, Month}}, {"as-needed", {0, AsNeeded}}}};
  for (const Word& word : kWords) {
    if (word.text == text) return word.cadence;
  }
  return std::nullopt;
}

// 年2回 → 6 months; only where the times divide the period.
std::optional<Cadence> times_in(std::string_view text) {
  CadenceUnit unit = Year;
  if (take(text, "月")) {
    unit = Month;
  } else if (take(text, "週")) {
    unit = Week;
  } else if (!take(text, "年")) {
    return std::nullopt;
  }
  take(text, "に");
  const auto times = take_number(text);
  if (!times || text != "回") return std::nullopt;
  if (*times == 1) return Cadence{1, unit};
  if (unit == Year && 12 % *times == 0) return Cadence{12 / *times, Month};
  return std::nullopt;
}

std::optional<CadenceUnit> unit_of(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, CadenceUnit>, 18> kUnits{
      {{"y", Year},   {"year", Year},   {"years", Year},  {"年", Year},     {"m", Month},   {"month", Month},
       {"months", Month}, {"か月", Month}, {"ヶ月", Month}, {"カ月", Month}, {"ヵ月", Month}, {"箇月", Month},
       {"w", Week},   {"週", Week},     {"週間", Week},   {"d", Day},       {"日", Day},     {"days", Day}}};
  for (const auto& [word, unit] : kUnits) {
    if (word == text) return unit;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Cadence> parse_cadence(std::string_view written) {
  const std::string folded = base::nfkc_casefold(base::trim(written));
  std::string_view text = base::trim(folded);
  for (const std::string_view ending : {"ごと", "毎"}) {
    if (text.size() > ending.size() && text.ends_with(ending)) text.remove_suffix(ending.size());
  }
  if (const auto word = fixed_word(text)) return *word;
  if (const auto times = times_in(text)) return *times;
  constexpr std::string_view kOnce = "に1回";
  if (text.ends_with(kOnce)) text.remove_suffix(kOnce.size());
  const auto count = take_number(text);
  if (!count) return std::nullopt;
  const auto unit = unit_of(base::trim(text));
  if (!unit) return std::nullopt;
  return normal({*count, *unit});
}

std::string cadence_text(Cadence cadence) {
  switch (cadence.unit) {
    case AsNeeded:
      return "as-needed";
    case Day:
      return fmt::format("{}d", cadence.count);
    case Week:
      return fmt::format("{}w", cadence.count);
    case Month:
      return fmt::format("{}m", cadence.count);
    case Year:
      return fmt::format("{}y", cadence.count);
  }
  return {};
}

std::string cadence_label(Cadence cadence, base::Language language) {
  const unsigned n = cadence.count;
  if (language == base::Language::Japanese) {
    switch (cadence.unit) {
      case AsNeeded:
        return "随時";
      case Day:
        return n == 1 ? "毎日" : fmt::format("{}日ごと", n);
      case Week:
        return n == 1 ? "毎週" : fmt::format("{}週間ごと", n);
      case Month:
        return n == 1 ? "毎月" : fmt::format("{}か月ごと", n);
      case Year:
        return n == 1 ? "年1回" : fmt::format("{}年ごと", n);
    }
  }
  const auto every = [n](std::string_view one, std::string_view many) {
    return n == 1 ? fmt::format("every {}", one) : fmt::format("every {} {}", n, many);
  };
  switch (cadence.unit) {
    case AsNeeded:
      return "as needed";
    case Day:
      return every("day", "days");
    case Week:
      return every("week", "weeks");
    case Month:
      return every("month", "months");
    case Year:
      return every("year", "years");
  }
  return {};
}

std::string duty_text(const Duty& duty, base::Language language) {
  const bool ja = language == base::Language::Japanese;
  const auto cadence = parse_cadence(duty.every);
  const std::string every = cadence ? cadence_label(*cadence, language) : duty.every;
  std::string text;
  if (!every.empty()) text += (ja ? "頻度：" : "How often: ") + every;
  if (!text.empty() && !duty.by.empty()) text += ja ? "　" : "; ";
  if (!duty.by.empty()) text += (ja ? "担当：" : "by: ") + duty.by;
  return text;
}

std::string not_yet_in_force(const Duty& duty, std::optional<base::Date> today, base::Language language) {
  if (!duty.effective || !today || *duty.effective <= *today) return {};
  if (language == base::Language::Japanese) return fmt::format("未施行（{}施行）", base::japanese_date(*duty.effective));
  return fmt::format("not yet in force (from {})", base::english_date(*duty.effective));
}

unsigned cadence_days(Cadence cadence) {
  switch (cadence.unit) {
    case AsNeeded:
      return 0;
    case Day:
      return cadence.count;
    case Week:
      return cadence.count * 7;
    case Month:
      return cadence.count * 365 / 12;
    case Year:
      return cadence.count * 365;
  }
  return 0;
}

}  // namespace kitei::model
