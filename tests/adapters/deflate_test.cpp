#include "adapters/deflate.h"

#include <catch2/catch.hpp>

using namespace kitei;

TEST_CASE("deflated bytes are shorter, always the same, and come with the check sum of what they were") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "第" + std::to_string(i % 97) + "条 情報資産を保護する。";
  const adapters::Deflated once = adapters::deflate(text);
  CHECK(once.bytes.size() < text.size() / 10);
  CHECK(once.crc == adapters::crc32(text));
  // What was deflated in between leaves no trace.
  adapters::deflate(std::string(100'000, 'x'));
  const adapters::Deflated again = adapters::deflate(text);
  CHECK(again.bytes == once.bytes);
  CHECK(again.crc == once.crc);
}

TEST_CASE("nothing is given for bytes that deflating would make longer") {
  for (const std::string bytes : {"", "a", "PK\x03\x04"}) {
    INFO(bytes);
    CHECK(adapters::deflate(bytes).bytes.empty());
    CHECK(adapters::deflate(bytes).crc == adapters::crc32(bytes));
  }
}

TEST_CASE("CRC-32 as in ZIP files") {
  CHECK(adapters::crc32("") == 0);
  CHECK(adapters::crc32("123456789") == 0xCBF43926);
}
