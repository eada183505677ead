#include "render/html/text.h"

#include "render/html/body_writer.h"
#include "render/html/document_body.h"

namespace kitei::render::html {
namespace {

std::optional<base::ImageSize> image_size(const PageScope& page, const model::Target& target, std::string_view origin) {
  const auto& sizes = page.site.input.assets->sizes;
  if (sizes.empty()) return std::nullopt;
  const auto found = sizes.find({std::string(origin), target.id.str()});
  return found == sizes.end() ? std::nullopt : std::optional(found->second);
}

// A piece of a text in a comparison. Both states of a clause may stand on the page: nothing is linked.
BodyOptions piece_options(const PageScope& page, std::string_view origin) {
  BodyOptions options;
  options.mode = BodyMode::Page;
  options.language = page.language();
  options.today = page.site.input.today;
  options.heading_shift = 1;  // the document's title is the page's <h1>
  options.href = [](const model::Target&) { return std::string(); };
  options.image_source = [&page, origin](const model::Image& image) {
    return image.target.kind == model::TargetKind::Asset ? target_link(page, image.target, origin) : std::string();
  };
  options.image_size = [&page, origin](const model::Image& image) { return image_size(page, image.target, origin); };
  return options;
}

}  // namespace

std::string body_html(const PageScope& page, const model::Document& document) {
  DocumentSurroundings surroundings;
  surroundings.language = page.language();
  surroundings.today = page.site.input.today;
  surroundings.href = [&](const model::Target& target) { return target_link(page, target, document.origin); };
  surroundings.terms = &page.view.terms;
  surroundings.image_size = [&](const model::Target& target) { return image_size(page, target, document.origin); };
  return render_document_body(document.body, surroundings);
}

std::string inlines_html(const PageScope& page, const model::Inlines& inlines, std::string_view origin) {
  const BodyOptions options = piece_options(page, origin);
  BodyWriter writer{options, {}};
  writer.links = 1;
  write_inlines(writer, inlines);
  return std::move(writer.out);
}

std::string blocks_html(const PageScope& page, const model::Blocks& blocks, std::string_view origin,
                        std::string_view id_prefix) {
  BodyOptions options = piece_options(page, origin);
  options.id_prefix = id_prefix;
  BodyWriter writer{options, {}};
  writer.links = 1;
  write_blocks(writer, blocks);
  writer.fresh_line();
  return std::move(writer.out);
}

}  // namespace kitei::render::html
