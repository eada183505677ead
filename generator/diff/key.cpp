// Every text is written with its length before it, so that no two contents give the same bytes.
#include "diff/key.h"

#include <fmt/format.h>

#include <iterator>
#include <type_traits>

namespace kitei::diff {
namespace {

void put(std::string& out, std::string_view text) {
  fmt::format_to(std::back_inserter(out), "{}:", text.size());
  out += text;
}

void put(std::string& out, char tag, unsigned number) { fmt::format_to(std::back_inserter(out), "{}{};", tag, number); }

// Words that stand side by side count as one text, whatever nodes they are spread over.
void flush(std::string& out, std::string& words) {
  if (words.empty()) return;
  out += 'T';
  put(out, words);
  words.clear();
}

}  // namespace

std::string wrapper_key(const model::Inline& node) {
  return base::visit(
      [](const auto& n) -> std::string {
        using Node = std::remove_cvref_t<decltype(n)>;
        std::string key;
        if constexpr (std::is_same_v<Node, model::Emphasis>) {
          key = "E";
        } else if constexpr (std::is_same_v<Node, model::Strong>) {
          key = "S";
        } else if constexpr (std::is_same_v<Node, model::Strikethrough>) {
          key = "D";
        } else if constexpr (std::is_same_v<Node, model::Markup>) {
          put(key, 'M', static_cast<unsigned>(n.tag));
        } else if constexpr (std::is_same_v<Node, model::Link>) {
          key = "L";
          put(key, n.destination);
          put(key, n.title);
        }
        return key;
      },
      node.node);
}

void append_key(std::string& out, const model::Inlines& inlines) {
  std::string words;
  for (const model::Inline& node : inlines) {
    if (const auto* text = base::get_if<model::Text>(&node.node)) {
      words += text->text;
      continue;
    }
    if (base::holds_alternative<model::SoftBreak>(node.node)) {
      words += ' ';
      continue;
    }
    if (const auto* reference = base::get_if<model::Reference>(&node.node); reference && reference->mention) {
      words += reference->text;
      continue;
    }
    flush(out, words);
    base::visit(
        [&](const auto& n) {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, model::LineBreak>) {
            out += 'B';
          } else if constexpr (std::is_same_v<Node, model::CodeSpan>) {
            out += 'C';
            put(out, n.text);
          } else if constexpr (std::is_same_v<Node, model::Image>) {
            out += 'I';
            put(out, n.source);
            put(out, n.title);
            append_key(out, n.alternative);
          } else if constexpr (std::is_same_v<Node, model::Reference>) {
            put(out, 'R', static_cast<unsigned>(n.kind));
            put(out, n.name);
            put(out, n.address.text);
            put(out, n.version.text);
            put(out, n.text);
          } else if constexpr (std::is_same_v<Node, model::FootnoteReference>) {
            out += 'N';
            put(out, n.label);
          } else if constexpr (std::is_same_v<Node, model::TableMark>) {
            out += 'X';
            put(out, n.mark);
          } else if constexpr (!std::is_same_v<Node, model::Text> && !std::is_same_v<Node, model::SoftBreak>) {
            out += wrapper_key(node);
            out += '(';
            append_key(out, n.content);
            out += ')';
          }
        },
        node.node);
  }
  flush(out, words);
}

void append_key(std::string& out, const model::Attributes& attributes) {
  out += '{';
  put(out, attributes.id.text);
  for (const std::string& name : attributes.classes) {
    out += '.';
    put(out, name);
  }
  for (const auto& [name, value] : attributes.values) {
    out += '=';
    put(out, name);
    put(out, value);
  }
  for (const std::string& name : attributes.flags) {
    out += '!';
    put(out, name);
  }
  out += '}';
}

void append_key(std::string& out, const base::Maybe<model::Caption>& caption) {
  if (!caption) return;
  out += 'c';
  append_key(out, caption->attributes);
  append_key(out, caption->content);
  if (!caption->source.empty()) append_key(out, caption->source);
}

void append_key(std::string& out, const model::ListItem& item) {
  out += item.checked ? (*item.checked ? 'x' : 'o') : '-';
  append_key(out, item.content);
}

void append_key(std::string& out, const model::DefinitionItem& item) {
  put(out, '?', static_cast<unsigned>(item.terms.size()));
  for (const model::Inlines& term : item.terms) append_key(out, term);
  put(out, '!', static_cast<unsigned>(item.definitions.size()));
  for (const model::Inlines& definition : item.definitions) append_key(out, definition);
}

void append_key(std::string& out, const model::TableRow& row) {
  out += 'r';
  for (const model::TableCell& cell : row.cells) {
    put(out, '|', cell.row_span);
    put(out, '_', cell.column_span);
    put(out, ':', static_cast<unsigned>(cell.header));
    append_key(out, cell.content);
    if (cell.blocks) append_key(out, *cell.blocks);
  }
}

void append_key(std::string& out, const model::Blocks& blocks) {
  out += '[';
  for (const model::Block& block : blocks) append_key(out, block);
  out += ']';
}

void append_key(std::string& out, const model::Block& block) {
  base::visit(
      [&](const auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, model::Heading>) {
          put(out, 'h', node.level);
          append_key(out, *node.attributes);
          append_key(out, node.content);
        } else if constexpr (std::is_same_v<Node, model::Paragraph>) {
          out += 'p';
          append_key(out, node.content);
        } else if constexpr (std::is_same_v<Node, model::List>) {
          put(out, node.ordered ? '#' : '*', node.ordered ? node.start : 0);
          for (const model::ListItem& item : node.items) append_key(out, item);
        } else if constexpr (std::is_same_v<Node, model::Quote>) {
          out += 'q';
          append_key(out, node.content);
        } else if constexpr (std::is_same_v<Node, model::Alert>) {
          put(out, 'a', static_cast<unsigned>(node.kind));
          append_key(out, node.content);
        } else if constexpr (std::is_same_v<Node, model::CodeBlock>) {
          out += 'f';
          put(out, node.info);
          put(out, node.text);
        } else if constexpr (std::is_same_v<Node, model::Table>) {
          put(out, 't', static_cast<unsigned>(node.columns.size()));
          put(out, 'H', node.header_rows);
          append_key(out, node.caption);
          put(out, 'L', static_cast<unsigned>(node.turn));
          for (const double width : node.widths) put(out, fmt::format("{}", width));
          for (const model::TableRow& row : node.rows) append_key(out, row);
          for (const model::TableNote& note : node.notes) {
            put(out, note.mark);
            append_key(out, note.content);
          }
        } else if constexpr (std::is_same_v<Node, model::Figure>) {
          out += 'i';
          put(out, node.image.source);
          put(out, node.image.title);
          append_key(out, node.image.alternative);
          put(out, 'W', node.image.width);
          append_key(out, node.caption);
        } else if constexpr (std::is_same_v<Node, model::DefinitionList>) {
          out += 'd';
          for (const model::DefinitionItem& item : node.items) append_key(out, item);
        } else {
          static_assert(std::is_same_v<Node, model::ThematicBreak>);
          out += '-';
        }
      },
      block.node);
  out += '\n';
}

}  // namespace kitei::diff
