#include "render/docx/package.h"

#include <algorithm>
#include <map>
#include <span>

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

// It stays where it was written: that of a binder is long.
std::string_view document_part(Output& output, std::string_view front) {
  XmlWriter head;
  open_root(head, "w:document", !output.media.empty());
  head.raw("<w:body>").raw(front);
  return output.body.xml.prepend(head.bytes()).raw("</w:body></w:document>").bytes();
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

constexpr std::string_view kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

// What [Content_Types].xml says of the parts whose path begins so; the extension says it of all others.
struct PartType {
  std::string_view path;
  std::string_view family;
  std::string_view type;
};
constexpr PartType kPartTypes[] = {
    {"word/document.xml", kWordType, "document.main+xml"},
    {"word/styles.xml", kWordType, "styles+xml"},
    {"word/settings.xml", kWordType, "settings+xml"},
    {"word/fontTable.xml", kWordType, "fontTable+xml"},
    {"word/numbering.xml", kWordType, "numbering+xml"},
    {"word/footnotes.xml", kWordType, "footnotes+xml"},
    {"word/header", kWordType, "header+xml"},
    {"word/footer", kWordType, "footer+xml"},
    {"docProps/core.xml", "application/vnd.openxmlformats-package.", "core-properties+xml"},
    {"docProps/app.xml", "application/vnd.openxmlformats-officedocument.", "extended-properties+xml"},
    {"docProps/custom.xml", "application/vnd.openxmlformats-officedocument.", "custom-properties+xml"},
};

std::string default_type(const std::string& extension) {
  if (extension == "rels") return "application/vnd.openxmlformats-package.relationships+xml";
  if (extension == "xml") return "application/xml";
  if (extension == "svg") return "image/svg+xml";
  return "image/" + extension;
}

std::string content_types_part(std::span<const adapters::ZipFile> parts) {
  XmlWriter xml;
  xml.raw(kXmlDeclaration).open("Types");
  xml.attribute("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
  std::map<std::string, std::string> defaults{{"rels", default_type("rels")}, {"xml", default_type("xml")}};
  for (const auto& part : parts) defaults.emplace(base::extension(part.path), default_type(base::extension(part.path)));
  for (const auto& [extension, type] : defaults) {
    xml.open("Default").attribute("Extension", extension).attribute("ContentType", type).close();
  }
  for (const auto& part : parts) {
    const auto named = std::find_if(std::begin(kPartTypes), std::end(kPartTypes),
                                    [&](const PartType& type) { return part.path.starts_with(type.path); });
    if (named == std::end(kPartTypes)) continue;
    xml.raw("<Override PartName=\"/").raw(part.path).raw("\" ContentType=\"");
    xml.raw(named->family).raw(named->type).raw("\"/>");
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

Parts package_parts(Output& output, std::string_view front, const Properties& properties) {
  const DocxTemplates& templates = *output.options.templates;
  Relationships& relationships = output.body.relationships;
  static const adapters::SharedBytes kPackageRelationships(package_relationships());
  Parts parts;
  parts.push_back({"[Content_Types].xml", {}});  // when all the others are known
  parts.push_back({"_rels/.rels", {}, adapters::Compression::Deflate, &kPackageRelationships});
  parts.push_back({.path = "word/document.xml", .bytes = {}, .apart = document_part(output, front)});
  constexpr std::ptrdiff_t kFirstByName = 3;
  const auto add = [&](const std::string& type, std::string bytes) {
    relationships.add({type, type + ".xml", false});
    parts.push_back({"word/" + type + ".xml", std::move(bytes)});
  };
  const auto share = [&](const std::string& type, const adapters::SharedBytes& bytes) {
    relationships.add({type, type + ".xml", false});
    parts.push_back({"word/" + type + ".xml", {}, adapters::Compression::Deflate, &bytes});
  };
  share("styles", templates.styles);
  share("settings", templates.settings);
  share("fontTable", templates.font_table);
  add("footnotes", footnotes_part(output));
  if (output.numbering.used()) add("numbering", output.numbering.part());
  for (auto& [path, bytes] : output.more_parts) parts.push_back({path, std::move(bytes)});
  for (const Media& media : output.media) parts.push_back({.path = media.path, .bytes = {}, .apart = *media.bytes});
  parts.push_back({"docProps/core.xml", core_part(output, properties)});
  parts.push_back({"docProps/app.xml", extended_part(properties)});
  parts.push_back({"docProps/custom.xml", custom_part(output, properties)});
  parts.push_back({"word/_rels/document.xml.rels", relationships.part()});
  if (!output.notes.relationships.empty()) {
    parts.push_back({"word/_rels/footnotes.xml.rels", output.notes.relationships.part()});
  }
  std::sort(parts.begin() + kFirstByName, parts.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  parts.front().bytes = content_types_part(std::span(parts).subspan(2));
  for (auto& part : parts) {
    const bool packed = part.path.ends_with(".png") || part.path.ends_with(".jpeg") || part.path.ends_with(".gif");
    if (packed || part.content().size() < kWorthDeflating) part.compression = adapters::Compression::Store;
  }
  return parts;
}

}  // namespace kitei::render::docx
