#include <utility>

#include "render/html/body_writer.h"

namespace kitei::render::html {

void write_definition_list(BodyWriter& writer, const model::DefinitionList& list) {
  const auto write = [&](std::string_view element, const model::Inlines& content) {
    writer.put("<");
    writer.put(element);
    writer.put(">");
    write_inlines(writer, content);
    writer.put("</");
    writer.put(element);
    writer.put(">\n");
  };
  const bool outer = std::exchange(writer.in_item, false);
  writer.fresh_line();
  writer.put("<dl>\n");
  for (const model::DefinitionItem& item : list.items) {
    for (const model::Inlines& term : item.terms) write("dt", term);
    for (const model::Inlines& definition : item.definitions) write("dd", definition);
  }
  writer.put("</dl>\n");
  writer.in_item = outer;
}

}  // namespace kitei::render::html
