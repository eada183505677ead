// A small handbook made by hand, for the tests of the website: two frozen editions and a draft, Japanese, with
// everything that pages show (chapters, a retired document, a draft, a form with a file, records, two catalogues, a
// statement of applicability).
#pragma once
#include <string>
#include <vector>

#include "render/html/site.h"

namespace kitei::test {

struct Sample {
  model::Edition old;      // 2025.1, superseded
  model::Edition current;  // 2026.1, in force
  model::Edition draft;    // 2026.2
  model::Edition latest;
  render::html::AssetNames assets;
  render::html::Templates templates;
  base::FileTree template_files;
  base::Diagnostics diagnostics;  // of reading the templates and the interface texts

  render::html::SiteInput input() const;
};

// Reads templates/ of the source tree.
Sample make_sample();

// A document with a title, a body and the usual front matter; resolved by hand.
model::Document make_document(std::string id, std::string kind, std::string title, std::string version);

// Builds the indexes of a hand-made handbook: ids, backlinks of `implements` and `related`, parts, implementers, record
// users.
void index_handbook(model::Handbook& handbook);

}  // namespace kitei::test
