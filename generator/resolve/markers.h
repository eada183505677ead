// The printed markers of list items: (1) ① a) ア (ア).
#pragma once
#include <string>

#include "model/block.h"
#include "model/config.h"

namespace kitei::resolve {

// What ordered lists count in: by the document's scheme and the number of ordered lists around this one (0 = outermost).
// articles: (1) / ア / (ア); elsewhere: (1) / ① / a); deeper lists begin again.
model::ListMarker marker_for(model::Scheme scheme, unsigned depth);

// The marker of the n-th item (1-based). Series that run out (① at 50, ア at 46) go on as plain numbers in parentheses.
std::string marker_text(model::ListMarker marker, unsigned n);

}  // namespace kitei::resolve
