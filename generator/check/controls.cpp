#include <fmt/format.h>

#include <set>

#include "check/families.h"

namespace kitei::check {
namespace {

void check_soa(const model::Handbook& handbook, const model::StatementOfApplicability& soa, const model::Catalog& catalog,
               base::Diagnostics& found) {
  std::set<std::string> listed;
  for (const model::Applicability& entry : soa.entries) {
    listed.insert(entry.control);
    if (entry.reason.empty()) {
      found.push_back({"soa-missing-reason", soa.path, entry.position,
                       {fmt::format("control {} has no reason", entry.control),
                        fmt::format("管理策 {} の理由がありません", entry.control)},
                       {"say why it is applicable or excluded: a risk, a law, a contract, a need",
                        "適用または除外の理由（リスク・法令・契約・業務上の必要）を書いてください"}});
    }
    if (!entry.applicable && handbook.implementers.contains({catalog.id, entry.control})) {
      const model::Implementer& first = handbook.implementers.at({catalog.id, entry.control}).front();
      found.push_back({"soa-excluded-but-implemented", soa.path, entry.position,
                       {fmt::format("control {} is excluded, but '{}' implements it", entry.control,
                                    handbook.documents[first.document].id.text),
                        fmt::format("管理策 {} は除外されていますが、「{}」が実施しています", entry.control,
                                    handbook.documents[first.document].id.text)},
                       {}});
    }
  }
  for (const model::Control& control : catalog.controls) {
    if (listed.contains(control.id)) continue;
    found.push_back({"soa-missing-reason", soa.path, {1, 1, 0},
                     {fmt::format("control {} ({}) is not in the statement of applicability", control.id, control.title),
                      fmt::format("管理策 {}（{}）が適用宣言書にありません", control.id, control.title)},
                     {}});
  }
}

}  // namespace

base::Diagnostics check_controls(const model::Handbook& handbook) {
  base::Diagnostics found;
  const model::Catalog* catalog =
      handbook.find_catalog(handbook.soa ? handbook.soa->catalog : handbook.config.default_catalog);
  if (!catalog) return found;
  std::set<std::string> excluded;
  if (handbook.soa) {
    check_soa(handbook, *handbook.soa, *catalog, found);
    for (const model::Applicability& entry : handbook.soa->entries) {
      if (!entry.applicable) excluded.insert(entry.control);
    }
  }
  for (const model::Control& control : catalog->controls) {
    if (excluded.contains(control.id) || handbook.implementers.contains({catalog->id, control.id})) continue;
    found.push_back({"control-uncovered", catalog->path, control.position,
                     {fmt::format("no approved document implements control {} ({})", control.id, control.title),
                      fmt::format("管理策 {}（{}）を実施する文書がありません", control.id, control.title)},
                     {"name it under `controls:` of a document, or exclude it in soa.yaml",
                      "文書の controls: に書くか、soa.yaml で除外してください"}});
  }
  return found;
}

}  // namespace kitei::check
