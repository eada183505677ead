#include "base/escape.h"

#include <array>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/byte_blocks.h"

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
  const auto found_from = [&](std::size_t place) {
    const Block block(text.data() + place);
    return block.equal('&') | block.equal('<') | block.equal('>') | block.equal('"');
  };
  for (; at + Block::kBytes <= text.size(); at += Block::kBytes) {
    if (const unsigned found = found_from(at)) return at + static_cast<std::size_t>(std::countr_zero(found));
  }
  if (at < text.size() && text.size() >= Block::kBytes) {
    // The rest, with bytes before it that do not count.
    const std::size_t place = text.size() - Block::kBytes;
    const unsigned found = found_from(place) >> (at - place);
    return found ? at + static_cast<std::size_t>(std::countr_zero(found)) : text.size();
  }
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

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// U+FFFE and U+FFFF, which are no characters.
bool is_noncharacter(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && text[at + 1] == '\xBF' && (text[at + 2] == '\xBE' || text[at + 2] == '\xBF');
}

// Bytes that may have to be replaced: the markup, control characters, and the first byte of the noncharacters.
constexpr auto kMayBeSpecial = [] {
  std::array<bool, 256> table = kIsMarkup;
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = c != '\t' && c != '\n' && c != '\r';
  table[0xEF] = true;
  return table;
}();

bool is_special(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return kMayBeSpecial[byte] && (byte != 0xEF || is_noncharacter(text, at));
}

}  // namespace

std::size_t find_xml_special(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  const __m128i amp = _mm_set1_epi8('&'), less = _mm_set1_epi8('<'), greater = _mm_set1_epi8('>'), quote = _mm_set1_epi8('"');
  const __m128i control = _mm_set1_epi8(0x1F), first = _mm_set1_epi8('\xEF'), second = _mm_set1_epi8('\xBF');
  for (; at + 17 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at + 1));
    const __m128i markup = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, amp), _mm_cmpeq_epi8(bytes, quote)),
                                        _mm_or_si128(_mm_cmpeq_epi8(bytes, less), _mm_cmpeq_epi8(bytes, greater)));
    const __m128i others = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes),
                                        _mm_and_si128(_mm_cmpeq_epi8(bytes, first), _mm_cmpeq_epi8(next, second)));
    auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(markup, others)));
    for (; hits != 0; hits &= hits - 1) {
      const std::size_t hit = at + static_cast<std::size_t>(__builtin_ctz(hits));
      if (is_special(text, hit)) return hit;
    }
  }
#endif
  while (at < text.size() && !is_special(text, at)) ++at;
  return at;
}

void append_xml(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t at = find_xml_special(text, 0); at < text.size(); at = find_xml_special(text, from)) {
    out.append(text, from, at - from);
    const std::string_view replacement = entity(text[at]);
    out += replacement.empty() ? kReplacement : replacement;
    from = at + (text[at] == '\xEF' ? 3 : 1);
  }
  out.append(text, from);
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

void append_bytes(std::string& out, std::string_view text, const Kept& kept) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (kept[byte]) continue;
    out.append(text, from, i - from);
    append_percent(out, byte);
    from = i + 1;
  }
  out.append(text, from);
}

}  // namespace

std::string escape_url(std::string_view url) {
  static constexpr Kept kKept = kept_bytes("-_.+!*'(),%#@?=;:/,$~&");  // and nothing else: '[' and ']' are encoded
  std::string out;
  out.reserve(url.size());
  append_bytes(out, url, kKept);
  return out;
}

void append_url_path(std::string& out, std::string_view path) {
  static constexpr Kept kKept = kept_bytes("-._~/@");
  append_bytes(out, path, kKept);
}

std::string escape_url_path(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  append_url_path(out, path);
  return out;
}

}  // namespace kitei::base
