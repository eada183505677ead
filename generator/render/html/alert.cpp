#include <fmt/format.h>

#include <utility>

#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

struct AlertWords {
  std::string_view name;  // in the class
  std::string_view ja;
  std::string_view en;
};

AlertWords words_of(model::AlertKind kind) {
  switch (kind) {
    case model::AlertKind::Note:
      return {"note", "注記", "Note"};
    case model::AlertKind::Tip:
      return {"tip", "ヒント", "Tip"};
    case model::AlertKind::Important:
      return {"important", "重要", "Important"};
    case model::AlertKind::Warning:
      return {"warning", "警告", "Warning"};
    case model::AlertKind::Caution:
      return {"caution", "注意", "Caution"};
    case model::AlertKind::Column:
      return {"column", "コラム", "Column"};
  }
  return {"note", "注記", "Note"};
}

}  // namespace

void write_alert(BodyWriter& writer, const model::Alert& alert) {
  const AlertWords words = words_of(alert.kind);
  const std::string_view label = writer.label(words.ja, words.en);
  const bool outer = std::exchange(writer.in_item, false);
  writer.fresh_line();
  if (writer.page()) {
    writer.put("<aside");
    writer.attribute("class", fmt::format("alert alert-{}", words.name));
    writer.attribute("aria-label", label);
    writer.put(">\n<p class=\"alert-label\">");
    writer.text(label);
    writer.put("</p>\n");
  } else {
    writer.put("<blockquote>\n<p><strong>");
    writer.text(label);
    writer.put("</strong></p>\n");
  }
  write_blocks(writer, alert.content);
  writer.fresh_line();
  writer.put(writer.page() ? "</aside>\n" : "</blockquote>\n");
  writer.in_item = outer;
}

}  // namespace kitei::render::html
