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
  xml.open("w:r").open("w:fldChar").attribute("w:fldCharType", type).close().close();
}

void write_entry(Scope& scope, const ContentsEntry& entry, std::int64_t page, std::string_view toc, bool last) {
  static constexpr std::string_view kStyles[] = {"TOC1", "TOC2", "TOC3"};
  XmlWriter& xml = scope.story.xml;
  const ParagraphFormat format{.style = kStyles[std::min(entry.level, 3u) - 1], .right_tab = scope.width};
  open_paragraph(scope, format);
  if (!toc.empty()) {
    field_mark(xml, "begin");
    xml.open("w:r").open("w:instrText").attribute("xml:space", "preserve").text(toc).close().close();
    field_mark(xml, "separate");
  }
  xml.open("w:hyperlink").attribute("w:anchor", entry.bookmark).attribute("w:history", "1");
  write_text(scope, entry.number + entry.title + "\t");
  write_field(scope, "PAGEREF " + entry.bookmark + " \\h", std::to_string(page));
  xml.close();
  if (last) field_mark(xml, "end");
  close_paragraph(scope, format);
}

}  // namespace

bool wants_contents(const Output& output) { return output.binder || output.contents.size() >= kFewestEntries; }

std::int64_t contents_height(const Output& output) {
  const auto listed = std::count_if(output.contents.begin(), output.contents.end(),
                                    [&](const ContentsEntry& entry) { return is_listed(output, entry); });
  return kHeadingHeight + listed * kEntryHeight;
}

void write_contents(Scope& scope, std::int64_t text_begins) {
  const Output& output = scope.output;
  std::vector<const ContentsEntry*> entries;
  for (const ContentsEntry& entry : output.contents) {
    if (is_listed(output, entry)) entries.push_back(&entry);
  }
  if (entries.empty()) return;
  const std::int64_t page_height = output.options.templates->page.usual_height();
  XmlWriter& xml = scope.story.xml;
  xml.open("w:sdt").open("w:sdtPr").value("w:id", 1).open("w:docPartObj");
  xml.value("w:docPartGallery", "Table of Contents").empty("w:docPartUnique").close().close();
  xml.open("w:sdtContent");
  write_paragraph(scope, {.style = "TOCHeading"}, output.text("contents"));
  const std::string instruction = " TOC \\o \"1-" + std::to_string(deepest_level(output)) + "\" \\h \\z \\u ";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::int64_t page = (text_begins + entries[i]->height) / page_height + 1;
    write_entry(scope, *entries[i], page, i == 0 ? instruction : std::string(), i + 1 == entries.size());
  }
  xml.close().close();
}

}  // namespace kitei::render::docx
