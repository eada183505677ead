// Where something stands in a source file.
// Lines and columns start at 1; 0 means "not known". Columns are byte offsets inside the program; whatever is shown to a
// person counts code points (see column_in_code_points in utf8.h). `file` tells the pieces of one document apart: 0 is
// the document's own file, 1 and up are the files it includes, in the order of Document::files.
#pragma once
#include <compare>
#include <cstdint>

namespace kitei::base {

struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t file = 0;

  bool known() const { return line != 0; }
  auto operator<=>(const Position&) const = default;
};

}  // namespace kitei::base
