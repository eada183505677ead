#include "cli/output.h"

#include "base/path.h"
#include "cli/disk.h"

namespace kitei::cli {

Output::Output(std::filesystem::path root, Rewrite rewrite) : root_(std::move(root)), rewrite_(rewrite) {
  const std::filesystem::path file = root_ / pack::kManifestName;
  if (!std::filesystem::is_regular_file(file)) return;
  for (pack::ManifestFile& entry : pack::parse_manifest(read_file(file)).manifest.files) {
    // A manifest from somewhere else must not make us remove files outside this folder.
    if (base::join_path("", entry.path) != entry.path) continue;
    std::string path = entry.path;
    before_.emplace(std::move(path), std::move(entry));
  }
}

void Output::add(const std::string& path, std::string_view bytes) {
  pack::ManifestFile entry = pack::manifest_file(path, bytes);
  const Written written = write_file(root_ / path, bytes, rewrite_ == Rewrite::All ? Compare::No : Compare::Yes);
  const std::scoped_lock lock(mutex_);
  totals_.files += 1;
  totals_.bytes += bytes.size();
  totals_.written += written != Written::Same;
  made_[path] = std::move(entry);
}

void Output::finish(const std::function<bool(std::string_view path)>& was_built) {
  for (const auto& [path, entry] : before_) {
    if (made_.contains(path)) continue;
    if (!was_built(path)) {
      made_.emplace(path, entry);
      continue;
    }
    remove_file(root_, path);
    totals_.removed += 1;
  }
  pack::Manifest manifest;
  for (const auto& [path, entry] : made_) manifest.files.push_back(entry);
  write_file(root_ / pack::kManifestName, pack::manifest_text(std::move(manifest)));
}

}  // namespace kitei::cli
