#include "cli/preview.h"

#include <algorithm>
#include <chrono>

#include "base/utf8.h"
#include "check/allowances.h"
#include "check/handbook.h"
#include "check/severity.h"
#include "cli/disk.h"
#include "cli/last_build.h"
#include "cli/program.h"
#include "cli/text_change.h"
#include "cli/world.h"
#include "diff/document.h"
#include "export/csv.h"
#include "export/editions.h"
#include "export/handbook_json.h"
#include "resolve/handbook.h"
#include "source/document.h"
#include "source/front_matter.h"

namespace kitei::cli {
namespace {

constexpr auto kLongestWait = std::chrono::seconds(20);

bool has_errors(const base::Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const base::Diagnostic& diagnostic) { return diagnostic.severity == base::Severity::Error; });
}

// Whether every site shows the working handbook itself, as a draft, whatever its text becomes.
bool shows_draft(const Plan& plan, const Loaded& loaded) {
  if (plan.editions.empty() || plan.editions.back() != &loaded.working) return false;
  // An edition frozen under the draft's own id: a text that becomes equal to it again takes the draft away.
  return std::none_of(loaded.frozen.begin(), loaded.frozen.end(),
                      [&](const model::Edition& edition) { return edition.id == loaded.config().edition; });
}

model::DocumentChange* find_change(model::EditionChange& comparison, const model::DocumentId& id) {
  const auto found = std::find_if(comparison.documents.begin(), comparison.documents.end(),
                                  [&](const model::DocumentChange& change) { return change.id.folded() == id.folded(); });
  return found == comparison.documents.end() ? nullptr : &*found;
}

// The comparison of a document's new text with the edition before the draft, when the list of what changed stays as it is.
// Nothing when it does not; a change of kind Same when the document is not in the list.
std::optional<model::DocumentChange> changed_comparison(const View& view, const model::Document& document) {
  if (view.changes.empty()) {
    model::DocumentChange same;
    same.kind = model::ChangeKind::Same;
    return same;
  }
  const model::Handbook& before = view.editions[view.editions.size() - 2].get().handbook;
  const auto origin = std::find_if(before.documents.begin(), before.documents.end(), [&](const model::Document& other) {
    return other.id.folded() == document.id.folded();
  });
  if (origin == before.documents.end() && !document.aliases.empty()) return std::nullopt;
  model::DocumentChange now = origin == before.documents.end() ? diff::added_document(document) : diff::diff_documents(*origin, document);
  const auto& list = view.changes.back().documents;
  const auto listed = std::find_if(list.begin(), list.end(), [&](const model::DocumentChange& change) {
    return change.id.folded() == document.id.folded();
  });
  const model::ChangeKind kind_before = listed == list.end() ? model::ChangeKind::Same : listed->kind;
  if (now.kind != kind_before) return std::nullopt;
  return now;
}

void put_comparison(View& view, model::DocumentChange change) {
  if (change.kind == model::ChangeKind::Same) return;
  if (model::DocumentChange* listed = find_change(view.changes.back(), change.id)) *listed = std::move(change);
}

// The paths of `now` whose stamp is another than in `before`; nothing when files came or went.
std::optional<std::vector<std::string>> changed_paths(const TreeScan& before, const TreeScan& now) {
  if (before.files.size() != now.files.size() || !now.diagnostics.empty()) return std::nullopt;
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < now.files.size(); ++i) {
    if (before.files[i].path != now.files[i].path) return std::nullopt;
    if (before.files[i].stamp != now.files[i].stamp) paths.push_back(now.files[i].path);
  }
  return paths;
}

}  // namespace

Preview::Preview(const Arguments& arguments, std::filesystem::path handbook, std::filesystem::path output,
                 base::Language language, base::ForEach for_each)
    : arguments_(arguments),
      handbook_(std::move(handbook)),
      output_(std::move(output)),
      share_folder_(share_folder()),
      language_(language),
      for_each_(std::move(for_each)) {}

bool Preview::update() {
  TreeScan sources = scan_handbook(handbook_, output_);
  TreeScan share = scan_share(share_folder_);
  const bool first = !snapshot_ && state_.problems.empty();
  const auto changed = first ? std::nullopt : changed_paths(sources_, sources);
  const bool same_share = !first && share.files == share_.files;
  if (changed && changed->empty() && same_share) return false;
  sources_ = std::move(sources);
  share_ = std::move(share);
  // With errors the snapshot is older than the files: then everything is read.
  if (changed && same_share && snapshot_ && !has_errors(state_.problems) && replace_texts(*changed)) return true;
  return reload();
}

// The text of documents that say the same to all others.
bool Preview::replace_texts(const std::vector<std::string>& paths) {
  Snapshot& snapshot = *snapshot_;
  Loaded& loaded = snapshot.loaded;
  model::Handbook& handbook = loaded.working.handbook;
  if (!shows_draft(snapshot.plan, loaded)) return false;
  for (const Site& site : snapshot.sites) {
    if (&site.view.editions.back().get() != &loaded.working) return false;  // a copy for readers who may not see all
  }
  struct Replacement {
    std::size_t index;
    model::Document document;
    std::string bytes;
    std::vector<model::DocumentChange> changes;  // for each site
  };
  std::vector<Replacement> replacements;
  for (const std::string& path : paths) {
    const auto at = std::find_if(handbook.documents.begin(), handbook.documents.end(),
                                 [&](const model::Document& document) { return document.path == path; });
    const std::string* before = base::find_file(loaded.working_files, path);
    if (at == handbook.documents.end() || !before) return false;
    std::string bytes = read_file(handbook_ / path);
    if (bytes == *before) continue;
    const auto index = static_cast<std::size_t>(at - handbook.documents.begin());
    const bool stands_alone = at->part_of.empty() && handbook.backlinks[index].parts.empty() && at->files.size() == 1;
    if (!stands_alone || front_matter_of(bytes) != front_matter_of(*before)) return false;
    base::Read<std::optional<model::Document>> read = read_working_document(loaded, path, bytes);
    if (!read.value || read.value->files.size() != 1) return false;
    base::append(read.diagnostics, resolve::resolve_document(*read.value, *snapshot.lookup));
    check::grade(read.diagnostics, handbook.config);
    if (has_errors(read.diagnostics)) return false;
    if (!looks_the_same(*at, *read.value)) return false;
    std::vector<model::DocumentChange> changes;
    for (const Site& site : snapshot.sites) {
      auto change = changed_comparison(site.view, *read.value);
      if (!change) return false;
      changes.push_back(std::move(*change));
    }
    replacements.push_back({index, std::move(*read.value), std::move(bytes), std::move(changes)});
  }
  if (!replacements.empty()) {
    const std::unique_lock lock(snapshot_mutex_);
    for (std::size_t i = 0; i < snapshot.sites.size(); ++i) {
      for (Replacement& replacement : replacements) put_comparison(snapshot.sites[i].view, std::move(replacement.changes[i]));
    }
    for (Replacement& replacement : replacements) {
      model::Document& document = handbook.documents[replacement.index];
      loaded.working_files[document.path] = std::move(replacement.bytes);
      document = std::move(replacement.document);
    }
    snapshot.extra.clear();
    for (std::size_t i = 0; i < snapshot.sites.size(); ++i) {
      if (!snapshot.sites[i].view.changes.empty()) plan_pages_of(snapshot, i);  // pages hold the comparisons that they show
    }
  }
  publish(!replacements.empty(), {});
  return true;
}

bool Preview::reload() {
  auto loaded = load_handbook({handbook_.string(), output_, arguments_.as_of, arguments_.strict, &sources_, check::Depth::Faults}, language_, for_each_);
  if (!loaded) return false;
  base::Diagnostics problems = errors_of(*loaded);
  std::unique_ptr<Snapshot> made = problems.empty() ? make_snapshot(std::move(*loaded), problems) : nullptr;
  const bool new_pages = made != nullptr;
  if (made) {
    const std::unique_lock lock(snapshot_mutex_);
    snapshot_.swap(made);
  }
  publish(new_pages, std::move(problems));
  return true;  // the old snapshot goes with `made`
}

std::unique_ptr<Preview::Snapshot> Preview::make_snapshot(Loaded loaded, base::Diagnostics& problems) const {
  auto snapshot = std::make_unique<Snapshot>();
  base::Read<Share> share = load_share(share_folder_, loaded.config().theme, WordTemplates::Compiled);
  if (!share.diagnostics.empty()) {
    problems = std::move(share.diagnostics);
    return nullptr;
  }
  snapshot->share = std::move(share.value);
  snapshot->loaded = std::move(loaded);
  snapshot->plan = plan_build(snapshot->loaded);
  const model::Config& config = snapshot->loaded.config();
  for (std::size_t i = 0; i < config.sites.size(); ++i) {
    Site& site = snapshot->sites.emplace_back();
    site.prefix = i == 0 ? "" : "site-" + config.sites[i].id + "/";
    site.view = view_for(snapshot->plan, snapshot->loaded, config.sites[i].clearance, for_each_);
    plan_pages_of(*snapshot, i);
  }
  snapshot->lookup.emplace(resolve::build_lookup(snapshot->loaded.working.handbook, [files = &snapshot->loaded.working_files](std::string_view path) {
    return files->contains(path);
  }));
  return snapshot;
}

void Preview::plan_pages_of(Snapshot& snapshot, std::size_t index) const {
  Site& site = snapshot.sites[index];
  site.pages.clear();
  site.plan = plan_site(snapshot.loaded, site.view, snapshot.share, snapshot.loaded.config().sites[index].id, for_each_);
  for (const render::html::Page& page : site.plan->pages) {
    site.pages.emplace(page.path, &page);
    if (page.has_twin()) site.pages.emplace(page.twin_path(), &page);
  }
}

// Errors only, and as a person counts columns.
base::Diagnostics Preview::errors_of(const Loaded& loaded) const {
  base::Diagnostics errors;
  for (base::Diagnostic diagnostic : loaded.diagnostics) {
    if (diagnostic.severity != base::Severity::Error) continue;
    std::string room;
    const std::string* text = loaded.source(diagnostic.path, room);
    const std::string_view line = text ? base::line_at(*text, diagnostic.position.line) : std::string_view{};
    const std::uint32_t column = base::column_in_code_points(line, diagnostic.position.column);
    diagnostic.position = {std::max(1u, diagnostic.position.line), std::max(1u, column), diagnostic.position.file};
    errors.push_back(std::move(diagnostic));
  }
  return errors;
}

bool Preview::check() {
  if (!snapshot_ || !state_.problems.empty()) return false;
  Loaded& loaded = snapshot_->loaded;
  base::Diagnostics found = check::check_handbook(loaded.working.handbook, loaded.today, check::Depth::Faults, for_each_);
  check::grade(found, loaded.config());
  check::apply_allowances(found, read_allowances(loaded).value, loaded.config(), loaded.today);
  if (arguments_.strict) check::make_strict(found);
  if (!has_errors(found)) return false;
  Loaded graded;  // only what errors_of needs
  graded.working_files = loaded.working_files;
  graded.diagnostics = std::move(found);
  publish(false, errors_of(graded));
  return true;
}

void Preview::publish(bool new_pages, base::Diagnostics problems) {
  {
    const std::scoped_lock lock(state_mutex_);
    if (!new_pages && problems == state_.problems && state_.version > 0) return;
    state_.version += 1;
    if (new_pages) state_.pages += 1;
    state_.problems = std::move(problems);
  }
  state_changed_.notify_all();
}

PreviewState Preview::wait_for(std::uint64_t since) const {
  std::unique_lock lock(state_mutex_);
  state_changed_.wait_for(lock, kLongestWait, [&] { return state_.version != since; });
  return state_;
}

std::uint64_t Preview::pages_version() const {
  const std::scoped_lock lock(state_mutex_);
  return state_.pages;
}

std::string Preview::start() const {
  const std::shared_lock lock(snapshot_mutex_);
  if (!snapshot_) return {};
  const auto& editions = snapshot_->plan.editions;
  const bool draft = !editions.empty() && editions.back() == &snapshot_->loaded.working;
  return (draft ? snapshot_->loaded.working.id : std::string("latest")) + "/index.html";
}

std::optional<std::string> Preview::file(std::string_view path) const {
  const std::shared_lock lock(snapshot_mutex_);
  if (!snapshot_) return std::nullopt;
  for (auto site = snapshot_->sites.rbegin(); site != snapshot_->sites.rend(); ++site) {
    if (path.starts_with(site->prefix)) {
      if (auto bytes = site_file(*snapshot_, *site, path.substr(site->prefix.size()))) return bytes;
    }
  }
  return std::nullopt;
}

std::optional<std::string> Preview::site_file(const Snapshot& snapshot, const Site& site, std::string_view path) const {
  if (const auto page = site.pages.find(path); page != site.pages.end()) {
    const render::html::Page& planned = *page->second;
    base::Read<std::string> made = planned.path == path ? planned.render() : planned.render_twin();
    if (made.diagnostics.empty()) return std::move(made.value);
    const base::Diagnostic& fault = made.diagnostics.front();
    throw WorldError(fault.path + ":" + std::to_string(fault.position.line) + ": " + fault.message.in(language_));
  }
  if (const auto asset = site.plan->assets.find(std::string(path)); asset != site.plan->assets.end()) return *asset->second;
  if (path.starts_with("docx/")) return make_word_file(snapshot.loaded, site.view, snapshot.share, path);
  const std::scoped_lock lock(snapshot.extra_mutex);
  const std::string key = site.prefix + std::string(path);
  if (const auto known = snapshot.extra.find(key); known != snapshot.extra.end()) return known->second;
  if (!is_extra(path)) return std::nullopt;
  // The data files beside the pages: all of them at once, the first time one is asked for.
  Output memory([&](std::string made, std::string bytes) { snapshot.extra.insert_or_assign(std::move(made), std::move(bytes)); });
  add_data(snapshot.loaded, site.view, site.prefix, Parts{}, memory, for_each_);
  const auto made = snapshot.extra.find(key);
  if (made == snapshot.extra.end()) return std::nullopt;
  return made->second;
}

}  // namespace kitei::cli
