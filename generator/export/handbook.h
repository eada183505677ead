// The handbook as data for other tools: <edition>/handbook.json, and the answer of `kitei asof` as JSON.
#pragma once
#include <string>
#include <vector>

#include "base/date.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::exports {

// handbook.json of one edition for one site. `handbook` is what that site may show; nothing else is in the result.
// URLs are relative to <edition>/handbook.json; the Word file of a document lies under the edition that it was read from
// (Document::origin), else under `edition`. Members that an author left out are null, "" or [], never missing:
//   {"schema": 1, "edition", "title", "organisation", "language",
//    "documents": [{"id", "number", "kind", "title", "version", "status", "classification", "effective_date",
//                   "next_review", "owner", "audience", "url", "docx", "controls", "clauses": [{"id", "number", "title"}],
//                   "sha256"}],
//    "controls": [{"catalog", "id", "title", "applicable", "status", "documents"}]}
// `applicable` and `status` are null where the statement of applicability says nothing.
std::string handbook_json(const model::Handbook& handbook, const std::string& edition);

// What was in force on a day: {"schema": 1, "date", "documents": [{"id", "number", "title", "kind", "version", "edition",
// "from", "until", "owner", "approver", "approved_date", "controls"}]}. `handbook` is the one composed for that day.
std::string asof_json(base::Date date, const std::vector<model::TimelineEntry>& in_force, const model::Handbook& handbook);

}  // namespace kitei::exports
