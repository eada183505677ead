// The body of one document as it stands on its page: the value `body` of document.html, byte by byte.
//
// In:  the resolved body, and what it shows of the rest of the handbook: where targets lie, what terms mean, how large
//      pictures are. No site, so that the text of one document can be written again without one.
// Out: HTML, see body.h; clauses that take effect after `today` are marked.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/image_size.h"
#include "model/block.h"
#include "model/register.h"

namespace kitei::render::html {

// A term → what its first use in running text says of it. For look-up only; refers to the terms it was made from.
using TermDescriptions = std::unordered_map<std::string_view, std::string_view>;

// Long definitions are cut at a sentence: the glossary has the rest.
TermDescriptions describe_terms(const std::vector<model::Term>& terms);

struct DocumentSurroundings {
  base::Language language = base::Language::Japanese;
  base::Date today{};
  // The URL of a target from the document's page, not yet escaped for HTML; "" = no link. Pictures are asked for as
  // targets of the kind Asset; never asked about None and External.
  std::function<std::string(const model::Target&)> href;
  const TermDescriptions* terms = nullptr;  // nullptr: none
  // The true size of the picture that an Asset target names.
  std::function<std::optional<base::ImageSize>(const model::Target&)> image_size;
};

std::string render_document_body(const model::Body& body, const DocumentSurroundings& surroundings);

}  // namespace kitei::render::html
