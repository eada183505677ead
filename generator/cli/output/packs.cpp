#include "cli/output/packs.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "adapters/hash.h"
#include "adapters/sha256.h"
#include "archive/handbook.h"
#include "base/binary.h"
#include "base/path.h"
#include "cli/output/frozen_keys.h"
#include "cli/output/site.h"
#include "cli/output/word_files.h"
#include "cli/output/word_key.h"
#include "pack/pack.h"
#include "render/docx/document.h"
#include "render/html/pack_page.h"
#include "render/html/urls.h"

namespace kitei::cli {
namespace {

// Documents of an edition, each with the key of its Word file.
struct PackDocument {
  const model::Document* document;
  Hash word_key{};
};

struct Job {
  const model::Edition* edition;
  const model::Pack* pack;
  std::vector<PackDocument> documents;
  std::string path;  // in the output
};

// A retired document or a draft is handed to nobody; the rest is a matter of kind and audience.
bool belongs(const model::Document& document, const model::Pack& pack) {
  auto named = [](const std::vector<std::string>& list, const std::string& name) {
    return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
  };
  return document.status == model::Status::Approved && named(pack.kinds, document.kind) && named(document.audience, pack.audience);
}

std::string mime_of(std::string_view path) {
  const std::string extension = base::extension(path);
  if (extension == "svg") return "image/svg+xml";
  if (extension == "jpg") return "image/jpeg";
  return "image/" + extension;
}

std::string picture_url(const Loaded& loaded, const std::string& origin, const std::string& path) {
  const std::string* bytes = asset_bytes(loaded, origin, path);
  return bytes ? "data:" + mime_of(path) + ";base64," + adapters::base64(*bytes) : std::string{};
}

render::html::PackPageInput page_of(const Job& job, const Loaded& loaded, const Share& share) {
  const model::Edition& edition = *job.edition;
  render::html::PackPageInput page;
  page.settings = model::settings_of_documents(edition.handbook.config);
  page.title = job.pack->title;
  page.edition = edition.id;
  page.effective = edition.record ? base::iso_date(edition.record->effective) : std::string{};
  page.today = loaded.today;
  page.draft = edition.status == model::EditionStatus::Draft;
  const std::string* style = base::find_file(share.theme, "pack.css");
  page.style = style ? *style : std::string{};
  page.style_hash = adapters::sha256_base64(page.style);
  page.picture_size = [&loaded](const std::string& origin, const std::string& path) {
    const std::string* bytes = asset_bytes(loaded, origin, path);
    return bytes ? base::image_size(*bytes) : std::nullopt;
  };
  page.picture = [&loaded](const std::string& origin, const std::string& path) { return picture_url(loaded, origin, path); };
  return page;
}

// All that a pack is made from: its page shows no more of its documents, and of the handbook, than their Word files do. But it has
// pictures that Word cannot show, and forms as they are.
Hash key_of(const Job& job, const render::html::PackPageInput& page, const Loaded& loaded, const Hash& share) {
  base::BinaryWriter key;
  key.text("pack");
  key.raw(share.data(), share.size());  // with the style
  key.text(job.pack->id);
  archive::write_config(key, page.settings);
  for (const std::string& text : {page.title, page.edition, page.effective}) key.text(text);
  key.number(page.draft);
  key.number(job.documents.size());
  for (const auto& [document, word_key] : job.documents) {
    key.raw(word_key.data(), word_key.size());
    std::set<FileKey> files;
    collect_files(*document, files);
    for (const auto& [origin, path] : files) {
      const std::string* bytes = asset_bytes(loaded, origin, path);
      const Hash hash = bytes ? adapters::sha256(*bytes) : Hash{};
      key.raw(hash.data(), hash.size());
    }
  }
  return adapters::sha256(key.bytes());
}

pack::PackDocument pack_document(const PackDocument& from, const Job& job, const Loaded& loaded, const Share& share, KeyedFiles& keyed,
                                 Output& output) {
  const model::Document& document = *from.document;
  pack::PackDocument out{document.id.text.str(), document.title, document.version.text.str(), "docx", {}};
  const std::string* form = document.file.empty() ? nullptr : asset_bytes(loaded, document.origin, document.file);
  if (form) {
    out.extension = base::extension(document.file);
    out.bytes = *form;
  } else if (auto made = keyed.find(from.word_key, output)) {
    out.bytes = std::move(*made);
  } else {
    out.bytes = render::docx::write_file(render::docx::input_of(job.edition->handbook, document, word_options(loaded, *job.edition, share)));
  }
  return out;
}

base::Read<std::string> make_pack(const Job& job, render::html::PackPageInput page, const Loaded& loaded, const Share& share, KeyedFiles& keyed,
                                  Output& output) {
  pack::PackInput input;
  input.pack = job.pack->id;
  input.edition = job.edition->id;
  for (const PackDocument& document : job.documents) {
    input.documents.push_back(pack_document(document, job, loaded, share, keyed, output));
    page.documents.push_back({document.document, pack::pack_path(input.documents.back())});
  }
  base::Read<std::string> index = render::html::render_pack_page(page, share.html);
  input.index_html = std::move(index.value);
  return {pack::build_pack(std::move(input)), std::move(index.diagnostics)};
}

// The site whose readers see what those of a pack see, by its folder: it has the same Word files. "" when there is none.
std::string site_of(const model::Config& config, std::string_view clearance) {
  for (std::size_t i = 0; i < config.sites.size(); ++i) {
    if (config.sites[i].clearance == clearance) return site_folder(config, i) + "/";
  }
  return {};
}

// Of each document of the edition that is in one of these packs: the key of its Word file.
std::vector<Hash> word_keys(const model::Edition& edition, const std::vector<const model::Pack*>& packs, const std::string& site, const Loaded& loaded,
                            const Share& share, const KeyedFiles& keyed, const base::ForEach& for_each) {
  const render::docx::DocxOptions options = word_options(loaded, edition, share);
  const std::vector<model::Document>& documents = edition.handbook.documents;
  std::vector<Hash> keys(documents.size());
  for_each(keys.size(), [&](std::size_t i) {
    const bool needed = std::any_of(packs.begin(), packs.end(), [&](const model::Pack* pack) { return belongs(documents[i], *pack); });
    if (!needed) return;
    const auto known = keyed.key_of(site + render::html::word_path(edition.id, documents[i].id));
    keys[i] = known ? *known : word_key(render::docx::input_of(edition.handbook, documents[i], options));
  });
  return keys;
}

}  // namespace

base::Diagnostics build_packs(const Plan& plan, Loaded& loaded, const Share& share, const Parts& parts, const PackStanding& standing,
                              Output& output, const base::ForEach& for_each) {
  const model::Config& config = loaded.config();
  base::Diagnostics faults;
  // Packs of one clearance share a view.
  std::map<std::string, std::vector<const model::Pack*>> by_clearance;
  for (const model::Pack& pack : config.packs) {
    if (const model::Audience* audience = config.find_audience(pack.audience)) by_clearance[audience->clearance].push_back(&pack);
  }
  if (by_clearance.empty()) return faults;
  // What is withheld from any of them stands in the key of all: an edition's packs are one group.
  Hash key = packs_key(standing.everything, config);
  for (const auto& [clearance, packs] : by_clearance) key = site_key(key, "packs", "", clearance, withheld_from(loaded, clearance));
  std::set<std::string, std::less<>> stand;
  for (std::size_t i = 0; i < loaded.frozen.size(); ++i) {
    const std::string& id = loaded.frozen[i].id;
    if (std::find(plan.editions.begin(), plan.editions.end(), &loaded.frozen[i]) == plan.editions.end()) continue;
    const std::string folder = "packs/" + id + "/";
    const Hash own = edition_key(key, loaded, i);
    if (standing.standing.take(folder, own, {folder}, output)) {
      stand.insert(id);
      for (const model::Pack& pack : config.packs) standing.keyed.add_standing(folder + pack.id + ".zip");
    } else {
      loaded.read_texts(i, for_each);
      standing.standing.add({folder, own, {}, {}, {}, {}});
    }
  }
  for (const auto& [clearance, packs] : by_clearance) {
    std::deque<model::Edition> own;
    const SeenEditions editions = restrict_editions(plan, loaded, clearance, own, for_each);
    std::vector<Job> jobs;
    for (const model::Edition& edition : editions) {
      if (stand.contains(edition.id)) continue;
      const std::vector<Hash> keys = word_keys(edition, packs, site_of(config, clearance), loaded, share, standing.keyed, for_each);
      for (const model::Pack* pack : packs) {
        Job job{&edition, pack, {}, "packs/" + edition.id + "/" + pack->id + ".zip"};
        if (!parts.cover(job.path)) continue;
        for (std::size_t i = 0; i < keys.size(); ++i) {
          const model::Document& document = edition.handbook.documents[i];
          if (belongs(document, *pack)) job.documents.push_back({&document, keys[i]});
        }
        jobs.push_back(std::move(job));
      }
    }
    std::mutex faults_mutex;
    for_each(jobs.size(), [&](std::size_t i) {
      const Job& job = jobs[i];
      render::html::PackPageInput page = page_of(job, loaded, share);
      const Hash pack_key = key_of(job, page, loaded, standing.share);
      if (standing.keyed.keep(job.path, pack_key, output)) return;
      base::Read<std::string> bytes = make_pack(job, std::move(page), loaded, share, standing.keyed, output);
      if (bytes.diagnostics.empty()) {
        output.add(job.path, bytes.value);
        return standing.keyed.add(job.path, pack_key);
      }
      const std::scoped_lock lock(faults_mutex);
      base::append(faults, std::move(bytes.diagnostics));
    });
  }
  base::sort_diagnostics(faults);
  return faults;
}

}  // namespace kitei::cli
