// Follows Markdown links and images: to documents and clauses of the handbook, to its files, and to other sites.
// Codes: broken-link broken-anchor broken-image clause-moved.
#pragma once
#include "model/block.h"
#include "resolve/reference_targets.h"

namespace kitei::resolve {

void follow_link(model::Link& link, base::Position position, ReferenceTargets& targets);

// Images are files of the handbook: pages load nothing from elsewhere.
void follow_image(model::Image& image, base::Position position, ReferenceTargets& targets);

}  // namespace kitei::resolve
