// 附則 and revision table say the same: each material revision of an `articles` document has its date of effect in a 附則.
// Dates are read as they are written there, in western years and eras.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/numerals.h"
#include "check/families.h"

namespace kitei::check {
namespace {

// One 附則: what its sentences about 施行 say.
struct Supplement {
  base::Position position;
  std::vector<base::Date> dates;  // 2026年4月1日から施行する
  bool undated = false;           // 公布の日から施行する, 別に定める日から施行する
};

void read_sentences(std::string_view text, Supplement& supplement) {
  constexpr std::string_view kStop = "。", kEffect = "施行", kProviso = "ただし";
  while (!text.empty()) {
    const auto stop = text.find(kStop);
    std::string_view sentence = text.substr(0, stop);
    text = stop == std::string_view::npos ? std::string_view{} : text.substr(stop + kStop.size());
    const auto effect = sentence.find(kEffect);
    if (effect == std::string_view::npos) continue;
    bool dated = false;
    for (std::size_t at = 0; at < sentence.size();) {
      if (const auto date = base::read_date(sentence, at)) {
        supplement.dates.push_back(date->date);
        dated = true;
        at += date->length;
      } else {
        ++at;
      }
    }
    const bool takes_effect = sentence.find("から施行") != std::string_view::npos || sentence.find("より施行") != std::string_view::npos ||
                              sentence.find("に施行") != std::string_view::npos;
    if (!dated && takes_effect && sentence.find(kProviso) == std::string_view::npos) supplement.undated = true;
  }
}

std::vector<Supplement> supplements_of(const model::Document& document) {
  std::vector<Supplement> out;
  bool inside = false;
  for (const model::Block& block : document.body.blocks) {
    if (const auto* heading = base::get_if<model::Heading>(&block.node)) {
      const model::ClauseKind kind = heading->clause.kind;
      if (kind == model::ClauseKind::Supplement) {
        out.push_back({block.position, {}, false});
        inside = true;
        read_sentences(model::plain_text(heading->content) + "。", out.back());
        continue;
      }
      if (kind != model::ClauseKind::Article && kind != model::ClauseKind::Heading) inside = false;
      continue;
    }
    if (!inside) continue;
    const auto* paragraph = base::get_if<model::Paragraph>(&block.node);
    read_sentences(paragraph ? model::plain_text(paragraph->content) : model::plain_text(model::Blocks{block}), out.back());
  }
  return out;
}

}  // namespace

void check_supplements(const model::Document& document, const model::Config& config, base::Diagnostics& found) {
  const bool own_history = document.part_of.empty() && document.status != model::Status::Retired;
  if (!own_history || model::scheme_of(document, config) != model::Scheme::Articles) return;
  std::vector<const model::Revision*> revisions;
  for (const model::Revision& revision : document.revisions) {
    const bool amends = revision.change == model::Significance::Material && revision.type != model::RevisionType::Retired;
    if (amends && revision.date) revisions.push_back(&revision);
  }
  if (revisions.empty()) return;
  const std::vector<Supplement> supplements = supplements_of(document);
  std::set<base::Date> said;
  std::size_t undated = 0;
  for (const Supplement& supplement : supplements) {
    said.insert(supplement.dates.begin(), supplement.dates.end());
    if (supplement.dates.empty() && supplement.undated) ++undated;
  }
  // Oldest first: a 附則 without a date stands for the oldest revision that has none.
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    if (said.contains(*(*revision)->date)) continue;
    if (undated > 0) {
      --undated;
      continue;
    }
    const std::string date = base::japanese_date(*(*revision)->date);
    found.push_back({"supplement-mismatch", document.path, (*revision)->position,
                    {fmt::format("no 附則 says that version {} takes effect on {}", (*revision)->version.text, base::iso_date(*(*revision)->date)),
                     fmt::format("{}版の施行日（{}）を定める附則がありません", (*revision)->version.text, date)},
                    {fmt::format("add '# 附則 {{.supplement}}' with 'この規程は、{}から施行する。', or correct the date of the revision", date),
                     fmt::format("「# 附則 {{.supplement}}」に「この規程は、{}から施行する。」と書くか、改訂履歴の日付を直してください", date)}});
  }
  base::Date oldest = *revisions.front()->date;
  for (const model::Revision* revision : revisions) oldest = std::min(oldest, *revision->date);
  auto is_known = [&](const base::Date& date) {
    return date < oldest ||  // the table may not go back so far
           std::any_of(document.revisions.begin(), document.revisions.end(), [&](const model::Revision& r) { return r.date == date; });
  };
  for (const Supplement& supplement : supplements) {
    if (supplement.dates.empty() || std::any_of(supplement.dates.begin(), supplement.dates.end(), is_known)) continue;
    const base::Date date = supplement.dates.front();
    found.push_back({"supplement-mismatch", document.path_of(supplement.position), supplement.position,
                    {fmt::format("no revision takes effect on {}, as this 附則 says", base::iso_date(date)),
                     fmt::format("この附則の施行日（{}）に当たる改訂履歴の行がありません", base::japanese_date(date))},
                    {"correct the date here, or the row of the revision table", "附則の日付か、改訂履歴の日付を直してください"}});
  }
}

}  // namespace kitei::check
