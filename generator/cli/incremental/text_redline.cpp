#include "cli/incremental/text_redline.h"

#include <algorithm>
#include <map>
#include <set>

#include "adapters/hash.h"
#include "adapters/json.h"
#include "base/for_each.h"
#include "base/image_size.h"
#include "cli/load/edition_cache.h"
#include "cli/machine/program.h"
#include "cli/machine/world.h"
#include "cli/output/plan.h"
#include "cli/output/share.h"
#include "diff/document.h"
#include "render/html/site.h"
#include "render/html/urls.h"
#include "resolve/restrict.h"

namespace kitei::cli {
namespace {

// The frozen edition before the draft, as the site's list of editions says; nothing when there is no draft in it.
std::optional<std::string> newest_edition(const LastBuild& last) {
  const std::string path = "site/editions.json";
  const base::Read<adapters::Json> list = adapters::parse_json(read_file(last.output() / path), path, "");
  const adapters::JsonArray* editions = list.value.array();
  if (!editions || editions->size() < 2) return std::nullopt;
  auto member = [](const adapters::Json& edition, std::string_view name) {
    const adapters::Json* value = edition.find(name);
    return value && value->text() ? *value->text() : std::string();
  };
  if (member(editions->back(), "status") != model::edition_status_name(model::EditionStatus::Draft)) return std::nullopt;
  return member((*editions)[editions->size() - 2], "id");
}

// An edition as the last build kept it.
std::optional<StoredEdition> stored_edition(const LastBuild& last, const std::string& id) {
  const FileTable& sources = last.record()->sources;
  const std::string folder = std::string(kEditions) + id + "/";
  std::size_t first = 0;
  while (first < sources.size() && sources.path(first) < folder) ++first;
  std::size_t end = first;
  while (end < sources.size() && sources.path(end).starts_with(folder)) ++end;
  return EditionCache(last.output()).find(EditionCache::key_of(sources, first, end)).edition;
}

// What latest/ shows around other pages: everything of an edition but its documents, and of these which kinds there are.
model::Edition frame_of(const model::Edition& newest) {
  model::Edition latest;
  latest.id = "latest";
  latest.status = model::EditionStatus::InForce;
  latest.handbook.config = newest.handbook.config;
  latest.handbook.catalogs = newest.handbook.catalogs;
  latest.handbook.soa = newest.handbook.soa;
  latest.handbook.registers = newest.handbook.registers;
  std::set<std::string_view> kinds;
  for (const model::Document& document : newest.handbook.documents) {
    if (document.status != model::Status::Approved || !kinds.insert(document.kind).second) continue;
    model::Document& name = latest.handbook.documents.emplace_back();
    name.id = document.id;
    name.kind = document.kind;
  }
  return latest;
}

// Both must outlive the pages.
struct Editions {
  const model::Edition& newest;
  const model::Edition& draft;
};

class Comparer {
 public:
  Comparer(const LastBuild& last, const Share& share, const std::string& theme) : last_(last), share_(share) {
    const std::string folder = "themes/" + theme + "/";
    const FileTable& files = last.record()->share;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (!files.path(i).starts_with(folder) || files.path(i).ends_with(".md")) continue;
      const std::string path(files.path(i).substr(folder.size()));
      names_.theme[path] = render::html::asset_name(path, adapters::hex_of(files.hash(i)));
    }
  }

  // Whether they show something of it, and then the page, for each of these ids; nothing when one is not simply changed.
  std::optional<std::vector<EditedPage>> pages(const std::string& site_id, const Editions& shown, const std::vector<model::DocumentId>& ids) {
    std::vector<EditedPage> made;
    std::vector<model::DocumentChange> changes;
    std::set<std::string, std::less<>> wanted;
    for (const model::DocumentId& id : ids) {
      const model::Document* before = shown.newest.handbook.find_own(id.folded());
      const model::Document* now = shown.draft.handbook.find_own(id.folded());
      if (!before || !now) return std::nullopt;
      for (const model::Document* document : {before, now}) note_files(*document);
      changes.push_back(diff::diff_documents(*before, *now));
      if (changes.back().kind != model::ChangeKind::Changed || changes.back().bookkeeping) return std::nullopt;
      made.push_back({render::html::redline_path(shown.newest.id, shown.draft.id, changes.back().id), {}, {}});
      wanted.insert(made.back().path);
    }
    const model::Edition latest = frame_of(shown.newest);
    render::html::SiteInput input;
    input.site_id = site_id;
    input.editions = input.named = {&shown.newest, &shown.draft};
    input.latest = &latest;
    input.changes = {{shown.newest.id, shown.draft.id, std::move(changes)}};
    input.today = last_.record()->today;
    input.program_version = kProgramVersion;
    input.assets = &names_;
    input.stands = [&](std::string_view path) { return !wanted.contains(path); };
    for (const render::html::Page& page : render::html::plan_pages(std::move(input), share_.html)) {
      base::Read<std::string> html = page.render();
      const auto found = std::find_if(made.begin(), made.end(), [&](const EditedPage& each) { return each.path == page.path; });
      if (!html.diagnostics.empty() || found == made.end()) return std::nullopt;
      found->after = std::move(html.value);
    }
    return made;
  }

 private:
  void note_files(const model::Document& document) {
    std::set<FileKey> files;
    collect_files(document, files);
    for (const FileKey& key : files) {
      const std::string path = key.first.empty() ? key.second : std::string(kEditions) + key.first + "/" + key.second;
      if (names_.files.contains(key) || !last_.record()->sources.find(path)) continue;
      const std::string bytes = read_file(last_.handbook() / path);
      names_.files[key] = render::html::asset_name(key.second, adapters::sha256_hex(bytes));
      if (const auto size = base::image_size(bytes)) names_.sizes.emplace(key, *size);
    }
  }

  const LastBuild& last_;
  const Share& share_;
  render::html::AssetNames names_;
};

}  // namespace

bool compare_with_newest(const LastBuild& last, model::Edition& draft, const std::vector<TextEdit>& edits, std::vector<SiteEdits>& sites,
                         const base::ForEach& for_each) {
  const auto id = newest_edition(last);
  if (!id) return false;
  const model::Config& config = draft.handbook.config;
  std::optional<StoredEdition> stored;
  base::Read<Share> share;
  for_each(2, [&](std::size_t i) {
    if (i == 0) stored = stored_edition(last, *id);
    else share = load_share(share_folder(), config.theme, WordTemplates::NotNeeded, "redline.html");
  });
  if (!stored || !share.diagnostics.empty()) return false;
  for (const TextEdit& edit : edits) {
    const auto found = stored->handbook.index_by_id.find(edit.after.id.folded());
    if (found == stored->handbook.index_by_id.end()) return false;
    model::Document& document = stored->handbook.documents[found->second];
    const bool other_version = document.id.folded() == edit.after.id.folded() && document.version != edit.after.version;
    if (!other_version || !document.part_of.empty()) return false;
    if (!stored->texts.read_into(document, found->second)) return false;
  }
  const model::Edition newest{*id, std::move(stored->record), model::EditionStatus::InForce, std::move(stored->handbook), {}, {}};
  Comparer comparer(last, share.value, config.theme);
  // As the readers of a site see them.
  const auto pages_of = [&](const SiteEdits& site) -> std::optional<std::vector<EditedPage>> {
    std::vector<model::DocumentId> ids;
    for (const TextEdit& edit : edits) {
      if (!resolve::is_withheld(site.withheld, edit.after)) ids.push_back(edit.after.id);
    }
    const auto& [site_id, clearance] = config.sites[site.site];
    if (ids.empty()) return std::vector<EditedPage>();
    if (resolve::sees_everything(config, clearance)) return comparer.pages(site_id, {newest, draft}, ids);
    const model::Edition seen_newest = seen_edition(newest, site.withheld, config, clearance);
    const model::Edition seen_draft = seen_edition(draft, site.withheld, config, clearance);
    return comparer.pages(site_id, {seen_newest, seen_draft}, ids);
  };
  std::vector<model::Document> names;
  for (const TextEdit& edit : edits) names.push_back(std::move(draft.handbook.documents[edit.index]));
  std::vector<std::vector<EditedPage>> before;
  for (const bool now : {false, true}) {
    for (const TextEdit& edit : edits) draft.handbook.documents[edit.index] = now ? edit.after : edit.before;
    for (std::size_t i = 0; i < sites.size(); ++i) {
      auto pages = pages_of(sites[i]);
      if (!pages) return false;
      if (!now) before.push_back(std::move(*pages));
      for (std::size_t k = 0; now && k < pages->size(); ++k) {
        EditedPage& page = (*pages)[k];
        if (page.after != before[i][k].after) sites[i].pages.push_back({page.path, std::move(before[i][k].after), std::move(page.after)});
      }
    }
  }
  for (std::size_t i = 0; i < edits.size(); ++i) draft.handbook.documents[edits[i].index] = std::move(names[i]);
  return true;
}

}  // namespace kitei::cli
