#include "cli/load/handbook_report.h"

#include <fmt/format.h>

#include <cstdio>
#include <span>
#include <vector>

#include "cli/machine/world.h"

namespace kitei::cli {

namespace fs = std::filesystem;

std::string shown_root(const fs::path& folder) {
  std::error_code error;
  const fs::path root = fs::relative(folder, fs::current_path(), error);
  if (error || root.generic_string().starts_with("../..")) return folder.generic_string();
  return root == "." ? std::string{} : root.generic_string();
}

Frame stderr_frame() {
  return !stderr_is_terminal() ? Frame::None : stderr_has_colour() ? Frame::Colour : Frame::Plain;
}

std::string report_of(const Loaded& loaded, base::Language language, const base::ForEach& for_each) {
  constexpr std::size_t kRun = 256;  // findings, and those of the same file
  const std::span<const base::Diagnostic> all = loaded.diagnostics;
  std::vector<std::span<const base::Diagnostic>> runs;
  for (std::size_t from = 0; from < all.size();) {
    std::size_t to = std::min(all.size(), from + kRun);
    while (to < all.size() && all[to].path == all[to - 1].path) ++to;
    runs.push_back(all.subspan(from, to - from));
    from = to;
  }
  std::vector<std::string> texts(runs.size());
  const std::string root = shown_root(loaded.folder);
  for_each(runs.size(), [&](std::size_t i) {
    std::string room;
    texts[i] = human_report(runs[i], language, [&](std::string_view path) { return loaded.source(path, room); }, root, stderr_frame());
  });
  std::string report;
  std::size_t size = 0;
  for (const std::string& text : texts) size += text.size();
  report.reserve(size + kRun);
  for (std::string& text : texts) {
    report += text;
    std::string().swap(text);
  }
  return report += summary_of(count(loaded.diagnostics), loaded.depth, language);
}

std::string summary_of(const Counts& counts, check::Depth depth, base::Language language) {
  if (counts.errors + counts.warnings + counts.infos == 0) return {};
  const bool notes = depth == check::Depth::Notes;
  const base::Message summary{
      fmt::format("{} errors, {} warnings{}", counts.errors, counts.warnings, notes ? fmt::format(", {} notes", counts.infos) : " (notes: kitei check)"),
      fmt::format("エラー {} 件、警告 {} 件{}", counts.errors, counts.warnings, notes ? fmt::format("、情報 {} 件", counts.infos) : "（情報は kitei check）")};
  return summary.in(language) + "\n";
}

bool report_diagnostics(const Loaded& loaded, base::Language language) {
  std::fputs(report_of(loaded, language).c_str(), stderr);
  return count(loaded.diagnostics).errors > 0;
}

}  // namespace kitei::cli
