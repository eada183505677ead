// Sixteen bytes of a text at once: which of them are of a sort, as a bit for each, the lowest for the first. For loops over
// long texts in which little is to be found: what may be it is looked at one by one.
//
//     find_byte(text, 0, [](const Block& block) { return block.equal('~'); }, [&](std::size_t i) { return !is_escaped(text, i); });
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kitei::base {

class Block {
 public:
  static constexpr std::size_t kBytes = 16;
  static constexpr unsigned kAll = 0xFFFF;

#if defined(__SSE2__)
  // The bytes from here on, of which there must be so many.
  explicit Block(const char* from) : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))) {}

  unsigned equal(char c) const { return mask(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c))); }
  // From `first` to `last`, both ASCII or both beyond it.
  unsigned between(char first, char last) const {
    return kAll & ~mask(_mm_or_si128(_mm_cmplt_epi8(bytes_, _mm_set1_epi8(first)), _mm_cmpgt_epi8(bytes_, _mm_set1_epi8(last))));
  }
  unsigned beyond_ascii() const { return mask(bytes_); }
#else
  explicit Block(const char* from) { std::memcpy(bytes_.data(), from, kBytes); }

  unsigned equal(char c) const { return between(c, c); }
  unsigned between(char first, char last) const {
    unsigned found = 0;
    const auto from = static_cast<signed char>(first), to = static_cast<signed char>(last);
    for (std::size_t i = 0; i < kBytes; ++i) found |= static_cast<unsigned>(bytes_[i] >= from && bytes_[i] <= to) << i;
    return found;
  }
  unsigned beyond_ascii() const { return between('\x80', '\xFF'); }
#endif

 private:
#if defined(__SSE2__)
  static unsigned mask(__m128i yes) { return static_cast<unsigned>(_mm_movemask_epi8(yes)); }
  __m128i bytes_;
#else
  std::array<signed char, kBytes> bytes_;
#endif
};

// The first place from `at` on for which is(place) holds, or the end of the text. Asked only of places that have a bit in
// candidates(block), or, in texts that are shorter than a block, of all.
template <typename Candidates, typename Is>
std::size_t find_byte(std::string_view text, std::size_t at, Candidates candidates, Is is) {
  if (text.size() < Block::kBytes) {
    while (at < text.size() && !is(at)) ++at;
    return at;
  }
  while (at < text.size()) {
    const std::size_t from = std::min(at, text.size() - Block::kBytes);  // the last block begins before `at`
    unsigned found = candidates(Block(text.data() + from)) & Block::kAll << (at - from);
    for (; found != 0; found &= found - 1) {
      const std::size_t place = from + static_cast<std::size_t>(std::countr_zero(found));
      if (is(place)) return place;
    }
    at = from + Block::kBytes;
  }
  return at;
}

// Where `character`, which has three bytes of UTF-8, stands from `at` on; npos: nowhere.
inline std::size_t find_character(std::string_view text, std::string_view character, std::size_t at) {
  const char a = character[0], b = character[1], c = character[2];
  if (text.size() < Block::kBytes) {
    for (; at + 2 < text.size(); ++at) {
      if (text[at] == a && text[at + 1] == b && text[at + 2] == c) return at;
    }
    return std::string_view::npos;
  }
  while (at + 2 < text.size()) {
    const std::size_t from = std::min(at, text.size() - Block::kBytes);
    const Block block(text.data() + from);
    const unsigned found = block.equal(a) & block.equal(b) >> 1 & block.equal(c) >> 2 & Block::kAll << (at - from);
    if (found != 0) return from + static_cast<std::size_t>(std::countr_zero(found));
    at = from + Block::kBytes - 2;  // one that begins in the last two bytes is seen whole in the next block
  }
  return std::string_view::npos;
}

}  // namespace kitei::base
