#include "body_support.h"

#include <fmt/format.h>

#include <type_traits>
#include <variant>

namespace kitei::testing {
namespace {

std::string_view name_of(model::ReferenceKind kind) {
  switch (kind) {
    case model::ReferenceKind::Document:
      return "document";
    case model::ReferenceKind::Control:
      return "control";
    case model::ReferenceKind::Requirement:
      return "requirement";
    case model::ReferenceKind::Record:
      return "record";
    case model::ReferenceKind::Law:
      return "law";
    case model::ReferenceKind::Term:
      return "term";
  }
  return "";
}

std::string_view name_of(model::MarkupTag tag) {
  switch (tag) {
    case model::MarkupTag::Subscript:
      return "sub";
    case model::MarkupTag::Superscript:
      return "sup";
    case model::MarkupTag::Keyboard:
      return "kbd";
    case model::MarkupTag::Ruby:
      return "ruby";
    case model::MarkupTag::RubyText:
      return "rt";
    case model::MarkupTag::RubyParenthesis:
      return "rp";
    case model::MarkupTag::WordBreak:
      return "wbr";
    case model::MarkupTag::EmphasisDots:
      return "dots";
  }
  return "";
}

std::string_view name_of(model::AlertKind kind) {
  switch (kind) {
    case model::AlertKind::Note:
      return "note";
    case model::AlertKind::Tip:
      return "tip";
    case model::AlertKind::Important:
      return "important";
    case model::AlertKind::Warning:
      return "warning";
    case model::AlertKind::Caution:
      return "caution";
    case model::AlertKind::Column:
      return "column";
  }
  return "";
}

std::string shown(const model::Attributes& attributes) {
  std::string out;
  if (!attributes.id.empty()) out += fmt::format(" #{}", attributes.id.text);
  for (const auto& name : attributes.classes) out += fmt::format(" .{}", name);
  for (const auto& [key, value] : attributes.values) out += fmt::format(" {}={}", key, value);
  for (const auto& flag : attributes.flags) out += fmt::format(" {}", flag);
  return out.empty() ? out : fmt::format("{{{}}}", out.substr(1));
}

std::string shown(const base::Maybe<model::Caption>& caption) {
  if (!caption) return "";
  std::string out = fmt::format("caption{}[{}]", shown(caption->attributes), testing::shown(caption->content));
  if (!caption->source.empty()) out += fmt::format("source[{}]", testing::shown(caption->source));
  return out;
}

std::string shown(const model::Table& table) {
  if (table.generated) {
    std::string filters;
    for (const auto& filter : table.generated->filters) {
      filters += fmt::format(" {}={}@{}", filter.key, filter.value, filter.position.column);
    }
    return fmt::format("generated{}[{}@{}{}]", shown(table.caption), table.generated->name,
                       table.generated->position.column, filters);
  }
  std::string out = fmt::format("table/{}{}", table.header_rows, shown(table.caption));
  if (table.turn == model::PageTurn::Landscape) out += "landscape";
  if (!table.widths.empty()) out += fmt::format("({})", fmt::join(table.widths, ":"));
  out += "[";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (r > 0) out += " / ";
    for (std::size_t c = 0; c < table.rows[r].cells.size(); ++c) {
      const model::TableCell& cell = table.rows[r].cells[c];
      if (c > 0) out += " | ";
      if (cell.row_span == 0) {
        out += "-";
        continue;
      }
      if (cell.header == model::CellHeader::Row) out += "#";
      out += cell.blocks ? fmt::format("<{}>", testing::shown(*cell.blocks)) : testing::shown(cell.content);
      if (cell.row_span > 1 || cell.column_span > 1) out += fmt::format("({}x{})", cell.row_span, cell.column_span);
    }
  }
  out += "]";
  for (const model::TableNote& note : table.notes) {
    out += fmt::format(" {}x{}[{}]", note.mark, note.references, testing::shown(note.content));
  }
  return out;
}

std::string shown(const model::List& list) {
  std::string out = list.ordered ? fmt::format("ol{}{}", list.start, list.delimiter) : "ul";
  out += list.tight ? "[" : "~[";
  for (const model::ListItem& item : list.items) {
    if (&item != &list.items.front()) out += "; ";
    if (item.checked) out += *item.checked ? "[x] " : "[ ] ";
    out += testing::shown(item.content);
  }
  return out + "]";
}

}  // namespace

std::string shown(const model::Inlines& inlines) {
  std::string out;
  for (const model::Inline& node : inlines) {
    out += kitei::base::visit(
        [](const auto& n) -> std::string {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, model::Text>) {
            return n.text.str();
          } else if constexpr (std::is_same_v<Node, model::SoftBreak>) {
            return "/";
          } else if constexpr (std::is_same_v<Node, model::LineBreak>) {
            return "\\";
          } else if constexpr (std::is_same_v<Node, model::CodeSpan>) {
            return fmt::format("`{}`", n.text);
          } else if constexpr (std::is_same_v<Node, model::Emphasis>) {
            return fmt::format("em[{}]", shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::Strong>) {
            return fmt::format("strong[{}]", shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::Strikethrough>) {
            return fmt::format("del[{}]", shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::Markup>) {
            return fmt::format("{}[{}]", name_of(n.tag), shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::Link>) {
            return fmt::format("link({})[{}]", n.destination, shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::Image>) {
            return fmt::format("image({}{}{})[{}]", n.source, n.width > 0 ? fmt::format(" {}%", n.width) : "",
                               n.decorative ? " decorative" : "", shown(n.alternative));
          } else if constexpr (std::is_same_v<Node, model::Reference>) {
            std::string text = fmt::format("@{{{} {}", name_of(n.kind), n.name);
            if (!n.address.empty()) text += fmt::format("#{}", n.address.text);
            if (!n.version.empty()) text += fmt::format("@{}", n.version.text);
            return text + "}";
          } else if constexpr (std::is_same_v<Node, model::TableMark>) {
            return fmt::format("^{}.{}", n.mark, n.occurrence);
          } else {
            static_assert(std::is_same_v<Node, model::FootnoteReference>);
            return fmt::format("^{}.{}", n.number, n.occurrence);
          }
        },
        node.node);
  }
  return out;
}

std::string shown(const model::Blocks& blocks) {
  std::string out;
  for (const model::Block& block : blocks) {
    if (!out.empty()) out += ' ';
    out += kitei::base::visit(
        [](const auto& n) -> std::string {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, model::Heading>) {
            return fmt::format("h{}{}[{}]", n.level, shown(*n.attributes), shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::Paragraph>) {
            return fmt::format("p[{}]", shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::List>) {
            return shown(n);
          } else if constexpr (std::is_same_v<Node, model::Quote>) {
            return fmt::format("quote[{}]", shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::Alert>) {
            return fmt::format("{}[{}]", name_of(n.kind), shown(n.content));
          } else if constexpr (std::is_same_v<Node, model::CodeBlock>) {
            return fmt::format("pre({})[{}]", n.info, n.text);
          } else if constexpr (std::is_same_v<Node, model::Table>) {
            return shown(n);
          } else if constexpr (std::is_same_v<Node, model::Figure>) {
            return fmt::format("figure({}{}{})[{}]{}", n.image.source,
                               n.image.width > 0 ? fmt::format(" {}%", n.image.width) : "",
                               n.image.decorative ? " decorative" : "", shown(n.image.alternative), shown(n.caption));
          } else if constexpr (std::is_same_v<Node, model::DefinitionList>) {
            std::string items;
            for (const model::DefinitionItem& item : n.items) {
              for (const model::Inlines& term : item.terms) items += fmt::format("{}; ", shown(term));
              for (const model::Inlines& definition : item.definitions) items += fmt::format(": {}; ", shown(definition));
            }
            return fmt::format("dl[{}]", items.substr(0, items.size() - 2));
          } else {
            static_assert(std::is_same_v<Node, model::ThematicBreak>);
            return "hr";
          }
        },
        block.node);
  }
  return out;
}

std::string findings(const base::Diagnostics& diagnostics) {
  std::string out;
  for (const base::Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out += '\n';
    out += fmt::format("{}:{} {}: {}", diagnostic.position.line, diagnostic.position.column, diagnostic.code,
                       diagnostic.message.en);
  }
  return out;
}

const std::map<std::string, std::string>& variables() {
  static const std::map<std::string, std::string> known{{"help_desk", "内線 1234"},
                                                        {"markup", "*x* [[A]] <b> https://a.jp"},
                                                        {"password_min_length", "12"},
                                                        {"担当", "情報部"}};
  return known;
}

Result read(std::string_view markdown, source::Dialect dialect) {
  source::BodyOptions options;
  options.dialect = dialect;
  options.path = "x.md";
  options.variables = &variables();
  auto body = source::read_body(markdown, options);
  base::sort_diagnostics(body.diagnostics);
  Result result{shown(body.value.blocks), findings(body.diagnostics)};
  for (const model::Footnote& note : body.value.footnotes) {
    result.blocks += fmt::format(" note{}x{}[{}]", note.number, note.references, shown(note.content));
  }
  return result;
}

}  // namespace kitei::testing
