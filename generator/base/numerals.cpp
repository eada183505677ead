#include "base/numerals.h"

#include "base/utf8.h"

namespace kitei::base {
namespace {

constexpr unsigned kHighest = 9999;

// 0 … 9 of an ASCII or full-width digit.
std::optional<unsigned> digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return c - U'0';
  if (c >= U'０' && c <= U'９') return c - U'０';
  return std::nullopt;
}

std::optional<unsigned> kanji_digit_of(char32_t c) {
  constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  const auto place = kDigits.find(c);
  if (place == std::u32string_view::npos) return std::nullopt;
  return static_cast<unsigned>(place);
}

unsigned unit_of(char32_t c) { return c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0; }

// 二〇二六 and 千二百三十四.
std::optional<ReadNumber> read_kanji(std::string_view text, std::size_t at) {
  unsigned total = 0;
  unsigned run = 0;  // digits since the last unit
  std::size_t digits = 0;
  std::size_t end = at;
  while (end < text.size()) {
    const CodePoint c = code_point_at(text, end);
    if (const auto digit = kanji_digit_of(c.value)) {
      run = run * 10 + *digit;
      ++digits;
    } else if (const unsigned unit = unit_of(c.value)) {
      total += (digits == 0 ? 1 : run) * unit;
      run = 0;
      digits = 0;
    } else {
      break;
    }
    if (total + run > kHighest) return std::nullopt;
    end += c.length;
  }
  if (end == at) return std::nullopt;
  return ReadNumber{total + run, end - at};
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  constexpr std::string_view kWide = "\xE3\x80\x80";
  for (;;) {
    if (at < text.size() && text[at] == ' ') {
      ++at;
    } else if (text.substr(at).starts_with(kWide)) {
      at += kWide.size();
    } else {
      return at;
    }
  }
}

struct Era {
  std::string_view name;
  unsigned before_first;  // the year before its first
};
constexpr Era kEras[] = {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"大正", 1911}, {"明治", 1867}};

}  // namespace

std::optional<ReadNumber> read_number(std::string_view text, std::size_t at) {
  unsigned value = 0;
  std::size_t end = at;
  while (end < text.size()) {
    const CodePoint c = code_point_at(text, end);
    const auto digit = digit_of(c.value);
    if (!digit) break;
    value = value * 10 + *digit;
    if (value > kHighest) return std::nullopt;
    end += c.length;
  }
  return end == at ? read_kanji(text, at) : ReadNumber{value, end - at};
}

std::optional<ReadDate> read_date(std::string_view text, std::size_t at) {
  std::size_t end = at;
  unsigned before_first = 0;
  for (const Era& era : kEras) {
    if (!text.substr(at).starts_with(era.name)) continue;
    before_first = era.before_first;
    end = skip_blanks(text, at + era.name.size());
  }
  constexpr std::string_view kFirstYear = "元";
  ReadNumber year;
  if (before_first > 0 && text.substr(end).starts_with(kFirstYear)) {
    year = {1, kFirstYear.size()};
  } else if (const auto number = read_number(text, end)) {
    year = *number;
  } else {
    return std::nullopt;
  }
  end += year.length;
  if (before_first == 0 && year.value < 1800) return std::nullopt;
  // Either 年 月 日, or one of the three separators twice.
  std::string_view first = "年", second = "月", last = "日";
  const std::size_t after_year = skip_blanks(text, end);
  if (!text.substr(after_year).starts_with(first)) {
    if (end >= text.size() || before_first > 0) return std::nullopt;
    const CodePoint mark = code_point_at(text, end);
    constexpr std::u32string_view kMarks = U"-/.－／．";
    if (kMarks.find(mark.value) == std::u32string_view::npos) return std::nullopt;
    first = second = text.substr(end, mark.length);
    last = {};
  } else {
    end = after_year;
  }
  end = skip_blanks(text, end + first.size());
  const auto month = read_number(text, end);
  if (!month) return std::nullopt;
  end += month->length;
  if (!last.empty()) end = skip_blanks(text, end);
  if (!text.substr(end).starts_with(second)) return std::nullopt;
  end = skip_blanks(text, end + second.size());
  const auto day = read_number(text, end);
  if (!day) return std::nullopt;
  end += day->length;
  if (!last.empty()) end = skip_blanks(text, end);
  if (!text.substr(end).starts_with(last)) return std::nullopt;
  end += last.size();
  namespace chr = std::chrono;
  const Date date{chr::year{static_cast<int>(before_first + year.value)}, chr::month{month->value}, chr::day{day->value}};
  if (!date.ok()) return std::nullopt;
  return ReadDate{date, end - at};
}

}  // namespace kitei::base
