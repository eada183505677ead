#include "history/front_matter_edit.h"

#include <algorithm>

#include "history/record.h"

namespace kitei::history {

RawText::RawText(std::string_view bytes) : bytes_(bytes) {
  starts_.push_back(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n') starts_.push_back(i + 1);
  }
}

std::size_t RawText::line_start(std::uint32_t line) const {
  return line == 0 || line > starts_.size() ? bytes_.size() : starts_[line - 1];
}

std::size_t RawText::offset(base::Position position) const {
  return std::min(bytes_.size(), line_start(position.line) + (position.column == 0 ? 0 : position.column - 1));
}

std::string_view RawText::line(std::uint32_t line) const {
  const std::size_t from = line_start(line);
  std::string_view found = bytes_.substr(from, line_start(line + 1) - from);
  if (found.ends_with('\n')) found.remove_suffix(1);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

std::string_view RawText::line_end() const {
  const auto first = bytes_.find('\n');
  return first != std::string_view::npos && first > 0 && bytes_[first - 1] == '\r' ? "\r\n" : "\n";
}

std::optional<ByteRange> scalar_range(const RawText& text, const adapters::yaml::Value& value) {
  if (value.kind != adapters::yaml::Kind::Scalar) return std::nullopt;
  const std::string_view bytes = text.bytes();
  const std::size_t from = text.offset(value.position);
  if (from >= bytes.size()) return std::nullopt;
  if (value.plain) {
    if (bytes.substr(from, value.text.size()) != value.text) return std::nullopt;
    return ByteRange{from, from + value.text.size()};
  }
  const char quote = bytes[from];
  if (quote != '"' && quote != '\'') return std::nullopt;
  for (std::size_t i = from + 1; i < bytes.size() && bytes[i] != '\n'; ++i) {
    if (quote == '"' && bytes[i] == '\\') {
      ++i;
    } else if (bytes[i] == quote) {
      if (quote == '\'' && i + 1 < bytes.size() && bytes[i + 1] == '\'') {
        ++i;
        continue;
      }
      return ByteRange{from, i + 1};
    }
  }
  return std::nullopt;
}

std::string in_same_quotes(const RawText& raw, ByteRange range, std::string_view text) {
  const char first = raw.bytes()[range.from];
  const std::string quoted = yaml_quoted(text);
  if (first == '"') return quoted;
  const bool plain_inside = quoted.size() == text.size() + 2;  // nothing that needs an escape
  if (first == '\'' && plain_inside && text.find('\'') == std::string_view::npos) return "'" + std::string(text) + "'";
  if (first == '\'') return quoted;
  // The author wrote it bare: a version or a date may stay so.
  const bool bare = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
  return bare && text.front() != '-' ? std::string(text) : yaml_scalar(text);
}

std::string apply_edits(std::string_view bytes, std::vector<TextEdit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const TextEdit& a, const TextEdit& b) { return a.range.from < b.range.from; });
  std::string out;
  std::size_t at = 0;
  for (const TextEdit& edit : edits) {
    out.append(bytes.substr(at, edit.range.from - at));
    out += edit.replacement;
    at = edit.range.to;
  }
  out.append(bytes.substr(at));
  return out;
}

}  // namespace kitei::history
