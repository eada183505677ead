// Finds what running text mentions without markup: controls in the form that a catalogue declares (管理策 5.15, A.5.15) and
// records, forms and documents in 【…】.
#pragma once
#include <string_view>

#include "base/diagnostic.h"
#include "model/block.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

// Splits the text into Text and Reference (mention = true) inlines; nothing when it mentions nothing. 【…】 that names
// nothing is reported as unknown-record for information, with `path`.
std::vector<model::Inline> find_mentions(const model::Text& text, base::Position position, const Lookup& lookup,
                                         std::string_view path, base::Diagnostics& diagnostics);

}  // namespace kitei::resolve
