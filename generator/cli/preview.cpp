#include "cli/preview.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/utf8.h"
#include "check/allowances.h"
#include "check/handbook.h"
#include "check/severity.h"
#include "cli/incremental/last_build.h"
#include "cli/incremental/working_edit.h"
#include "cli/load/allowances.h"
#include "cli/machine/disk.h"
#include "cli/machine/program.h"
#include "cli/machine/world.h"
#include "cli/output/word_files.h"
#include "diff/document.h"
#include "export/csv.h"
#include "export/editions.h"
#include "export/handbook_json.h"
#include "history/clauses.h"
#include "history/unrevised.h"
#include "resolve/handbook.h"

namespace kitei::cli {
namespace {

constexpr auto kLongestWait = std::chrono::seconds(20);

// Whether every site shows the working handbook itself, as a draft, whatever its text becomes.
bool shows_draft(const Plan& plan, const Loaded& loaded) {
  if (!plan.has_draft(loaded)) return false;
  // An edition frozen under the draft's own id: a text that becomes equal to it again takes the draft away.
  return std::none_of(loaded.frozen.begin(), loaded.frozen.end(),
                      [&](const model::Edition& edition) { return edition.id == loaded.config().edition; });
}

// The draft of a site that withholds something; nullptr where the site shows the working tree itself.
model::Edition* own_draft(View& view) {
  const auto own = std::find_if(view.own.begin(), view.own.end(), [&](const model::Edition& edition) { return &edition == &view.editions.back().get(); });
  return own == view.own.end() ? nullptr : &*own;
}

// The comparison of the edition before the draft with the draft, after these documents of the draft changed, or others are there.
void compare_again(View& view, const std::vector<std::size_t>& read, bool other_documents) {
  const model::Handbook& draft = view.editions.back().get().handbook;
  const model::Edition& before = view.editions[view.editions.size() - 2].get();
  model::EditionChange& comparison = view.changes.back();
  if (other_documents) {
    comparison = diff::diff_editions(before, view.editions.back());
    return;
  }
  for (const std::size_t index : read) {
    const model::Document& document = draft.documents[index];
    const model::Document* then = before.handbook.find_own(document.id.folded());
    const auto listed = std::find_if(comparison.documents.begin(), comparison.documents.end(),
                                     [&](const model::DocumentChange& change) { return change.id.folded() == document.id.folded(); });
    model::DocumentChange now = then ? diff::diff_documents(*then, document) : diff::added_document(document);
    const model::ChangeKind kind = listed == comparison.documents.end() ? model::ChangeKind::Same : listed->kind;
    if (now.kind != kind || (!then && !document.aliases.empty())) {  // the list becomes another, or it had another id
      comparison = diff::diff_editions(before, view.editions.back());
      return;
    }
    if (listed != comparison.documents.end()) *listed = std::move(now);
  }
}

// Which of these documents are what the newest frozen edition holds.
void carry_over_again(Loaded& loaded, const std::vector<std::size_t>& read) {
  model::Edition& draft = loaded.working;
  std::set<std::string> others;
  for (const model::Document& document : draft.handbook.documents) others.insert(document.id.folded());
  for (const std::size_t index : read) others.erase(draft.handbook.documents[index].id.folded());
  others.swap(draft.untouched);
  const std::set<std::string> carried_over = history::check_revisions(draft, loaded.working_files, loaded.frozen).carried_over;
  others.swap(draft.untouched);
  for (const std::size_t index : read) {
    const std::string id = draft.handbook.documents[index].id.folded();
    if (carried_over.contains(id)) draft.carried_over.insert(id);
    else draft.carried_over.erase(id);
  }
  std::erase_if(draft.carried_over, [&](const std::string& id) { return !draft.handbook.find_own(id); });
}

// What is another file than before, came or went.
std::set<std::string> changed_paths(const TreeScan& before, const TreeScan& now) {
  std::vector<FoundFile> others;
  std::set_symmetric_difference(before.files.begin(), before.files.end(), now.files.begin(), now.files.end(), std::back_inserter(others));
  std::set<std::string> paths;
  for (FoundFile& file : others) paths.insert(std::move(file.path));
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
  const std::int64_t now = clock_nanoseconds();
  TreeScan sources = list_handbook(handbook_, output_, [this](std::string_view folder, TreeScan& out) {
    return take_known_names(folders_, sources_.files, handbook_, folder, out);
  });
  look_at_files(handbook_, sources, for_each_);
  folders_ = known_folders(sources, now);
  TreeScan share = scan_share(share_folder_);
  const bool first = !snapshot_ && state_.problems.empty();
  std::set<std::string> changed = changed_paths(sources_, sources);
  const bool others = share.files != share_.files || sources.diagnostics != sources_.diagnostics;
  if (!first && changed.empty() && !others) return false;
  others_pending_ = others_pending_ || others || !sources.diagnostics.empty();
  sources_ = std::move(sources);
  share_ = std::move(share);
  pending_.merge(changed);
  if (snapshot_ && !others_pending_ && edit()) return true;
  return reload();
}

// What is pending, against the snapshot.
EditedFiles Preview::pending_files() const {
  EditedFiles edited;
  for (const std::string& path : pending_) {
    const std::string* before = base::find_file(snapshot_->loaded.working_files, path);
    const auto found = std::lower_bound(sources_.files.begin(), sources_.files.end(), path,
                                        [](const FoundFile& file, const std::string& name) { return file.path < name; });
    if (found == sources_.files.end() || found->path != path) {
      if (before) edited.emplace(path, std::nullopt);
      continue;
    }
    std::string bytes = read_file(handbook_ / path);
    if (!before || bytes != *before) edited.emplace(path, std::move(bytes));
  }
  return edited;
}

// The files that are others than in the snapshot. False: the handbook is to be read anew.
bool Preview::edit() {
  Snapshot& snapshot = *snapshot_;
  Loaded& loaded = snapshot.loaded;
  if (!shows_draft(snapshot.plan, loaded) || std::any_of(pending_.begin(), pending_.end(), is_frozen_path)) return false;
  const EditedFiles edited = pending_files();
  base::Diagnostics problems;
  if (!edited.empty()) {
    const std::unique_lock lock(snapshot_mutex_);
    const auto edit = edit_working(loaded, snapshot.lookup, edited, for_each_);
    if (!edit) return false;
    problems = errors_of(edit->errors, [&](const std::string& path, std::string& room) {
      const auto own = edited.find(path);
      return own == edited.end() || !own->second ? loaded.source(path, room) : &*own->second;
    });
    if (problems.empty()) show(snapshot, *edit);
  }
  if (problems.empty()) pending_.clear();
  publish(problems.empty() && !edited.empty(), std::move(problems));
  return true;
}

// What the pages show beside the documents themselves.
void Preview::show(Snapshot& snapshot, const WorkingEdit& edit) const {
  Loaded& loaded = snapshot.loaded;
  snapshot.extra.clear();
  if (!loaded.frozen.empty()) carry_over_again(loaded, edit.read);
  for (std::size_t i = 0; i < snapshot.sites.size(); ++i) {
    const std::string& clearance = loaded.config().sites[i].clearance;
    resolve::Withheld withheld = withheld_from(loaded, clearance);
    if (withheld != snapshot.sites[i].withheld) {
      view_anew(snapshot, i);
      continue;
    }
    View& view = snapshot.sites[i].view;
    model::Edition* own = own_draft(view);
    std::vector<std::size_t> read = edit.read;
    if (own && edit.other_documents) {
      *own = seen_edition(loaded.working, withheld, loaded.config(), clearance, &loaded.uses);
    } else if (own) {
      read = resolve::replace_restricted(own->handbook, loaded.working.handbook, edit.read, withheld, loaded.uses);
      own->carried_over = loaded.working.carried_over;
      std::erase_if(own->carried_over, [&](const std::string& id) { return withheld.documents.contains(id); });
    }
    if (!view.changes.empty()) compare_again(view, read, edit.other_documents);
    // Pages hold the comparisons that they show; with a link to what is withheld a picture in it goes.
    const Files files = own || !edit.same_files ? Files::Others : Files::Same;
    if (files == Files::Others || edit.shows_elsewhere || !view.changes.empty()) plan_draft_again(snapshot, i, files);
  }
}

void Preview::view_anew(Snapshot& snapshot, std::size_t index) const {
  Site& site = snapshot.sites[index];
  const std::string& clearance = snapshot.loaded.config().sites[index].clearance;
  site.withheld = withheld_from(snapshot.loaded, clearance);
  site.view = view_for(snapshot.plan, snapshot.loaded, clearance, for_each_);
  site.first_plan.reset();
  site.frozen_pages.clear();
  site.plan = plan_site(snapshot.loaded, site.view, snapshot.share, snapshot.loaded.config().sites[index].id, for_each_);
  site.pages = pages_by_path(*site.plan);
}

bool Preview::reload() {
  const Loaded* before = snapshot_ ? &snapshot_->loaded : nullptr;
  auto loaded = load_handbook({handbook_.string(), output_, arguments_.as_of, arguments_.strict, &sources_, check::Depth::Faults, Texts::Read, {}, before},
                              language_, for_each_);
  if (!loaded) return false;
  base::Diagnostics problems = errors_of(loaded->diagnostics, [&](const std::string& path, std::string& room) {
    const bool lies_before = loaded->frozen_stand && is_frozen_path(path);
    return (lies_before ? *before : *loaded).source(path, room);
  });
  if (problems.empty()) {
    base::Read<Share> share = load_share(share_folder_, loaded->config().theme, WordTemplates::Compiled);
    problems = std::move(share.diagnostics);
    if (problems.empty()) replace_snapshot(std::move(*loaded), std::move(share.value));
  }
  publish(problems.empty(), std::move(problems));
  return true;
}

void Preview::replace_snapshot(Loaded loaded, Share share) {
  std::unique_ptr<Snapshot> before;  // goes when nobody waits for it any more
  const std::unique_lock lock(snapshot_mutex_);
  before = std::move(snapshot_);  // from here on without its frozen editions
  if (loaded.frozen_stand) take_frozen_editions(loaded, before->loaded);
  snapshot_ = make_snapshot(std::move(loaded), std::move(share));
  pending_.clear();
  others_pending_ = false;
}

std::unique_ptr<Preview::Snapshot> Preview::make_snapshot(Loaded loaded, Share share) const {
  auto snapshot = std::make_unique<Snapshot>();
  snapshot->share = std::move(share);
  snapshot->loaded = std::move(loaded);
  make_room_for_edits(snapshot->loaded.working.handbook);
  snapshot->plan = plan_build(snapshot->loaded);
  const model::Config& config = snapshot->loaded.config();
  for (std::size_t i = 0; i < config.sites.size(); ++i) {
    Site& site = snapshot->sites.emplace_back();
    site.prefix = i == 0 ? "" : "site-" + config.sites[i].id + "/";
    view_anew(*snapshot, i);
  }
  snapshot->lookup.emplace(resolve::build_lookup(snapshot->loaded.working.handbook, [files = &snapshot->loaded.working_files](std::string_view path) {
    return files->contains(path);
  }));
  return snapshot;
}

void Preview::plan_draft_again(Snapshot& snapshot, std::size_t index, Files files) const {
  Site& site = snapshot.sites[index];
  if (!site.first_plan && site.view.editions.size() > 1) {
    site.frozen_pages = std::move(site.pages);
    const std::vector<std::string> folders = frozen_folders(site.view);
    std::erase_if(site.frozen_pages, [&](const auto& page) {
      return std::none_of(folders.begin(), folders.end(), [&](const std::string& folder) { return page.first.starts_with(folder); });
    });
    site.first_plan = std::move(site.plan);
  }
  const SitePlan* before = site.plan ? site.plan.get() : site.first_plan.get();
  site.pages.clear();
  site.plan = plan_site(snapshot.loaded, site.view, snapshot.share, snapshot.loaded.config().sites[index].id, for_each_,
                        files == Files::Same ? before : nullptr, FrozenPages::Left);
  site.pages = pages_by_path(*site.plan);
}

Preview::Site::Pages Preview::pages_by_path(const SitePlan& plan) {
  Site::Pages pages;
  pages.reserve(2 * plan.pages.size());
  for (const render::html::Page& page : plan.pages) {
    pages.emplace(page.path, &page);
    if (page.has_twin()) pages.emplace(page.twin_path(), &page);
  }
  return pages;
}

// Errors only, and as a person counts columns.
base::Diagnostics Preview::errors_of(const base::Diagnostics& diagnostics, const SourceOf& source) {
  base::Diagnostics errors;
  for (base::Diagnostic diagnostic : diagnostics) {
    if (diagnostic.severity != base::Severity::Error) continue;
    std::string room;
    const std::string* text = source(diagnostic.path, room);
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
  const auto asset = [&](const std::string& path) { return base::find_file(loaded.working_files, path); };
  base::Diagnostics found = check::check_handbook(loaded.working.handbook, loaded.today, check::Depth::Faults, for_each_, asset);
  base::append(found, history::check_revisions(loaded.working, loaded.working_files, loaded.frozen).diagnostics);
  base::append(found, history::check_vanished(loaded.working.handbook, loaded.frozen));
  base::append(found, history::check_removed_clauses(loaded.working.handbook, loaded.frozen));
  check::grade(found, loaded.config());
  check::apply_allowances(found, read_allowances(loaded).value, loaded.config(), loaded.today);
  std::erase_if(found, [](const base::Diagnostic& finding) { return finding.code == "allowance-unused"; });  // not all findings are among these
  if (arguments_.strict) check::make_strict(found);
  base::sort_diagnostics(found);
  base::Diagnostics errors = errors_of(found, [&](const std::string& path, std::string& room) { return loaded.source(path, room); });
  if (errors.empty()) return false;
  publish(false, std::move(errors));
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
  return (snapshot_->plan.has_draft(snapshot_->loaded) ? snapshot_->loaded.working.id : std::string("latest")) + "/index.html";
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
  for (const Site::Pages* pages : {&site.pages, &site.frozen_pages}) {
    const auto page = pages->find(path);
    if (page == pages->end()) continue;
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
