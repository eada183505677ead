// A revision written into a document's front matter: `kitei revise`.
//
// In:  the bytes of the file and what the revision is. Out: the new bytes. The version is raised, effective_date,
// approver and author are set where the author gave such a key, and a row is put on top of `revisions` (which is made
// when there is none). Everything else stays byte for byte: comments, order, quotes, indentation, line ends, Japanese
// key names; the row uses the same names and the same style as the row below it. `approved_date` of the version before
// says nothing about the new one: without RevisionRequest::approved its value is taken out, to be filled in on
// approval. An `approval:` that stays is pointed out (approval-evidence-missing, a warning).
//
// Errors leave the value empty: front-matter-invalid when the front matter cannot be read or changed safely (text over
// several lines, a document that is part_of another), version-mismatch when the wanted version is not after the present
// one.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/diagnostic.h"
#include "model/document.h"

namespace kitei::history {

struct RevisionRequest {
  std::string summary;
  model::Significance change = model::Significance::Material;
  base::Date effective{};
  std::optional<base::Date> approved;
  std::string reason;  // the rest may be empty: then nothing is written
  std::string author;
  std::string approver;
  std::string type;        // 一部改正 …
  model::Version version;  // empty: the next one
};

base::Read<std::string> revise_source(std::string_view path, std::string_view bytes, const RevisionRequest& request);

}  // namespace kitei::history
