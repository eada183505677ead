// What an edit of a few documents reaches: the part of a build that is made anew, and what stays as the last build made it.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/load/text_store.h"
#include "cli/output/search_index.h"
#include "cli/terminal/report.h"
#include "model/catalog.h"
#include "model/change.h"
#include "model/document.h"
#include "model/edition.h"

namespace kitei::cli {

// Of one site.
struct SiteReach {
  // The working edition as its readers see it; nothing where they see everything, and that is the loaded one.
  std::optional<model::Edition> seen;
  // By document of that edition: whether it has its text (all others are cards), and whether its pages are made. Of what is only
  // compared with the newest frozen edition the text is there, and the pages stand.
  std::vector<char> texts, pages;
  SearchChange search;
  std::set<std::string, std::less<>> assets;  // in its folder: pictures that only pages show which stand
  // In its folder: pages that stand and compare a document with the newest frozen edition; what differs there, without the words.
  std::map<std::string, model::DocumentChange, std::less<>> redlines;
};

struct Reach {
  std::vector<char> texts, pages;  // by document of the working tree, as those of SiteReach
  // Whose pages are made; the others stand.
  std::set<model::ControlId> controls;
  bool comparisons_stand = true;  // of the documents without texts, with the newest frozen edition where there is one
  std::map<std::string, SiteReach, std::less<>> sites;  // by their folders ("site/")

  // Files of the last build that nobody makes again, and that stay.
  bool stays(std::string_view path) const;
  std::vector<std::string> folders;           // in the folder of each site: of the working edition, and latest where it shows that
  bool histories_stay = true;                 // not where something is in force: then all of them stand, or none
  std::vector<std::string> places;            // in the folder of each site: what lay where the edited documents stood begins so

  std::string report;
  Counts counts;
  TextStore store;                              // as it was before the edit
  std::map<std::size_t, std::string> entries;   // what it takes over
  base::Diagnostics other_findings;             // of files that are no documents
};

// These controls, and those that are mapped to one of them.
std::set<model::ControlId> with_counterparts(const std::set<model::ControlId>& controls, const std::vector<model::Catalog>& catalogs);

// The controls whose pages show one of these documents: those that it names, with their counterparts.
std::set<model::ControlId> controls_of_pages(const std::vector<model::Document>& documents, const std::vector<model::Catalog>& catalogs);

}  // namespace kitei::cli
