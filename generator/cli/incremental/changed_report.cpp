#include "cli/incremental/changed_report.h"

#include "cli/load/handbook_report.h"

namespace kitei::cli {
namespace {

std::string report_text(const LastBuild& last, const base::Diagnostics& findings, std::string_view bytes, base::Language language) {
  const std::string text(bytes);
  return human_report(findings, language, [&](std::string_view) { return &text; }, shown_root(last.handbook()), stderr_frame());
}

}  // namespace

// The report says the findings of a file one after the other, and how many there are of all at its end.
std::optional<ChangedReport> change_report(const LastBuild& last, const Counts& counts, std::span<const ReportedFile> files, base::Language language) {
  const std::string_view whole = last.report();
  const std::string old_summary = summary_of(counts, check::Depth::Faults, language);
  if (!whole.ends_with(old_summary)) return std::nullopt;
  ChangedReport changed;
  changed.counts = counts;
  for (const ReportedFile& file : files) {
    const std::string before = report_text(last, file.findings_before, file.bytes_before, language);
    const std::string after = report_text(last, file.findings, file.bytes, language);
    if (before == after) continue;
    // It can have megabytes, and most edits leave it as it is.
    if (!changed.text) changed.text = whole.substr(0, whole.size() - old_summary.size());
    const auto at = before.empty() ? std::string::npos : changed.text->find(before);
    if (at == std::string::npos) return std::nullopt;
    changed.text->replace(at, before.size(), after);
    changed.counts.warnings += count(file.findings).warnings - count(file.findings_before).warnings;
  }
  if (changed.text) *changed.text += summary_of(changed.counts, check::Depth::Faults, language);
  return changed;
}

}  // namespace kitei::cli
