#include "model/document.h"

#include <algorithm>

#include "model/handbook.h"

namespace kitei::model {

base::Position Document::position_of(std::string_view key) const {
  const base::Position* found = positions.find(key);
  return found ? *found : base::Position{1, 1, 0};
}

const std::string& Document::path_of(base::Position position) const {
  return position.file < files.size() ? files[position.file] : path;
}

const ClauseEntry* Document::find_clause(std::string_view address) const {
  auto matches = [&](const ClauseEntry& entry) {
    const Clause& clause = entry.clause;
    return clause.address.text == address || clause.structural.text == address ||
           std::any_of(clause.also->begin(), clause.also->end(), [&](const Address& other) { return other.text == address; });
  };
  if (address.empty()) return nullptr;
  for (const std::vector<ClauseEntry>* entries : {&clauses, &captions}) {
    const auto found = std::find_if(entries->begin(), entries->end(), matches);
    if (found != entries->end()) return &*found;
  }
  return nullptr;
}

const Revision* Document::find_revision(const Version& wanted) const {
  const auto found =
      std::find_if(revisions.begin(), revisions.end(), [&](const Revision& r) { return r.version == wanted; });
  return found == revisions.end() ? nullptr : &*found;
}

Scheme scheme_of(const Document& document, const Config& config) {
  if (document.numbering) return *document.numbering;
  const Kind* kind = config.find_kind(document.kind);
  return kind ? kind->numbering : Scheme::Outline;
}

const Address& address_of(const Clause& clause) { return clause.address.empty() ? clause.structural : clause.address; }

std::string_view status_name(Status status) {
  switch (status) {
    case Status::Draft: return "draft";
    case Status::Review: return "review";
    case Status::Approved: return "approved";
    case Status::Retired: return "retired";
  }
  return "approved";
}

std::string_view revision_type_label(RevisionType type, base::Language language) {
  const bool ja = language == base::Language::Japanese;
  switch (type) {
    case RevisionType::None: return "";
    case RevisionType::Established: return ja ? "制定" : "Established";
    case RevisionType::Amended: return ja ? "一部改正" : "Amended";
    case RevisionType::Rewritten: return ja ? "全部改正" : "Rewritten";
    case RevisionType::Retired: return ja ? "廃止" : "Retired";
  }
  return "";
}

base::Position Config::position_of(std::string_view key) const {
  const auto found = positions.find(std::string(key));
  return found == positions.end() ? base::Position{1, 1, 0} : found->second;
}

std::optional<std::size_t> Config::rank_of(std::string_view classification) const {
  for (std::size_t i = 0; i < classifications.size(); ++i) {
    if (classifications[i].id == classification) return i;
  }
  return std::nullopt;
}

std::string_view Config::label_of(std::string_view classification) const {
  const auto rank = rank_of(classification);
  return rank ? std::string_view(classifications[*rank].label) : classification;
}

const Kind* Config::find_kind(std::string_view id) const {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.id == id; });
  return found == kinds.end() ? nullptr : &*found;
}

const Audience* Config::find_audience(std::string_view id) const {
  const auto found = std::find_if(audiences.begin(), audiences.end(), [&](const Audience& a) { return a.id == id; });
  return found == audiences.end() ? nullptr : &*found;
}

Config settings_of_documents(const Config& config) {
  Config settings;
  settings.title = config.title;
  settings.organisation = config.organisation;
  settings.language = config.language;
  settings.classifications = config.classifications;
  for (const Kind& kind : config.kinds) settings.kinds.push_back({kind.id, kind.label, kind.like, {}, kind.numbering, {}});
  settings.approval_boxes = config.approval_boxes;
  return settings;
}

const Document* Handbook::find(std::string_view id) const {
  const auto found = index_by_id.find(DocumentId{std::string(id)}.folded());
  return found == index_by_id.end() ? nullptr : &documents[found->second];
}

const Document* Handbook::find_own(const std::string& folded_id) const {
  const auto found = index_by_id.find(folded_id);
  if (found == index_by_id.end()) return nullptr;
  const Document& document = documents[found->second];
  return document.id.folded() == folded_id ? &document : nullptr;
}

const Catalog* Handbook::find_catalog(std::string_view id) const {
  const auto found = std::find_if(catalogs.begin(), catalogs.end(), [&](const Catalog& c) { return c.id == id; });
  return found == catalogs.end() ? nullptr : &*found;
}

const Control* Handbook::find_control(const ControlId& id) const {
  const Catalog* catalog = find_catalog(id.catalog);
  return catalog ? catalog->find(id.id) : nullptr;
}

const Record* Handbook::find_record(std::string_view id) const {
  const auto found =
      std::find_if(registers.records.begin(), registers.records.end(), [&](const Record& r) { return r.id == id; });
  return found == registers.records.end() ? nullptr : &*found;
}

std::string Handbook::page_of(const Document& document) const { return document.kind + "/" + document.id.text + ".html"; }

}  // namespace kitei::model
