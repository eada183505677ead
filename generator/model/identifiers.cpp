#include "model/identifiers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/path.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::model {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_id_character(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '_' || c == '-';
}

unsigned part_of(const std::vector<unsigned>& key, std::size_t i) { return i < key.size() ? key[i] : 0; }

// Takes the number at the beginning of "12.3.4" and the dot behind it; nothing, with all of the text left, when there is none.
std::optional<unsigned> take_number(std::string_view& rest) {
  std::size_t digits = 0;
  unsigned value = 0;
  while (digits < rest.size() && digits < 9 && is_digit(rest[digits])) {
    value = value * 10 + static_cast<unsigned>(rest[digits++] - '0');
  }
  if (digits == 0 || (digits < rest.size() && (rest[digits] != '.' || digits + 1 == rest.size()))) return std::nullopt;
  rest.remove_prefix(std::min(digits + 1, rest.size()));
  return value;
}

// The order of two versions that are numbers and dots alone, as nearly all are; nothing for others.
std::optional<std::strong_ordering> order_of_plain(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::nullopt;
  std::strong_ordering order = std::strong_ordering::equal;
  while (!a.empty() || !b.empty()) {
    const std::optional<unsigned> x = a.empty() ? 0 : take_number(a), y = b.empty() ? 0 : take_number(b);
    if (!x || !y) return std::nullopt;
    if (order == 0) order = *x <=> *y;
  }
  return order;
}

}  // namespace

std::string DocumentId::folded() const { return base::ascii_lower(text); }

bool is_valid_document_id(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  if (!is_id_character(text.front()) || text.front() == '.' || text.front() == '_' || text.front() == '-') return false;
  if (text.back() == '.' || base::is_reserved_name(text)) return false;
  if (base::ascii_lower(text) == "index") return false;  // the page of its kind
  return std::all_of(text.begin(), text.end(), is_id_character);
}

std::string control_key(std::string_view id) { return base::nfkc(base::trim(id)); }

bool natural_less(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      auto run = [](std::string_view s, std::size_t& at) {
        while (at + 1 < s.size() && s[at] == '0' && is_digit(s[at + 1])) ++at;
        const std::size_t from = at;
        while (at < s.size() && is_digit(s[at])) ++at;
        return s.substr(from, at - from);
      };
      const std::string_view x = run(a, i), y = run(b, j);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
      continue;
    }
    if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
    ++i, ++j;
  }
  if (i == a.size() && j == b.size()) return a < b;  // 5.01 and 5.1: equal by value, still two texts
  return i == a.size();
}

bool Version::operator==(const Version& other) const { return (*this <=> other) == std::strong_ordering::equal; }

std::strong_ordering Version::operator<=>(const Version& other) const {
  if (text == other.text) return std::strong_ordering::equal;
  if (const auto order = order_of_plain(text, other.text)) return *order;
  const std::vector<unsigned> mine = version_numbers(text), others = version_numbers(other.text);
  if (mine.empty() && others.empty()) return text <=> other.text;
  if (mine.empty() || others.empty()) return mine.empty() ? std::strong_ordering::less : std::strong_ordering::greater;
  for (std::size_t i = 0; i < std::max(mine.size(), others.size()); ++i) {
    const auto order = part_of(mine, i) <=> part_of(others, i);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

Version parse_version(std::string_view written) { return {std::string(base::trim(written))}; }

std::vector<unsigned> version_numbers(std::string_view written) {
  const bool ascii = std::all_of(written.begin(), written.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  const std::string folded = ascii ? std::string() : base::nfkc(written);
  std::string_view rest = ascii ? written : folded;
  if (rest == "初版") return {1};
  for (const std::string_view prefix : {"第", "Ver.", "ver.", "v", "V", "Rev.", "rev."}) {
    if (rest.starts_with(prefix)) {
      rest.remove_prefix(prefix.size());
      break;
    }
  }
  if (rest.ends_with("版")) rest.remove_suffix(std::string_view("版").size());
  rest = base::trim(rest);
  std::vector<unsigned> numbers;
  while (!rest.empty()) {
    const auto number = take_number(rest);
    if (!number) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

Version next_version(const Version& version, Step step) {
  if (version.text == "初版") return parse_version("第2版");
  std::vector<unsigned> key = version_numbers(version.text);
  if (key.empty()) return parse_version("1.0");
  if (step == Step::Whole) {
    ++key.front();
    std::fill(key.begin() + 1, key.end(), 0u);
  } else {
    ++key.back();
  }
  const std::string text = base::nfkc(version.text);  // full-width digits become ASCII
  const auto first = std::find_if(text.begin(), text.end(), is_digit);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_digit).base();
  return parse_version(
      fmt::format("{}{}{}", std::string(text.begin(), first), fmt::join(key, "."), std::string(last, text.end())));
}

}  // namespace kitei::model
