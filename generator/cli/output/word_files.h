// The Word files of a site: one for each document of each edition, and a binder of each edition.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/for_each.h"
#include "cli/load/load.h"
#include "cli/output/keyed_files.h"
#include "cli/output/output.h"
#include "cli/output/plan.h"
#include "cli/output/share.h"
#include "cli/output/site.h"
#include "render/docx/options.h"

namespace kitei::cli {

// How the Word files of an edition are made.
render::docx::DocxOptions word_options(const Loaded& loaded, const model::Edition& edition, const Share& share);

// Whether a site with these editions has a Word file at this path inside it.
bool is_word_file(const SeenEditions& editions, std::string_view path);

// The one at this path, or nothing when there is none there.
std::optional<std::string> make_word_file(const Loaded& loaded, const View& view, const Share& share, std::string_view path);

// All that `parts` ask for, into the folder of the site (`root`, "site/"). Those of editions that stand, and those that the last
// build made from the same, are kept; each of the others is a job, to be done by any thread (a binder takes as long as hundreds of
// documents: others make pages meanwhile). Jobs refer to all that they were made from.
Jobs word_jobs(const Loaded& loaded, const View& view, const Share& share, const std::string& root, const Parts& parts, KeyedFiles& keyed,
               Output& output, const base::ForEach& for_each);

}  // namespace kitei::cli
