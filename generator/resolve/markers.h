// What lists count in, and the markers of their items as authors write them: (1) ① a) ア (ア) …
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/block.h"
#include "model/config.h"

namespace kitei::resolve {

// What ordered lists count in, the outermost list first; deeper lists begin again. Never empty.
using Markers = std::vector<model::ListMarker>;

// Those of handbook.yaml, else by scheme and language: articles (1) / ア / (ア), elsewhere (1) / ① / a), in English
// (1) / (a) / (i).
Markers markers_for(const model::Config& config, model::Scheme scheme);
Markers usual_markers(model::Scheme scheme, base::Language language);

struct ReadMarker {
  unsigned n = 0;
  std::size_t length = 0;  // bytes
};
// The other way round from model::marker_text: the marker that begins at byte `at`; full-width digits and parentheses are read too.
std::optional<ReadMarker> read_marker(model::ListMarker marker, std::string_view text, std::size_t at);

}  // namespace kitei::resolve
