// One document: front matter as values, its body, and what resolve/ found out about it. Value types only.
// Filled in two steps: source/ sets what stands in the file (positions included); resolve/ fills the parts that are marked
// "resolved", which need the other documents and the catalogues.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/compact_text.h"
#include "base/date.h"
#include "base/position.h"
#include "model/allowance.h"
#include "model/block.h"
#include "model/config.h"
#include "model/identifiers.h"
#include "model/places.h"

namespace kitei::model {

enum class Status { Draft, Review, Approved, Retired };

enum class RevisionType { None, Established, Amended, Rewritten, Retired };  // 制定 一部改正 全部改正 廃止
enum class Significance { Material, Editorial };

struct Revision {
  Version version;
  std::optional<base::Date> date;      // effective
  std::optional<base::Date> approved;
  base::CompactText author;
  base::CompactText approver;
  RevisionType type = RevisionType::None;
  base::CompactText type_text;               // as written
  Significance change = Significance::Material;
  base::CompactText summary;
  base::CompactText reason;
  base::Position position;
};

struct Approval {
  base::CompactText reference;  // 稟議2026-031
  base::CompactText method;
  std::optional<base::Date> date;
};

struct Review {
  std::optional<base::Date> date;
  base::CompactText by;
  base::CompactText result;
  base::CompactText minutes;
  base::Position position;
};

// A control as a document or a heading names it: "5.15" or "iso27001-2022:5.18".
struct ControlReference {
  base::CompactText written;
  ControlId id;           // resolved; empty when it names nothing
  base::Position position;
};

// Another document as front matter names it: "AB-R-04@1.1".
struct DocumentReference {
  DocumentId id;          // resolved to the target's own spelling
  Version version;        // the pinned one; may be empty
  bool withheld = false;  // above the reader's clearance: shown as 「（非公開文書）」
  base::Position position;
};

struct RecordReference {
  base::CompactText name;  // as written
  base::CompactText id;    // resolved; empty when the register does not know it
  base::Position position;
};

// A numbered or addressable piece, flat and in reading order. Resolved, from the body.
struct ClauseEntry {
  Clause clause;
  base::CompactText title;   // plain text of a heading; empty for 項 and 号
  unsigned depth = 0;  // 0 = outermost
  std::vector<ControlId> controls;  // of its own attributes
  base::Position position;
  base::Rare<Duty> duty{};  // of its own attributes
  base::CompactText place{};  // the structural address of its number, even where an author's address has taken that name
};

// A clause that the document had once, and where it went. Resolved, from moved_to and removed.
struct GoneClause {
  Address address;
  Target target;     // kind None: removed; Withheld: it went where the reader may not follow
  base::CompactText text;  // the target's own number and title

  bool operator==(const GoneClause&) const = default;
};

struct Document {
  DocumentId id;
  std::string number;  // as printed; the id when the author gave none
  std::string title;
  std::string kind;    // a Kind::id
  DocumentId part_of;
  Version version;
  Status status = Status::Approved;
  std::string classification;
  std::string scope;
  std::string department;
  std::string owner;
  std::string author;
  std::string reviewer;
  std::string approver;
  Approval approval;
  std::optional<base::Date> established_date;
  std::optional<base::Date> approved_date;
  std::optional<base::Date> effective_date;
  std::optional<base::Date> retired_date;
  std::optional<base::Date> next_review;
  std::optional<base::Date> last_reviewed;
  std::optional<int> review_cycle_months;
  std::vector<Review> reviews;
  std::vector<std::string> audience;  // empty: everyone whose clearance suffices
  std::vector<ControlReference> controls;
  std::vector<DocumentReference> implements;
  std::vector<DocumentReference> related;
  std::vector<DocumentReference> replaces;
  std::vector<DocumentReference> replaced_by;
  std::map<std::string, std::string> moved_to;  // old address → "ID#address"
  std::vector<std::string> removed;
  std::vector<RecordReference> records;
  std::string every;
  std::string by;
  std::vector<std::string> tags;
  std::optional<Scheme> numbering;
  std::vector<DocumentId> aliases;
  std::string file;                 // kind form: a path under assets/ that is not Markdown
  std::vector<Revision> revisions;  // newest first

  std::string origin;                               // the edition whose tree it was read from; "" = the working tree
  std::string path;                                 // of the source file, inside that tree
  std::vector<std::string> files;                   // Position::file → path; files[0] == path
  Places positions;                                 // of the values of the front matter, by key (English name)
  std::vector<std::string> part_sha256;             // of files[1], files[2] …, the parts that it includes
  std::string sha256;                               // of the source file, text form (BOM dropped, CRLF → LF), lower-case hex

  std::vector<Allowance> allowances;  // of front matter and body

  Body body;

  // Resolved.
  std::vector<ClauseEntry> clauses;
  std::vector<ClauseEntry> captions;  // tables and figures that the author gave an address: kind None, label "表1"
  std::vector<GoneClause> gone;  // by address

  // The place of a front-matter value, else of the document's first line.
  base::Position position_of(std::string_view key) const;
  const std::string& path_of(base::Position position) const;
  // By permanent or structural address; a table or figure by the address of its caption.
  const ClauseEntry* find_clause(std::string_view address) const;
  const Revision* find_revision(const Version& version) const;
};

// The numbering of a document: its own, its kind's, else the outline.
Scheme scheme_of(const Document& document, const Config& config);
// The address under which a clause is linked: the permanent one, else the structural one; find_clause leads back. Empty
// for a clause without any.
const Address& address_of(const Clause& clause);

std::string_view status_name(Status status);  // "draft" … as in front matter
// 一部改正 …, in the language of the handbook; empty for None.
std::string_view revision_type_label(RevisionType type, base::Language language);

}  // namespace kitei::model
