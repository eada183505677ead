#include "render/html/context.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "base/escape.h"
#include "render/html/urls.h"
#include "render/html/values.h"

namespace kitei::render::html {
namespace {

using templates::List;
using templates::Map;

void index_documents(View& view) {
  view.by_kind = reading_order(view.handbook(), view.draft());
  view.slots.resize(view.handbook().documents.size());
  for (std::size_t kind = 0; kind < view.by_kind.size(); ++kind) {
    for (std::size_t position = 0; position < view.by_kind[kind].size(); ++position) view.slots[view.by_kind[kind][position]] = {true, kind, position};
  }
}

void index_mappings(View& view) {
  for (const model::Catalog& catalog : view.handbook().catalogs) {
    for (const model::Control& control : catalog.controls) {
      for (const auto& [other, ids] : control.maps) {
        const model::Catalog* target = view.handbook().find_catalog(other);
        for (const std::string& id : ids) {
          const model::Control* mapped = target ? target->find(id) : nullptr;
          if (mapped) view.mapped_from[{other, mapped->id}].push_back({catalog.id, control.id});
        }
      }
    }
  }
}

void index_statement(View& view) {
  const auto& soa = view.handbook().soa;
  const model::Catalog* catalog = soa ? view.handbook().find_catalog(soa->catalog) : nullptr;
  if (!catalog) return;
  for (const model::Applicability& entry : soa->entries) {
    const model::Control* control = catalog->find(entry.control);
    if (control) view.statement.emplace(control->id, &entry);
  }
}

Map navigation_item(std::string_view id, std::string path, std::string_view label) {
  Map item;
  item.set("id", id);
  item.set("url", base::escape_url_path(path));
  item.set("label", label);
  return item;
}

void fill_common(View& view, const SiteInput& input) {
  const model::Handbook& handbook = view.handbook();
  const model::Config& config = view.config();
  Map& common = view.common;
  common.set("language", config.language == base::Language::Japanese ? "ja" : "en");
  common.set("site_title", config.title);
  common.set("organisation", config.organisation);
  common.set("site_id", input.site_id);
  common.set("program_version", input.program_version);
  common.set("is_draft", view.draft());
  common.set("is_latest", view.latest);
  common.set("folder", view.folder);
  common.set("edition", view.latest ? view.folder : view.edition->id);
  common.set("edition_date", view.edition->record ? base::iso_date(view.edition->record->effective) : std::string());
  common.set("edition_note", view.edition->record ? view.edition->record->note : std::string());
  List kinds;
  for (std::size_t i = 0; i < config.kinds.size(); ++i) {
    if (view.by_kind[i].empty()) continue;
    const model::Kind& kind = config.kinds[i];
    kinds.push_back(navigation_item(kind.id, kind_path(kind.id), kind.label.in(config.language)));
  }
  common.set("kinds", std::move(kinds));
  // Which registers the navigation names: only those with something in them. All pages exist.
  common.set("controls_url", handbook.catalogs.size() == 1
                                 ? base::escape_url_path(catalog_path(handbook.catalogs[0].id))
                                 : std::string(handbook.catalogs.empty() ? "" : "controls/index.html"));
  common.set("has_soa", handbook.soa.has_value());
  common.set("has_records", !handbook.registers.records.empty());
  common.set("has_roles", !handbook.registers.roles.empty() || !config.audiences.empty());
  common.set("has_glossary", !handbook.registers.terms.empty());
  common.set("has_registers", !handbook.registers.laws.empty() || !handbook.registers.contacts.empty() ||
                                  !handbook.registers.external.empty());
  constexpr std::array<templates::Key, 5> kThemeKeys{"theme_redirect_js", "theme_script_js", "theme_search_js",
                                                     "theme_style_css", "theme_words_js"};
  const std::vector<std::string_view> files = theme_files();
  assert(files.size() == kThemeKeys.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto found = input.assets->theme.find(files[i]);
    assert(found != input.assets->theme.end());
    common.set(kThemeKeys[i], base::escape_url_path(found->second));
  }
}

VersionEntry& entry_of(History& history, const model::Version& version) {
  for (VersionEntry& entry : history.versions) {
    if (entry.version == version) return entry;
  }
  VersionEntry entry;
  entry.version = version;
  return history.versions.emplace_back(std::move(entry));
}

void collect_histories(Site& site) {
  auto history_of = [&](const model::DocumentId& id) -> History& {
    History*& history = site.history_by_id[id.folded()];
    if (!history) {
      history = &site.histories.emplace_back();
      history->id = id;
    }
    return *history;
  };
  for (const model::TimelineEntry& entry : site.input.timeline) {
    History& history = history_of(entry.id);
    history.is_frozen = true;
    VersionEntry& version = entry_of(history, entry.version);
    // A version that came into force, went and came back: the last stretch is shown.
    if (!version.timeline || version.timeline->from <= entry.from) version.timeline = &entry;
  }
  for (const View& view : site.views) {
    if (view.latest) continue;
    for (const model::Document& document : view.handbook().documents) {
      History& history = history_of(document.id);
      if (!view.draft() || !history.is_frozen) history.id = document.id;
      history.is_frozen = history.is_frozen || !view.draft();
      history.newest = &document;
      VersionEntry& entry = entry_of(history, document.version);
      if (!view.draft() || !entry.holder) entry.holder = &view;
      // Versions that only the revision table knows keep a permanent address too.
      for (const model::Revision& revision : document.revisions) {
        if (!revision.version.empty()) entry_of(history, revision.version);
      }
    }
  }
  for (const model::EditionChange& comparison : site.input.changes) {
    const View* newer = site.view_of(comparison.to);
    for (const model::DocumentChange& change : comparison.documents) {
      if (change.after.empty() || change.before == change.after) continue;
      VersionEntry& entry = entry_of(history_of(change.id), change.after);
      (newer && newer->draft() ? entry.draft : entry.frozen) = {&comparison, &change};
    }
  }
  for (History& history : site.histories) {
    std::stable_sort(history.versions.begin(), history.versions.end(),
                     [](const VersionEntry& a, const VersionEntry& b) { return a.version > b.version; });
  }
}

std::vector<DocumentFacts> collect_facts(const Site& site, const View& view) {
  const model::Handbook& handbook = view.handbook();
  const model::Config& config = view.config();
  const templates::Texts& texts = site.templates->texts(config.language);
  std::vector<DocumentFacts> all(handbook.documents.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const model::Document& document = handbook.documents[i];
    DocumentFacts& facts = all[i];
    facts.page = handbook.page_of(document);
    facts.version_name = version_name(texts, document.version);
    const model::Kind* kind = config.find_kind(document.kind);
    facts.kind_label = kind ? std::string_view(kind->label.in(config.language)) : std::string_view(document.kind);
    facts.classification = config.label_of(document.classification);
    facts.history = site.history_of(document.id);
    facts.standing = standing_of(site, view, document, facts.history);
  }
  return all;
}

View make_view(const model::Edition& edition, std::string folder, std::size_t order, bool latest,
               const SiteInput& input) {
  View view;
  view.folder = std::move(folder);
  view.edition = &edition;
  view.latest = latest;
  view.order = order;
  view.terms = describe_terms(view.handbook().registers.terms);
  view.is_named = std::find(input.named.begin(), input.named.end(), &edition) != input.named.end();
  if (view.is_named) return view;
  index_documents(view);
  index_mappings(view);
  index_statement(view);
  fill_common(view, input);
  return view;
}

}  // namespace

bool is_listed(bool draft, const model::Document& document) {
  switch (document.status) {
    case model::Status::Approved:
      return true;
    case model::Status::Draft:
    case model::Status::Review:
      return draft;
    case model::Status::Retired:
      return false;
  }
  return false;
}

std::vector<std::vector<std::size_t>> reading_order(const model::Handbook& handbook, bool draft) {
  const auto& kinds = handbook.config.kinds;
  std::vector<std::vector<std::size_t>> by_kind(kinds.size());
  std::vector<char> placed(handbook.documents.size());
  auto place = [&](std::size_t document, std::size_t kind) {
    if (placed[document] || !is_listed(draft, handbook.documents[document])) return;
    placed[document] = true;
    by_kind[kind].push_back(document);
  };
  auto kind_of = [&](const model::Document& document) {
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const model::Kind& kind) { return kind.id == document.kind; });
    return static_cast<std::size_t>(found - kinds.begin());
  };
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    const model::Document& document = handbook.documents[i];
    const std::size_t kind = kind_of(document);
    if (kind == kinds.size() || (!document.part_of.empty() && handbook.find(document.part_of.text))) continue;
    place(i, kind);
    if (i >= handbook.backlinks.size()) continue;
    for (const std::size_t part : handbook.backlinks[i].parts) {
      if (kind_of(handbook.documents[part]) == kind) place(part, kind);
    }
  }
  // Parts of another kind than their head, or whose head stands in no index.
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    const std::size_t kind = kind_of(handbook.documents[i]);
    if (kind != kinds.size()) place(i, kind);
  }
  return by_kind;
}

std::string_view standing_of(const Site& site, const View& view, const model::Document& document, const History* history) {
  if (!view.draft()) return "";
  if (!view.edition->carries_over(document)) return "draft";
  const VersionEntry* entry = history ? history->find(document.version) : nullptr;
  const std::string_view state = entry ? state_of(*entry, site.input.today) : std::string_view();
  return state == "current" || state == "future" ? state : std::string_view();
}

std::string_view state_of(const VersionEntry& entry, base::Date today) {
  if (!entry.timeline) return entry.holder ? "draft" : "known";
  if (entry.timeline->never_in_force()) return "passed-over";
  if (entry.timeline->from > today) return "future";
  return entry.timeline->until && *entry.timeline->until <= today ? "superseded" : "current";
}

const VersionEntry* History::find(const model::Version& version) const {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [&](const VersionEntry& entry) { return entry.version == version; });
  return found == versions.end() ? nullptr : &*found;
}

const View* Site::view_of(std::string_view edition_id) const {
  const auto found = std::find_if(views.begin(), views.end(),
                                  [&](const View& view) { return !view.latest && view.edition->id == edition_id; });
  return found == views.end() ? nullptr : &*found;
}

const model::Document* Site::held_by(const View& view, const model::DocumentId& id) const {
  const model::Document* own = view.handbook().find(id.text);
  return !own && view.edition->leaves_out(id) ? held_by(views[view.order + 1], id) : own;
}

const History* Site::history_of(const model::DocumentId& id) const {
  const auto found = history_by_id.find(id.folded());
  return found == history_by_id.end() ? nullptr : found->second;
}

const model::DocumentId& Site::address_id(const model::DocumentId& id) const {
  const History* history = history_of(id);
  return history ? history->id : id;
}

void fill_site(Site& site, SiteInput input, const Templates& site_templates) {
  site.input = std::move(input);
  site.templates = &site_templates;
  site.views.reserve(site.input.editions.size() + 1);  // histories refer to views
  for (const model::Edition* edition : site.input.editions) {
    site.views.push_back(make_view(*edition, edition->id, site.views.size(), false, site.input));
  }
  if (site.input.latest) {
    site.views.push_back(make_view(*site.input.latest, "latest", site.views.size(), true, site.input));
  }
  collect_histories(site);
  for (View& view : site.views) {
    const base::Language language = view.config().language;
    auto& set = site.localized[language];
    if (set.by_name.empty()) set = templates::localize(site_templates.set, site_templates.texts(language));
    view.templates = &set;
    if (view.is_named) continue;
    const bool shared = view.latest && site.latest_is_draft();
    view.facts = shared ? site.views[site.views.size() - 2].facts
                        : std::make_shared<const std::vector<DocumentFacts>>(collect_facts(site, view));
  }
  if (!site.latest_is_draft()) return;
  View& latest = site.views.back();
  const templates::Map& draft = site.views[site.views.size() - 2].common;
  for (const templates::Entry& entry : latest.common.entries()) {
    const templates::Value* other = draft.find(entry.key.text(), entry.key.hash());
    if (!(*other == entry.value)) latest.differing.set(entry.key, entry.value);
  }
}

}  // namespace kitei::render::html
