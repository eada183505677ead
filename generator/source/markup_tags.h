// Marks that come in pairs: raw HTML, and 《《 》》 around words with emphasis dots (圏点).
//
// Raw HTML: <br>, <wbr>, <sub>, <sup>, <kbd>, <ruby>, <rt>, <rp> without attributes have a meaning; comments are
// dropped; everything else, and a tag that is not properly closed, is shown as the text it was written as and reported
// (unsafe-html).
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/block.h"

namespace kitei::source {

// A line of text on its way into the tree. `tags` are the indices, in rising order, of the inlines that are tags: each
// is a Text of what was written.
inline constexpr std::string_view kDotsOpen = "《《";
inline constexpr std::string_view kDotsClose = "》》";

struct Pieces {
  model::Inlines inlines;
  std::vector<std::size_t> tags;

  void put(model::Inline::Node node, base::Position position);
  void put_tag(std::string_view written, base::Position position);
};

// Finds tags and comments in the text of an HTML block; line ends become soft breaks.
Pieces split_html(std::string_view text, base::Position position);

// Gives the tags among `pieces` their meaning.
model::Inlines nest_markup(Pieces pieces, std::string_view path, base::Diagnostics& diagnostics);

}  // namespace kitei::source
