#include "base/unicode.h"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>

#include "base/byte_patterns.h"
#include "base/utf8.h"

namespace kitei::base {
namespace {

// Whether the text is ASCII, kana, kanji and the usual Japanese signs: of these no normal form changes any, and case folding
// the letters of ASCII alone. Nearly every text of a handbook is such a text, and then ICU need not be asked.
bool is_plain(std::string_view text) {
  using namespace std::string_view_literals;
  static constexpr BytePatterns kOther({
      {"\xC0\xE2\xEA\xFF"sv, kAnyByte, kAnyByte},                    // below U+3000, above U+9FFF
      {"\xE3\xE3"sv, "\x80\x80"sv, "\x80\x80\xAA\xAF\xB6\xBA"sv},  // U+3000, U+302A … 302F, U+3036 … 303A
      {"\xE3\xE3"sv, "\x82\x82"sv, "\x99\x9C\x9F\x9F"sv},          // sound marks apart from their kana, U+309F
      {"\xE3\xE3"sv, "\x83\x83"sv, "\xBF\xBF"sv},                  // U+30FF
      {"\xE3\xE3"sv, "\x84\x8F"sv, kAnyByte},                      // U+3100 … 33FF
  });
  return kOther.find_in(text) == 0 && !find_invalid_utf8(text);
}

void require(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("Unicode data is not usable: ") + what);
}

std::string normalise(const icu::Normalizer2& normalizer, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  normalizer.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  require(status, "normalisation");
  return out;
}

// Iterators and collators are costly to make and not safe to share: one of each for a thread, made at first use.
icu::BreakIterator& word_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator::createWordInstance(icu::Locale("ja"), status));
    require(status, "word boundaries");
    return made;
  }();
  return *iterator;
}

icu::Collator& collator() {
  thread_local const std::unique_ptr<icu::Collator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> c(icu::Collator::createInstance(icu::Locale("ja"), status));
    require(status, "collation");
    c->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    require(status, "collation");
    return c;
  }();
  return *made;
}

}  // namespace

bool is_wide(char32_t c) {
  if (c < 0x1100) return false;
  const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

bool is_cjk(char32_t c) {
  if (c < 0x1100) return false;
  if (c >= 0xE0100 && c <= 0xE01EF) return true;
  const auto u = static_cast<UChar32>(c);
  const int width = u_getIntPropertyValue(u, UCHAR_EAST_ASIAN_WIDTH);
  if (width == U_EA_WIDE || width == U_EA_FULLWIDTH || width == U_EA_HALFWIDTH) {
    return !u_hasBinaryProperty(u, UCHAR_EMOJI_PRESENTATION);
  }
  return u_getIntPropertyValue(u, UCHAR_SCRIPT) == USCRIPT_HANGUL;
}

bool is_unicode_punctuation(char32_t c) {
  const uint32_t mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_P_MASK | U_GC_S_MASK)) != 0;
}

bool is_unicode_space(char32_t c) {
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' || u_charType(static_cast<UChar32>(c)) == U_SPACE_SEPARATOR;
}

bool is_word_character(char32_t c) {
  const uint32_t mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK | U_GC_PC_MASK)) != 0;
}

std::string nfc(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  require(status, "NFC");
  return normalise(*normalizer, text);
}

std::string nfkc(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
  require(status, "NFKC");
  return normalise(*normalizer, text);
}

std::string nfkc_casefold(std::string_view text) {
  if (is_plain(text)) return ascii_lower(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  require(status, "NFKC case folding");
  return normalise(*normalizer, text);
}

std::string lower_case(std::string_view text) {
  if (is_plain(text)) return ascii_lower(text);
  icu::UnicodeString u = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  u.toLower(icu::Locale::getRoot());
  std::string out;
  u.toUTF8String(out);
  return out;
}

std::vector<std::string_view> split_words(std::string_view text) {
  // ICU makes one replacement of several ill-formed bytes; here each byte is one, so that boundaries fit the bytes.
  const std::string repaired = find_invalid_utf8(text) ? encode_utf8(decode_utf8(text)) : std::string();
  const std::string_view good = repaired.empty() ? text : repaired;
  const icu::UnicodeString u =
      icu::UnicodeString::fromUTF8(icu::StringPiece(good.data(), static_cast<int32_t>(good.size())));
  icu::BreakIterator& iterator = word_iterator();
  iterator.setText(u);
  std::vector<std::string_view> words;
  std::size_t byte = 0;
  int32_t unit = 0;
  for (int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
    const std::size_t from = byte;
    while (unit < end && byte < text.size()) {
      const CodePoint c = code_point_at(text, byte);
      byte += c.length;
      unit += c.value > 0xFFFF ? 2 : 1;
    }
    if (byte > from) words.push_back(text.substr(from, byte - from));
  }
  return words;
}

std::string sort_key(std::string_view text) {
  const icu::UnicodeString u =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  icu::Collator& c = collator();
  const int32_t length = c.getSortKey(u, nullptr, 0);
  std::string key(static_cast<std::size_t>(length), '\0');
  c.getSortKey(u, reinterpret_cast<uint8_t*>(key.data()), length);
  if (!key.empty()) key.pop_back();  // the terminating zero
  return key;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    i += c.length;
    const uint32_t mask = U_GET_GC_MASK(static_cast<UChar32>(c.value));
    if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) continue;
    width += is_wide(c.value) ? 2 : 1;
  }
  return width;
}

}  // namespace kitei::base
