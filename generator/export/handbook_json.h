// The handbook as data for other tools: <edition>/handbook.json, and the answer of `kitei asof` as JSON.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/for_each.h"
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
// lines, in the order of the handbook, a control one line; everything is written straight into the text.
std::string handbook_json(const model::Handbook& handbook, const std::string& edition, const std::string& draft,
                          const base::ForEach& for_each = base::in_order);

// Changes a text of handbook_json(handbook with this configuration, `from`, …) into that of another edition with the same
// documents. In place, since the text of a large handbook is some 15 MB.
void rename_edition(std::string& text, const model::Config& config, const std::string& from, const std::string& to);

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
