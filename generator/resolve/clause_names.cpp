#include "resolve/clause_names.h"

#include <algorithm>
#include <map>
#include <string>

namespace kitei::resolve {
namespace {

// The address of the article or 附則 in which the path lies.
std::string holder_of(ClausePath path) {
  path.paragraph = 0;
  path.items.clear();
  return structural_address(path);
}

}  // namespace

void name_clauses(model::Document& document, const std::vector<ClausePath>& paths, const ClauseStyle& style) {
  std::map<std::string, unsigned> paragraphs;  // of each article or 附則, its last 項
  for (const ClausePath& path : paths) {
    unsigned& last = paragraphs[holder_of(path)];
    last = std::max(last, path.paragraph);
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (paths[i] == ClausePath{}) continue;
    model::Clause& clause = document.clauses[i].clause;
    ClausePath path = paths[i];
    // Where an article has one 項 only, nobody writes 第1項: 第3条第1号, not 第3条第1項第1号.
    if (path.paragraph > 0 && style.language == base::Language::Japanese && paragraphs[holder_of(path)] <= 1) path.paragraph = 0;
    clause.label = clause.also->empty() ? clause_name(path, style) : clause.number;
    if (!clause.also->empty() && path.supplement > 0) {
      path.article = {};
      clause.label = clause_name(path, style) + clause.number;
    }
  }
}

}  // namespace kitei::resolve
