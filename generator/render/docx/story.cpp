#include "render/docx/story.h"

#include <algorithm>

namespace kitei::render::docx {
namespace {

// The URL of a relationship type. Office puts the core properties into another family than its own parts.
std::string type_url(std::string_view type) {
  if (type == "core-properties") {
    return "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
  }
  return "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + std::string(type);
}

}  // namespace

std::string Relationships::add(Relationship relationship) {
  auto found = std::find(entries_.begin(), entries_.end(), relationship);
  if (found == entries_.end()) found = entries_.insert(entries_.end(), std::move(relationship));
  return "rId" + std::to_string(found - entries_.begin() + 1);
}

std::string Relationships::part() const {
  XmlWriter xml;
  xml.raw(kXmlDeclaration);
  xml.open("Relationships").attribute("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    xml.open("Relationship").attribute("Id", "rId" + std::to_string(i + 1));
    xml.attribute("Type", type_url(entries_[i].type)).attribute("Target", entries_[i].target);
    if (entries_[i].external) xml.attribute("TargetMode", "External");
    xml.close();
  }
  xml.close();
  return xml.take();
}

}  // namespace kitei::render::docx
