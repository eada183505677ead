#include "base/utf8.h"

#include <cstring>

#include <algorithm>
#include <bit>

namespace kitei::base {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Questions about eight bytes at once, in the order of memory.
constexpr std::uint64_t in_memory(std::uint64_t little_endian) {
  return std::endian::native == std::endian::little ? little_endian : __builtin_bswap64(little_endian);
}
bool is_latin(std::uint64_t eight) { return (eight & 0x8080808080808080) == 0; }
// Two characters whose first byte is E1 to EC: they can neither be overlong nor surrogates. Nearly all Japanese text.
bool begins_with_two_of_three_bytes(std::uint64_t eight) {
  constexpr std::uint64_t kFirst = 0x00000000'01000001;
  eight = in_memory(eight);
  const std::uint64_t low = eight & kFirst * 0x0F;  // of the first bytes: must be 1 to 12
  return (eight & 0x0000C0C0F0C0C0F0) == 0x00008080E08080E0 && ((low + kFirst * 15) & ~(low + kFirst * 3) & kFirst * 0x10) == kFirst * 0x10;
}

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
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  for (std::size_t i = 0; i < bytes.size();) {
    std::uint64_t eight = 0;
    for (; i + sizeof eight <= bytes.size(); i += is_latin(eight) ? 8 : 6) {
      std::memcpy(&eight, bytes.data() + i, sizeof eight);
      if (!is_latin(eight) && !begins_with_two_of_three_bytes(eight)) break;
    }
    if (i == bytes.size()) break;
    if (byte(i) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint c = code_point_at(bytes, i);
    if (c.length == 1) return i;
    i += c.length;
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
