// Against slow readings of the same texts, one byte after the other.
#include "render/docx/text_scan.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace kitei::render;

namespace {

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

std::size_t slow_units(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (byte_at(text, i) < 0x80 || (byte_at(text, i) >= 0xC0 && byte_at(text, i) < 0xE0)) ++units;
    if (byte_at(text, i) >= 0xE0) units += 2;
  }
  return units;
}

bool slow_ambiguous(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const unsigned byte = byte_at(text, i), next = byte_at(text, i + 1);
    if (byte == 0xE2 && (next >= 0x84 || (next == 0x80 && i + 2 < text.size() && byte_at(text, i + 2) >= 0x94))) return true;
    if (byte == 0xC2 && (next == 0xA7 || next == 0xB0 || next == 0xB1 || next == 0xB6)) return true;
    if (byte == 0xC3 && (next == 0x97 || next == 0xB7)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the width of texts, their ambiguous signs and their breaks, in texts of all lengths") {
  const std::vector<std::string> pieces{"a",  "B",  " ", "é", "規", "程", "（", "①", "…", "“", "–", "—", "※", "→", "×",
                                        "÷", "§", "±", "¥", "©", "\t", "\n", "\r", "\x01", "𠮷", "\xE2", "\xC2", "\xFF"};
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const std::size_t kinds = round % 2 == 0 ? pieces.size() : 7;  // every other text holds nothing special
    for (std::size_t i = random() % 24; i > 0; --i) text += pieces[random() % kinds];
    INFO(text);
    REQUIRE(docx::text_units(text) == slow_units(text));
    REQUIRE(docx::has_ambiguous_width(text) == slow_ambiguous(text));
    for (std::size_t at = 0; at <= text.size(); ++at) {
      REQUIRE(docx::find_break(text, at) == std::min(text.find_first_of("\t\n\r", at), text.size()));
    }
  }
}
