#include "cli/incremental/document_changes.h"

#include <algorithm>
#include <set>

#include "cli/machine/world.h"
#include "resolve/wholes.h"
#include "source/document.h"

namespace kitei::cli {
namespace {

constexpr std::size_t kMostDocuments = 200;

bool is_yaml(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

class EditReader {
 public:
  EditReader(const model::Handbook& before, const TextStore& store, const LastBuild::Edited& sources, WorkingFiles& files)
      : before_(before), store_(store), sources_(sources), files_(files) {}

  std::optional<DocumentChanges> run() {
    for (const auto* list : {&sources_.changed, &sources_.added, &sources_.removed}) {
      for (const std::string& path : *list) {
        if (is_yaml(path) || is_frozen_path(path) || !begin(path)) return std::nullopt;
      }
    }
    while (!again_.empty()) {
      const std::size_t index = *again_.begin();
      again_.erase(again_.begin());
      if (done_.insert(index).second && !read(index)) return std::nullopt;
      if (out_.documents.size() > kMostDocuments) return std::nullopt;
    }
    return join() ? std::optional(std::move(out_)) : std::nullopt;
  }

 private:
  // The documents that are made from this file, and one that it makes now and did not before.
  bool begin(const std::string& path) {
    bool known = false;
    for (std::size_t i = 0; i < before_.documents.size(); ++i) {
      const std::vector<std::string>& made_from = before_.documents[i].files;
      if (std::find(made_from.begin(), made_from.end(), path) == made_from.end()) continue;
      read_whole(i);
      known = known || before_.documents[i].path == path;
    }
    if (known || !source::is_document_path(path) || !files_.has(path)) return true;
    ReadDocument reading;
    reading.bytes = *files_.bytes(path);
    auto read = files_.document(path, reading.bytes, {path}, before_.config);
    if (!read.value) return read.diagnostics.empty();  // a text without front matter is no document
    reading.findings = std::move(read.diagnostics);
    return is_plain(*read.value, {path}) && add(std::nullopt, std::move(*read.value), std::move(reading));
  }

  // What a document is part of, and what is part of it, says what its state is.
  void read_whole(std::size_t index) {
    again_.insert(index);
    const std::string& part_of = before_.documents[index].part_of.text.str();
    const auto head = part_of.empty() ? before_.index_by_id.end() : before_.index_by_id.find(before_.documents[index].part_of.folded());
    const std::size_t first = head == before_.index_by_id.end() ? index : head->second;
    again_.insert(first);
    again_.insert(before_.backlinks[first].parts.begin(), before_.backlinks[first].parts.end());
  }

  bool read(std::size_t index) {
    const model::Document& card = before_.documents[index];
    auto stored = store_.text(index);
    if (!stored) return false;
    ReadDocument reading{0, {}, {}, std::move(stored->findings), {}};
    const bool changed = std::binary_search(sources_.changed.begin(), sources_.changed.end(), card.path);
    if (changed || !files_.has(card.path)) reading.old_bytes = std::move(stored->bytes);
    if (!files_.has(card.path)) return lose(index, std::move(reading));
    reading.bytes = changed ? *files_.bytes(card.path) : std::move(stored->bytes);
    auto document = files_.document(card.path, reading.bytes, card.files, before_.config);
    if (!document.value || !is_plain(*document.value, card.files)) return false;
    reading.findings = std::move(document.diagnostics);
    return add(index, std::move(*document.value), std::move(reading));
  }

  bool lose(std::size_t index, ReadDocument reading) {
    if (before_.documents[index].files.size() > 1) return false;  // what was said of the parts may be said for it alone
    out_.gone.push_back(index);
    out_.gone_texts.push_back(std::move(reading));
    return true;
  }

  bool add(std::optional<std::size_t> before, model::Document document, ReadDocument reading) {
    if (!document.part_of.empty()) {
      const auto head = before_.index_by_id.find(document.part_of.folded());
      if (head != before_.index_by_id.end() && !done_.contains(head->second)) read_whole(head->second);
    }
    out_.documents.push_back({before, std::move(document), std::move(reading)});
    return true;
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
  const TextStore& store_;
  const LastBuild::Edited& sources_;
  WorkingFiles& files_;
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

bool is_plain(const model::Document& document, const std::vector<std::string>& parts) {
  return document.files == parts && document.allowances.empty();
}

std::optional<DocumentChanges> read_document_changes(const model::Handbook& before, const TextStore& store, const LastBuild::Edited& sources,
                                                     WorkingFiles& files) {
  return EditReader(before, store, sources, files).run();
}

}  // namespace kitei::cli
