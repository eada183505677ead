#include "render/html/body_writer.h"

namespace kitei::render::html {

std::string caption_id(const model::Caption& caption, std::string_view sort) {
  if (!caption.attributes.id.empty()) return caption.attributes.id.text.str();
  const std::size_t digits = caption.number.find_last_not_of("0123456789") + 1;  // npos + 1 is 0
  if (digits == caption.number.size()) return {};
  return "caption-" + std::string(sort) + "-" + std::string(caption.number.substr(digits));
}

void write_figure(BodyWriter& writer, const model::Figure& figure) {
  writer.fresh_line();
  writer.put("<figure");
  if (figure.caption && writer.page()) {
    writer.id(caption_id(*figure.caption, "figure"));
  } else if (figure.caption) {
    writer.id(figure.caption->attributes.id.text);
  }
  writer.put(">\n");
  write_image(writer, figure.image);
  writer.put("\n");
  if (figure.caption) {
    writer.put("<figcaption>");
    writer.number(figure.caption->number);
    if (!figure.caption->number.empty()) writer.text(writer.label("　", " "));
    write_inlines(writer, figure.caption->content);
    if (!figure.caption->source.empty()) {
      writer.put("<br />\n");
      write_source(writer, figure.caption->source);
    }
    writer.put("</figcaption>\n");
  }
  writer.put("</figure>\n");
}

}  // namespace kitei::render::html
