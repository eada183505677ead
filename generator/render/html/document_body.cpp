#include "render/html/document_body.h"

#include "render/html/body.h"

namespace kitei::render::html {
namespace {

constexpr std::size_t kMostDescription = 450;  // bytes, about 150 Japanese characters

std::string_view description_of(std::string_view definition) {
  if (definition.size() <= kMostDescription) return definition;
  constexpr std::string_view kStop = "。";
  const auto stop = definition.rfind(kStop, kMostDescription);
  if (stop != std::string_view::npos) return definition.substr(0, stop + kStop.size());
  const auto dot = definition.rfind(". ", kMostDescription);
  return dot == std::string_view::npos ? definition : definition.substr(0, dot + 1);
}

}  // namespace

TermDescriptions describe_terms(const std::vector<model::Term>& terms) {
  TermDescriptions descriptions;
  descriptions.reserve(terms.size());
  for (const model::Term& term : terms) descriptions.emplace(term.term, description_of(term.definition));
  return descriptions;
}

std::string render_document_body(const model::Body& body, const DocumentSurroundings& surroundings) {
  BodyOptions options;
  options.mode = BodyMode::Page;
  options.language = surroundings.language;
  options.today = surroundings.today;
  options.heading_shift = 1;  // the document's title is the page's <h1>
  options.href = surroundings.href;
  options.describe = [&](const model::Reference& reference) -> std::string {
    if (!surroundings.terms || !reference.mention || reference.target.kind != model::TargetKind::Term) return {};
    const auto found = surroundings.terms->find(reference.target.id);
    return found == surroundings.terms->end() ? std::string() : std::string(found->second);
  };
  options.image_source = [&](const model::Image& image) {
    return image.target.kind == model::TargetKind::Asset ? surroundings.href(image.target) : std::string();
  };
  options.image_size = [&](const model::Image& image) -> std::optional<base::ImageSize> {
    return surroundings.image_size ? surroundings.image_size(image.target) : std::nullopt;
  };
  return render_body(body, options);
}

}  // namespace kitei::render::html
