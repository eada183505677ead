#include "search/fold.h"

#include <array>

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::search {
namespace {

bool within(char32_t c, char32_t from, char32_t to) { return c >= from && c <= to; }

// Dropped without a trace: nobody types them, and many a text has them by accident.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0xFEFF || within(c, 0x180B, 0x180F) || within(c, 0x200B, 0x200F) ||
         within(c, 0x202A, 0x202E) || within(c, 0x2060, 0x206F) || within(c, 0xFE00, 0xFE0F) ||
         within(c, 0xE0000, 0xE0FFF);
}

bool is_blank(char32_t c) {
  return within(c, 0x09, 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || within(c, 0x2000, 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Steps 2 and 3, on a code point that is normalised and in lower case.
void append_mapped(std::u16string& out, char32_t c) {
  if (is_invisible(c)) return;
  if (is_blank(c)) {
    out += u' ';
  } else if (c == 0xDF) {
    out += u"ss";
  } else if (c == 0x3C2) {
    out += char16_t(0x3C3);
  } else if (within(c, 0x2010, 0x2015) || c == 0x2212) {
    out += u'-';
  } else if (c == 0x301C) {
    out += u'~';
  } else if (c > 0xFFFF) {
    out += static_cast<char16_t>(0xD7C0 + (c >> 10));
    out += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
  } else {
    out += static_cast<char16_t>(c);
  }
}

// What becomes of a character that is folded by itself, whatever stands beside it among its like; 0: a case for the tables.
// Nearly all text of a Japanese or English handbook is of this kind, and the tables cost ten times as much.
constexpr char16_t simple_ascii(unsigned char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char16_t>(c + 32) : c < 0x20 || c == 0x7F ? u'\0' : static_cast<char16_t>(c);
}
// The same beyond Latin, up to U+FFFF.
char16_t simple_form(char32_t c) {
  if (within(c, 0x3041, 0x3096) || within(c, 0x4E00, 0x9FFF) || within(c, 0x30A1, 0x30FE)) return static_cast<char16_t>(c);
  if (c == 0x301C) return u'~';
  if (within(c, 0x3001, 0x3011) || within(c, 0x3014, 0x301B) || within(c, 0x3400, 0x4DBF)) return static_cast<char16_t>(c);
  if (within(c, 0xFF01, 0xFF5E)) return simple_ascii(static_cast<unsigned char>(c - 0xFEE0));
  if (within(c, 0x2010, 0x2015) || c == 0x2212) return u'-';
  // Quotation marks, arrows, lines and shapes.
  if (within(c, 0x2018, 0x201D) || within(c, 0x2190, 0x2193) || within(c, 0x2500, 0x25FF)) return static_cast<char16_t>(c);
  return c == 0x3000 ? u' ' : u'\0';
}

void append_line(std::u16string& out, std::string_view line) {
  const std::size_t before = out.size();
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(line[i]); };
  out.resize(before + line.size());  // no simple character has more units than bytes
  char16_t* next = out.data() + before;
  for (std::size_t i = 0; i < line.size();) {
    const unsigned char first = byte(i);
    char16_t simple = 0;
    if (first < 0x80) {
      simple = simple_ascii(first);
      i += 1;
    } else if (first > 0xE0 && first < 0xF0 && i + 2 < line.size() && (byte(i + 1) & 0xC0) == 0x80 && (byte(i + 2) & 0xC0) == 0x80) {
      const char32_t c = char32_t(first & 0x0F) << 12 | char32_t(byte(i + 1) & 0x3F) << 6 | (byte(i + 2) & 0x3F);
      simple = first >= 0xE5 && first <= 0xE9 ? static_cast<char16_t>(c) : simple_form(c);  // U+5000–9FFF: most kanji
      i += 3;
    }
    if (simple == 0) {
      out.resize(before);
      for (const char32_t folded : base::decode_utf8(base::lower_case(base::nfkc(line)))) append_mapped(out, folded);
      return;
    }
    *next++ = simple;
  }
  out.resize(static_cast<std::size_t>(next - out.data()));
}

constexpr std::array<bool, 128> kLatinBreaks = [] {
  std::array<bool, 128> breaks{};
  breaks.fill(true);
  for (char c = 'a'; c <= 'z'; ++c) breaks[static_cast<std::size_t>(c)] = false;
  for (char c = '0'; c <= '9'; ++c) breaks[static_cast<std::size_t>(c)] = false;
  for (const char c : std::string_view(".-/_@+%&")) breaks[static_cast<std::size_t>(c)] = false;
  return breaks;
}();

}  // namespace

void append_folded(std::u16string& out, std::string_view text) {
  while (true) {  // no character acts on another across a line end
    const std::size_t end = text.find('\n');
    append_line(out, text.substr(0, end));
    if (end == std::string_view::npos) return;
    out += u' ';
    text.remove_prefix(end + 1);
  }
}

std::u16string fold(std::string_view text) {
  std::u16string out;
  append_folded(out, text);
  return out;
}

bool is_rare_break(char16_t u) {
  if (u < 0x80) return kLatinBreaks[u];
  return within(u, 0x80, 0xBF) || u == 0xD7 || u == 0xF7 || within(u, 0x2000, 0x2BFF) || within(u, 0x3000, 0x3004) ||
         within(u, 0x3008, 0x3020) || u == 0x3030 || within(u, 0x303D, 0x3040) || within(u, 0xFE10, 0xFE6F) || u >= 0xFFE0;
}

std::uint32_t gram_of(Field field, std::u16string_view units) {
  GramState state = kFirstState;
  for (const char16_t unit : units) state = next_state(state, unit);
  return gram_number(state, field);
}

}  // namespace kitei::search
