// The index of one edition as files, from the documents that it shows. See README.md for the layout.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_tree.h"
#include "base/for_each.h"
#include "model/handbook.h"
#include "search/grams.h"
#include "search/layout.h"

namespace kitei::search {

// The documents that readers look for, in the index's order: by id, without regard to case.
std::vector<const model::Document*> searched_documents(const model::Handbook& handbook);

// Gives every file of the index ("search/….js", some perhaps more than once with the same bytes) to `sink`, each as soon as
// it is made, and returns <edition>/search-index.js, which names them. What it holds meanwhile is the grams: some KB a
// document.
std::string write_index(const model::Handbook& handbook, const base::ForEach& for_each, const base::FileSink& sink);

// The record (document.h) of one of searched_documents(), by its place among them. Asked once for each, from several threads.
using RecordOf = std::function<std::string(std::size_t place)>;

// The same where records are known: of the documents nothing else is asked but ids and kinds.
std::string write_index(const model::Handbook& handbook, const RecordOf& record_of, const base::ForEach& for_each, const base::FileSink& sink);

// ---- its parts ----

// The texts of a group, from the records of its documents: one a line, between a first and a last line.
std::string group_file(std::size_t first_document, std::span<const std::string> records);

// `count` neighbouring shards, from the sorted grams of all chunks: each gram with its documents. Many at once are cheaper
// than one by one.
std::vector<std::string> shard_files(const std::vector<std::vector<Gram>>& chunks, const Layout& layout, std::size_t first, std::size_t count);

}  // namespace kitei::search
