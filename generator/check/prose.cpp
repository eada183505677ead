#include "check/prose.h"

#include <algorithm>
#include <span>
#include <type_traits>
#include <utility>

namespace kitei::check {
namespace {

constexpr std::string_view kObject = "\uFFFC";

void add(Run& run, std::string_view text, base::Position position) {
  run.segments.push_back({run.text.size(), position, false});
  run.text += text;
}

void add(Run& run, const model::Inlines& inlines) {
  for (const model::Inline& node : inlines) {
    base::visit(
        [&](const auto& n) {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, model::Text>) {
            const std::size_t from = run.text.size();
            add(run, n.text, node.position);
            if (!n.pieces->empty() && n.pieces->front().offset == 0) run.segments.pop_back();
            for (const model::Text::Piece& piece : *n.pieces) {
              run.segments.push_back({from + piece.offset, piece.position, piece.whole});
            }
          } else if constexpr (std::is_same_v<Node, model::SoftBreak>) {
            add(run, " ", node.position);
          } else if constexpr (std::is_same_v<Node, model::LineBreak>) {
            add(run, "\n", node.position);
          } else if constexpr (std::is_same_v<Node, model::Reference>) {
            add(run, n.mention ? std::string_view(n.text) : kObject, node.position);
          } else if constexpr (std::is_same_v<Node, model::CodeSpan> || std::is_same_v<Node, model::Image>) {
            add(run, kObject, node.position);
          } else if constexpr (!std::is_same_v<Node, model::FootnoteReference> &&
                               !std::is_same_v<Node, model::TableMark>) {
            add(run, n.content);
          }
        },
        node.node);
  }
}

class Walker {
 public:
  explicit Walker(const std::function<void(const Run&)>& visit) : visit_(visit) {}

  void give(Run run, const model::Clause* clause) {
    if (run.text.empty()) return;
    run.clause = clause;
    visit_(run);
  }

  void blocks(std::span<const model::Block> blocks, Where where) {
    for (const model::Block& block : blocks) {
      base::visit(
          [&](const auto& node) {
            using Node = std::remove_cvref_t<decltype(node)>;
            if constexpr (std::is_same_v<Node, model::Heading>) {
              give(run_of(node.content, where == Where::Paragraph ? Where::Heading : where), &node.clause);
            } else if constexpr (std::is_same_v<Node, model::Paragraph>) {
              give(run_of(node.content, where), &*node.clause);
            } else if constexpr (std::is_same_v<Node, model::List>) {
              list(node, where);
            } else if constexpr (std::is_same_v<Node, model::Quote> || std::is_same_v<Node, model::Alert>) {
              this->blocks(node.content, where == Where::Note ? where : Where::Boxed);
            } else if constexpr (std::is_same_v<Node, model::Table>) {
              if (node.caption) give(run_of(node.caption->content, Where::Caption), nullptr);
              for (const model::TableRow& row : node.rows) {
                for (const model::TableCell& cell : row.cells) {
                  give(run_of(cell.content, Where::Cell), nullptr);
                  this->blocks(cell.blocks, Where::Cell);
                }
              }
              for (const model::TableNote& note : node.notes) give(run_of(note.content, Where::Cell), nullptr);
            } else if constexpr (std::is_same_v<Node, model::Figure>) {
              if (node.caption) give(run_of(node.caption->content, Where::Caption), nullptr);
            } else if constexpr (std::is_same_v<Node, model::DefinitionList>) {
              for (const model::DefinitionItem& item : node.items) {
                for (const model::Inlines& term : item.terms) give(run_of(term, where), nullptr);
                for (const model::Inlines& definition : item.definitions) give(run_of(definition, where), nullptr);
              }
            } else {
              static_assert(std::is_same_v<Node, model::CodeBlock> || std::is_same_v<Node, model::ThematicBreak>);
            }
          },
          block.node);
    }
  }

 private:
  void list(const model::List& list, Where where) {
    const Where inside = where == Where::Paragraph ? Where::Item : where;
    for (const model::ListItem& item : list.items) {
      const auto* first = item.content.empty() ? nullptr : base::get_if<model::Paragraph>(&item.content.front().node);
      if (!first) {
        blocks(item.content, inside);
        continue;
      }
      Run run = run_of(first->content, inside);
      run.opens_item = true;
      run.ordered = list.ordered;
      give(std::move(run), &*item.clause);
      blocks(std::span(item.content).subspan(1), inside);
    }
  }

  const std::function<void(const Run&)>& visit_;
};

}  // namespace

base::Position Run::at(std::size_t offset) const {
  auto segment = std::upper_bound(segments.begin(), segments.end(), offset,
                                  [](std::size_t value, const Segment& s) { return value < s.from; });
  if (segment == segments.begin()) return {};
  --segment;
  base::Position position = segment->position;
  if (position.known() && !segment->whole) position.column += static_cast<std::uint32_t>(offset - segment->from);
  return position;
}

Run run_of(const model::Inlines& inlines, Where where) {
  Run run;
  run.where = where;
  add(run, inlines);
  return run;
}

void for_each_run(const model::Document& document, const std::function<void(const Run&)>& visit) {
  Walker walker(visit);
  Run title;
  title.where = Where::Title;
  add(title, document.title, document.position_of("title"));
  walker.give(std::move(title), nullptr);
  walker.blocks(document.body.blocks, Where::Paragraph);
  for (const model::Footnote& note : document.body.footnotes) walker.blocks(note.content, Where::Note);
}

void report_at(base::Diagnostics& found, const model::Document& document, const Run& run, std::size_t offset, std::string code,
               base::Message message, base::Message hint) {
  const base::Position position = run.at(offset);
  found.push_back({std::move(code), document.path_of(position), position, std::move(message), std::move(hint)});
}

}  // namespace kitei::check
