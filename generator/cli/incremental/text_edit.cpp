#include "cli/incremental/text_edit.h"

#include <algorithm>
#include <map>
#include <set>

#include "adapters/hash.h"
#include "adapters/sha256.h"
#include "base/escape.h"
#include "base/image_size.h"
#include "check/allowances.h"
#include "check/handbook.h"
#include "cli/incremental/changed_report.h"
#include "cli/incremental/edit_surroundings.h"
#include "cli/incremental/text_change.h"
#include "cli/incremental/text_redline.h"
#include "cli/load/edition_cache.h"
#include "cli/load/load.h"
#include "cli/load/sources.h"
#include "cli/output/standing.h"
#include "render/html/document_body.h"
#include "render/html/targets.h"
#include "render/html/urls.h"
#include "resolve/generated.h"
#include "resolve/handbook.h"
#include "resolve/lookup.h"
#include "resolve/restrict.h"
#include "search/document.h"
#include "source/document.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostTexts = 16;  // of one edit; more of them are as quickly made anew

// One document in one of its two states.
struct State {
  model::Document document;
  resolve::DocumentUses uses;
  base::Diagnostics findings;
};

class TextReader {
 public:
  TextReader(const Arguments& arguments, const Parts& parts, const LastBuild& last, base::Language language, const base::ForEach& for_each)
      : arguments_(arguments), parts_(parts), last_(last), record_(*last.record()), language_(language), for_each_(for_each) {}

  std::optional<TextEdits> run() {
    if (!read_surroundings() || !read_edits()) return std::nullopt;
    for (TextEdit& edit : out_.edits) {
      if (!understand(edit)) return std::nullopt;
    }
    for (SiteEdits& site : out_.sites) {
      if (!make_pages(site)) return std::nullopt;
    }
    if (beside_frozen_ && !compare()) return std::nullopt;
    std::erase_if(out_.sites, [](const SiteEdits& site) { return site.sha256.empty(); });
    if (!make_report()) return std::nullopt;
    out_.config = std::move(handbook_.config);
    out_.catalogs = std::move(handbook_.catalogs);
    out_.store = std::move(*store_);
    return std::move(out_);
  }

 private:
  // ---- what stands around the texts ----------------------------------------------------------------------------------

  bool read_surroundings() {
    if (parts_.docx || parts_.packs) return false;  // they show the text too
    bool damaged = false;  // document_edit.h says it
    auto surroundings = cli::read_surroundings(parts_, last_, damaged);
    if (!surroundings || surroundings->registers) return false;
    files_ = std::move(surroundings->files);
    handbook_ = std::move(surroundings->handbook);
    store_ = std::move(surroundings->store);
    beside_frozen_ = surroundings->beside_frozen;
    handbook_.documents = store_->names();
    resolve::build_indexes(handbook_);
    lookup_.emplace(resolve::build_lookup(handbook_, [this](std::string_view path) { return is_source(path); }));
    lookup_->on_clause_of = [this](const model::Document& named) {
      const auto index = static_cast<std::size_t>(&named - handbook_.documents.data());
      names_unread_ = names_unread_ || !complete_.contains(index);
    };
    terms_ = render::html::describe_terms(handbook_.registers.terms);
    out_.folders = {handbook_.config.edition.empty() ? "draft" : handbook_.config.edition};
    if (!beside_frozen_) out_.folders.emplace_back("latest");
    else if (!read_frozen_groups()) return false;
    return find_withheld();
  }

  // Only where something is in force: then latest/ stands with the frozen editions.
  bool read_frozen_groups() {
    std::set<std::string, std::less<>> groups;
    for (const Group& group : groups_of(record_)) {
      out_.shared.insert(group.shared.begin(), group.shared.end());
      groups.insert(group.name);
    }
    for (std::size_t i = 0; i < handbook_.config.sites.size(); ++i) {
      const std::string root = site_folder(handbook_.config, i) + "/";
      if (groups.contains(root + out_.folders.front() + "/")) return false;  // frozen under the draft's id
      if (!groups.contains(root + "latest/")) return false;
    }
    return true;
  }

  // Of each site, as withheld_from() tells it of the whole handbook. An edit of texts changes nothing of it.
  bool find_withheld() {
    const model::Config& config = handbook_.config;
    std::vector<FrozenSource> frozen;
    for (std::size_t i = 0; i < config.sites.size(); ++i) {
      SiteEdits& site = out_.sites.emplace_back();
      site.site = i;
      const std::string& clearance = config.sites[i].clearance;
      if (resolve::sees_everything(config, clearance)) continue;
      if (beside_frozen_ && frozen.empty()) {
        auto kept = kept_editions(last_.sources(), record_.sources, last_.output(), EditionPart::Names, for_each_);
        if (!kept) return false;
        frozen = std::move(kept->editions);
      }
      for (const FrozenSource& source : frozen) resolve::withhold(site.withheld, source.edition.handbook, config, clearance);
      resolve::withhold(site.withheld, handbook_, config, clearance);
    }
    return true;
  }

  // A file of the working tree.
  bool is_source(std::string_view path) const { return !is_frozen_path(path) && record_.sources.find(path); }

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
      TextEdit edit;
      edit.index = *index;
      edit.bytes = read_file(last_.handbook() / path);
      edit.stored = std::move(*stored);
      out_.edits.push_back(std::move(edit));
    }
    return true;
  }

  // ---- what an edit says ---------------------------------------------------------------------------------------------

  bool understand(TextEdit& edit) {
    const model::Document& name = handbook_.documents[edit.index];
    if (!name.part_of.empty() || !handbook_.backlinks[edit.index].parts.empty()) return false;
    if (front_matter_of(edit.stored.bytes) != front_matter_of(edit.bytes)) return false;
    if (!read_neighbour(edit.index)) return false;
    for (const std::uint32_t used : edit.stored.uses.documents) {
      if (!read_neighbour(used)) return false;
    }
    names_unread_ = false;
    auto before = read_state(name.path, edit.stored.bytes);
    auto after = read_state(name.path, edit.bytes);
    if (names_unread_) return false;
    if (!before || !after || !looks_the_same(before->document, after->document)) return false;
    if (search::is_searched(before->document) != search::is_searched(after->document)) return false;
    if (!replace_findings(edit, *before, *after)) return false;
    edit.before = std::move(before->document);
    edit.after = std::move(after->document);
    edit.uses = std::move(after->uses);
    return true;
  }

  // The documents that a text leads to get what is asked of them: front matter and clauses. A new text that leads to another
  // one does not look the same, however that one is called; of one that names a clause of another one, nothing can be said.
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
    if (!read.value || read.value->files.size() != 1 || !allowances_stand_alone(read.value->allowances, handbook_.config)) return std::nullopt;
    State state{std::move(*read.value), {}, std::move(read.diagnostics)};
    base::append(state.findings, resolve::resolve_document(state.document, *lookup_, &state.uses));
    if (resolve::has_generated_tables(state.document)) return std::nullopt;
    base::append(state.findings, check::check_document(handbook_, state.document, record_.today, depth_of(state.document)));
    base::append(state.findings, check::check_images(state.document, [this](const std::string& file) { return file_bytes(file); }));
    state.findings = check::as_found(std::move(state.findings), state.document.allowances, handbook_.config);
    return state;
  }

  // What was found in the file, with what its text says now in the place of what it said before.
  bool replace_findings(TextEdit& edit, const State& before, const State& after) const {
    if (depth_of(before.document) != depth_of(after.document)) return false;  // the notes that others decide about are not known
    edit.findings = edit.stored.findings;
    for (const base::Diagnostic& finding : before.findings) {
      const auto found = std::find(edit.findings.begin(), edit.findings.end(), finding);
      if (found == edit.findings.end()) return false;  // another one decides about it
      edit.findings.erase(found);
    }
    base::append(edit.findings, after.findings);
    base::sort_diagnostics(edit.findings);
    edit.reported_before = reported(edit.stored.findings, before.document);
    edit.reported = reported(edit.findings, after.document);
    return std::none_of(edit.reported.begin(), edit.reported.end(),
                        [](const base::Diagnostic& finding) { return finding.severity == base::Severity::Error; });
  }

  check::Depth depth_of(const model::Document& document) const {
    return check::depth_for(document.allowances, handbook_.config, check::Depth::Faults);
  }

  base::Diagnostics reported(const base::Diagnostics& found, const model::Document& document) const {
    return check::reported(found, document.allowances, {handbook_.config, record_.today, check::Depth::Faults, arguments_.strict});
  }

  // ---- what shows of it ----------------------------------------------------------------------------------------------

  const std::string* file_bytes(const std::string& path) {
    if (!is_source(path)) return nullptr;
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
    const std::string* bytes = file_bytes(target.id.str());
    return bytes ? render::html::href(page, render::html::asset_name(target.id, adapters::sha256_hex(*bytes))) : std::string();
  }

  std::string body_of(const model::Document& document, const std::string& page, const std::string& folder) {
    render::html::DocumentSurroundings surroundings;
    surroundings.language = handbook_.config.language;
    surroundings.today = record_.today;
    surroundings.terms = &terms_;
    surroundings.href = [&](const model::Target& target) { return url(page, folder, target); };
    surroundings.image_size = [&](const model::Target& target) -> std::optional<base::ImageSize> {
      const std::string* bytes = file_bytes(target.id.str());
      return bytes ? base::image_size(*bytes) : std::nullopt;
    };
    return render::html::render_document_body(document.body, surroundings);
  }

  bool make_pages(SiteEdits& site) {
    const bool limited = !resolve::sees_everything(handbook_.config, handbook_.config.sites[site.site].clearance);
    for (const TextEdit& edit : out_.edits) {
      if (resolve::is_withheld(site.withheld, edit.after)) continue;
      if (!limited) {
        if (!make_pages(site, edit.before, edit.after)) return false;
        continue;
      }
      model::Document before = edit.before, after = edit.after;
      for (model::Document* state : {&before, &after}) resolve::restrict_document(*state, site.withheld, handbook_.config.language);
      // With a link other things may have gone, or come back.
      if (!looks_the_same(before, after) || !make_pages(site, before, after)) return false;
    }
    return true;
  }

  bool make_pages(SiteEdits& site, const model::Document& before, const model::Document& after) {
    for (const std::string& folder : out_.folders) {
      EditedPage page{folder + "/" + handbook_.page_of(after), {}, {}};
      page.before = body_of(before, page.path, folder);
      page.after = body_of(after, page.path, folder);
      if (leads_out_) return false;
      if (page.before != page.after) site.pages.push_back(std::move(page));
    }
    site.sha256.emplace_back(before.sha256, after.sha256);
    if (search::is_searched(after)) site.searched.push_back(search::index_document(after));
    return true;
  }

  // On the pages that compare the texts with the newest frozen edition.
  bool compare() {
    model::Edition draft;
    draft.id = out_.folders.front();
    draft.handbook = std::move(handbook_);
    const bool compared = compare_with_newest(last_, draft, out_.edits, out_.sites, for_each_);
    handbook_ = std::move(draft.handbook);
    return compared;
  }

  bool make_report() {
    std::vector<ReportedFile> files;
    for (const TextEdit& edit : out_.edits) files.push_back({edit.reported_before, edit.stored.bytes, edit.reported, edit.bytes});
    auto report = change_report(last_, store_->counts(), files, language_);
    if (!report) return false;
    out_.new_report = std::move(report->text);
    out_.counts = report->counts;
    return true;
  }

  const Arguments& arguments_;
  const Parts& parts_;
  const LastBuild& last_;
  const BuildRecord& record_;
  base::Language language_;
  const base::ForEach& for_each_;

  base::FileTree files_;      // configuration, catalogues, registers
  model::Handbook handbook_;  // documents by name; those that an edited text leads to with front matter and clauses
  std::optional<resolve::Lookup> lookup_;
  std::set<std::size_t> complete_;
  bool names_unread_ = false;  // a text names a clause of a document that is known by name alone
  std::optional<TextStore> store_;
  render::html::TermDescriptions terms_;
  std::map<std::string, std::string> assets_;
  bool leads_out_ = false;
  bool beside_frozen_ = false;
  TextEdits out_;
};

}  // namespace

std::optional<TextEdits> read_text_edits(const Arguments& arguments, const Parts& parts, const LastBuild& last, base::Language language,
                                         const base::ForEach& for_each) {
  if (last.changed_sources().empty()) return std::nullopt;
  const auto reader = std::make_shared<TextReader>(arguments, parts, last, language, for_each);
  std::optional<TextEdits> read = reader->run();
  if (read) read->rest = reader;
  return read;
}

}  // namespace kitei::cli
