// One paragraph: its properties in the order that the schema wants, and its share of the page estimate.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/docx/output.h"

namespace kitei::render::docx {

struct Indent {
  int left = 0;
  int hanging = 0;
};

// The tabs of a running header on a page of another width than the one that style Header is made for.
struct HeaderTabs {
  int usual = 0;
  int width = 0;
};

struct ParagraphFormat {
  std::string_view style{};
  bool keep_next = false;
  bool page_break_before = false;
  std::optional<NumberReference> number{};  // num 0: expressly without a number
  std::optional<int> right_tab{};           // the place of a right tab instead of the style's tabs
  std::optional<HeaderTabs> header_tabs{};
  std::optional<Indent> indent{};
  std::string_view justification{};  // "" = the style's
  int outline_level = -1;            // -1 = the style's
};

void open_paragraph(Scope& scope, const ParagraphFormat& format);
void close_paragraph(Scope& scope, const ParagraphFormat& format);

// A paragraph of plain text.
void write_paragraph(Scope& scope, const ParagraphFormat& format, std::string_view text);

void open_bookmarks(Scope& scope, const std::vector<std::string>& names, std::vector<int>& ids);
void close_bookmarks(Scope& scope, const std::vector<int>& ids);

// A simple field with its cached result: PAGE, SEQ … `style` is a character style of the result, "" for none.
void write_field(Scope& scope, std::string_view instruction, std::string_view cached, std::string_view style = {});

// The style of plain text in a region.
std::string_view text_style(const Scope& scope);

}  // namespace kitei::render::docx
