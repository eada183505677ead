#include "cli/incremental/edit_findings.h"

#include <algorithm>
#include <map>
#include <set>

#include "check/severity.h"
#include "history/unrevised.h"

namespace kitei::cli {
namespace {

bool is_error(const base::Diagnostic& finding) { return finding.severity == base::Severity::Error; }

// Takes those that stand at documents out of the list.
base::Diagnostics take_at(const std::set<std::string_view>& documents, base::Diagnostics& findings) {
  base::Diagnostics taken;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(taken), [&](const auto& finding) { return documents.contains(finding.path); });
  std::erase_if(findings, [&](const auto& finding) { return documents.contains(finding.path); });
  return taken;
}

}  // namespace

// As they are reported.
void EditFindings::grade(base::Diagnostics& findings) const {
  check::grade(findings, handbook_.config);
  check::drop_notes(findings, check::Depth::Faults);
  if (strict_) check::make_strict(findings);
  base::sort_diagnostics(findings);
}

void EditFindings::look_at_whole(base::Diagnostics registers) { whole_ = findings_of_whole(std::move(registers)); }

base::Diagnostics EditFindings::findings_of_whole(base::Diagnostics registers) const {
  base::Diagnostics found = check::check_whole(handbook_, check::Depth::Faults);
  base::append(found, std::move(registers));
  base::append(found, history::check_vanished(handbook_, frozen_));
  grade(found);
  return found;
}

bool EditFindings::check(std::span<ReadDocument> documents, base::Diagnostics registers, const check::AssetBytes& asset) {
  if (!check_whole(documents, std::move(registers))) return false;
  for (ReadDocument& read : documents) {
    const model::Document& document = handbook_.documents[read.index];
    // What is said of a part that it includes may be said for another document.
    const auto in_part = [&](const base::Diagnostic& finding) {
      return std::find(document.files.begin() + 1, document.files.end(), finding.path) != document.files.end();
    };
    if (std::any_of(others_.begin(), others_.end(), in_part)) return false;
    base::append(read.findings, check::check_document(handbook_, document, today_, check::Depth::Faults));
    base::append(read.findings, check::check_images(document, asset));
    grade(read.findings);
    for (const base::Diagnostic& finding : read.findings) {
      if (is_error(finding) || finding.path != document.path) return false;
    }
  }
  return true;
}

// Where it is said at documents it must be the same, and not at those that are read: the findings of these are their own.
bool EditFindings::check_whole(std::span<const ReadDocument> documents, base::Diagnostics registers) {
  base::Diagnostics after = findings_of_whole(std::move(registers));
  std::set<std::string_view> paths, read;
  for (const base::Diagnostics* findings : {&whole_, &after}) {
    for (const base::Diagnostic& finding : *findings) paths.insert(finding.path);
  }
  std::erase_if(paths, [&](std::string_view path) {
    return std::none_of(handbook_.documents.begin(), handbook_.documents.end(), [&](const auto& document) { return document.path == path; });
  });
  for (const ReadDocument& document : documents) {
    if (paths.contains(handbook_.documents[document.index].path)) return false;
  }
  base::Diagnostics before = whole_;
  if (take_at(paths, before) != take_at(paths, after) || std::any_of(after.begin(), after.end(), is_error)) return false;
  others_ = store_.other_findings();
  for (const base::Diagnostic& finding : before) {
    const auto found = std::find(others_.begin(), others_.end(), finding);
    if (found == others_.end()) return false;
    others_.erase(found);
  }
  same_whole_ = after == before;
  base::append(others_, std::move(after));
  base::sort_diagnostics(others_);
  return true;
}

std::optional<ChangedReport> EditFindings::changed_report(const LastBuild& last, std::span<const ReadDocument> documents,
                                                          std::span<const ReadDocument> gone, base::Language language) const {
  if (!same_whole_) return std::nullopt;
  std::vector<ReportedFile> files;
  for (const std::span<const ReadDocument> each : {documents, gone}) {
    for (const ReadDocument& read : each) {
      files.push_back({read.old_findings, read.old_bytes.empty() ? read.bytes : read.old_bytes, read.findings, read.bytes});
    }
  }
  return change_report(last, store_.counts(), files, language);
}

std::optional<base::Diagnostics> EditFindings::all(std::span<const ReadDocument> documents) const {
  std::map<std::size_t, const base::Diagnostics*> own;
  for (const ReadDocument& read : documents) own.emplace(read.index, &read.findings);
  base::Diagnostics all = others_;
  for (std::size_t i = 0; i < handbook_.documents.size(); ++i) {
    if (const auto known = own.find(i); known != own.end()) {
      base::append(all, base::Diagnostics(*known->second));
    } else if (auto stored = store_.text(i)) {
      base::append(all, std::move(stored->findings));
    } else {
      return std::nullopt;
    }
  }
  base::sort_diagnostics(all);
  return all;
}

}  // namespace kitei::cli
