#include "cli/text_build.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <span>

#include "adapters/hash.h"
#include "adapters/sha256.h"
#include "base/escape.h"
#include "base/image_size.h"
#include "check/handbook.h"
#include "check/severity.h"
#include "cli/load.h"
#include "cli/text_change.h"
#include "cli/text_store.h"
#include "cli/tree_writer.h"
#include "export/handbook_json.h"
#include "render/html/document_body.h"
#include "render/html/targets.h"
#include "render/html/urls.h"
#include "resolve/handbook.h"
#include "resolve/lookup.h"
#include "resolve/restrict.h"
#include "search/update.h"
#include "source/document.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostTexts = 16;  // of one edit; more of them are as quickly made anew

// Whether one text can show in another one, or anywhere but on its own pages.
bool texts_stand_alone(const Parts& parts, const model::Config& config) {
  if (!parts.site || parts.docx || parts.packs || !parts.edition.empty()) return false;
  for (const model::Site& site : config.sites) {
    if (!resolve::sees_everything(config, site.clearance)) return false;
  }
  return !check::is_reported("term-variant", config, check::Depth::Faults) && !check::is_reported("unused-term", config, check::Depth::Faults);
}

bool is_frozen_path(std::string_view path) { return path.starts_with("editions/"); }

bool is_register_path(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

bool has_generated_table(const model::Blocks& blocks) {
  bool found = false;
  for (const model::Block& block : blocks) {
    if (const auto* table = base::get_if<model::Table>(&block.node); table && table->generated) return true;
    model::for_each_part(block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) { found = found || has_generated_table(inner); });
  }
  return found;
}

bool has_generated_table(const model::Body& body) {
  return has_generated_table(body.blocks) ||
         std::any_of(body.footnotes.begin(), body.footnotes.end(), [](const model::Footnote& note) { return has_generated_table(note.content); });
}

// One document in one of its two states.
struct State {
  model::Document document;
  base::Diagnostics findings;
};

struct Edit {
  std::size_t index = 0;  // in the handbook
  std::string bytes;      // of the new source
  StoredText stored;
  State before, after;
  base::Diagnostics findings;  // of the path, after the edit, as they are reported
};

class TextBuilder {
 public:
  TextBuilder(const Arguments& arguments, const Parts& parts, LastBuild& last, base::Language language, const base::ForEach& for_each)
      : arguments_(arguments), parts_(parts), last_(last), record_(*last.record()), language_(language), for_each_(for_each) {}

  std::optional<TextBuild> run() {
    if (!read_surroundings() || !read_edits()) return std::nullopt;
    for (Edit& edit : edits_) {
      if (!understand(edit)) return std::nullopt;
    }
    // From here on each new text may take the place of the old one. Nothing is written before everything is made.
    if (!make_pages() || !make_data() || !make_search() || !make_report()) return std::nullopt;
    return write();
  }

 private:
  // ---- what stands around the texts ----------------------------------------------------------------------------------

  bool read_surroundings() {
    for (std::size_t i = 0; i < record_.sources.size(); ++i) {
      const std::string path(record_.sources.path(i));
      if (is_frozen_path(path)) return false;
      if (is_register_path(path)) files_.emplace(path, read_file(last_.handbook() / path));
    }
    base::Read<model::Sources> read = read_registers_and_catalogs(files_);
    handbook_.config = std::move(read.value.config);
    if (!texts_stand_alone(parts_, handbook_.config)) return false;
    auto store = TextStore::find(last_.output(), last_.key(), record_.sources);
    if (!store) return false;
    store_ = std::move(*store);
    handbook_.catalogs = std::move(read.value.catalogs);
    handbook_.soa = std::move(read.value.soa);
    handbook_.registers = std::move(read.value.registers);
    handbook_.documents = store_->names();
    for_each_(2, [&](std::size_t i) {
      if (i == 0) {
        resolve::build_indexes(handbook_);
      } else {
        lookup_.emplace(resolve::build_lookup(handbook_, [this](std::string_view path) { return record_.sources.find(path).has_value(); }));
      }
    });
    terms_ = render::html::describe_terms(handbook_.registers.terms);
    return true;
  }

  std::optional<std::size_t> index_of_path(std::string_view path) const {
    const auto found = std::find_if(handbook_.documents.begin(), handbook_.documents.end(),
                                    [&](const model::Document& document) { return document.path == path; });
    if (found == handbook_.documents.end()) return std::nullopt;
    return static_cast<std::size_t>(found - handbook_.documents.begin());
  }

  bool read_edits() {
    if (last_.changed_sources().size() > kMostTexts) return false;
    for (const std::size_t source : last_.changed_sources()) {
      const std::string path(record_.sources.path(source));
      const auto index = index_of_path(path);
      if (!index) return false;
      auto stored = store_->text(*index);
      if (!stored || adapters::sha256(stored->bytes) != record_.sources.hash(source)) return false;
      edits_.push_back({*index, read_file(last_.handbook() / path), std::move(*stored), {}, {}, {}});
    }
    return true;
  }

  // ---- what an edit says ---------------------------------------------------------------------------------------------

  bool understand(Edit& edit) {
    const model::Document& name = handbook_.documents[edit.index];
    if (!name.part_of.empty() || !handbook_.backlinks[edit.index].parts.empty()) return false;
    if (front_matter_of(edit.stored.bytes) != front_matter_of(edit.bytes)) return false;
    if (!read_neighbour(edit.index)) return false;
    for (const std::string& id : edit.stored.leads_to) {
      const auto found = handbook_.index_by_id.find(id);
      if (found == handbook_.index_by_id.end() || !read_neighbour(found->second)) return false;
    }
    auto before = read_state(name.path, edit.stored.bytes);
    auto after = read_state(name.path, edit.bytes);
    if (!before || !after || !looks_the_same(before->document, after->document)) return false;
    if (search::is_searched(before->document) != search::is_searched(after->document)) return false;
    edit.before = std::move(*before);
    edit.after = std::move(*after);
    return replace_findings(edit);
  }

  // The documents that a text leads to get what is asked of them: front matter and clauses. A new text that leads to another
  // one does not look the same, however that one is called.
  bool read_neighbour(std::size_t index) {
    if (!complete_.insert(index).second) return true;
    model::Document& place = handbook_.documents[index];
    if (!place.part_of.empty() || !handbook_.backlinks[index].parts.empty()) return false;
    base::Read<std::optional<model::Document>> read =
        source::read_document(place.path, read_file(last_.handbook() / place.path), handbook_.config, {&files_, nullptr});
    if (!read.value || read.value->files.size() != 1 || !read.value->moved_to.empty() || !read.value->removed.empty()) return false;
    model::Document document = std::move(*read.value);
    document.number = place.number;
    document.classification = place.classification;
    resolve::resolve_document(document, *lookup_);
    place = std::move(document);
    return true;
  }

  std::optional<State> read_state(const std::string& path, const std::string& bytes) {
    base::Read<std::optional<model::Document>> read = source::read_document(path, bytes, handbook_.config, {&files_, nullptr});
    if (!read.value || read.value->files.size() != 1 || !read.value->allowances.empty()) return std::nullopt;
    State state{std::move(*read.value), std::move(read.diagnostics)};
    base::append(state.findings, resolve::resolve_document(state.document, *lookup_));
    if (has_generated_table(state.document.body)) return std::nullopt;
    base::append(state.findings, check::check_document(handbook_, state.document, record_.today, check::Depth::Faults));
    base::append(state.findings, check::check_images(state.document, [this](const std::string& file) { return file_bytes(file); }));
    check::grade(state.findings, handbook_.config);
    check::drop_notes(state.findings, check::Depth::Faults);
    if (arguments_.strict) check::make_strict(state.findings);
    base::sort_diagnostics(state.findings);
    const bool errors = std::any_of(state.findings.begin(), state.findings.end(),
                                    [](const base::Diagnostic& finding) { return finding.severity == base::Severity::Error; });
    if (errors) return std::nullopt;
    return state;
  }

  // What was reported about the file, with what its text says now in the place of what it said before.
  static bool replace_findings(Edit& edit) {
    edit.findings = edit.stored.findings;
    for (const base::Diagnostic& finding : edit.before.findings) {
      const auto found = std::find(edit.findings.begin(), edit.findings.end(), finding);
      if (found == edit.findings.end()) return false;  // another one decides about it
      edit.findings.erase(found);
    }
    base::append(edit.findings, edit.after.findings);
    base::sort_diagnostics(edit.findings);
    return true;
  }

  // ---- what is made of it --------------------------------------------------------------------------------------------

  const std::string* file_bytes(const std::string& path) {
    if (!record_.sources.find(path)) return nullptr;
    const auto [file, added] = assets_.try_emplace(path);
    if (added) file->second = read_file(last_.handbook() / path);
    return &file->second;
  }

  // A URL from a page in the folder of an edition.
  std::string url(const std::string& page, const std::string& folder, const model::Target& target) {
    if (const auto place = render::html::place_of(handbook_, target)) {
      return render::html::href(page, folder + "/" + place->path, place->fragment);
    }
    if (target.kind == model::TargetKind::External) return base::escape_url(target.id);
    if (target.kind != model::TargetKind::Asset) {
      leads_out_ = true;  // to another version: where that lies is a matter of the whole site
      return {};
    }
    const std::string* bytes = file_bytes(target.id);
    return bytes ? render::html::href(page, render::html::asset_name(target.id, adapters::sha256_hex(*bytes))) : std::string();
  }

  std::string body_of(const model::Document& document, const std::string& page, const std::string& folder) {
    render::html::DocumentSurroundings surroundings;
    surroundings.language = handbook_.config.language;
    surroundings.today = record_.today;
    surroundings.terms = &terms_;
    surroundings.href = [&](const model::Target& target) { return url(page, folder, target); };
    surroundings.image_size = [&](const model::Target& target) -> std::optional<base::ImageSize> {
      const std::string* bytes = file_bytes(target.id);
      return bytes ? base::image_size(*bytes) : std::nullopt;
    };
    return render::html::render_document_body(document.body, surroundings);
  }

  bool make_pages() {
    for (const Edit& edit : edits_) {
      for (const std::string& folder : {edition(), std::string("latest")}) {
        const std::string page = folder + "/" + handbook_.page_of(edit.after.document);
        const std::string before = body_of(edit.before.document, page, folder);
        const std::string after = body_of(edit.after.document, page, folder);
        if (leads_out_) return false;
        if (before == after) continue;
        for (const std::string& root : roots()) {
          std::string html = read_file(last_.output() / (root + page));
          const auto at = before.empty() ? std::string::npos : html.find(before);
          if (at == std::string::npos || html.find(before, at + 1) != std::string::npos) return false;
          html.replace(at, before.size(), after);
          made_[root + page] = std::move(html);
        }
      }
    }
    return true;
  }

  // handbook.json says of a text only which bytes it has. It is as large as everything else that an edit changes together, and
  // stays where it is mapped.
  bool make_data() {
    for (const std::string& root : roots()) {
      for (const std::string& folder : {edition(), std::string("latest")}) {
        const std::string path = root + folder + "/handbook.json";
        data_.emplace_back(path, MappedFile(last_.output() / path));
      }
    }
    std::atomic<bool> good = true;
    for_each_(data_.size(), [&](std::size_t i) {
      const std::span<char> bytes = data_[i].second.bytes();
      const std::string_view text(bytes.data(), bytes.size());
      for (const Edit& edit : edits_) {
        const std::string& before = edit.before.document.sha256;
        const std::string& after = edit.after.document.sha256;
        const auto at = text.find(before);
        if (at == std::string_view::npos || text.find(before, at + 1) != std::string_view::npos) good = false;
        else std::copy(after.begin(), after.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
      }
    });
    return good;
  }

  bool make_search() {
    std::vector<search::DocumentIndex> changed;
    for (const Edit& edit : edits_) {
      if (search::is_searched(edit.after.document)) changed.push_back(search::index_document(edit.after.document));
    }
    if (changed.empty()) return true;
    for (const std::string& root : roots()) {
      const std::string entry = root + edition() + "/search-index.js";
      const std::string before = read_file(last_.output() / entry);
      if (read_file(last_.output() / (root + "latest/search-index.js")) != before) return false;
      auto update = search::update_index(before, changed, handbook_.config, handbook_.catalogs,
                                         [&](const std::string& path) -> std::optional<std::string> {
                                           if (!record_.outputs.find(root + path)) return std::nullopt;
                                           return read_file(last_.output() / (root + path));
                                         });
      if (!update) return false;
      if (update->entry == before) continue;
      for (search::IndexUpdate::File& file : update->files) made_[root + file.path] = std::move(file.bytes);
      for (const std::string& path : update->gone) gone_.insert(root + path);
      made_[entry] = update->entry;
      made_[root + "latest/search-index.js"] = std::move(update->entry);
    }
    return true;
  }

  // The report says the findings of a file one after the other, and how many there are of all at its end.
  bool make_report() {
    report_ = record_.report;
    Counts counts = store_->counts();
    const std::string old_summary = summary_of(counts, check::Depth::Faults, language_);
    if (!report_.ends_with(old_summary)) return false;
    report_.resize(report_.size() - old_summary.size());
    for (const Edit& edit : edits_) {
      const std::string before = report_text(edit.stored.findings, edit.stored.bytes);
      const std::string after = report_text(edit.findings, edit.bytes);
      if (before == after) continue;
      const auto at = before.empty() ? std::string::npos : report_.find(before);
      if (at == std::string::npos) return false;
      report_.replace(at, before.size(), after);
      counts.warnings += count(edit.findings).warnings - count(edit.stored.findings).warnings;
    }
    counts_ = counts;
    report_ += summary_of(counts, check::Depth::Faults, language_);
    return true;
  }

  std::string report_text(const base::Diagnostics& findings, const std::string& bytes) const {
    return human_report(findings, language_, [&](std::string_view) { return &bytes; }, shown_root(last_.handbook()), stderr_frame());
  }

  // ---- writing -------------------------------------------------------------------------------------------------------

  TextBuild write() {
    TextBuild done{report_, {}, nullptr};
    std::map<std::string_view, std::string_view> files;
    for (const auto& [path, bytes] : made_) files.emplace(path, bytes);
    for (const auto& [path, file] : data_) files.emplace(path, std::string_view(file.bytes().data(), file.bytes().size()));
    std::vector<std::pair<std::string_view, std::string_view>> tasks(files.begin(), files.end());
    std::vector<Hash> hashes(tasks.size());
    for_each_(tasks.size(), [&](std::size_t i) { hashes[i] = adapters::sha256(tasks[i].second); });
    FileTable outputs = outputs_with(tasks, hashes);
    TreeWriter writer(last_.output());
    // The first task is the longest one and needs hashes alone.
    std::string manifest;
    std::vector<Stamp> stamps(tasks.size());
    for_each_(tasks.size() + 1, [&](std::size_t i) {
      if (i == 0) {
        manifest = output_manifest(outputs, record_.others);
        return;
      }
      const auto& [path, bytes] = tasks[i - 1];
      const TreeWriter::Result result = writer.write(path, bytes, Compare::No);
      stamps[i - 1] = {bytes.size(), result.modified, 0, result.inode};
    });
    for (std::size_t i = 0; i < tasks.size(); ++i) outputs.set(*outputs.find(tasks[i].first), stamps[i], hashes[i]);
    for (const std::string& path : gone_) {
      if (made_.contains(path)) continue;
      remove_file(last_.output(), path);
      ++done.totals.removed;
    }
    const TreeWriter::Result result = writer.write(pack::kManifestName, manifest, Compare::No);
    writer.commit();
    outputs.set(*outputs.find(pack::kManifestName), {manifest.size(), result.modified, 0, result.inode}, {});
    done.totals.files = outputs.size() - 1;
    done.totals.written = tasks.size();
    // What the next build compares with comes last: whatever interrupts this one, the next one is a full one.
    std::vector<Hash> sources;
    std::map<std::size_t, StoredText> texts;
    for (Edit& edit : edits_) {
      sources.push_back(adapters::sha256(edit.bytes));
      texts[edit.index] = {std::move(edit.bytes), std::move(edit.findings), std::move(edit.stored.leads_to)};
    }
    last_.replace_texts(std::move(outputs), sources, report_);
    store_->replace(std::move(texts), counts_, last_.record()->sources);
    return done;
  }

  // The outputs of the record without those that are gone, with these files in their places; by path, as both lists are.
  FileTable outputs_with(const std::vector<std::pair<std::string_view, std::string_view>>& files, const std::vector<Hash>& hashes) const {
    const FileTable& before = record_.outputs;
    FileTable outputs;
    outputs.reserve(before.size() + files.size(), before.paths().size() + 64 * files.size());
    std::size_t next = 0;
    auto add_files_before = [&](std::string_view path) {
      for (; next < files.size() && files[next].first < path; ++next) outputs.add(files[next].first, {files[next].second.size(), 0, 0, 0}, hashes[next]);
    };
    auto gone = gone_.begin();
    for (std::size_t i = 0; i < before.size(); ++i) {
      const std::string_view path = before.path(i);
      add_files_before(path);
      while (gone != gone_.end() && *gone < path) ++gone;
      if (next < files.size() && files[next].first == path) {
        outputs.add(path, {files[next].second.size(), 0, 0, 0}, hashes[next]);
        ++next;
      } else if (gone == gone_.end() || *gone != path) {
        outputs.add(path, before.stamp(i), before.hash(i));
      }
    }
    add_files_before("\xff");
    return outputs;
  }

  std::vector<std::string> roots() const {
    std::vector<std::string> roots;
    for (std::size_t i = 0; i < handbook_.config.sites.size(); ++i) roots.push_back(site_folder(handbook_.config, i) + "/");
    return roots;
  }
  std::string edition() const { return handbook_.config.edition.empty() ? "draft" : handbook_.config.edition; }

  const Arguments& arguments_;
  const Parts& parts_;
  LastBuild& last_;
  const BuildRecord& record_;
  base::Language language_;
  const base::ForEach& for_each_;

  base::FileTree files_;      // configuration, catalogues, registers
  model::Handbook handbook_;  // documents by name; those that an edited text leads to with front matter and clauses
  std::optional<resolve::Lookup> lookup_;
  std::set<std::size_t> complete_;
  std::optional<TextStore> store_;
  render::html::TermDescriptions terms_;
  std::map<std::string, std::string> assets_;
  bool leads_out_ = false;

  std::vector<std::pair<std::string, MappedFile>> data_;  // handbook.json of each folder, by path in the output

  std::vector<Edit> edits_;
  std::map<std::string, std::string, std::less<>> made_;  // path in the output → bytes
  std::set<std::string, std::less<>> gone_;
  std::string report_;
  Counts counts_;
};

}  // namespace

std::optional<TextBuild> build_texts(const Arguments& arguments, const Parts& parts, LastBuild& last, base::Language language,
                                     const base::ForEach& for_each) {
  if (last.changed_sources().empty()) return std::nullopt;
  const auto builder = std::make_shared<TextBuilder>(arguments, parts, last, language, for_each);
  std::optional<TextBuild> built = builder->run();
  if (built) built->rest = builder;
  return built;
}

void keep_texts(const Parts& parts, const Loaded& loaded, const LastBuild& last) {
  if (!texts_stand_alone(parts, loaded.config()) || !loaded.frozen.empty() || loaded.has_allowances) return;
  TextStore::write(last.output(), last.key(), loaded.inputs, loaded.working.handbook.documents, loaded.diagnostics,
                   [&](const std::string& path, std::string& room) { return loaded.source(path, room); });
}

}  // namespace kitei::cli
