#include "adapters/markdown_emphasis.h"

#include <cmark-gfm.h>
#include <cmark-gfm/utf8.h>

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::adapters {
namespace {

// Exactly the library's own notion, since the markers must change its answer.
bool is_punctuation(char32_t c) { return cmark_utf8proc_is_punctuation(static_cast<int32_t>(c)) != 0; }
bool is_space(char32_t c) { return c == 0 || cmark_utf8proc_is_space(static_cast<int32_t>(c)) != 0; }

// Whether a run between `before` and `after` needs a marker between itself and `after`: `after` is punctuation, which
// would keep the run from opening (or closing, seen from the other side) since no blank or punctuation is on the far
// side.
bool needs_marker(char32_t far, char32_t punctuation) {
  return is_punctuation(punctuation) && !is_space(far) && !is_punctuation(far) &&
         (base::is_cjk(far) || base::is_cjk(punctuation));
}

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - 1 - backslashes] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

}  // namespace

std::string mark_cjk_emphasis(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find_first_of("*~"); at != std::string_view::npos; at = text.find_first_of("*~", at)) {
    const char delimiter = text[at];
    if (is_escaped(text, at)) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && text[end] == delimiter) ++end;
    const char32_t before = at == 0 ? U'\0' : base::code_point_before(text, at).value;
    const char32_t after = end == text.size() ? U'\0' : base::code_point_at(text, end).value;
    if (needs_marker(before, after)) {
      out.append(text, copied, end - copied);
      out += kEmphasisMarker;
      copied = end;
    } else if (needs_marker(after, before)) {
      out.append(text, copied, at - copied);
      out += kEmphasisMarker;
      copied = at;
    }
    at = end;
  }
  out.append(text, copied);
  return out;
}

void strip_emphasis_markers(std::string& text) {
  std::size_t from = text.find(kEmphasisMarker);
  if (from == std::string::npos) return;
  std::size_t to = from;
  while (from < text.size()) {
    if (text.compare(from, kEmphasisMarker.size(), kEmphasisMarker) == 0) {
      from += kEmphasisMarker.size();
    } else {
      text[to++] = text[from++];
    }
  }
  text.resize(to);
}

std::size_t count_emphasis_markers(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(kEmphasisMarker); at != std::string_view::npos;
       at = text.find(kEmphasisMarker, at + kEmphasisMarker.size())) {
    ++count;
  }
  return count;
}

}  // namespace kitei::adapters
