// What an edit of a few texts says: each of them as it was and as it is now, what of it shows on its pages in each site, and what
// is said of it. Reads the sources and what the last build kept of them; of the output, nothing.
//
// The state before the edit is made from the text that the last build kept (text_store.h) with the same code as the state
// after it; where the two look different from outside (text_change.h), or where anything else is not plain, there is nothing.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/incremental/last_build.h"
#include "cli/load/text_store.h"
#include "cli/output/site.h"
#include "cli/terminal/arguments.h"
#include "model/handbook.h"
#include "resolve/restrict.h"
#include "search/document.h"

namespace kitei::cli {

// A text on one of its pages.
struct EditedPage {
  std::string path;           // inside the site: "latest/policies/POL-1.html"
  std::string before, after;  // as the page shows it; they differ
};

// What the readers of one site see of an edit: nothing of documents that it withholds, and in others no more than its pages show.
struct SiteEdits {
  std::size_t site = 0;        // in Config::sites
  resolve::Withheld withheld;  // nothing where they see everything
  std::vector<EditedPage> pages;
  std::vector<std::pair<std::string, std::string>> sha256;  // of the sources that handbook.json names: before and after
  std::vector<search::DocumentIndex> searched;              // after
};

struct TextEdit {
  std::size_t index = 0;  // in the handbook
  std::string bytes;      // of the new source
  StoredText stored;      // the old one
  model::Document before, after;
  resolve::DocumentUses uses;  // after the edit
  base::Diagnostics findings;  // of the path, after the edit, as they were found
  base::Diagnostics reported_before, reported;  // of the path
};

struct TextEdits {
  std::vector<TextEdit> edits;
  std::vector<SiteEdits> sites;           // those that show any of it
  std::vector<std::string> folders;       // inside each site: of the working edition, and latest where it shows that
  std::set<std::string, std::less<>> shared;  // files of the output that frozen editions hold too
  model::Config config;
  std::vector<model::Catalog> catalogs;
  TextStore store;                        // as it was before the edit
  std::optional<std::string> new_report;  // about all sources, as report_of() says it; nothing: as the record says
  Counts counts;                          // of what it says
  std::shared_ptr<const void> rest;       // what they were read with: a process that ends need not take it apart
};

// The edit that made the changed sources of `last` what they are. Nothing: it asks for a full build.
std::optional<TextEdits> read_text_edits(const Arguments& arguments, const Parts& parts, const LastBuild& last, base::Language language,
                                         const base::ForEach& for_each);

}  // namespace kitei::cli
