// Bare URLs in running text, by the rules of GFM's extended autolinks: www., http://, https://, ftp://, e-mail
// addresses, mailto:, xmpp:. Unlike GFM a URL is ASCII only, so it ends before Japanese text and punctuation, and may
// begin right behind them. A URL with other letters is written as <https://…>.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kitei::source {

struct BareUrl {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string text;         // as it is shown: backslash escapes resolved
  std::string destination;  // with the scheme that `text` may lack
};

// The URL that begins at `at`, or, when `at` is the '@' of an e-mail address, around it. `text` is the source of a
// paragraph; nothing before `from` is touched.
std::optional<BareUrl> bare_url_at(std::string_view text, std::size_t at, std::size_t from);

// A quick look whether bare_url_at could find something at this byte.
bool may_begin_bare_url(std::string_view text, std::size_t at);

}  // namespace kitei::source
