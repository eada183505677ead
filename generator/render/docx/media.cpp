#include "render/docx/media.h"

#include "base/path.h"

namespace kitei::render::docx {
namespace {

std::string_view extension_of(base::ImageFormat format) {
  switch (format) {
    case base::ImageFormat::Png:
      return "png";
    case base::ImageFormat::Jpeg:
      return "jpeg";
    case base::ImageFormat::Gif:
      return "gif";
    case base::ImageFormat::Svg:
      return "svg";
    case base::ImageFormat::WebP:
      return "";  // Word does not read it
  }
  return "";
}

std::string add_part(Output& output, const std::string& origin, const std::string& path, const std::string& bytes,
                     std::string_view extension) {
  const auto [entry, added] = output.media_by_source.try_emplace({origin, path}, output.media.size());
  if (added) {
    const std::string name = "image" + std::to_string(output.media.size() + 1) + "." + std::string(extension);
    output.media.push_back({"word/media/" + name, &bytes});
  }
  return output.media[entry->second].path.substr(std::string_view("word/").size());
}

// flow.svg → flow.png (or .jpg), when the author put one beside it.
const std::string* raster_beside(const Output& output, const std::string& origin, const std::string& path,
                                 std::string& raster_path, std::string_view& extension) {
  for (std::string& beside : rasters_beside(path)) {
    raster_path = std::move(beside);
    const std::string* bytes = output.input.picture(origin, raster_path);
    const auto size = bytes ? base::image_size(*bytes) : std::nullopt;
    if (!size || (size->format != base::ImageFormat::Png && size->format != base::ImageFormat::Jpeg)) continue;
    extension = extension_of(size->format);
    return bytes;
  }
  return nullptr;
}

}  // namespace

const std::string& svg_stand_in() {
  static constexpr unsigned char kBytes[] = {
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
      0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00,
      0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xF8, 0x04, 0x00, 0x00, 0xF4, 0x00, 0xF3,
      0x40, 0x6B, 0x38, 0xE3, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
  static const std::string kPng(std::begin(kBytes), std::end(kBytes));
  return kPng;
}

std::array<std::string, 3> rasters_beside(const std::string& path) {
  const std::string stem = path.substr(0, path.rfind('.'));
  return {stem + ".png", stem + ".jpg", stem + ".jpeg"};
}

std::optional<Picture> add_picture(Output& output, const model::Document& document, const model::Image& image) {
  if (image.target.kind != model::TargetKind::Asset) return std::nullopt;
  const std::string* bytes = output.input.picture(document.origin, image.target.id.str());
  if (!bytes) return std::nullopt;
  const auto size = base::image_size(*bytes);
  if (!size) return std::nullopt;
  std::string raster_path;
  std::string_view raster_extension;
  if (size->format == base::ImageFormat::WebP) {
    const std::string* raster = raster_beside(output, document.origin, image.target.id.str(), raster_path, raster_extension);
    if (!raster) return std::nullopt;
    return Picture{*size, add_part(output, document.origin, raster_path, *raster, raster_extension), {}};
  }
  Picture picture{
      *size, add_part(output, document.origin, image.target.id.str(), *bytes, extension_of(size->format)), {}};
  if (size->format != base::ImageFormat::Svg) return picture;
  picture.svg_part = picture.part;
  if (const auto* raster = raster_beside(output, document.origin, image.target.id.str(), raster_path, raster_extension)) {
    picture.part = add_part(output, document.origin, raster_path, *raster, raster_extension);
  } else {
    picture.part = add_part(output, "", "stand-in for drawings", svg_stand_in(), "png");
  }
  return picture;
}

}  // namespace kitei::render::docx
