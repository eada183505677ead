#include "cli/output.h"

#include <algorithm>
#include <iterator>

#include "base/path.h"
#include "cli/disk.h"

namespace kitei::cli {

Output::Output(std::filesystem::path root, Rewrite rewrite) : root_(std::move(root)), rewrite_(rewrite), writer_(std::in_place, root_) {
  const std::filesystem::path file = root_ / pack::kManifestName;
  if (!std::filesystem::is_regular_file(file)) return;
  for (pack::ManifestFile& entry : pack::parse_manifest(read_file(file)).manifest.files) {
    // A manifest from somewhere else must not make us remove files outside this folder.
    if (base::join_path("", entry.path) != entry.path) continue;
    std::string path = entry.path;
    before_.emplace(std::move(path), std::move(entry));
  }
}

Output::Output(base::FileSink sink) : rewrite_(Rewrite::All), sink_(std::move(sink)) {}

void Output::add(const std::string& path, std::string_view bytes) {
  if (sink_) return sink_(path, std::string(bytes));
  pack::ManifestFile entry = pack::manifest_file(path, bytes);
  const TreeWriter::Result result = writer_->write(path, bytes, rewrite_ == Rewrite::All ? Compare::No : Compare::Yes);
  const std::scoped_lock lock(mutex_);
  totals_.files += 1;
  totals_.bytes += bytes.size();
  totals_.written += result.written != Written::Same;
  made_.push_back(std::move(entry));
  files_.push_back({path, bytes.size(), result.modified, result.inode});
}

void Output::finish(const std::function<bool(std::string_view path)>& was_built) {
  if (sink_) return;
  writer_->commit();
  auto by_path = [](const pack::ManifestFile& a, const pack::ManifestFile& b) { return a.path < b.path; };
  std::sort(made_.begin(), made_.end(), by_path);
  std::vector<pack::ManifestFile> kept;
  for (auto& [path, entry] : before_) {
    if (std::binary_search(made_.begin(), made_.end(), entry, by_path)) continue;
    if (!was_built(path)) {
      kept.push_back(std::move(entry));
      continue;
    }
    remove_file(root_, path);
    totals_.removed += 1;
  }
  pack::Manifest manifest;
  manifest.files = std::move(made_);
  std::move(kept.begin(), kept.end(), std::back_inserter(manifest.files));
  const std::string text = pack::manifest_text(std::move(manifest));
  const TreeWriter::Result written = writer_->write(pack::kManifestName, text, Compare::Yes);
  files_.push_back({std::string(pack::kManifestName), text.size(), written.modified, written.inode});
  std::sort(files_.begin(), files_.end(), [](const OutputFile& a, const OutputFile& b) { return a.path < b.path; });
}

}  // namespace kitei::cli
