// Method: list the leaves of the paragraph in reading order, decide for each soft break by its neighbours, then
// rebuild.
#include "source/soft_breaks.h"

#include <algorithm>
#include <type_traits>

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::source {
namespace {

enum class Edge { None, Narrow, Wide, Either };  // None: nothing to see, look further

struct Leaf {
  model::Inline* node;
  Edge first = Edge::None;
  Edge last = Edge::None;
  bool is_break = false;
};

Edge edge_of(char32_t c) { return base::is_wide(c) ? Edge::Wide : Edge::Narrow; }

void collect(model::Inlines& inlines, std::vector<Leaf>& leaves) {
  for (model::Inline& node : inlines) {
    base::visit(
        [&](auto& n) {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, model::Text> || std::is_same_v<Node, model::CodeSpan>) {
            if (n.text.empty()) return;
            leaves.push_back({&node, edge_of(base::code_point_at(n.text, 0).value),
                              edge_of(base::code_point_before(n.text, n.text.size()).value)});
          } else if constexpr (std::is_same_v<Node, model::SoftBreak>) {
            leaves.push_back({&node, Edge::Narrow, Edge::Narrow, true});
          } else if constexpr (std::is_same_v<Node, model::LineBreak>) {
            // A soft break behind <br> would be a blank at the beginning of the line.
            leaves.push_back({&node, Edge::Narrow, Edge::Wide});
          } else if constexpr (std::is_same_v<Node, model::Reference>) {
            leaves.push_back({&node, Edge::Either, Edge::Either});
          } else if constexpr (std::is_same_v<Node, model::Image>) {
            leaves.push_back({&node, Edge::Narrow, Edge::Narrow});
          } else if constexpr (!std::is_same_v<Node, model::FootnoteReference> &&
                               !std::is_same_v<Node, model::TableMark>) {
            collect(n.content, leaves);
          }
        },
        node.node);
  }
}

bool may_join(Edge before, Edge after) {
  if (before == Edge::Narrow || after == Edge::Narrow) return false;
  return before == Edge::Wide || after == Edge::Wide;
}

// A break to drop is marked as an empty text, which join_texts takes away.
void drop_breaks(model::Inlines& inlines) {
  std::vector<Leaf> leaves;
  collect(inlines, leaves);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (!leaves[i].is_break) continue;
    const bool after_line_break = i > 0 && base::holds_alternative<model::LineBreak>(leaves[i - 1].node->node);
    const Edge before = i > 0 ? leaves[i - 1].last : Edge::Narrow;
    const Edge after = i + 1 < leaves.size() ? leaves[i + 1].first : Edge::Narrow;
    if (after_line_break || may_join(before, after)) leaves[i].node->node = model::Text{};
  }
}

void join_texts(model::Inlines& inlines) {
  std::size_t to = 0;
  for (std::size_t i = 0; i < inlines.size(); ++i) {
    if (model::Inlines* content = model::content_of(inlines[i])) join_texts(*content);
    if (auto* text = base::get_if<model::Text>(&inlines[i].node)) {
      if (text->text.empty()) continue;
      auto* previous = to > 0 ? base::get_if<model::Text>(&inlines[to - 1].node) : nullptr;
      if (previous != nullptr) {
        model::append_text(*previous, inlines[to - 1].position, std::move(*text), inlines[i].position);
        continue;
      }
    }
    if (to != i) inlines[to] = std::move(inlines[i]);
    ++to;
  }
  inlines.resize(to);
}

}  // namespace

void tidy_inlines(model::Inlines& inlines) {
  // Most paragraphs are one text.
  const auto* only = inlines.size() == 1 ? base::get_if<model::Text>(&inlines.front().node) : nullptr;
  if (only != nullptr && !only->text.empty()) return;
  const auto is_break = [](const model::Inline& node) { return base::holds_alternative<model::SoftBreak>(node.node); };
  bool any = false;
  model::for_each_inline(std::as_const(inlines), [&](const model::Inline& node) { any = any || is_break(node); });
  if (any) drop_breaks(inlines);
  join_texts(inlines);
}

}  // namespace kitei::source
