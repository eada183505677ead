// Looks through a text for up to sixteen patterns of three bytes at once: whether it may hold a word at all, before anything
// slow is done. One bit of a mask for each pattern, one table of masks for each of the three places; no branch depends on the
// text, and where a character begins does not matter.
//
//     constexpr BytePatterns kUnits({"条", "項"});
//     if (kUnits.find_in(text) == 0) return;  // neither of them
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace kitei::base {

inline constexpr std::string_view kAnyByte{"\x00\xFF", 2};

struct BytePattern {
  // Each place is a list of ranges of bytes: pairs of first and last.
  constexpr BytePattern(std::string_view a, std::string_view b, std::string_view c) : first(a), second(b), third(c) {}
  // The first three bytes of a word that has as many: one kana or kanji.
  constexpr BytePattern(const char* words) : word{words, 3} {}

  std::string_view first, second, third;
  std::string_view word{};
};

class BytePatterns {
 public:
  constexpr BytePatterns(std::initializer_list<BytePattern> patterns) {
    unsigned bit = 0;
    for (const BytePattern& pattern : patterns) {
      if (!pattern.word.empty()) {
        add(first_, pattern.word[0], pattern.word[0], bit);
        add(second_, pattern.word[1], pattern.word[1], bit);
        add(third_, pattern.word[2], pattern.word[2], bit);
      }
      add(first_, pattern.first, bit);
      add(second_, pattern.second, bit);
      add(third_, pattern.third, bit);
      ++bit;
    }
  }

  // A bit for each pattern that occurs, the lowest for the first. Behind the text stand zero bytes.
  unsigned find_in(std::string_view text) const {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const std::size_t size = text.size();
    const auto place = [&](unsigned char a, unsigned char b, unsigned char c) { return unsigned{first_[a]} & second_[b] & third_[c]; };
    unsigned found = 0;
    std::size_t at = 0;
    // Three places at a time, so that each byte is fetched once for all of them.
    for (; at + 4 < size; at += 3) {
      const unsigned char a = bytes[at], b = bytes[at + 1], c = bytes[at + 2], d = bytes[at + 3], e = bytes[at + 4];
      found |= place(a, b, c) | place(b, c, d) | place(c, d, e);
    }
    for (; at < size; ++at) found |= place(bytes[at], at + 1 < size ? bytes[at + 1] : 0, at + 2 < size ? bytes[at + 2] : 0);
    return found;
  }

 private:
  using Table = std::array<std::uint16_t, 256>;

  static constexpr void add(Table& table, std::string_view ranges, unsigned bit) {
    for (std::size_t i = 0; i + 1 < ranges.size(); i += 2) add(table, ranges[i], ranges[i + 1], bit);
  }
  static constexpr void add(Table& table, char first, char last, unsigned bit) {
    for (unsigned byte = static_cast<unsigned char>(first); byte <= static_cast<unsigned char>(last); ++byte) {
      table[byte] = static_cast<std::uint16_t>(table[byte] | 1u << bit);
    }
  }

  Table first_{}, second_{}, third_{};
};

}  // namespace kitei::base
