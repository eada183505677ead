// modal-verb: sentences of a policy or regulation that oblige nobody. An auditor cannot say whether 「望ましい」 was done.
// Boxes, quotes, notes and tables may explain in any words; only the articles themselves are looked at.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "check/families.h"

namespace kitei::check {
namespace {

constexpr std::array<std::string_view, 16> kJapanese{
    "望ましい",         "望ましく",         "べきである",     "べきだ",         "べきもの",         "ように努める",
    "よう努める",       "努めるものとする", "努めることとする", "努めなければならない", "努めるべき",       "が好ましい",
    "ことが推奨される", "ことを推奨する",   "心掛けるものとする", "心がけるものとする"};
constexpr std::array<std::string_view, 5> kEnglish{"should", "ought to", "is desirable", "it is recommended", "endeavour to"};

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

void find(const model::Document& document, const Run& run, std::string_view text, std::string_view words, bool latin,
          base::Diagnostics& found) {
  for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + words.size())) {
    const std::size_t end = at + words.size();
    if (latin && ((at > 0 && is_letter(text[at - 1])) || (end < text.size() && is_letter(text[end])))) continue;
    report_at(found, document, run, at, "modal-verb",
              {fmt::format("'{}' obliges nobody", words), fmt::format("「{}」では、義務かどうかが決まりません", words)},
              latin ? base::Message{"write 'must' or 'may', or move the advice to a handbook",
                                    "must 又は may を使うか、助言はハンドブックに書いてください"}
                    : base::Message{"write しなければならない, するものとする, してはならない or することができる, or move the advice to a handbook",
                                    "「しなければならない」「するものとする」「してはならない」「することができる」を使うか、助言はハンドブックに書いてください"});
  }
}

}  // namespace

void find_modal_verbs(const model::Document& document, const Run& run, const model::Config& config, base::Diagnostics& found) {
  if (run.where != Where::Paragraph && run.where != Where::Item) return;
  if (document.status == model::Status::Retired || !binds(document, config)) return;
  for (const std::string_view words : kJapanese) find(document, run, run.text, words, false, found);
  const std::string lower = base::ascii_lower(run.text);
  for (const std::string_view words : kEnglish) find(document, run, lower, words, true, found);
}

}  // namespace kitei::check
