#include "cli/terminal/places.h"

#include <algorithm>

#include "base/utf8.h"

namespace kitei::cli {

// Where the line that begins at `from` ends: at "\n", "\r\n" or "\r".
std::size_t Places::line_end(std::size_t from) {
  if (newline_ != std::string_view::npos && newline_ < from) newline_ = source_.find('\n', from);
  const auto carriage_return = source_.substr(from, newline_ - from).find('\r');
  return carriage_return == std::string_view::npos ? newline_ : from + carriage_return;
}

void Places::begin(const std::string& path) {
  path_ = path;
  const std::string* source = source_of_(path);
  source_ = source ? std::string_view(*source) : std::string_view();
  known_ = true;
  number_ = 1;
  from_ = 0;
  byte_ = points_ = 0;
  newline_ = source_.find('\n');
  line_ = source_.substr(0, line_end(0));
}

void Places::seek(std::uint32_t line) {
  if (line < number_ || (line == number_ && from_ == std::string_view::npos)) begin(std::string(path_));
  while (number_ < line && from_ != std::string_view::npos) {
    const std::size_t end = from_ + line_.size();
    if (end >= source_.size()) {
      from_ = std::string_view::npos;
      line_ = {};
      break;
    }
    from_ = end + (source_.substr(end).starts_with("\r\n") ? 2 : 1);
    line_ = source_.substr(from_, line_end(from_) - from_);
    ++number_;
    byte_ = points_ = 0;
  }
}

Place Places::of(const base::Diagnostic& diagnostic) {
  if (!known_ || path_ != diagnostic.path) begin(diagnostic.path);
  Place place;
  place.line = std::max(1u, diagnostic.position.line);
  seek(place.line);
  if (number_ == place.line) place.text = line_;
  const std::uint32_t column = std::max(1u, diagnostic.position.column);
  const std::size_t bytes = std::min<std::size_t>(place.text.size(), column - 1);
  if (bytes < byte_) byte_ = points_ = 0;
  points_ += static_cast<std::uint32_t>(base::count_code_points(place.text.substr(byte_, bytes - byte_)));
  byte_ = bytes;
  place.column = points_ + static_cast<std::uint32_t>(column - 1 - bytes) + 1;
  return place;
}

}  // namespace kitei::cli
