// The model as values for templates: documents, dates, versions, controls. Everything that several pages show alike is
// made here; URLs are ready for the page they stand on.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/document.h"
#include "render/html/context.h"
#include "template/value.h"

namespace kitei::render::html {

// The page that is being made: where it lies, in whose folder its links stay, and the texts that are made for it.
struct PageScope {
  const Site& site;
  const View& view;
  std::string_view path;  // inside the site
  KeptTexts& texts;

  base::Language language() const { return view.config().language; }
  // The same page for what is made with other texts.
  PageScope with(KeptTexts& others) const { return {site, view, path, others}; }
  // A link to a page of this edition, by its path inside the edition's folder.
  std::string link(std::string_view path_in_edition, std::string_view fragment = {}) const;
  // The same, kept with the page.
  std::string_view kept_link(std::string_view path_in_edition, std::string_view fragment = {}) const;
  // The link to the page of a document of this edition.
  std::string_view document_link(const model::Document& document, std::string_view fragment = {}) const;
  // A link to any file of the site.
  std::string site_link(std::string_view path_in_site, std::string_view fragment = {}) const;
};

// "2026-04-01", or "" when there is none.
std::string_view date_value(const PageScope& page, const std::optional<base::Date>& date);

// How a document of a draft edition stands: "current" (its version is in force), "future" (approved, waits for its
// date), "draft" (a version that is new in this edition); "" in other editions.
std::string_view standing_of(const Site& site, const View& view, const model::Document& document, const History* history);

// How a version stands on that day. current: in force; future: waits for its date; superseded: was in force; passed-over: is never in
// force; draft: in the working tree only; known: only a row of the revision table tells of it.
std::string_view state_of(const VersionEntry& entry, base::Date today);

// id, number, title, url, version, status, standing, kind_label, classification, owner, department, effective, next_review, part,
// parts… of a document in this edition: one row of a list.
templates::Map document_row(const PageScope& page, const model::Document& document);

// Rows of the documents with these indexes.
templates::Rows document_rows(const PageScope& page, std::vector<std::size_t> documents);
// The same without those that stand in no list: retired ones, and drafts in editions that are none.
templates::Rows listed_rows(const PageScope& page, const std::vector<std::size_t>& documents);

// "1.2" → "第1.2版", "Version 1.2"; what says it itself (初版, 第2版) as it is; "" for no version.
std::string version_name(const templates::Texts& texts, const model::Version& version);
// Sets the version as written and its name.
struct VersionKeys {
  templates::Key text;
  templates::Key name;
};
inline constexpr VersionKeys kVersion{"version", "version_name"};
void set_version(const PageScope& page, const model::Version& version, const VersionKeys& keys, templates::Map& row);

// Another document as front matter names it: url, number, title, version, withheld.
templates::List reference_rows(const PageScope& page, const std::vector<model::DocumentReference>& references);

// catalog, id, title, url of a control; url is empty when no catalogue of the handbook has it.
templates::Map control_row(const PageScope& page, const model::ControlId& control);

// The places that implement a control: the document's row, and the clause's label, title and url.
templates::Rows implementer_rows(const PageScope& page, const model::ControlId& control);

// The permanent address of one version of a document: its own page in this edition when that is the version shown
// there, else id/<ID>@<version>.html, else the history; "" for a document nothing is known about.
std::string version_link(const PageScope& page, const model::DocumentId& id, const model::Version& version);

// Where a resolved target leads; "" when there is nothing to link to. `origin` is the document's, for files of its
// tree.
std::string target_link(const PageScope& page, const model::Target& target, std::string_view origin);

// The Word file of a document as this edition shows it; "" when none is made.
std::string word_link(const PageScope& page, const model::Document& document);

// The redline in which this version of a document came, when one is built and this edition may know of it; else "".
std::string redline_link(const PageScope& page, const model::DocumentId& id, const model::Version& version);
// Whether this edition may know of a comparison: its newer side is not newer than the edition. latest/ may know of all frozen
// editions, and only a draft of the draft.
bool is_known(const View& view, const Site& site, const model::EditionChange& change);
// What this edition may know of histories: nullptr, no address, no comparison for what the draft alone has, but in a draft.
const History* known_in(const View& view, const Site& site, const model::DocumentId& id);
bool has_address_in(const View& view, const VersionEntry& entry);
Coming coming_in(const View& view, const Site& site, const VersionEntry& entry);

// Whether a document shows other words without being revised: its version and its source are the same, and what it shows of others
// (titles, lists, values) is not.
bool follows_others(const Site& site, const model::EditionChange& comparison, const model::DocumentChange& change);

// The last part of the interface text's key: "implemented" …; "" for Unknown.
std::string_view implementation_key(model::Implementation status);

}  // namespace kitei::render::html
