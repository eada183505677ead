#include "base/escape.h"

#include <array>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kitei::base {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

void append_percent(std::string& out, unsigned char byte) {
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

constexpr bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// The replacement of a character in HTML and XML text, or nothing.
constexpr std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {};
  }
}

constexpr auto kIsMarkup = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 256; ++c) table[static_cast<std::size_t>(c)] = !entity(static_cast<char>(c)).empty();
  return table;
}();

// The first byte from `at` on that needs an entity, or the end.
std::size_t find_markup(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  const __m128i amp = _mm_set1_epi8('&'), less = _mm_set1_epi8('<'), greater = _mm_set1_epi8('>'), quote = _mm_set1_epi8('"');
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i hits = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, amp), _mm_cmpeq_epi8(bytes, quote)),
                                      _mm_or_si128(_mm_cmpeq_epi8(bytes, less), _mm_cmpeq_epi8(bytes, greater)));
    if (const int mask = _mm_movemask_epi8(hits)) return at + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  while (at < text.size() && !kIsMarkup[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

}  // namespace

void append_html(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t i = find_markup(text, 0); i < text.size(); i = find_markup(text, i + 1)) {
    out.append(text, from, i - from);
    out += entity(text[i]);
    from = i + 1;
  }
  out.append(text, from);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_html(out, text);
  return out;
}

void append_xml(std::string& out, std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::size_t from = 0;
  auto flush = [&](std::size_t to) { out.append(text, from, to - from); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != 0xEF && !kIsMarkup[byte]) continue;
    std::string_view replacement = entity(text[i]);
    std::size_t length = 1;
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
      replacement = kReplacement;
    } else if (byte == 0xEF && i + 2 < text.size() && text[i + 1] == '\xBF' &&
               (text[i + 2] == '\xBE' || text[i + 2] == '\xBF')) {
      replacement = kReplacement;
      length = 3;
    }
    if (replacement.empty()) continue;
    flush(i);
    out += replacement;
    i += length - 1;
    from = i + 1;
  }
  flush(text.size());
}

std::string escape_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_xml(out, text);
  return out;
}

namespace {

using Kept = std::array<bool, 256>;

constexpr Kept kept_bytes(std::string_view beside_letters) {
  Kept table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    table[c] = c < 0x80 && (is_alnum(static_cast<char>(c)) || beside_letters.find(static_cast<char>(c)) != std::string_view::npos);
  }
  return table;
}

std::string escape_bytes(std::string_view text, const Kept& kept) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (kept[byte]) {
      out += c;
    } else {
      append_percent(out, byte);
    }
  }
  return out;
}

}  // namespace

std::string escape_url(std::string_view url) {
  static constexpr Kept kKept = kept_bytes("-_.+!*'(),%#@?=;:/,$~&");  // and nothing else: '[' and ']' are encoded
  return escape_bytes(url, kKept);
}

std::string escape_url_path(std::string_view path) {
  static constexpr Kept kKept = kept_bytes("-._~/@");
  return escape_bytes(path, kKept);
}

}  // namespace kitei::base
