#include "resolve/markers.h"

#include <algorithm>

#include "base/numerals.h"
#include "base/utf8.h"

namespace kitei::resolve {

using model::ListMarker;

Markers usual_markers(model::Scheme scheme, base::Language language) {
  using enum ListMarker;
  if (language == base::Language::English) return {ParenDecimal, ParenAlpha, ParenRoman};
  return scheme == model::Scheme::Articles ? Markers{ParenDecimal, Kana, ParenKana} : Markers{ParenDecimal, Circled, LowerAlpha};
}

Markers markers_for(const model::Config& config, model::Scheme scheme) {
  const Markers& given = config.list_markers[static_cast<std::size_t>(scheme)];
  return given.empty() ? usual_markers(scheme, config.language) : given;
}

std::optional<ReadMarker> read_marker(ListMarker marker, std::string_view text, std::size_t at) {
  if (marker == ListMarker::Bullet || at >= text.size()) return std::nullopt;
  if (marker == ListMarker::Kanji) {
    if (const auto number = base::read_number(text, at)) return ReadMarker{number->value, number->length};
    return std::nullopt;
  }
  constexpr std::string_view kOpen = "（", kClose = "）";
  std::string rest;  // with plain parentheses; `extra` is what was longer in the text
  const std::string_view from = text.substr(at, 32);
  for (std::size_t i = 0; i < from.size();) {
    const base::CodePoint c = base::code_point_at(from, i);
    if (c.value == U'（') {
      rest += '(';
    } else if (c.value == U'）') {
      rest += ')';
    } else {
      rest += from.substr(i, c.length);
    }
    i += c.length;
  }
  // Numbers in parentheses are read as such; other series are small enough to be tried from their ends.
  const bool wide_open = from.starts_with(kOpen);
  const std::size_t opening = wide_open ? kOpen.size() : 1;
  if (rest.starts_with('(')) {
    if (const auto number = base::read_number(from, opening)) {
      const std::size_t closing = opening + number->length;
      const std::size_t close = from.substr(closing).starts_with(')') ? 1 : from.substr(closing).starts_with(kClose) ? kClose.size() : 0;
      if (close > 0 && (marker == ListMarker::ParenDecimal || number->value > last_of(marker))) return ReadMarker{number->value, closing + close};
      return std::nullopt;
    }
  }
  std::optional<ReadMarker> found;
  for (unsigned n = 1; n <= std::min(last_of(marker), 300u); ++n) {
    const std::string printed = marker_text(marker, n);
    if (!rest.starts_with(printed) || (found && printed.size() <= found->length)) continue;
    found = ReadMarker{n, printed.size()};
  }
  if (!found) return std::nullopt;
  // Back to the length in the text itself.
  std::size_t plain = 0, length = 0;
  while (plain < found->length) {
    const base::CodePoint c = base::code_point_at(from, length);
    plain += c.value == U'（' || c.value == U'）' ? 1 : c.length;
    length += c.length;
  }
  found->length = length;
  return found;
}

}  // namespace kitei::resolve
