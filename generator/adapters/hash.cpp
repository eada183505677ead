#include "adapters/hash.h"

#include <sodium.h>

#include <cassert>


namespace kitei::adapters {

std::string sha256_hex(std::string_view bytes) { return hex_of(sha256(bytes)); }

std::string hex_of(const Sha256& digest) {
  std::string hex(64, '\0');
  write_hex(digest, hex.data());
  return hex;
}

void write_hex(const Sha256& digest, char* to) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const unsigned char byte : digest) {
    *to++ = kDigits[byte >> 4];
    *to++ = kDigits[byte & 15];
  }
}

bool is_hex_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Sha256 digest_of_hex(std::string_view text) {
  assert(is_hex_digest(text));
  auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
  Sha256 digest;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<unsigned char>(value(text[2 * i]) << 4 | value(text[2 * i + 1]));
  }
  return digest;
}

std::string text_form(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return std::string(bytes);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.find('\r') == std::string_view::npos) return std::string(bytes);
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
    text += bytes[i];
  }
  return text;
}

std::string sha256_of_text_form(std::string_view bytes) { return sha256_hex(text_form(bytes)); }

std::string sha256_base64(std::string_view bytes) {
  const Sha256 digest = sha256(bytes);
  return base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the terminating zero
  return out;
}

std::string short_hash(std::string_view bytes) { return sha256_hex(bytes).substr(0, 10); }

}  // namespace kitei::adapters
