// A term is a bold line that stays with its definition, which is indented under it.
#include "render/docx/blocks.h"

namespace kitei::render::docx {

void write_definition_list(Scope& scope, const model::DefinitionList& list) {
  constexpr int kDefinitionIndent = 420;
  const std::string_view style = scope.region == Region::Body ? "BodyTextPlain" : text_style(scope);
  ParagraphFormat term{.style = style, .keep_next = true};
  if (scope.indent > 0) term.indent = Indent{scope.indent, 0};
  ParagraphFormat definition{.style = style};
  definition.indent = Indent{scope.indent + kDefinitionIndent, 0};
  const auto write = [&](const ParagraphFormat& format, const model::Inlines& content, const RunFormat& run) {
    open_paragraph(scope, format);
    write_inlines(scope, content, run);
    close_paragraph(scope, format);
  };
  for (const model::DefinitionItem& item : list.items) {
    for (const model::Inlines& words : item.terms) write(term, words, {.bold = true});
    for (const model::Inlines& words : item.definitions) write(definition, words, {});
  }
}

}  // namespace kitei::render::docx
