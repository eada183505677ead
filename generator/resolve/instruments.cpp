#include "resolve/instruments.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace kitei::resolve {
namespace {

// Words with which the names of rules end. 規程 and the like may also mean this document: see kOwnWords.
constexpr std::array<std::string_view, 44> kRuleWords{
    "法",   "法律",     "令",     "政令",   "省令", "府令",   "規則",   "規程",     "条例",   "要綱",       "要領",
    "基準", "指針",     "契約",   "契約書", "約款", "協定",   "協定書", "細則",     "規約",   "定款",       "憲法",
    "告示", "通達",     "訓令",   "規格",   "規範", "条約",   "指令",   "手順",     "手順書", "マニュアル", "ガイドライン",
    "方針", "ポリシー", "手引",   "手引き", "覚書", "仕様書", "同意書", "誓約書",   "法典",   "しおり",     "規定"};
constexpr std::array<std::string_view, 9> kLaws{"法", "法律", "令", "条例", "憲法", "条約", "告示", "通達", "法典"};
// Words that end in 法 and are no law.
constexpr std::array<std::string_view, 22> kNoLaws{"方法", "手法", "用法", "作法", "文法", "技法", "療法", "寸法", "違法", "合法", "適法",
                                                   "無法", "不法", "司法", "立法", "論法", "製法", "話法", "対処法", "利用法", "使用法", "活用法"};
constexpr std::array<std::string_view, 3> kThis{"この", "本", "当"};
constexpr std::array<std::string_view, 2> kLast{"同", "当該"};
constexpr std::array<std::string_view, 8> kNeutral{"上記", "前記", "下記", "上述", "前述", "後述", "次の", "左記"};
constexpr std::array<std::string_view, 5> kOurHouse{"当社", "弊社", "自社", "社内", "当該"};

bool ends_with_any(std::string_view text, const auto& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.ends_with(word); });
}

std::string_view without_blanks(std::string_view text) { return base::trim(text); }

// The text before the bracket that `close`, at the end of `text`, closes; nothing when it is not opened close by.
std::optional<std::string_view> before_bracket(std::string_view text, char32_t open, char32_t close) {
  constexpr std::size_t kFarthest = 600;  // bytes
  unsigned depth = 0;
  for (std::size_t at = text.size(); at > 0 && text.size() - at < kFarthest;) {
    const base::CodePoint c = base::code_point_before(text, at);
    at -= c.length;
    if (c.value == close) ++depth;
    if (c.value == open && --depth == 0) return text.substr(0, at);
  }
  return std::nullopt;
}

struct Named {
  const model::Document* document = nullptr;  // nullptr: a law or an external document
};

// The longest known title at the end of the text that is a whole name.
std::optional<Named> known_name_at_end(std::string_view text, const Lookup& lookup) {
  if (lookup.asked) {
    if (const auto mark = mark_of_ending(text)) lookup.asked->names.push_back(*mark);
  }
  for (const std::size_t length : lookup.tables->rule_name_lengths[static_cast<unsigned char>(text.back())]) {
    if (length > text.size()) continue;
    const auto found = lookup.tables->rules_by_name.find(text.substr(text.size() - length));
    if (found == lookup.tables->rules_by_name.end()) continue;
    if (found->second && lookup.asked) lookup.asked->documents.push_back(found->second);
    const std::string_view before = text.substr(0, text.size() - length);
    const bool whole = before.empty() || !is_name_character(base::code_point_before(before, before.size()).value) ||
                       ends_with_any(before, kOurHouse);
    if (whole) {
      if (found->second && lookup.on_clause_of) lookup.on_clause_of(*found->second);
      return Named{found->second};
    }
    if (found->second) return std::nullopt;  // 他社情報資産管理規程: the end of another name
  }
  return std::nullopt;
}

// Whether the text ends with one of `starts`, as a word of its own, and a word for rules: この規程, 本規則; but not 基本方針.
bool names_with(std::string_view text, const auto& starts) {
  for (const std::string_view word : kRuleWords) {
    if (!text.ends_with(word)) continue;
    const std::string_view before = text.substr(0, text.size() - word.size());
    for (const std::string_view start : starts) {
      if (!before.ends_with(start)) continue;
      const std::size_t rest = before.size() - start.size();
      if (rest == 0 || !is_name_character(base::code_point_before(before, rest).value)) return true;
    }
  }
  return false;
}

bool names_this(std::string_view text) { return names_with(text, kThis) || text.ends_with("本文書") || text.ends_with("この文書"); }

// 同規程 is the document that was named last; 同法 is never ours.
bool names_last(std::string_view text) { return names_with(text, kLast) && !ends_with_any(text, kLaws); }

bool looks_like_rules(std::string_view text) { return ends_with_any(text, kRuleWords) && !ends_with_any(text, kNoLaws); }

// What the name at the end of the text says, or nothing when there is none.
// `brackets` is how many pairs of brackets may still be looked behind.
std::optional<Owner> owner_named(std::string_view text, const Lookup& lookup, unsigned brackets = 3) {
  text = without_blanks(text);
  if (text.empty()) return std::nullopt;
  if (names_this(text)) return Owner{};
  if (names_last(text)) return Owner{Whose::OfLast, nullptr};
  if (const auto known = known_name_at_end(text, lookup)) {
    return known->document ? Owner{Whose::OfDocument, known->document} : Owner{Whose::OfSomeoneElse, nullptr};
  }
  // 情報資産管理規程（規程-03）, 個人情報の保護に関する法律（平成15年法律第57号）
  for (const auto& [open, close] : {std::pair{U'（', U'）'}, {U'(', U')'}, {U'「', U'」'}, {U'『', U'』'}, {U'【', U'】'}}) {
    const base::CodePoint last = base::code_point_before(text, text.size());
    if (last.value != close) continue;
    if (brackets == 0) return Owner{Whose::PerhapsOurs, nullptr};
    const auto before = before_bracket(text, open, close);
    if (!before) return std::nullopt;
    const bool quoted = close != U'）' && close != U')';
    if (!quoted) return owner_named(*before, lookup, brackets - 1);
    std::string_view inside = text.substr(before->size());
    inside.remove_prefix(base::code_point_at(inside, 0).length);
    inside.remove_suffix(last.length);
    if (const auto owner = owner_named(inside, lookup, brackets - 1)) return owner;
    return Owner{Whose::PerhapsOurs, nullptr};
  }
  if (looks_like_rules(text)) return Owner{Whose::OfSomeoneElse, nullptr};
  return std::nullopt;
}

// Hiragana after which a reference begins a new thought: 〜は第5条, 〜により第5条, 〜を定める第5条.
bool is_particle_end(std::string_view text) {
  constexpr std::u32string_view kEnds = U"はがをにとでもやへびたるくずてか";
  const base::CodePoint last = base::code_point_before(text, text.size());
  if (kEnds.find(last.value) != std::u32string_view::npos) return true;
  return text.ends_with("より") || text.ends_with("たり") || text.ends_with("から") || text.ends_with("ただし") ||
         text.ends_with("もし") || text.ends_with("それぞれ") || text.ends_with("まで") || text.ends_with("ほか") || text.ends_with("なお");
}

// ISO/IEC 27001:2022 and the like, of which nobody can tell whether it has a 第6章.
bool ends_in_latin(std::string_view text) {
  text = without_blanks(text);
  return !text.empty() && static_cast<unsigned char>(text.back()) < 0x80 && is_name_character(static_cast<unsigned char>(text.back()));
}

bool is_hiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }

}  // namespace

bool is_name_character(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x30A1 && c <= 0x30FE && c != 0x30FB) || c == U'々' ||
         c == U'〆' || (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
         (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

Owner owner_before(std::string_view text, std::size_t at, const Lookup& lookup) {
  std::string_view before = text.substr(0, at);
  if (before.empty()) return {};
  if (const auto owner = owner_named(before, lookup)) return *owner;
  const std::string_view words = without_blanks(before);
  if (words.empty()) return {};
  const Owner perhaps{Whose::PerhapsOurs, nullptr};
  constexpr std::string_view kOf = "の";
  if (words.ends_with(kOf)) {
    // 個人情報保護法の第26条; 改正前の第5条 is of another text too.
    const std::string_view named = without_blanks(words.substr(0, words.size() - kOf.size()));
    if (named.ends_with("改正前") || named.ends_with("改正後") || named.ends_with("従前") || named.ends_with("旧")) {
      return {Whose::OfSomeoneElse, nullptr};
    }
    if (const auto owner = owner_named(named, lookup)) return *owner;
    const bool noun = !named.empty() && is_name_character(base::code_point_before(named, named.size()).value);
    return noun ? perhaps : Owner{};
  }
  const base::CodePoint last = base::code_point_before(before, before.size());
  if (words.size() < before.size()) return ends_in_latin(words) ? perhaps : Owner{};  // a blank, and no rules named before it
  if (ends_with_any(before, kNeutral)) return {};
  if (is_name_character(last.value)) return {Whose::OfSomeoneElse, nullptr};
  if (is_hiragana(last.value)) return is_particle_end(before) ? Owner{} : perhaps;
  // 個人情報保護法（第26条関係）, 就業規則：第5条
  constexpr std::u32string_view kOpening = U"（(「『【［[：:＝=→／/";
  if (kOpening.find(last.value) != std::u32string_view::npos) {
    const std::string_view named = before.substr(0, before.size() - last.length);
    return owner_named(named, lookup).value_or(ends_in_latin(named) ? perhaps : Owner{});
  }
  constexpr std::u32string_view kClosing = U"）)」』】";
  if (kClosing.find(last.value) != std::u32string_view::npos) return perhaps;
  return {};
}

bool names_foreign_rules(std::string_view text, const Lookup& lookup) {
  constexpr std::array<std::string_view, 14> kOutside{"法",   "条例", "政令", "省令",     "府令",   "施行規則", "就業規則",
                                                      "契約", "約款", "定款", "条約", "規格", "ガイドライン", "告示"};
  for (const std::string_view word : kOutside) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const std::string_view name = text.substr(0, at + word.size());
      if (at == 0 || !is_name_character(base::code_point_before(text, at).value)) {
        // A bare 法 is a law only before an article (法第15条).
        if (word == "法" && !text.substr(name.size()).starts_with("第")) continue;
      }
      if (!ends_with_any(name, kNoLaws)) return true;
    }
  }
  return std::any_of(lookup.tables->foreign_rule_names.begin(), lookup.tables->foreign_rule_names.end(),
                     [&](const std::string& name) { return text.find(name) != std::string_view::npos; });
}

}  // namespace kitei::resolve
