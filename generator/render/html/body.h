// The body of a document as an HTML fragment.
//
// In:  resolved blocks and inlines, and how links and images are to be written. Out: HTML text, everything escaped, no
// script, no style attribute, no element that is left open.
// Plain is what `kitei render` prints: the HTML of the GFM specification's examples, byte by byte; ids only where the
// author gave one. Page is for the site: clause numbers, ids and permalinks, wrappers for wide tables, boxes, numbered
// list markers. A link to javascript:, data: and the like is never written: its text stays. A link inside a link is
// never written either.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/image_size.h"
#include "model/block.h"

namespace kitei::render::html {

enum class BodyMode { Plain, Page };

struct BodyOptions {
  BodyMode mode = BodyMode::Plain;
  base::Language language = base::Language::Japanese;
  // The URL (not yet escaped for HTML) of a target of the handbook; "" = no link, show the text only. Without the
  // function, links lead where the author wrote and references are text. Never asked about None and External.
  std::function<std::string(const model::Target&)> href;
  // What a reference means, for readers who point at it or focus it (a term's definition); "" = nothing. Page mode only.
  std::function<std::string(const model::Reference&)> describe;
  // The URL of an image; "" = show its alternative text. Without the function, as the author wrote it.
  std::function<std::string(const model::Image&)> image_source;
  // The true size of an image, for the width and height of the page; without it they are left out.
  std::function<std::optional<base::ImageSize>(const model::Image&)> image_size;
  // Put before every id that is written, for several bodies on one page: "AB-P-515-".
  std::string id_prefix;
  // The day on which the page is read: clauses that take effect later are marked (未施行). Nothing: none is.
  std::optional<base::Date> today;
  // Added to each heading's level (at most 6 in all): 1 where the page's own title is the <h1>.
  unsigned heading_shift = 0;
};

// The blocks and the footnotes behind them.
std::string render_body(const model::Body& body, const BodyOptions& options);

// The parts, for pages that need only some of them.
std::string render_blocks(const model::Blocks& blocks, const BodyOptions& options);
std::string render_footnotes(const model::Body& body, const BodyOptions& options);
std::string render_inlines(const model::Inlines& inlines, const BodyOptions& options);

// What stands for something above the reader's clearance.
std::string_view withheld_label(base::Language language);

}  // namespace kitei::render::html
