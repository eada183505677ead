#include "cli/incremental/document_changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "cli/incremental/edit_surroundings.h"
#include "cli/incremental/register_edit.h"
#include "cli/machine/world.h"
#include "resolve/clause_places.h"
#include "resolve/wholes.h"
#include "source/document.h"

namespace kitei::cli {
namespace {

constexpr std::size_t kMostDocuments = 200;

// For a part or a document that is not there.
bool waits_for_something(const model::Handbook& handbook) {
  return std::any_of(handbook.config.checks.begin(), handbook.config.checks.end(), [](const auto& check) { return check.first.starts_with("include-"); }) ||
         std::any_of(handbook.documents.begin(), handbook.documents.end(), [&](const model::Document& document) {
           return waits_for_part(document.allowances) || (!document.part_of.empty() && !handbook.index_by_id.contains(document.part_of.folded()));
         });
}

class EditReader {
 public:
  EditReader(const model::Handbook& before, const LastBuild::Edited& edited, const DocumentSources& sources)
      : before_(before), edited_(edited), sources_(sources) {}

  std::optional<DocumentChanges> run() {
    for (const auto* list : {&edited_.changed, &edited_.added, &edited_.removed}) {
      for (const std::string& path : *list) {
        if (list == &edited_.changed && is_register(path)) continue;
        if (is_yaml(path) || is_frozen_path(path) || !begin(path, list == &edited_.removed)) return std::nullopt;
      }
    }
    while (!again_.empty()) {
      const std::size_t index = *again_.begin();
      again_.erase(again_.begin());
      if (done_.insert(index).second && !read(index)) return std::nullopt;
      if (out_.documents.size() > kMostDocuments) return std::nullopt;
    }
    if (brings_names() && waits_for_something(before_)) return std::nullopt;
    return join() ? std::optional(std::move(out_)) : std::nullopt;
  }

 private:
  // The documents that are made from this file, and one that it makes now and did not before.
  bool begin(const std::string& path, bool removed) {
    bool known = false;
    for (std::size_t i = 0; i < before_.documents.size(); ++i) {
      const std::vector<std::string>& made_from = before_.documents[i].files;
      if (std::find(made_from.begin(), made_from.end(), path) == made_from.end()) continue;
      read_whole(i);
      known = known || before_.documents[i].path == path;
    }
    if (known || removed || !source::is_document_path(path)) return true;
    auto read = sources_.added(path);
    if (!read) return false;
    if (read->document) add(std::nullopt, std::move(*read));
    return true;
  }

  // What a document is part of, and what is part of it, says what its state is.
  void read_whole(std::size_t index) {
    again_.insert(index);
    const model::DocumentId& part_of = before_.documents[index].part_of;
    const auto head = part_of.empty() ? before_.index_by_id.end() : before_.index_by_id.find(part_of.folded());
    const std::size_t first = head == before_.index_by_id.end() ? index : head->second;
    again_.insert(first);
    again_.insert(before_.backlinks[first].parts.begin(), before_.backlinks[first].parts.end());
  }

  bool read(std::size_t index) {
    auto read = sources_.known(index);
    if (!read) return false;
    if (read->document) {
      add(index, std::move(*read));
    } else {
      out_.gone.push_back(index);
      out_.gone_texts.push_back(std::move(read->reading));
    }
    return true;
  }

  void add(std::optional<std::size_t> before, SourceRead read) {
    if (!read.document->part_of.empty()) {
      const auto head = before_.index_by_id.find(read.document->part_of.folded());
      if (head != before_.index_by_id.end() && !done_.contains(head->second)) read_whole(head->second);
    }
    out_.documents.push_back({before, std::move(*read.document), std::move(read.reading)});
  }

  // Whether there are files or ids that were not there.
  bool brings_names() const {
    return !edited_.added.empty() || std::any_of(out_.documents.begin(), out_.documents.end(), [this](const DocumentChange& each) {
      return !each.before || before_.documents[*each.before].id != each.document.id || before_.documents[*each.before].aliases != each.document.aliases;
    });
  }

  // Every part finds its head here, or it says what is not plain.
  bool join() {
    std::sort(out_.gone.begin(), out_.gone.end());
    std::vector<model::Document> documents;
    for (DocumentChange& edited : out_.documents) documents.push_back(std::move(edited.document));
    for (const model::Document& part : documents) {
      if (part.part_of.empty()) continue;
      const auto is_head = [&](const model::Document& other) { return other.id.folded() == part.part_of.folded(); };
      const auto head = std::find_if(documents.begin(), documents.end(), is_head);
      if (head == documents.end() || !head->part_of.empty()) return false;
    }
    resolve::join_parts(documents, before_.config);
    for (std::size_t i = 0; i < documents.size(); ++i) out_.documents[i].document = std::move(documents[i]);
    return true;
  }

  const model::Handbook& before_;
  const LastBuild::Edited& edited_;
  const DocumentSources& sources_;
  std::set<std::size_t> again_, done_;  // to be read, and read
  DocumentChanges out_;
};

}  // namespace

bool WorkingFiles::has(std::string_view path) const { return !is_frozen_path(path) && inputs_.find(path); }

const std::string* WorkingFiles::bytes(const std::string& path) {
  if (const std::string* known = base::find_file(read_, path)) return known;
  if (!has(path)) return nullptr;
  return &read_.emplace(path, read_file(folder_ / path)).first->second;
}

base::Read<std::optional<model::Document>> WorkingFiles::document(const std::string& path, const std::string& bytes,
                                                                  const std::vector<std::string>& parts, const model::Config& config) {
  for (std::size_t i = 1; i < parts.size(); ++i) this->bytes(parts[i]);
  return source::read_document(path, bytes, config, {&read_, nullptr});
}

DocumentSources kept_sources(const model::Handbook& handbook, const TextStore& store, const LastBuild::Edited& edited, WorkingFiles& files) {
  const auto known = [&](std::size_t index) -> std::optional<SourceRead> {
    const model::Document& card = handbook.documents[index];
    auto stored = store.text(index);
    if (!stored) return std::nullopt;
    SourceRead read;
    read.reading.old_findings = std::move(stored->findings);
    read.reading.old_allowances = card.allowances;
    const bool changed = std::binary_search(edited.changed.begin(), edited.changed.end(), card.path);
    if (changed || !files.has(card.path)) read.reading.old_bytes = std::move(stored->bytes);
    if (!files.has(card.path)) {
      if (card.files.size() > 1) return std::nullopt;  // what was said of the parts may be said for it alone
      return read;
    }
    read.reading.bytes = changed ? *files.bytes(card.path) : std::move(stored->bytes);
    auto document = files.document(card.path, read.reading.bytes, card.files, handbook.config);
    if (!document.value || document.value->files != card.files) return std::nullopt;
    read.reading.findings = std::move(document.diagnostics);
    read.document = std::move(document.value);
    return read;
  };
  const auto added = [&](const std::string& path) -> std::optional<SourceRead> {
    SourceRead read;
    read.reading.bytes = *files.bytes(path);
    auto document = files.document(path, read.reading.bytes, {path}, handbook.config);
    if (!document.value) return document.diagnostics.empty() ? std::optional(std::move(read)) : std::nullopt;  // a text without front matter is no document
    if (document.value->files.size() != 1) return std::nullopt;
    read.reading.findings = std::move(document.diagnostics);
    read.document = std::move(document.value);
    return read;
  };
  return {known, added};
}

std::optional<DocumentChanges> read_document_changes(const model::Handbook& before, const LastBuild::Edited& edited, const DocumentSources& sources) {
  return EditReader(before, edited, sources).run();
}

bool change_places(const model::Handbook& before, const DocumentChanges& changes) {
  return !changes.gone.empty() || std::any_of(changes.documents.begin(), changes.documents.end(), [&](const DocumentChange& each) {
    return !each.before || !stands_alike(before.documents[*each.before], each.document);
  });
}

std::optional<std::vector<std::size_t>> dependents_of(const model::Handbook& before, const DocumentChanges& changes, Files files,
                                                      const std::vector<resolve::DocumentUses>& uses) {
  std::vector<std::size_t> indexes = changes.gone;
  resolve::ChangedNames names;
  names.unknown = files == Files::CameOrWent;
  for (const std::size_t gone : changes.gone) names.add(before.documents[gone]);
  for (const DocumentChange& each : changes.documents) {
    const model::Document* was = each.before ? &before.documents[*each.before] : nullptr;
    if (was) indexes.push_back(*each.before);
    if (!was || !stands_alike(*was, each.document) || was->aliases != each.document.aliases) {
      if (was) names.add(*was);
      names.add(each.document);
    } else if (was->title != each.document.title) {
      names.titles.insert(names.titles.end(), {was->title, each.document.title});
    }
  }
  std::sort(indexes.begin(), indexes.end());
  return resolve::dependents_of(indexes, names, uses, before.registers);
}

PlacedDocuments place_documents(model::Handbook& handbook, DocumentChanges changes) {
  const bool anew = change_places(handbook, changes);
  PlacedDocuments placed;
  for (const std::size_t gone : changes.gone) {
    placed.before.push_back(std::move(handbook.documents[gone]));
    handbook.documents[gone].path.clear();
  }
  std::vector<model::Document> added;
  std::vector<std::string> paths;
  for (DocumentChange& each : changes.documents) {
    paths.push_back(each.document.path);
    if (each.before) placed.before.push_back(std::exchange(handbook.documents[*each.before], std::move(each.document)));
    else added.push_back(std::move(each.document));
  }
  placed.moves = move_documents(handbook, changes.gone, std::move(added), anew);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto is_at = [&](const model::Document& document) { return document.path == paths[i]; };
    const std::optional<std::size_t>& before = changes.documents[i].before;
    const auto found = before ? handbook.documents.begin() + static_cast<std::ptrdiff_t>(*placed.moves.to[*before])
                              : std::find_if(handbook.documents.begin(), handbook.documents.end(), is_at);
    ReadDocument& reading = placed.readings.emplace_back(std::move(changes.documents[i].reading));
    reading.index = static_cast<std::size_t>(found - handbook.documents.begin());
  }
  return placed;
}

std::optional<std::vector<model::Document>> read_whole_again(model::Handbook& handbook, std::size_t index, const DocumentSources& sources,
                                                             std::vector<ReadDocument>& readings) {
  const std::size_t first = readings.size();
  std::vector<model::Document> whole;
  bool plain = true;
  for (const model::Document* document : resolve::whole_of(handbook.documents[index], handbook)) {
    const auto place = static_cast<std::size_t>(document - handbook.documents.data());
    auto read = sources.known(place);
    plain = read && read->document;
    if (!plain) break;
    whole.push_back(std::move(*read->document));
    readings.push_back(std::move(read->reading));
    readings.back().index = place;
  }
  const auto exchange = [&] {
    for (std::size_t i = 0; i < whole.size(); ++i) std::swap(handbook.documents[readings[first + i].index], whole[i]);
  };
  if (plain) {
    resolve::join_parts(whole, handbook.config);
    for (std::size_t i = 0; i < whole.size(); ++i) plain = plain && stands_alike(handbook.documents[readings[first + i].index], whole[i]);
  }
  if (plain) {
    exchange();
    if (number_documents(handbook, std::span(readings).subspan(first))) return whole;
    exchange();
  }
  readings.erase(readings.begin() + static_cast<std::ptrdiff_t>(first), readings.end());
  return std::nullopt;
}

bool number_documents(model::Handbook& handbook, std::span<ReadDocument> readings) {
  std::map<std::size_t, ReadDocument*> by_index;
  for (ReadDocument& reading : readings) by_index.emplace(reading.index, &reading);
  while (!by_index.empty()) {
    const std::size_t begin = resolve::begin_of_whole(handbook.documents, by_index.begin()->first);
    const std::size_t end = resolve::end_of_whole(handbook.documents, begin);
    std::vector<base::Diagnostics> found(end - begin);
    resolve::number_whole(std::span(handbook.documents).subspan(begin, end - begin), handbook.config, found);
    for (std::size_t i = begin; i < end; ++i) {
      const auto reading = by_index.extract(i);
      if (reading.empty()) return false;  // it stands in a whole that is not its own
      base::append(reading.mapped()->findings, std::move(found[i - begin]));
    }
  }
  return true;
}

}  // namespace kitei::cli
