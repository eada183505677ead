// What all pages of a site share: one View for each edition's folder (and one for latest/), and the history of each
// document over all of them. Built once by plan_pages, const while pages are rendered.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/handbook.h"
#include "render/html/document_body.h"
#include "render/html/site.h"
#include "template/value.h"

namespace kitei::render::html {

// The place of a document in the index of its kind.
struct Slot {
  bool listed = false;  // false: retired, not in any index
  std::size_t kind = 0;
  std::size_t position = 0;
};

// One edition's folder.
struct View {
  std::string folder;  // "2026.1", "latest"
  const model::Edition* edition = nullptr;
  bool latest = false;
  std::size_t order = 0;  // of SiteInput::editions; latest comes after all
  std::vector<std::vector<std::size_t>>
      by_kind;              // as Config::kinds → documents in reading order, parts after their head
  std::vector<Slot> slots;  // as Handbook::documents
  std::map<model::ControlId, std::vector<model::ControlId>> mapped_from;  // the other way round of Control::maps
  std::map<std::string_view, const model::Applicability*> statement;  // control id of the SoA's catalogue → its entry
  TermDescriptions terms;
  templates::Map common;  // what templates of this folder share; URLs are relative to the folder

  const model::Handbook& handbook() const { return edition->handbook; }
  const model::Config& config() const { return edition->handbook.config; }
  bool draft() const { return edition->status == model::EditionStatus::Draft; }
};

// One version of a document, as the site knows it.
struct VersionEntry {
  model::Version version;
  const View* holder = nullptr;  // the newest built edition that holds it, frozen before draft; nullptr: none is built
  std::vector<const View*> held_by;              // oldest first
  std::optional<model::TimelineEntry> timeline;  // absent for a draft
  // The comparison in which this version came.
  const model::EditionChange* comparison = nullptr;
  const model::DocumentChange* change = nullptr;
};

struct History {
  model::DocumentId id;
  std::vector<VersionEntry> versions;       // newest first
  const model::Document* newest = nullptr;  // the newest built state; nullptr when no built edition holds it

  const VersionEntry* find(const model::Version& version) const;
};

struct Site {
  SiteInput input;
  const Templates* templates = nullptr;
  std::vector<View> views;                   // as SiteInput::editions, then latest (when there is one)
  std::map<std::string, History> histories;  // by folded id

  const View& newest() const { return views.back(); }  // whose words and navigation pages outside of editions use
  const View* view_of(std::string_view edition_id) const;
  const History* history_of(const model::DocumentId& id) const;
  bool has_file(std::string_view path) const { return input.has_file && input.has_file(path); }
};

Site make_site(SiteInput input, const Templates& site_templates);

// Draft and review documents, and retired ones, have a page but stand in no index; in a draft edition drafts do.
bool is_listed(const View& view, const model::Document& document);

}  // namespace kitei::render::html
