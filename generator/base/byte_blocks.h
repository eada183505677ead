// Sixteen bytes of a text at once: which of them are of a sort, as a bit for each, the lowest for the first. For loops over
// long texts in which little is to be found; what is found, and the last bytes of the text, are looked at one by one.
//
//     for (; at + Block::kBytes <= text.size(); at += Block::kBytes) {
//       if (const unsigned found = Block(text.data() + at).equal('~')) return at + std::countr_zero(found);
//     }
#pragma once
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

// Where `character`, which has three bytes of UTF-8, stands from `at` on; npos: nowhere.
inline std::size_t find_character(std::string_view text, std::string_view character, std::size_t at) {
  // One that begins in the last two bytes is seen whole in the next block.
  for (; at + Block::kBytes <= text.size(); at += Block::kBytes - 2) {
    const Block block(text.data() + at);
    const unsigned found = block.equal(character[0]) & block.equal(character[1]) >> 1 & block.equal(character[2]) >> 2;
    if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
  }
  for (; at + 2 < text.size(); ++at) {
    if (text[at] == character[0] && text[at + 1] == character[1] && text[at + 2] == character[2]) return at;
  }
  return std::string_view::npos;
}

}  // namespace kitei::base
