// The pages of one website, planned from editions that are already restricted to the site's clearance.
//
// In:  every built edition, the handbook in force, the timeline, the comparisons, the compiled templates.
// Out: a list of pages: a path inside the site's folder, and what renders it. Pages are independent of each other, may
//      be rendered in any order and from any thread, and refer to the input, which must outlive them.
// Rendering gives HTML, or a diagnostic about a template [template-…] and an empty text.
//
// Pages below an edition's folder show that edition only; what they must know of others (banner, switcher) comes from
// editions.js at the site's root, which the caller writes:
//      var KITEI_EDITIONS=[{"id","effective_date","status","url"}];
// Not made here: Word files, packs, editions.js, handbook.json, theme files, the search's index. Nothing here reads a disk or a
// clock.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/image_size.h"
#include "model/change.h"
#include "model/edition.h"
#include "template/template_set.h"

namespace kitei::render::html {

// Where files that are no pages lie in the site: paths inside the site, made with asset_name() of urls.h.
struct AssetNames {
  std::map<std::string, std::string, std::less<>> theme;  // "style.css" → "assets/style-1a2b3c4d.css"
  // {Document::origin, path in that tree} → "assets/…"
  std::map<std::pair<std::string, std::string>, std::string> files;
  std::map<std::pair<std::string, std::string>, base::ImageSize> sizes;  // of those that are images
};

struct Templates {
  templates::TemplateSet set;  // of templates/html/
  templates::Texts japanese;
  templates::Texts english;

  const templates::Texts& texts(base::Language language) const {
    return language == base::Language::Japanese ? japanese : english;
  }
};

struct SiteInput {
  std::string site_id;
  std::vector<const model::Edition*> editions;  // frozen ones oldest first, the draft (if built) last
  const model::Edition* latest = nullptr;       // composed of the versions in force; the draft when nothing is in force
  std::vector<model::TimelineEntry> timeline;
  std::vector<model::EditionChange> changes;  // between consecutive built editions, oldest first
  base::Date today{};
  std::string program_version;
  const AssetNames* assets = nullptr;
  // Whether another writer makes this file of the site (Word files); pages link only to those. None: no such links.
  std::function<bool(std::string_view path)> has_file;
  // Whether a page lies there already as it would be made: then it is not planned. None: all are planned.
  std::function<bool(std::string_view path)> stands;
  // The editions of which no page is planned: of them others ask how their documents are called, and comparisons their texts.
  std::vector<const model::Edition*> named;
  // The same as `stands` of the pages below id/ that are called by this id, folded. None: all are planned.
  std::function<bool(std::string_view folded_id)> history_stands;
  // The same of all pages of a document (by its index; its history too, where nothing is in force) and of a control, in this one of
  // the editions. Documents that stand may be without their texts.
  const model::Edition* standing_in_part = nullptr;
  std::function<bool(std::size_t document)> document_stands;
  std::function<bool(const model::ControlId& control)> control_stands;
};

struct Site;
struct View;
struct PageKind;

struct TwinPages {
  std::string page;
  std::string twin;
};

// Small, since there are many. Where nothing is in force, latest/ shows the draft: then a page of the draft and its page
// below latest/ differ in a few values only, and are one Page: the second one is its twin.
struct Page {
  std::string_view path;  // inside the site's folder; lives as long as the page or a copy of it

  base::Read<std::string> render() const;

  bool has_twin() const { return twin != nullptr; }
  std::string twin_path() const;  // inside the site's folder; "" without a twin
  base::Read<std::string> render_twin() const;
  // Both at the cost of little more than one.
  base::Read<TwinPages> render_both() const;

  // What it is made from.
  std::shared_ptr<const Site> site;
  const View* view = nullptr;
  const View* twin = nullptr;  // of the twin
  const PageKind* kind = nullptr;
  std::uint32_t first = 0;  // what they count is the kind's own matter
  std::uint32_t second = 0;
};

// Every page once, in the order in which they are best rendered: those that list the whole handbook first. `input` is
// copied; what its pointers refer to, and `site_templates`, must outlive the pages.
std::vector<Page> plan_pages(SiteInput input, const Templates& site_templates);

// The documents of each kind (as Config::kinds) in the order of their indexes, parts after their head. Drafts stand in the
// indexes of a draft edition only.
std::vector<std::vector<std::size_t>> reading_order(const model::Handbook& handbook, bool draft);

// How many documents the page of a document names on each side, in that order: a page never lists the whole handbook.
constexpr std::size_t kNeighbours = 8;

// Every interface text that a template or a page asks for and that one of the two languages lacks.
base::Diagnostics check_templates(const Templates& site_templates);

// The theme files that pages refer to; AssetNames::theme must name each.
std::vector<std::string_view> theme_files();

}  // namespace kitei::render::html
