// The size of an image from the first bytes of its file, for PNG, JPEG, GIF, WebP and SVG. Pictures are not decoded.
//
// Sizes are CSS pixels (1/96 inch), as written in the file; an SVG without width and height gives the size of its
// viewBox, units (mm, pt, in …) are converted, fractions rounded. Nothing is returned for other formats, for damaged
// headers and for a width or height of zero or above 1,000,000.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace kitei::base {

enum class ImageFormat { Png, Jpeg, Gif, WebP, Svg };

struct ImageSize {
  ImageFormat format = ImageFormat::Png;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t dpi = 0;  // pixels an inch as the file says (PNG, JPEG), 0 when it does not

  bool operator==(const ImageSize&) const = default;
};

std::optional<ImageSize> image_size(std::string_view bytes);

}  // namespace kitei::base
