// {{ include "parts/contacts.md" }} in a paragraph of its own: the blocks of the part take the paragraph's place, before
// captions, variables and references are looked for, so they count as if they were written there.
//
// The path is that of a file in the handbook's folder, from its root. A part is Markdown without front matter. Several
// includes may stand on the lines of one paragraph. Each part keeps its footnotes apart: two parts may both have a [^1].
//
// Codes: include-outside (absolute, "..", backslashes, a link that leads out of the folder), include-missing,
// include-cycle, include-too-large (kDepth parts inside each other, kParts or kBytes in one document), include-invalid
// (not written as above), front-matter-invalid and source-unreadable in the part.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/markdown.h"
#include "base/diagnostic.h"
#include "source/body.h"

namespace kitei::source {

struct IncludeLimits {
  static constexpr std::size_t kDepth = 8;
  static constexpr std::size_t kParts = 500;  // how often a document includes something, counted with what parts include
  static constexpr std::size_t kBytes = 2 * 1024 * 1024;
};

// Expands all includes under `document`, the tree of a whole text, in place; footnote definitions of parts go behind its
// own ones. `parts` are the files that positions name: file 1 is the first entry. Diagnostics for parts have their path,
// those of the text itself come without file.
void expand_includes(adapters::Markdown& markdown, const BodyOptions& options, std::vector<Part>& parts,
                     base::Diagnostics& diagnostics);

// Whether the inside of {{ … }} asks for an include, well written or not.
bool is_include(std::string_view inside);

// For an include among other words.
base::Diagnostic include_among_words(const BodyOptions& options, base::Position position);

}  // namespace kitei::source
