// What a kind of document is not complete without: a procedure says which controls it implements (or that it implements
// none), a form has something to fill in. That a policy needs an approver is a matter of approval.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "check/families.h"

namespace kitei::check {
namespace {

bool names_controls(const model::Document& document) {
  if (document.positions.contains("controls")) return true;  // also an explicit `controls: []`
  for (const model::ClauseEntry& entry : document.clauses) {
    if (!entry.controls.empty()) return true;
  }
  return false;
}

bool any_part_names_controls(const model::Handbook& handbook, const model::Document& head) {
  const auto place = handbook.index_by_id.find(head.id.folded());
  if (place == handbook.index_by_id.end() || place->second >= handbook.backlinks.size()) return false;
  const std::vector<std::size_t>& parts = handbook.backlinks[place->second].parts;
  return std::any_of(parts.begin(), parts.end(), [&](std::size_t part) { return names_controls(handbook.documents[part]); });
}

}  // namespace

void check_kind(const model::Handbook& handbook, const model::Document& document, base::Diagnostics& found) {
  const model::Kind* kind = handbook.config.find_kind(document.kind);
  if (!kind || document.status == model::Status::Retired) return;
  if (kind->like == model::BaseKind::Procedure && !handbook.catalogs.empty() && document.part_of.empty() &&
      !names_controls(document) && !any_part_names_controls(handbook, document)) {
    found.push_back({"controls-missing", document.path, document.position_of("kind"),
                     {fmt::format("the procedure '{}' does not say which controls it implements", document.title),
                      fmt::format("実施手順「{}」に、実施する管理策がありません", document.title)},
                     {"name them under `controls:`, or write `controls: []`",
                      "controls:（管理策）に書くか、ない場合は controls: [] と書いてください"}});
  }
  if (kind->like == model::BaseKind::Form && document.file.empty() && document.body.blocks.empty()) {
    found.push_back({"form-empty", document.path, document.position_of("kind"),
                     {fmt::format("the form '{}' has neither a file nor a text", document.title),
                      fmt::format("様式「{}」に、ファイルも本文もありません", document.title)},
                     {"name a file under assets/ with `file:`, or write the form as text",
                      "file: に assets/ のファイルを書くか、本文に様式を書いてください"}});
  }
}

}  // namespace kitei::check
