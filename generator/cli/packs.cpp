#include "cli/packs.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "adapters/hash.h"
#include "base/path.h"
#include "cli/frozen_keys.h"
#include "cli/site.h"
#include "pack/pack.h"
#include "render/docx/document.h"
#include "render/html/pack_page.h"

namespace kitei::cli {
namespace {

struct Job {
  const model::Edition* edition;
  const model::Pack* pack;
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

pack::PackDocument pack_document(const Loaded& loaded, const model::Edition& edition, const model::Document& document,
                                 const Share& share) {
  pack::PackDocument out{document.id.text.str(), document.title, document.version.text.str(), "docx", {}};
  const std::string* form = document.file.empty() ? nullptr : asset_bytes(loaded, document.origin, document.file);
  if (form) {
    out.extension = base::extension(document.file);
    out.bytes = *form;
  } else {
    out.bytes = render::docx::write_document(edition.handbook, document, word_options(loaded, edition, share));
  }
  return out;
}

base::Read<std::string> make_pack(const Job& job, const Loaded& loaded, const Share& share) {
  const model::Edition& edition = *job.edition;
  pack::PackInput input;
  input.pack = job.pack->id;
  input.edition = edition.id;
  render::html::PackPageInput page;
  page.handbook = &edition.handbook;
  page.title = job.pack->title;
  page.edition = edition.id;
  page.effective = edition.record ? base::iso_date(edition.record->effective) : std::string{};
  page.today = loaded.today;
  page.draft = edition.status == model::EditionStatus::Draft;
  for (const model::Document& document : edition.handbook.documents) {
    if (!belongs(document, *job.pack)) continue;
    input.documents.push_back(pack_document(loaded, edition, document, share));
    page.documents.push_back({&document, pack::pack_path(input.documents.back())});
  }
  const std::string* style = base::find_file(share.theme, "pack.css");
  page.style = style ? *style : std::string{};
  page.style_hash = adapters::sha256_base64(page.style);
  page.picture_size = [&loaded](const std::string& origin, const std::string& path) {
    const std::string* bytes = asset_bytes(loaded, origin, path);
    return bytes ? base::image_size(*bytes) : std::nullopt;
  };
  page.picture = [&loaded](const std::string& origin, const std::string& path) { return picture_url(loaded, origin, path); };
  base::Read<std::string> index = render::html::render_pack_page(page, share.html);
  input.index_html = std::move(index.value);
  return {pack::build_pack(input), std::move(index.diagnostics)};
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
    const Hash own = edition_key(key, loaded, i, nullptr);
    if (standing.standing.take(folder, own, {folder}, output)) {
      stand.insert(id);
    } else {
      loaded.read_texts(i, for_each);
      standing.standing.add({folder, own, {}, {}, {}});
    }
  }
  for (const auto& [clearance, packs] : by_clearance) {
    std::deque<model::Edition> own;
    const SeenEditions editions = restrict_editions(plan, loaded, clearance, own, for_each);
    std::vector<Job> jobs;
    for (const model::Edition& edition : editions) {
      if (stand.contains(edition.id)) continue;
      for (const model::Pack* pack : packs) jobs.push_back({&edition, pack});
    }
    std::mutex faults_mutex;
    for_each(jobs.size(), [&](std::size_t i) {
      const std::string path = "packs/" + jobs[i].edition->id + "/" + jobs[i].pack->id + ".zip";
      if (!parts.cover(path)) return;
      base::Read<std::string> bytes = make_pack(jobs[i], loaded, share);
      if (bytes.diagnostics.empty()) return output.add(path, bytes.value);
      const std::scoped_lock lock(faults_mutex);
      base::append(faults, std::move(bytes.diagnostics));
    });
  }
  base::sort_diagnostics(faults);
  return faults;
}

}  // namespace kitei::cli
