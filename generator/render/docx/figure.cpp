// Pictures, alone with a caption or inside a line. True size at the file's own resolution, else at 96 pixels an inch,
// made smaller to fit the text.
//
// Word shows an SVG through an extension of the picture's PNG; LibreOffice before 7.6 knows no such extension but reads
// an SVG part directly. Both get the drawing: AlternateContent gives Word the PNG with the extension, and every other
// program the SVG itself.
#include "render/docx/blocks.h"
#include "render/docx/media.h"

namespace kitei::render::docx {
namespace {

constexpr std::int64_t kEmuPerPixel = 9525;
constexpr std::int64_t kEmuPerInch = 914'400;
constexpr std::int64_t kEmuPerTwip = 635;

struct Extent {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

// `share`: per cent of the text's width, 0 = the picture's own size.
Extent fit(const base::ImageSize& size, unsigned share, std::int64_t most_width, std::int64_t most_height) {
  const std::int64_t emu_per_pixel = size.dpi > 0 ? kEmuPerInch / size.dpi : kEmuPerPixel;
  Extent extent{size.width * emu_per_pixel, size.height * emu_per_pixel};
  if (share > 0) {
    const std::int64_t width = most_width * share / 100;
    extent = {width, std::max<std::int64_t>(1, width * size.height / size.width)};
  }
  if (extent.width > most_width) {
    extent.height = std::max<std::int64_t>(1, extent.height * most_width / extent.width);
    extent.width = most_width;
  }
  if (extent.height > most_height) {
    extent.width = std::max<std::int64_t>(1, extent.width * most_height / extent.height);
    extent.height = most_height;
  }
  return extent;
}

struct Names {
  int id = 0;
  const std::string& alternative;
};

void write_names(XmlWriter& xml, std::string_view element, const Names& names) {
  xml.open(element).attribute("id", names.id).attribute("name", "Picture " + std::to_string(names.id));
  xml.attribute("descr", names.alternative);
  if (names.alternative.empty()) {  // the author says that it tells nothing
    xml.open("a:extLst").open("a:ext").attribute("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}");
    xml.open("adec:decorative").attribute("xmlns:adec", "http://schemas.microsoft.com/office/drawing/2017/decorative");
    xml.attribute("val", "1").close().close().close();
  }
  xml.close();
}

// pic:pic; `svg_blip` is the drawing that goes with a PNG.
void write_picture(XmlWriter& xml, const Extent& extent, const Names& names, const std::string& blip,
                   const std::string& svg_blip) {
  Element picture(xml, "pic:pic");
  xml.open("pic:nvPicPr");
  write_names(xml, "pic:cNvPr", names);
  xml.empty("pic:cNvPicPr").close();
  xml.open("pic:blipFill").open("a:blip").attribute("r:embed", blip);
  if (!svg_blip.empty()) {
    xml.open("a:extLst").open("a:ext").attribute("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}");
    xml.open("asvg:svgBlip").attribute("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main");
    xml.attribute("r:embed", svg_blip).close().close().close();
  }
  xml.close().open("a:stretch").empty("a:fillRect").close().close();
  xml.open("pic:spPr").open("a:xfrm").open("a:off").attribute("x", 0).attribute("y", 0).close();
  xml.open("a:ext").attribute("cx", extent.width).attribute("cy", extent.height).close().close();
  xml.open("a:prstGeom").attribute("prst", "rect").empty("a:avLst").close().close();
}

void write_picture_run(Scope& scope, const Picture& picture, const model::Image& image, const RunFormat& format) {
  const std::string alternative = image.decorative ? std::string() : model::plain_text(image.alternative);
  const PageLayout& page = scope.output.options.templates->page;
  const Extent extent = fit(picture.size, image.width, std::max(scope.width - scope.indent, 400) * kEmuPerTwip,
                            page.text_height() * 4 / 5 * kEmuPerTwip);
  XmlWriter& xml = scope.story.xml;
  const Names names{scope.output.next_drawing++, alternative};
  Element run(xml, "w:r");
  write_run_properties(scope, format, {});
  xml.open("w:drawing").open("wp:inline");
  xml.attribute("distT", 0).attribute("distB", 0).attribute("distL", 0).attribute("distR", 0);
  xml.open("wp:extent").attribute("cx", extent.width).attribute("cy", extent.height).close();
  write_names(xml, "wp:docPr", names);
  xml.open("wp:cNvGraphicFramePr").open("a:graphicFrameLocks").attribute("noChangeAspect", "1").close().close();
  xml.open("a:graphic").open("a:graphicData");
  xml.attribute("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture");
  const std::string blip = scope.story.relationships.add({"image", picture.part, false});
  if (picture.svg_part.empty()) {
    write_picture(xml, extent, names, blip, {});
  } else {
    const std::string svg = scope.story.relationships.add({"image", picture.svg_part, false});
    xml.open("mc:AlternateContent").open("mc:Choice").attribute("Requires", "w16se");
    write_picture(xml, extent, names, blip, svg);
    xml.close().open("mc:Fallback");
    write_picture(xml, extent, names, svg, {});
    xml.close().close();
  }
  xml.close().close().close().close();
  scope.story.height += extent.height / kEmuPerTwip;
}

std::string placeholder_text(const Scope& scope, const model::Image& image) {
  const std::string alternative = model::plain_text(image.alternative);
  const bool ja = scope.output.japanese();
  const std::string& word = scope.output.text("image-missing");
  if (alternative.empty()) return (ja ? "［" : "[") + word + (ja ? "］" : "]");
  return (ja ? "［" : "[") + word + (ja ? "：" : ": ") + alternative + (ja ? "］" : "]");
}

}  // namespace

void write_inline_image(Scope& scope, const model::Image& image, const RunFormat& format) {
  const auto picture = add_picture(scope.output, scope.document(), image);
  if (!picture) {
    write_text(scope, placeholder_text(scope, image), format);
    return;
  }
  write_picture_run(scope, *picture, image, format);
}

void write_figure(Scope& scope, const model::Figure& figure) {
  const auto picture = add_picture(scope.output, scope.document(), figure.image);
  const ParagraphFormat format{.style = picture ? "Figure" : "FigurePlaceholder",
                               .keep_next = figure.caption.has_value()};
  open_paragraph(scope, format);
  if (picture) {
    write_picture_run(scope, *picture, figure.image, {});
  } else {
    write_text(scope, placeholder_text(scope, figure.image));
  }
  close_paragraph(scope, format);
  if (!figure.caption) return;
  write_caption(scope, *figure.caption, CaptionOf::Figure);
  if (!figure.caption->source.empty()) write_source(scope, figure.caption->source, "FigureSource", KeepNext::No);
}

// 表1　題名, with the number as a SEQ field, so that Word can count and list the captions.
void write_caption(Scope& scope, const model::Caption& caption, CaptionOf what) {
  const bool table = what == CaptionOf::Table;
  ParagraphFormat format{.style = "Caption", .keep_next = table || !caption.source.empty()};
  const std::int64_t height = scope.story.height;
  open_paragraph(scope, format);
  std::vector<std::string> names = scope.output.bookmarks.take(scope.document(), caption.attributes.id);
  const auto digits = caption.number.find_last_not_of("0123456789") + 1;  // npos + 1 is 0
  const std::string label(caption.number.substr(0, digits));
  const std::string number(caption.number.substr(digits));
  std::string name = label;
  while (!name.empty() && name.back() == ' ') name.pop_back();
  const std::string_view gap = scope.output.japanese() ? "　" : ". ";
  if (!number.empty() && (table ? scope.output.listed_tables : scope.output.listed_figures)) {
    auto& list = table ? scope.output.tables : scope.output.figures;
    const std::string bookmark = "_Toc" + std::to_string((table ? 200000001 : 250000001) + list.size());
    list.push_back({name, caption.number + std::string(gap) + model::plain_text(caption.content), bookmark, height});
    names.insert(names.begin(), bookmark);
  }
  std::vector<int> marks;
  open_bookmarks(scope, names, marks);
  write_text(scope, label);
  if (!number.empty()) {
    unsigned& last = scope.state.captions[name];
    const bool counts_on = number == std::to_string(last + 1) && (last > 0 || !scope.output.binder);
    write_field(scope, "SEQ " + name + (counts_on ? " \\* ARABIC" : " \\* ARABIC \\r " + number), number);
    last = static_cast<unsigned>(std::stoul(number.substr(0, 9)));
  }
  if (!caption.number.empty()) write_text(scope, gap);
  write_inlines(scope, caption.content);
  close_bookmarks(scope, marks);
  close_paragraph(scope, format);
}

}  // namespace kitei::render::docx
