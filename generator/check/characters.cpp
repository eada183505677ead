// odd-character: what looks right on the author's screen and is not what it looks like. Characters of one sort that stand
// side by side are one finding; where a right character is known, it is offered.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "base/utf8.h"
#include "check/families.h"

namespace kitei::check {
namespace {

enum class Odd { None, Private, Radical, HalfWidth, Direction, Invisible, Control, Broken, Compatibility, Mark };

// Radicals that Unicode gives no compatibility mapping; those that turn up in text copied from PDF files.
struct Radical {
  char32_t radical;
  char32_t kanji;
};
constexpr std::array<Radical, 25> kRadicals{{{0x2E81, 0x5382}, {0x2E83, 0x4E5A}, {0x2E97, 0x5FC4}, {0x2E9D, 0x6708}, {0x2EA0, 0x6C11},
                                             {0x2EAA, 0x758B}, {0x2EAB, 0x76EE}, {0x2EB1, 0x7F52}, {0x2EB3, 0x7F52}, {0x2EBC, 0x8089},
                                             {0x2EC1, 0x864E}, {0x2EC4, 0x897F}, {0x2EC6, 0x89D2}, {0x2ECC, 0x8FB6}, {0x2ED1, 0x9577},
                                             {0x2ED8, 0x9752}, {0x2EDD, 0x98DF}, {0x2EE4, 0x9B3C}, {0x2EE8, 0x9EA6}, {0x2EE9, 0x9EC4},
                                             {0x2EEB, 0x6589}, {0x2EED, 0x6B6F}, {0x2EEF, 0x7ADC}, {0x2EF2, 0x4E80}, {0x2EB7, 0x8279}}};

bool is_emoji_part(char32_t c) { return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0xFE0F; }

Odd kind_of(char32_t c) {
  if (c == 0x2060 || c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF || c == 0x180E || c == 0x3164 || c == 0x115F ||
      c == 0x1160 || c == 0xFFA0 || (c >= 0x2061 && c <= 0x2064) || (c >= 0xE0000 && c <= 0xE007F)) {
    return Odd::Invisible;
  }
  if ((c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029) return Odd::Control;
  if (c < 0x200E) return Odd::None;
  if (c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return Odd::Direction;
  if (c >= 0x2E80 && c <= 0x2FD5) return Odd::Radical;
  if (c == 0x3099 || c == 0x309A) return Odd::Mark;
  if (c >= 0xE000 && c <= 0xF8FF) return Odd::Private;
  if ((c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F)) return Odd::Compatibility;
  if (c >= 0xFF61 && c <= 0xFF9F) return Odd::HalfWidth;
  if (c == 0xFFFD) return Odd::Broken;
  if (c >= 0xF0000) return Odd::Private;
  return Odd::None;
}

base::Message name_of(Odd kind) {
  switch (kind) {
    case Odd::Private: return {"a private-use character (外字), which shows only on machines that have it",
                               "外字（私用領域の文字）で、他のパソコンでは表示されません"};
    case Odd::Radical: return {"a radical that only looks like a kanji, a trace of copying from a PDF",
                               "漢字に似た部首の文字です（PDF からの複写で混入します）"};
    case Odd::HalfWidth: return {"half-width kana", "半角カナです"};
    case Odd::Direction: return {"an invisible character that turns the direction of text", "文字の向きを変える見えない文字です"};
    case Odd::Invisible: return {"an invisible character, which search does not get past", "見えない文字で、検索の妨げになります"};
    case Odd::Control: return {"a control character", "制御文字です"};
    case Odd::Broken: return {"the sign for a character that was lost in a conversion", "変換で失われた文字の跡（文字化け）です"};
    case Odd::Compatibility: return {"a compatibility ideograph, which turns into another character when text is normalised",
                                     "互換漢字で、正規化すると別の字形に変わります"};
    case Odd::Mark: return {"a sound mark apart from its kana, a trace of file names from a Mac",
                            "かなから離れた濁点・半濁点です（Mac のファイル名などから混入します）"};
    case Odd::None: break;
  }
  return {};
}

// What should stand there instead; the same text when nothing is known.
std::string mended(std::string_view text, Odd kind) {
  if (kind == Odd::Compatibility) return base::nfc(text);
  if (kind == Odd::HalfWidth) return base::nfkc(text);
  if (kind != Odd::Radical) return std::string(text);
  std::string out;
  for (const char32_t c : base::decode_utf8(base::nfkc(text))) {
    const auto known = std::find_if(kRadicals.begin(), kRadicals.end(), [&](const Radical& r) { return r.radical == c; });
    base::append_utf8(out, known == kRadicals.end() ? c : known->kanji);
  }
  return out;
}

base::Message hint_for(std::string_view text, Odd kind) {
  switch (kind) {
    case Odd::Private: return {"use a character of Unicode, an image or a description", "Unicode の文字、画像又は説明に替えてください"};
    case Odd::Direction:
    case Odd::Control: return {"delete it", "削除してください"};
    case Odd::Invisible: return {"delete it; <wbr> marks a place where a line may break", "削除してください。改行してよい場所は <wbr> で示せます"};
    case Odd::Broken: return {"write the lost character again", "失われた文字を書き直してください"};
    default: break;
  }
  const std::string right = mended(text, kind);
  if (right == text) return {"write the ordinary character", "普通の文字で書き直してください"};
  return {fmt::format("write '{}'", right), fmt::format("「{}」と書いてください", right)};
}

// Joiners make one emoji of several; 﨑 and eleven others among the compatibility ideographs are ordinary kanji.
Odd odd_at(std::string_view text, std::size_t at, base::CodePoint c, char32_t before) {
  const Odd kind = kind_of(c.value);
  if (c.value == 0x200D && is_emoji_part(before)) return Odd::None;
  if (kind == Odd::Invisible && c.value >= 0xE0020 && c.value <= 0xE007F && (before == 0x1F3F4 || before >= 0xE0020)) return Odd::None;
  if (kind == Odd::Mark && !((before >= 0x3041 && before <= 0x30FF))) return Odd::None;
  if (kind == Odd::Compatibility) {
    const std::string_view self = text.substr(at, c.length);
    if (base::nfc(self) == self) return Odd::None;
  }
  return kind;
}

std::size_t end_of(std::string_view text, std::size_t from, Odd kind) {
  std::size_t end = from;
  char32_t before = 0;
  while (end < text.size()) {
    const base::CodePoint c = base::code_point_at(text, end);
    if (odd_at(text, end, c, kind == Odd::Mark && before == 0 ? 0x304B : before) != kind) break;
    before = c.value;
    end += c.length;
  }
  return std::max(end, from + 1);
}

void report(const model::Document& document, const Run& run, std::size_t from, std::size_t end, Odd kind, base::Diagnostics& found) {
  const std::string_view text = run.text.substr(from, end - from);
  const base::CodePoint first = base::code_point_at(text, 0);
  const base::Message what = name_of(kind);
  const std::size_t count = base::count_code_points(text);
  std::string name = fmt::format("U+{:04X}", static_cast<std::uint32_t>(first.value));
  const bool shown = kind == Odd::HalfWidth || kind == Odd::Radical || kind == Odd::Compatibility;
  if (shown) name = fmt::format("'{}' ({}{})", text, name, count > 1 ? " …" : "");
  std::string ja = fmt::format("U+{:04X}", static_cast<std::uint32_t>(first.value));
  if (shown) ja = fmt::format("「{}」（{}{}）", text, ja, count > 1 ? " など" : "");
  base::Message hint = hint_for(text, kind);
  if (kind == Odd::Mark && from > 0) {
    const base::CodePoint kana = base::code_point_before(run.text, from);
    const std::string right = base::nfc(run.text.substr(from - kana.length, kana.length + first.length));
    hint = {fmt::format("write '{}'", right), fmt::format("「{}」と書いてください", right)};
  }
  report_at(found, document, run, from, "odd-character",
            {fmt::format("{} is {}", name, what.en), fmt::format("{}{}は{}", ja, shown ? "" : " ", what.ja)}, std::move(hint));
}

}  // namespace

void find_odd_characters(const model::Document& document, const Run& run, base::Diagnostics& found) {
  const std::string_view text = run.text;
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint c = base::code_point_at(text, i);
    const Odd kind = odd_at(text, i, c, before);
    before = c.value;
    if (kind == Odd::None) {
      i += c.length;
      continue;
    }
    const std::size_t end = end_of(text, i, kind);
    report(document, run, i, end, kind, found);
    i = end;
  }
}

}  // namespace kitei::check
