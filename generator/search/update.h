// The index of an edition after an edit: what differs from the files that lie there, and nothing else. Gives the same bytes
// as write_index for the handbook after the edit, and needs none of its documents but those that were edited: what they
// were found by before is read from their records in the old index.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/for_each.h"
#include "model/handbook.h"
#include "search/document.h"

namespace kitei::search {

// A file of the site by its path inside it ("search/abcdefghij.js"); nothing when it cannot be read.
using ReadFile = std::function<std::optional<std::string>(const std::string& path)>;

struct IndexUpdate {
  struct File {
    std::string path;
    std::string bytes;
  };
  std::string entry;              // the new <edition>/search-index.js
  std::vector<File> files;        // named by it and not by the old one
  std::vector<std::string> gone;  // named by the old one and not by it; another edition may still name them
};

// `entry` is the old search-index.js; `changed` holds the new indexes of all documents that differ, each once (one that is
// the same costs little). Nothing, and the whole index is to be written, when a file is missing or damaged, when a document
// was not in the index or had another kind, or when its texts have grown or shrunk so that they are grouped anew.
// The caller sees to it that the set of searched documents is the same, and kinds, glossary and catalogues too.
std::optional<IndexUpdate> update_index(std::string_view entry, const std::vector<DocumentIndex>& changed,
                                        const model::Config& config, const std::vector<model::Catalog>& catalogs,
                                        const ReadFile& read);

// The records of all documents of an index, in its order; nothing when a file is missing or damaged. With them the index is
// written anew (index.h) after documents came or went.
std::optional<std::vector<std::string>> read_records(std::string_view entry, const ReadFile& read, const base::ForEach& for_each);

}  // namespace kitei::search
