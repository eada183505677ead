// Texts of documents as HTML, with links that fit the page they stand on. Thin: body.h does the writing, this tells it
// where targets lie.
#pragma once
#include <string>
#include <string_view>

#include "model/block.h"
#include "model/document.h"
#include "render/html/values.h"

namespace kitei::render::html {

// The whole body of a document, with addresses as ids and its footnotes.
std::string body_html(const PageScope& page, const model::Document& document);

// Pieces for comparisons. Both states of a clause may stand on one page, so ids get a prefix that the caller makes
// unique; nothing is linked, since the old text's targets may be gone. `origin` is the document's, for pictures.
std::string inlines_html(const PageScope& page, const model::Inlines& inlines, std::string_view origin);
std::string blocks_html(const PageScope& page, const model::Blocks& blocks, std::string_view origin,
                        std::string_view id_prefix);

}  // namespace kitei::render::html
