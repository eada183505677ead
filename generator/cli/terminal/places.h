// Lines and columns of diagnostics as people count them, read from their sources. Diagnostics come by path, line and column,
// so each place is found from the one before it: a text with a hundred thousand findings on one line stays linear. Out of
// order it is only slower.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "cli/terminal/report.h"

namespace kitei::cli {

struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;  // in code points
  std::string_view text;     // of the line; "" when the source is not known
};

class Places {
 public:
  explicit Places(const SourceOf& source_of) : source_of_(source_of) {}

  Place of(const base::Diagnostic& diagnostic);

 private:
  void begin(const std::string& path);
  void seek(std::uint32_t line);
  std::size_t line_end(std::size_t from);

  const SourceOf& source_of_;
  std::string path_;
  std::string_view source_;
  bool known_ = false;           // there is a path_
  std::uint32_t number_ = 1;     // of the line that we are at
  std::size_t from_ = 0;         // its first byte; npos beyond the end
  std::size_t newline_ = 0;      // the first one that does not stand before it; npos when there is none
  std::string_view line_;
  std::size_t byte_ = 0;         // of the line, up to which `points_` have been counted
  std::uint32_t points_ = 0;
};

}  // namespace kitei::cli
