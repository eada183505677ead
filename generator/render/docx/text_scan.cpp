#include "render/docx/text_scan.h"

#include <cstdint>
#include <cstring>

namespace kitei::render::docx {
namespace {

constexpr std::size_t kStep = 8;
constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kTops = 0x8080808080808080;

std::uint64_t eight_bytes(std::string_view text, std::size_t at) {
  std::uint64_t bytes;
  std::memcpy(&bytes, text.data() + at, kStep);
  return bytes;
}

// How many bytes of `tops`, which holds nothing but top bits, have theirs set.
std::size_t count_tops(std::uint64_t tops) { return static_cast<std::size_t>(((tops >> 7) * kOnes) >> 56); }

bool has_zero(std::uint64_t bytes) { return ((bytes - kOnes) & ~bytes & kTops) != 0; }
bool has_below(std::uint64_t bytes, std::uint64_t limit) { return ((bytes - kOnes * limit) & ~bytes & kTops) != 0; }

bool is_ambiguous(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  const auto next = static_cast<unsigned char>(text[at + 1]);
  if (byte == 0xE2) {
    return next >= 0x84 || (next == 0x80 && at + 2 < text.size() && static_cast<unsigned char>(text[at + 2]) >= 0x94);
  }
  if (byte == 0xC2) return next == 0xA7 || next == 0xB0 || next == 0xB1 || next == 0xB6;
  return byte == 0xC3 && (next == 0x97 || next == 0xB7);
}

bool any_ambiguous(std::string_view text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (is_ambiguous(text, i)) return true;
  }
  return false;
}

}  // namespace

// The first byte of a character counts one, that of one of three bytes or more counts two.
std::size_t text_units(std::string_view text) {
  std::size_t units = 0;
  std::size_t at = 0;
  for (; at + kStep <= text.size(); at += kStep) {
    const std::uint64_t bytes = eight_bytes(text, at);
    const std::uint64_t second = bytes << 1, third = bytes << 2;  // bits, in the place of the first
    units += kStep - count_tops(bytes & ~second & kTops) + count_tops(bytes & second & third & kTops);
  }
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    units += static_cast<unsigned>(byte < 0x80 || byte >= 0xC0) + static_cast<unsigned>(byte >= 0xE0);
  }
  return units;
}

bool has_ambiguous_width(std::string_view text) {
  std::size_t at = 0;
  for (; at + kStep <= text.size(); at += kStep) {
    const std::uint64_t bytes = eight_bytes(text, at);
    const bool candidate = has_zero(bytes ^ kOnes * 0xE2) || has_zero((bytes & kOnes * 0xFE) ^ kOnes * 0xC2);
    if (candidate && any_ambiguous(text, at, at + kStep)) return true;
  }
  return any_ambiguous(text, at, text.size());
}

std::size_t find_break(std::string_view text, std::size_t at) {
  for (;; ++at) {
    while (at + kStep <= text.size() && !has_below(eight_bytes(text, at), ' ')) at += kStep;
    if (at == text.size() || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') return at;
  }
}

}  // namespace kitei::render::docx
