#include "cli/output/site.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <set>

#include "adapters/hash.h"
#include "base/image_size.h"
#include "cli/machine/program.h"
#include "cli/output/reach.h"
#include "cli/output/search_index.h"
#include "cli/output/word_files.h"
#include "export/csv.h"
#include "export/editions.h"
#include "export/handbook_json.h"
#include "render/html/urls.h"

namespace kitei::cli {
namespace {

// editions.json, editions.js: what pages of one edition must know of the others.
void add_editions(const View& view, const std::string& root, Output& output) {
  std::vector<const model::Edition*> editions;
  for (const model::Edition& edition : view.editions) editions.push_back(&edition);
  output.add(root + "editions.json", exports::editions_json(editions));
  output.add(root + "editions.js", exports::editions_js(editions));
}

// The editions whose data do not stand, each once; latest/ may show one of them, or one of its own.
std::vector<const model::Edition*> shown_editions(const View& view) {
  std::vector<const model::Edition*> shown;
  bool latest = false;
  for (const model::Edition& edition : view.editions) {
    latest = latest || &edition == view.latest;
    if (!view.group_of(edition)) shown.push_back(&edition);
  }
  if (!latest && !view.in_force) shown.push_back(view.latest);
  return shown;
}

// handbook.json of one of shown_editions(), also as that of latest/ where it is both: made once, and never held as a whole.
void add_handbook_json(const model::Edition& edition, const Loaded& loaded, const View& view, const std::string& root,
                       const Parts& parts, Output& output) {
  std::deque<Output::Growing> files;
  auto begin = [&](const std::string& folder) {
    const std::string path = root + folder + "/handbook.json";
    if (parts.cover(path)) files.emplace_back(output, path).add(exports::handbook_json_head(edition.handbook.config, folder));
  };
  const bool built = std::any_of(view.editions.begin(), view.editions.end(), [&](const model::Edition& each) { return &each == &edition; });
  if (built) begin(edition.id);
  if (&edition == view.latest) begin("latest");
  if (files.empty()) return;
  exports::write_handbook_json_rest(edition.handbook, loaded.working.id, [&](std::string_view piece) {
    for (Output::Growing& file : files) file.add(piece);
  });
  for (Output::Growing& file : files) file.finish();
}

// The edition of which some documents are without their texts.
const model::Edition* edition_in_part(const View& view) { return view.reach ? &view.editions.back().get() : nullptr; }

// What those documents refer to that are there with their texts.
std::set<FileKey> files_of_texts(const model::Handbook& handbook, const SiteReach& reach) {
  std::set<FileKey> files;
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    if (reach.texts[i]) collect_files(handbook.documents[i], files);
  }
  return files;
}

// What an edition refers to in its own tree; of one that stands, what its group says.
std::set<FileKey> files_of(const View& view, const model::Edition& edition, const base::ForEach& for_each) {
  if (&edition == edition_in_part(view)) return files_of_texts(edition.handbook, *view.reach);
  if (const Group* group = view.group_of(edition)) return {group->files.begin(), group->files.end()};
  constexpr std::size_t kRun = 256;  // documents
  const std::vector<model::Document>& documents = edition.handbook.documents;
  std::vector<std::set<FileKey>> runs((documents.size() + kRun - 1) / kRun);
  for_each(runs.size(), [&](std::size_t run) {
    const std::size_t end = std::min(documents.size(), (run + 1) * kRun);
    for (std::size_t i = run * kRun; i < end; ++i) collect_files(documents[i], runs[run]);
  });
  std::set<FileKey> files;
  for (std::set<FileKey>& run : runs) files.merge(run);
  return files;
}

// Names and files of the plan.
void plan_assets(SitePlan& plan, const Loaded& loaded, const View& view, const Share& share, const base::ForEach& for_each) {
  auto add = [&](std::string_view path, const std::string& bytes) {
    std::string name = render::html::asset_name(path, adapters::sha256_hex(bytes));
    plan.assets.emplace(name, &bytes);
    return name;
  };
  for (const auto& [path, bytes] : share.theme) {
    if (!path.ends_with(".md")) plan.names.theme[path] = add(path, bytes);
  }
  // The handbook's files that what these readers see refers to. Nothing else is copied.
  std::set<FileKey> files;
  const model::Edition* latest = view.latest;  // often one of the editions
  auto add_files = [&](const model::Edition& edition) {
    const std::set<FileKey>& own = plan.files.emplace_back(files_of(view, edition, for_each));
    files.insert(own.begin(), own.end());
    if (&edition == latest) latest = nullptr;
  };
  for (const model::Edition& edition : view.editions) add_files(edition);
  if (latest) add_files(*latest);
  for (const FileKey& key : files) {
    if (const std::string* bytes = asset_bytes(loaded, key.first, key.second)) {
      plan.names.files[key] = add(key.second, *bytes);
      if (const auto size = base::image_size(*bytes)) plan.names.sizes.emplace(key, *size);
    }
  }
}

}  // namespace

bool Parts::cover(std::string_view path) const {
  const auto first = path.find('/');
  const bool pack = path.starts_with("packs/");
  std::string_view inside = first == std::string_view::npos ? path : path.substr(first + 1);
  const bool word = !pack && inside.starts_with("docx/");
  const bool exported = !pack && inside.starts_with("exports/");
  if (!(pack ? packs : word ? docx : exported ? exports : site)) return false;
  if (edition.empty()) return true;
  if (word || exported) inside.remove_prefix(inside.find('/') + 1);
  return inside.starts_with(edition + "/");
}

const std::string* asset_bytes(const Loaded& loaded, const std::string& origin, const std::string& path) {
  return loaded.file_of(origin, path);
}

std::string site_folder(const model::Config& config, std::size_t site) {
  return site == 0 ? "site" : "site-" + config.sites[site].id;
}

std::unique_ptr<const SitePlan> plan_site(const Loaded& loaded, const View& view, const Share& share, const std::string& site_id,
                                          const base::ForEach& for_each, const SitePlan* before, FrozenPages frozen) {
  auto plan = std::make_unique<SitePlan>();
  if (before) {
    plan->names = before->names;
    plan->assets = before->assets;
    plan->files = before->files;
  } else {
    plan_assets(*plan, loaded, view, share, for_each);
  }
  render::html::SiteInput input;
  input.site_id = site_id;
  for (const model::Edition& edition : view.editions) input.editions.push_back(&edition);
  input.latest = view.latest;
  input.timeline = view.timeline;
  for (std::size_t i = 0; i < view.changes.size(); ++i) {
    const model::EditionChange& comparison = view.changes[i];
    if (frozen == FrozenPages::Left && view.editions[i + 1].get().record) input.changes.push_back({comparison.from, comparison.to, summary_of(comparison)});
    else input.changes.push_back(comparison);
  }
  input.today = loaded.today;
  input.program_version = kProgramVersion;
  input.assets = &plan->names;
  input.has_file = [editions = view.editions](std::string_view path) { return is_word_file(editions, path); };
  input.stands = [folders = frozen == FrozenPages::Left ? frozen_folders(view) : view.standing_folders, reach = view.reach](std::string_view path) {
    return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) { return path.starts_with(folder); }) ||
           (reach && reach->redlines.contains(path));
  };
  for (const model::Edition& edition : view.editions) {
    if (view.group_of(edition) || (frozen == FrozenPages::Left && edition.record)) input.named.push_back(&edition);
  }
  if (view.changed_histories) {
    input.history_stands = [changed = *view.changed_histories](std::string_view id) { return !changed.contains(std::string(id)); };
  }
  if (view.reach) {
    input.standing_in_part = edition_in_part(view);
    input.document_stands = [reach = view.reach](std::size_t document) { return !reach->pages[document]; };
    if (loaded.reach->comparisons_stand) {  // else they may name other documents that differ from the newest edition
      input.control_stands = [reach = loaded.reach](const model::ControlId& control) { return !reach->controls.contains(control); };
    }
  }
  plan->pages = render::html::plan_pages(std::move(input), share.html);
  return plan;
}

std::vector<std::string> frozen_folders(const View& view) {
  std::vector<std::string> folders;
  for (std::size_t i = 0; i < view.editions.size(); ++i) {
    const model::Edition& edition = view.editions[i];
    if (!edition.record) continue;
    folders.push_back(edition.id + "/");
    if (i > 0) folders.push_back(comparison_folder(view.editions[i - 1], edition));
  }
  if (view.latest != &view.editions.back().get()) folders.emplace_back("latest/");
  return folders;
}

bool is_extra(std::string_view path) { return path.ends_with(".json") || path.ends_with(".js"); }

SearchFiles add_data(const Loaded& loaded, const View& view, const std::string& root, const Parts& parts, Output& output,
                     const base::ForEach& for_each) {
  add_editions(view, root, output);
  for (const model::Edition* edition : shown_editions(view)) add_handbook_json(*edition, loaded, view, root, parts, output);
  return add_search(view, root, parts, output, for_each);
}

base::Diagnostics build_site(const Loaded& loaded, const View& view, const Share& share, const std::string& site_id,
                             const std::string& folder, const Parts& parts, const Jobs& jobs, Output& output, Standing& standing,
                             const base::ForEach& for_each) {
  const std::string root = folder + "/";
  if (parts.exports) {
    for (const model::Edition& edition : view.editions) {
      const std::string path = root + "exports/" + edition.id + "/soa.csv";
      if (edition.handbook.soa && parts.cover(path) && !view.group_of(edition)) output.add(path, exports::soa_csv(edition.handbook));
    }
  }
  // Whoever makes a group says what it took: the pages its files, the search its pieces.
  auto note_groups = [&](const EditionFiles& files, const SearchFiles& search) {
    auto note = [&](const std::string& edition, const Hash& key, std::size_t place) {
      Group group{root + edition + "/", key, {}, {}, {}, {}};
      if (!files.empty()) group.files.assign(files[place].begin(), files[place].end());
      if (const auto found = search.find(edition); found != search.end()) {
        for (const std::string& path : found->second) group.shared.push_back(root + path);
      }
      standing.add(std::move(group));
    };
    for (std::size_t i = 0; i < view.keys.size(); ++i) {
      const model::Edition& edition = view.editions[i];
      if (edition.record && !view.standing[i]) note(edition.id, view.keys[i], i);
    }
    if (view.in_force_key && !view.in_force) note(view.latest->id, *view.in_force_key, view.editions.size());
  };
  if (!parts.site) {
    for_each(jobs.size(), [&](std::size_t i) { jobs[i](); });
    note_groups({}, {});
    return {};
  }

  std::unique_ptr<const SitePlan> plan = plan_site(loaded, view, share, site_id, for_each);
  for (const auto& [path, bytes] : plan->assets) output.add(root + path, *bytes);
  const std::vector<render::html::Page>& pages = plan->pages;
  base::Diagnostics faults;
  std::mutex faults_mutex;
  auto report = [&](base::Diagnostics found) {
    if (found.empty()) return;
    const std::scoped_lock lock(faults_mutex);
    base::append(faults, std::move(found));
  };
  auto add = [&](const std::string& path, base::Read<std::string> made) {
    if (made.diagnostics.empty()) output.add(path, made.value);
    report(std::move(made.diagnostics));
  };
  auto make_page = [&](const render::html::Page& page) {
    const std::string path = root + std::string(page.path);
    const std::string twin_path = page.has_twin() ? root + page.twin_path() : std::string();
    const bool twin_wanted = page.has_twin() && parts.cover(twin_path);
    if (!twin_wanted) {
      if (parts.cover(path)) add(path, page.render());
      return;
    }
    if (!parts.cover(path)) return add(twin_path, page.render_twin());
    base::Read<render::html::TwinPages> both = page.render_both();
    if (both.diagnostics.empty()) {
      output.add_two({path, both.value.page}, {twin_path, both.value.twin});
    }
    report(std::move(both.diagnostics));
  };
  add_editions(view, root, output);
  // What takes longest comes first, while others make pages: the jobs, then the data of an edition.
  const std::vector<const model::Edition*> data = shown_editions(view);
  const std::size_t before_pages = jobs.size() + data.size();
  for_each(before_pages + pages.size(), [&](std::size_t i) {
    if (i < jobs.size()) return jobs[i]();
    if (i < before_pages) return add_handbook_json(*data[i - jobs.size()], loaded, view, root, parts, output);
    make_page(pages[i - before_pages]);
  });

  const EditionFiles files = plan->files;
  plan.reset();  // its memory is the search's
  note_groups(files, add_search(view, root, parts, output, for_each));
  base::sort_diagnostics(faults);
  return faults;
}

}  // namespace kitei::cli
