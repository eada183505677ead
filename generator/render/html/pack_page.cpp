#include "render/html/pack_page.h"

#include <map>

#include "base/escape.h"
#include "render/html/body.h"
#include "render/html/urls.h"
#include "template/template_set.h"

namespace kitei::render::html {
namespace {

std::string anchor_of(const model::DocumentId& id) { return fragment_id("document", id.text); }

templates::Value date_text(const std::optional<base::Date>& date) {
  return date ? templates::Value(base::iso_date(*date)) : templates::Value("");
}

}  // namespace

base::Read<std::string> render_pack_page(const PackPageInput& input, const Templates& site_templates) {
  const model::Config& config = input.settings;
  std::map<std::string, const PackPageDocument*> in_pack;  // folded id
  for (const PackPageDocument& entry : input.documents) in_pack.emplace(entry.document->id.folded(), &entry);

  auto link_to = [&](const model::Target& target) -> std::string {
    if (target.kind != model::TargetKind::Document) return {};
    const auto found = in_pack.find(model::DocumentId{target.id}.folded());
    if (found == in_pack.end()) return {};
    const model::DocumentId& id = found->second->document->id;
    if (target.address.empty()) return "#" + anchor_of(id);
    return "#" + base::escape_url_path(anchor_of(id) + "-" + target.address.text);
  };

  templates::List documents;
  for (const PackPageDocument& entry : input.documents) {
    const model::Document& document = *entry.document;
    BodyOptions options;
    options.mode = BodyMode::Page;
    options.language = config.language;
    options.today = input.today;
    options.href = link_to;
    options.image_source = [&](const model::Image& image) { return input.picture(document.origin, image.target.id.str()); };
    if (input.picture_size) {
      options.image_size = [&](const model::Image& image) {
        return input.picture_size(document.origin, image.target.id.str());
      };
    }
    options.id_prefix = anchor_of(document.id) + "-";
    options.heading_shift = 2;
    const model::Kind* kind = config.find_kind(document.kind);
    templates::Map row;
    row.set("anchor", anchor_of(document.id));
    row.set("number", document.number);
    row.set("title", document.title);
    row.set("version", document.version.text.str());
    row.set("effective", date_text(document.effective_date));
    row.set("classification", config.label_of(document.classification));
    row.set("kind", kind ? kind->label.in(config.language) : document.kind);
    row.set("file", base::escape_url_path(entry.file));
    row.set("body", templates::Safe{render_body(document.body, options)});
    documents.push_back(std::move(row));
  }
  templates::Map values;
  values.set("language", config.language == base::Language::Japanese ? "ja" : "en");
  values.set("organisation", config.organisation);
  values.set("handbook_title", config.title);
  values.set("title", input.title);
  values.set("edition", input.edition);
  values.set("effective", input.effective);
  values.set("is_draft", input.draft);
  values.set("documents", std::move(documents));
  values.set("style", templates::Safe{input.style});
  values.set("style_hash", input.style_hash);
  return templates::render(site_templates.set, "pack.html", templates::Scope{values},
                           site_templates.texts(config.language));
}

}  // namespace kitei::render::html
