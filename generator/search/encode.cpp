#include "search/encode.h"

#include <array>
#include <cstring>

namespace kitei::search {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void append_number(std::string& out, std::uint32_t value) {
  for (; value >= 32; value >>= 5) out += kDigits[32 + (value & 31)];
  out += kDigits[value];
}

std::size_t number_length(std::uint32_t value) {
  std::size_t length = 1;
  for (; value >= 32; value >>= 5) ++length;
  return length;
}

std::uint64_t mixed(std::uint64_t h) {
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
  h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
  return h ^ (h >> 33);
}

}  // namespace

char digit(std::size_t value) { return kDigits[value & 63]; }

std::uint32_t value_of(char digit) {
  static constexpr std::array<std::uint8_t, 256> kValues = [] {
    std::array<std::uint8_t, 256> values{};
    for (std::size_t i = 0; i < kDigits.size(); ++i) values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
    return values;
  }();
  return kValues[static_cast<unsigned char>(digit)];
}

void append_key(std::string& out, std::uint32_t gram) {
  for (const unsigned shift : {24u, 18u, 12u, 6u, 0u}) out += kDigits[(gram >> shift) & 63];
}

void append_bitmap(std::string& out, const std::vector<std::uint32_t>& words, std::size_t documents) {
  const std::size_t end = out.size() + bitmap_length(documents);
  out += '!';
  std::uint64_t bits = 0;  // not yet written, lowest first
  unsigned count = 0;
  for (const std::uint32_t word : words) {
    bits |= static_cast<std::uint64_t>(word) << count;
    for (count += 32; count >= 6; count -= 6, bits >>= 6) out += kDigits[bits & 63];
  }
  out += kDigits[bits & 63];
  out.resize(end);
}

void append_list(std::string& out, const std::vector<std::uint32_t>& numbers, std::size_t documents) {
  std::size_t length = 0;
  std::uint32_t next = 0;
  for (const std::uint32_t number : numbers) {
    length += number_length(number - next);
    next = number + 1;
  }
  if (length > bitmap_length(documents)) {
    std::vector<std::uint32_t> words((documents + 31) / 32);
    for (const std::uint32_t number : numbers) words[number / 32] |= 1u << (number % 32);
    return append_bitmap(out, words, documents);
  }
  next = 0;
  for (const std::uint32_t number : numbers) {
    append_number(out, number - next);
    next = number + 1;
  }
}

std::vector<std::uint32_t> read_list(std::string_view text) {
  std::vector<std::uint32_t> numbers;
  if (text.starts_with('!')) {
    for (std::uint32_t i = 1; i < text.size(); ++i) {
      const std::uint32_t bits = value_of(text[i]);
      for (std::uint32_t bit = 0; bit < 6; ++bit) {
        if (bits >> bit & 1) numbers.push_back((i - 1) * 6 + bit);
      }
    }
    return numbers;
  }
  std::uint32_t next = 0, gap = 0;
  unsigned shift = 0;
  for (const char c : text) {
    const std::uint32_t value = value_of(c);
    if (shift < 32) gap |= (value & 31) << shift;
    shift += 5;
    if (value & 32) continue;
    numbers.push_back(next + gap);
    next += gap + 1;
    gap = 0;
    shift = 0;
  }
  return numbers;
}

void append_string(std::string& out, std::string_view text) {
  static constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t byte = 0x20; byte < plain.size(); ++byte) plain[byte] = byte != 0x7F && byte != '<' && byte != '"' && byte != '\\';
    return plain;
  }();
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain[byte]) continue;
    out += text.substr(from, i - from);
    from = i + 1;
    if (c == '\n') {
      out += "\\n";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  out += text.substr(from);
  out += '"';
}

std::string content_name(std::string_view bytes) {
  // Four lanes of multiply and xor, eight bytes a step, read as little-endian numbers.
  std::uint64_t lanes[4] = {0x9ae16a3b2f90404fu, 0xc3a5c85c97cb3127u, 0xb492b66fbe98f273u, bytes.size()};
  std::size_t step = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 8, ++step) {
    std::uint64_t word = 0;
    if (i + 8 <= bytes.size()) {
      std::memcpy(&word, bytes.data() + i, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
      word = __builtin_bswap64(word);
#endif
    } else {
      for (std::size_t k = i; k < bytes.size(); ++k) {
        word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[k])) << (8 * (k - i));
      }
    }
    std::uint64_t& lane = lanes[step & 3];
    lane = (lane ^ word) * 0x9e3779b97f4a7c15u;
    lane ^= lane >> 29;
  }
  std::uint64_t h = 0;
  for (const std::uint64_t lane : lanes) h = mixed(h ^ lane) + 0x9e3779b97f4a7c15u;
  h = mixed(h);
  std::string name;
  for (std::size_t i = 0; i < kNameLength; ++i, h >>= 5) name += "abcdefghijklmnopqrstuvwxyz234567"[h & 31];
  return name;
}

}  // namespace kitei::search
