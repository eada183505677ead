#include "cli/output/output.h"

#include <deque>

#include "adapters/hash.h"
#include "adapters/sha256.h"
#include "base/path.h"
#include "cli/machine/disk.h"

namespace kitei::cli {
namespace {

// All of both, which have no path in common: add(table, index) in the order of paths.
template <class Add>
void merge(const FileTable& a, const FileTable& b, const Add& add) {
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a.path(i) < b.path(j))) add(a, i++);
    else add(b, j++);
  }
}

// The text of manifest.json.
std::string output_manifest(const FileTable& made, const FileTable& others) {
  pack::ManifestWriter manifest;
  manifest.reserve(made.size() + others.size(), made.paths().size() + others.paths().size());
  merge(made, others, [&](const FileTable& table, std::size_t i) {
    if (table.path(i) != pack::kManifestName) manifest.add(table.path(i), table.stamp(i).size, table.hash(i));
  });
  return manifest.finish();
}

constexpr std::size_t kFewChanges = 16;  // of so many entries one: then the others are copied

pack::ManifestChange listed(const FileTable& files, std::size_t i) { return {files.path(i), true, files.stamp(i).size, files.hash(i)}; }

Stamp stamp_after(std::uint64_t size, const TreeWriter::Result& written) { return {size, written.modified, 0, written.inode}; }

bool manifest_stands(const std::filesystem::path& file, const BuildRecord& last) {
  const auto entry = last.outputs.find(pack::kManifestName);
  if (!entry) return false;
  Stamp now = stamp_of(file);
  now.changed = 0;
  return now == last.outputs.stamp(*entry);
}

void add_made(FileTable& files, const FileTable& table, std::size_t i) {
  if (table.path(i) != pack::kManifestName) files.add(table.path(i), table.stamp(i), table.hash(i));
}

// What the manifest says, and, where it is damaged or gone, what the last build of the same kind made.
FileTable read_manifest(const std::filesystem::path& file, const BuildRecord* last) {
  FileTable files;
  pack::ParsedManifest parsed = pack::parse_manifest(std::filesystem::is_regular_file(file) ? read_file(file) : std::string());
  for (const pack::ManifestFile& entry : parsed.manifest.files) {
    // A manifest from somewhere else must not make us remove files outside this folder.
    if (base::join_path("", entry.path) != entry.path || !adapters::is_hex_digest(entry.sha256)) continue;
    files.add(entry.path, {entry.bytes, 0, 0, 0}, adapters::digest_of_hex(entry.sha256));
  }
  if (last && !parsed.findings.empty()) {
    for (std::size_t i = 0; i < last->outputs.size(); ++i) add_made(files, last->outputs, i);
  }
  files.sort();
  return files;
}

}  // namespace

Output::Output(std::filesystem::path root, Rewrite rewrite, const BuildRecord* last)
    : root_(std::move(root)), rewrite_(rewrite), writer_(std::in_place, root_) {
  const std::filesystem::path file = root_ / pack::kManifestName;
  manifest_stands_ = last && manifest_stands(file, *last);
  if (!manifest_stands_) {
    before_ = read_manifest(file, last);
    return;
  }
  merge(last->outputs, last->others, [&](const FileTable& table, std::size_t i) { add_made(before_, table, i); });
}

Output::Output(base::FileSink sink) : rewrite_(Rewrite::All), sink_(std::move(sink)) {}

void Output::add(std::string_view path, std::string_view bytes) {
  if (sink_) return give(std::string(path), std::string(bytes));
  put({path, bytes}, adapters::sha256(bytes));
}

void Output::add_two(const File& a, const File& b) {
  if (sink_) {
    add(a.path, a.bytes);
    return add(b.path, b.bytes);
  }
  const std::array<Hash, 2> hashes = adapters::sha256_of_two(a.bytes, b.bytes);
  put(a, hashes[0]);
  put(b, hashes[1]);
}

void Output::give(std::string path, std::string bytes) {
  const std::scoped_lock lock(mutex_);
  sink_(std::move(path), std::move(bytes));
}

void Output::put(const File& file, const Hash& hash) {
  const auto [path, bytes] = file;
  note(path, bytes.size(), writer_->write(path, bytes, compare()), hash);
}

void Output::note(std::string_view path, std::uint64_t size, const TreeWriter::Result& result, const Hash& hash) {
  const std::scoped_lock lock(mutex_);
  totals_.files += 1;
  totals_.bytes += size;
  totals_.written += result.written != Written::Same;
  made_.add(path, stamp_after(size, result), hash);
}

Output::Growing::Growing(Output& output, std::string path) : output_(output), path_(std::move(path)) {
  if (!output_.sink_) file_.emplace(*output_.writer_, path_, output_.compare());
}

void Output::Growing::add(std::string_view bytes) {
  if (!file_) {
    kept_ += bytes;
    return;
  }
  file_->add(bytes);
  hash_.add(bytes);
  size_ += bytes.size();
}

void Output::Growing::finish() {
  if (!file_) return output_.give(std::move(path_), std::move(kept_));
  output_.note(path_, size_, file_->finish(), hash_.finish());
}

std::optional<std::string> Output::read(std::string_view path) { return writer_ ? writer_->read(path) : std::nullopt; }

void Output::keep(const FileTable& last_made, std::size_t file) {
  const std::scoped_lock lock(mutex_);
  last_made_ = &last_made;
  kept_.resize(last_made.size());
  if (kept_[file]) return;
  kept_[file] = true;
  totals_.files += 1;
  totals_.bytes += last_made.stamp(file).size;
}

void Output::keep_rest(const FileTable& last_made, const std::function<bool(std::string_view path)>& stands) {
  made_.sort();
  for (std::size_t i = 0, made = 0; i < last_made.size(); ++i) {
    while (made < made_.size() && made_.path(made) < last_made.path(i)) ++made;
    const bool again = (i < kept_.size() && kept_[i]) || (made < made_.size() && made_.path(made) == last_made.path(i));
    if (!again && last_made.path(i) != pack::kManifestName && stands(last_made.path(i))) keep(last_made, i);
  }
}

// What is kept is in order already.
void Output::add_kept() {
  if (!last_made_) return;
  FileTable all;
  all.reserve(totals_.files + 1, made_.paths().size() + last_made_->paths().size());
  std::size_t made = 0;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    if (!kept_[i]) continue;
    for (; made < made_.size() && made_.path(made) < last_made_->path(i); ++made) all.add(made_.path(made), made_.stamp(made), made_.hash(made));
    all.add(last_made_->path(i), last_made_->stamp(i), last_made_->hash(i));
  }
  for (; made < made_.size(); ++made) all.add(made_.path(made), made_.stamp(made), made_.hash(made));
  made_ = std::move(all);
}

void Output::finish(const std::function<bool(std::string_view path)>& was_built) {
  if (sink_) return;
  writer_->commit();
  made_.add(pack::kManifestName, {}, {});  // it keeps no hash of itself; its stamp comes last
  made_.sort();
  add_kept();
  std::vector<pack::ManifestChange> changes;
  std::size_t next = 0;
  const auto list_made_before = [&](std::optional<std::string_view> path) {
    for (; next < made_.size() && (!path || made_.path(next) < *path); ++next) {
      if (made_.path(next) != pack::kManifestName) changes.push_back(listed(made_, next));
    }
  };
  for (std::size_t i = 0; i < before_.size(); ++i) {  // both are in the order of paths
    const std::string_view path = before_.path(i);
    if (i > 0 && path == before_.path(i - 1)) continue;
    list_made_before(path);
    if (next < made_.size() && made_.path(next) == path) {
      const bool is_same = made_.hash(next) == before_.hash(i) && made_.stamp(next).size == before_.stamp(i).size;
      if (!is_same) changes.push_back(listed(made_, next));
      ++next;
    } else if (was_built(path)) {
      remove_file(root_, path);
      totals_.removed += 1;
      changes.push_back({path, false, 0, {}});
    } else {
      others_.add(path, {before_.stamp(i).size, 0, 0, 0}, before_.hash(i));
    }
  }
  list_made_before({});
  write_manifest(root_, *writer_, manifest_stands_ ? std::optional(std::move(changes)) : std::nullopt, made_, others_);
}

void write_manifest(const std::filesystem::path& folder, TreeWriter& writer, const std::optional<std::vector<pack::ManifestChange>>& changes,
                    FileTable& made, const FileTable& others) {
  std::deque<std::string> room;
  std::optional<MappedFile> before;
  std::optional<std::vector<std::string_view>> pieces;
  if (changes && changes->size() < made.size() / kFewChanges) {
    before.emplace(folder / pack::kManifestName);
    pieces = pack::changed_manifest({before->bytes().data(), before->bytes().size()}, *changes, room);
  }
  if (!pieces) pieces = {room.emplace_back(output_manifest(made, others))};
  TreeWriter::Growing manifest(writer, pack::kManifestName, changes && !changes->empty() ? Compare::No : Compare::Yes);
  std::uint64_t size = 0;
  for (const std::string_view piece : *pieces) {
    manifest.add(piece);
    size += piece.size();
  }
  made.set(*made.find(pack::kManifestName), stamp_after(size, manifest.finish()), {});
}

}  // namespace kitei::cli
