#include "base/escape.h"

#include <array>

namespace kitei::base {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

void append_percent(std::string& out, unsigned char byte) {
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

constexpr bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// The replacement of a character in HTML and XML text, or nothing.
std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {};
  }
}

}  // namespace

void append_html(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view replacement = entity(text[i]);
    if (replacement.empty()) continue;
    out.append(text, from, i - from);
    out += replacement;
    from = i + 1;
  }
  out.append(text, from);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_html(out, text);
  return out;
}

void append_xml(std::string& out, std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::size_t from = 0;
  auto flush = [&](std::size_t to) { out.append(text, from, to - from); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    std::string_view replacement = entity(text[i]);
    std::size_t length = 1;
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
      replacement = kReplacement;
    } else if (byte == 0xEF && i + 2 < text.size() && text[i + 1] == '\xBF' &&
               (text[i + 2] == '\xBE' || text[i + 2] == '\xBF')) {
      replacement = kReplacement;
      length = 3;
    }
    if (replacement.empty()) continue;
    flush(i);
    out += replacement;
    i += length - 1;
    from = i + 1;
  }
  flush(text.size());
}

std::string escape_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_xml(out, text);
  return out;
}

std::string escape_url(std::string_view url) {
  constexpr std::string_view kKept = "-_.+!*'(),%#@?=;:/,$~&";  // and nothing else: '[' and ']' are encoded
  std::string out;
  out.reserve(url.size());
  for (char c : url) {
    if (is_alnum(c) || kKept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      append_percent(out, static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string escape_url_path(std::string_view path) {
  constexpr std::string_view kKept = "-._~/@";
  std::string out;
  out.reserve(path.size());
  for (char c : path) {
    if (is_alnum(c) || kKept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      append_percent(out, static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace kitei::base
