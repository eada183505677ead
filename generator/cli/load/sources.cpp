#include "cli/load/sources.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "cli/load/frozen_names.h"
#include "cli/machine/changes.h"
#include "cli/machine/disk.h"
#include "history/edition.h"
#include "history/freeze.h"
#include "source/document.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

// The files of one edition: `first` up to `end` of the scan, which is in the order of paths.
struct Range {
  std::string folder;  // "editions/<id>/"
  std::size_t first = 0;
  std::size_t end = 0;
};

std::vector<Range> edition_ranges(const TreeScan& scan) {
  std::vector<Range> ranges;
  for (std::size_t i = 0; i < scan.files.size(); ++i) {
    const std::string& path = scan.files[i].path;
    if (!is_frozen_path(path)) continue;
    const auto slash = path.find('/', kEditions.size());
    if (slash == std::string::npos) continue;
    if (ranges.empty() || !path.starts_with(ranges.back().folder)) ranges.push_back({path.substr(0, slash + 1), i, i});
    ranges.back().end = i + 1;
  }
  return ranges;
}

FrozenSource kept_source(StoredEdition stored, const Hash& key) {
  FrozenSource source;
  source.edition.id = stored.record.id;
  source.edition.record = std::move(stored.record);
  source.edition.handbook = std::move(stored.handbook);
  source.diagnostics = std::move(stored.diagnostics);
  source.key = key;
  source.kept = true;
  source.texts = std::move(stored.texts);
  source.facts = std::move(stored.facts);
  return source;
}

void sort_by_age(std::vector<FrozenSource>& editions) {
  std::sort(editions.begin(), editions.end(), [](const FrozenSource& a, const FrozenSource& b) {
    return history::is_older(*a.edition.record, *b.edition.record);
  });
}

// What earlier builds kept of these editions. The files of the others are in `files` afterwards, whether they had to be read
// to know their hashes or not.
void find_kept(const fs::path& folder, const Earlier& earlier, const base::ForEach& for_each, base::FileTree& files, SourceFiles& out,
               const std::vector<Range>& ranges) {
  std::vector<EditionCache::Found> found(ranges.size());
  std::vector<Hash> keys(ranges.size());
  for_each(ranges.size(), [&](std::size_t i) {
    keys[i] = EditionCache::key_of(out.inputs, ranges[i].first, ranges[i].end);
    found[i] = earlier.editions->find(keys[i]);
  });
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    out.damaged = out.damaged || found[i].damaged;
    if (!found[i].edition) {
      for (std::size_t file = ranges[i].first; file < ranges[i].end; ++file) {
        const std::string path(out.inputs.path(file));
        if (!files.contains(path)) files.emplace(path, read_file(folder / path));
      }
      continue;
    }
    const auto first = files.lower_bound(ranges[i].folder);
    files.erase(first, std::find_if(first, files.end(), [&](const auto& file) { return !file.first.starts_with(ranges[i].folder); }));
    out.frozen.push_back(kept_source(std::move(*found[i].edition), keys[i]));
  }
}

// Diagnostics go to the edition that they are about.
void read_others(base::FileTree files, SourceFiles& out, const std::vector<Range>& ranges) {
  history::SplitTree split = history::split_editions(std::move(files));
  out.working = std::move(split.working);
  base::Read<std::vector<history::FrozenFiles>> read = history::read_frozen_editions(std::move(split.editions));
  for (history::FrozenFiles& edition : read.value) {
    FrozenSource& source = out.frozen.emplace_back();
    source.edition.id = edition.record.id;
    source.edition.record = std::move(edition.record);
    source.files = std::move(edition.files);
    const std::string folder = std::string(kEditions) + source.edition.id + "/";
    for (const Range& range : ranges) {
      if (range.folder == folder) source.key = EditionCache::key_of(out.inputs, range.first, range.end);
    }
    const auto own = std::stable_partition(read.diagnostics.begin(), read.diagnostics.end(), [&](const base::Diagnostic& diagnostic) {
      return !diagnostic.path.starts_with(folder);
    });
    source.diagnostics.assign(std::make_move_iterator(own), std::make_move_iterator(read.diagnostics.end()));
    read.diagnostics.erase(own, read.diagnostics.end());
  }
  out.diagnostics = std::move(read.diagnostics);
}

// Sources of so many bytes are held together: reading a file a second time costs more than keeping it.
constexpr std::uint64_t kHeld = 16 << 20;

}  // namespace

bool frozen_editions_stand(const TreeScan& scan, const FileTable& before, std::size_t count) {
  std::size_t left = 0;  // files of frozen editions before
  for (std::size_t i = 0; i < before.size(); ++i) left += is_frozen_path(before.path(i));
  for (const FoundFile& file : scan.files) {
    if (!is_frozen_path(file.path)) continue;
    const auto known = before.find(file.path);
    if (!known || before.stamp(*known) != file.stamp) return false;
    --left;
  }
  return left == 0 && edition_ranges(scan).size() == count;  // each of them could be read
}

SourceFiles read_sources(const fs::path& folder, const TreeScan& scan, const Earlier& earlier, Texts texts,
                         const base::ForEach& for_each) {
  SourceFiles out;
  const std::vector<Range> ranges = edition_ranges(scan);
  std::uint64_t size = 0;
  for (const FoundFile& file : scan.files) size += file.stamp.size;
  out.texts_on_disk = texts == Texts::OnDisk && ranges.empty() && size > kHeld;
  FilesRead read = read_files(folder, scan, for_each, [&](std::size_t i) -> const Hash* {
    if (earlier.frozen && is_frozen_path(scan.files[i].path)) return &earlier.frozen->hash(*earlier.frozen->find(scan.files[i].path));
    const bool may_be_kept = earlier.editions && earlier.last && is_frozen_path(scan.files[i].path);
    return may_be_kept ? known_hash(earlier.last->sources, earlier.last->looked_at, scan.files[i]) : nullptr;
  }, [&](std::size_t i) { return out.texts_on_disk && source::is_document_path(scan.files[i].path); });
  for (std::size_t i = 0; i < scan.files.size(); ++i) out.inputs.add(scan.files[i].path, scan.files[i].stamp, read.hashes[i]);
  if (earlier.editions) find_kept(folder, earlier, for_each, read.files, out, ranges);
  read_others(std::move(read.files), out, ranges);
  sort_by_age(out.frozen);
  return out;
}

std::optional<KeptEditions> kept_editions(const TreeScan& scan, const FileTable& inputs, const fs::path& output, EditionPart of_newest,
                                          const base::ForEach& for_each) {
  const std::vector<Range> ranges = edition_ranges(scan);
  std::vector<Hash> keys(ranges.size());
  for_each(ranges.size(), [&](std::size_t i) { keys[i] = EditionCache::key_of(inputs, ranges[i].first, ranges[i].end); });
  KeptEditions kept;
  if (auto names = find_frozen_names(output, keys)) {
    kept.timeline = std::move(names->timeline);
    for (OlderEdition& older : names->older) {
      std::erase(keys, older.key);
      kept.editions.push_back(kept_source({std::move(older.record), std::move(older.handbook), {}, {}, std::move(older.facts)}, older.key));
      kept.editions.back().in_part = true;
      kept.editions.back().edition.left_out = std::move(older.left_out);
    }
  }
  const EditionCache cache(output);
  const EditionPart part = keys.size() == 1 ? of_newest : EditionPart::Names;
  std::vector<std::optional<FrozenSource>> found(keys.size());
  for_each(keys.size(), [&](std::size_t i) {
    if (auto stored = cache.find(keys[i], part).edition) found[i] = kept_source(std::move(*stored), keys[i]);
  });
  for (std::optional<FrozenSource>& source : found) {
    if (!source) return std::nullopt;
    kept.editions.push_back(std::move(*source));
  }
  sort_by_age(kept.editions);
  return kept;
}

}  // namespace kitei::cli
