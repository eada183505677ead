#include "resolve/terms.h"

#include <algorithm>
#include <iterator>
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

// The characters of a text, folded, each with its byte.
struct Folded {
  std::u32string text;
  std::vector<std::size_t> bytes;  // one more than characters
};

Folded fold(std::string_view text) {
  Folded out;
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint c = base::code_point_at(text, i);
    out.text += fold(c.value);
    out.bytes.push_back(i);
    i += c.length;
  }
  out.bytes.push_back(text.size());
  return out;
}

// Behind the word: とは, 」とは, 』とは; or it is all that the text says (a cell or an item that names what it defines).
bool is_defined_here(std::u32string_view text, std::size_t from, std::size_t to) {
  std::u32string_view behind = text.substr(to);
  if (!behind.empty() && (behind[0] == U'」' || behind[0] == U'』' || behind[0] == U'"' || behind[0] == U'”')) behind.remove_prefix(1);
  if (behind.starts_with(U"とは")) return true;
  const auto blank = [](std::u32string_view part) { return part.find_first_not_of(U" :：") == std::u32string_view::npos; };
  return blank(text.substr(0, from)) && blank(text.substr(to));
}

}  // namespace

TermFinder::TermFinder(const std::vector<model::Term>& terms) {
  const auto add = [&](std::string_view written, const std::string& term) {
    std::u32string folded = fold(base::trim(written)).text;
    if (folded.empty()) return;
    by_first_[folded[0]].push_back({std::move(folded), term});
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

std::vector<TermFinder::Use> TermFinder::find(std::string_view written) const {
  std::vector<Use> uses;
  if (by_first_.empty()) return uses;
  const Folded folded = fold(written);
  const std::u32string_view text = folded.text;
  for (std::size_t at = 0; at < text.size();) {
    const auto words = by_first_.find(text[at]);
    const Word* found = nullptr;
    if (words != by_first_.end()) {
      for (const Word& word : words->second) {
        const std::size_t end = at + word.folded.size();
        if (!text.substr(at).starts_with(word.folded)) continue;
        const bool short_word = word.folded.size() <= 2;
        if (at > 0 && runs_on(text[at - 1], word.folded.front(), short_word)) continue;
        if (end < text.size() && runs_on(text[end], word.folded.back(), short_word)) continue;
        found = &word;
        break;
      }
    }
    if (!found) {
      ++at;
      continue;
    }
    const std::size_t end = at + found->folded.size();
    if (!is_defined_here(text, at, end)) uses.push_back({folded.bytes[at], folded.bytes[end], found->term});
    at = end;
  }
  return uses;
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
          for (model::TableCell& cell : row.cells) run(cell.content);
        }
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
    if (reference.mention && !finder_.knows(reference.target.id)) {
      reference.target = {};
      return;
    }
    linked_.insert(reference.target.id);
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
