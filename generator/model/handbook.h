// A whole handbook at two stages: Sources, what the files say; and Handbook, the same with every reference followed,
// every clause numbered and every index built. A Handbook is what all writers, checks and comparisons read.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/catalog.h"
#include "model/config.h"
#include "model/document.h"
#include "model/register.h"

namespace kitei::model {

struct Sources {
  Config config;
  std::vector<Document> documents;  // in the order of their paths
  std::vector<Catalog> catalogs;    // in the order of their paths
  std::optional<StatementOfApplicability> soa;
  Registers registers;
};

// One place where a control is implemented: a clause, or the document as a whole (address empty).
struct Implementer {
  std::size_t document = 0;  // index into Handbook::documents
  Address address;
  auto operator<=>(const Implementer&) const = default;
};

// What leads to a document from elsewhere in the handbook; indexes into Handbook::documents, ascending.
struct Backlinks {
  std::vector<std::size_t> implemented_by;
  std::vector<std::size_t> referred_by;  // links, references and `related`, without the above
  std::vector<std::size_t> parts;        // the documents that are part_of this one
  std::vector<std::size_t> replaced_by;  // the documents that name it in `replaces`
};

struct Handbook {
  Config config;
  std::vector<Document> documents;  // by kind in the order of Config::kinds, then number (natural order), then id
  std::vector<Catalog> catalogs;
  std::optional<StatementOfApplicability> soa;
  Registers registers;

  std::vector<Backlinks> backlinks;  // one for each document, same index
  std::map<ControlId, std::vector<Implementer>> implementers;  // only of documents with status approved
  std::map<std::string, std::vector<std::size_t>> record_users;  // record id → documents that leave it
  std::map<std::string, std::vector<std::size_t>> term_users;  // term → documents whose text leads to it

  std::unordered_map<std::string, std::size_t> index_by_id;  // folded id or alias → index; for look-up only

  const Document* find(std::string_view id) const;  // by id or alias, without regard to case
  const Document* find_own(const std::string& folded_id) const;  // by its own id, no alias
  const Catalog* find_catalog(std::string_view id) const;
  const Control* find_control(const ControlId& id) const;
  const Record* find_record(std::string_view id) const;

  // The page of a document inside its edition's folder: "procedure/AB-P-515.html".
  std::string page_of(const Document& document) const;
};

}  // namespace kitei::model
