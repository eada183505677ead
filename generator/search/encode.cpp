#include "search/encode.h"

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

void append_key(std::string& out, std::uint32_t gram) {
  for (const unsigned shift : {18u, 12u, 6u, 0u}) out += kDigits[(gram >> shift) & 63];
}

void append_list(std::string& out, const std::uint32_t* numbers, std::size_t count, std::size_t documents) {
  std::size_t length = 0;
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < count; ++i) {
    length += number_length(numbers[i] - next);
    next = numbers[i] + 1;
  }
  const std::size_t bitmap = 1 + (documents + 5) / 6;
  if (length > bitmap) {
    const std::size_t at = out.size();
    out.append(bitmap, '\0');
    out[at] = '!';
    for (std::size_t i = 0; i < count; ++i) out[at + 1 + numbers[i] / 6] |= static_cast<char>(1u << (numbers[i] % 6));
    for (std::size_t i = at + 1; i < out.size(); ++i) out[i] = kDigits[static_cast<unsigned char>(out[i])];
    return;
  }
  next = 0;
  for (std::size_t i = 0; i < count; ++i) {
    append_number(out, numbers[i] - next);
    next = numbers[i] + 1;
  }
}

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F && c != '<' && c != '"' && c != '\\') continue;
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
