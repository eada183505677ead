// Inlines become a flat list of atoms: one for each word, and for each thing that cannot be cut (an image, a reference,
// ruby). An atom knows the chain of markup around it, so that any stretch of atoms can be made into inlines again.
#include "diff/words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/unicode.h"
#include "base/utf8.h"
#include "diff/key.h"
#include "diff/sequence.h"

namespace kitei::diff {
namespace {

constexpr std::size_t kShortestKept = 3;     // code points
constexpr double kSmallestKeptShare = 0.15;  // of the longer side's code points

struct Wrapper {
  const model::Inline* node = nullptr;
  int parent = -1;
  std::string key;  // of the whole chain
};

// What a mention was before it was cut into words.
struct Mention {
  const model::Inline* node = nullptr;
  std::size_t words = 0;
};

struct Atom {
  std::string text;                     // a word, of Text or of a CodeSpan
  const model::Inline* leaf = nullptr;  // the node that it is, or is a word of
  int wrapper = -1;                     // index into Atoms::wrappers
  int mention = -1;                     // index into Atoms::mentions
  std::size_t word = 0;                 // its place in that mention
  std::size_t size = 0;                 // code points as shown
  std::uint32_t number = 0;             // equal atoms have equal numbers
};

struct Atoms {
  std::vector<Atom> atoms;
  std::vector<Wrapper> wrappers;
  std::vector<Mention> mentions;
};

const model::Reference* as_mention(const model::Inline& node) {
  const auto* reference = base::get_if<model::Reference>(&node.node);
  return reference && reference->mention ? reference : nullptr;
}

bool is_uncut(const model::Inline& node) {
  if (const auto* markup = base::get_if<model::Markup>(&node.node)) {
    if (markup->tag == model::MarkupTag::Ruby) return true;
  }
  if (base::holds_alternative<model::Image>(node.node)) return true;
  const model::Inlines* content = model::content_of(node);
  return !content || content->empty();
}

class Cutter {
 public:
  explicit Cutter(Numbering& numbering) : numbering_(numbering) {}

  Atoms cut(const model::Inlines& inlines) {
    walk(inlines, -1);
    return std::move(out_);
  }

 private:
  void walk(const model::Inlines& inlines, int wrapper) {
    for (std::size_t i = 0; i < inlines.size();) {
      const model::Inline& node = inlines[i];
      if (base::holds_alternative<model::Text>(node.node) || as_mention(node)) {
        std::size_t end = i + 1;
        while (end < inlines.size() &&
               (base::holds_alternative<model::Text>(inlines[end].node) || as_mention(inlines[end]))) {
          ++end;
        }
        cut_text(inlines, i, end, wrapper);
        i = end;
        continue;
      }
      ++i;
      if (const auto* code = base::get_if<model::CodeSpan>(&node.node)) {
        for (const std::string_view word : base::split_words(code->text)) add(std::string(word), "C", node, wrapper);
        if (code->text.empty()) add("", "C", node, wrapper);
        continue;
      }
      if (base::holds_alternative<model::SoftBreak>(node.node)) {
        add(" ", "T", node, wrapper);
        continue;
      }
      if (is_uncut(node)) {
        add_uncut(node, wrapper);
        continue;
      }
      out_.wrappers.push_back({&node, wrapper, key_of_chain(wrapper) + wrapper_key(node)});
      walk(*model::content_of(node), static_cast<int>(out_.wrappers.size()) - 1);
    }
  }

  // The words of neighbouring texts and mentions, divided as if they were one text.
  void cut_text(const model::Inlines& inlines, std::size_t from, std::size_t to, int wrapper) {
    std::string all;
    std::vector<std::pair<std::size_t, const model::Inline*>> pieces;  // where each node's text begins
    for (std::size_t i = from; i < to; ++i) {
      pieces.emplace_back(all.size(), &inlines[i]);
      const model::Reference* mention = as_mention(inlines[i]);
      all += mention ? mention->text : base::get<model::Text>(inlines[i].node).text;
    }
    pieces.emplace_back(all.size(), nullptr);
    std::size_t piece = 0;
    int mention = -1;
    auto enter = [&] {
      mention = -1;
      if (!pieces[piece].second || !as_mention(*pieces[piece].second)) return;
      out_.mentions.push_back({pieces[piece].second, 0});
      mention = static_cast<int>(out_.mentions.size()) - 1;
    };
    enter();
    std::size_t at = 0;
    for (const std::string_view word : base::split_words(all)) {
      const std::size_t word_end = at + word.size();
      while (at < word_end) {
        while (pieces[piece + 1].first <= at) ++piece, enter();
        // A word is cut where a mention begins or ends, not where two plain texts meet.
        std::size_t end = word_end;
        std::size_t next = piece + 1;
        while (pieces[next].second && pieces[next].first < end) {
          if (mention >= 0 || as_mention(*pieces[next].second)) end = pieces[next].first;
          ++next;
        }
        add(all.substr(at, end - at), "T", *pieces[piece].second, wrapper);
        if (mention >= 0) {
          Atom& atom = out_.atoms.back();
          atom.mention = mention;
          atom.word = out_.mentions[static_cast<std::size_t>(mention)].words++;
        }
        at = end;
      }
    }
  }

  void add(std::string text, std::string_view tag, const model::Inline& node, int wrapper) {
    Atom atom;
    atom.number = numbering_(key_of_chain(wrapper) + std::string(tag) + ":" + text);
    atom.size = base::count_code_points(text);
    atom.text = std::move(text);
    atom.leaf = &node;
    atom.wrapper = wrapper;
    out_.atoms.push_back(std::move(atom));
  }

  void add_uncut(const model::Inline& node, int wrapper) {
    const model::Inlines alone{node};
    Atom atom;
    atom.number = numbering_(key_of_chain(wrapper) + "U:" + key_of(alone));
    atom.size = std::max<std::size_t>(1, base::count_code_points(model::plain_text(alone)));
    atom.leaf = &node;
    atom.wrapper = wrapper;
    out_.atoms.push_back(std::move(atom));
  }

  std::string key_of_chain(int wrapper) const {
    return wrapper < 0 ? std::string() : out_.wrappers[static_cast<std::size_t>(wrapper)].key + "/";
  }

  Numbering& numbering_;
  Atoms out_;
};

// ---- atoms → inlines
// -------------------------------------------------------------------------------------------------

class Builder {
 public:
  explicit Builder(const Atoms& atoms) : atoms_(atoms) {}

  model::Inlines build(std::size_t from, std::size_t to) {
    out_.clear();
    open_.clear();
    last_leaf_ = nullptr;
    for (std::size_t i = from; i < to;) i = add(i, to);
    return std::move(out_);
  }

 private:
  // Appends the atom at `i`, or all words of a mention that is there as a whole; the place behind it.
  std::size_t add(std::size_t i, std::size_t to) {
    const Atom& atom = atoms_.atoms[i];
    model::Inlines& target = container(atom.wrapper);
    if (atom.mention >= 0 && atom.word == 0) {
      const Mention& mention = atoms_.mentions[static_cast<std::size_t>(atom.mention)];
      const std::size_t end = i + mention.words;
      if (end <= to && atoms_.atoms[end - 1].mention == atom.mention) {
        target.push_back(*mention.node);
        last_leaf_ = nullptr;
        return end;
      }
    }
    const bool code = base::holds_alternative<model::CodeSpan>(atom.leaf->node);
    const bool word = base::holds_alternative<model::Text>(atom.leaf->node) || atom.mention >= 0;
    if (code && last_leaf_ == atom.leaf) {
      base::get<model::CodeSpan>(target.back().node).text.append(atom.text);
    } else if (code) {
      target.push_back({model::CodeSpan{atom.text}, atom.leaf->position});
    } else if (word && !target.empty() && base::holds_alternative<model::Text>(target.back().node)) {
      base::get<model::Text>(target.back().node).text.append(atom.text);
    } else if (word) {
      target.push_back({model::Text{atom.text}, atom.leaf->position});
    } else {
      target.push_back(*atom.leaf);
    }
    last_leaf_ = atom.leaf;
    return i + 1;
  }

  // The list to which inlines of this chain of markup go; closes and opens what is needed.
  model::Inlines& container(int wrapper) {
    std::vector<int> chain;
    for (int w = wrapper; w >= 0; w = atoms_.wrappers[static_cast<std::size_t>(w)].parent) chain.push_back(w);
    std::reverse(chain.begin(), chain.end());
    std::size_t common = 0;
    while (common < chain.size() && common < open_.size() && chain[common] == open_[common]) ++common;
    if (common < open_.size() || common < chain.size()) last_leaf_ = nullptr;
    open_.resize(common);
    model::Inlines* list = &out_;
    for (std::size_t i = 0; i < common; ++i) list = model::content_of(list->back());
    for (std::size_t i = common; i < chain.size(); ++i) {
      model::Inline copy = *atoms_.wrappers[static_cast<std::size_t>(chain[i])].node;
      model::content_of(copy)->clear();
      list->push_back(std::move(copy));
      list = model::content_of(list->back());
      open_.push_back(chain[i]);
    }
    return *list;
  }

  const Atoms& atoms_;
  model::Inlines out_;
  std::vector<int> open_;  // the wrappers that are open at the end of out_
  const model::Inline* last_leaf_ = nullptr;
};

// ---- from stretches to runs
// ------------------------------------------------------------------------------------------

// Stretches in which nothing was kept that is too short to help a reader. `size` gives the code points of an atom of
// the new side. A stretch at the very beginning or end of either text is not between two changes, and stays.
template <typename Size>
std::vector<Common> readable(std::vector<Common> stretches, std::size_t before, std::size_t after, Size&& size) {
  std::vector<Common> kept;
  for (const Common& stretch : stretches) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < stretch.length; ++i) length += size(stretch.after + i);
    const bool first = stretch.before == 0 && stretch.after == 0;
    const bool last = stretch.before + stretch.length == before && stretch.after + stretch.length == after;
    if (length >= kShortestKept || first || last) kept.push_back(stretch);
  }
  return kept;
}

template <typename Keep, typename Delete, typename Insert>
void for_each_run(const std::vector<Common>& stretches, std::size_t before, std::size_t after, Keep&& keep,
                  Delete&& removed, Insert&& inserted) {
  std::size_t i = 0, j = 0;
  auto gap = [&](std::size_t to_before, std::size_t to_after) {
    if (i < to_before) removed(i, to_before);
    if (j < to_after) inserted(j, to_after);
    i = to_before, j = to_after;
  };
  for (const Common& stretch : stretches) {
    gap(stretch.before, stretch.after);
    keep(j, j + stretch.length);
    i += stretch.length, j += stretch.length;
  }
  gap(before, after);
}

std::vector<std::uint32_t> numbers_of(const Atoms& atoms) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(atoms.atoms.size());
  for (const Atom& atom : atoms.atoms) numbers.push_back(atom.number);
  return numbers;
}

std::size_t size_of(const Atoms& atoms) {
  std::size_t size = 0;
  for (const Atom& atom : atoms.atoms) size += atom.size;
  return size;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

}  // namespace

std::vector<model::Run> diff_words(const model::Inlines& before, const model::Inlines& after) {
  Numbering numbering;
  const Atoms old_atoms = Cutter(numbering).cut(before);
  const Atoms new_atoms = Cutter(numbering).cut(after);
  const std::size_t old_count = old_atoms.atoms.size(), new_count = new_atoms.atoms.size();
  // Always compared in the same direction, so that the way back shows the same change.
  const std::vector<std::uint32_t> old_numbers = numbers_of(old_atoms), new_numbers = numbers_of(new_atoms);
  const bool onward = key_of(before) <= key_of(after);
  std::vector<Common> stretches = readable(
      onward ? common_stretches(old_numbers, new_numbers) : mirrored(common_stretches(new_numbers, old_numbers)),
      old_count, new_count, [&](std::size_t i) { return new_atoms.atoms[i].size; });
  std::size_t kept = 0;
  for (const Common& stretch : stretches) {
    for (std::size_t i = 0; i < stretch.length; ++i) kept += new_atoms.atoms[stretch.after + i].size;
  }
  const std::size_t longer = std::max(size_of(old_atoms), size_of(new_atoms));
  if (static_cast<double>(kept) < kSmallestKeptShare * static_cast<double>(longer)) stretches.clear();

  std::vector<model::Run> runs;
  Builder old_side(old_atoms), new_side(new_atoms);
  for_each_run(
      stretches, old_count, new_count,
      [&](std::size_t from, std::size_t to) {
        runs.push_back({model::Edit::Keep, new_side.build(from, to)});
      },
      [&](std::size_t from, std::size_t to) {
        runs.push_back({model::Edit::Delete, old_side.build(from, to)});
      },
      [&](std::size_t from, std::size_t to) {
        runs.push_back({model::Edit::Insert, new_side.build(from, to)});
      });
  return runs;
}

std::vector<model::Run> diff_lines(const std::string& before, const std::string& after) {
  const std::vector<std::string_view> old_lines = lines_of(before), new_lines = lines_of(after);
  Numbering numbering;
  std::vector<std::uint32_t> old_numbers, new_numbers;
  for (const std::string_view line : old_lines) old_numbers.push_back(numbering(line));
  for (const std::string_view line : new_lines) new_numbers.push_back(numbering(line));

  std::vector<model::Run> runs;
  auto add = [&](model::Edit edit, const std::vector<std::string_view>& lines, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text += lines[i];
    runs.push_back({edit, {model::Inline{model::Text{std::move(text)}, {}}}});
  };
  for_each_run(
      common_stretches(old_numbers, new_numbers), old_lines.size(), new_lines.size(),
      [&](std::size_t from, std::size_t to) { add(model::Edit::Keep, new_lines, from, to); },
      [&](std::size_t from, std::size_t to) { add(model::Edit::Delete, old_lines, from, to); },
      [&](std::size_t from, std::size_t to) { add(model::Edit::Insert, new_lines, from, to); });
  return runs;
}

}  // namespace kitei::diff
