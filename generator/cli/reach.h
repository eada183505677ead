// What an edit of a few documents reaches: the part of a build that is made anew, and what stays as the last build made it.
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report.h"
#include "cli/search_index.h"
#include "cli/text_store.h"
#include "model/catalog.h"
#include "model/document.h"

namespace kitei::cli {

struct Reach {
  // By document of the working tree: whether it has its text, and its pages are made; all others are cards.
  std::vector<char> texts;
  // Whose pages are made; the others stand.
  std::set<model::ControlId> controls;

  // Of each site, by its folder ("site/").
  std::map<std::string, SearchChange> search;

  // Files of the last build that nobody makes again, and that stay.
  bool stays(std::string_view path) const;
  std::vector<std::string> folders;           // in the folder of each site: of the working edition, and latest where it shows that
  std::set<std::string, std::less<>> assets;  // in the folder of each site: pictures that only pages show which stand
  bool histories_stay = true;                 // not where something is in force: then all of them stand, or none
  std::vector<std::string> histories;         // in the folder of each site: the beginnings of addresses of versions that are made again

  std::string report;
  Counts counts;
  TextStore store;                              // as it was before the edit
  std::map<std::size_t, std::string> entries;   // what it takes over
  base::Diagnostics other_findings;             // of files that are no documents
};

// The controls whose pages show one of these documents: those that it names, and those that are mapped to one of them.
std::set<model::ControlId> controls_of_pages(const std::vector<model::Document>& documents, const std::vector<model::Catalog>& catalogs);

}  // namespace kitei::cli
