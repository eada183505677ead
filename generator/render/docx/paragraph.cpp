#include "render/docx/paragraph.h"

#include <algorithm>

#include "render/docx/inline.h"

namespace kitei::render::docx {
namespace {

// What the page estimate knows of a style in templates/docx/styles.xml: the width of a half-width character, the height
// of a line, and the space before and after, in twips.
struct StyleMetrics {
  std::string_view style;
  int unit;
  int line;
  int space;
};

StyleMetrics metrics_of(std::string_view style) {
  static constexpr StyleMetrics kMetrics[] = {
      {"Heading1", 140, 360, 500},     {"Heading2", 120, 360, 380},
      {"Heading3", 110, 360, 280},     {"ArticleHeading", 110, 360, 240},
      {"ListParagraph", 105, 360, 50}, {"Clause", 105, 360, 60},
      {"TableText", 95, 260, 116},     {"TableHeader", 95, 260, 116},
      {"StampText", 75, 200, 56},      {"Caption", 95, 360, 200},
      {"Figure", 105, 0, 180},         {"CodeBlock", 90, 240, 180},
      {"Title", 180, 720, 480},        {"TableEnd", 0, 160, 0},
      {"SectionEnd", 0, 20, 0},        {"FootnoteText", 90, 240, 0},
      {"CoverLabel", 105, 360, 360},   {"TOCHeading", 130, 360, 400},
      {"FormTitle", 130, 320, 60},
      {"TOC1", 105, 360, 0},           {"TOC2", 105, 360, 0},
      {"TableNote", 90, 240, 40},      {"FigureSource", 90, 240, 60},
      {"TableofFigures", 105, 360, 0},
  };
  for (const StyleMetrics& metrics : kMetrics) {
    if (metrics.style == style) return metrics;
  }
  return {style, 105, 360, 90};
}

void write_properties(XmlWriter& xml, const ParagraphFormat& format) {
  Element properties(xml, "w:pPr");
  if (!format.style.empty()) xml.raw("<w:pStyle w:val=\"").raw(format.style).raw("\"/>");
  if (format.keep_next) xml.empty("w:keepNext");
  if (format.page_break_before) xml.empty("w:pageBreakBefore");
  if (format.number) {
    Element number(xml, "w:numPr");
    if (format.number->num != 0) xml.value("w:ilvl", format.number->level);
    xml.value("w:numId", format.number->num);
  }
  if (format.right_tab) {
    xml.open("w:tabs").open("w:tab").attribute("w:val", "right").attribute("w:leader", "dot");
    xml.attribute("w:pos", *format.right_tab).close().close();
  }
  if (format.header_tabs) {
    const auto [usual, width] = *format.header_tabs;
    const auto tab = [&](std::string_view kind, int place) {
      xml.open("w:tab").attribute("w:val", kind).attribute("w:pos", place).close();
    };
    xml.open("w:tabs");
    tab("clear", usual / 2);
    tab("center", width / 2);
    tab("clear", usual);
    tab("right", width);
    xml.close();
  }
  if (format.indent) {
    xml.open("w:ind").attribute("w:left", format.indent->left);
    if (format.indent->hanging > 0) {
      xml.attribute("w:hanging", format.indent->hanging);
    } else {
      xml.attribute("w:firstLineChars", 0).attribute("w:firstLine", 0);
    }
    xml.close();
  }
  if (!format.justification.empty()) xml.value("w:jc", format.justification);
  if (format.outline_level >= 0) xml.value("w:outlineLvl", format.outline_level);
}

}  // namespace

void open_paragraph(Scope& scope, const ParagraphFormat& format) {
  scope.story.text_units = 0;
  if (format.page_break_before) {
    const int page = scope.output.options.templates->page.usual_height();
    scope.story.height = (scope.story.height + page - 1) / page * page;
  }
  scope.story.xml.raw("<w:p>");
  write_properties(scope.story.xml, format);
}

void close_paragraph(Scope& scope, const ParagraphFormat& format) {
  scope.story.xml.raw("</w:p>");
  const StyleMetrics metrics = metrics_of(format.style);
  int left = scope.indent;
  if (format.indent) left = format.indent->left;
  const int width = std::max(scope.width - left, 400);
  const auto text = static_cast<std::int64_t>(scope.story.text_units) * metrics.unit;
  const std::int64_t lines = std::max<std::int64_t>(1, (text + width - 1) / width);
  scope.story.height += lines * metrics.line + metrics.space;
}

void write_paragraph(Scope& scope, const ParagraphFormat& format, std::string_view text) {
  open_paragraph(scope, format);
  write_text(scope, text);
  close_paragraph(scope, format);
}

void open_bookmarks(Scope& scope, const std::vector<std::string>& names, std::vector<int>& ids) {
  for (const std::string& name : names) {
    ids.push_back(scope.output.bookmarks.next_id());
    scope.story.xml.raw("<w:bookmarkStart w:id=\"").raw(ids.back()).raw("\" w:name=\"").raw(name).raw("\"/>");
  }
}

void close_bookmarks(Scope& scope, const std::vector<int>& ids) {
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
    scope.story.xml.raw("<w:bookmarkEnd w:id=\"").raw(*id).raw("\"/>");
  }
}

void write_field(Scope& scope, std::string_view instruction, std::string_view cached, std::string_view style) {
  XmlWriter& xml = scope.story.xml;
  const auto mark = [&](std::string_view type) {
    xml.raw("<w:r><w:fldChar w:fldCharType=\"").raw(type).raw("\"/></w:r>");
  };
  mark("begin");
  xml.raw("<w:r><w:instrText xml:space=\"preserve\"> ").text(instruction).raw(" </w:instrText></w:r>");
  mark("separate");
  write_text(scope, cached, {.style = style});
  mark("end");
}

std::string_view text_style(const Scope& scope) {
  switch (scope.region) {
    case Region::Body:
      return scope.output.japanese() ? "BodyText" : "BodyTextPlain";
    case Region::Item:
      return "ListParagraph";
    case Region::Quote:
      return "Quote";
    case Region::Box:
      return "BodyTextPlain";
    case Region::Cell:
      return "TableText";
    case Region::Note:
      return "FootnoteText";
  }
  return "Normal";
}

}  // namespace kitei::render::docx
