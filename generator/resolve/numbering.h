// Gives every clause of one document its number, label and addresses, every list its markers, every caption its number.
// Nothing is typed by hand and nothing is counted anywhere else: writers print what stands here.
//
// In:  a document as source/ made it (or numbered before: the result is the same), and the config for its scheme, language
// and list markers. Out: the same with Clause, ListMarker and Caption::number filled and Document::clauses built.
// Codes: duplicate-anchor, heading-skip.
#pragma once
#include <map>
#include <string>

#include "base/diagnostic.h"
#include "model/config.h"
#include "model/document.h"
#include "resolve/clause_path.h"

namespace kitei::resolve {

// How far the numbers of an `articles` document have come: in several files under one number (part_of), 編, 章, 条 and annexes
// of each file go on from the one before.
struct Progress {
  Ordinal part, chapter, section, article;
  std::map<std::string, unsigned> appendices;  // by name: 別表
};

// Goes on from `progress`, and leaves there how far it came.
base::Diagnostics number_document(model::Document& document, const model::Config& config, Progress& progress);
base::Diagnostics number_document(model::Document& document, const model::Config& config);

}  // namespace kitei::resolve
