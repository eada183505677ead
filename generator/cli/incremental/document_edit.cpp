#include "cli/incremental/document_edit.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include "cli/incremental/document_changes.h"
#include "cli/incremental/edit_cards.h"
#include "cli/incremental/edit_comparisons.h"
#include "cli/incremental/edit_findings.h"
#include "cli/incremental/edit_places.h"
#include "cli/incremental/edit_sites.h"
#include "cli/incremental/edit_texts.h"
#include "cli/load/allowances.h"
#include "cli/load/compared_texts.h"
#include "cli/load/handbook_report.h"
#include "cli/output/reach.h"
#include "history/clauses.h"
#include "history/unrevised.h"
#include "render/html/urls.h"
#include "resolve/handbook.h"
#include "resolve/lookup.h"
#include "search/document.h"

namespace kitei::cli {
namespace {

constexpr std::size_t kMostEdits = 16;  // more of them are as quickly made anew

bool contains(const auto& list, const auto& value) { return std::find(list.begin(), list.end(), value) != list.end(); }

class Reader {
 public:
  Reader(const Arguments& arguments, const Parts& parts, const LastBuild& last, Cards cards, const base::ForEach& for_each)
      : parts_(parts), last_(last), sources_(last.edited_sources()), for_each_(for_each), beside_frozen_(cards.beside_frozen()), loaded_(std::move(cards.loaded)),
        uses_(std::move(cards.uses)), shown_files_(std::move(cards.files)), beside_newest_(std::move(cards.beside_newest)),
        files_(last.handbook(), loaded_.inputs, loaded_.working_files), register_edit_(std::move(cards.registers)), registers_{handbook_.soa, handbook_.registers},
        findings_(handbook_, loaded_.frozen, reach_.store, read_yaml_allowances(loaded_.working_files).value,
                  {handbook_.config, loaded_.today, check::Depth::Faults, arguments.strict}),
        comparisons_(loaded_, *last.record(), cards.are_unrevised) {
    reach_.store = std::move(cards.store);
    if (register_edit_) {  // until follow_all() as they were
      handbook_.soa = register_edit_->soa;
      handbook_.registers = register_edit_->registers;
    }
    findings_.look_at_whole(resolve::resolve_registers(handbook_), register_edit_ ? &*register_edit_ : nullptr);
    sites_.look_at_withheld();
  }

  std::optional<Loaded> run() {
    if (!read_edits() || !read_dependents()) return std::nullopt;
    follow_all();
    if (!read_shown() || !check() || !make_report() || !read_rest() || !make_sites()) return std::nullopt;
    return take();
  }

 private:
  // ---- the documents that were edited --------------------------------------------------------------------------------

  bool read_edits() {
    if (sources_.changed.size() + sources_.added.size() + sources_.removed.size() > kMostEdits) return false;
    auto edited = read_document_changes(handbook_, sources_, documents_);
    if (!edited || !find_dependents(*edited)) return false;
    comparisons_.look_at(*edited);
    compare(*edited);
    place(std::move(*edited));
    return !handbook_.documents.empty() && !ids_collide(handbook_) && number_documents(handbook_, readings_);
  }

  // What of the handbook's order, lists and search the edit may change.
  void compare(const DocumentChanges& edited) {
    other_places_ = other_lists_ = change_places(handbook_, edited);
    for (const std::size_t gone : edited.gone) other_search_ = other_search_ || search::is_searched(handbook_.documents[gone]);
    for (const DocumentChange& each : edited.documents) {
      const model::Document& after = each.document;
      if (!each.before) {
        other_search_ = true;
        continue;
      }
      const model::Document& before = handbook_.documents[*each.before];
      other_lists_ = other_lists_ || before.title != after.title || before.status != after.status;
      other_search_ = other_search_ || before.id.text != after.id.text || before.kind != after.kind || search::is_searched(before) != search::is_searched(after);
    }
  }

  // Those that asked for an edited one or for a name that one has or had, and those that show a changed picture or register.
  bool find_dependents(const DocumentChanges& edited) {
    const Files files = sources_.added.empty() && sources_.removed.empty() ? Files::Same : Files::CameOrWent;
    auto dependents = dependents_of(handbook_, edited, files, uses_);
    if (!dependents) return false;
    dependents_ = std::move(*dependents);
    const auto is_other = [&](const std::string& path) { return contains(sources_.changed, path) || contains(sources_.removed, path); };
    for (std::size_t i = 0; i < shown_files_.size(); ++i) {
      const bool shows_register = register_edit_ && register_edit_->is_shown_by(handbook_.documents[i], uses_[i]);
      if (shows_register || std::any_of(shown_files_[i].begin(), shown_files_[i].end(), is_other)) dependents_.push_back(i);
    }
    return true;
  }

  // From here on documents are called by their indexes after the edit.
  void place(DocumentChanges edited) {
    if (other_lists_) sites_.look_at_lists();
    for (const std::size_t gone : edited.gone) gone_uses_.push_back(uses_[gone]);
    gone_ = std::move(edited.gone_texts);
    PlacedDocuments placed = place_documents(handbook_, std::move(edited));
    readings_ = std::move(placed.readings);
    before_ = std::move(placed.before);
    moves_ = std::move(placed.moves);
    if (other_places_) {
      for (auto* list : {&uses_, &gone_uses_}) {
        for (resolve::DocumentUses& uses : *list) uses = moved_uses(std::move(uses), moves_);
      }
      move_along(uses_, moves_);
      move_along(shown_files_, moves_);
      move_along(beside_newest_, moves_);
      reach_.store.reorder(moves_.from);
    }
    reach_.texts.assign(handbook_.documents.size(), false);
    for (const ReadDocument& reading : readings_) reach_.texts[reading.index] = true;
    reach_.pages = reach_.texts;
    edited_ = readings_.size();
    resolve::index_ids(handbook_);
  }

  // ---- the documents that may be resolved in another way -------------------------------------------------------------

  bool read_dependents() {
    return std::all_of(dependents_.begin(), dependents_.end(), [this](std::size_t before) {
      const std::optional<std::size_t> now = moves_.to[before];
      return !now || read_again(*now);
    });
  }

  // A document whose source is as it was, with its whole; its pages are made.
  bool read_again(std::size_t index) {
    if (reach_.texts[index]) return true;
    if (readings_.size() > handbook_.documents.size() / 4 + 64) return false;  // all of them are as quickly read
    const std::size_t first = readings_.size();
    if (!read_text(index)) return false;
    for (const ReadDocument& reading : std::span(readings_).subspan(first)) reach_.pages[reading.index] = true;
    return true;
  }

  bool read_text(std::size_t index) {
    if (reach_.texts[index]) return true;
    const std::size_t first = readings_.size();
    if (!read_whole_again(handbook_, index, documents_, readings_)) return false;
    for (const ReadDocument& reading : std::span(readings_).subspan(first)) reach_.texts[reading.index] = true;
    return true;
  }

  // From here on titles and numbers are final.
  void follow_all() {
    found_in_registers_ = read_registers();
    lookup_.emplace(resolve::build_lookup(handbook_, [this](std::string_view path) { return files_.has(path); }));
    old_uses_.resize(readings_.size());
    followed_ = follow_from(0);
  }

  // As their files say them, and then as the documents of today have it.
  base::Diagnostics read_registers() {
    handbook_.soa = registers_.soa;
    handbook_.registers = registers_.registers;
    return resolve::resolve_registers(handbook_);
  }

  // The readings from this one on; gives how many there are.
  std::size_t follow_from(std::size_t first) {
    for_each_(readings_.size() - first, [&](std::size_t i) {
      ReadDocument& reading = readings_[first + i];
      resolve::DocumentUses uses;
      base::append(reading.findings, resolve::follow_alone(handbook_.documents[reading.index], *lookup_, &uses));
      if (first + i < old_uses_.size()) old_uses_[first + i] = std::move(uses_[reading.index]);
      uses_[reading.index] = std::move(uses);
    });
    return readings_.size();
  }

  // ---- the documents whose pages show something of them --------------------------------------------------------------

  bool read_shown() {
    std::set<std::size_t> shown;
    if (other_lists_ && !sites_.add_neighbours(moves_, edited_indexes(), shown)) return false;
    sites_.add_veiled(uses_, shown);
    for (const resolve::DocumentUses& uses : gone_uses_) shown.insert(uses.documents.begin(), uses.documents.end());
    for (std::size_t i = 0; i < followed_; ++i) {
      const std::vector<std::uint32_t>& before = old_uses_[i].documents;
      const std::vector<std::uint32_t>& after = uses_[readings_[i].index].documents;
      if (i < edited_) {
        shown.insert(before.begin(), before.end());
        shown.insert(after.begin(), after.end());
      } else {
        std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::inserter(shown, shown.end()));
      }
    }
    if (!std::all_of(shown.begin(), shown.end(), [this](std::size_t index) { return read_again(index); })) return false;
    // What differs from the newest frozen edition is compared with it; that is a page of its own.
    for (std::size_t i = 0; beside_frozen_ && !comparisons_.stand() && i < beside_newest_.size(); ++i) {
      if (!beside_newest_[i].untouched && !read_text(i)) return false;
    }
    follow_from(followed_);
    resolve::index_ids(handbook_);
    resolve::index_links(handbook_, uses_, for_each_);
    return true;
  }

  // Ascending.
  std::vector<std::size_t> edited_indexes() const {
    std::vector<std::size_t> indexes;
    for (const ReadDocument& reading : std::span(readings_).first(edited_)) indexes.push_back(reading.index);
    std::sort(indexes.begin(), indexes.end());
    return indexes;
  }

  // ---- what is said of them ------------------------------------------------------------------------------------------

  // The documents whose resolution is done again; the others that are read are only shown.
  std::span<ReadDocument> followed() { return std::span(readings_).first(followed_); }

  // What the working tree changed behind the back of its history. Of other documents nothing else may be said than before.
  bool compare_with_frozen() {
    if (!beside_frozen_) return true;
    KnownComparisons known{std::vector<char>(reach_.texts.size()), std::vector<char>(reach_.texts.size()), comparisons_.those_gone_stand()};
    for (std::size_t i = 0; i < reach_.texts.size(); ++i) {
      if (!reach_.texts[i]) (beside_newest_[i].untouched ? known.untouched : known.compared)[i] = true;
    }
    read_compared_texts(loaded_, for_each_, known);
    for (const ReadDocument& read : readings_) {
      if (read.bytes.find("{{") == std::string::npos) continue;
      // It may show a variable, which a finding then names.
      loaded_.working_files.try_emplace(handbook_.documents[read.index].path, read.bytes);
    }
    history::Revisions revisions =
        history::check_revisions(loaded_.working, loaded_.working_files, loaded_.frozen, [&](std::size_t document) { return known.compared[document]; });
    for (std::size_t i = 0; i < known.compared.size(); ++i) {
      if (known.compared[i] && beside_newest_[i].carried_over) revisions.carried_over.insert(handbook_.documents[i].id.folded());
    }
    if (!findings_.knows_of_others(followed(), revisions.diagnostics)) return false;
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
    return findings_.check(followed(), std::move(found_in_registers_), [this](const std::string& file) { return files_.bytes(file); });
  }

  bool make_report() {
    for (const ReadDocument& read : followed()) {
      const model::Document& document = handbook_.documents[read.index];
      reach_.entries[read.index] = reach_.store.entry_of({read.bytes, read.findings, uses_[read.index], document, beside_newest(loaded_.working, document)});
    }
    reach_.other_findings = findings_.others();
    if (auto changed = findings_.changed_report(last_, followed(), gone_, loaded_.language)) {
      reach_.report = changed->text ? std::move(*changed->text) : std::string(last_.report());
      reach_.counts = changed->counts;
      return true;
    }
    all_findings_ = findings_.all(followed());
    return all_findings_.has_value();
  }

  // ---- what is left to make ------------------------------------------------------------------------------------------

  // A binder and the page of a pack show the texts of all documents, also of those whose pages stand.
  bool read_rest() {
    if (!parts_.docx && !parts_.packs) return true;
    return read_standing_texts(loaded_, {reach_.texts, uses_, reach_.store, files_, *lookup_}, for_each_);
  }

  bool make_sites() {
    if (!sites_.withhold_the_same()) return false;
    reach_.folders = {loaded_.working.id};
    if (!beside_frozen_) reach_.folders.emplace_back("latest");
    for (std::size_t i = 0; i < handbook_.config.sites.size(); ++i) {
      const std::string folder = site_folder(handbook_.config, i) + "/";
      auto site = sites_.reach_of(i, {uses_, shown_files_, reach_.texts, reach_.pages, followed(), !other_search_}, last_, reach_.folders, for_each_);
      if (!site) return false;
      site->redlines = comparisons_.of_site(folder, site->seen ? *site->seen : loaded_.working, site->texts);
      reach_.sites.emplace(folder, std::move(*site));
    }
    return true;
  }

  Loaded take() {
    for (std::size_t i = 0; i < handbook_.documents.size(); ++i) {
      if (!reach_.texts[i]) continue;
      std::set<FileKey> shown;
      collect_files(handbook_.documents[i], shown);
      for (const auto& [origin, path] : shown) files_.bytes(path);
    }
    reach_.histories_stay = !beside_frozen_;
    reach_.comparisons_stand = !beside_frozen_ || comparisons_.stand();
    for (const model::Document& before : before_) leave_place(before);
    for (const ReadDocument& reading : std::span(readings_).first(edited_)) before_.push_back(handbook_.documents[reading.index]);
    reach_.controls = controls_of_pages(before_, handbook_.catalogs);
    if (register_edit_) take_registers();
    if (all_findings_) report_anew();
    loaded_.reach = std::make_shared<Reach>(std::move(reach_));
    return std::move(loaded_);
  }

  void take_registers() {
    reach_.controls.merge(register_edit_->controls);
    base::FileTree files;
    for (const std::string& path : register_edit_->paths) files[path] = loaded_.working_files.at(path);
    reach_.store.set_registers(std::move(files));
  }

  // Its pages, the list of its kind and its addresses: those that it has still are made again.
  void leave_place(const model::Document& before) {
    for (const std::string& folder : reach_.folders) {
      reach_.places.push_back(folder + "/" + handbook_.page_of(before));
      reach_.places.push_back(folder + "/" + render::html::kind_path(before.kind));
    }
    reach_.places.push_back(render::html::history_path(before.id));
    for (const model::DocumentId& alias : before.aliases) reach_.places.push_back(render::html::history_path(alias));
    const std::string address = render::html::version_path(before.id, {});
    reach_.places.push_back(address.substr(0, address.rfind('@') + 1));
  }

  void report_anew() {
    for (const model::Document& document : handbook_.documents) loaded_.working_files.try_emplace(document.path);
    loaded_.diagnostics = std::move(*all_findings_);
    reach_.report = report_of(loaded_, loaded_.language, for_each_);
    reach_.counts = count(loaded_.diagnostics);
  }

  const Parts& parts_;
  const LastBuild& last_;
  const LastBuild::Edited& sources_;
  const base::ForEach& for_each_;
  const bool beside_frozen_;

  Loaded loaded_;
  model::Handbook& handbook_ = loaded_.working.handbook;  // cards, and what is read in their place
  // By document, as in Cards.
  std::vector<resolve::DocumentUses> uses_;
  std::vector<std::vector<std::string>> shown_files_;
  std::vector<BesideNewest> beside_newest_;
  WorkingFiles files_;
  DocumentSources documents_{kept_sources(handbook_, reach_.store, sources_, files_)};
  std::optional<RegisterEdit> register_edit_;
  struct {
    std::optional<model::StatementOfApplicability> soa;
    model::Registers registers;
  } registers_;                                           // as their files say them
  base::Diagnostics found_in_registers_;

  // What the edit does to the order of the handbook, to lists and to the search.
  bool other_places_ = false, other_lists_ = false, other_search_ = false;
  Moves moves_;
  std::vector<std::size_t> dependents_;                   // by their indexes before the edit
  std::vector<ReadDocument> gone_;
  std::vector<resolve::DocumentUses> gone_uses_;
  std::vector<model::Document> before_;                   // the cards of what was edited, in the end with what it is now

  // The edited ones; those that may be resolved in another way; those that show one, or are compared.
  std::vector<ReadDocument> readings_;
  std::size_t edited_ = 0;                                // how many of them there are of the first sort
  std::size_t followed_ = 0;                              // and without the last sort
  std::vector<resolve::DocumentUses> old_uses_;           // of these
  std::optional<resolve::Lookup> lookup_;
  std::optional<base::Diagnostics> all_findings_;         // where the report is made anew
  Reach reach_;
  EditSites sites_{loaded_};
  EditFindings findings_;
  EditComparisons comparisons_;
};

}  // namespace

std::optional<Loaded> load_edited(const Arguments& arguments, const Parts& parts, LastBuild& last, base::Language language,
                                  const base::ForEach& for_each, const std::function<void(const std::string& theme)>& beside) {
  if (last.edited_sources().empty() || !last.outputs_stand(for_each)) return std::nullopt;
  auto cards = read_cards(parts, last, language, for_each);
  if (!cards) return std::nullopt;
  const std::string theme = cards->loaded.config().theme;
  std::optional<Loaded> loaded;
  for_each(2, [&](std::size_t i) {
    if (i == 0) loaded = Reader(arguments, parts, last, std::move(*cards), for_each).run();
    else beside(theme);
  });
  return loaded;
}

}  // namespace kitei::cli
