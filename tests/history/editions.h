// For tests: small editions and sources out of a few words.
#pragma once
#include <string>
#include <vector>

#include "base/file_tree.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::test {

base::Date day(std::string_view text);

// One document as a frozen edition may hold it.
model::Document document(std::string_view id, std::string_view version, std::string_view effective = "");

// A frozen edition; its documents can be found by id.
model::Edition edition(std::string_view id, std::string_view effective, std::vector<model::Document> documents);

// The sources that a tree holds: handbook.yaml and every document.
model::Sources sources_of(const base::FileTree& files);
model::Handbook handbook_of(const base::FileTree& files);  // its documents can be found by id and former id

// One line for each diagnostic: path:line:column code message [hint] in English.
std::string show(const base::Diagnostics& diagnostics);

}  // namespace kitei::test
