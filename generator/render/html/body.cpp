#include "render/html/body.h"

#include <fmt/format.h>

#include <type_traits>
#include <utility>
#include <variant>

#include "base/escape.h"
#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

void write_paragraph(BodyWriter& writer, const model::Paragraph& paragraph) {
  const bool bare = writer.in_item;
  const bool addressed = writer.page() && !anchor_of(*paragraph.clause).empty();
  if (bare && !addressed) return write_inlines(writer, paragraph.content);
  writer.fresh_line();
  writer.put("<p");
  if (writer.page()) writer.id(anchor_of(*paragraph.clause));
  writer.put(">");
  if (writer.page()) {
    write_second_anchor(writer, *paragraph.clause);
    writer.number(paragraph.clause->number);
    if (!paragraph.clause->number.empty()) writer.text(writer.label("　", " "));
  }
  write_inlines(writer, paragraph.content);
  writer.put("</p>\n");
}

void write_quote(BodyWriter& writer, const model::Quote& quote) {
  const bool outer = std::exchange(writer.in_item, false);
  writer.fresh_line();
  writer.put("<blockquote>\n");
  write_blocks(writer, quote.content);
  writer.fresh_line();
  writer.put("</blockquote>\n");
  writer.in_item = outer;
}

void write_code(BodyWriter& writer, const model::CodeBlock& code) {
  writer.fresh_line();
  writer.put("<pre><code");
  const std::string_view language = code.info.substr(0, code.info.find_first_of(" \t\n"));
  if (!language.empty()) writer.attribute("class", fmt::format("language-{}", language));
  writer.put(">");
  writer.text(code.text);
  writer.put("</code></pre>\n");
}

}  // namespace

void BodyWriter::text(std::string_view plain) { base::append_html(out, plain); }

void BodyWriter::fresh_line() {
  if (!out.empty() && out.back() != '\n') out += '\n';
}

void BodyWriter::attribute(std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  base::append_html(out, value);
  out += '"';
}

void BodyWriter::id(std::string_view id) {
  if (id.empty()) return;
  out += " id=\"";
  base::append_html(out, options.id_prefix);
  base::append_html(out, id);
  out += '"';
}

void BodyWriter::number(std::string_view number) {
  if (number.empty()) return;
  put("<span class=\"number\">");
  text(number);
  put("</span>");
}

void write_block(BodyWriter& writer, const model::Block& block) {
  base::visit(
      [&](const auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, model::Heading>) {
          write_heading(writer, node);
        } else if constexpr (std::is_same_v<Node, model::Paragraph>) {
          write_paragraph(writer, node);
        } else if constexpr (std::is_same_v<Node, model::List>) {
          write_list(writer, node);
        } else if constexpr (std::is_same_v<Node, model::Quote>) {
          write_quote(writer, node);
        } else if constexpr (std::is_same_v<Node, model::Alert>) {
          write_alert(writer, node);
        } else if constexpr (std::is_same_v<Node, model::CodeBlock>) {
          write_code(writer, node);
        } else if constexpr (std::is_same_v<Node, model::Table>) {
          write_table(writer, node);
        } else if constexpr (std::is_same_v<Node, model::Figure>) {
          write_figure(writer, node);
        } else if constexpr (std::is_same_v<Node, model::DefinitionList>) {
          write_definition_list(writer, node);
        } else {
          static_assert(std::is_same_v<Node, model::ThematicBreak>);
          writer.fresh_line();
          writer.put("<hr />\n");
        }
      },
      block.node);
}

void write_blocks(BodyWriter& writer, const model::Blocks& blocks) {
  for (const model::Block& block : blocks) write_block(writer, block);
}

std::string render_body(const model::Body& body, const BodyOptions& options) {
  constexpr std::size_t kTypicalBody = 8192;  // bytes
  BodyWriter writer{options, {}};
  writer.out.reserve(kTypicalBody);
  write_blocks(writer, body.blocks);
  write_footnotes(writer, body);
  return std::move(writer.out);
}

std::string render_blocks(const model::Blocks& blocks, const BodyOptions& options) {
  BodyWriter writer{options, {}};
  write_blocks(writer, blocks);
  return std::move(writer.out);
}

std::string render_footnotes(const model::Body& body, const BodyOptions& options) {
  BodyWriter writer{options, {}};
  write_footnotes(writer, body);
  return std::move(writer.out);
}

std::string render_inlines(const model::Inlines& inlines, const BodyOptions& options) {
  BodyWriter writer{options, {}};
  write_inlines(writer, inlines);
  return std::move(writer.out);
}

std::string_view withheld_label(base::Language language) {
  return language == base::Language::Japanese ? "（非公開文書）" : "(document not available here)";
}

}  // namespace kitei::render::html
