// Places in a Markdown text, counted in our own way because the library's columns cannot be relied on.
//
// The library keeps, for each paragraph, heading and cell, the text that it read inlines from. Every line of it is the
// end of a source line, so its place is known exactly; and inlines stand in it in order, so each begins where the one
// before ended. SourceLines knows the lines of the text (with emphasis markers in it), Placement maps the bytes of one
// such text to places, and the skip functions step over what has been read. Nothing here knows the library's types.
#pragma once
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/markdown_emphasis.h"
#include "base/position.h"

namespace kitei::adapters {

class SourceLines {
 public:
  // `text` holds '\n' line ends only and must outlive this.
  SourceLines(std::string_view text, std::uint32_t first_line, Markers markers);

  std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
  // The 1-based line of the text, without its end; "" beyond the last.
  std::string_view line(std::uint32_t number) const;
  // The place in the author's file of the 0-based byte of a line, markers not counted.
  base::Position position(std::uint32_t number, std::size_t byte) const;
  std::uint32_t first_line() const { return first_line_; }
  Markers markers() const { return markers_; }
  // The emphasis markers in a part of the text.
  std::size_t count_markers(std::string_view part) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
  std::uint32_t first_line_;
  Markers markers_;
};

// Maps bytes of a paragraph's, heading's or cell's content (markers included) to places.
class Placement {
 public:
  // A paragraph whose first line is `start_line` or, when link definitions were taken from its front, a later one.
  static Placement of_paragraph(const SourceLines& lines, std::string_view content, std::uint32_t start_line,
                                std::size_t start_byte);
  // A heading of one line: the content is found behind the number signs at `start_byte`.
  static Placement of_heading(const SourceLines& lines, std::string_view content, std::uint32_t line,
                              std::size_t start_byte);
  // A cell that stands in bytes [from, to) of a line; `\|` counts as one byte of content.
  static Placement of_cell(const SourceLines& lines, std::string_view content, std::uint32_t line, std::size_t from,
                           std::size_t to);

  // Best asked in rising order: looking back starts the line again.
  base::Position at(std::size_t offset);
  // Whether the content holds '|' for `\|`, so that a text with one does not stand in the source byte by byte.
  bool joins_pipes() const { return joined_pipes_; }
  // The offset without the markers before it.
  std::uint32_t without_markers(std::size_t offset);

 private:
  struct Line {
    std::size_t offset = 0;  // of its first byte in the content
    std::uint32_t number = 0;
    std::size_t byte = 0;  // 0-based, of that first byte in the source line
  };
  Placement(const SourceLines& lines, std::string_view content);
  // Whether the content is what the source says from this line on.
  bool fits(std::uint32_t first, std::uint32_t start_line, std::size_t start_byte, std::size_t& budget) const;
  // 0: first_, from 1 on: further_.
  std::size_t line_of(std::size_t offset) const;

  const SourceLines* lines_;
  std::string_view content_;
  Line first_;
  std::vector<Line> further_;  // a content of several lines
  bool marked_ = false;
  bool joined_pipes_ = false;  // `\|` of the source is '|' here
  // Where the last answer was found.
  std::size_t line_ = std::string_view::npos;
  std::size_t offset_ = 0, byte_ = 0, markers_ = 0;
  std::size_t plain_offset_ = 0, plain_markers_ = 0;
};

// The byte ranges of the cells of a table row that starts at `from` in the line, as GFM splits it.
std::vector<std::pair<std::size_t, std::size_t>> split_row(std::string_view line, std::size_t from);
// Whether the line from `from` on is a delimiter row (|---|:-:|).
bool is_delimiter_row(std::string_view line, std::size_t from);
// The byte behind blanks and at most `quotes` quote signs.
std::size_t skip_prefix(std::string_view line, unsigned quotes);

// The offset behind the construct that begins at `at`. Each gives `at` back when there is no such construct.
std::size_t skip_code_span(std::string_view content, std::size_t at);
std::size_t skip_line_end(std::string_view content, std::size_t at);   // blanks or '\', '\n', blanks
std::size_t skip_link_tail(std::string_view content, std::size_t at);  // from ']': "](url "title")", "][label]", "]"

}  // namespace kitei::adapters
