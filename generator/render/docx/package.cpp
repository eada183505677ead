#include "render/docx/package.h"

#include <algorithm>
#include <map>

#include "base/path.h"
#include "render/docx/namespaces.h"

namespace kitei::render::docx {
namespace {

// Deflating a smaller part costs more time than its bytes are worth: most of a short document would go into it.
constexpr std::size_t kWorthDeflating = 1024;

void open_root(XmlWriter& xml, std::string_view name, bool pictures) {
  xml.raw(kXmlDeclaration).open(name).attribute("xmlns:w", kWordNamespace).attribute("xmlns:r", kRelationshipNamespace);
  if (!pictures) return;
  xml.attribute("xmlns:wp", kPlacementNamespace).attribute("xmlns:a", kDrawingNamespace);
  xml.attribute("xmlns:pic", kPictureNamespace).attribute("xmlns:mc", kCompatibilityNamespace);
  xml.attribute("xmlns:w16se", kSymbolNamespace);
}

std::string document_part(const Output& output, const std::vector<std::string>& stories) {
  XmlWriter xml;
  open_root(xml, "w:document", !output.media.empty());
  xml.open("w:body");
  for (const std::string& story : stories) xml.raw(story);
  xml.close().close();
  return xml.take();
}

std::string footnotes_part(Output& output) {
  XmlWriter xml;
  open_root(xml, "w:footnotes", !output.media.empty());
  const auto separator = [&](int id, std::string_view type, std::string_view mark) {
    xml.open("w:footnote").attribute("w:type", type).attribute("w:id", id);
    xml.open("w:p").open("w:r").empty(mark).close().close().close();
  };
  separator(0, "separator", "w:separator");
  separator(1, "continuationSeparator", "w:continuationSeparator");
  xml.raw(output.notes.xml.bytes()).close();
  return xml.take();
}

// What [Content_Types].xml says of a part; "" when its extension says it.
std::string content_type(const std::string& path) {
  const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  static const std::map<std::string, std::string, std::less<>> kNames = {
      {"word/document.xml", "document.main+xml"}, {"word/styles.xml", "styles+xml"},
      {"word/settings.xml", "settings+xml"},      {"word/fontTable.xml", "fontTable+xml"},
      {"word/numbering.xml", "numbering+xml"},    {"word/footnotes.xml", "footnotes+xml"}};
  if (const auto found = kNames.find(path); found != kNames.end()) return word + found->second;
  if (path.starts_with("word/header")) return word + "header+xml";
  if (path.starts_with("word/footer")) return word + "footer+xml";
  if (path == "docProps/core.xml") return "application/vnd.openxmlformats-package.core-properties+xml";
  if (path == "docProps/app.xml") return "application/vnd.openxmlformats-officedocument.extended-properties+xml";
  if (path == "docProps/custom.xml") return "application/vnd.openxmlformats-officedocument.custom-properties+xml";
  return {};
}

std::string default_type(const std::string& extension) {
  if (extension == "rels") return "application/vnd.openxmlformats-package.relationships+xml";
  if (extension == "xml") return "application/xml";
  if (extension == "svg") return "image/svg+xml";
  return "image/" + extension;
}

std::string content_types_part(const Parts& parts) {
  XmlWriter xml;
  xml.raw(kXmlDeclaration).open("Types");
  xml.attribute("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
  std::map<std::string, std::string> defaults{{"rels", default_type("rels")}, {"xml", default_type("xml")}};
  for (const auto& part : parts) defaults.emplace(base::extension(part.path), default_type(base::extension(part.path)));
  for (const auto& [extension, type] : defaults) {
    xml.open("Default").attribute("Extension", extension).attribute("ContentType", type).close();
  }
  for (const auto& part : parts) {
    const std::string type = content_type(part.path);
    if (type.empty()) continue;
    xml.open("Override").attribute("PartName", "/" + part.path).attribute("ContentType", type).close();
  }
  xml.close();
  return xml.take();
}

std::string package_relationships() {
  Relationships relationships;
  relationships.add({"officeDocument", "word/document.xml", false});
  relationships.add({"core-properties", "docProps/core.xml", false});
  relationships.add({"extended-properties", "docProps/app.xml", false});
  relationships.add({"custom-properties", "docProps/custom.xml", false});
  return relationships.part();
}

}  // namespace

Parts package_parts(Output& output, std::vector<std::string> stories, const Properties& properties) {
  const DocxTemplates& templates = *output.options.templates;
  Relationships& relationships = output.body.relationships;
  Parts rest;
  const auto add = [&](const std::string& type, const std::string& name, std::string bytes) {
    relationships.add({type, name, false});
    rest.push_back({"word/" + name, std::move(bytes)});
  };
  add("styles", "styles.xml", templates.styles);
  add("settings", "settings.xml", templates.settings);
  add("fontTable", "fontTable.xml", templates.font_table);
  add("footnotes", "footnotes.xml", footnotes_part(output));
  if (output.numbering.used()) add("numbering", "numbering.xml", output.numbering.part());
  for (auto& [path, bytes] : output.more_parts) rest.push_back({path, std::move(bytes)});
  for (const Media& media : output.media) rest.push_back({media.path, *media.bytes});
  rest.push_back({"docProps/core.xml", core_part(output, properties)});
  rest.push_back({"docProps/app.xml", extended_part(properties)});
  rest.push_back({"docProps/custom.xml", custom_part(output, properties)});
  rest.push_back({"word/_rels/document.xml.rels", relationships.part()});
  if (!output.notes.relationships.empty()) {
    rest.push_back({"word/_rels/footnotes.xml.rels", output.notes.relationships.part()});
  }
  std::sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  rest.insert(rest.begin(), {"word/document.xml", document_part(output, stories)});
  Parts parts;
  parts.push_back({"[Content_Types].xml", content_types_part(rest)});
  parts.push_back({"_rels/.rels", package_relationships()});
  for (auto& part : rest) parts.push_back(std::move(part));
  for (auto& part : parts) {
    const bool packed = part.path.ends_with(".png") || part.path.ends_with(".jpeg") || part.path.ends_with(".gif");
    if (packed || part.bytes.size() < kWorthDeflating) part.compression = adapters::Compression::Store;
  }
  return parts;
}

}  // namespace kitei::render::docx
