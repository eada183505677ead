#include "adapters/xml.h"

#include <pugixml.hpp>

namespace kitei::adapters::xml {
namespace {

constexpr int kDeepest = 256;

bool convert(const pugi::xml_node& node, Element& out, int depth) {
  if (depth > kDeepest) return false;
  out.name = node.name();
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    out.attributes.emplace_back(attribute.name(), attribute.value());
  }
  for (const pugi::xml_node& child : node.children()) {
    switch (child.type()) {
      case pugi::node_element:
        if (!convert(child, out.children.emplace_back(), depth + 1)) return false;
        break;
      case pugi::node_pcdata:
      case pugi::node_cdata:
        out.text += child.value();
        break;
      default:
        break;
    }
  }
  return true;
}

}  // namespace

const std::string* Element::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) return &value;
  }
  return nullptr;
}

const Element* Element::child(std::string_view wanted) const {
  for (const Element& element : children) {
    if (element.name == wanted) return &element;
  }
  return nullptr;
}

Parsed parse(std::string_view bytes) {
  pugi::xml_document document;
  const unsigned options = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype;
  const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size(), options, pugi::encoding_utf8);
  if (!result) return {std::nullopt, result.description(), static_cast<std::size_t>(result.offset)};
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype) {
      return {std::nullopt, "a document type is not allowed", static_cast<std::size_t>(node.offset_debug())};
    }
  }
  Parsed parsed;
  Element root;
  if (!convert(document.document_element(), root, 0)) return {std::nullopt, "elements are nested too deeply", 0};
  parsed.root = std::move(root);
  return parsed;
}

}  // namespace kitei::adapters::xml
