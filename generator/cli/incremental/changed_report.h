// The report of the last build after the findings of a few files changed.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "cli/incremental/last_build.h"
#include "cli/terminal/report.h"

namespace kitei::cli {

// A file before and after: its findings as they are reported, and its text.
struct ReportedFile {
  const base::Diagnostics& findings_before;
  std::string_view bytes_before;
  const base::Diagnostics& findings;
  std::string_view bytes;
};

struct ChangedReport {
  std::optional<std::string> text;  // as report_of() says it; nothing: as the last build said it
  Counts counts;                    // of what it says
};

// `counts` are those of the last build. Nothing: it cannot be told where in the report the findings of a file stand.
std::optional<ChangedReport> change_report(const LastBuild& last, const Counts& counts, std::span<const ReportedFile> files, base::Language language);

}  // namespace kitei::cli
