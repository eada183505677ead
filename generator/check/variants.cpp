// term-variant: one word in two spellings (表記ゆれ). Three sources: the groups of spellings.h, katakana that differs by a ー at
// the end (サーバ, サーバー), and the glossary, whose terms stand above their aliases.
// The handbook is read once to count; the rarer spelling of a group that occurs in two is then reported, once for each
// document, where it stands first.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/unicode.h"
#include "base/utf8.h"
#include "check/families.h"
#include "check/spellings.h"

namespace kitei::check {
namespace {

bool is_letter(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_ascii(std::string_view text) { return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }); }
bool is_katakana(char32_t c) { return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC; }
bool is_kanji(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005; }
constexpr std::string_view kBar = "ー";

char32_t before(std::string_view text, std::size_t at) { return at == 0 ? 0 : base::code_point_before(text, at).value; }
char32_t behind(std::string_view text, std::size_t at) { return at >= text.size() ? 0 : base::code_point_at(text, at).value; }

// Two neighbours that belong to one word.
bool continues(char32_t a, char32_t b) { return (is_kanji(a) && is_kanji(b)) || (is_katakana(a) && is_katakana(b)); }

bool fits(std::string_view text, std::size_t from, std::size_t to, Boundary boundary) {
  const char32_t next = behind(text, to);
  const char32_t previous = before(text, from);
  switch (boundary) {
    case Boundary::None: return true;
    case Boundary::Word:
      return !continues(previous, base::code_point_at(text, from).value) && !continues(base::code_point_before(text, to).value, next);
    case Boundary::Noun: return std::u32string_view(U"はがのをもにで").find(next) != std::u32string_view::npos && next != 0 && previous != U'を';
    case Boundary::NotKanji: return !is_kanji(next) && next != U'い' && next != U'う' && next != U'っ' && next != U'わ' && next != U'え';
    case Boundary::NotI: return next != U'き' && next != U'み' && next != U'む' && next != U'ん' && next != U'め';
    case Boundary::Counter: return (previous >= '0' && previous <= '9') || (previous >= 0xFF10 && previous <= 0xFF19) || is_kanji(previous);
    case Boundary::Latin: return !is_letter(previous) && (!is_letter(next) || (next == 's' && !is_letter(behind(text, to + 1))));
  }
  return true;
}

// Without kana, which okurigana and foreign words write more or less of.
std::u32string skeleton(std::string_view text) {
  std::u32string out;
  for (const char32_t c : base::decode_utf8(base::nfkc_casefold(text))) {
    const bool hiragana = c >= 0x3041 && c <= 0x309F;
    if (!hiragana && c != U'ー' && c != U'・' && c != U' ' && c != U'-') out += c;
  }
  return out;
}

std::string without(std::string text, std::string_view words) {
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at)) text.erase(at, words.size());
  return text;
}

// サーバ of サーバー, 取扱 of 取扱い, 順守 of 遵守; not 二要素認証 of 多要素認証, nor the phrase 証拠の保全 of 証拠保全.
bool is_spelling_of(const std::string& alias, const std::string& term) {
  if (alias.empty() || alias == term || without(without(alias, "の"), "する") == term) return false;
  const std::u32string a = skeleton(alias), b = skeleton(term);
  if (!a.empty() && a == b) return true;
  // Two kanji of which one differs, as in 遵守 and 順守.
  const std::u32string x = base::decode_utf8(alias), y = base::decode_utf8(term);
  return x.size() == 2 && y.size() == 2 && is_kanji(x[0]) && is_kanji(x[1]) && (x[0] == y[0] || x[1] == y[1]);
}

// 払い戻し of 払戻し: with all its kana a noun looks like the verb (払い戻し、), which is written so.
bool is_verb_like(const std::string& alias, const std::string& term) {
  const std::u32string a = base::decode_utf8(alias), t = base::decode_utf8(term);
  const bool kana_at_end = !a.empty() && a.back() >= 0x3041 && a.back() <= 0x309F;
  return kana_at_end && a.size() > t.size() && std::any_of(a.begin(), a.end(), is_kanji) &&
         skeleton(alias) == skeleton(term);
}

// One word with its spellings.
struct Group {
  std::vector<Spelling> spellings;
  bool by_glossary = false;  // the first spelling is the right one, whatever is more frequent
};

struct Place {
  const model::Document* document;
  base::Position position;
  std::size_t count = 0;
};

struct Tally {
  std::size_t total = 0;
  std::vector<Place> places;  // one for each document, in order

  void add(const model::Document& document, base::Position position) {
    ++total;
    if (places.empty() || places.back().document != &document) places.push_back({&document, position, 0});
    ++places.back().count;
  }
};

constexpr std::size_t kStart = 3;  // bytes: one kana or kanji
constexpr std::size_t kSlots = 4096;

std::size_t lower_byte(char c) { return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); }
std::size_t first_of(std::string_view text) { return lower_byte(text[0]); }
std::size_t start_of(std::string_view text) {
  const std::size_t mixed = lower_byte(text[0]) * 31 + lower_byte(text[1]) * 67 + lower_byte(text[2]) * 577;
  return 256 + mixed % (kSlots - 256);
}

class VariantCheck {
 public:
  explicit VariantCheck(const model::Handbook& handbook) : handbook_(handbook) {
    for (const auto& spellings : spelling_groups()) groups_.push_back({spellings, false});
    for (const model::Term& term : handbook.registers.terms) add_term(term);
    tallies_.resize(groups_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      tallies_[g].resize(groups_[g].spellings.size());
      for (std::size_t s = 0; s < groups_[g].spellings.size(); ++s) {
        const Spelling& spelling = groups_[g].spellings[s];
        if (spelling.text.empty()) continue;
        by_start_[spelling.text.size() < kStart ? first_of(spelling.text) : start_of(spelling.text)].push_back({g, s});
      }
    }
  }

  base::Diagnostics run() {
    for (const model::Document& document : handbook_.documents) {
      if (document.status == model::Status::Retired) continue;
      for_each_run(document, [&](const Run& run) { read(document, run); });
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) report_group(groups_[g], tallies_[g]);
    report_long_vowels();
    return std::move(found_);
  }

 private:
  // Most aliases are other names (MFA, マイナンバー), which may stand beside the term; only other spellings are reported.
  void add_term(const model::Term& term) {
    Group group{{{term.term, is_ascii(term.term) ? Boundary::Latin : Boundary::None}}, true};
    for (const std::string& alias : term.aliases) {
      if (!is_spelling_of(alias, term.term)) continue;
      group.spellings.push_back({alias, is_verb_like(alias, term.term) ? Boundary::Noun : Boundary::Word});
    }
    // The handbook has decided on this spelling of a listed word.
    for (Group& listed : groups_) {
      const auto decided = std::find_if(listed.spellings.begin(), listed.spellings.end(), [&](const Spelling& s) { return s.text == term.term; });
      if (decided == listed.spellings.end() || listed.by_glossary) continue;
      std::rotate(listed.spellings.begin(), decided, decided + 1);
      listed.by_glossary = true;
      std::erase_if(group.spellings, [&](const Spelling& s) {
        return s.text != term.term && std::any_of(listed.spellings.begin(), listed.spellings.end(), [&](const Spelling& l) { return l.text == s.text; });
      });
    }
    if (group.spellings.size() > 1) groups_.push_back(std::move(group));
  }

  void read(const model::Document& document, const Run& run) {
    const std::string_view text = run.text;
    std::size_t katakana_end = 0;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t taken = find_listed(document, run, i);
      if (i >= katakana_end && static_cast<unsigned char>(text[i]) == 0xE3) katakana_end = read_katakana(document, run, i);
      i += taken > 0 ? taken : base::code_point_at(text, i).length;
    }
  }

  // The longest listed spelling at this byte; the bytes it takes.
  std::size_t find_listed(const model::Document& document, const Run& run, std::size_t at) {
    const std::string_view text = run.text;
    std::size_t longest = 0;
    std::vector<std::pair<std::size_t, std::size_t>> found;
    auto try_spelling = [&](std::size_t g, std::size_t s) {
      const Spelling& spelling = groups_[g].spellings[s];
      const std::size_t size = spelling.text.size();
      if (size < longest || text.size() - at < size) return;
      const std::string_view here = text.substr(at, size);
      const bool same = spelling.boundary == Boundary::Latin ? base::ascii_lower(here) == base::ascii_lower(spelling.text) : here == spelling.text;
      if (!same || !fits(text, at, at + size, spelling.boundary)) return;
      if (size > longest) found.clear();
      longest = size;
      found.emplace_back(g, s);
    };
    for (const auto& [g, s] : by_start_[first_of(text.substr(at))]) try_spelling(g, s);
    if (text.size() - at >= kStart) {
      for (const auto& [g, s] : by_start_[start_of(text.substr(at))]) try_spelling(g, s);
    }
    for (const auto& [g, s] : found) {
      if (s > 0 && groups_[g].by_glossary && is_introduced(text, at)) continue;
      tallies_[g][s].add(document, run.at(at));
    }
    return longest;
  }

  // 多要素認証（二要素認証を含む）: an alias in brackets explains the term.
  static bool is_introduced(std::string_view text, std::size_t at) {
    const char32_t c = before(text, at);
    return c == U'（' || c == '(' || c == U'「';
  }

  // A whole katakana word: counted under itself without its last ー, and so is each of its ends (ファイルサーバ → サーバ),
  // for those that somewhere stand alone.
  std::size_t read_katakana(const model::Document& document, const Run& run, std::size_t from) {
    const std::string_view text = run.text;
    std::size_t end = from;
    while (end < text.size()) {
      const base::CodePoint c = base::code_point_at(text, end);
      if (!is_katakana(c.value)) break;
      end += c.length;
    }
    if (end - from < 9) return std::max(end, from + 1);
    std::string_view word = text.substr(from, end - from);
    const bool bar = word.ends_with(kBar);
    if (bar) word.remove_suffix(kBar.size());
    if (word.size() < 9) return end;  // three kana are the least
    whole_words_.emplace(word);
    for (std::size_t cut = 0; word.size() - cut >= 9; cut += 3) {
      Ends& ends = ends_[std::string(word.substr(cut))];
      (bar ? ends.with : ends.without).add(document, run.at(from + cut));
    }
    return end;
  }

  void report_long_vowels() {
    std::vector<std::string_view> stems;
    for (const auto& [stem, ends] : ends_) {
      if (ends.with.total > 0 && ends.without.total > 0 && whole_words_.contains(stem) && !is_listed(stem)) stems.push_back(stem);
    }
    std::sort(stems.begin(), stems.end());
    for (const std::string_view stem : stems) {
      // With サーバ reported, ファイルサーバ is the same finding.
      const bool covered = std::any_of(stems.begin(), stems.end(), [&](std::string_view other) {
        return other.size() < stem.size() && stem.ends_with(other);
      });
      if (covered) continue;
      const Ends& ends = ends_.at(std::string(stem));
      const std::string with = std::string(stem) + std::string(kBar);
      const bool keep_with = ends.with.total >= ends.without.total;
      report(keep_with ? ends.without : ends.with, keep_with ? std::string(stem) : with, keep_with ? with : std::string(stem),
             keep_with ? ends.with.total : ends.without.total);
    }
  }

  // The glossary decides between サーバ and サーバー when it names both.
  bool is_listed(std::string_view stem) const {
    return std::any_of(groups_.begin(), groups_.end(), [&](const Group& group) {
      return std::any_of(group.spellings.begin(), group.spellings.end(), [&](const Spelling& s) { return s.text == stem; });
    });
  }

  void report_group(const Group& group, const std::vector<Tally>& tallies) {
    std::size_t best = 0;
    if (group.by_glossary) {
      if (tallies[0].total == 0) return;
    } else {
      for (std::size_t s = 1; s < tallies.size(); ++s) {
        if (tallies[s].total > tallies[best].total) best = s;
      }
    }
    for (std::size_t s = 0; s < tallies.size(); ++s) {
      if (s == best || tallies[s].total == 0) continue;
      report(tallies[s], group.spellings[s].text, group.spellings[best].text, tallies[best].total);
    }
  }

  void report(const Tally& tally, std::string_view written, std::string_view usual, std::size_t usual_count) {
    for (const Place& place : tally.places) {
      const std::string many_en = place.count > 1 ? fmt::format(", {} times in this document", place.count) : "";
      const std::string many_ja = place.count > 1 ? fmt::format("（この文書に {} か所）", place.count) : "";
      found_.push_back({"term-variant", place.document->path_of(place.position), place.position,
                        {fmt::format("'{}' is elsewhere written '{}' ({} times){}", written, usual, usual_count, many_en),
                         fmt::format("「{}」は、ほかでは「{}」と書かれています（{} 回）{}", written, usual, usual_count, many_ja)},
                        {fmt::format("write '{}' everywhere", usual), fmt::format("「{}」にそろえてください", usual)}});
    }
  }

  struct Ends {
    Tally with, without;
  };

  const model::Handbook& handbook_;
  std::vector<Group> groups_;
  std::vector<std::vector<Tally>> tallies_;
  // Listed spellings by their first bytes, so that at most places of a text none is tried: shorter ones than three bytes by
  // first_of, the others by start_of. Strangers may share a slot.
  std::array<std::vector<std::pair<std::size_t, std::size_t>>, kSlots> by_start_;
  std::unordered_map<std::string, Ends> ends_;  // by katakana without its last ー
  std::unordered_set<std::string> whole_words_;
  base::Diagnostics found_;
};

}  // namespace

base::Diagnostics check_variants(const model::Handbook& handbook) { return VariantCheck(handbook).run(); }

}  // namespace kitei::check
