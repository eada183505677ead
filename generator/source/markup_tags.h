// Raw HTML: <br>, <wbr>, <sub>, <sup>, <kbd>, <ruby>, <rt>, <rp> without attributes have a meaning; comments are
// dropped; everything else, and a tag that is not properly closed, is shown as the text it was written as and reported
// (unsafe-html).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/block.h"

namespace kitei::source {

// One piece of a line of text on its way into the tree: an inline that is finished, or a tag as it was written.
struct Piece {
  model::Inline node;  // a tag's `node.node` is a Text of what was written
  bool is_tag = false;
};

// Finds tags and comments in the text of an HTML block; blank lines and line breaks become soft breaks.
std::vector<Piece> split_html(std::string_view text, base::Position position);

// Gives the tags among `pieces` their meaning.
model::Inlines nest_markup(std::vector<Piece> pieces, std::string_view path, base::Diagnostics& diagnostics);

}  // namespace kitei::source
