#include "adapters/hash.h"

#include <catch2/catch.hpp>
#include <string>

#include "adapters/sha256.h"

using namespace kitei::adapters;

TEST_CASE("SHA-256 of known texts") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(short_hash("abc") == "ba7816bf8f");
}

TEST_CASE("a digest as text and back") {
  const std::string hex = sha256_hex("abc");
  CHECK(is_hex_digest(hex));
  CHECK(digest_of_hex(hex) == sha256("abc"));
  CHECK(!is_hex_digest(hex.substr(1)));
  CHECK(!is_hex_digest("B" + hex.substr(1)));
  CHECK(!is_hex_digest(""));
}

TEST_CASE("the text form hides what Git settings and editors do to a file") {
  CHECK(text_form("\xEF\xBB\xBF一\r\n二\r\n") == "一\n二\n");
  CHECK(text_form("一\r二\n") == "一\r二\n");  // a lone CR is no line end
  CHECK(text_form("") == "");
  const std::string binary("\xEF\xBB\xBF\0a\r\n", 7);
  CHECK(text_form(binary) == binary);
  CHECK(sha256_of_text_form("\xEF\xBB\xBF一\r\n") == sha256_hex("一\n"));
  CHECK(sha256_of_text_form(binary) == sha256_hex(binary));
}

TEST_CASE("the processor's instructions and portable code agree at every length") {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    CHECK(sha256(bytes) == sha256_portable(bytes));
    bytes += static_cast<char>(i * 7);
  }
}

TEST_CASE("two texts at once are as each by itself, whatever their lengths") {
  std::string bytes;
  for (int i = 0; i < 300; ++i) bytes += static_cast<char>(i * 7);
  for (const std::size_t a : {0, 1, 63, 64, 65, 128, 300}) {
    for (const std::size_t b : {0, 55, 56, 64, 127, 192, 299}) {
      const std::string_view first = std::string_view(bytes).substr(0, a), second = std::string_view(bytes).substr(300 - b);
      const std::array<Sha256, 2> both = sha256_of_two(first, second);
      CHECK(both[0] == sha256_portable(first));
      CHECK(both[1] == sha256_portable(second));
    }
  }
}

TEST_CASE("a text in pieces has the digest of the whole text, wherever it is cut") {
  std::string bytes;
  for (int i = 0; i < 400; ++i) bytes += static_cast<char>(i * 31 + i / 7);
  for (std::size_t step = 1; step <= bytes.size(); step += step < 140 ? 1 : 37) {
    for (const std::size_t first : {0, 1, 63, 64, 65}) {
      Sha256OfPieces pieces;
      pieces.add(std::string_view(bytes).substr(0, first));
      for (std::size_t at = first; at < bytes.size(); at += step) pieces.add(std::string_view(bytes).substr(at, step));
      CHECK(pieces.finish() == sha256_portable(bytes));
    }
  }
  CHECK(Sha256OfPieces().finish() == sha256_portable(""));
}
