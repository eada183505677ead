#include "base/utf8.h"

#include <algorithm>

#include "base/byte_blocks.h"

namespace kitei::base {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};
  std::uint32_t length = 0;
  char32_t value = 0;
  char32_t smallest = 0;
  if ((first & 0xE0) == 0xC0) {
    length = 2, value = first & 0x1F, smallest = 0x80;
  } else if ((first & 0xF0) == 0xE0) {
    length = 3, value = first & 0x0F, smallest = 0x800;
  } else if ((first & 0xF8) == 0xF0) {
    length = 4, value = first & 0x07, smallest = 0x10000;
  } else {
    return {0xFFFD, 1};
  }
  if (at + length > text.size()) return {0xFFFD, 1};
  for (std::uint32_t i = 1; i < length; ++i) {
    if (!is_continuation(text[at + i])) return {0xFFFD, 1};
    value = (value << 6) | (byte(at + i) & 0x3F);
  }
  if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {0xFFFD, 1};
  return {value, length};
}

CodePoint code_point_before(std::string_view text, std::size_t end) {
  std::size_t at = end - 1;
  while (at > 0 && end - at < 4 && is_continuation(text[at])) --at;
  const CodePoint c = code_point_at(text, at);
  return at + c.length == end ? c : CodePoint{0xFFFD, 1};
}

std::optional<std::size_t> find_invalid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    // Characters of up to three bytes, without first bytes that would need a look at the second.
    unsigned owed = 0;  // continuation bytes that the last block leaves to the next, a bit for each
    for (; at + Block::kBytes <= bytes.size(); at += Block::kBytes) {
      const Block block(bytes.data() + at);
      const unsigned continuations = block.between('\x80', '\xBF'), two = block.between('\xC2', '\xDF');
      const unsigned three = block.between('\xE1', '\xEF') & ~block.equal('\xED');
      const unsigned expected = owed | (two | three) << 1 | three << 2;
      if (block.beyond_ascii() != (continuations | two | three) || (expected & Block::kAll) != continuations) break;
      owed = expected >> Block::kBytes;
    }
    // Where there are others, and at the end, one by one; from the first byte of the character that is owed.
    if (owed != 0) {
      do --at;
      while (is_continuation(bytes[at]));
    }
    const std::size_t end = std::min(at + Block::kBytes, bytes.size());
    while (at < end) {
      const CodePoint c = code_point_at(bytes, at);
      if (c.length == 1 && c.value == 0xFFFD) return at;
      at += c.length;
    }
  }
  return std::nullopt;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    out += c.value;
    i += c.length;
  }
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 2);
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::uint32_t column_in_code_points(std::string_view line, std::uint32_t byte_column) {
  if (byte_column == 0) return 0;
  const std::size_t bytes = std::min<std::size_t>(line.size(), byte_column - 1);
  const auto beyond = static_cast<std::uint32_t>(byte_column - 1 - bytes);
  return static_cast<std::uint32_t>(count_code_points(line.substr(0, bytes))) + beyond + 1;
}

std::string_view line_at(std::string_view text, std::uint32_t line) {
  if (line == 0) return {};
  std::size_t at = 0;
  for (std::uint32_t i = 1; i < line; ++i) {
    const auto end = text.find('\n', at);
    if (end == std::string_view::npos) return {};
    at = end + 1;
  }
  std::string_view found = text.substr(at, text.find('\n', at) - at);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kWide = "\xE3\x80\x80";  // U+3000
  for (;;) {
    if (text.empty()) return text;
    const char first = text.front(), last = text.back();
    if (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
      text.remove_prefix(1);
    } else if (text.starts_with(kWide)) {
      text.remove_prefix(kWide.size());
    } else if (last == ' ' || last == '\t' || last == '\r' || last == '\n') {
      text.remove_suffix(1);
    } else if (text.ends_with(kWide)) {
      text.remove_suffix(kWide.size());
    } else {
      return text;
    }
  }
}

}  // namespace kitei::base
