#include "check/prose.h"

#include <algorithm>
#include <span>
#include <type_traits>
#include <utility>

namespace kitei::check {
namespace {

constexpr std::string_view kObject = "\uFFFC";

class Walker {
 public:
  explicit Walker(const std::function<void(const Run&)>& visit) : visit_(visit) {}

  void title(const model::Document& document) {
    if (!document.title.empty()) visit_(reader_.read(document.title, document.position_of("title"), Where::Title));
  }

  void blocks(std::span<const model::Block> blocks, Where where) {
    for (const model::Block& block : blocks) {
      base::visit(
          [&](const auto& node) {
            using Node = std::remove_cvref_t<decltype(node)>;
            if constexpr (std::is_same_v<Node, model::Heading>) {
              give(node.content, where == Where::Paragraph ? Where::Heading : where, &node.clause);
            } else if constexpr (std::is_same_v<Node, model::Paragraph>) {
              give(node.content, where, &*node.clause);
            } else if constexpr (std::is_same_v<Node, model::List>) {
              list(node, where);
            } else if constexpr (std::is_same_v<Node, model::Quote> || std::is_same_v<Node, model::Alert>) {
              this->blocks(node.content, where == Where::Note ? where : Where::Boxed);
            } else if constexpr (std::is_same_v<Node, model::Table>) {
              if (node.caption) give(node.caption->content, Where::Caption);
              for (const model::TableRow& row : node.rows) {
                for (const model::TableCell& cell : row.cells) {
                  give(cell.content, Where::Cell);
                  if (cell.blocks) this->blocks(*cell.blocks, Where::Cell);
                }
              }
              for (const model::TableNote& note : node.notes) give(note.content, Where::Cell);
            } else if constexpr (std::is_same_v<Node, model::Figure>) {
              if (node.caption) give(node.caption->content, Where::Caption);
            } else if constexpr (std::is_same_v<Node, model::DefinitionList>) {
              for (const model::DefinitionItem& item : node.items) {
                for (const model::Inlines& term : item.terms) give(term, where);
                for (const model::Inlines& definition : item.definitions) give(definition, where);
              }
            } else {
              static_assert(std::is_same_v<Node, model::CodeBlock> || std::is_same_v<Node, model::ThematicBreak>);
            }
          },
          block.node);
    }
  }

 private:
  void give(const model::Inlines& inlines, Where where, const model::Clause* clause = nullptr) {
    Run run = reader_.read(inlines, where);
    if (run.text.empty()) return;
    run.clause = clause;
    visit_(run);
  }

  void list(const model::List& list, Where where) {
    const Where inside = where == Where::Paragraph ? Where::Item : where;
    for (const model::ListItem& item : list.items) {
      const auto* first = item.content.empty() ? nullptr : base::get_if<model::Paragraph>(&item.content.front().node);
      if (!first) {
        blocks(item.content, inside);
        continue;
      }
      Run run = reader_.read(first->content, inside);
      run.clause = &*item.clause;
      run.opens_item = true;
      run.ordered = list.ordered;
      if (!run.text.empty()) visit_(run);
      blocks(std::span(item.content).subspan(1), inside);
    }
  }

  const std::function<void(const Run&)>& visit_;
  RunReader reader_;
};

}  // namespace

base::Position Run::at(std::size_t offset) const {
  auto segment = std::upper_bound(segments.begin(), segments.end(), offset,
                                  [](std::size_t value, const Segment& s) { return value < s.from; });
  if (segment == segments.begin()) return {};
  --segment;
  const bool shifts = segment->position.known() && !segment->whole;
  return shifts ? segment->position.behind(offset - segment->from) : segment->position;
}

void RunReader::add(std::string_view text, base::Position position) {
  segments_.push_back({text_.size(), position, false});
  text_ += text;
}

void RunReader::add_segments(const model::Text& text, base::Position position, std::size_t from) {
  if (text.pieces->empty() || text.pieces->front().offset > 0) segments_.push_back({from, position, false});
  for (const model::Text::Piece& piece : *text.pieces) segments_.push_back({from + piece.offset, piece.position, piece.whole});
}

void RunReader::add(const model::Inlines& inlines) {
  for (const model::Inline& node : inlines) {
    base::visit(
        [&](const auto& n) {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, model::Text>) {
            add_segments(n, node.position, text_.size());
            text_ += n.text;
          } else if constexpr (std::is_same_v<Node, model::SoftBreak>) {
            add(" ", node.position);
          } else if constexpr (std::is_same_v<Node, model::LineBreak>) {
            add("\n", node.position);
          } else if constexpr (std::is_same_v<Node, model::Reference>) {
            add(n.mention ? std::string_view(n.text) : kObject, node.position);
          } else if constexpr (std::is_same_v<Node, model::CodeSpan> || std::is_same_v<Node, model::Image>) {
            add(kObject, node.position);
          } else if constexpr (!std::is_same_v<Node, model::FootnoteReference> &&
                               !std::is_same_v<Node, model::TableMark>) {
            add(n.content);
          }
        },
        node.node);
  }
}

Run RunReader::read(const model::Inlines& inlines, Where where) {
  segments_.clear();
  text_.clear();
  Run run;
  run.where = where;
  // Most runs are one text.
  if (const auto* only = inlines.size() == 1 ? base::get_if<model::Text>(&inlines.front().node) : nullptr) {
    add_segments(*only, inlines.front().position, 0);
    run.text = only->text;
  } else {
    add(inlines);
    run.text = text_;
  }
  run.segments = segments_;
  return run;
}

Run RunReader::read(std::string_view text, base::Position position, Where where) {
  segments_.assign(1, {0, position, false});
  Run run;
  run.text = text;
  run.where = where;
  run.segments = segments_;
  return run;
}

void for_each_run(const model::Document& document, const std::function<void(const Run&)>& visit) {
  Walker walker(visit);
  walker.title(document);
  walker.blocks(document.body.blocks, Where::Paragraph);
  for (const model::Footnote& note : document.body.footnotes) walker.blocks(note.content, Where::Note);
}

void report_at(base::Diagnostics& found, const model::Document& document, const Run& run, std::size_t offset, std::string code,
               base::Message message, base::Message hint) {
  const base::Position position = run.at(offset);
  found.push_back({std::move(code), document.path_of(position), position, std::move(message), std::move(hint)});
}

}  // namespace kitei::check
