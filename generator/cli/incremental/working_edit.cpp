#include "cli/incremental/working_edit.h"

#include <algorithm>
#include <set>
#include <utility>

#include "check/severity.h"
#include "cli/incremental/text_change.h"
#include "cli/load/document_files.h"
#include "resolve/dependents.h"
#include "resolve/handbook.h"

namespace kitei::cli {
namespace {

// A document that is read again: what it is to be while it is prepared, then what it was.
struct Exchange {
  std::size_t index = 0;  // in the handbook
  model::Document document;
  resolve::DocumentUses uses;
  base::Diagnostics findings{};
};

// What would move it in lists, change its addresses, or be asked by documents that do not name it.
bool keeps_its_place(const model::Document& before, const model::Document& after) {
  return before.id.text == after.id.text && before.kind == after.kind && before.number == after.number && before.aliases == after.aliases &&
         before.part_of.empty() && after.part_of.empty() && before.classification == after.classification &&
         before.moved_to == after.moved_to && before.removed == after.removed;
}

std::set<FileKey> files_of(const model::Document& document) {
  std::set<FileKey> files;
  collect_files(document, files);
  return files;
}

class Editor {
 public:
  Editor(Loaded& loaded, std::optional<resolve::Lookup>& lookup, const std::map<std::string, std::string>& changed, const base::ForEach& for_each)
      : loaded_(loaded), handbook_(loaded.working.handbook), lookup_(lookup), changed_(changed), for_each_(for_each) {}

  std::optional<WorkingEdit> run() {
    if (!read_edited()) return std::nullopt;
    if (take_errors()) return std::move(out_);
    const std::vector<Exchange> numbered = exchanges_;
    follow();
    if (!take_errors() && stay_among_themselves()) {
      exchange();
    } else {
      // What they say is asked again once all that changes with them is in its place.
      out_ = WorkingEdit{{}, true, true, {}};
      exchanges_ = numbered;
      if (!read_dependents()) return std::nullopt;
      enter();
      follow();
      if (take_errors()) {
        enter();
        resolve::index_links(handbook_, loaded_.uses, for_each_);
        return std::move(out_);
      }
    }
    for (Exchange& each : exchanges_) {
      out_.same_files = out_.same_files && files_of(each.document) == files_of(handbook_.documents[each.index]);
      loaded_.uses[each.index] = std::move(each.uses);
      out_.read.push_back(each.index);
    }
    if (out_.shows_elsewhere) resolve::index_links(handbook_, loaded_.uses, for_each_);
    for (const auto& [path, bytes] : changed_) loaded_.working_files[path] = bytes;
    return std::move(out_);
  }

 private:
  bool read_edited() {
    std::vector<std::size_t> edited;
    for (const auto& [path, bytes] : changed_) {
      const auto at = std::find_if(handbook_.documents.begin(), handbook_.documents.end(),
                                   [&, &name = path](const model::Document& document) { return document.path == name; });
      if (at == handbook_.documents.end()) return false;
      edited.push_back(static_cast<std::size_t>(at - handbook_.documents.begin()));
    }
    std::sort(edited.begin(), edited.end());
    return std::all_of(edited.begin(), edited.end(), [this](std::size_t index) { return read(index); });
  }

  // The document at this index as its source says now, with its own numbers. False: it has no place of its own, or another one.
  bool read(std::size_t index) {
    const model::Document& before = handbook_.documents[index];
    if (!before.part_of.empty() || !handbook_.backlinks[index].parts.empty()) return false;
    const auto changed = changed_.find(before.path);
    const std::string& bytes = changed == changed_.end() ? loaded_.working_files.at(before.path) : changed->second;
    base::Read<std::optional<model::Document>> read = read_working_document(loaded_, before.path, bytes);
    Exchange exchange{index, {}, {}, std::move(read.diagnostics)};
    if (read.value) {
      exchange.document = std::move(*read.value);
      base::append(exchange.findings, resolve::number_alone(exchange.document, handbook_.config));
    }
    exchanges_.push_back(std::move(exchange));
    return !read.value ? has_errors(exchanges_.back()) : keeps_its_place(before, exchanges_.back().document);
  }

  bool read_dependents() {
    std::vector<std::size_t> edited;
    resolve::ChangedNames names;
    for (const Exchange& each : exchanges_) {
      edited.push_back(each.index);
      const std::string& title = handbook_.documents[each.index].title;
      if (title != each.document.title) names.titles.insert(names.titles.end(), {title, each.document.title});
    }
    renamed_ = !names.titles.empty();
    const auto dependents = resolve::dependents_of(edited, names, loaded_.uses, handbook_.registers);
    if (!dependents || dependents->size() > handbook_.documents.size() / 4 + 64) return false;  // all of them are as quickly read
    return std::all_of(dependents->begin(), dependents->end(), [this](std::size_t index) { return read(index); });
  }

  void exchange() {
    for (Exchange& each : exchanges_) std::swap(handbook_.documents[each.index], each.document);
  }

  // The same, and they are known by what they say of themselves; index_links() is yet to follow.
  void enter() {
    exchange();
    resolve::index_ids(handbook_);
    if (!renamed_) return;
    resolve::FileExists file_exists = std::move(lookup_->file_exists);
    lookup_.emplace(resolve::build_lookup(handbook_, std::move(file_exists)));
  }

  // The documents that are prepared, or are in the handbook already.
  void follow() {
    for_each_(exchanges_.size(), [&](std::size_t i) {
      Exchange& each = exchanges_[i];
      model::Document& document = out_.shows_elsewhere ? handbook_.documents[each.index] : each.document;
      base::append(each.findings, resolve::follow_alone(document, *lookup_, &each.uses));
    });
  }

  // Whether nothing but their own pages shows what changed.
  bool stay_among_themselves() const {
    return std::all_of(exchanges_.begin(), exchanges_.end(), [this](const Exchange& each) {
      const model::Document& before = handbook_.documents[each.index];
      return front_matter_of(loaded_.working_files.at(before.path)) == front_matter_of(changed_.at(before.path)) && looks_the_same(before, each.document);
    });
  }

  // Whether there are any, in out_.
  bool take_errors() {
    out_.errors.clear();
    for (const Exchange& each : exchanges_) base::append(out_.errors, errors_in(each));
    base::sort_diagnostics(out_.errors);
    return !out_.errors.empty();
  }

  base::Diagnostics errors_in(const Exchange& exchange) const {
    base::Diagnostics findings = exchange.findings;
    check::grade(findings, handbook_.config);
    std::erase_if(findings, [](const base::Diagnostic& finding) { return finding.severity != base::Severity::Error; });
    return findings;
  }

  bool has_errors(const Exchange& exchange) const { return !errors_in(exchange).empty(); }

  Loaded& loaded_;
  model::Handbook& handbook_;
  std::optional<resolve::Lookup>& lookup_;
  const std::map<std::string, std::string>& changed_;
  const base::ForEach& for_each_;
  std::vector<Exchange> exchanges_;  // the edited documents first
  bool renamed_ = false;
  WorkingEdit out_;
};

}  // namespace

std::optional<WorkingEdit> edit_working(Loaded& loaded, std::optional<resolve::Lookup>& lookup, const std::map<std::string, std::string>& changed,
                                        const base::ForEach& for_each) {
  return Editor(loaded, lookup, changed, for_each).run();
}

}  // namespace kitei::cli
