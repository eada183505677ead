// Line breaks inside Japanese text, and what is left to tidy once a paragraph is read.
#pragma once
#include "model/block.h"

namespace kitei::source {

// Drops each soft break between two wide characters, also where a link or emphasis begins or ends beside it; a typed
// reference counts as wide when the other side is, a footnote mark not at all. Then joins neighbouring texts, so that a
// word that was wrapped is one word again.
void tidy_inlines(model::Inlines& inlines);

}  // namespace kitei::source
