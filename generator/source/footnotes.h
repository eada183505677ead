// Footnotes in the order in which a reader meets them.
#pragma once
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/block.h"

namespace kitei::source {

// On entry each FootnoteReference's number says which entry of `definitions` is meant (from 1). On return references
// and notes are numbered by first use, notes in order of number stand in `body`, and each that nothing refers to,
// directly or from a note that is used, is reported as footnote-unused and left out.
void number_footnotes(model::Body& body, std::vector<model::Footnote> definitions, std::string_view path,
                      base::Diagnostics& diagnostics);

base::Diagnostic unused_footnote(std::string_view label, bool repeated, std::string_view path, base::Position position);

}  // namespace kitei::source
