#include "render/html/body_writer.h"

namespace kitei::render::html {

void write_figure(BodyWriter& writer, const model::Figure& figure) {
  writer.fresh_line();
  writer.put("<figure");
  if (figure.caption) writer.id(figure.caption->attributes.id.text);
  writer.put(">\n");
  write_image(writer, figure.image);
  writer.put("\n");
  if (figure.caption) {
    writer.put("<figcaption>");
    writer.number(figure.caption->number);
    if (!figure.caption->number.empty()) writer.text(writer.label("　", " "));
    write_inlines(writer, figure.caption->content);
    writer.put("</figcaption>\n");
  }
  writer.put("</figure>\n");
}

}  // namespace kitei::render::html
