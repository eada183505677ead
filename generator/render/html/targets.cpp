#include "render/html/targets.h"

#include "render/html/urls.h"

namespace kitei::render::html {

std::optional<Place> place_of(const model::Handbook& handbook, const model::Target& target) {
  switch (target.kind) {
    case model::TargetKind::None:
    case model::TargetKind::Withheld:
    case model::TargetKind::External:
    case model::TargetKind::Asset:
      return std::nullopt;
    case model::TargetKind::Document: {
      const model::Document* document = handbook.find(target.id);
      if (!document || (!target.version.empty() && target.version != document->version)) return std::nullopt;
      return Place{handbook.page_of(*document), target.address.text.str()};
    }
    case model::TargetKind::Control: {
      const std::size_t colon = target.id.find(':');
      if (colon == std::string::npos) return std::nullopt;
      const model::ControlId id{target.id.substr(0, colon), target.id.substr(colon + 1)};
      const model::Control* control = handbook.find_control(id);
      if (!control) return std::nullopt;
      return Place{control_path({id.catalog, control->id}), {}};
    }
    case model::TargetKind::Record:
      return Place{"records.html", fragment_id("record", target.id)};
    case model::TargetKind::Law:
      return Place{"registers.html", fragment_id("law", target.id)};
    case model::TargetKind::Term:
      return Place{"glossary.html", fragment_id("term", target.id)};
  }
  return std::nullopt;
}

}  // namespace kitei::render::html
