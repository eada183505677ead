#include "resolve/written_clause.h"

#include <algorithm>
#include <array>

#include "base/numerals.h"
#include "base/utf8.h"
#include "resolve/appendix_words.h"
#include "resolve/instruments.h"

namespace kitei::resolve {
namespace {

bool next_is_one_of(std::string_view text, std::size_t at, std::u32string_view set) {
  return at < text.size() && set.find(base::code_point_at(text, at).value) != std::u32string_view::npos;
}

// Characters after a unit that make another word of it: 第3項目, 第5条件, 第1編集, 第2章程.
bool makes_another_word(std::string_view unit, std::string_view text, std::size_t at) {
  if (unit == "条") return next_is_one_of(text, at, U"件約例文項理");
  if (unit == "項") return next_is_one_of(text, at, U"目番");
  if (unit == "編") return next_is_one_of(text, at, U"集成入曲");
  if (unit == "節") return next_is_one_of(text, at, U"目電約");
  if (unit == "号") return next_is_one_of(text, at, U"室車機館棟線様議令被店");
  return false;
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t at, const Markers& markers) : text_(text), at_(at), markers_(markers) { out_.from = at; }

  std::optional<WrittenClause> run() {
    if (starts_with("附則")) {
      at_ += std::string_view("附則").size();
      out_.supplement = true;
      read_article();
      read_paragraph();
      read_items();
      if (at_ == out_.from + std::string_view("附則").size()) return std::nullopt;  // a bare 附則 names no clause
    } else if (!read_appendix()) {
      const bool above = read_headings();
      if (!above) {
        read_article();
        read_paragraph();
        read_items();
      }
      if (at_ == out_.from) return std::nullopt;
    }
    out_.to = at_;
    return std::move(out_);
  }

 private:
  bool starts_with(std::string_view word) const { return text_.substr(at_).starts_with(word); }

  // 第3条の2; 第3条の一部 and 第3条の2つの要件 are 第3条.
  std::optional<Ordinal> take_ordinal(std::string_view unit) {
    const auto read = read_ordinal(text_, at_, unit);
    if (!read) return std::nullopt;
    Ordinal ordinal = read->ordinal;
    std::size_t end = at_ + read->length;
    if (!ordinal.branches.empty()) {
      constexpr std::u32string_view kCounters = U"つ者人種件点名倍回日年月割重次部般時方分段階面個枚台冊通字番以";
      const bool counts = next_is_one_of(text_, end, kCounters) ||
                          std::any_of(ordinal.branches.begin(), ordinal.branches.end(), [](unsigned n) { return n < 2; });
      if (counts) {
        ordinal.branches.clear();
        constexpr std::string_view kBranch = "の";
        end = text_.find(kBranch, at_);
      }
    }
    if (makes_another_word(unit, text_, end)) return std::nullopt;
    at_ = end;
    return ordinal;
  }

  bool take_level(WrittenLevel& level, std::string_view unit) {
    if (auto ordinal = take_ordinal(unit)) {
      level = {Step::Numbered, std::move(*ordinal), 1};
      return true;
    }
    constexpr std::array<std::pair<std::string_view, Step>, 4> kSteps{
        {{"前", Step::Before}, {"次", Step::After}, {"同", Step::Same}, {"本", Step::Here}}};
    for (const auto& [word, step] : kSteps) {
      if (!starts_with(word)) continue;
      std::size_t end = at_ + word.size();
      unsigned count = 1;
      if (step == Step::Before || step == Step::After) {
        if (const auto number = base::read_number(text_, end)) {  // 前二条
          count = number->value;
          end += number->length;
        }
      }
      if (!text_.substr(end).starts_with(unit) || count == 0) return false;
      end += unit.size();
      if (makes_another_word(unit, text_, end)) return false;
      level = {step, {}, count};
      at_ = end;
      return true;
    }
    return false;
  }

  void read_article() { take_level(out_.article, "条"); }
  void read_paragraph() { take_level(out_.paragraph, "項"); }

  void read_items() {
    if (at_ == out_.from) {
      WrittenLevel level;
      const std::size_t begin = at_;
      if (take_level(level, "号") && (level.step == Step::Before || level.step == Step::After) && level.count == 1) {
        out_.item = level.step;
        return;
      }
      at_ = begin;
    }
    const auto item = take_ordinal("号");
    if (!item) return;
    // 号 with branches (第1号の2) have no place in our documents: the whole is left alone.
    if (!item->branches.empty()) return;
    out_.items.push_back(item->number);
    out_.item_ends.push_back(at_);
    while (at_ < text_.size()) {
      const model::ListMarker marker = markers_[out_.items.size() % markers_.size()];
      const auto read = read_marker(marker, text_, at_);
      if (!read || read->length == 0) return;
      const std::size_t end = at_ + read->length;
      // イ of 第1号イベント is no marker.
      const bool letter = marker == model::ListMarker::Kana || marker == model::ListMarker::Iroha || marker == model::ListMarker::Kanji;
      if (letter && end < text_.size()) {
        const char32_t next = base::code_point_at(text_, end).value;
        if (is_name_character(next) && next != U'及' && next != U'又' && next != U'並' && next != U'若') return;
      }
      out_.items.push_back(read->n);
      out_.item_ends.push_back(end);
      at_ = end;
    }
  }

  // 第1編, 第2章, 第2章第1節.
  bool read_headings() {
    auto take = [&](Ordinal& out, std::string_view unit) {
      if (auto ordinal = take_ordinal(unit)) out = std::move(*ordinal);
    };
    take(out_.part, "編");
    take(out_.chapter, "章");
    take(out_.section, "節");
    return at_ > out_.from;
  }

  // 別表第1, 別表1, 様式第1号.
  bool read_appendix() {
    for (const std::string_view word : kAppendixWords) {
      if (!starts_with(word)) continue;
      std::size_t end = at_ + word.size();
      constexpr std::string_view kFirst = "第";
      const bool first = text_.substr(end).starts_with(kFirst);
      if (first) end += kFirst.size();
      const auto number = base::read_number(text_, end);
      if (!number || number->value == 0) return false;
      end += number->length;
      constexpr std::string_view kUnit = "号";
      if (text_.substr(end).starts_with(kUnit)) {
        end += kUnit.size();
      } else if (next_is_one_of(text_, end, U"つ枚種件部頁年月日条項")) {
        return false;
      }
      // 別表第1の2 and 別表1-2 are others than 別表第1.
      if (next_is_one_of(text_, end, U"-－‐.．") && base::read_number(text_, end + base::code_point_at(text_, end).length)) return false;
      constexpr std::string_view kBranch = "の";
      if (text_.substr(end).starts_with(kBranch) && base::read_number(text_, end + kBranch.size())) return false;
      out_.appendix = word;
      out_.appendix_number = number->value;
      at_ = end;
      return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_;
  const Markers& markers_;
  WrittenClause out_;
};

}  // namespace

std::optional<WrittenClause> read_written_clause(std::string_view text, std::size_t at, const Markers& markers) {
  return Reader(text, at, markers).run();
}

bool joins_clauses(std::string_view between) {
  constexpr std::array<std::string_view, 28> kWords{"",     "及び", "並びに", "又は",   "若しくは", "または", "もしくは", "ならびに",
                                                    "および", "、",   "，",     ",",      "・",       "から",   "～",       "〜",
                                                    "－",   "-",    "―",  "—",  "–",  "ー",  "と",     "、及び", "、並びに", "、又は", "、若しくは", "の"};
  constexpr std::size_t kFarthest = 160;
  if (between.size() > kFarthest) return false;
  between = base::trim(between);
  if (between.starts_with("（")) {  // 第5条（持ち出し）及び第6条
    constexpr std::string_view kClose = "）";
    const auto close = between.find(kClose);
    if (close == std::string_view::npos) return false;
    between = base::trim(between.substr(close + kClose.size()));
  }
  constexpr std::string_view kUntil = "まで";
  if (between.starts_with(kUntil)) between = base::trim(between.substr(kUntil.size()));
  return std::find(kWords.begin(), kWords.end(), between) != kWords.end();
}

}  // namespace kitei::resolve
