#include "source/definitions.h"

#include <string_view>

namespace kitei::source {
namespace {

using adapters::MarkdownKind;
using adapters::MarkdownNode;

// The bytes of `: ` or `：` and the blanks behind it at the start of a line; 0 when it begins otherwise or says nothing.
std::size_t colon_length(std::string_view line) {
  std::size_t at = 0;
  if (line.starts_with("：")) {
    at = std::string_view("：").size();
  } else if (line.starts_with(": ") || line.starts_with(":\t") || line.starts_with(":　")) {
    at = 1;
  } else {
    return 0;
  }
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\t') {
      ++at;
    } else if (line.substr(at).starts_with("　")) {
      at += std::string_view("　").size();
    } else {
      return at;
    }
  }
  return 0;
}

// A colon that the author wrote as one, not part of an entity, a link or code.
bool is_plain_text_at(const MarkdownNode& paragraph, std::size_t at) {
  for (const MarkdownNode& child : paragraph.children) {
    if (child.to > at) return child.kind == MarkdownKind::Text && !child.escaped;
  }
  return false;
}

// The lines of the paragraph: what stands between line ends that no link or emphasis encloses.
std::vector<Range> lines_of(const MarkdownNode& paragraph) {
  std::vector<Range> lines{{0, paragraph.text.size()}};
  for (const MarkdownNode& child : paragraph.children) {
    if (child.kind != MarkdownKind::SoftBreak && child.kind != MarkdownKind::LineBreak) continue;
    lines.back().to = child.from;
    lines.push_back({child.to, paragraph.text.size()});
  }
  return lines;
}

}  // namespace

std::optional<DefinitionRanges> definition_ranges(const MarkdownNode& paragraph) {
  if (paragraph.text.find(':') == std::string::npos && paragraph.text.find("：") == std::string::npos) return std::nullopt;
  const std::string_view text = paragraph.text;
  DefinitionRanges ranges;
  // Each line is looked up among all pieces of the paragraph; one as long as this explains no terms.
  constexpr std::size_t kMostLines = 1000;
  const std::vector<Range> lines = lines_of(paragraph);
  if (lines.size() > kMostLines) return std::nullopt;
  for (const Range& line : lines) {
    const std::size_t colon = colon_length(text.substr(line.from, line.to - line.from));
    if (colon > 0 && is_plain_text_at(paragraph, line.from)) {
      ranges.definitions.push_back({line.from + colon, line.to});
    } else if (ranges.definitions.empty()) {
      ranges.terms.push_back(line);
    } else {
      ranges.definitions.back().to = line.to;
    }
  }
  if (ranges.definitions.empty()) return std::nullopt;
  return ranges;
}

model::DefinitionItem read_definitions(const MarkdownNode& paragraph, const DefinitionRanges& ranges,
                                       const BodyOptions& options, base::Diagnostics& diagnostics) {
  model::DefinitionItem item;
  item.position = paragraph.position;
  for (const Range& term : ranges.terms) item.terms.push_back(read_inlines(paragraph, term, options, diagnostics));
  for (const Range& definition : ranges.definitions) {
    item.definitions.push_back(read_inlines(paragraph, definition, options, diagnostics));
  }
  return item;
}

}  // namespace kitei::source
