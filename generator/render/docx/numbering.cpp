#include "render/docx/numbering.h"

#include <charconv>

#include "base/utf8.h"
#include "render/docx/xml_writer.h"

namespace kitei::render::docx {
namespace {

constexpr unsigned kDeepestLevel = 8;

std::string one(char32_t c) {
  std::string out;
  base::append_utf8(out, c);
  return out;
}

// Where "%n" of the level itself stands in the text of the level; npos when it is missing.
std::size_t own_place(const NumberLevel& level, unsigned index) {
  const char own[3] = {'%', static_cast<char>('1' + index), 0};
  return level.text.find(own);
}

bool names_upper_levels(const NumberLevel& level, unsigned index) {
  for (unsigned i = 0; i < index; ++i) {
    if (own_place(level, i) != std::string::npos) return true;
  }
  return false;
}

// What Word prints for the level with these counters; empty when a part of it is not certain.
std::string printed(const NumberTemplate& numbering, unsigned index, const std::array<unsigned, 9>& counters) {
  std::string out;
  const std::string& text = numbering.levels[index].text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 1 >= text.size() || text[i + 1] < '1' || text[i + 1] > '9') {
      out += text[i];
      continue;
    }
    const auto level = static_cast<unsigned>(text[++i] - '1');
    if (level >= numbering.levels.size()) return {};
    const std::string number = format_number(numbering.levels[level].format, counters[level]);
    if (number.empty()) return {};
    out += number;
  }
  return out;
}

// The value at which a level that names only itself prints `wanted`.
std::optional<unsigned> value_of(const NumberTemplate& numbering, unsigned index, std::string_view wanted) {
  constexpr unsigned kHighest = 50;  // of the series that are no plain digits
  const NumberLevel& level = numbering.levels[index];
  const std::size_t place = own_place(level, index);
  if (place == std::string::npos || names_upper_levels(level, index)) return std::nullopt;
  const std::string_view before = std::string_view(level.text).substr(0, place);
  const std::string_view after = std::string_view(level.text).substr(place + 2);
  if (wanted.size() <= before.size() + after.size() || !wanted.starts_with(before) || !wanted.ends_with(after)) {
    return std::nullopt;
  }
  const std::string_view number = wanted.substr(before.size(), wanted.size() - before.size() - after.size());
  if (level.format == "decimal") {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
    return value;
  }
  for (unsigned n = 1; n <= kHighest; ++n) {
    if (format_number(level.format, n) == number) return n;
  }
  return std::nullopt;
}

}  // namespace

std::string format_number(std::string_view format, unsigned n) {
  constexpr std::u32string_view kKana =
      U"アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
  constexpr std::u32string_view kIroha =
      U"イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
  constexpr std::u32string_view kHan = U"〇一二三四五六七八九";
  if (n == 0) return {};
  if (format == "decimal") return std::to_string(n);
  if (format == "decimalFullWidth") {
    std::string out;
    for (char digit : std::to_string(n)) base::append_utf8(out, U'０' + static_cast<char32_t>(digit - '0'));
    return out;
  }
  if (format == "aiueoFullWidth") return n <= kKana.size() ? one(kKana[n - 1]) : std::string();
  if (format == "irohaFullWidth") return n <= kIroha.size() ? one(kIroha[n - 1]) : std::string();
  if (format == "decimalEnclosedCircle") return n <= 20 ? one(U'\u2460' + (n - 1)) : std::string();
  if (format == "lowerLetter") return n <= 26 ? std::string(1, static_cast<char>('a' + n - 1)) : std::string();
  if (format == "upperLetter") return n <= 26 ? std::string(1, static_cast<char>('A' + n - 1)) : std::string();
  if (format == "lowerRoman" && n < 40) {
    constexpr std::string_view kOnes[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    return std::string(n / 10, 'x') + std::string(kOnes[n % 10]);
  }
  if (format == "japaneseCounting" && n < 100) {
    std::string out;
    if (n >= 20) out += one(kHan[n / 10]);
    if (n >= 10) out += one(U'十');
    if (n % 10 != 0) out += one(kHan[n % 10]);
    return out;
  }
  return {};
}

NumberSequence Numbering::sequence(std::string_view numbering) const {
  return {templates_.find_numbering(numbering), 0, {}};
}

std::optional<NumberReference> Numbering::next(NumberSequence& sequence, unsigned level, std::string_view wanted,
                                               OnMismatch on_mismatch) {
  if (!sequence.numbering || wanted.empty() || level >= sequence.numbering->levels.size()) return std::nullopt;
  const NumberTemplate& numbering = *sequence.numbering;
  std::array<unsigned, 9> counters = sequence.counters;
  // Word and LibreOffice count a skipped upper level differently, so nothing may stand under one.
  for (unsigned i = 0; i < level; ++i) {
    if (counters[i] == 0) return std::nullopt;
  }
  counters[level] = counters[level] == 0 ? numbering.levels[level].start : counters[level] + 1;
  for (unsigned i = level + 1; i < counters.size(); ++i) counters[i] = 0;
  if (printed(numbering, level, counters) != wanted) {
    const auto value = value_of(numbering, level, wanted);
    if (!value || level != 0 || on_mismatch == OnMismatch::PrintAsText) return std::nullopt;
    counters[level] = *value;
    sequence.num = add({&numbering, static_cast<int>(level), *value});
  } else if (sequence.num == 0) {
    sequence.num = add({&numbering, static_cast<int>(level), counters[level]});
  }
  sequence.counters = counters;
  return NumberReference{sequence.num, static_cast<int>(level), &numbering.levels[level]};
}

NumberReference Numbering::list(std::string_view name, unsigned level, unsigned start) {
  const NumberTemplate* numbering = templates_.find_numbering(name);
  if (!numbering || numbering->levels.empty()) return {};
  level = std::min({level, kDeepestLevel, static_cast<unsigned>(numbering->levels.size() - 1)});
  return {add({numbering, static_cast<int>(level), start}), static_cast<int>(level), &numbering->levels[level]};
}

NumberReference Numbering::bullets(std::string_view name, unsigned level) {
  const NumberTemplate* numbering = templates_.find_numbering(name);
  if (!numbering || numbering->levels.empty()) return {};
  level = std::min({level, kDeepestLevel, static_cast<unsigned>(numbering->levels.size() - 1)});
  int num = 0;
  for (std::size_t i = 0; i < nums_.size() && num == 0; ++i) {
    if (nums_[i].numbering == numbering) num = static_cast<int>(i + 1);
  }
  if (num == 0) num = add({numbering, -1, 1});
  return {num, static_cast<int>(level), &numbering->levels[level]};
}

int Numbering::add(Num num) {
  nums_.push_back(num);
  return static_cast<int>(nums_.size());
}

std::string Numbering::part() const {
  XmlWriter xml;
  xml.raw(templates_.numbering_head);
  for (const NumberTemplate& numbering : templates_.numberings) {
    const auto is_used = [&](const Num& num) { return num.numbering == &numbering; };
    if (std::any_of(nums_.begin(), nums_.end(), is_used)) xml.raw(numbering.xml);
  }
  for (std::size_t i = 0; i < nums_.size(); ++i) {
    xml.open("w:num").attribute("w:numId", static_cast<std::int64_t>(i + 1));
    xml.value("w:abstractNumId", nums_[i].numbering->id);
    if (nums_[i].level >= 0) {
      xml.open("w:lvlOverride").attribute("w:ilvl", nums_[i].level);
      xml.value("w:startOverride", static_cast<std::int64_t>(nums_[i].start)).close();
    }
    xml.close();
  }
  xml.raw("</w:numbering>");
  return xml.take();
}

}  // namespace kitei::render::docx
