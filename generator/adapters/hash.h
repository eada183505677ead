// SHA-256 through libsodium: of bytes, and of the text form of a source file, so that what a Git setting does to line
// ends and what an editor does to the byte order mark is no change. Lower-case hexadecimal.
#pragma once
#include <string>
#include <string_view>

#include "adapters/sha256.h"

namespace kitei::adapters {

std::string sha256_hex(std::string_view bytes);

// The 64 digits of a digest; the same without a zero byte after them; and back, of a text that is such digits.
std::string hex_of(const Sha256& digest);
void write_hex(const Sha256& digest, char* to);
bool is_hex_digest(std::string_view text);
Sha256 digest_of_hex(std::string_view text);

// Without a byte order mark at the start, CRLF as LF. A file that holds a NUL byte is binary and stays as it is.
std::string text_form(std::string_view bytes);

std::string sha256_of_text_form(std::string_view bytes);

// The first ten digits of the SHA-256, for content-hashed file names.
std::string short_hash(std::string_view bytes);

// For a Content-Security-Policy: the digest in standard base64 with padding.
std::string sha256_base64(std::string_view bytes);
// Standard base64 with padding, for data: URLs.
std::string base64(std::string_view bytes);

}  // namespace kitei::adapters
