#include "cli/incremental/edit_findings.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "check/severity.h"
#include "cli/incremental/edit_surroundings.h"
#include "history/unrevised.h"

namespace kitei::cli {
namespace {

bool has_errors(const base::Diagnostics& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const base::Diagnostic& finding) { return finding.severity == base::Severity::Error; });
}

using Paths = std::set<std::string, std::less<>>;

// Takes those that stand in these files out of the list.
base::Diagnostics take_at(const Paths& paths, base::Diagnostics& findings) {
  base::Diagnostics taken;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(taken), [&](const auto& finding) { return paths.contains(finding.path); });
  std::erase_if(findings, [&](const auto& finding) { return paths.contains(finding.path); });
  return taken;
}

}  // namespace

void EditFindings::look_at_whole(base::Diagnostics registers, const RegisterEdit* edit) {
  registers_ = edit;
  whole_ = findings_of_whole(std::move(registers));
}

// As they were found, each by what its own file allows.
base::Diagnostics EditFindings::findings_of_whole(base::Diagnostics registers) const {
  base::Diagnostics found = check::check_whole_of_cards(handbook_);
  base::append(found, std::move(registers));
  base::append(found, history::check_vanished(handbook_, frozen_));
  check::grade(found, how_.config);
  Paths judged;
  if (check::are_allowances_judged(how_.config, how_.depth)) {
    for (const model::Allowance& allowance : in_registers_) judged.insert(allowance.path);
    for (const model::Document& document : handbook_.documents) {
      if (!document.allowances.empty()) judged.insert(document.path);
    }
  }
  const base::Diagnostics beside = take_at(judged, found);
  check::drop_notes(found, how_.depth);
  base::append(found, beside);
  base::sort_diagnostics(found);
  return found;
}

bool EditFindings::knows_of_others(std::span<const ReadDocument> documents, base::Diagnostics findings) const {
  check::grade(findings, how_.config);
  check::drop_notes(findings, how_.depth);
  return std::all_of(findings.begin(), findings.end(), [&](const base::Diagnostic& finding) {
    const auto at = std::find_if(handbook_.documents.begin(), handbook_.documents.end(), [&](const auto& document) { return document.path == finding.path; });
    if (at == handbook_.documents.end()) return false;
    const auto index = static_cast<std::size_t>(at - handbook_.documents.begin());
    if (std::any_of(documents.begin(), documents.end(), [&](const ReadDocument& read) { return read.index == index; })) return true;
    const auto stored = store_.text(index);
    return stored && std::find(stored->findings.begin(), stored->findings.end(), finding) != stored->findings.end();
  });
}

bool EditFindings::check(std::span<ReadDocument> documents, base::Diagnostics registers, const check::AssetBytes& asset) {
  return check_whole(documents, std::move(registers)) &&
         std::all_of(documents.begin(), documents.end(), [&](ReadDocument& read) { return check_document(read, asset); });
}

bool EditFindings::check_document(ReadDocument& read, const check::AssetBytes& asset) const {
  const model::Document& document = handbook_.documents[read.index];
  if (!allowances_stand_alone(document.allowances, how_.config)) return false;
  // What is said of a part that it includes may be said for another document.
  const auto in_part = [&](const base::Diagnostic& finding) {
    return std::find(document.files.begin() + 1, document.files.end(), finding.path) != document.files.end();
  };
  if (std::any_of(others_.begin(), others_.end(), in_part)) return false;
  const check::Depth depth = check::depth_for(document.allowances, how_.config, how_.depth);
  base::append(read.findings, check::check_document(handbook_, document, how_.today, depth));
  base::append(read.findings, check::check_images(document, asset));
  read.findings = check::as_found(std::move(read.findings), document.allowances, how_.config);
  return !has_errors(reported(read.findings, document.allowances)) &&
         std::all_of(read.findings.begin(), read.findings.end(), [&](const base::Diagnostic& finding) { return finding.path == document.path; });
}

// Where it is said at documents that are not read it must be the same; at others it is among their own findings.
bool EditFindings::check_whole(std::span<ReadDocument> documents, base::Diagnostics registers) {
  base::Diagnostics after = findings_of_whole(std::move(registers));
  base::Diagnostics before = whole_;
  std::map<std::string_view, ReadDocument*> read;
  for (ReadDocument& document : documents) read.emplace(handbook_.documents[document.index].path, &document);
  for (const base::Diagnostic& finding : after) {
    if (const auto at = read.find(finding.path); at != read.end()) at->second->findings.push_back(finding);
  }
  Paths others;
  for (base::Diagnostics* findings : {&before, &after}) {
    std::erase_if(*findings, [&](const auto& finding) { return read.contains(finding.path); });
    for (const base::Diagnostic& finding : *findings) others.insert(finding.path);
  }
  std::erase_if(others, [&](const std::string& path) {
    return std::none_of(handbook_.documents.begin(), handbook_.documents.end(), [&](const auto& document) { return document.path == path; });
  });
  if (take_at(others, before) != take_at(others, after)) return false;
  others_ = store_.other_findings();
  for (const base::Diagnostic& finding : before) {
    const auto found = std::find(others_.begin(), others_.end(), finding);
    if (found == others_.end()) return false;
    others_.erase(found);
  }
  if (registers_ && registers_->has_findings(others_)) return false;  // of reading them
  same_whole_ = after == before && !(registers_ && registers_->has_findings(after));
  base::append(others_, std::move(after));
  base::sort_diagnostics(others_);
  return !has_errors(reported(others_, in_registers_));
}

std::optional<ChangedReport> EditFindings::changed_report(const LastBuild& last, std::span<const ReadDocument> documents,
                                                          std::span<const ReadDocument> gone, base::Language language) const {
  if (!same_whole_) return std::nullopt;
  std::vector<ReportedFile> files;
  std::deque<base::Diagnostics> room;
  const auto add = [&](const ReadDocument& read, const std::vector<model::Allowance>& allowances) {
    const base::Diagnostics& before = room.emplace_back(reported(read.old_findings, read.old_allowances));
    const base::Diagnostics& after = room.emplace_back(reported(read.findings, allowances));
    files.push_back({before, read.old_bytes.empty() ? read.bytes : read.old_bytes, after, read.bytes});
  };
  for (const ReadDocument& read : documents) add(read, handbook_.documents[read.index].allowances);
  for (const ReadDocument& read : gone) add(read, {});
  return change_report(last, store_.counts(), files, language);
}

std::optional<base::Diagnostics> EditFindings::all(std::span<const ReadDocument> documents) const {
  std::map<std::size_t, const base::Diagnostics*> own;
  for (const ReadDocument& read : documents) own.emplace(read.index, &read.findings);
  base::Diagnostics all = reported(others_, in_registers_);
  for (std::size_t i = 0; i < handbook_.documents.size(); ++i) {
    const std::vector<model::Allowance>& allowances = handbook_.documents[i].allowances;
    if (const auto known = own.find(i); known != own.end()) {
      base::append(all, reported(*known->second, allowances));
    } else if (auto stored = store_.text(i)) {
      base::append(all, reported(std::move(stored->findings), allowances));
    } else {
      return std::nullopt;
    }
  }
  base::sort_diagnostics(all);
  return all;
}

}  // namespace kitei::cli
