#include "cli/site.h"

#include <mutex>
#include <set>

#include "adapters/hash.h"
#include "cli/program.h"
#include "cli/search_index.h"
#include "export/csv.h"
#include "export/editions.h"
#include "export/handbook_json.h"
#include "render/docx/document.h"
#include "render/html/urls.h"

namespace kitei::cli {
namespace {

using FileKey = std::pair<std::string, std::string>;  // Document::origin, path in that tree

// The handbook's files that what these readers see refers to: images, downloads, form files. Nothing else is copied.
void collect_files(const model::Handbook& handbook, std::set<FileKey>& files) {
  for (const model::Document& document : handbook.documents) {
    auto visit_inlines = [&](const model::Inlines& inlines) {
      model::for_each_inline(inlines, [&](const model::Inline& node) {
        const model::Target* target = nullptr;
        if (const auto* link = std::get_if<model::Link>(&node.node)) target = &link->target;
        if (const auto* image = std::get_if<model::Image>(&node.node)) target = &image->target;
        if (target && target->kind == model::TargetKind::Asset) files.emplace(document.origin, target->id);
      });
    };
    auto visit_blocks = [&](const model::Blocks& blocks, auto&& self) -> void {
      for (const model::Block& block : blocks) {
        if (const auto* figure = std::get_if<model::Figure>(&block.node);
            figure && figure->image.target.kind == model::TargetKind::Asset) {
          files.emplace(document.origin, figure->image.target.id);
        }
        model::for_each_part(block, visit_inlines, [&](const model::Blocks& inner) { self(inner, self); });
      }
    };
    visit_blocks(document.body.blocks, visit_blocks);
    for (const model::Footnote& note : document.body.footnotes) visit_blocks(note.content, visit_blocks);
    if (!document.file.empty()) files.emplace(document.origin, document.file);
  }
}

struct Assets {
  render::html::AssetNames names;
  std::map<std::string, const std::string*> bytes;  // path inside the site → content
};

Assets collect_assets(const Loaded& loaded, const View& view, const Share& share) {
  Assets assets;
  auto add = [&](std::string_view path, const std::string& bytes) {
    std::string name = render::html::asset_name(path, adapters::sha256_hex(bytes));
    assets.bytes.emplace(name, &bytes);
    return name;
  };
  for (const auto& [path, bytes] : share.theme) {
    if (!path.ends_with(".md")) assets.names.theme[path] = add(path, bytes);
  }
  std::set<FileKey> files;
  for (const model::Edition& edition : view.editions) collect_files(edition.handbook, files);
  collect_files(view.latest.handbook, files);
  for (const FileKey& key : files) {
    if (const std::string* bytes = asset_bytes(loaded, key.first, key.second)) {
      assets.names.files[key] = add(key.second, *bytes);
    }
  }
  return assets;
}

std::string binder_path(const model::Edition& edition) { return "docx/" + edition.id + "/handbook.docx"; }

// Every Word file of the site: one for each document of each edition, and a binder of each edition.
struct WordFile {
  std::string path;
  const model::Edition* edition;
  const model::Document* document;  // nullptr: the binder
};

std::vector<WordFile> word_files(const View& view) {
  std::vector<WordFile> files;
  auto add = [&](const model::Edition& edition) {
    files.push_back({binder_path(edition), &edition, nullptr});  // the longest work first
    for (const model::Document& document : edition.handbook.documents) {
      files.push_back({render::html::word_path(edition.id, document.id), &edition, &document});
    }
  };
  // What is in force today lies under the edition that it comes from.
  for (const model::Edition& edition : view.editions) add(edition);
  return files;
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
  const base::FileTree* files = loaded.files_of(origin);
  return files ? base::find_file(*files, path) : nullptr;
}

render::docx::DocxOptions word_options(const Loaded& loaded, const model::Edition& edition, const Share& share) {
  render::docx::DocxOptions options;
  options.edition = edition.id;
  options.language = edition.handbook.config.language;
  options.templates = &share.docx;
  options.asset = [&loaded](const std::string& origin, const std::string& path) { return asset_bytes(loaded, origin, path); };
  options.draft = edition.status == model::EditionStatus::Draft;
  return options;
}

base::Diagnostics build_site(const Loaded& loaded, const View& view, const Share& share, const std::string& site_id,
                             const std::string& folder, const Parts& parts, Output& output, const base::ForEach& for_each) {
  const std::string root = folder + "/";
  const std::vector<WordFile> words = word_files(view);
  if (parts.docx) {
    for_each(words.size(), [&](std::size_t i) {
      if (!parts.cover(root + words[i].path)) return;
      const model::Handbook& handbook = words[i].edition->handbook;
      const render::docx::DocxOptions options = word_options(loaded, *words[i].edition, share);
      output.add(root + words[i].path, words[i].document ? render::docx::write_document(handbook, *words[i].document, options)
                                                         : render::docx::write_binder(handbook, options));
    });
  }
  if (parts.exports) {
    for (const model::Edition& edition : view.editions) {
      const std::string path = root + "exports/" + edition.id + "/soa.csv";
      if (edition.handbook.soa && parts.cover(path)) output.add(path, exports::soa_csv(edition.handbook));
    }
  }
  if (!parts.site) return {};

  const Assets assets = collect_assets(loaded, view, share);
  for (const auto& [path, bytes] : assets.bytes) output.add(root + path, *bytes);

  std::set<std::string, std::less<>> word_paths;
  for (const WordFile& word : words) word_paths.insert(word.path);
  render::html::SiteInput input;
  input.site_id = site_id;
  for (const model::Edition& edition : view.editions) input.editions.push_back(&edition);
  input.latest = &view.latest;
  input.timeline = view.timeline;
  input.changes = view.changes;
  input.today = loaded.today;
  input.program_version = kProgramVersion;
  input.assets = &assets.names;
  input.has_file = [&](std::string_view path) { return word_paths.contains(path); };
  const std::vector<render::html::Page> pages = render::html::plan_pages(std::move(input), share.html);
  base::Diagnostics faults;
  std::mutex faults_mutex;
  for_each(pages.size(), [&](std::size_t i) {
    if (!parts.cover(root + pages[i].path)) return;
    base::Read<std::string> page = pages[i].render();
    if (page.diagnostics.empty()) return output.add(root + pages[i].path, page.value);
    const std::scoped_lock lock(faults_mutex);
    base::append(faults, std::move(page.diagnostics));
  });

  std::vector<const model::Edition*> editions;
  for (const model::Edition& edition : view.editions) editions.push_back(&edition);
  output.add(root + "editions.json", exports::editions_json(editions));
  output.add(root + "editions.js", exports::editions_js(editions));
  editions.push_back(&view.latest);
  for_each(editions.size(), [&](std::size_t i) {
    if (!parts.cover(root + editions[i]->id + "/handbook.json")) return;
    output.add(root + editions[i]->id + "/handbook.json", exports::handbook_json(*editions[i], loaded.working.id));
  });
  add_search(view, root, parts, output, for_each);
  base::sort_diagnostics(faults);
  return faults;
}

}  // namespace kitei::cli
