// The handbook as data for other tools: <edition>/handbook.json, and the answer of `kitei asof` as JSON.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/edition.h"

namespace kitei::exports {

// handbook.json of one edition for one site. The edition's handbook is what that site may show; nothing else is in the
// result. URLs are relative to <edition>/handbook.json. The Word file of a document lies under the edition that it was
// read from (Document::origin), that of the working tree under `draft`, the id that it is built under. Members that an
// author left out are null, "" or [], never missing:
//   {"schema": 1, "edition", "title", "organisation", "language",
//    "documents": [{"id", "number", "kind", "title", "version", "status", "classification", "effective_date",
//                   "next_review", "owner", "audience", "url", "docx", "controls", "clauses": [{"id", "number",
//                   "title"}], "sha256"}],
//    "controls": [{"catalog", "id", "title", "applicable", "status", "documents"}]}
// `applicable` and `status` are null where the statement of applicability says nothing. A document is one entry of several
// lines, in the order of the handbook, a control one line.
//
// The text of a large handbook is some 15 MB and comes in pieces: the head, which alone tells the edition, and all the rest, which is
// the same for editions with the same documents. A piece is good until `take` returns.
using TakePiece = std::function<void(std::string_view piece)>;
std::string handbook_json_head(const model::Config& config, const std::string& edition);
void write_handbook_json_rest(const model::Handbook& handbook, const std::string& draft, const TakePiece& take);

// One version that was in force, and the document as an edition with that version holds it.
struct InForce {
  const model::TimelineEntry* entry = nullptr;
  const model::Document* document = nullptr;
};

// What was in force on a day: {"schema": 1, "date", "documents": [{"id", "number", "title", "kind", "version",
// "edition", "from", "until", "owner", "approver", "approved_date", "controls"}]}. The approver is that of the
// version's own row in the revision table, else the document's.
std::string asof_json(base::Date date, const std::vector<InForce>& documents_in_force);

}  // namespace kitei::exports
