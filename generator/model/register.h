// The registers beside the documents: statement of applicability, records, roles, glossary, laws, contacts, external
// documents. Each is optional; a missing one is empty.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/position.h"
#include "model/document.h"
#include "model/identifiers.h"

namespace kitei::model {

enum class Implementation { Unknown, Implemented, Partial, Planned, None };

struct Applicability {
  std::string control;  // as written; the catalogue's spelling once resolved
  bool applicable = true;
  std::string reason;
  Implementation status = Implementation::Unknown;
  base::Position position;
};

// soa.yaml. `document` carries the front-matter keys of the register as a controlled document; its body is empty.
struct StatementOfApplicability {
  Document document;
  std::string catalog;
  std::vector<Applicability> entries;  // in the order of the file
  std::string path;
};

struct Record {
  std::string id;
  std::string title;
  DocumentReference form;  // may be empty
  std::string owner;
  std::string retention;   // "3y", "18m", or the author's words
  std::string classification;
  base::Position position;
};

struct Term {
  std::string term;
  std::string reading;
  std::string definition;
  std::vector<std::string> aliases;
  base::Position position;
};

// An entry of roles, laws, contacts or external: an id, a title, and the other keys as the author named them, in order.
struct RegisterEntry {
  std::string id;
  std::string title;
  std::vector<std::pair<std::string, std::string>> fields;  // lists are joined with "、", or "／" between items with "、"
  base::Position position;
};

struct Registers {
  std::vector<Record> records;
  std::vector<Term> terms;
  std::vector<RegisterEntry> roles;
  std::vector<RegisterEntry> laws;
  std::vector<RegisterEntry> contacts;
  std::vector<RegisterEntry> external;
};

}  // namespace kitei::model
