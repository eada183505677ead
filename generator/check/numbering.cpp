// hand-numbering: a number that the author typed where kitei sets one itself (第3条 第3条 目的), or where a list would
// have got one. Only text that is numbered is looked at: headings and items of documents with a scheme, 項, captions, and
// paragraphs that begin like an item.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "check/families.h"

namespace kitei::check {
namespace {

// Reads along a text; every step says whether it moved.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  bool done() const { return at_ >= text_.size(); }
  char32_t peek() const { return done() ? 0 : base::code_point_at(text_, at_).value; }
  std::string_view rest() const { return text_.substr(at_); }

  template <typename Test>
  bool take(Test test) {
    if (done()) return false;
    const base::CodePoint c = base::code_point_at(text_, at_);
    if (!test(c.value)) return false;
    at_ += c.length;
    return true;
  }
  template <typename Test>
  unsigned take_all(Test test) {
    unsigned count = 0;
    while (take(test)) ++count;
    return count;
  }
  bool word(std::string_view expected) {
    if (!rest().starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_digit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
bool is_kanji_digit(char32_t c) { return std::u32string_view(U"一二三四五六七八九十百〇").find(c) != std::u32string_view::npos; }
bool is_dot(char32_t c) { return c == '.' || c == 0xFF0E; }
bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0; }
bool is_circled(char32_t c) { return (c >= 0x2460 && c <= 0x2473) || (c >= 0x24EA && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793); }
bool is_roman(char32_t c) { return c >= 0x2160 && c <= 0x217F; }
bool is_kana(char32_t c) { return c >= 0x30A2 && c <= 0x30ED; }
bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// 第3条, 第三章, 第3条の2, at the beginning. 第2項の規定 is a reference, and 第三者 no number.
std::size_t article_number(std::string_view text) {
  Cursor c(text);
  if (!c.word("第")) return 0;
  if (c.take_all(is_digit) == 0 && c.take_all(is_kanji_digit) == 0) return 0;
  if (!c.take([](char32_t u) { return std::u32string_view(U"編章節款条項号").find(u) != std::u32string_view::npos; })) return 0;
  const std::size_t number = c.at();
  if (c.word("の")) return c.take_all(is_digit) > 0 || c.take_all(is_kanji_digit) > 0 ? c.at() : 0;
  constexpr std::string_view kReference[] = {"に", "を", "で", "及", "又", "か", "から", "、", "各"};
  for (const std::string_view particle : kReference) {
    if (c.rest().starts_with(particle)) return 0;
  }
  return number;
}

// （1）, (1), （ア）, (a), ①, at the beginning.
std::size_t item_number(std::string_view text) {
  Cursor c(text);
  if (c.take(is_circled)) return c.at();
  if (!c.take([](char32_t u) { return u == '(' || u == 0xFF08; })) return 0;
  if (c.take_all(is_digit) == 0 && !c.take(is_kana) && c.take_all(is_kanji_digit) == 0 && !c.take(is_latin)) return 0;
  return c.take([](char32_t u) { return u == ')' || u == 0xFF09; }) ? c.at() : 0;
}

// "2.1 目的", "1. 目的", "１．目的", "1) 目的", "Ⅰ 目的"; not "1.5倍", "24時間", "3.11の地震".
std::size_t outline_number(std::string_view text) {
  Cursor c(text);
  if (c.take_all(is_roman) > 0) return c.take(is_dot) || is_blank(c.peek()) ? c.at() : 0;
  const unsigned digits = c.take_all(is_digit);
  if (digits == 0 || digits > 2) return 0;
  unsigned dots = 0;
  while (is_dot(c.peek())) {
    c.take(is_dot);
    if (c.take_all(is_digit) > 0) {
      ++dots;
      continue;
    }
    // "1. 目的" and "１．目的": the dot ends the number.
    return c.done() ? 0 : c.at();
  }
  if (c.take([](char32_t u) { return u == ')' || u == 0xFF09; })) return c.done() ? 0 : c.at();
  return dots > 0 && is_blank(c.peek()) ? c.at() : 0;
}

// "２　利用者は": the number of a 項 before a wide blank, or before a blank and Japanese that is no counter.
std::size_t paragraph_number(std::string_view text) {
  Cursor c(text);
  const bool wide = c.peek() > 0x7F;
  const unsigned digits = c.take_all(is_digit);
  if (digits == 0 || digits > 2) return 0;
  const std::size_t number = c.at();
  if (c.word("　")) return number;
  if (!wide || !c.word(" ")) return 0;
  constexpr std::string_view kCounters[] = {"か月", "ヶ月", "カ月", "年", "月", "日", "時", "分", "回", "名", "人", "件", "つ", "週", "営業", "個", "台"};
  return std::none_of(std::begin(kCounters), std::end(kCounters),
                      [&](std::string_view counter) { return c.rest().starts_with(counter); })
             ? number
             : 0;
}

// 表1, 図 2.
std::size_t caption_number(std::string_view text) {
  Cursor c(text);
  if (!c.word("表") && !c.word("図") && !c.word("Table") && !c.word("Figure")) return 0;
  c.take_all(is_blank);
  if (c.take_all(is_digit) == 0) return 0;
  while (c.take([](char32_t u) { return is_dot(u) || u == '-' || u == 0xFF0D; }) && c.take_all(is_digit) > 0) {
  }
  return c.at();
}

// 別表第1, 様式2.
std::size_t appendix_number(std::string_view text) {
  Cursor c(text);
  if (!c.word("別表") && !c.word("別紙") && !c.word("様式") && !c.word("Appendix ")) return 0;
  c.word("第");
  return c.take_all(is_digit) > 0 || c.take_all(is_kanji_digit) > 0 ? c.at() : 0;
}

enum class Advice { Delete, List, OrderedList };

void report(const model::Document& document, const Run& run, std::size_t length, Advice advice, base::Diagnostics& found) {
  if (length == 0) return;
  const std::string_view number = run.text.substr(0, length);
  base::Message hint{"delete it: numbers are set by kitei, the same in every output",
                     "削除してください。番号は自動で付き、サイトと Word で一致します"};
  if (advice == Advice::List) {
    hint = {"write the items as a list ('- …' in articles, '1. …' elsewhere); their numbers are set by kitei",
            "箇条書き（条文では「- …」、ほかでは「1. …」）にしてください。番号は自動で付きます"};
  } else if (advice == Advice::OrderedList) {
    hint = {"write the list with '1. …'; its numbers are set by kitei", "「1. …」の番号付きの箇条書きにしてください。番号は自動で付きます"};
  }
  report_at(found, document, run, 0, "hand-numbering",
            {fmt::format("the number '{}' is typed by hand", number), fmt::format("番号「{}」が手で書かれています", number)},
            std::move(hint));
}

}  // namespace

void find_typed_number(const model::Document& document, const Run& run, const model::Config& config, base::Diagnostics& found) {
  auto check = [&](std::size_t length, Advice advice) { report(document, run, length, advice, found); };
  if (document.status == model::Status::Retired) return;
  if (run.where == Where::Caption) return check(caption_number(run.text), Advice::Delete);
  if (model::scheme_of(document, config) == model::Scheme::None) return;
  if (run.where == Where::Heading) {
    const bool automatic = run.clause && !run.clause->number.empty();
    std::size_t length = article_number(run.text);
    if (length == 0 && run.clause && run.clause->kind == model::ClauseKind::Appendix) length = appendix_number(run.text);
    if (length == 0) length = outline_number(run.text);
    if (length == 0) length = item_number(run.text);
    if (automatic) check(length, Advice::Delete);
  } else if (run.opens_item && run.where == Where::Item) {
    const bool automatic = run.ordered || (run.clause && run.clause->kind == model::ClauseKind::Item);
    std::size_t length = item_number(run.text);
    if (length == 0) length = outline_number(run.text);
    check(length, automatic ? Advice::Delete : Advice::OrderedList);
  } else if (run.where == Where::Paragraph) {
    const bool automatic = run.clause && run.clause->kind == model::ClauseKind::Paragraph;
    std::size_t length = item_number(run.text);
    if (length > 0) return check(length, Advice::List);
    length = automatic ? article_number(run.text) : 0;
    if (length == 0 && automatic) length = paragraph_number(run.text);
    check(length, Advice::Delete);
  }
}

}  // namespace kitei::check
