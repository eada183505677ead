#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

// The scheme of a URL in lower case, "" for a relative one. Browsers skip blanks and controls in it, so this does too.
std::string scheme_of(std::string_view url) {
  std::string scheme;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= ' ') continue;
    if (c == ':') return base::ascii_lower(scheme);
    const bool fits =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!fits) return {};
    scheme += c;
  }
  return {};
}

}  // namespace

bool is_safe_url(std::string_view url, BodyMode mode) {
  constexpr std::array<std::string_view, 4> kRefused{"javascript", "vbscript", "data", "file"};
  constexpr std::array<std::string_view, 6> kAllowed{"http", "https", "mailto", "ftp", "tel", "xmpp"};
  const std::string scheme = scheme_of(url);
  if (scheme.empty()) return true;
  if (mode == BodyMode::Plain) return std::find(kRefused.begin(), kRefused.end(), scheme) == kRefused.end();
  return std::find(kAllowed.begin(), kAllowed.end(), scheme) != kAllowed.end();
}

}  // namespace kitei::render::html
