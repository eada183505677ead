#include "adapters/markdown_emphasis.h"

#include <cmark-gfm.h>
#include <cmark-gfm/utf8.h>

#include <algorithm>
#include <vector>

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::adapters {
namespace {

// Exactly the library's own notion, since the markers must change its answer.
bool is_punctuation(char32_t c) { return cmark_utf8proc_is_punctuation(static_cast<int32_t>(c)) != 0; }
bool is_space(char32_t c) { return c == 0 || cmark_utf8proc_is_space(static_cast<int32_t>(c)) != 0; }

constexpr char32_t kMarker = 0xFDD0;

// A character beside a run: what the library sees there, and the one that the rules look at, which is another one where
// a variation selector stands between (㊙ and U+FE0E).
struct Neighbour {
  char32_t seen = 0;
  char32_t meant = 0;
  bool cjk = false;
};

Neighbour neighbour(char32_t c) { return {c, c, base::is_cjk(c)}; }

// The character before `at`. A quotation mark with U+FE01 is the full-width form of it.
Neighbour neighbour_before(std::string_view text, std::size_t at) {
  const base::CodePoint last = base::code_point_before(text, at);
  if (last.value < 0xFE00 || last.value > 0xFE0E || at == last.length) return neighbour(last.value);
  const char32_t meant = base::code_point_before(text, at - last.length).value;
  if (is_space(meant)) return neighbour(last.value);
  const bool quotation_mark = meant == 0x2018 || meant == 0x2019 || meant == 0x201C || meant == 0x201D;
  return {last.value, meant, base::is_cjk(meant) || (quotation_mark && last.value == 0xFE01)};
}

// Whether a run needs a marker on the side of `punctuation`, which would keep the run from opening (or, mirrored,
// closing) since no blank or punctuation is on its far side. Japanese on either side makes it a case of the
// CJK-friendly rules.
bool needs_marker(Neighbour far, Neighbour punctuation) {
  if (!is_punctuation(punctuation.seen) || is_space(far.seen) || is_punctuation(far.seen)) return false;
  return far.seen == kMarker || far.cjk || punctuation.cjk || is_punctuation(far.meant);
}

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - 1 - backslashes] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

// Runs of '*' and '~' that touch each other, as in `~~**「`: a marker beside one of them is the neighbour of the next.
// Gap i lies before run i, the last gap behind all.
struct Cluster {
  std::vector<std::size_t> gaps;  // offsets in the text
  std::vector<bool> marked;

  void find_runs(std::string_view text, std::size_t at) {
    gaps.assign(1, at);
    while (at < text.size() && (text[at] == '*' || text[at] == '~')) {
      const std::size_t end = std::min(text.find_first_not_of(text[at], at), text.size());
      gaps.push_back(end);
      at = end;
    }
    marked.assign(gaps.size(), false);
  }

  void mark(std::string_view text) {
    const auto before = [&](std::size_t gap) {
      if (marked[gap]) return neighbour(kMarker);
      return gaps[gap] == 0 ? Neighbour{} : neighbour_before(text, gaps[gap]);
    };
    const auto after = [&](std::size_t gap) {
      if (marked[gap]) return neighbour(kMarker);
      return gaps[gap] == text.size() ? Neighbour{} : neighbour(base::code_point_at(text, gaps[gap]).value);
    };
    const std::size_t runs = gaps.size() - 1;
    for (std::size_t run = 0; run < runs; ++run) {
      if (needs_marker(before(run), after(run + 1))) marked[run + 1] = true;
    }
    for (std::size_t run = runs; run-- > 0;) {
      if (needs_marker(after(run + 1), before(run))) marked[run] = true;
    }
  }
};

}  // namespace

std::optional<std::string> mark_cjk_emphasis(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  Cluster cluster;
  // Each is looked for again only once it is passed: a text may hold one of them alone.
  std::size_t star = text.find('*'), tilde = text.find('~');
  for (std::size_t at = std::min(star, tilde); at != std::string_view::npos; at = std::min(star, tilde)) {
    if (is_escaped(text, at)) {
      ++at;
    } else {
      cluster.find_runs(text, at);
      cluster.mark(text);
      for (std::size_t i = 0; i < cluster.gaps.size(); ++i) {
        if (!cluster.marked[i]) continue;
        out.append(text, copied, cluster.gaps[i] - copied);
        out += kEmphasisMarker;
        copied = cluster.gaps[i];
      }
      at = cluster.gaps.back();
    }
    if (star < at) star = text.find('*', at);
    if (tilde < at) tilde = text.find('~', at);
  }
  if (out.empty()) return std::nullopt;
  out.append(text, copied);
  return out;
}

std::optional<std::string> mark_escaped_carets(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (!rest.starts_with("\\^") && !rest.starts_with('&')) continue;
    out.append(text, copied, at + 1 - copied);
    out += kEmphasisMarker;
    copied = at + 1;
  }
  if (out.empty()) return std::nullopt;
  out.append(text, copied);
  return out;
}

void strip_emphasis_markers(std::string& text) {
  std::size_t from = text.find(kEmphasisMarker);
  if (from == std::string::npos) return;
  std::size_t to = from;
  while (from < text.size()) {
    from += kEmphasisMarker.size();
    const std::size_t next = std::min(text.find(kEmphasisMarker, from), text.size());
    std::copy(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(next),
              text.begin() + static_cast<std::ptrdiff_t>(to));
    to += next - from;
    from = next;
  }
  text.resize(to);
}

std::string without_emphasis_markers(std::string_view text) {
  std::string out(text);
  strip_emphasis_markers(out);
  return out;
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
