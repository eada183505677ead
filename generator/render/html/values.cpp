#include "render/html/values.h"

#include <algorithm>

#include "base/escape.h"
#include "model/rules.h"
#include "render/html/targets.h"
#include "render/html/urls.h"

namespace kitei::render::html {
namespace {

using templates::List;
using templates::Map;
using templates::refer;
using templates::Rows;

// A file of the handbook's tree, by its published name.
std::string asset_link(const PageScope& page, std::string_view path, std::string_view origin) {
  const auto& files = page.site.input.assets->files;
  if (files.empty()) return {};
  const auto found = files.find({std::string(origin), std::string(path)});
  return found == files.end() ? std::string() : page.site_link(found->second);
}

}  // namespace

std::string PageScope::link(std::string_view path_in_edition, std::string_view fragment) const {
  return std::string(kept_link(path_in_edition, fragment));
}

std::string_view PageScope::kept_link(std::string_view path_in_edition, std::string_view fragment) const {
  std::string url;
  const std::string_view folder = view.folder;
  if (path.starts_with(folder) && path.substr(folder.size()).starts_with('/')) {
    append_href(url, path.substr(folder.size() + 1), path_in_edition, fragment);
  } else {
    append_href(url, path, view.folder + "/" + std::string(path_in_edition), fragment);
  }
  return texts.keep(url);
}

std::string_view PageScope::document_link(const model::Document& document, std::string_view fragment) const {
  return view.facts ? kept_link(view.facts_of(document).page, fragment) : kept_link(view.page_of(document), fragment);
}

std::string PageScope::site_link(std::string_view path_in_site, std::string_view fragment) const {
  return href(path, path_in_site, fragment);
}

std::string_view date_value(const PageScope& page, const std::optional<base::Date>& date) {
  return date ? page.texts.keep(base::iso_date(*date)) : std::string_view();
}

Map document_row(const PageScope& page, const model::Document& document) {
  const DocumentFacts& facts = page.view.facts_of(document);
  Map row(20);  // and what the caller adds
  row.set("id", refer(document.id.text));
  row.set("number", refer(document.number));
  row.set("title", refer(document.title));
  row.set("url", page.document_link(document));
  row.set(kVersion.text, refer(document.version.text));
  row.set(kVersion.name, refer(facts.version_name));
  row.set("status", model::status_name(document.status));
  row.set("standing", facts.standing);
  row.set("kind_label", facts.kind_label);
  row.set("classification", facts.classification);
  row.set("owner", refer(document.owner));
  row.set("department", refer(document.department));
  row.set("effective", date_value(page, document.effective_date));
  row.set("next_review", date_value(page, document.next_review));
  row.set("part", !document.part_of.empty() && page.view.handbook().find(document.part_of.text) != nullptr);
  return row;
}

std::string version_name(const templates::Texts& texts, const model::Version& version) {
  if (version.empty() || version.text.find("版") != std::string::npos) return version.text.str();
  const templates::FilterResult name = templates::interface_text("version-name", {{"version", refer(version.text)}}, texts);
  return name.value.is_text() ? std::string(name.value.text()) : version.text.str();
}

void set_version(const PageScope& page, const model::Version& version, const VersionKeys& keys, Map& row) {
  row.set(keys.text, refer(version.text));
  row.set(keys.name, page.texts.keep(version_name(page.site.templates->texts(page.language()), version)));
}

Rows document_rows(const PageScope& page, std::vector<std::size_t> documents) {
  const std::size_t size = documents.size();
  return {size, [page, documents = std::move(documents)](std::size_t i, KeptTexts& texts) {
            return document_row(page.with(texts), page.view.handbook().documents[documents[i]]);
          }};
}

Rows listed_rows(const PageScope& page, const std::vector<std::size_t>& documents) {
  std::vector<std::size_t> listed;
  for (const std::size_t index : documents) {
    if (is_listed(page.view.draft(), page.view.handbook().documents[index])) listed.push_back(index);
  }
  return document_rows(page, std::move(listed));
}

List reference_rows(const PageScope& page, const std::vector<model::DocumentReference>& references) {
  List rows;
  for (const model::DocumentReference& reference : references) {
    Map row(6);
    const model::Document* document = reference.withheld ? nullptr : page.view.handbook().find(reference.id.text);
    if (!reference.withheld && !document && reference.id.empty()) continue;
    std::string_view url;
    if (document) {
      url = page.document_link(*document);
    } else if (const History* history = reference.withheld ? nullptr : known_in(page.view, page.site, reference.id)) {
      url = page.texts.keep(page.site_link(history_path(history->id)));
    }
    row.set("withheld", reference.withheld);
    row.set("number", document ? refer(document->number) : refer(reference.id.text));
    row.set("title", document ? refer(document->title) : std::string_view());
    set_version(page, reference.version, kVersion, row);
    row.set("url", url);
    rows.push_back(std::move(row));
  }
  return rows;
}

Map control_row(const PageScope& page, const model::ControlId& id) {
  const model::Handbook& handbook = page.view.handbook();
  const model::Catalog* catalog = handbook.find_catalog(id.catalog);
  const model::Control* control = catalog ? catalog->find(id.id) : nullptr;
  Map row(5);
  row.set("catalog", page.texts.keep(id.catalog));
  row.set("catalog_title", catalog ? refer(catalog->title) : page.texts.keep(id.catalog));
  row.set("id", control ? refer(control->id) : page.texts.keep(id.id));
  row.set("title", control ? refer(control->title) : std::string_view());
  row.set("url", control ? page.kept_link(control_path({id.catalog, control->id})) : std::string_view());
  return row;
}

Rows implementer_rows(const PageScope& page, const model::ControlId& control) {
  const auto& implementers = page.view.handbook().implementers;
  const auto found = implementers.find(control);
  if (found == implementers.end()) return {};
  return {found->second.size(), [page, &all = found->second](std::size_t i, KeptTexts& texts) {
            const PageScope own = page.with(texts);
            const model::Document& document = page.view.handbook().documents[all[i].document];
            Map row = document_row(own, document);
            const model::ClauseEntry* clause = document.find_clause(all[i].address.text);
            row.set("clause", clause ? refer(clause->clause.label) : std::string_view());
            row.set("clause_title", clause ? refer(clause->title) : std::string_view());
            if (clause) row.set("url", own.document_link(document, all[i].address.text));
            return row;
          }};
}

std::string version_link(const PageScope& page, const model::DocumentId& id, const model::Version& version) {
  const model::Document* here = page.view.handbook().find(id.text);
  if (here && here->version == version) return std::string(page.document_link(*here));
  const History* history = known_in(page.view, page.site, here ? here->id : id);
  if (!history) return {};
  const VersionEntry* entry = history->find(version);
  return page.site_link(entry && has_address_in(page.view, *entry) ? version_path(history->id, entry->version) : history_path(history->id));
}

std::string target_link(const PageScope& page, const model::Target& target, std::string_view origin) {
  const model::Handbook& handbook = page.view.handbook();
  const model::Document* document = target.kind == model::TargetKind::Document ? handbook.find(target.id) : nullptr;
  if (document && (target.version.empty() || target.version == document->version)) {
    return std::string(page.document_link(*document, target.address.text));
  }
  if (const auto place = place_of(handbook, target)) return page.link(place->path, place->fragment);
  if (target.kind == model::TargetKind::External) return base::escape_url(target.id);
  if (target.kind == model::TargetKind::Asset) return asset_link(page, target.id, origin);
  if (!document) return {};
  std::string url = version_link(page, document->id, target.version);
  if (url.empty() || target.address.empty()) return url;
  url += '#';
  url += base::escape_url_path(target.address.text);
  return url;
}

std::string word_link(const PageScope& page, const model::Document& document) {
  std::string edition = page.view.edition->id;
  if (page.view.latest) {
    const History* history = page.view.facts_of(document).history;
    const VersionEntry* entry = history ? history->find(document.version) : nullptr;
    if (!entry || !entry->holder || (entry->holder->draft() && !page.view.draft())) return {};
    edition = entry->holder->edition->id;
  }
  const std::string path = word_path(edition, document.id);
  return page.site.has_file(path) ? page.site_link(path) : std::string();
}

bool follows_others(const Site& site, const model::EditionChange& comparison, const model::DocumentChange& change) {
  if (change.kind != model::ChangeKind::Changed || change.bookkeeping || change.before != change.after) return false;
  const View* newer = site.view_of(comparison.to);
  const model::Document* after = newer ? site.held_by(*newer, change.id) : nullptr;
  if (!after) return false;
  if (newer->edition->carries_over(*after)) return true;  // under another id, too
  const View* older = site.view_of(comparison.from);
  const model::Document* before = older ? site.held_by(*older, change.id) : nullptr;
  return before && before->sha256 == after->sha256 && after->files.size() <= 1;
}

bool is_known(const View& view, const Site& site, const model::EditionChange& change) {
  const View* newer = site.view_of(change.to);
  return newer && newer->order <= view.order && (view.draft() || !newer->draft());
}

const History* known_in(const View& view, const Site& site, const model::DocumentId& id) {
  const History* history = site.history_of(id);
  return history && (view.draft() || history->is_frozen) ? history : nullptr;
}

bool has_address_in(const View& view, const VersionEntry& entry) {
  return entry.has_address() && (view.draft() || entry.timeline || !entry.holder->draft());
}

Coming coming_in(const View& view, const Site& site, const VersionEntry& entry) {
  const Coming& coming = view.draft() ? entry.newest_coming() : entry.frozen;
  return coming.change && is_known(view, site, *coming.comparison) ? coming : Coming{};
}

std::string redline_link(const PageScope& page, const model::DocumentId& id, const model::Version& version) {
  if (page.site.input.changes.empty()) return {};
  const History* history = page.site.history_of(id);
  const VersionEntry* entry = history ? history->find(version) : nullptr;
  const Coming coming = entry ? coming_in(page.view, page.site, *entry) : Coming{};
  return coming.change ? page.site_link(redline_path(coming.comparison->from, coming.comparison->to, coming.change->id)) : std::string();
}

std::string_view implementation_key(model::Implementation status) {
  switch (status) {
    case model::Implementation::Unknown:
      return "";
    case model::Implementation::Implemented:
      return "implemented";
    case model::Implementation::Partial:
      return "partial";
    case model::Implementation::Planned:
      return "planned";
    case model::Implementation::None:
      return "none";
  }
  return "";
}

}  // namespace kitei::render::html
