// One site of the output: pages, assets, Word files and JSON, all made from one View.
#pragma once
#include <string>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/plan.h"
#include "cli/share.h"
#include "render/docx/options.h"

namespace kitei::cli {

// What a build was asked to make: everything, or what --only and --edition name.
struct Parts {
  bool site = true;
  bool docx = true;
  bool packs = true;
  bool exports = true;
  std::string edition;  // empty: all editions

  // Whether a file of the output belongs to it; the others are neither written nor tidied away.
  bool cover(std::string_view path) const;
};

// Writes site/ (or site-<id>/) into `output`. Faults of templates come back as diagnostics.
base::Diagnostics build_site(const Loaded& loaded, const View& view, const Share& share, const std::string& site_id,
                             const std::string& folder, const Parts& parts, Output& output, const base::ForEach& for_each);

// How the Word files of an edition are made.
render::docx::DocxOptions word_options(const Loaded& loaded, const model::Edition& edition, const Share& share);

// The bytes of a file of the tree that a document was read from, or nullptr.
const std::string* asset_bytes(const Loaded& loaded, const std::string& origin, const std::string& path);

}  // namespace kitei::cli
