// Documents that are one whole: a document and the files that are part of it (`part_of`). They stand side by side in the
// order of the handbook and are numbered as one.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "base/diagnostic.h"
#include "model/config.h"
#include "model/document.h"

namespace kitei::resolve {

// A part takes version, dates, approval and revisions from the document that it is part of, when that is among these, and is
// never less secret. Afterwards every document has a number and a classification.
void join_parts(std::vector<model::Document>& documents, const model::Config& config);

// Into the order of Handbook::documents, from any other one.
void order_documents(std::vector<model::Document>& documents, const model::Config& config);

// In that order, the documents that are numbered as one with the one at `at`: the first of them, and behind the last.
std::size_t begin_of_whole(const std::vector<model::Document>& documents, std::size_t at);
std::size_t end_of_whole(const std::vector<model::Document>& documents, std::size_t at);

// Numbers all of them; `found` is as long and takes what is said of each.
void number_whole(std::span<model::Document> whole, const model::Config& config, std::span<base::Diagnostics> found);

}  // namespace kitei::resolve
