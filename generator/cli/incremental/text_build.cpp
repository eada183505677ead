#include "cli/incremental/text_build.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "adapters/sha256.h"
#include "cli/incremental/edit_surroundings.h"
#include "cli/incremental/text_edit.h"
#include "cli/load/allowances.h"
#include "cli/load/text_store.h"
#include "cli/machine/tree_writer.h"
#include "cli/output/search_index.h"
#include "pack/manifest.h"

namespace kitei::cli {
namespace {

class TextBuilder {
 public:
  TextBuilder(LastBuild& last, TextEdits edits, const base::ForEach& for_each)
      : last_(last), record_(*last.record()), edits_(std::move(edits)), for_each_(for_each) {
    for (const SiteEdits& site : edits_.sites) roots_.push_back(site_folder(edits_.config, site.site) + "/");
  }

  // Each new text takes the place of the old one. Nothing is written before everything is made.
  std::optional<TextBuild> run() {
    for (std::size_t i = 0; i < roots_.size(); ++i) {
      for (const std::string& folder : edits_.folders) data_.push_back({roots_[i] + folder + "/handbook.json", edits_.sites[i], MappedFile()});
    }
    std::atomic<bool> good{true};
    for_each_(data_.size() + 1, [&](std::size_t i) {
      const bool made = i < data_.size() ? make_data(data_[i]) : make_pages() && make_search();
      if (!made) good = false;
    });
    if (!good) return std::nullopt;
    return write();
  }

 private:
  // ---- making --------------------------------------------------------------------------------------------------------

  bool make_pages() {
    for (std::size_t i = 0; i < roots_.size(); ++i) {
      for (const EditedPage& page : edits_.sites[i].pages) {
        std::string html = read_file(last_.output() / (roots_[i] + page.path));
        const auto at = page.before.empty() ? std::string::npos : html.find(page.before);
        if (at == std::string::npos || html.find(page.before, at + 1) != std::string::npos) return false;
        html.replace(at, page.before.size(), page.after);
        made_[roots_[i] + page.path] = std::move(html);
      }
    }
    return true;
  }

  struct Data {
    std::string path;  // in the output
    const SiteEdits& site;
    MappedFile file;
  };

  // handbook.json says of a text only which bytes it has. It is as large as everything else that an edit changes together, and
  // stays where it is mapped.
  bool make_data(Data& data) const {
    data.file = MappedFile(last_.output() / data.path);
    return std::all_of(data.site.sha256.begin(), data.site.sha256.end(),
                       [&](const auto& sha256) { return replace_once(data.file.bytes(), sha256.first, sha256.second); });
  }

  // Both have the same size.
  static bool replace_once(std::span<char> bytes, std::string_view before, std::string_view after) {
    const std::string_view text(bytes.data(), bytes.size());
    const auto at = text.find(before);
    if (at == std::string_view::npos || text.find(before, at + 1) != std::string_view::npos) return false;
    std::copy(after.begin(), after.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
    return true;
  }

  bool make_search() {
    for (std::size_t i = 0; i < roots_.size(); ++i) {
      auto change = change_search(last_.output(), record_.outputs, roots_[i], edits_.folders, edits_.sites[i].searched, edits_.config, edits_.catalogs);
      if (!change) return false;
      made_.merge(change->files);
      gone_.merge(change->gone);
    }
    for (const std::string& path : edits_.shared) gone_.erase(path);
    return true;
  }

  // ---- writing -------------------------------------------------------------------------------------------------------

  struct File {
    std::string_view path, bytes;
    Hash hash{};
    Stamp stamp;
  };

  TextBuild write() {
    // The longest tasks come first: the two of handbook.json that are hashed side by side, then those that are written.
    std::vector<File> files;
    for (const Data& data : data_) files.push_back({data.path, {data.file.bytes().data(), data.file.bytes().size()}, {}, {}});
    for (const auto& [path, bytes] : made_) files.push_back({path, bytes, adapters::sha256(bytes), {}});
    TreeWriter writer(last_.output());
    FileTable outputs;
    for_each_(roots_.size() + files.size() + 1, [&](std::size_t i) {
      if (i < roots_.size()) {
        hash_data(std::span(files).subspan(i * edits_.folders.size(), edits_.folders.size()));
      } else if (i < roots_.size() + files.size()) {
        File& file = files[i - roots_.size()];
        const TreeWriter::Result result = writer.write(file.path, file.bytes, Compare::No);
        file.stamp = {file.bytes.size(), result.modified, 0, result.inode};
      } else {
        outputs = changed_outputs();
      }
    });
    for (const File& file : files) outputs.set(*outputs.find(file.path), file.stamp, file.hash);
    for (const std::string& path : gone_) remove_file(last_.output(), path);
    // What the next build compares with comes last: whatever interrupts this one, the next one is a full one.
    const TextBuild done{edits_.new_report ? std::string_view(*edits_.new_report) : record_.report,
                         {outputs.size() - 1, files.size(), gone_.size(), 0}, nullptr};
    for_each_(2, [&](std::size_t i) {
      if (i == 0) {
        write_manifest(last_.output(), writer, manifest_changes(files), outputs, record_.others);
        write_record(std::move(outputs), done.report);
      } else {
        for (Data& data : data_) data.file = {};  // the memory of the old files goes
      }
    });
    return done;
  }

  // handbook.json of the folders of one site: one, or two side by side.
  static void hash_data(std::span<File> files) {
    if (files.size() == 1) {
      files[0].hash = adapters::sha256(files[0].bytes);
      return;
    }
    const std::array<Hash, 2> hashes = adapters::sha256_of_two(files[0].bytes, files[1].bytes);
    files[0].hash = hashes[0];
    files[1].hash = hashes[1];
  }

  // The outputs of the record without those that are gone, and with a place for those that are new; by path.
  FileTable changed_outputs() const {
    const FileTable& before = record_.outputs;
    FileTable outputs;
    outputs.reserve(before.size() + made_.size(), before.paths().size() + 64 * made_.size());
    auto made = made_.begin();
    auto gone = gone_.begin();
    for (std::size_t i = 0; i < before.size(); ++i) {
      const std::string_view path = before.path(i);
      for (; made != made_.end() && made->first < path; ++made) outputs.add(made->first, {}, {});
      while (gone != gone_.end() && *gone < path) ++gone;
      if (gone == gone_.end() || *gone != path) outputs.add(path, before.stamp(i), before.hash(i));
      if (made != made_.end() && made->first == path) ++made;
    }
    for (; made != made_.end(); ++made) outputs.add(made->first, {}, {});
    return outputs;
  }

  std::vector<pack::ManifestChange> manifest_changes(const std::vector<File>& files) const {
    std::vector<pack::ManifestChange> changes;
    for (const File& file : files) changes.push_back({file.path, true, file.bytes.size(), file.hash});
    for (const std::string& path : gone_) changes.push_back({path, false, 0, {}});
    std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return changes;
  }

  void write_record(FileTable outputs, std::string_view report) {
    std::vector<Hash> sources;
    std::map<std::size_t, std::string> entries;
    for (const TextEdit& edit : edits_.edits) {
      sources.push_back(adapters::sha256(edit.bytes));
      entries[edit.index] = edits_.store.entry_of({edit.bytes, edit.findings, edit.uses, edit.after});
    }
    last_.replace_texts(std::move(outputs), sources, report);
    edits_.store.replace(std::move(entries), edits_.store.other_findings(), edits_.counts, record_.sources);
  }

  LastBuild& last_;
  const BuildRecord& record_;
  TextEdits edits_;
  const base::ForEach& for_each_;

  std::vector<std::string> roots_;                           // as TextEdits::sites: "site/"
  std::vector<Data> data_;                                   // handbook.json of each folder of each site
  std::map<std::string, std::string, std::less<>> made_;     // other files: path in the output → bytes
  std::set<std::string, std::less<>> gone_;
};

}  // namespace

std::optional<TextBuild> build_texts(const Arguments& arguments, const Parts& parts, LastBuild& last, base::Language language,
                                     const base::ForEach& for_each) {
  if (last.changed_sources().empty()) return std::nullopt;
  std::optional<TextEdits> edits;
  if (!last.outputs_stand(for_each, [&] { edits = read_text_edits(arguments, parts, last, language, for_each); }) || !edits) return std::nullopt;
  const auto builder = std::make_shared<TextBuilder>(last, std::move(*edits), for_each);
  std::optional<TextBuild> built = builder->run();
  if (built) built->rest = builder;
  return built;
}

void keep_texts(const Parts& parts, const Loaded& loaded, const LastBuild& last) {
  if (!texts_stand_alone(parts, loaded.config()) || !allowances_stand_alone(loaded.allowances, loaded.config())) return;
  const base::Diagnostics found = loaded.allowances.empty() ? base::Diagnostics() : found_everywhere(loaded);
  TextStore::write(last.output(), last.key(), loaded.inputs, loaded.working, loaded.uses, registers_of(loaded.working_files), loaded.allowances.empty() ? loaded.diagnostics : found,
                   count(loaded.diagnostics), [&](const std::string& path, std::string& room) { return loaded.source(path, room); });
}

}  // namespace kitei::cli
