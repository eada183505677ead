// The words of two versions of one paragraph, heading or cell → stretches that stayed, came and went, with their
// markup.
//
// In:  two lists of inlines. Out: runs in reading order; Keep and Insert together are the new words, Keep and Delete
// the old ones (up to how neighbouring texts and equal markup are split into nodes, and line breaks of the source that
// are blanks). Words are those of ICU, so that Japanese changes by words and not by characters; a word in another style
// is another word. For a reader's sake a stretch of fewer than three characters that stayed between two changes is
// shown as replaced too, what went stands before what came, and a text with hardly anything left in it is replaced as a
// whole.
#pragma once
#include <vector>

#include "model/change.h"

namespace kitei::diff {

std::vector<model::Run> diff_words(const model::Inlines& before, const model::Inlines& after);

// The lines of a code block; each run is one Text.
std::vector<model::Run> diff_lines(const std::string& before, const std::string& after);

}  // namespace kitei::diff
