#include "cli/incremental/last_build.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>

#include "adapters/sha256.h"
#include "cli/load/handbook_report.h"
#include "cli/machine/changes.h"
#include "cli/machine/disk.h"
#include "cli/machine/world.h"
#include "cli/terminal/report.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kAtOnce = 256;  // files of the output

// The program, and from where to where it builds.
std::string origin_of(const fs::path& handbook, const fs::path& output) {
  return fmt::format("{}handbook={}\noutput={}\n", program_identity(), handbook.string(), fs::weakly_canonical(fs::absolute(output)).string());
}

// Everything besides files and the day that decides what is made and what is said; the day stands in the record itself.
std::string key_of(const std::string& origin, const Arguments& arguments, const fs::path& handbook, const fs::path& share, base::Language language) {
  std::string key = origin;
  auto add = [&](std::string_view name, std::string_view value) { key += fmt::format("{}={}\n", name, value); };
  add("share", share.string());
  for (const std::string& part : arguments.only) add("only", part);
  add("edition", arguments.edition);
  add("strict", arguments.strict ? "yes" : "no");
  add("language", language == base::Language::Japanese ? "ja" : "en");
  add("shown", shown_root(handbook));
  add("frame", std::to_string(static_cast<int>(stderr_frame())));
  return key;
}

}  // namespace

TreeScan scan_share(const fs::path& folder) {
  TreeScan all;
  for (const char* part : {"templates", "themes"}) {
    for (FoundFile& file : scan_tree(folder / part).files) {
      all.files.push_back({fmt::format("{}/{}", part, file.path), file.stamp});
    }
  }
  return all;
}

LastBuild::LastBuild(const Arguments& arguments, const fs::path& handbook, const fs::path& output, base::Language language,
                     const base::ForEach& for_each)
    : arguments_(arguments),
      handbook_(handbook),
      output_(output),
      share_folder_(share_folder()),
      origin_(origin_of(handbook, output)),
      key_(key_of(origin_, arguments, handbook, share_folder_, language)),
      looked_at_(clock_nanoseconds()) {
  bool damaged = false;
  if (!arguments.clean) {
    FoundRecord found = read_record(output, key_, origin_);
    damaged = found.damaged;
    if (found.foreign) {
      say_note({"what lies in .kitei/ is of another version of kitei, or of another place; everything is made anew",
                ".kitei/ にあるのは別の版の kitei か別の場所の記録のため、使わずにすべて作り直します"}, language);
    }
    record_ = std::move(found.record);
  }
  // The folders of the handbook are listed one by one; whoever waits for that begins with the files of the output.
  if (record_) seen_outputs_.resize((record_->outputs.size() + kAtOnce - 1) / kAtOnce);
  std::atomic<bool> sources_known{false};
  for_each(3 + seen_outputs_.size(), [&](std::size_t part) {
    if (part == 0) {
      sources_ = list_sources();
      sources_known = true;
    } else if (part == 1) {
      share_ = scan_share(share_folder_);
    } else if (part == 2) {
      if (record_ && !is_intact(*record_)) damaged = true;
    } else if (!sources_known) {
      look_at_outputs(part - 3);
    }
  });
  if (damaged) {
    record_.reset();
    seen_outputs_.clear();
    sources_ = list_sources();
    say_note({"what the last build left in .kitei/ is damaged; everything is made anew",
              ".kitei/ にある前回の記録が壊れているため、すべて作り直します"}, language);
  }
  look_at_files(handbook, sources_, for_each);
  if (record_) compare_inputs(for_each);
  // Before anybody reads them for this build: whoever edits one meanwhile has another hash.
  for (const FoundFile& file : share_.files) {
    const Hash* known = record_ ? known_hash(record_->share, record_->looked_at, file) : nullptr;
    share_files_.add(file.path, file.stamp, known ? *known : adapters::sha256(read_file(share_folder_ / file.path)));
  }
}

// Folders of frozen editions are listed when something came or went in them.
TreeScan LastBuild::list_sources() {
  if (!record_) return list_handbook(handbook_, output_);
  return list_handbook(handbook_, output_, [this](std::string_view folder, TreeScan& out) {
    const bool known = take_known_names(record_->folders, record_->looked_at, record_->sources, handbook_, folder, out);
    doubtful_ = doubtful_ || (!known && is_frozen_path(folder));
    return known;
  });
}

void LastBuild::compare_inputs(const base::ForEach& for_each) {
  if (!sources_.diagnostics.empty() || today(arguments_.as_of, record_->utc_offset_minutes) != record_->today) return;
  Difference sources = cli::compare_inputs(record_->sources, record_->looked_at, sources_, handbook_, for_each);
  const Difference share = cli::compare_inputs(record_->share, record_->looked_at, share_, share_folder_, for_each);
  if (!share.empty()) return;
  for (const std::size_t file : sources.changed) edited_sources_.changed.push_back(sources_.files[file].path);
  for (const std::size_t file : sources.added) edited_sources_.added.push_back(sources_.files[file].path);
  for (const std::size_t file : sources.removed) edited_sources_.removed.emplace_back(record_->sources.path(file));
  inputs_stand_ = sources.empty();
  if (sources.added.empty() && sources.removed.empty()) changed_sources_ = std::move(sources.changed);
  doubtful_ = doubtful_ || sources.doubtful || share.doubtful;
}

bool LastBuild::outputs_stand(const base::ForEach& for_each, const std::function<void()>& beside) {
  for_each(1 + seen_outputs_.size(), [&](std::size_t part) {
    if (part == 0) beside();
    else look_at_outputs(part - 1);
  });
  return record_ && outputs_stand_;
}

void LastBuild::look_at_outputs(std::size_t part) {
  if (seen_outputs_[part] || !outputs_stand_) return;
  seen_outputs_[part] = true;
  const std::size_t first = part * kAtOnce;
  if (!disturbed_outputs(output_, record_->outputs, first, std::min(first + kAtOnce, record_->outputs.size())).empty()) outputs_stand_ = false;
}

bool LastBuild::stands(const base::ForEach& for_each) {
  if (!inputs_stand_ || !outputs_stand(for_each)) return false;
  if (doubtful_) write_record_with_new_times();  // the next one need not read the doubtful ones again
  return true;
}

// Every file has the hash that the record says.
void LastBuild::write_record_with_new_times() {
  const auto take_times = [](FileTable& files, const TreeScan& now) {
    for (std::size_t i = 0; i < now.files.size(); ++i) {  // most have theirs; what is not written costs no page of memory
      if (files.stamp(i) != now.files[i].stamp) files.set(i, now.files[i].stamp, files.hash(i));
    }
  };
  take_times(record_->sources, sources_);
  take_times(record_->share, share_);
  record_->folders = known_folders(sources_, looked_at_).folders;
  record_->looked_at = looked_at_;
  write_record(output_, *record_);
}

void LastBuild::replace_texts(FileTable outputs, const std::vector<Hash>& hashes, std::string_view report) {
  for (std::size_t i = 0; i < changed_sources_.size(); ++i) {
    record_->sources.set(changed_sources_[i], sources_.files[changed_sources_[i]].stamp, hashes[i]);
  }
  record_->outputs = std::move(outputs);
  record_->report = report;
  write_record_with_new_times();
}

Hash LastBuild::share_hash() const {
  std::string text;
  for (std::size_t i = 0; i < share_files_.size(); ++i) {
    text += share_files_.path(i);
    text += '\0';
    text.append(share_files_.hash(i).begin(), share_files_.hash(i).end());
  }
  return adapters::sha256(text);
}

void LastBuild::replace(Loaded& loaded, std::string_view report, std::string_view groups, std::string_view keys, Output& output) {
  BuildRecord record;
  record.key = key_;
  record.today = loaded.today;
  record.utc_offset_minutes = loaded.config().utc_offset_minutes;
  record.looked_at = looked_at_;
  record.sources = std::move(loaded.inputs);
  record.folders = known_folders(sources_, looked_at_).folders;
  record.share = std::move(share_files_);
  record.outputs = output.take_files();
  record.others = output.take_others();
  record.report = report;
  record.groups = groups;
  record.keys = keys;
  write_record(output_, record);
}

}  // namespace kitei::cli
