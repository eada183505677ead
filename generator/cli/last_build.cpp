#include "cli/last_build.h"

#include <fmt/format.h>

#include <cstdio>

#include "adapters/sha256.h"
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
      looked_at_(clock_nanoseconds()),
      sources_(scan_handbook(handbook, output)),
      share_(scan_share(share_folder_)) {
  if (!arguments.clean) {
    FoundRecord found = read_record(output, key_);
    if (found.damaged) {
      const base::Message note{"kitei: what the last build left in .kitei/ is damaged; everything is made anew",
                               "kitei: .kitei/ にある前回の記録が壊れているため、すべて作り直します"};
      fmt::print(stderr, "{}\n", note.in(language));
    }
    record_ = std::move(found.record);
  }
  stands_ = record_ && is_current(for_each);
  if (stands_) return;
  for (const FoundFile& file : share_.files) {
    share_files_.push_back({file.path, file.stamp, adapters::sha256(read_file(share_folder_ / file.path))});
  }
}

bool LastBuild::is_current(const base::ForEach& for_each) {
  if (today(arguments_.as_of, record_->utc_offset_minutes) != record_->today) return false;
  if (!sources_.diagnostics.empty()) return false;
  const Difference sources = compare_inputs(record_->sources, record_->looked_at, sources_, handbook_, for_each);
  const Difference share = compare_inputs(record_->share, record_->looked_at, share_, share_folder_, for_each);
  for (const Difference* difference : {&sources, &share}) {
    if (difference->other_files || !difference->changed.empty()) return false;
  }
  if (!outputs_stand(output_, record_->outputs, for_each)) return false;
  if (sources.doubtful || share.doubtful) {  // the next one need not read them again
    for (std::size_t i = 0; i < sources_.files.size(); ++i) record_->sources[i].stamp = sources_.files[i].stamp;
    for (std::size_t i = 0; i < share_.files.size(); ++i) record_->share[i].stamp = share_.files[i].stamp;
    record_->looked_at = looked_at_;
    write_record(output_, *record_);
  }
  return true;
}

void LastBuild::replace(const Loaded& loaded, std::string report, const Output& output) const {
  BuildRecord record;
  record.key = key_;
  record.today = loaded.today;
  record.utc_offset_minutes = loaded.config().utc_offset_minutes;
  record.looked_at = looked_at_;
  record.sources = loaded.inputs;
  record.share = share_files_;
  record.outputs = output.files();
  record.report = std::move(report);
  write_record(output_, record);
}

}  // namespace kitei::cli
