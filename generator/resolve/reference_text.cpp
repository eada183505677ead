#include "resolve/reference_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace kitei::resolve {
namespace {

// How much of 第5条第2項第3号 the words 第5条第2項第1号 before it make needless: the bytes of 第5条第2項.
std::size_t shared_holder(std::string_view before, std::string_view after) {
  constexpr std::string_view kFirst = "第";
  std::size_t same = 0;
  while (same < before.size() && same < after.size() && before[same] == after[same]) ++same;
  for (std::size_t at = std::min(same, after.size()); at > 0; --at) {
    if (after.substr(at).starts_with(kFirst) && before.substr(at).starts_with(kFirst)) return at;
  }
  return 0;
}

}  // namespace

std::string document_text(const model::Document& target, base::Language language) {
  if (target.number.empty() || target.number == target.title) return target.title;
  return language == base::Language::Japanese ? fmt::format("{}（{}）", target.title, target.number)
                                              : fmt::format("{} ({})", target.title, target.number);
}

std::string clause_text(const model::ClauseEntry& entry, base::Language language) {
  // In brackets, or the heading would run into the sentence: 手順 4（利用者が守ること）と.
  const bool bracketed = entry.clause.kind == model::ClauseKind::Article ||
                         entry.clause.kind == model::ClauseKind::Heading || entry.clause.kind == model::ClauseKind::None;
  if (entry.clause.label.empty()) return entry.title.str();
  // 附則 is its own heading: 附則 附則 says nothing more.
  if (entry.clause.kind == model::ClauseKind::Supplement) return (entry.title == "附則" ? entry.clause.label : entry.title).str();
  if (entry.title.empty()) return entry.clause.label.str();
  if (!bracketed) return fmt::format("{} {}", entry.clause.label, entry.title);
  return language == base::Language::Japanese ? fmt::format("{}（{}）", entry.clause.label, entry.title)
                                              : fmt::format("{} ({})", entry.clause.label, entry.title);
}

std::string clause_text_in(const model::Document& target, const model::ClauseEntry& entry, base::Language language) {
  return fmt::format("{}{}{}", target.title, language == base::Language::Japanese ? " " : ", ", clause_text(entry, language));
}

std::string range_text(const model::ClauseEntry& first, const model::ClauseEntry& last, base::Language language) {
  const std::string_view begin = first.clause.label.empty() ? first.title : first.clause.label;
  const std::string_view end = last.clause.label.empty() ? last.title : last.clause.label;
  if (language != base::Language::Japanese) return fmt::format("{} to {}", begin, end);
  return fmt::format("{}から{}まで", begin, end.substr(shared_holder(begin, end)));
}

}  // namespace kitei::resolve
