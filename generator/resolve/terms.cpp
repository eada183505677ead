#include "resolve/terms.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "base/utf8.h"

namespace kitei::resolve {
namespace {

// One character without its width and case: Ａ, ａ and A are a.
char32_t fold(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c == 0x3000) c = ' ';
  if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  return c;
}

bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xC0 && c <= 0x24F); }
bool is_katakana(char32_t c) { return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC; }
bool is_kanji(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005; }

// Whether the two characters at the edge of a word make it a part of a longer one.
bool runs_on(char32_t outside, char32_t edge, bool short_word) {
  if (is_latin(edge)) return is_latin(outside);
  if (is_katakana(edge)) return is_katakana(outside);
  return short_word && is_kanji(edge) && is_kanji(outside);
}

std::u32string folded(std::string_view text) {
  std::u32string out = base::decode_utf8(text);
  for (char32_t& c : out) c = fold(c);
  return out;
}

// Where the word that begins at byte `at` ends; nothing when another one stands there.
std::optional<std::size_t> end_of(std::u32string_view word, std::string_view text, std::size_t at) {
  for (const char32_t c : word) {
    if (at >= text.size()) return std::nullopt;
    const base::CodePoint here = base::code_point_at(text, at);
    if (fold(here.value) != c) return std::nullopt;
    at += here.length;
  }
  return at;
}

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::code_point_at(text, at);
    const char32_t plain = fold(c.value);
    if (plain != ' ' && plain != ':') return false;
    at += c.length;
  }
  return true;
}

// Behind the word: とは, 」とは, 』とは; or it is all that the text says (a cell or an item that names what it defines).
bool is_defined_here(std::string_view text, std::size_t from, std::size_t to) {
  std::string_view behind = text.substr(to);
  for (const std::string_view quote : {"」", "』", "\"", "”", "＂"}) {
    if (!behind.starts_with(quote)) continue;
    behind.remove_prefix(quote.size());
    break;
  }
  return behind.starts_with("とは") || (is_blank(text.substr(0, from)) && is_blank(text.substr(to)));
}

}  // namespace

TermFinder::TermFinder(const std::vector<model::Term>& terms) {
  const auto add = [&](std::string_view written, const std::string& term) {
    std::u32string word = folded(base::trim(written));
    if (word.empty()) return;
    begins_.set(word[0] % begins_.size());
    by_first_[word[0]].push_back({std::move(word), term});
  };
  for (const model::Term& term : terms) {
    add(term.term, term.term);
    terms_.insert(term.term);
    for (const std::string& alias : term.aliases) add(alias, term.term);
  }
  for (auto& [first, words] : by_first_) {
    std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.folded.size() > b.folded.size(); });
  }
}

std::vector<TermFinder::Use> TermFinder::find(std::string_view text) const {
  std::vector<Use> uses;
  if (by_first_.empty()) return uses;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::code_point_at(text, at);
    const std::size_t end = longest_at(text, at, fold(c.value), uses);
    at = end > at ? end : at + c.length;
  }
  return uses;
}

std::size_t TermFinder::longest_at(std::string_view text, std::size_t at, char32_t first, std::vector<Use>& uses) const {
  if (!begins_.test(first % begins_.size())) return at;
  const auto words = by_first_.find(first);
  if (words == by_first_.end()) return at;
  for (const Word& word : words->second) {
    const auto end = end_of(word.folded, text, at);
    if (!end) continue;
    const bool short_word = word.folded.size() <= 2;
    if (at > 0 && runs_on(fold(base::code_point_before(text, at).value), word.folded.front(), short_word)) continue;
    if (*end < text.size() && runs_on(fold(base::code_point_at(text, *end).value), word.folded.back(), short_word)) continue;
    if (!is_defined_here(text, at, *end)) uses.push_back({at, *end, word.term});
    return *end;
  }
  return at;
}

namespace {

class TermLinker {
 public:
  explicit TermLinker(const TermFinder& finder) : finder_(finder) {}

  void run(model::Blocks& blocks) {
    for (model::Block& block : blocks) {
      if (base::holds_alternative<model::Heading>(block.node) || base::holds_alternative<model::Figure>(block.node)) continue;
      if (auto* table = base::get_if<model::Table>(&block.node)) {
        for (model::TableRow& row : table->rows) {
          for (model::TableCell& cell : row.cells) {
            if (cell.blocks) run(*cell.blocks);
            else run(cell.content);
          }
        }
        for (model::TableNote& note : table->notes) run(note.content);
        continue;
      }
      model::for_each_part(
          block, [&](model::Inlines& inlines) { run(inlines); }, [&](model::Blocks& inner) { run(inner); });
    }
  }

 private:
  void run(model::Inlines& inlines) {
    model::Inlines out;
    bool replaced = false;
    for (std::size_t i = 0; i < inlines.size(); ++i) {
      model::Inline& node = inlines[i];
      if (const auto* text = base::get_if<model::Text>(&node.node)) {
        model::Inlines split = split_text(*text, node.position);
        if (!split.empty()) {
          if (!replaced) {
            out.assign(std::make_move_iterator(inlines.begin()),
                       std::make_move_iterator(inlines.begin() + static_cast<std::ptrdiff_t>(i)));
          }
          replaced = true;
          out.insert(out.end(), std::make_move_iterator(split.begin()), std::make_move_iterator(split.end()));
          continue;
        }
      } else if (auto* reference = base::get_if<model::Reference>(&node.node)) {
        note(*reference);
      } else if (!base::holds_alternative<model::Link>(node.node) && !base::holds_alternative<model::Image>(node.node)) {
        if (model::Inlines* content = model::content_of(node)) run(*content);
      }
      if (replaced) out.push_back(std::move(node));
    }
    if (replaced) inlines = std::move(out);
  }

  void note(model::Reference& reference) {
    if (reference.kind != model::ReferenceKind::Term || reference.target.kind != model::TargetKind::Term) return;
    if (reference.mention && !finder_.knows(reference.target.id.str())) {
      reference.target = {};
      return;
    }
    linked_.insert(reference.target.id.str());
  }

  model::Inlines split_text(const model::Text& text, base::Position position) {
    model::Inlines out;
    std::size_t done = 0;
    const auto add_text = [&](std::size_t to) {
      if (to > done) out.push_back(model::slice_text(text, position, done, to));
    };
    for (const TermFinder::Use& use : finder_.find(text.text)) {
      if (!linked_.emplace(use.term).second) continue;
      add_text(use.from);
      model::Reference reference;
      reference.kind = model::ReferenceKind::Term;
      reference.name = std::string(use.term);
      reference.mention = true;
      reference.text = text.text.substr(use.from, use.to - use.from);
      reference.target = {model::TargetKind::Term, std::string(use.term), {}, {}};
      out.push_back({std::move(reference), model::position_in(text, position, use.from)});
      done = use.to;
    }
    if (!out.empty()) add_text(text.text.size());
    return out;
  }

  const TermFinder& finder_;
  std::set<std::string, std::less<>> linked_;
};

}  // namespace

void link_terms(model::Document& document, const TermFinder& finder) {
  TermLinker linker(finder);
  linker.run(document.body.blocks);
  for (model::Footnote& note : document.body.footnotes) linker.run(note.content);
}

}  // namespace kitei::resolve
