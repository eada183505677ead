#include "base/byte_blocks.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace kitei;

TEST_CASE("a block says which of its bytes are of a sort") {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    while (text.size() < base::Block::kBytes) text += static_cast<char>(random());
    const base::Block block(text.data());
    const auto expected = [&](unsigned char first, unsigned char last) {
      unsigned bits = 0;
      for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= first && byte <= last) bits |= 1u << i;
      }
      return bits;
    };
    REQUIRE(block.equal(text[3]) == expected(static_cast<unsigned char>(text[3]), static_cast<unsigned char>(text[3])));
    REQUIRE(block.between('\0', '\x7F') == expected(0, 0x7F));
    REQUIRE(block.between('a', 'z') == expected('a', 'z'));
    REQUIRE(block.between('\x80', '\xBF') == expected(0x80, 0xBF));
    REQUIRE(block.between('\xE1', '\xFF') == expected(0xE1, 0xFF));
    REQUIRE(block.beyond_ascii() == expected(0x80, 0xFF));
  }
}

TEST_CASE("a byte is found wherever it stands, and candidates that are none are passed") {
  for (std::size_t size = 0; size < 50; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, '?');
      text[at] = '!';
      const auto candidates = [](const base::Block& block) { return block.between('!', '?'); };
      const auto is = [&](std::size_t i) { return text[i] == '!'; };
      for (std::size_t from = 0; from <= size; ++from) REQUIRE(base::find_byte(text, from, candidates, is) == (from <= at ? at : size));
    }
  }
}

TEST_CASE("a character is found wherever it stands") {
  const std::string character = "管";
  for (std::size_t size = 0; size < 50; ++size) {
    for (std::size_t at = 0; at + 3 <= size; ++at) {
      // Around it, bytes of it that are not all of it.
      std::string text;
      while (text.size() < size) text += character[text.size() % 2];
      REQUIRE(base::find_character(text, character, 0) == std::string::npos);
      text.replace(at, 3, character);
      for (std::size_t from = 0; from <= at; ++from) REQUIRE(base::find_character(text, character, from) == at);
      REQUIRE(base::find_character(text, character, at + 1) == std::string::npos);
      REQUIRE(base::find_character(text.substr(0, at + 2), character, 0) == std::string::npos);
    }
  }
}
