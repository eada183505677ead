// Pictures: whether their files can be read, have a text for those who do not see them, and can be shown by Word.
#include <fmt/format.h>

#include "base/image_size.h"
#include "check/handbook.h"

namespace kitei::check {
namespace {

class ImageCheck {
 public:
  ImageCheck(const model::Document& document, const AssetBytes& asset) : document_(document), asset_(asset) {}

  base::Diagnostics run() {
    blocks(document_.body.blocks);
    for (const model::Footnote& note : document_.body.footnotes) blocks(note.content);
    return std::move(found_);
  }

 private:
  void blocks(const model::Blocks& blocks) {
    for (const model::Block& block : blocks) {
      if (const auto* figure = base::get_if<model::Figure>(&block.node)) image(figure->image, block.position);
      model::for_each_part(
          block,
          [&](const model::Inlines& inlines) {
            model::for_each_inline(inlines, [&](const model::Inline& node) {
              if (const auto* found = base::get_if<model::Image>(&node.node)) image(*found, node.position);
            });
          },
          [&](const model::Blocks& inner) { this->blocks(inner); });
    }
  }

  void image(const model::Image& image, base::Position position) {
    if (!image.decorative && model::plain_text(image.alternative).empty()) {
      report("image-alternative-missing", position,
             {fmt::format("image '{}' has no text for those who do not see it", image.source),
              fmt::format("画像「{}」に代替テキストがありません", image.source)},
             {"write ![what it shows](…), or {decorative} behind an image that tells nothing",
              "![何を示す図か](…) と書いてください。飾りの画像には直後に {decorative} を付けてください"});
    }
    if (image.target.kind != model::TargetKind::Asset) return;
    const std::string* bytes = asset_(image.target.id.str());
    if (!bytes) return;  // resolve/ has said so
    const auto size = base::image_size(*bytes);
    if (!size) {
      report("broken-image", position,
             {fmt::format("image '{}' cannot be read: it is damaged or of another kind than its name says", image.source),
              fmt::format("画像「{}」を読めません。壊れているか、拡張子と中身が合っていません", image.source)},
             {"save it again as PNG, JPEG, GIF, WebP or SVG", "PNG・JPEG・GIF・WebP・SVG で保存し直してください"});
      return;
    }
    if (size->format == base::ImageFormat::WebP && !has_raster(image.target.id.str())) {
      report("image-not-in-word", position,
             {fmt::format("image '{}' is WebP, which Word does not show", image.source),
              fmt::format("画像「{}」は WebP 形式のため、Word では表示できません", image.source)},
             {"put a PNG or JPEG of the same name beside it", "同じ名前の PNG か JPEG を隣に置いてください"});
    }
  }

  bool has_raster(const std::string& path) const {
    const std::string stem = path.substr(0, path.rfind('.'));
    return asset_(stem + ".png") || asset_(stem + ".jpg") || asset_(stem + ".jpeg");
  }

  void report(std::string code, base::Position position, base::Message message, base::Message hint) {
    found_.push_back({std::move(code), document_.path_of(position), position, std::move(message), std::move(hint)});
  }

  const model::Document& document_;
  const AssetBytes& asset_;
  base::Diagnostics found_;
};

}  // namespace

base::Diagnostics check_images(const model::Document& document, const AssetBytes& asset) { return ImageCheck(document, asset).run(); }

}  // namespace kitei::check
