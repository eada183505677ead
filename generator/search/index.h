// The index of one edition as files, from the DocumentIndex of each of its documents. See README.md for the layout.
//
// Every function is pure, and each file needs only what its comment says, so that after an edit the few files that can
// differ are made anew and all others are known to be the same.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/for_each.h"
#include "search/document.h"

namespace kitei::search {

// The documents of an edition in the index's order: by id, without regard to case.
using Documents = std::vector<const DocumentIndex*>;
Documents in_order(const std::vector<DocumentIndex>& documents);

// How many files of each sort, in powers of two, so that they stay the same while documents are edited.
struct Layout {
  std::size_t documents = 0;
  unsigned shard_bits = 0;       // 2^shard_bits shards of grams; a gram's highest bits say which
  std::size_t group_size = 1;    // documents whose text shares a file
  std::size_t shards() const { return std::size_t{1} << shard_bits; }
  std::size_t groups() const { return (documents + group_size - 1) / group_size; }
  bool operator==(const Layout&) const = default;
};
Layout layout_of(const Documents& documents);

// One script, without its name: the name comes from the bytes (file_name).
// grams of `count` neighbouring shards with the documents that have them; needs the grams of all documents. Many at once are
// cheaper than one by one.
std::vector<std::string> shard_files(const Documents& documents, const Layout& layout, std::size_t first, std::size_t count);
// the shown text of one group; needs the records of its documents.
std::string group_file(const Documents& documents, const Layout& layout, std::size_t group);
// ids of all documents, glossary, controls; needs ids and kinds, the glossary and the catalogues.
std::string head_file(const Documents& documents, const model::Handbook& handbook);

// "search/abcdefghij.js", inside the site's folder: editions share what is equal.
std::string file_name(std::string_view bytes);

// An edition's index: `entry` is <edition>/search-index.js and names the others.
struct File {
  std::string path;
  std::string bytes;
};
struct EditionIndex {
  std::string entry;
  std::vector<File> files;  // some may have the same path: those are equal
};
EditionIndex write_index(const Documents& documents, const model::Handbook& handbook, const base::ForEach& for_each);

// The shards whose grams differ between two states of one document: those that an edit changes.
std::vector<std::size_t> changed_shards(const DocumentIndex& before, const DocumentIndex& after, const Layout& layout);

}  // namespace kitei::search
