// Names the clauses of one document (第3条第2項) once all of them are known, since a name says no more than it must.
#pragma once
#include <vector>

#include "model/document.h"
#include "resolve/clause_path.h"

namespace kitei::resolve {

// Sets the labels. `paths` are those of document.clauses, one for one; empty for clauses that have no such name.
void name_clauses(model::Document& document, const std::vector<ClausePath>& paths, const ClauseStyle& style);

}  // namespace kitei::resolve
