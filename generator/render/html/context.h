// What all pages of a site share: one View for each edition's folder (and one for latest/), and the history of each
// document over all of them. Built once by plan_pages, const while pages are rendered.
#pragma once
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/handbook.h"
#include "render/html/document_body.h"
#include "render/html/site.h"
#include "template/kept_texts.h"
#include "template/value.h"

namespace kitei::render::html {

using templates::KeptTexts;

// The place of a document in the index of its kind.
struct Slot {
  bool listed = false;  // false: retired, not in any index
  std::size_t kind = 0;
  std::size_t position = 0;
};

struct History;

// What every list that names a document says of it, made once for all pages of a view.
struct DocumentFacts {
  std::string page;  // inside the edition's folder
  std::string version_name;
  std::string_view standing;
  std::string_view kind_label;
  std::string_view classification;
  const History* history = nullptr;
};

// One edition's folder.
struct View {
  std::string folder;  // "2026.1", "latest"
  const model::Edition* edition = nullptr;
  bool latest = false;
  bool is_named = false;  // in SiteInput::named: then what follows is empty, but for `terms` and `templates`
  std::size_t order = 0;  // of SiteInput::editions; latest comes after all
  std::vector<std::vector<std::size_t>>
      by_kind;              // as Config::kinds → documents in reading order, parts after their head
  std::vector<Slot> slots;  // as Handbook::documents
  // As Handbook::documents; views of the same edition share them.
  std::shared_ptr<const std::vector<DocumentFacts>> facts;
  const templates::TemplateSet* templates = nullptr;  // in the language of the edition
  std::map<model::ControlId, std::vector<model::ControlId>> mapped_from;  // the other way round of Control::maps
  std::map<std::string_view, const model::Applicability*> statement;  // control id of the SoA's catalogue → its entry
  TermDescriptions terms;
  templates::Map common{32};  // what templates of this folder share; URLs are relative to the folder
  templates::Map differing;   // of latest/ where it shows the draft: what is not the same in the draft's own folder

  const model::Handbook& handbook() const { return edition->handbook; }
  const model::Config& config() const { return edition->handbook.config; }
  bool draft() const { return edition->status == model::EditionStatus::Draft; }
  // Of a document of this handbook, inside the folder.
  std::string page_of(const model::Document& document) const { return facts ? facts_of(document).page : handbook().page_of(document); }
  const DocumentFacts& facts_of(const model::Document& document) const {
    return (*facts)[static_cast<std::size_t>(&document - handbook().documents.data())];
  }
};

// The comparison in which a version came; none: nullptr twice.
struct Coming {
  const model::EditionChange* comparison = nullptr;
  const model::DocumentChange* change = nullptr;
};

// One version of a document, as the site knows it.
struct VersionEntry {
  model::Version version;
  const View* holder = nullptr;  // the newest built edition that holds it, frozen before draft; nullptr: none is built
  const model::TimelineEntry* timeline = nullptr;  // of SiteInput::timeline; absent for a draft
  Coming frozen;                 // between frozen editions
  Coming draft;                  // from the newest of them to the draft

  // Whether this version has a permanent address. One that only a revision table tells of was in no edition: the history of
  // its document is all there is.
  bool has_address() const { return !version.empty() && (holder || timeline); }
  const Coming& newest_coming() const { return draft.change ? draft : frozen; }
};

// A draft changes every day and what is frozen never: pages of frozen editions, and latest/ where something is in force, know
// nothing of the draft (latest/, that there is one). So they look at a history through known_in(), has_address_in() and
// coming_in() of values.h.
struct History {
  model::DocumentId id;                     // as the newest frozen edition writes it, else the draft: addresses are permanent
  std::vector<VersionEntry> versions;       // newest first
  const model::Document* newest = nullptr;  // the newest built state; nullptr when no built edition holds it
  bool is_frozen = false;                   // some frozen edition has it; else the draft alone

  const VersionEntry* find(const model::Version& version) const;
};

struct Site {
  SiteInput input;
  const Templates* templates = nullptr;
  std::map<base::Language, templates::TemplateSet> localized;
  std::vector<View> views;       // as SiteInput::editions, then latest (when there is one)
  std::deque<History> histories;
  std::unordered_map<std::string, History*> history_by_id;  // folded id; for look-up only
  KeptTexts paths{std::size_t{1} << 16};  // of the planned pages

  const View& newest() const { return views.back(); }  // whose words and navigation pages outside of editions use
  const View* view_of(std::string_view edition_id) const;
  const History* history_of(const model::DocumentId& id) const;
  // The document that is called so in the edition of a view, former ids too; one that is left out there is that of the next newer
  // edition, which holds it alike.
  const model::Document* held_by(const View& view, const model::DocumentId& id) const;
  // As addresses below id/ write it.
  const model::DocumentId& address_id(const model::DocumentId& id) const;
  bool has_file(std::string_view path) const { return input.has_file && input.has_file(path); }
  // latest/ and the draft's folder show the same edition.
  bool latest_is_draft() const { return views.size() > 1 && views.back().edition == views[views.size() - 2].edition; }
};

void fill_site(Site& site, SiteInput input, const Templates& site_templates);

// Draft and review documents, and retired ones, have a page but stand in no index; in a draft edition drafts do.
bool is_listed(bool draft, const model::Document& document);

}  // namespace kitei::render::html
