// Who leads to whom: the indexes of a handbook, and what each document asked of others when it was resolved.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/for_each.h"
#include "model/handbook.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

// What the resolution of a document asked of other documents, by their indexes in the handbook; each list sorted, each once.
// While these documents stay as they are, and none comes to have a name with one of these marks, it stays as it is.
struct DocumentUses {
  std::vector<std::uint32_t> in_text;    // those to which its text leads
  std::vector<std::uint32_t> documents;  // all of them, with the above
  std::vector<std::uint32_t> names;      // marks of lookup.h
  std::vector<std::string> terms;        // of the glossary, to which its text leads
  bool everything = false;               // it holds generated tables
  bool in_links = false;                 // something in the words of a link leads elsewhere or is a picture: it goes with the link

  bool operator==(const DocumentUses&) const = default;
};

// Of a document whose references were followed; `asked` is what its lookup noted.
DocumentUses uses_of(const model::Document& document, const model::Handbook& handbook, Asked asked);

// What references are followed with: index_by_id, and which documents are parts.
void index_ids(model::Handbook& handbook);

// The rest, behind index_ids: backlinks, implementers, record_users and term_users. Asks no document for its text.
void index_links(model::Handbook& handbook, const std::vector<DocumentUses>& uses, const base::ForEach& for_each);

// What index_links needs of `part`, a handbook without some of the documents of another one, whose uses these are: `places` tells for
// each of them where it lies in the part, or nothing. With a link other things may have gone (DocumentUses::in_links): there the
// text is asked, if it is there.
std::vector<DocumentUses> uses_in_part(const model::Handbook& part, const std::vector<DocumentUses>& uses,
                                       const std::vector<std::optional<std::uint32_t>>& places);

// All of them anew, from the documents as they stand.
void build_indexes(model::Handbook& handbook);

}  // namespace kitei::resolve
