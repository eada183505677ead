#include <fmt/format.h>

#include "check/families.h"

namespace kitei::check {
namespace {

// Forms need no approval of their own, and parts have that of their head.
bool needs_approval(const model::Document& document, const model::Config& config) {
  const model::Kind* kind = config.find_kind(document.kind);
  return document.status == model::Status::Approved && document.part_of.empty() && kind &&
         kind->like != model::BaseKind::Form;
}

}  // namespace

void check_approval(const model::Document& document, const model::Config& config, base::Diagnostics& found) {
  if (!needs_approval(document, config)) return;
  if (document.approver.empty()) {
    found.push_back({"approver-missing", document.path, document.position_of("status"),
                     {fmt::format("'{}' is approved, but says by whom nowhere", document.title),
                      fmt::format("「{}」は承認済みですが、承認者がありません", document.title)},
                     {"add `approver:`", "approver:（承認者）を書いてください"}});
    return;
  }
  if (document.approver == document.author) {
    found.push_back({"approver-is-author", document.path, document.position_of("approver"),
                     {fmt::format("'{}' was written and approved by the same person", document.title),
                      fmt::format("「{}」の作成者と承認者が同じです", document.title)},
                     {}});
  }
  if (!document.approval.reference.empty() || document.approval.date || document.approved_date) return;
  found.push_back({"approval-evidence-missing", document.path, document.position_of("approver"),
                   {fmt::format("nothing shows when '{}' was approved", document.title),
                    fmt::format("「{}」がいつ承認されたかの記録がありません", document.title)},
                   {"add `approved_date:` or `approval: {ref: …, date: …}`",
                    "approved_date: または approval: {ref: …, date: …} を書いてください"}});
}

}  // namespace kitei::check
