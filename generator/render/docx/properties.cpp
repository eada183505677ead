#include "render/docx/properties.h"

#include <algorithm>

namespace kitei::render::docx {

Properties properties_of(const Output& output, const model::Document& document) {
  const model::Config& config = output.input.settings;
  const model::Kind* kind = config.find_kind(document.kind);
  Properties properties;
  properties.title = document.title;
  properties.creator = document.department.empty() ? config.organisation : document.department;
  properties.identifier = document.number;
  properties.version = document.version.text;
  properties.classification = config.label_of(document.classification);
  properties.category = kind ? kind->label.in(output.language()) : document.kind;
  properties.status = output.text("status-" + std::string(model::status_name(document.status)));
  properties.organisation = config.organisation;
  properties.revision = std::max<std::size_t>(document.revisions.size(), 1);
  properties.created = document.established_date ? document.established_date : document.effective_date;
  properties.modified = document.approved_date ? document.approved_date : document.effective_date;
  return properties;
}

Properties properties_of(const Output& output) {
  const model::Config& config = output.input.settings;
  Properties properties;
  properties.title = config.title;
  properties.creator = config.organisation;
  properties.version = output.options.edition;
  properties.organisation = config.organisation;
  std::size_t rank = 0;
  for (const model::Document* document : output.documents) {
    rank = std::max(rank, config.rank_of(document->classification).value_or(0));
    const auto date = document->approved_date ? document->approved_date : document->effective_date;
    if (date && (!properties.modified || *properties.modified < *date)) properties.modified = date;
  }
  if (rank < config.classifications.size()) properties.classification = config.classifications[rank].label;
  return properties;
}

std::string core_part(const Output& output, const Properties& properties) {
  XmlWriter xml;
  xml.raw(kXmlDeclaration).open("cp:coreProperties");
  xml.attribute("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
  xml.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/").attribute("xmlns:dcterms", "http://purl.org/dc/terms/");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  const auto add = [&](std::string_view name, std::string_view text) {
    if (!text.empty()) xml.open(name).text(text).close();
  };
  const auto date = [&](std::string_view name, const std::optional<base::Date>& value) {
    if (!value) return;
    xml.open(name).attribute("xsi:type", "dcterms:W3CDTF").text(base::iso_date(*value) + "T00:00:00Z").close();
  };
  add("dc:title", properties.title);
  add("dc:creator", properties.creator);
  add("dc:identifier", properties.identifier);
  add("dc:language", output.japanese() ? "ja-JP" : "en-US");
  add("cp:lastModifiedBy", properties.creator);
  add("cp:revision", std::to_string(properties.revision));
  add("cp:version", properties.version);
  add("cp:category", properties.category);
  add("cp:contentStatus", properties.status);
  date("dcterms:created", properties.created);
  date("dcterms:modified", properties.modified);
  xml.close();
  return xml.take();
}

std::string extended_part(const Properties& properties) {
  XmlWriter xml;
  xml.raw(kXmlDeclaration).open("Properties");
  xml.attribute("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
  xml.open("Application").text("kitei").close();
  if (!properties.organisation.empty()) xml.open("Company").text(properties.organisation).close();
  xml.close();
  return xml.take();
}

std::string custom_part(const Output& output, const Properties& properties) {
  XmlWriter xml;
  xml.raw(kXmlDeclaration).open("Properties");
  xml.attribute("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties");
  xml.attribute("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
  int id = 2;  // 0 and 1 are reserved
  const auto add = [&](std::string_view key, std::string_view value) {
    if (value.empty()) return;
    xml.open("property").attribute("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}").attribute("pid", id++);
    xml.attribute("name", output.text(key)).open("vt:lpwstr").text(value).close().close();
  };
  add("number", properties.identifier);
  add("version", properties.version);
  add("classification", properties.classification);
  add("edition", output.options.edition);
  xml.close();
  return xml.take();
}

}  // namespace kitei::render::docx
