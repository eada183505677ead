#include "render/html/text.h"

#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

constexpr std::size_t kMostDescription = 450;  // bytes, about 150 Japanese characters

// The definition of a term where running text uses it first. Long ones are cut at a sentence: the glossary has the rest.
std::string definition_of(const PageScope& page, const model::Reference& reference) {
  if (!reference.mention || reference.target.kind != model::TargetKind::Term) return {};
  for (const model::Term& term : page.view.handbook().registers.terms) {
    if (term.term != reference.target.id) continue;
    if (term.definition.size() <= kMostDescription) return term.definition;
    const auto stop = term.definition.rfind("。", kMostDescription);
    const auto dot = term.definition.rfind(". ", kMostDescription);
    if (stop != std::string::npos) return term.definition.substr(0, stop + std::string_view("。").size());
    return dot == std::string::npos ? term.definition : term.definition.substr(0, dot + 1);
  }
  return {};
}

BodyOptions options_for(const PageScope& page, std::string_view origin) {
  BodyOptions options;
  options.mode = BodyMode::Page;
  options.language = page.language();
  options.today = page.site.input.today;
  options.heading_shift = 1;  // the document's title is the page's <h1>
  options.href = [&page, origin](const model::Target& target) { return target_link(page, target, origin); };
  options.describe = [&page](const model::Reference& reference) { return definition_of(page, reference); };
  options.image_source = [&page, origin](const model::Image& image) {
    return image.target.kind == model::TargetKind::Asset ? target_link(page, image.target, origin) : std::string();
  };
  options.image_size = [&page, origin](const model::Image& image) -> std::optional<base::ImageSize> {
    const auto& sizes = page.site.input.assets->sizes;
    const auto found = sizes.find({std::string(origin), image.target.id});
    return found == sizes.end() ? std::nullopt : std::optional(found->second);
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
