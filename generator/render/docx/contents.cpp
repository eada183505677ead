#include "render/docx/contents.h"

#include "render/docx/inline.h"
#include "render/docx/paragraph.h"

namespace kitei::render::docx {
namespace {

constexpr std::size_t kFewestEntries = 6;
constexpr std::size_t kMostEntriesOfTwoLevels = 160;
constexpr std::int64_t kHeadingHeight = 800;
constexpr std::int64_t kEntryHeight = 360;

unsigned deepest_level(const Output& output) { return output.contents.size() > kMostEntriesOfTwoLevels ? 1 : 2; }

bool is_listed(const Output& output, const ContentsEntry& entry) { return entry.level <= deepest_level(output); }

void field_mark(XmlWriter& xml, std::string_view type) {
  xml.raw("<w:r><w:fldChar w:fldCharType=\"").raw(type).raw("\"/></w:r>");
}

struct Line {
  std::string_view style;
  std::string text;
  std::string bookmark;
  std::int64_t height = 0;
};

// The lines of a list under one TOC field.
void write_lines(Scope& scope, const std::vector<Line>& lines, std::string_view instruction, std::int64_t text_begins) {
  const std::int64_t page_height = scope.output.options.templates->page.usual_height();
  XmlWriter& xml = scope.story.xml;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    const ParagraphFormat format{.style = line.style, .right_tab = scope.width};
    open_paragraph(scope, format);
    if (i == 0) {
      field_mark(xml, "begin");
      xml.open("w:r").open("w:instrText").attribute("xml:space", "preserve").text(instruction).close().close();
      field_mark(xml, "separate");
    }
    xml.open("w:hyperlink").attribute("w:anchor", line.bookmark).attribute("w:history", "1");
    write_text(scope, line.text + "\t");
    const std::int64_t page = (text_begins + line.height) / page_height + 1;
    write_field(scope, "PAGEREF " + line.bookmark + " \\h", std::to_string(page));
    xml.close();
    if (i + 1 == lines.size()) field_mark(xml, "end");
    close_paragraph(scope, format);
  }
}

void write_caption_list(Scope& scope, const std::vector<CaptionEntry>& entries, std::string_view title,
                        std::int64_t text_begins) {
  if (entries.empty()) return;
  write_paragraph(scope, {.style = "TOCHeading"}, scope.output.text(title));
  std::vector<Line> lines;
  for (const CaptionEntry& entry : entries) lines.push_back({"TableofFigures", entry.text, entry.bookmark, entry.height});
  write_lines(scope, lines, " TOC \\h \\z \\c \"" + entries.front().label + "\" ", text_begins);
}

}  // namespace

bool wants_contents(const Output& output) { return output.binder || output.contents.size() >= kFewestEntries; }

std::int64_t contents_height(const Output& output) {
  const auto listed = std::count_if(output.contents.begin(), output.contents.end(),
                                    [&](const ContentsEntry& entry) { return is_listed(output, entry); });
  std::int64_t height = kHeadingHeight + listed * kEntryHeight;
  for (const auto* list : {&output.tables, &output.figures}) {
    if (!list->empty()) height += kHeadingHeight + static_cast<std::int64_t>(list->size()) * kEntryHeight;
  }
  return height;
}

void write_contents(Scope& scope, std::int64_t text_begins) {
  static constexpr std::string_view kStyles[] = {"TOC1", "TOC2", "TOC3"};
  const Output& output = scope.output;
  std::vector<Line> lines;
  for (const ContentsEntry& entry : output.contents) {
    if (!is_listed(output, entry)) continue;
    lines.push_back({kStyles[std::min(entry.level, 3u) - 1], entry.number + entry.title, entry.bookmark, entry.height});
  }
  if (lines.empty()) return;
  XmlWriter& xml = scope.story.xml;
  xml.open("w:sdt").open("w:sdtPr").value("w:id", 1).open("w:docPartObj");
  xml.value("w:docPartGallery", "Table of Contents").empty("w:docPartUnique").close().close();
  xml.open("w:sdtContent");
  write_paragraph(scope, {.style = "TOCHeading"}, output.text("contents"));
  write_lines(scope, lines, " TOC \\o \"1-" + std::to_string(deepest_level(output)) + "\" \\h \\z \\u ", text_begins);
  xml.close().close();
}

void write_caption_lists(Scope& scope, std::int64_t text_begins) {
  write_caption_list(scope, scope.output.tables, "list-of-tables", text_begins);
  write_caption_list(scope, scope.output.figures, "list-of-figures", text_begins);
}

}  // namespace kitei::render::docx
