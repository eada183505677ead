// One function for each kind of page: what the page shows, as values for its template. Called by site.cpp, which adds
// what all pages share and renders them.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "render/html/context.h"
#include "render/html/values.h"
#include "template/value.h"

namespace kitei::render::html {

struct PageContent {
  std::string_view template_name;  // a literal
  templates::Map values{64};
};

// The names every template may use, with nothing in them: contents, siblings, breadcrumbs, previous, next, document_id
// … `section` is the navigation's entry that is the present one: a kind's id or "controls", "soa", "records" ….
PageContent start_page(const PageScope& page, std::string_view template_name, std::string title,
                       std::string_view section);
// The names whose values in a page of the draft and in its twin always differ.
void set_folder_values(const PageScope& page, templates::Map& values);
void add_breadcrumb(PageContent& content, std::string_view label, std::string url);
// The text `key` of the interface, for labels that are part of a value.
std::string interface_word(const PageScope& page, std::string_view key);

// pages_document.cpp
PageContent document_page(const PageScope& page, std::size_t document);
// What only the page in latest/ knows of a document.
void set_latest_values(const PageScope& page, std::size_t document, templates::Map& values);

// pages_lists.cpp
PageContent home_page(const PageScope& page);
PageContent kind_page(const PageScope& page, std::size_t kind);
PageContent documents_page(const PageScope& page);
PageContent records_page(const PageScope& page);
PageContent roles_page(const PageScope& page);
PageContent glossary_page(const PageScope& page);
PageContent registers_page(const PageScope& page);
PageContent search_page(const PageScope& page);

// pages_controls.cpp
PageContent catalogs_page(const PageScope& page);
PageContent catalog_page(const PageScope& page, const model::Catalog& catalog);
PageContent control_page(const PageScope& page, const model::Catalog& catalog, std::size_t control);
PageContent soa_page(const PageScope& page);
PageContent coverage_page(const PageScope& page);

// pages_history.cpp
PageContent changes_page(const PageScope& page);
PageContent history_page(const PageScope& page, const History& history);
PageContent redirect_page(const PageScope& page, std::string title, std::string url);
PageContent comparison_page(const PageScope& page, const model::EditionChange& comparison);
PageContent redline_page(const PageScope& page, const model::EditionChange& comparison,
                         const model::DocumentChange& change);

}  // namespace kitei::render::html
