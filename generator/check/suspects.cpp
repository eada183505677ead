#include "check/suspects.h"

#include "base/byte_patterns.h"

namespace kitei::check {
namespace {

using namespace std::string_view_literals;
using base::kAnyByte;

constexpr unsigned kOddPatterns = 9;
constexpr base::BytePatterns kPatterns({
    // odd characters
    {"\x00\x08\x0B\x1F\x7F\x7F"sv, kAnyByte, kAnyByte},                       // control characters
    {"\xC2\xC2\xD8\xD8\xE1\xE1\xEE\xEE\xF1\xFF"sv, kAnyByte, kAnyByte},      // U+0080, U+0600, U+1000, U+E000, U+40000 and on
    {"\xE2\xE2"sv, "\x80\x80"sv, "\x8B\x8F\xA8\xAE"sv},                       // U+200B … 200F, U+2028 … 202E
    {"\xE2\xE2"sv, "\x81\x81\xBA\xBF"sv, kAnyByte},                           // U+2040 …, the radicals
    {"\xE3\xE3"sv, "\x82\x82"sv, "\x99\x9A"sv},                               // U+3099, U+309A
    {"\xE3\xE3"sv, "\x85\x85"sv, "\xA4\xA4"sv},                               // U+3164
    {"\xEF\xEF"sv, "\x80\xBB\xBD\xBE"sv, kAnyByte},                           // U+F000 … but U+FF00 … FF3F
    {"\xEF\xEF"sv, "\xBF\xBF"sv, "\xBD\xBD"sv},                               // U+FFFD
    {"\xF0\xF0"sv, "\xA0\xBF"sv, kAnyByte},                                   // U+20000 …
    // placeholders
    "〇",
    {"\xE2\xE2"sv, "\x97\x97"sv, "\x8B\x8B\x8F\x8F"sv},                       // ○ ●
    "△",
    {"00"sv, "XYxy"sv, "XYxy"sv},                                             // of 20XX
    {"\x81\x81"sv, "\xE7\xE7"sv, "\xA2\xA2"sv},                               // between the characters of 要確
    {"\x8D\x8D"sv, "\xE5\xE5"sv, "\xBE\xBE"sv},                               // of 認後
    "TBD",
});

}  // namespace

Suspects suspects_in(std::string_view text) {
  const unsigned found = kPatterns.find_in(text);
  return {(found & ((1u << kOddPatterns) - 1)) != 0, found >> kOddPatterns != 0};
}

}  // namespace kitei::check
