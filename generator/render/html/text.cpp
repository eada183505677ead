#include "render/html/text.h"

#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

BodyOptions options_for(const PageScope& page, std::string_view origin) {
  BodyOptions options;
  options.mode = BodyMode::Page;
  options.language = page.language();
  options.heading_shift = 1;  // the document's title is the page's <h1>
  options.href = [&page, origin](const model::Target& target) { return target_link(page, target, origin); };
  options.image_source = [&page, origin](const model::Image& image) {
    return image.target.kind == model::TargetKind::Asset ? target_link(page, image.target, origin) : std::string();
  };
  return options;
}

}  // namespace

std::string body_html(const PageScope& page, const model::Document& document) {
  return render_body(document.body, options_for(page, document.origin));
}

std::string inlines_html(const PageScope& page, const model::Inlines& inlines, std::string_view origin) {
  const BodyOptions options = options_for(page, origin);
  BodyWriter writer{options, {}};
  writer.links = 1;
  write_inlines(writer, inlines);
  return std::move(writer.out);
}

std::string blocks_html(const PageScope& page, const model::Blocks& blocks, std::string_view origin,
                        std::string_view id_prefix) {
  BodyOptions options = options_for(page, origin);
  options.id_prefix = id_prefix;
  BodyWriter writer{options, {}};
  writer.links = 1;
  write_blocks(writer, blocks);
  writer.fresh_line();
  return std::move(writer.out);
}

}  // namespace kitei::render::html
