#include "cli/incremental/working_edit.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include "check/allowances.h"
#include "check/severity.h"
#include "cli/incremental/document_changes.h"
#include "cli/incremental/register_edit.h"
#include "cli/incremental/text_change.h"
#include "cli/load/allowances.h"
#include "cli/load/document_files.h"
#include "resolve/handbook.h"
#include "source/registers.h"

namespace kitei::cli {
namespace {

constexpr std::size_t kRoom = 256;  // documents that may come until the handbook is read anew

std::set<FileKey> files_of(const std::vector<const model::Document*>& documents) {
  std::set<FileKey> files;
  for (const model::Document* document : documents) collect_files(*document, files);
  return files;
}

// Documents and files are exchanged with those of the handbook, and exchanged again when the edit is not to be: whatever stays, or
// comes back, lies where others point to.
class Editor {
 public:
  Editor(Loaded& loaded, std::optional<resolve::Lookup>& lookup, const EditedFiles& edited, const base::ForEach& for_each)
      : loaded_(loaded), handbook_(loaded.working.handbook), lookup_(lookup), for_each_(for_each) {
    for (const auto& [path, bytes] : edited) {
      const bool known = loaded.working_files.contains(path);
      if (bytes) other_files_.emplace(path, *bytes);
      if (bytes || known) (!bytes ? edited_.removed : known ? edited_.changed : edited_.added).push_back(path);
    }
    sources_ = {[this](std::size_t index) { return read(handbook_.documents[index].path); }, [this](const std::string& path) { return read(path); }};
  }

  std::optional<WorkingEdit> run() {
    exchange_files();
    if (!edit()) {
      take_back();
      if (errors_.empty()) return std::nullopt;
      WorkingEdit failed;
      failed.errors = std::move(errors_);
      return failed;
    }
    keep();
    return std::move(out_);
  }

 private:
  // ---- files -----------------------------------------------------------------------------------------------------------

  // Under the edited paths the handbook gets what it did not have, and other_files_ what it had.
  void exchange_files() {
    base::FileTree& files = loaded_.working_files;
    for (const auto* list : {&edited_.changed, &edited_.added, &edited_.removed}) {
      for (const std::string& path : *list) {
        const auto here = files.find(path);
        const auto other = other_files_.find(path);
        if (here == files.end()) files.insert(other_files_.extract(other));
        else if (other == other_files_.end()) other_files_.insert(files.extract(here));
        else std::swap(here->second, other->second);
      }
    }
  }

  std::optional<SourceRead> read(const std::string& path) {
    SourceRead read;
    const std::string* bytes = base::find_file(loaded_.working_files, path);
    if (!bytes) return read;
    base::Read<std::optional<model::Document>> document = read_working_document(loaded_, path, *bytes);
    read.document = std::move(document.value);
    read.reading.findings = std::move(document.diagnostics);
    if (!read.document && take_errors(read.reading.findings, {})) return std::nullopt;
    return read;
  }

  bool made_document(const std::string& path) const {
    return std::any_of(handbook_.documents.begin(), handbook_.documents.end(), [&](const model::Document& document) { return document.path == path; });
  }

  // ---- documents -------------------------------------------------------------------------------------------------------

  // Whether the edit is in the handbook, but for what leads to its documents. False: it is not to be, for errors_ if there are any.
  bool edit() {
    if (!exchange_registers()) return false;
    auto changes = read_document_changes(handbook_, edited_, sources_);
    if (!changes) return false;
    for (const DocumentChange& each : changes->documents) take_errors(each.reading.findings, each.document.allowances);
    if (!errors_.empty() || !has_room_for(*changes)) return false;
    look_at(*changes);
    place(std::move(*changes));
    if (handbook_.documents.empty() || ids_collide(handbook_) || !number_documents(handbook_, placed_.readings)) return false;
    if (!follow_from(0)) return false;
    if (only_texts_ && look_the_same()) return true;
    out_.shows_elsewhere = true;
    return read_dependents() && follow_from(edited_count_);
  }

  // False: the edit of them reaches too far.
  bool exchange_registers() {
    std::vector<std::string> paths;
    std::copy_if(edited_.changed.begin(), edited_.changed.end(), std::back_inserter(paths), is_register);
    if (paths.empty()) return true;
    base::Read<model::Sources> now = read_registers_and_catalogs(loaded_.working_files);
    register_edit_ = compare_registers(now, loaded_.working_files, other_files_, std::move(paths));
    if (!register_edit_) return false;
    registers_before_ = std::exchange(handbook_.registers, std::move(now.value.registers));
    soa_before_ = std::exchange(handbook_.soa, std::move(now.value.soa));
    return true;
  }

  bool has_room_for(const DocumentChanges& changes) const {
    const auto added = std::count_if(changes.documents.begin(), changes.documents.end(), [](const DocumentChange& each) { return !each.before; });
    return handbook_.documents.size() + static_cast<std::size_t>(added) <= handbook_.documents.capacity();
  }

  // What the edit does to others than its own documents; these are not in the handbook yet.
  void look_at(const DocumentChanges& changes) {
    moved_ = change_places(handbook_, changes);
    only_texts_ = !moved_ && !register_edit_ && edited_.added.empty() && edited_.removed.empty();
    out_.other_documents = moved_ || register_edit_;
    for (const DocumentChange& each : changes.documents) {
      if (!each.before) continue;
      const model::Document& before = handbook_.documents[*each.before];
      const std::string* old_bytes = base::find_file(other_files_, before.path);
      only_texts_ = only_texts_ && (!old_bytes || front_matter_of(*old_bytes) == front_matter_of(loaded_.working_files.at(before.path)));
      other_names_ = other_names_ || before.title != each.document.title;
      out_.other_documents = out_.other_documents || before.aliases != each.document.aliases;
    }
    const Files files = edited_.added.empty() && edited_.removed.empty() ? Files::Same : Files::CameOrWent;
    dependents_ = dependents_of(handbook_, changes, files, loaded_.uses);
    for (const auto* list : {&edited_.changed, &edited_.added, &edited_.removed}) {
      for (const std::string& path : *list) {
        if (made_document(path) || is_register(path)) continue;
        const auto is_at = [&](const DocumentChange& each) { return each.document.path == path; };
        out_.same_files = out_.same_files && std::any_of(changes.documents.begin(), changes.documents.end(), is_at);
        if (list != &edited_.added) shown_files_.insert({"", path});
      }
    }
    add_those_that_show();
    // Other pages are made when somebody asks for them.
    for (std::size_t i = 0; register_edit_ && dependents_ && i < loaded_.uses.size(); ++i) {
      if (register_edit_->is_asked_by(handbook_.documents[i], loaded_.uses[i])) dependents_->push_back(i);
    }
  }

  // A picture or download that goes leads nowhere; so does a text that becomes a document.
  void add_those_that_show() {
    if (shown_files_.empty() || !dependents_) return;
    std::vector<char> shows(handbook_.documents.size());
    for_each_(shows.size(), [&](std::size_t i) {
      std::set<FileKey> files;
      collect_files(handbook_.documents[i], files);
      shows[i] = std::any_of(files.begin(), files.end(), [this](const FileKey& file) { return shown_files_.contains(file); });
    });
    for (std::size_t i = 0; i < shows.size(); ++i) {
      if (shows[i]) dependents_->push_back(i);
    }
  }

  // From here on documents are called by their indexes after the edit.
  void place(DocumentChanges changes) {
    placed_ = place_documents(handbook_, std::move(changes));
    is_placed_ = true;
    edited_count_ = placed_.readings.size();
    is_read_.assign(handbook_.documents.size(), false);
    for (const ReadDocument& reading : placed_.readings) is_read_[reading.index] = true;
    if (only_texts_) return;
    resolve::index_ids(handbook_);
    if (register_edit_) take_errors(resolve::resolve_registers(handbook_), read_allowances(loaded_).value);
    else if (out_.other_documents) read_forms();
    if (!moved_ && !other_names_ && !register_edit_) return;
    resolve::FileExists file_exists = lookup_->file_exists;
    lookup_before_.emplace(std::move(*lookup_));
    lookup_.emplace(resolve::build_lookup(handbook_, std::move(file_exists)));
  }

  // The forms of records as their file names them: a name may be another document's now.
  void read_forms() {
    std::vector<model::Record>& records = handbook_.registers.records;
    if (std::all_of(records.begin(), records.end(), [](const model::Record& record) { return record.form.id.empty(); })) return;
    const std::vector<model::Record> written = source::read_registers(loaded_.working_files, handbook_.config).value.records;
    for (std::size_t i = 0; i < records.size(); ++i) forms_before_.push_back(std::exchange(records[i].form, written[i].form));
    take_errors(resolve::resolve_registers(handbook_), read_allowances(loaded_).value);
  }

  bool read_dependents() {
    if (!dependents_ || dependents_->size() > handbook_.documents.size() / 4 + 64) return false;  // all of them are as quickly read
    for (const std::size_t before : *dependents_) {
      const std::optional<std::size_t> now = placed_.moves.to[before];
      if (!now || is_read_[*now]) continue;
      const std::size_t first = placed_.readings.size();
      auto whole = read_whole_again(handbook_, *now, sources_, placed_.readings);
      if (!whole) return false;
      std::move(whole->begin(), whole->end(), std::back_inserter(dependents_before_));
      for (const ReadDocument& reading : std::span(placed_.readings).subspan(first)) is_read_[reading.index] = true;
    }
    return true;
  }

  // The readings from this one on; false: there are errors.
  bool follow_from(std::size_t first) {
    uses_.resize(placed_.readings.size());
    for_each_(uses_.size() - first, [&](std::size_t i) {
      ReadDocument& reading = placed_.readings[first + i];
      base::append(reading.findings, resolve::follow_alone(handbook_.documents[reading.index], *lookup_, &uses_[first + i]));
    });
    for (const ReadDocument& reading : std::span(placed_.readings).subspan(first)) {
      take_errors(reading.findings, handbook_.documents[reading.index].allowances);
    }
    return errors_.empty();
  }

  // Whether nothing but the pages of the edited documents shows what changed.
  bool look_the_same() const {
    for (std::size_t i = 0; i < placed_.readings.size(); ++i) {
      if (!looks_the_same(placed_.before[i], handbook_.documents[placed_.readings[i].index])) return false;
    }
    return true;
  }

  // Those that are not allowed, into errors_; whether there are any.
  bool take_errors(base::Diagnostics findings, const std::vector<model::Allowance>& allowances) {
    check::grade(findings, handbook_.config);
    check::apply_allowances(findings, allowances, handbook_.config, loaded_.today);
    std::erase_if(findings, [](const base::Diagnostic& finding) {  // not all findings are here that might be allowed
      return finding.severity != base::Severity::Error || finding.code == "allowance-unused";
    });
    base::append(errors_, std::move(findings));
    return !errors_.empty();
  }

  // ---- the end ---------------------------------------------------------------------------------------------------------

  std::vector<const model::Document*> read_documents() const {
    std::vector<const model::Document*> documents;
    for (const ReadDocument& reading : placed_.readings) documents.push_back(&handbook_.documents[reading.index]);
    return documents;
  }

  void keep() {
    std::vector<const model::Document*> before;
    for (const auto* list : {&placed_.before, &dependents_before_}) {
      for (const model::Document& document : *list) before.push_back(&document);
    }
    out_.same_files = out_.same_files && files_of(before) == files_of(read_documents());
    if (moved_) {
      for (resolve::DocumentUses& uses : loaded_.uses) uses = moved_uses(std::move(uses), placed_.moves);
      move_along(loaded_.uses, placed_.moves);
    }
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      out_.read.push_back(placed_.readings[i].index);
      loaded_.uses[out_.read.back()] = std::move(uses_[i]);
    }
    if (out_.shows_elsewhere) index();
  }

  void index() {
    resolve::index_ids(handbook_);
    resolve::index_links(handbook_, loaded_.uses, for_each_);
  }

  // Everything as it was.
  void take_back() {
    exchange_files();
    base::sort_diagnostics(errors_);
    if (register_edit_) {
      handbook_.registers = std::move(registers_before_);
      handbook_.soa = std::move(soa_before_);
    }
    if (!is_placed_) return;
    const auto place_of = [this](std::size_t reading) -> model::Document& { return handbook_.documents[placed_.readings[reading].index]; };
    for (std::size_t i = 0; i < dependents_before_.size(); ++i) std::swap(place_of(edited_count_ + i), dependents_before_[i]);
    if (moved_) {
      std::vector<std::size_t> edited;
      for (std::size_t i = 0; i < edited_count_; ++i) edited.push_back(placed_.readings[i].index);
      move_documents(handbook_, edited, std::move(placed_.before), true);
    } else {
      for (std::size_t i = 0; i < edited_count_; ++i) std::swap(place_of(i), placed_.before[i]);
    }
    for (std::size_t i = 0; i < forms_before_.size(); ++i) handbook_.registers.records[i].form = std::move(forms_before_[i]);
    if (lookup_before_) lookup_.emplace(std::move(*lookup_before_));
    if (!only_texts_) index();
  }

  Loaded& loaded_;
  model::Handbook& handbook_;
  std::optional<resolve::Lookup>& lookup_;
  const base::ForEach& for_each_;

  LastBuild::Edited edited_;
  base::FileTree other_files_;
  DocumentSources sources_;

  // What the edit does.
  std::optional<RegisterEdit> register_edit_;           // to words in registers
  bool moved_ = false;                                  // to the order of documents
  bool only_texts_ = false;                             // nothing but to texts
  bool other_names_ = false;                            // to titles
  std::set<FileKey> shown_files_;                       // files that documents may show
  std::optional<std::vector<std::size_t>> dependents_;  // by their indexes before the edit

  bool is_placed_ = false;
  PlacedDocuments placed_;                              // with the readings of dependents behind those of edited documents, …
  std::size_t edited_count_ = 0;                        // … of which there are so many
  std::vector<char> is_read_;                           // by document
  std::vector<resolve::DocumentUses> uses_;             // of the readings
  base::Diagnostics errors_;
  WorkingEdit out_;

  // What was there before, beside PlacedDocuments::before.
  std::vector<model::Document> dependents_before_;
  std::vector<model::DocumentReference> forms_before_;
  model::Registers registers_before_;
  std::optional<model::StatementOfApplicability> soa_before_;
  std::optional<resolve::Lookup> lookup_before_;
};

}  // namespace

void make_room_for_edits(model::Handbook& handbook) { handbook.documents.reserve(handbook.documents.size() + kRoom); }

std::optional<WorkingEdit> edit_working(Loaded& loaded, std::optional<resolve::Lookup>& lookup, const EditedFiles& edited,
                                        const base::ForEach& for_each) {
  return Editor(loaded, lookup, edited, for_each).run();
}

}  // namespace kitei::cli
