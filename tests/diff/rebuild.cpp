#include "rebuild.h"

#include <algorithm>
#include <type_traits>

namespace kitei::test {
namespace {

using namespace kitei::model;

bool is_on(Edit edit, Which side) {
  return edit == Edit::Keep || edit == (side == Which::New ? Edit::Insert : Edit::Delete);
}

bool is_on(const ClauseChange& change, Which side) {
  return side == Which::New ? change.after.has_value() : change.before.has_value() && change.kind != ChangeKind::Moved;
}

const Block& block_of(const ClauseChange& change, Which side) {
  return side == Which::New ? *change.after : *change.before;
}

Block rebuild(const ClauseChange& change, Which side);

// A cell of these blocks: of one line when they are one paragraph.
TableCell with_blocks(TableCell cell, Blocks blocks) {
  const auto* line = blocks.size() == 1 ? kitei::base::get_if<Paragraph>(&blocks[0].node) : nullptr;
  cell.content = line ? line->content : Inlines{};
  cell.blocks.reset();
  if (!line && !blocks.empty()) cell.blocks = std::move(blocks);
  return cell;
}


Inlines rebuild_text(const ClauseChange& change, Which side) {
  const Block block = rebuild(change, side);
  return kitei::base::get<Paragraph>(block.node).content;
}

Block rebuild(const ClauseChange& change, Which side) {
  Block block = block_of(change, side);
  // A block that moved away is whole; its words are compared where it stands now.
  if (change.runs.empty() && change.inside.empty()) return block;
  kitei::base::visit(
      [&](auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, Heading> || std::is_same_v<Node, Paragraph>) {
          node.content = rebuild(change.runs, side);
        } else if constexpr (std::is_same_v<Node, CodeBlock>) {
          node.text = plain_text(rebuild(change.runs, side));
        } else if constexpr (std::is_same_v<Node, Quote> || std::is_same_v<Node, Alert>) {
          node.content = rebuild(change.inside, side);
        } else if constexpr (std::is_same_v<Node, List>) {
          const bool item = std::none_of(change.inside.begin(), change.inside.end(), [](const ClauseChange& row) {
            const Block& b = row.after ? *row.after : *row.before;
            return kitei::base::holds_alternative<List>(b.node) && kitei::base::get<List>(b.node).items.size() == 1;
          });
          if (item && node.items.size() == 1) {
            node.items[0].content = rebuild(change.inside, side);
            return;
          }
          node.items.clear();
          for (const ClauseChange& row : change.inside) {
            if (!is_on(row, side)) continue;
            Block one = block_of(row, side);
            ListItem made = kitei::base::get<List>(one.node).items[0];
            if (!row.inside.empty()) made.content = rebuild(row.inside, side);
            node.items.push_back(std::move(made));
          }
        } else if constexpr (std::is_same_v<Node, Table>) {
          node.rows.clear();
          node.notes.clear();
          for (const ClauseChange& row : change.inside) {
            if (!is_on(row, side)) continue;
            if (const auto* note = kitei::base::get_if<Table>(&block_of(row, side).node); note && !note->notes.empty()) {
              node.notes.push_back(note->notes[0]);
              if (!row.runs.empty()) node.notes.back().content = rebuild(row.runs, side);
              continue;
            }
            if (kitei::base::holds_alternative<Paragraph>(block_of(row, side).node)) {
              node.caption->content = rebuild_text(row, side);
              continue;
            }
            TableRow made = kitei::base::get<Table>(block_of(row, side).node).rows[0];
            for (std::size_t i = 0; i < row.inside.size(); ++i) {
              const ClauseChange& cell = row.inside[i];
              if (kitei::base::holds_alternative<Paragraph>(block_of(cell, side).node)) {
                made.cells[i].content = rebuild_text(cell, side);
              } else if (!cell.inside.empty()) {
                made.cells[i] = with_blocks(std::move(made.cells[i]), rebuild(cell.inside, side));
              }
            }
            node.rows.push_back(std::move(made));
          }
        }
      },
      block.node);
  return block;
}

bool same_markup(const Inline& a, const Inline& b) {
  if (a.node.index() != b.node.index()) return false;
  Inline x = a, y = b;
  if (Inlines* content = content_of(x)) content->clear();
  if (Inlines* content = content_of(y)) content->clear();
  return x == y;
}

bool is_container(const Inline& node) {
  return content_of(node) && !content_of(node)->empty() && !kitei::base::holds_alternative<Image>(node.node);
}

}  // namespace

Inlines rebuild(const std::vector<Run>& runs, Which side) {
  Inlines all;
  for (const Run& run : runs) {
    if (is_on(run.edit, side)) all.insert(all.end(), run.content.begin(), run.content.end());
  }
  return all;
}

Blocks rebuild(const std::vector<ClauseChange>& changes, Which side) {
  Blocks blocks;
  for (const ClauseChange& change : changes) {
    if (is_on(change, side)) blocks.push_back(rebuild(change, side));
  }
  return blocks;
}

Inlines normalised(const Inlines& inlines) {
  Inlines out;
  for (const Inline& given : inlines) {
    Inline node = given;
    if (kitei::base::holds_alternative<SoftBreak>(node.node)) node.node = Text{" "};
    if (!out.empty()) {
      Inline& last = out.back();
      auto *text = kitei::base::get_if<Text>(&last.node), *more = kitei::base::get_if<Text>(&node.node);
      if (text && more) {
        text->text.append(more->text);
        continue;
      }
      auto *code = kitei::base::get_if<CodeSpan>(&last.node), *more_code = kitei::base::get_if<CodeSpan>(&node.node);
      if (code && more_code) {
        code->text.append(more_code->text);
        continue;
      }
      if (is_container(node) && is_container(last) && same_markup(node, last)) {
        Inlines* content = content_of(last);
        content->insert(content->end(), content_of(node)->begin(), content_of(node)->end());
        continue;
      }
    }
    out.push_back(std::move(node));
  }
  for (Inline& node : out) {
    if (Inlines* content = content_of(node)) *content = normalised(*content);
  }
  return out;
}

Blocks normalised(Blocks blocks) {
  for_each_inlines(blocks, [](Inlines& inlines) { inlines = normalised(inlines); });
  return blocks;
}

std::string show(const Inlines& inlines) {
  std::string out;
  for (const Inline& node : inlines) {
    kitei::base::visit(
        [&](const auto& n) {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, Text>) {
            out += n.text;
          } else if constexpr (std::is_same_v<Node, CodeSpan>) {
            out += "`" + n.text + "`";
          } else if constexpr (std::is_same_v<Node, SoftBreak>) {
            out += "␤";
          } else if constexpr (std::is_same_v<Node, LineBreak>) {
            out += "⏎";
          } else if constexpr (std::is_same_v<Node, Emphasis>) {
            out += "*" + show(n.content) + "*";
          } else if constexpr (std::is_same_v<Node, Strong>) {
            out += "**" + show(n.content) + "**";
          } else if constexpr (std::is_same_v<Node, Strikethrough>) {
            out += "~~" + show(n.content) + "~~";
          } else if constexpr (std::is_same_v<Node, Markup>) {
            out += "<" + show(n.content) + ">";
          } else if constexpr (std::is_same_v<Node, Link>) {
            out += "[" + show(n.content) + "](" + n.destination + ")";
          } else if constexpr (std::is_same_v<Node, Image>) {
            out += "![" + show(n.alternative) + "](" + n.source + ")";
          } else if constexpr (std::is_same_v<Node, Reference>) {
            out += "⟦" + n.text + "⟧";
          } else if constexpr (std::is_same_v<Node, TableMark>) {
            out += n.mark;
          } else {
            out += "^" + n.label;
          }
        },
        node.node);
  }
  return out;
}

std::string show(const std::vector<Run>& runs) {
  std::string out;
  for (const Run& run : runs) {
    const std::string text = show(run.content);
    if (run.edit == Edit::Keep) out += text;
    if (run.edit == Edit::Delete) out += "[-" + text + "-]";
    if (run.edit == Edit::Insert) out += "{+" + text + "+}";
  }
  return out;
}

namespace {

void show_rows(std::string& out, const std::vector<ClauseChange>& changes, const std::string& indent) {
  for (const ClauseChange& change : changes) {
    const char* signs = "=+-~>";
    const char sign = change.moved ? '<' : signs[static_cast<int>(change.kind)];
    std::string text = show(change.runs);
    if (change.runs.empty() && change.inside.empty()) {
      text = plain_text(Blocks{change.after ? *change.after : *change.before});
      std::replace(text.begin(), text.end(), '\n', '/');
    }
    out += indent + sign + " " + text;
    for (const FieldChange& field : change.attributes) {
      out += " {" + field.key + ": " + field.before + " → " + field.after + "}";
    }
    out += "\n";
    show_rows(out, change.inside, indent + "  ");
  }
}

}  // namespace

std::string show(const std::vector<ClauseChange>& changes) {
  std::string out;
  show_rows(out, changes, "");
  return out;
}

Inlines inlines(std::string_view text) {
  Inlines out;
  auto take = [&](std::string_view close, std::size_t from) {
    const auto end = text.find(close, from);
    const std::string_view inside = text.substr(from, end - from);
    text.remove_prefix(end + close.size());
    return inside;
  };
  while (!text.empty()) {
    if (text.starts_with("**")) {
      out.push_back({Strong{inlines(take("**", 2))}, {}});
    } else if (text.starts_with("`")) {
      out.push_back({CodeSpan{std::string(take("`", 1))}, {}});
    } else if (text.starts_with("[")) {
      Link link;
      link.content = inlines(take("](", 1));
      link.destination = std::string(take(")", 0));
      out.push_back({std::move(link), {}});
    } else if (text.starts_with("⟦")) {
      Reference reference;
      reference.name = reference.text = std::string(take("⟧", std::string_view("⟦").size()));
      out.push_back({std::move(reference), {}});
    } else if (text.starts_with("\n")) {
      out.push_back({SoftBreak{}, {}});
      text.remove_prefix(1);
    } else {
      std::size_t end = text.size();
      for (const std::string_view mark : {"**", "`", "[", "⟦", "\n"}) end = std::min(end, text.find(mark));
      out.push_back({Text{std::string(text.substr(0, end))}, {}});
      text.remove_prefix(end);
    }
  }
  return out;
}

Block paragraph(std::string_view text) { return {Paragraph{inlines(text), {}}, {}}; }

Block heading(unsigned level, std::string_view text, std::string_view address) {
  Heading made;
  made.level = level;
  made.content = inlines(text);
  made.attributes.edit().id.text = std::string(address);
  return {std::move(made), {}};
}

}  // namespace kitei::test
