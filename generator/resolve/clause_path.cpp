#include "resolve/clause_path.h"

#include <fmt/format.h>

#include <charconv>

#include "base/numerals.h"

namespace kitei::resolve {
namespace {

// Reads one of the two texts from the left; every step says whether it was there.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  std::size_t place() const { return at_; }
  void skip(std::size_t bytes) { at_ += bytes; }
  std::string_view rest() const { return text_.substr(at_); }
  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  // A plain number without leading zeros, above 0.
  unsigned take_digits() {
    unsigned value = 0;
    const char* begin = text_.data() + at_;
    const char* end = text_.data() + text_.size();
    if (begin == end || *begin < '1' || *begin > '9') return 0;
    const auto [stop, error] = std::from_chars(begin, end, value);
    if (error != std::errc{}) return 0;
    at_ += static_cast<std::size_t>(stop - begin);
    return value;
  }
  bool take_ordinal(Ordinal& out) {
    Ordinal read;
    read.number = take_digits();
    if (read.number == 0) return false;
    while (take("b")) {
      read.branches.push_back(take_digits());
      if (read.branches.back() == 0) return false;
    }
    out = std::move(read);
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view english_unit(std::string_view unit) {
  return unit == "編" ? "Part" : unit == "章" ? "Chapter" : unit == "節" ? "Section" : "Article";
}

// 第2項第1号ア after the article or 附則.
void append_inside(std::string& out, const ClausePath& path, const ClauseStyle& style) {
  const bool ja = style.language == base::Language::Japanese;
  if (path.paragraph > 0) out += ja ? fmt::format("第{}項", path.paragraph) : fmt::format("({})", path.paragraph);
  for (std::size_t i = 0; i < path.items.size(); ++i) {
    const model::ListMarker marker = style.markers[i % style.markers.size()];
    out += ja && i == 0 ? fmt::format("第{}号", path.items[i]) : model::marker_text(marker, path.items[i]);
  }
}

// The items after 第1号, by their markers.
bool read_deeper_items(Cursor& cursor, ClausePath& path, const ClauseStyle& style) {
  while (!cursor.at_end()) {
    const auto read = read_marker(style.markers[path.items.size() % style.markers.size()], cursor.rest(), 0);
    if (!read) return false;
    path.items.push_back(read->n);
    cursor.skip(read->length);
  }
  return true;
}

std::optional<ClausePath> parse_japanese(std::string_view name, const ClauseStyle& style) {
  Cursor cursor(name);
  ClausePath path;
  auto ordinal = [&](std::string_view unit, Ordinal& out) {
    const auto read = read_ordinal(cursor.rest(), 0, unit);
    if (!read) return;
    out = read->ordinal;
    cursor.skip(read->length);
  };
  auto plain = [&](std::string_view unit) -> unsigned {
    const auto read = read_ordinal(cursor.rest(), 0, unit);
    if (!read || !read->ordinal.branches.empty()) return 0;
    cursor.skip(read->length);
    return read->ordinal.number;
  };
  if (cursor.take("附則")) {
    path.supplement = 1;
    if (cursor.rest().starts_with("（") || cursor.rest().starts_with("(")) {
      const auto read = read_marker(model::ListMarker::ParenDecimal, cursor.rest(), 0);
      if (!read) return std::nullopt;
      path.supplement = read->n;
      cursor.skip(read->length);
    }
  } else {
    ordinal("編", path.part);
    ordinal("章", path.chapter);
    ordinal("節", path.section);
  }
  const bool above = !path.part.empty() || !path.chapter.empty() || !path.section.empty();
  if (!above) {
    ordinal("条", path.article);
    if (path.article.empty() && path.supplement == 0) return std::nullopt;
    path.paragraph = plain("項");
    if (const unsigned item = plain("号")) {
      path.items.push_back(item);
      if (!read_deeper_items(cursor, path, style)) return std::nullopt;
    }
  }
  if (!cursor.at_end()) return std::nullopt;
  return path;
}

std::optional<ClausePath> parse_english(std::string_view name, const ClauseStyle& style) {
  Cursor cursor(name);
  ClausePath path;
  auto word = [&](std::string_view unit, Ordinal& out) {
    Cursor ahead = cursor;
    if (ahead.place() > 0 && !ahead.take(" ")) return;
    if (!ahead.take(english_unit(unit)) || !ahead.take(" ")) return;
    Ordinal read;
    read.number = ahead.take_digits();
    while (read.number > 0 && ahead.take("-")) read.branches.push_back(ahead.take_digits());
    if (read.number == 0) return;
    out = std::move(read);
    cursor = ahead;
  };
  if (cursor.take("Supplement ")) {
    path.supplement = cursor.take_digits();
    if (path.supplement == 0) return std::nullopt;
  } else {
    word("編", path.part);
    word("章", path.chapter);
    word("節", path.section);
  }
  if (path.part.empty() && path.chapter.empty() && path.section.empty()) {
    word("条", path.article);
    if (path.article.empty() && path.supplement == 0) return std::nullopt;
    if (const auto read = read_marker(model::ListMarker::ParenDecimal, cursor.rest(), 0)) {
      path.paragraph = read->n;
      cursor.skip(read->length);
      if (!read_deeper_items(cursor, path, style)) return std::nullopt;
    }
  }
  if (!cursor.at_end()) return std::nullopt;
  return path;
}

}  // namespace

ClausePath article_alone(ClausePath path) {
  path.paragraph = 0;
  path.items.clear();
  return path;
}

std::string ordinal_text(const Ordinal& ordinal, std::string_view unit, base::Language language) {
  const bool ja = language == base::Language::Japanese;
  std::string out = ja ? fmt::format("第{}{}", ordinal.number, unit) : fmt::format("{} {}", english_unit(unit), ordinal.number);
  for (const unsigned branch : ordinal.branches) out += fmt::format("{}{}", ja ? "の" : "-", branch);
  return out;
}

std::string ordinal_address(const Ordinal& ordinal) {
  std::string out = std::to_string(ordinal.number);
  for (const unsigned branch : ordinal.branches) out += fmt::format("b{}", branch);
  return out;
}

std::optional<ReadOrdinal> read_ordinal(std::string_view text, std::size_t at, std::string_view unit) {
  constexpr std::string_view kFirst = "第", kBranch = "の";
  if (!text.substr(at).starts_with(kFirst)) return std::nullopt;
  std::size_t end = at + kFirst.size();
  const auto number = base::read_number(text, end);
  if (!number || number->value == 0) return std::nullopt;
  end += number->length;
  if (!text.substr(end).starts_with(unit)) return std::nullopt;
  end += unit.size();
  ReadOrdinal out{{number->value, {}}, 0};
  while (text.substr(end).starts_with(kBranch)) {
    const auto branch = base::read_number(text, end + kBranch.size());
    if (!branch || branch->value == 0) break;
    out.ordinal.branches.push_back(branch->value);
    end += kBranch.size() + branch->length;
  }
  out.length = end - at;
  return out;
}

std::string structural_address(const ClausePath& path) {
  std::string out;
  auto add = [&](std::string_view name, const Ordinal& ordinal) {
    if (!ordinal.empty()) out += fmt::format("{}{}-{}", out.empty() ? "" : "-", name, ordinal_address(ordinal));
  };
  if (path.supplement > 0) out = fmt::format("sup-{}", path.supplement);
  if (path.article.empty() && path.supplement == 0) {
    add("part", path.part);
    add("ch", path.chapter);
    add("sec", path.section);
    return out;
  }
  add("art", path.article);
  if (path.paragraph > 0 || !path.items.empty()) out += fmt::format("-{}", std::max(path.paragraph, 1u));
  for (const unsigned item : path.items) out += fmt::format("-{}", item);
  return out;
}

std::optional<ClausePath> parse_structural_address(std::string_view address) {
  Cursor cursor(address);
  ClausePath path;
  auto named = [&](std::string_view name, Ordinal& out) {
    Cursor ahead = cursor;
    if (ahead.place() > 0 && !ahead.take("-")) return;
    if (ahead.take(name) && ahead.take("-") && ahead.take_ordinal(out)) cursor = ahead;
  };
  if (cursor.take("sup-")) {
    path.supplement = cursor.take_digits();
    if (path.supplement == 0) return std::nullopt;
  } else {
    named("part", path.part);
    named("ch", path.chapter);
    named("sec", path.section);
    if (cursor.place() > 0) return cursor.at_end() ? std::optional(path) : std::nullopt;
  }
  named("art", path.article);
  if (cursor.place() == 0) return std::nullopt;
  while (cursor.take("-")) {
    const unsigned n = cursor.take_digits();
    if (n == 0) return std::nullopt;
    if (path.paragraph == 0) {
      path.paragraph = n;
    } else {
      path.items.push_back(n);
    }
  }
  if (!cursor.at_end()) return std::nullopt;
  return path;
}

std::string clause_name(const ClausePath& path, const ClauseStyle& style) {
  const bool ja = style.language == base::Language::Japanese;
  std::string out;
  auto add = [&](std::string_view unit, const Ordinal& ordinal) {
    if (ordinal.empty()) return;
    if (!ja && !out.empty()) out += " ";
    out += ordinal_text(ordinal, unit, style.language);
  };
  if (path.supplement > 0) {
    out = !ja                        ? fmt::format("Supplement {}", path.supplement)
          : style.several_supplements ? fmt::format("附則（{}）", path.supplement)
                                      : "附則";
  }
  if (path.article.empty() && path.supplement == 0) {
    add("編", path.part);
    add("章", path.chapter);
    add("節", path.section);
    return out;
  }
  add("条", path.article);
  append_inside(out, path, style);
  return out;
}

std::optional<ClausePath> parse_clause_name(std::string_view name, const ClauseStyle& style) {
  return style.language == base::Language::Japanese ? parse_japanese(name, style) : parse_english(name, style);
}

}  // namespace kitei::resolve
