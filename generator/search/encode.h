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

// The key of a gram inside its shard: its lowest 24 bits as four digits, highest first.
void append_key(std::string& out, std::uint32_t gram);

// A list of document numbers in [0, documents), ascending and not empty: the gaps (the first number, then each difference
// less one) as numbers; or, when that is shorter, '!' and a bitmap with six documents a digit, lowest bit first.
void append_list(std::string& out, const std::uint32_t* numbers, std::size_t count, std::size_t documents);

// One digit for a value below 64.
char digit(std::size_t value);

// A JavaScript (and JSON) string with its quotes. '<' is written as \u003c.
void append_string(std::string& out, std::string_view text);

// The first 50 bits of a hash of the bytes, as ten of a–z 2–7: file names that change with their content, and differ on
// file systems that do not tell capitals apart.
std::string content_name(std::string_view bytes);
inline constexpr std::size_t kNameLength = 10;

}  // namespace kitei::search
