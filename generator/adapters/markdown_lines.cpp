#include "adapters/markdown_lines.h"

#include <algorithm>

#include "adapters/markdown_emphasis.h"

namespace kitei::adapters {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_blank_or_end(char c) { return is_blank(c) || c == '\n' || c == '\r' || c == '\v' || c == '\f'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

std::size_t skip_white_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank_or_end(text[at])) ++at;
  return at;
}

bool marker_at(std::string_view text, std::size_t at) {
  return text.substr(at, kEmphasisMarker.size()) == kEmphasisMarker;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t from = skip_white_space(text, 0);
  text.remove_prefix(from);
  while (!text.empty() && is_blank_or_end(text.back())) text.remove_suffix(1);
  return text;
}

// Whether bytes before a continuation line's text are only container prefixes.
bool is_prefix(std::string_view text) { return text.find_first_not_of(" \t>") == std::string_view::npos; }

// Where `content` (one line of a paragraph) begins in its source line: how many bytes of it to skip, and the byte at
// which the rest stands. A tab of which a list took a part became blanks that are not in the source.
std::pair<std::size_t, std::size_t> find_in_line(std::string_view line, std::string_view content) {
  if (line.ends_with(content)) return {0, line.size() - content.size()};
  const std::size_t blanks = skip_blanks(content, 0);
  const std::size_t found = line.rfind(trimmed(content));
  return {blanks, found == std::string_view::npos ? skip_blanks(line, 0) : found};
}

}  // namespace

SourceLines::SourceLines(std::string_view text, std::uint32_t first_line, Markers markers)
    : text_(text), first_line_(first_line), markers_(markers) {
  constexpr std::size_t kUsualLine = 40;
  starts_.reserve(text.size() / kUsualLine + 1);
  for (std::size_t at = 0; at < text.size();) {
    starts_.push_back(at);
    const std::size_t end = text.find('\n', at);
    at = end == std::string_view::npos ? text.size() : end + 1;
  }
}

std::size_t SourceLines::count_markers(std::string_view part) const {
  return markers_ == Markers::None ? 0 : count_emphasis_markers(part);
}

std::string_view SourceLines::line(std::uint32_t number) const {
  if (number == 0 || number > count()) return {};
  const std::size_t from = starts_[number - 1];
  const std::size_t to = number == count() ? text_.size() : starts_[number];
  std::string_view found = text_.substr(from, to - from);
  if (found.ends_with('\n')) found.remove_suffix(1);
  return found;
}

base::Position SourceLines::position(std::uint32_t number, std::size_t byte) const {
  const std::size_t markers = markers_ == Markers::None ? 0 : count_emphasis_markers(line(number).substr(0, byte));
  const std::size_t column = byte - kEmphasisMarker.size() * markers + 1;
  return {number + first_line_ - 1, static_cast<std::uint32_t>(column)};
}

Placement::Placement(const SourceLines& lines, std::string_view content)
    : lines_(&lines),
      content_(content),
      marked_(lines.count_markers(content) > 0),
      joined_pipes_(content.find('|') != std::string_view::npos) {}

bool Placement::fits(std::uint32_t first, std::uint32_t start_line, std::size_t start_byte, std::size_t& budget) const {
  std::uint32_t number = first;
  for (std::size_t at = 0; at < content_.size(); ++number) {
    if (budget == 0) return first == start_line;
    if (first != start_line) --budget;
    const std::size_t end = std::min(content_.find('\n', at), content_.size());
    const std::string_view part = content_.substr(at, end - at), line = lines_->line(number);
    if (!line.ends_with(part)) return false;
    const std::size_t byte = line.size() - part.size();
    if (number == start_line ? byte != start_byte : !is_prefix(line.substr(0, byte))) return false;
    at = end + 1;
  }
  return true;
}

Placement Placement::of_paragraph(const SourceLines& lines, std::string_view content, std::uint32_t start_line,
                                  std::size_t start_byte) {
  Placement placement(lines, content);
  // Each line of the content is the end of a source line, and the lines follow one another. Link definitions at the
  // front are missing from the content, so the first line may be a later one.
  std::size_t budget = 1'000'000;  // a text made to fit again and again must not cost the square of its length
  const auto fits = [&](std::uint32_t first) { return placement.fits(first, start_line, start_byte, budget); };
  // What was taken away are definitions, so the search is over at the paragraph's end: a blank line.
  std::uint32_t first = start_line;
  while (first <= lines.count() && !fits(first) && !is_prefix(lines.line(first))) ++first;
  if (first != start_line && (first > lines.count() || !fits(first))) first = start_line;
  placement.first_ = {0, start_line, start_byte};
  std::uint32_t number = first;
  for (std::size_t at = 0; at < content.size(); ++number) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    const auto [blanks, byte] = find_in_line(lines.line(number), content.substr(at, end - at));
    const Line line{at + blanks, number, byte};
    if (at == 0) {
      placement.first_ = line;
    } else {
      placement.further_.push_back(line);
    }
    at = end + 1;
  }
  return placement;
}

Placement Placement::of_heading(const SourceLines& lines, std::string_view content, std::uint32_t line,
                                std::size_t start_byte) {
  Placement placement(lines, content);
  const std::string_view source = lines.line(line);
  std::size_t at = std::min(start_byte, source.size());
  while (at < source.size() && source[at] == '#') ++at;
  at = skip_blanks(source, at);
  if (source.compare(at, content.size(), content) != 0) {
    const std::size_t found = source.find(content, std::min(start_byte, source.size()));
    if (found != std::string_view::npos) at = found;
  }
  placement.joined_pipes_ = false;
  placement.first_ = {0, line, at};
  return placement;
}

Placement Placement::of_cell(const SourceLines& lines, std::string_view content, std::uint32_t line, std::size_t from,
                             std::size_t to) {
  Placement placement(lines, content);
  const std::size_t begin = skip_white_space(lines.line(line), from);
  placement.first_ = {0, line, begin < to ? begin : from};
  return placement;
}

std::size_t Placement::line_of(std::size_t offset) const {
  const auto next = std::upper_bound(further_.begin(), further_.end(), offset,
                                     [](std::size_t o, const Line& line) { return o < line.offset; });
  return static_cast<std::size_t>(next - further_.begin());
}

base::Position Placement::at(std::size_t offset) {
  const std::size_t index = line_of(offset);
  const Line& start = index == 0 ? first_ : further_[index - 1];
  offset = std::max(offset, start.offset);
  const std::string_view source = marked_ || joined_pipes_ ? lines_->line(start.number) : std::string_view();
  if (index != line_ || offset < offset_) {
    line_ = index;
    offset_ = start.offset;
    byte_ = start.byte;
    markers_ = lines_->count_markers(lines_->line(start.number).substr(0, byte_));
  }
  if (!marked_ && !joined_pipes_) {
    byte_ += offset - offset_;
    offset_ = offset;
  }
  while (offset_ < offset) {
    if (joined_pipes_ && content_[offset_] == '|' && byte_ + 1 < source.size() && source[byte_] == '\\' &&
        source[byte_ + 1] == '|') {
      ++byte_;
    }
    if (marked_ && marker_at(content_, offset_)) {
      ++markers_;
      byte_ += kEmphasisMarker.size();
      offset_ += kEmphasisMarker.size();
    } else {
      ++byte_;
      ++offset_;
    }
  }
  const std::size_t column = byte_ - kEmphasisMarker.size() * markers_ + 1;
  return {start.number + lines_->first_line() - 1, static_cast<std::uint32_t>(column)};
}

std::uint32_t Placement::without_markers(std::size_t offset) {
  if (!marked_) return static_cast<std::uint32_t>(offset);
  if (offset < plain_offset_) plain_offset_ = plain_markers_ = 0;
  plain_markers_ += count_emphasis_markers(content_.substr(plain_offset_, offset - plain_offset_));
  plain_offset_ = offset;
  return static_cast<std::uint32_t>(offset - kEmphasisMarker.size() * plain_markers_);
}

std::vector<std::pair<std::size_t, std::size_t>> split_row(std::string_view line, std::size_t from) {
  std::vector<std::pair<std::size_t, std::size_t>> cells;
  std::size_t at = skip_white_space(line, from);
  if (at < line.size() && line[at] == '|') ++at;
  while (skip_white_space(line, at) < line.size()) {
    std::size_t end = at;
    // A pipe is literal behind any backslash: GFM looks at no more than the byte before.
    while (end < line.size() && (line[end] != '|' || (end > at && line[end - 1] == '\\'))) ++end;
    cells.emplace_back(at, end);
    if (end == line.size()) break;
    at = end + 1;
  }
  return cells;
}

bool is_delimiter_row(std::string_view line, std::size_t from) {
  const auto cells = split_row(line, from);
  return !cells.empty() && std::all_of(cells.begin(), cells.end(), [&](const auto& cell) {
    std::string_view text = trimmed(line.substr(cell.first, cell.second - cell.first));
    if (text.starts_with(':')) text.remove_prefix(1);
    if (text.ends_with(':')) text.remove_suffix(1);
    return !text.empty() && text.find_first_not_of('-') == std::string_view::npos;
  });
}

std::size_t skip_prefix(std::string_view line, unsigned quotes) {
  std::size_t at = skip_blanks(line, 0);
  for (; quotes > 0 && at < line.size() && line[at] == '>'; --quotes) at = skip_blanks(line, at + 1);
  return at;
}

std::size_t skip_code_span(std::string_view content, std::size_t at) {
  std::size_t open = at;
  while (open < content.size() && content[open] == '`') ++open;
  const std::size_t length = open - at;
  if (length == 0) return at;
  for (std::size_t i = open; i < content.size();) {
    if (content[i] != '`') {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < content.size() && content[end] == '`') ++end;
    if (end - i == length) return end;
    i = end;
  }
  return at;
}

std::size_t skip_line_end(std::string_view content, std::size_t at) {
  std::size_t i = skip_blanks(content, at);
  const bool backslash = i < content.size() && content[i] == '\\';
  if (backslash) ++i;
  if (i >= content.size() || content[i] != '\n') return at;
  // Behind a backslash the library keeps the blanks that a lazy continuation line begins with.
  return backslash ? i + 1 : skip_blanks(content, i + 1);
}

std::size_t skip_link_tail(std::string_view content, std::size_t at) {
  if (at >= content.size() || content[at] != ']') return at;
  const std::size_t behind = at + 1;
  const auto skip_until = [&](std::size_t i, char close, char forbidden) {
    for (; i < content.size() && content[i] != close; ++i) {
      if (content[i] == '\\' && i + 1 < content.size()) ++i;
      if (content[i] == forbidden) return std::string_view::npos;
    }
    return i < content.size() ? i + 1 : std::string_view::npos;
  };
  if (behind < content.size() && content[behind] == '(') {
    std::size_t i = skip_white_space(content, behind + 1);
    if (i < content.size() && content[i] == '<') {
      i = skip_until(i + 1, '>', '\n');
    } else {
      for (int open = 0; i < content.size() && !is_blank_or_end(content[i]); ++i) {
        if (content[i] == '\\' && i + 1 < content.size()) {
          ++i;
        } else if (content[i] == '(') {
          ++open;
        } else if (content[i] == ')' && open-- == 0) {
          break;
        }
      }
    }
    if (i != std::string_view::npos) {
      i = skip_white_space(content, i);
      if (i < content.size() && (content[i] == '"' || content[i] == '\'' || content[i] == '(')) {
        i = skip_until(i + 1, content[i] == '(' ? ')' : content[i], '\0');
        if (i != std::string_view::npos) i = skip_white_space(content, i);
      }
      if (i != std::string_view::npos && i < content.size() && content[i] == ')') return i + 1;
    }
  }
  if (behind < content.size() && content[behind] == '[') {
    const std::size_t end = skip_until(behind + 1, ']', '[');
    if (end != std::string_view::npos) return end;
  }
  return behind;
}

}  // namespace kitei::adapters
