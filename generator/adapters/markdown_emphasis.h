// Emphasis beside Japanese punctuation: `**「方針」**と` is bold by the CJK-friendly rules, but not by CommonMark's.
//
// Before parsing, a marker character (U+FDD0, which no text may hold) is put beside a run of '*' or '~' wherever the
// two rules differ, so that the library comes to the CJK-friendly answer by its own rules; afterwards the markers are
// taken out of everything again. The library is not changed. '_' follows CommonMark, as the CJK-friendly rules want it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace kitei::adapters {

inline constexpr std::string_view kEmphasisMarker = "\xEF\xB7\x90";  // U+FDD0

// Whether a text holds markers. Most hold none, and then nothing needs to be counted or taken out.
enum class Markers { None, Some };

// The text with markers; nothing when it needs none.
std::optional<std::string> mark_cjk_emphasis(std::string_view text);

// The text with a marker between each '[' and what may be an escaped '^' (`[\^`, or an entity): the library would take it for
// the beginning of a footnote and read beyond it. Nothing when there is none.
std::optional<std::string> mark_escaped_carets(std::string_view text);

// The text without all markers.
void strip_emphasis_markers(std::string& text);
std::string without_emphasis_markers(std::string_view text);
std::size_t count_emphasis_markers(std::string_view text);

}  // namespace kitei::adapters
