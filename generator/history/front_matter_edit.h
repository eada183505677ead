// Changing a few bytes of a YAML text and leaving all others as the author wrote them: comments, order, quotes, line
// ends. Places come from adapters/yaml.h, which reads the text form (no byte order mark, LF); here they are mapped to
// the bytes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/yaml.h"
#include "base/position.h"

namespace kitei::history {

struct ByteRange {
  std::size_t from = 0;
  std::size_t to = 0;
};

// The bytes of a file, by line. Must not outlive them.
class RawText {
 public:
  explicit RawText(std::string_view bytes);

  std::string_view bytes() const { return bytes_; }
  std::size_t lines() const { return starts_.size(); }
  std::size_t offset(base::Position position) const;  // of a 1-based line and byte column
  std::size_t line_start(std::uint32_t line) const;   // the end of the text beyond the last line
  std::string_view line(std::uint32_t line) const;    // without its end
  std::string_view line_end() const;                  // "\r\n" when the first line ends so, else "\n"

 private:
  std::string_view bytes_;
  std::vector<std::size_t> starts_;
};

// Where a scalar stands, quotes included. Nothing for a list or map, and for text over several lines.
std::optional<ByteRange> scalar_range(const RawText& text, const adapters::yaml::Value& value);

// `text` written in the same quotes as the scalar in `range`; in double quotes where those cannot hold it.
std::string in_same_quotes(const RawText& raw, ByteRange range, std::string_view text);

struct TextEdit {
  ByteRange range;
  std::string replacement;
};

// Ranges must not overlap; insertions at one place stay in the order given.
std::string apply_edits(std::string_view bytes, std::vector<TextEdit> edits);

}  // namespace kitei::history
