// What is said of a handbook on stderr.
#pragma once
#include <filesystem>
#include <string>

#include "base/for_each.h"
#include "cli/load/load.h"
#include "cli/terminal/report.h"

namespace kitei::cli {

// The diagnostics as stderr wants them, `path:line:column: …` and a summary. Besides the diagnostics and the sources it
// depends on shown_root() and stderr_frame().
std::string report_of(const Loaded& loaded, base::Language language, const base::ForEach& for_each = base::in_order);
std::string summary_of(const Counts& counts, check::Depth depth, base::Language language);  // its last line; "" when there is nothing to say
std::string shown_root(const std::filesystem::path& folder);  // how paths of a handbook are shown from here
Frame stderr_frame();

// Prints report_of(); true when there is an error.
bool report_diagnostics(const Loaded& loaded, base::Language language);

}  // namespace kitei::cli
