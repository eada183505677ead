// Follows what authors write as [[…]]: documents, clauses and ranges of them, controls and requirements, records, laws, terms.
// Codes: unknown-document unknown-control unknown-record unknown-law unknown-term broken-anchor clause-moved
// version-mismatch suspect-link.
#pragma once
#include "model/block.h"
#include "resolve/reference_targets.h"

namespace kitei::resolve {

// Sets the target and the text; a reference that leads nowhere keeps what the author wrote.
void follow_reference(model::Reference& reference, base::Position position, ReferenceTargets& targets);

}  // namespace kitei::resolve
