// One document's changes as HTML: the redline (old and new in one text) and the rows of the 新旧対照表.
//
// In the redline everything stands in reading order; long stretches without a change are folded into <details>. What
// came is <ins>, what went is <del>, so that nothing depends on colour. No ids are written.
#pragma once
#include <string>

#include "model/change.h"
#include "render/html/values.h"
#include "template/value.h"

namespace kitei::render::html {

std::string redline_html(const PageScope& page, const model::EditionChange& comparison,
                         const model::DocumentChange& change);

// One row for each clause that changed: label_before, label_after, before, after (finished markup), kind.
templates::List comparison_rows(const PageScope& page, const model::EditionChange& comparison,
                                const model::DocumentChange& change);

}  // namespace kitei::render::html
