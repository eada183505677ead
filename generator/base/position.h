// Where something stands in a source file.
// Lines and columns start at 1; 0 means "not known". Columns are byte offsets inside the program; whatever is shown to a
// person counts code points (see column_in_code_points in utf8.h). `file` tells the pieces of one document apart: 0 is
// the document's own file, 1 and up are the files it includes, in the order of Document::files.
#pragma once
#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace kitei::base {

struct Position {
  static constexpr std::uint32_t kLastColumn = (1u << 22) - 1;  // whatever stands behind it is said to stand there
  static constexpr std::uint32_t kLastFile = (1u << 10) - 1;

  constexpr Position() = default;
  constexpr Position(std::uint32_t its_line, std::uint32_t its_column, std::uint32_t its_file = 0)
      : line(its_line), column(std::min(its_column, kLastColumn) & kLastColumn), file(std::min(its_file, kLastFile) & kLastFile) {}

  // So many bytes further in the same line.
  constexpr Position behind(std::size_t bytes) const {
    return {line, static_cast<std::uint32_t>(std::min<std::size_t>(column + bytes, kLastColumn)), file};
  }
  constexpr Position in_file(std::uint32_t its_file) const { return {line, column, its_file}; }

  std::uint32_t line = 0;
  std::uint32_t column : 22 = 0;
  std::uint32_t file : 10 = 0;

  bool known() const { return line != 0; }
  // By file at last: whatever lies in one file is in order.
  constexpr std::strong_ordering operator<=>(const Position& other) const {
    if (const auto lines = line <=> other.line; lines != 0) return lines;
    return place() <=> other.place();
  }
  constexpr bool operator==(const Position& other) const { return line == other.line && place() == other.place(); }

 private:
  constexpr std::uint32_t place() const { return std::uint32_t{column} << 10 | file; }
};

}  // namespace kitei::base
