#include "cli/document_edit.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <set>
#include <span>

#include "adapters/hash.h"
#include "adapters/sha256.h"
#include "cli/compared_texts.h"
#include "cli/edit_findings.h"
#include "cli/edit_sites.h"
#include "cli/edit_surroundings.h"
#include "cli/reach.h"
#include "cli/sources.h"
#include "cli/standing.h"
#include "cli/world.h"
#include "history/clauses.h"
#include "history/unrevised.h"
#include "render/html/site.h"
#include "render/html/urls.h"
#include "resolve/dependents.h"
#include "resolve/handbook.h"
#include "resolve/lookup.h"
#include "search/document.h"
#include "source/document.h"

namespace kitei::cli {
namespace {

constexpr std::size_t kMostEdits = 16;  // more of them are as quickly made anew

class Reader {
 public:
  Reader(const Arguments& arguments, const Parts& parts, LastBuild& last, base::Language language, const base::ForEach& for_each)
      : parts_(parts), last_(last), record_(*last.record()), language_(language), for_each_(for_each),
        findings_(handbook_, loaded_.frozen, reach_.store, last.record()->today, arguments.strict) {}

  std::optional<Loaded> run() {
    if (!read_surroundings() || !read_cards() || !read_edits()) return std::nullopt;
    if (!read_dependents() || !follow_all() || !read_shown() || !check()) return std::nullopt;
    if (!make_report() || !make_sites()) return std::nullopt;
    for (const std::size_t index : edited_) before_.push_back(handbook_.documents[index]);
    reach_.controls = controls_of_pages(before_, handbook_.catalogs);
    return take();
  }

 private:
  // ---- what the last build kept --------------------------------------------------------------------------------------

  bool read_surroundings() {
    auto surroundings = cli::read_surroundings(parts_, last_);
    if (!surroundings) return false;
    files_ = std::move(surroundings->files);
    handbook_ = std::move(surroundings->handbook);
    reach_.store = std::move(surroundings->store);
    beside_frozen_ = surroundings->beside_frozen;
    loaded_.working.id = handbook_.config.edition.empty() ? "draft" : handbook_.config.edition;
    const TreeScan& scan = last_.sources();
    for (std::size_t i = 0; i < scan.files.size(); ++i) loaded_.inputs.add(scan.files[i].path, scan.files[i].stamp, record_.sources.hash(i));
    loaded_.folder = last_.handbook();
    loaded_.language = language_;
    loaded_.today = record_.today;
    loaded_.depth = check::Depth::Faults;
    loaded_.texts_on_disk = true;
    return !beside_frozen_ || read_frozen();
  }

  // Only as an earlier build kept them, and where latest/ shows them and not the draft.
  bool read_frozen() {
    const std::vector<Group> groups = groups_of(record_);
    for (std::size_t i = 0; i < handbook_.config.sites.size(); ++i) {
      const std::string latest = site_folder(handbook_.config, i) + "/latest/";
      if (std::none_of(groups.begin(), groups.end(), [&](const Group& group) { return group.name == latest; })) return false;
    }
    auto kept = kept_editions(last_.sources(), loaded_.inputs, EditionCache(last_.output()), for_each_);
    if (!kept) return false;
    for (FrozenSource& source : *kept) {
      if (source.edition.id == loaded_.working.id) return false;  // the draft would go under another name
      loaded_.frozen.push_back(std::move(source.edition));
      loaded_.states.push_back({source.key, true, std::move(source.diagnostics), std::move(source.texts), std::move(source.facts), {}});
    }
    return true;
  }

  bool read_cards() {
    const std::size_t count = reach_.store.size();
    handbook_.documents.resize(count);
    uses_.resize(count);
    shown_files_.resize(count);
    untouched_.resize(count);
    std::atomic<bool> good{true};
    constexpr std::size_t kRun = 64;
    for_each_((count + kRun - 1) / kRun, [&](std::size_t run) {
      for (std::size_t i = run * kRun; i < std::min(count, (run + 1) * kRun); ++i) {
        auto card = reach_.store.card(i);
        if (!card) {
          good = false;
          return;
        }
        handbook_.documents[i] = std::move(card->document);
        uses_[i] = std::move(card->uses);
        shown_files_[i] = std::move(card->files);
        untouched_[i] = card->untouched;
      }
    });
    if (!good) return false;
    resolve::index_ids(handbook_);
    resolve::index_links(handbook_, uses_, for_each_);
    resolve::resolve_registers(handbook_);
    findings_.look_at_whole();
    sites_.look_at_withheld();
    reach_.texts.resize(count);
    return true;
  }

  // ---- the documents that were edited --------------------------------------------------------------------------------

  bool read_edits() {
    if (last_.changed_sources().size() > kMostEdits) return false;
    for (const std::size_t source : last_.changed_sources()) {
      const std::string_view path = record_.sources.path(source);
      const auto found = std::find_if(handbook_.documents.begin(), handbook_.documents.end(),
                                      [&](const model::Document& document) { return document.path == path; });
      if (found == handbook_.documents.end()) return false;
      edited_.push_back(static_cast<std::size_t>(found - handbook_.documents.begin()));
    }
    std::sort(edited_.begin(), edited_.end());
    for (const std::size_t index : edited_) {
      model::Document& place = handbook_.documents[index];
      auto stored = reach_.store.text(index);
      if (!stored || is_included(place.path)) return false;
      ReadDocument reading{index, read_file(last_.handbook() / place.path), {}, std::move(stored->findings), std::move(stored->bytes)};
      auto document = read_document(reading);
      if (!document || !keeps_its_place(index, *document)) return false;
      if (place.title != document->title) {
        titles_.push_back(place.title);
        titles_.push_back(document->title);
        renamed_.push_back(index);
      }
      before_.push_back(std::move(place));
      place = std::move(*document);
      readings_.push_back(std::move(reading));
      reach_.texts[index] = true;
    }
    return true;
  }

  bool is_included(std::string_view path) const {
    return std::any_of(handbook_.documents.begin(), handbook_.documents.end(), [&](const model::Document& document) {
      return std::find(document.files.begin() + 1, document.files.end(), path) != document.files.end();
    });
  }

  // The document as its source says, with its own numbers; nothing when it is none, or says what is not plain.
  std::optional<model::Document> read_document(ReadDocument& reading) {
    const model::Document& card = handbook_.documents[reading.index];
    for (std::size_t i = 1; i < card.files.size(); ++i) file_bytes(card.files[i]);
    base::Read<std::optional<model::Document>> read = source::read_document(card.path, reading.bytes, handbook_.config, {&files_, nullptr});
    if (!read.value || read.value->files != card.files || !read.value->allowances.empty()) return std::nullopt;
    reading.findings = std::move(read.diagnostics);
    base::append(reading.findings, resolve::number_alone(*read.value, handbook_.config));
    return std::move(*read.value);
  }

  // What would move it in lists, change addresses, or be asked by documents that do not name it.
  bool keeps_its_place(std::size_t index, const model::Document& after) const {
    const model::Document& before = handbook_.documents[index];
    return before.id.text == after.id.text && before.kind == after.kind && before.number == after.number && before.part_of.empty() &&
           after.part_of.empty() && handbook_.backlinks[index].parts.empty() && before.aliases == after.aliases &&
           before.classification == after.classification && before.status == after.status && before.numbering == after.numbering &&
           before.moved_to.empty() && after.moved_to.empty() && before.removed.empty() && after.removed.empty() &&
           search::is_searched(before) == search::is_searched(after);
  }

  // ---- the documents that may be resolved in another way -------------------------------------------------------------

  bool read_dependents() {
    const auto dependents = resolve::dependents_of(edited_, titles_, uses_, handbook_.registers);
    return dependents && std::all_of(dependents->begin(), dependents->end(), [this](std::size_t i) { return read_again(i); });
  }

  // A document whose source is as it was.
  bool read_again(std::size_t index) {
    if (readings_.size() > handbook_.documents.size() / 4 + 64) return false;  // all of them are as quickly read
    const model::Document& card = handbook_.documents[index];
    auto stored = reach_.store.text(index);
    if (!stored || !card.part_of.empty() || !handbook_.backlinks[index].parts.empty()) return false;
    ReadDocument reading{index, std::move(stored->bytes), {}, std::move(stored->findings), {}};
    auto document = read_document(reading);
    if (!document) return false;
    document->origin = card.origin;
    handbook_.documents[index] = std::move(*document);
    readings_.push_back(std::move(reading));
    reach_.texts[index] = true;
    return true;
  }

  // From here on titles and numbers are final.
  bool follow_all() {
    lookup_.emplace(resolve::build_lookup(handbook_, [this](std::string_view path) { return is_source(path); }));
    old_uses_.resize(readings_.size());
    followed_ = follow_from(0);
    return true;
  }

  // The readings from this one on; gives how many there are.
  std::size_t follow_from(std::size_t first) {
    for_each_(readings_.size() - first, [&](std::size_t i) {
      ReadDocument& reading = readings_[first + i];
      resolve::DocumentUses uses;
      base::append(reading.findings, resolve::follow_alone(handbook_.documents[reading.index], *lookup_, &uses));
      if (first == 0) old_uses_[i] = std::move(uses_[reading.index]);
      uses_[reading.index] = std::move(uses);
    });
    return readings_.size();
  }

  // ---- the documents whose pages show something of them --------------------------------------------------------------

  bool read_shown() {
    std::set<std::size_t> shown;
    for (std::size_t i = 0; i < followed_; ++i) {
      const std::vector<std::uint32_t>& before = old_uses_[i].documents;
      const std::vector<std::uint32_t>& after = uses_[readings_[i].index].documents;
      if (i < edited_.size()) {
        shown.insert(before.begin(), before.end());
        shown.insert(after.begin(), after.end());
      } else {
        std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::inserter(shown, shown.end()));
      }
    }
    sites_.add_neighbours(renamed_, shown);
    sites_.add_veiled(uses_, shown);
    // What differs from the newest frozen edition is compared with it.
    for (std::size_t i = 0; beside_frozen_ && i < untouched_.size(); ++i) {
      if (!untouched_[i]) shown.insert(i);
    }
    for (const std::size_t index : shown) {
      if (!reach_.texts[index] && !read_again(index)) return false;
    }
    follow_from(followed_);
    resolve::index_ids(handbook_);
    resolve::index_links(handbook_, uses_, for_each_);
    return true;
  }

  // ---- what is said of them ------------------------------------------------------------------------------------------

  // The documents whose resolution is done again; the others that are read are only shown.
  std::span<ReadDocument> followed() { return std::span(readings_).first(followed_); }

  // What the working tree changed behind the back of its history. Of other documents nothing else is said than before, but that a
  // changed variable is said to touch one document less.
  bool compare_with_frozen() {
    if (!beside_frozen_) return true;
    read_compared_texts(loaded_, for_each_, [&](std::size_t document) { return untouched_[document] && !reach_.texts[document]; });
    history::Revisions revisions = history::check_revisions(loaded_.working, files_, loaded_.frozen);
    const auto is_followed = [&](const base::Diagnostic& finding) {
      return std::any_of(followed().begin(), followed().end(), [&](const ReadDocument& read) { return handbook_.documents[read.index].path == finding.path; });
    };
    if (!std::all_of(revisions.diagnostics.begin(), revisions.diagnostics.end(), is_followed)) return false;
    loaded_.working.carried_over = std::move(revisions.carried_over);
    const std::vector<std::size_t> editions = history::editions_of_removed_clauses(
        handbook_, loaded_.frozen, [&](std::size_t i) -> const history::Addresses& { return loaded_.states[i].facts.addresses; });
    for (const std::size_t edition : editions) loaded_.read_texts(edition, for_each_);
    if (!editions.empty()) base::append(revisions.diagnostics, history::check_removed_clauses(handbook_, loaded_.frozen));
    for (ReadDocument& read : followed()) {
      const std::string& path = handbook_.documents[read.index].path;
      std::copy_if(revisions.diagnostics.begin(), revisions.diagnostics.end(), std::back_inserter(read.findings),
                   [&](const base::Diagnostic& finding) { return finding.path == path; });
    }
    return true;
  }

  bool check() {
    if (!compare_with_frozen()) return false;
    return findings_.check(followed(), [this](const std::string& file) { return file_bytes(file); });
  }

  bool make_report() {
    for (const ReadDocument& read : followed()) {
      const model::Document& document = handbook_.documents[read.index];
      const bool untouched = loaded_.working.untouched.contains(document.id.folded());
      reach_.entries[read.index] = TextStore::entry_of({read.bytes, read.findings, uses_[read.index], document, untouched});
    }
    reach_.other_findings = findings_.others();
    if (auto changed = findings_.changed_report(last_, followed(), language_)) {
      reach_.report = changed->text ? std::move(*changed->text) : std::string(last_.report());
      reach_.counts = changed->counts;
      return true;
    }
    all_findings_ = findings_.all(followed());
    return all_findings_.has_value();
  }

  // ---- what is left to make ------------------------------------------------------------------------------------------

  bool make_sites() {
    if (!sites_.withhold_the_same()) return false;
    reach_.folders = {loaded_.working.id};
    if (!beside_frozen_) reach_.folders.emplace_back("latest");
    for (std::size_t i = 0; i < handbook_.config.sites.size(); ++i) {
      auto site = sites_.reach_of(i, {uses_, shown_files_, reach_.texts, followed()}, last_, reach_.folders);
      if (!site) return false;
      reach_.sites.emplace(site_folder(handbook_.config, i) + "/", std::move(*site));
    }
    return true;
  }

  // A file of the working tree.
  bool is_source(std::string_view path) const { return !is_frozen_path(path) && record_.sources.find(path); }

  // The bytes of a file of the handbook, from now on among files_; nullptr when it has none.
  const std::string* file_bytes(const std::string& path) {
    if (const std::string* known = base::find_file(files_, path)) return known;
    if (!is_source(path)) return nullptr;
    return &files_.emplace(path, read_file(last_.handbook() / path)).first->second;
  }

  Loaded take() {
    for (std::size_t i = 0; i < handbook_.documents.size(); ++i) {
      if (!reach_.texts[i]) continue;
      std::set<FileKey> files;
      collect_files(handbook_.documents[i], files);
      for (const auto& [origin, path] : files) file_bytes(path);
    }
    reach_.histories_stay = !beside_frozen_;
    for (const std::size_t index : edited_) {
      std::string address = render::html::version_path(handbook_.documents[index].id, {});
      reach_.histories.push_back(address.substr(0, address.rfind('@') + 1));
    }
    for (const ReadDocument& reading : std::span(readings_).first(edited_.size())) {
      const std::size_t input = *loaded_.inputs.find(handbook_.documents[reading.index].path);
      loaded_.inputs.set(input, loaded_.inputs.stamp(input), adapters::sha256(reading.bytes));
    }
    if (all_findings_) report_anew();
    loaded_.reach = std::make_shared<Reach>(std::move(reach_));
    return std::move(loaded_);
  }

  void report_anew() {
    for (const model::Document& document : handbook_.documents) files_.try_emplace(document.path);
    loaded_.diagnostics = std::move(*all_findings_);
    reach_.report = report_of(loaded_, language_, for_each_);
    reach_.counts = count(loaded_.diagnostics);
  }

  const Parts& parts_;
  const LastBuild& last_;
  const BuildRecord& record_;
  base::Language language_;
  const base::ForEach& for_each_;

  Loaded loaded_;
  base::FileTree& files_ = loaded_.working_files;         // configuration, catalogues, registers; parts and pictures of what is read
  model::Handbook& handbook_ = loaded_.working.handbook;  // cards, and what is read in their place
  bool beside_frozen_ = false;
  std::vector<char> untouched_;                         // as its documents, by their cards: Edition::untouched
  std::vector<resolve::DocumentUses> uses_;             // as its documents
  std::vector<std::vector<std::string>> shown_files_;   // of the cards
  std::optional<base::Diagnostics> all_findings_;       // where the report is made anew
  std::vector<std::size_t> edited_;                     // documents, ascending
  std::vector<std::size_t> renamed_;                    // those with another title, ascending
  std::vector<std::string> titles_;                     // theirs, old and new
  std::vector<model::Document> before_;                 // the cards of the edited ones, in the end with what they are now
  // The edited ones; those that may be resolved in another way; those that show one, or are compared.
  std::vector<ReadDocument> readings_;
  std::size_t followed_ = 0;                            // how many of them there are without the last sort
  std::vector<resolve::DocumentUses> old_uses_;         // of these
  std::optional<resolve::Lookup> lookup_;
  Reach reach_;
  EditSites sites_{loaded_};
  EditFindings findings_;
};

}  // namespace

std::optional<Loaded> load_edited(const Arguments& arguments, const Parts& parts, LastBuild& last, base::Language language,
                                  const base::ForEach& for_each) {
  if (last.changed_sources().empty() || !last.outputs_stand(for_each)) return std::nullopt;
  return Reader(arguments, parts, last, language, for_each).run();
}

}  // namespace kitei::cli
