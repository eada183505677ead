#include <fmt/format.h>

#include "check/families.h"

namespace kitei::check {
namespace {

void order(const model::Document& document, std::string_view early_key, std::optional<base::Date> early,
           std::string_view late_key, std::optional<base::Date> late, std::string_view en, std::string_view ja,
           base::Diagnostics& found) {
  if (!early || !late || *early <= *late) return;
  const std::string_view key = document.positions.contains(late_key) ? late_key : early_key;
  found.push_back({"date-order", document.path, document.position_of(key),
                   {fmt::format("{} ({} is after {})", en, base::iso_date(*early), base::iso_date(*late)),
                    fmt::format("{}（{} は {} より後です）", ja, base::iso_date(*early), base::iso_date(*late))},
                   {}});
}

void check_order(const model::Document& d, base::Diagnostics& found) {
  order(d, "established_date", d.established_date, "effective_date", d.effective_date,
        "established after it takes effect", "制定日が施行日より後です", found);
  order(d, "approved_date", d.approved_date, "effective_date", d.effective_date,
        "approved after it takes effect", "承認日が施行日より後です", found);
  order(d, "effective_date", d.effective_date, "retired_date", d.retired_date,
        "takes effect after it is retired", "施行日が廃止日より後です", found);
  for (std::size_t i = 0; i + 1 < d.revisions.size(); ++i) {
    const model::Revision& newer = d.revisions[i];
    const model::Revision& older = d.revisions[i + 1];
    if (!newer.date || !older.date || *older.date <= *newer.date) continue;
    found.push_back({"date-order", d.path, newer.position,
                     {fmt::format("revision {} is dated before revision {}", newer.version.text, older.version.text),
                      fmt::format("第 {} 版の日付が第 {} 版より前です", newer.version.text, older.version.text)},
                     {}});
  }
}

std::optional<base::Date> review_due(const model::Document& document) {
  if (document.next_review) return document.next_review;
  if (document.last_reviewed && document.review_cycle_months) {
    return base::add_months(*document.last_reviewed, *document.review_cycle_months);
  }
  return std::nullopt;
}

}  // namespace

void check_dates(const model::Document& document, base::Date today, base::Diagnostics& found) {
  if (!document.part_of.empty()) return;  // its head has the dates
  check_order(document, found);
  const auto due = review_due(document);
  if (!due || *due >= today || document.status == model::Status::Retired) return;
  const std::string& by = document.owner.empty() ? document.department : document.owner;
  const std::string owner_en = by.empty() ? "" : " (" + by + ")", owner_ja = by.empty() ? "" : "（" + by + "）";
  found.push_back({"review-overdue", document.path, document.position_of(document.next_review ? "next_review" : "last_reviewed"),
                   {fmt::format("review of '{}' was due on {}{}", document.title, base::iso_date(*due), owner_en),
                    fmt::format("「{}」の見直し期限 {} を過ぎています{}", document.title, base::iso_date(*due), owner_ja)},
                   {"record the review, even when nothing changes, and set the next date",
                    "変更がない場合も見直しを記録し、次回の期日を設定してください"}});
}

}  // namespace kitei::check
