// Text inside a paragraph: runs with their formatting, links, notes, small pictures.
//
// Neighbouring pieces of the same formatting become one run. “ ” … ① ※ and the like take the Japanese font in Japanese
// files. Nothing of the text is changed: full and half width, rare kanji and variation selectors stay; only characters
// that XML cannot hold become U+FFFD.
#pragma once
#include <string_view>

#include "model/block.h"
#include "render/docx/output.h"

namespace kitei::render::docx {

struct RunFormat {
  std::string_view style{};  // a character style, "" for none
  bool bold = false;
  bool italic = false;
  bool strike = false;
  bool dots = false;  // 圏点
  enum class Script { Base, Above, Below } script = Script::Base;
  std::string_view color{};  // "" = the style's
  int half_points = 0;       // font size; 0 = the style's

  bool operator==(const RunFormat&) const = default;
};

void write_inlines(Scope& scope, const model::Inlines& inlines, RunFormat format = {});

// One run. Tabs and line feeds become w:tab and w:br.
void write_text(Scope& scope, std::string_view text, const RunFormat& format = {});
void write_run_properties(Scope& scope, const RunFormat& format, std::string_view text);

}  // namespace kitei::render::docx
