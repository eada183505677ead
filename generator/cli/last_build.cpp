#include "cli/last_build.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>

#include "adapters/sha256.h"
#include "cli/changes.h"
#include "cli/disk.h"
#include "cli/world.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

// Everything besides files that decides what is made and what is said.
std::string key_of(const Arguments& arguments, const fs::path& handbook, const fs::path& output, const fs::path& share,
                   base::Language language) {
  std::string key = program_identity();
  auto add = [&](std::string_view name, std::string_view value) { key += fmt::format("{}={}\n", name, value); };
  add("handbook", handbook.string());
  add("output", fs::weakly_canonical(fs::absolute(output)).string());
  add("share", share.string());
  for (const std::string& part : arguments.only) add("only", part);
  add("edition", arguments.edition);
  add("as-of", arguments.as_of ? base::iso_date(*arguments.as_of) : std::string());
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
    for (FoundFile& file : scan_tree(folder / part, [](std::string_view) { return false; }).files) {
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
      key_(key_of(arguments, handbook, output, share_folder_, language)),
      looked_at_(clock_nanoseconds()) {
  if (!arguments.clean) {
    FoundRecord found = read_record(output, key_);
    if (found.damaged) {
      const base::Message note{"kitei: what the last build left in .kitei/ is damaged; everything is made anew",
                               "kitei: .kitei/ にある前回の記録が壊れているため、すべて作り直します"};
      fmt::print(stderr, "{}\n", note.in(language));
    }
    record_ = std::move(found.record);
  }
  // The folders of the handbook are looked at one by one, the files of the output by parts: all of it side by side.
  constexpr std::size_t kAtOnce = 1024;
  const std::size_t outputs = record_ ? record_->outputs.size() : 0;
  std::atomic<bool> outputs_stand{true};
  for_each(2 + (outputs + kAtOnce - 1) / kAtOnce, [&](std::size_t part) {
    if (part == 0) {
      sources_ = scan_handbook(handbook, output);
    } else if (part == 1) {
      share_ = scan_share(share_folder_);
    } else if (outputs_stand) {
      const std::size_t first = (part - 2) * kAtOnce;
      if (!disturbed_outputs(output, record_->outputs, first, std::min(first + kAtOnce, outputs)).empty()) outputs_stand = false;
    }
  });
  output_stands_ = record_ && outputs_stand;
  if (record_) compare(for_each);
  if (stands_) return;
  // Before anybody reads them for this build: whoever edits one meanwhile has another hash.
  for (const FoundFile& file : share_.files) {
    share_files_.add(file.path, file.stamp, adapters::sha256(read_file(share_folder_ / file.path)));
  }
}

void LastBuild::compare(const base::ForEach& for_each) {
  if (!output_stands_ || today(arguments_.as_of, record_->utc_offset_minutes) != record_->today) return;
  if (!sources_.diagnostics.empty()) return;
  Difference sources = compare_inputs(record_->sources, record_->looked_at, sources_, handbook_, for_each);
  const Difference share = compare_inputs(record_->share, record_->looked_at, share_, share_folder_, for_each);
  if (sources.other_files || share.other_files || !share.changed.empty()) return;
  changed_sources_ = std::move(sources.changed);
  stands_ = changed_sources_.empty();
  // The next one need not read the doubtful ones again.
  if (stands_ && (sources.doubtful || share.doubtful)) write_record_with_new_times();
}

// Every file has the hash that the record says.
void LastBuild::write_record_with_new_times() {
  for (std::size_t i = 0; i < sources_.files.size(); ++i) record_->sources.set(i, sources_.files[i].stamp, record_->sources.hash(i));
  for (std::size_t i = 0; i < share_.files.size(); ++i) record_->share.set(i, share_.files[i].stamp, record_->share.hash(i));
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

void LastBuild::replace(Loaded& loaded, std::string_view report, std::string_view groups, Output& output) {
  BuildRecord record;
  record.key = key_;
  record.today = loaded.today;
  record.utc_offset_minutes = loaded.config().utc_offset_minutes;
  record.looked_at = looked_at_;
  record.sources = std::move(loaded.inputs);
  record.share = std::move(share_files_);
  record.outputs = output.take_files();
  record.others = output.take_others();
  record.report = report;
  record.groups = groups;
  write_record(output_, record);
}

}  // namespace kitei::cli
