#include "cli/output.h"

#include "adapters/hash.h"
#include "adapters/json.h"
#include "base/path.h"
#include "cli/disk.h"

namespace kitei::cli {
namespace {

constexpr std::string_view kManifest = "manifest.json";

}  // namespace

Output::Output(std::filesystem::path root) : root_(std::move(root)) {
  const std::filesystem::path file = root_ / kManifest;
  if (!std::filesystem::is_regular_file(file)) return;
  const auto manifest = adapters::parse_json(read_file(file), kManifest, "manifest-invalid");
  const adapters::Json* files = manifest.value.find("files");
  if (!files || !files->array()) return;
  for (const adapters::Json& entry : *files->array()) {
    const adapters::Json* path = entry.find("path");
    const adapters::Json* bytes = entry.find("bytes");
    const adapters::Json* sha256 = entry.find("sha256");
    if (!path || !path->text() || !bytes || !bytes->integer() || !sha256 || !sha256->text()) continue;
    // A manifest from somewhere else must not make us remove files outside this folder.
    if (base::join_path("", *path->text()) != *path->text()) continue;
    before_[*path->text()] = {static_cast<std::uint64_t>(*bytes->integer()), *sha256->text()};
  }
}

void Output::add(const std::string& path, std::string_view bytes) {
  Entry entry{bytes.size(), adapters::sha256_hex(bytes)};
  const Written written = write_file(root_ / path, bytes);
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
  adapters::JsonArray files;
  for (const auto& [path, entry] : made_) {
    files.push_back(adapters::JsonObject{{"path", path}, {"bytes", entry.bytes}, {"sha256", entry.sha256}});
  }
  const adapters::JsonObject manifest{{"schema", 1}, {"files", std::move(files)}};
  write_file(root_ / kManifest, adapters::to_text(manifest, 1) + "\n");
}

}  // namespace kitei::cli
