#include <fmt/format.h>

#include <array>

#include "base/utf8.h"
#include "check/handbook.h"

namespace kitei::check {
namespace {

constexpr std::array<std::string_view, 9> kPlaceholders{"〇〇", "○○", "●●", "△△", "20XX", "20yy", "要確認", "確認後記載", "TBD"};

bool is_ascii_word(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// 〇〇 inside a longer row of the same sign (〇〇〇〇) is one place; TBD inside a Latin word is none.
std::size_t find_placeholder(std::string_view text, std::string_view placeholder, std::size_t from) {
  for (auto at = text.find(placeholder, from); at != std::string_view::npos; at = text.find(placeholder, at + 1)) {
    const std::size_t end = at + placeholder.size();
    if (is_ascii_word(placeholder.back()) && end < text.size() && is_ascii_word(text[end])) continue;
    if (is_ascii_word(placeholder.front()) && at > 0 && is_ascii_word(text[at - 1])) continue;
    return at;
  }
  return std::string_view::npos;
}


std::optional<base::Message> odd_character(char32_t c) {
  if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000) {
    return base::Message{"a private-use character (外字), which shows only on machines that have it",
                         "外字（私用領域の文字）。他のパソコンでは表示されません"};
  }
  if (c >= 0x2E80 && c <= 0x2FD5) {
    return base::Message{"a Kangxi radical that only looks like a kanji, a trace of copying from a PDF",
                         "漢字に似た部首文字（PDF からの複写で混入します）"};
  }
  if (c >= 0xFF61 && c <= 0xFF9F) return base::Message{"half-width kana", "半角カナ"};
  if (c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
    return base::Message{"an invisible character that turns the direction of text", "文字方向を変える見えない文字"};
  }
  return std::nullopt;
}

class TextCheck {
 public:
  explicit TextCheck(const model::Document& document) : document_(document) {}

  base::Diagnostics run() {
    text(document_.title, document_.position_of("title"));
    blocks(document_.body.blocks);
    for (const model::Footnote& note : document_.body.footnotes) blocks(note.content);
    return std::move(found_);
  }

 private:
  void blocks(const model::Blocks& blocks) {
    model::for_each_inlines(blocks, [&](const model::Inlines& inlines) {
      model::for_each_inline(inlines, [&](const model::Inline& node) {
        if (const auto* plain = std::get_if<model::Text>(&node.node)) text(plain->text, node.position);
        if (const auto* reference = std::get_if<model::Reference>(&node.node); reference && reference->mention) {
          text(reference->text, node.position);
        }
      });
    });
  }

  void text(std::string_view text, base::Position position) {
    for (const std::string_view placeholder : kPlaceholders) {
      std::size_t from = 0;
      for (auto at = find_placeholder(text, placeholder, from); at != std::string_view::npos;
           at = find_placeholder(text, placeholder, from)) {
        report("placeholder", position, at,
               {fmt::format("'{}' still waits for its text", placeholder), fmt::format("「{}」が未記入のままです", placeholder)},
               {"write what is meant, or set `status: draft`", "内容を記入するか、status: draft にしてください"});
        from = at + placeholder.size();
        while (text.substr(from).starts_with(placeholder)) from += placeholder.size();
      }
    }
    for (std::size_t i = 0; i < text.size();) {
      if (static_cast<unsigned char>(text[i]) < 0xE2) {  // everything odd begins at U+200E
        ++i;
        continue;
      }
      const base::CodePoint c = base::code_point_at(text, i);
      if (const auto what = odd_character(c.value)) {
        report("odd-character", position, i,
               {fmt::format("U+{:04X} is {}", static_cast<unsigned>(c.value), what->en),
                fmt::format("U+{:04X} は{}です", static_cast<unsigned>(c.value), what->ja)},
               {});
        return;  // one for each piece of text: such characters come in crowds
      }
      i += c.length;
    }
  }

  void report(std::string code, base::Position position, std::size_t offset, base::Message message, base::Message hint) {
    if (position.known()) position.column += static_cast<std::uint32_t>(offset);
    found_.push_back({std::move(code), document_.path_of(position), position, std::move(message), std::move(hint)});
  }

  const model::Document& document_;
  base::Diagnostics found_;
};

}  // namespace

base::Diagnostics check_text(const model::Handbook& handbook) {
  base::Diagnostics found;
  for (const model::Document& document : handbook.documents) {
    base::Diagnostics of_document = TextCheck(document).run();
    const bool open = document.status == model::Status::Draft || document.status == model::Status::Review;
    for (base::Diagnostic& diagnostic : of_document) {
      if (open && diagnostic.code == "placeholder") diagnostic.severity = base::Severity::Info;  // a draft may wait
    }
    base::append(found, std::move(of_document));
  }
  return found;
}

}  // namespace kitei::check
