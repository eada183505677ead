// placeholder: text that still waits for its words, in body and front matter.
#include <fmt/format.h>

#include <array>

#include "base/utf8.h"
#include "check/families.h"

namespace kitei::check {
namespace {

constexpr std::array<std::string_view, 11> kPlaceholders{"〇〇",   "○○",   "●●",     "△△",         "20XX", "20xx",
                                                         "20yy", "20YY", "要確認", "確認後記載", "TBD"};

bool is_ascii_word(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_one_of(std::string_view characters, std::string_view text, std::size_t at, bool before) {
  if (before ? at == 0 : at >= text.size()) return false;
  const base::CodePoint c = before ? base::code_point_before(text, at) : base::code_point_at(text, at);
  const std::size_t from = before ? at - c.length : at;
  return characters.find(text.substr(from, c.length)) != std::string_view::npos;
}

// Not inside a longer word: TBDX, 20XXL, 重要確認事項; 〇〇 is also the zeros of 二〇〇五年.
bool is_part_of_word(std::string_view text, std::size_t at, std::string_view placeholder) {
  const std::size_t end = at + placeholder.size();
  if (is_ascii_word(placeholder.back()) && end < text.size() && is_ascii_word(text[end])) return true;
  if (is_ascii_word(placeholder.front()) && at > 0 && is_ascii_word(text[at - 1])) return true;
  if (placeholder == "要確認") return is_one_of("必重主概需摘", text, at, true);
  constexpr std::string_view kDigits = "一二三四五六七八九十百千";
  return placeholder == "〇〇" && (is_one_of(kDigits, text, at, true) || is_one_of(kDigits, text, end, false));
}

std::size_t find_placeholder(std::string_view text, std::string_view placeholder, std::size_t from) {
  for (auto at = text.find(placeholder, from); at != std::string_view::npos; at = text.find(placeholder, at + 1)) {
    if (!is_part_of_word(text, at, placeholder)) return at;
  }
  return std::string_view::npos;
}

}  // namespace

void find_placeholders(const model::Document& document, const Run& run, base::Diagnostics& found) {
  const std::string_view text = run.text;
  // A draft may wait.
  const bool open = document.status == model::Status::Draft || document.status == model::Status::Review;
  for (const std::string_view placeholder : kPlaceholders) {
    std::size_t from = 0;
    for (auto at = find_placeholder(text, placeholder, from); at != std::string_view::npos;
         at = find_placeholder(text, placeholder, from)) {
      report_at(found, document, run, at, "placeholder",
                {fmt::format("'{}' still waits for its text", placeholder),
                 fmt::format("「{}」が未記入のままです", placeholder)},
                {"write what is meant, or set `status: draft`", "内容を記入するか、status: draft にしてください"});
      if (open) found.back().severity = base::Severity::Info;
      from = at + placeholder.size();  // 〇〇〇〇 is one place
      while (text.substr(from).starts_with(placeholder)) from += placeholder.size();
    }
  }
}

}  // namespace kitei::check
