// yaml-cpp gives the place of a scalar's first character, so a text on one line, and a literal one behind '|', keep the
// place of each word. In folded and broken texts everything is placed at the beginning.
#include "source/table_cell.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "source/attributes.h"

namespace kitei::source {
namespace {

// Texts without any sign of Markdown, of a reference or of a URL need no parser.
bool is_plain(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return text.empty();
  return text.find_first_of("\\`*_[]<>&~{}|:@/#+-=!\n\t\"$") == std::string_view::npos &&
         text.find("www.") == std::string_view::npos && text.front() != ' ' && text.back() != ' ';
}

// How places in the text of a scalar become places in the file.
struct Mapping {
  std::uint32_t first_line = 1;
  std::uint32_t column = 0;  // added to columns
  bool exact = true;         // otherwise everything stands at (first_line, column)
};

std::size_t leading_blanks(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

Mapping mapping_of(const CellSource& source) {
  const base::Position position = source.value.position;
  const std::uint32_t container = source.fence.column - 1;
  Mapping mapping{position.line, position.column - 1 + container, true};
  const std::uint32_t inside = position.line - source.fence.line;  // 1-based line of the YAML
  const std::string_view line = base::line_at(source.yaml, inside);
  const char first = position.column <= line.size() ? line[position.column - 1] : ' ';
  const bool several = source.value.text.find('\n') != std::string::npos;
  if (first == '|' && !source.value.plain) {
    mapping.first_line = position.line + 1;
    mapping.column = container;
    // The first line with something on it tells how far the text is indented.
    std::uint32_t at = 0;
    for (std::size_t from = 0; from <= source.value.text.size(); ++at) {
      const std::size_t end = std::min(source.value.text.find('\n', from), source.value.text.size());
      const std::string_view text = std::string_view(source.value.text).substr(from, end - from);
      if (leading_blanks(text) < text.size()) {
        const std::size_t written = leading_blanks(base::line_at(source.yaml, inside + 1 + at));
        mapping.column += static_cast<std::uint32_t>(written - std::min(written, leading_blanks(text)));
        break;
      }
      from = end + 1;
    }
    return mapping;
  }
  if (first == '"' || first == '\'') mapping.column += 1;
  mapping.exact = !several && line.find(source.value.text) != std::string_view::npos;
  return mapping;
}

base::Position mapped(base::Position position, const Mapping& mapping) {
  if (!position.known()) return position;
  if (mapping.exact) return position.behind(mapping.column);
  return {mapping.first_line, mapping.column + 1, position.file};
}

// A heading would be a clause, and clauses do not stand in tables.
void make_paragraph(model::Block& block, const BodyOptions& options, base::Diagnostics& diagnostics) {
  auto* heading = base::get_if<model::Heading>(&block.node);
  if (heading == nullptr) return;
  diagnostics.push_back({"table-shape",
                         options.path,
                         block.position,
                         {"a heading cannot stand in a cell", "セルの中に見出しは置けません"},
                         {"write it in bold: **…**", "**太字**で書いてください"}});
  model::Inlines content = std::move(heading->content);
  block.node = model::Paragraph{{{model::Strong{std::move(content)}, block.position}}, {}};
}

}  // namespace

void read_cell_text(const CellSource& source, model::TableCell& cell, const BodyOptions& options,
                    base::Diagnostics& diagnostics) {
  const std::string& text = source.value.text;
  const Mapping mapping = mapping_of(source);
  if (is_plain(text)) {
    if (!text.empty()) {
      cell.content = {{model::Text{text}, mapped({mapping.first_line, 1, 0}, mapping)}};
    }
    return;
  }
  BodyOptions inside = options;
  inside.first_line = mapping.first_line;
  inside.within = Within::Cell;
  base::Read<model::Body> read = read_body(text, inside);
  model::for_each_position(read.value.blocks, [&](base::Position& position) { position = mapped(position, mapping); });
  for (base::Diagnostic& diagnostic : read.diagnostics) {
    diagnostic.position = mapped(diagnostic.position, mapping);
    diagnostics.push_back(std::move(diagnostic));
  }
  if (!read.value.footnotes.empty()) {
    diagnostics.push_back({"table-shape",
                           options.path,
                           mapped(read.value.footnotes.front().position, mapping),
                           {"a footnote cannot stand in a cell", "セルの中に脚注は置けません"},
                           {"write ※1 and a note under the table", "「※1」と書き、表の下に注記を書いてください"}});
  }
  for (model::Block& block : read.value.blocks) make_paragraph(block, options, diagnostics);
  if (read.value.blocks.size() == 1) {
    if (auto* paragraph = base::get_if<model::Paragraph>(&read.value.blocks.front().node)) {
      cell.content = std::move(paragraph->content);
      return;
    }
  }
  if (!read.value.blocks.empty()) cell.blocks = std::move(read.value.blocks);
}

std::optional<model::Address> read_caption_id(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  auto found = read_trailing_attributes("{#" + std::string(text) + "}");
  if (!found || found->brace != 0 || found->attributes.id.empty() || !found->attributes.classes.empty() ||
      !found->attributes.values.empty() || !found->attributes.flags.empty()) {
    return std::nullopt;
  }
  return std::move(found->attributes.id);
}

}  // namespace kitei::source
