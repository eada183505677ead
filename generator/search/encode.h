// How the index is written: numbers as digits of 64 that need no escape, names from content, script calls.
//
// Digits: A–Z a–z 0–9 - _ (RFC 4648, base64url). A number is a run of digits with 5 bits each, lowest first; 32 is added to
// every digit but the last.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kitei::search {

// The key of a gram inside its shard: its lowest 30 bits as five digits, highest first. (There are eight shards at least.)
inline constexpr std::size_t kKeyLength = 5;
void append_key(std::string& out, std::uint32_t gram);

// A list of document numbers in [0, documents), ascending and not empty: the gaps (the first number, then each difference
// less one) as numbers; or, when that is shorter, '!' and a bitmap with six documents a digit, lowest bit first.
void append_list(std::string& out, const std::vector<std::uint32_t>& numbers, std::size_t documents);
// The list that a text of append_list says.
std::vector<std::uint32_t> read_list(std::string_view text);

// The bitmap, from its bits by words of 32: for lists of so many numbers that it is surely shorter, those with more
// than its length.
void append_bitmap(std::string& out, const std::vector<std::uint32_t>& words, std::size_t documents);
constexpr std::size_t bitmap_length(std::size_t documents) { return 1 + (documents + 5) / 6; }

// One digit for a value below 64, and back (any other character: 0).
char digit(std::size_t value);
std::uint32_t value_of(char digit);

// A JavaScript (and JSON) string with its quotes. '<' is written as \u003c.
void append_string(std::string& out, std::string_view text);

// The first 50 bits of a hash of the bytes, as ten of a–z 2–7: file names that change with their content, and differ on
// file systems that do not tell capitals apart.
std::string content_name(std::string_view bytes);
inline constexpr std::size_t kNameLength = 10;

}  // namespace kitei::search
