#include "base/image_size.h"

#include <charconv>
#include <cmath>

namespace kitei::base {
namespace {

constexpr std::uint32_t kLargest = 1'000'000;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u;
}
std::uint32_t big16(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1); }
std::uint32_t big32(std::string_view bytes, std::size_t at) { return big16(bytes, at) << 16 | big16(bytes, at + 2); }
std::uint32_t little16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8;
}
std::uint32_t little24(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | byte_at(bytes, at + 2) << 16;
}

std::optional<ImageSize> checked(ImageFormat format, std::uint32_t width, std::uint32_t height) {
  if (width == 0 || height == 0 || width > kLargest || height > kLargest) return std::nullopt;
  return ImageSize{format, width, height};
}

// Pixels an inch, when that is a sensible number of them.
std::uint32_t sensible_dpi(double dpi) { return dpi >= 30 && dpi <= 2400 ? static_cast<std::uint32_t>(dpi + 0.5) : 0; }

// pHYs stands before the picture's data and gives pixels a metre.
std::uint32_t png_dpi(std::string_view bytes) {
  for (std::size_t at = 8; at + 21 <= bytes.size();) {
    const std::string_view type = bytes.substr(at + 4, 4);
    if (type == "IDAT" || type == "IEND") return 0;
    if (type == "pHYs") return byte_at(bytes, at + 16) == 1 ? sensible_dpi(big32(bytes, at + 8) * 0.0254) : 0;
    at += std::size_t{12} + big32(bytes, at);
  }
  return 0;
}

std::optional<ImageSize> png_size(std::string_view bytes) {
  if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
  auto size = checked(ImageFormat::Png, big32(bytes, 16), big32(bytes, 20));
  if (size) size->dpi = png_dpi(bytes);
  return size;
}

// Walks over the segments to the frame header (SOF0 … SOF15 without DHT, JPG and DAC).
std::optional<ImageSize> jpeg_size(std::string_view bytes) {
  std::size_t at = 2;
  std::uint32_t dpi = 0;
  while (at + 4 <= bytes.size()) {
    if (byte_at(bytes, at) != 0xFF) return std::nullopt;
    const std::uint32_t marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {  // fill byte
      ++at;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {  // no length
      at += 2;
      continue;
    }
    if (marker == 0xD9 || marker == 0xDA) return std::nullopt;  // the picture begins without a frame header
    const std::uint32_t length = big16(bytes, at + 2);
    if (length < 2) return std::nullopt;
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      if (at + 9 > bytes.size()) return std::nullopt;
      auto size = checked(ImageFormat::Jpeg, big16(bytes, at + 7), big16(bytes, at + 5));
      if (size) size->dpi = dpi;
      return size;
    }
    if (marker == 0xE0 && bytes.substr(at + 4, 5) == std::string_view("JFIF\0", 5)) {
      const std::uint32_t unit = byte_at(bytes, at + 11);  // 1: an inch, 2: a centimetre
      if (unit == 1 || unit == 2) dpi = sensible_dpi(big16(bytes, at + 12) * (unit == 1 ? 1.0 : 2.54));
    }
    at += 2 + length;
  }
  return std::nullopt;
}

std::optional<ImageSize> gif_size(std::string_view bytes) {
  if (bytes.size() < 10) return std::nullopt;
  return checked(ImageFormat::Gif, little16(bytes, 6), little16(bytes, 8));
}

std::optional<ImageSize> webp_size(std::string_view bytes) {
  if (bytes.size() < 30) return std::nullopt;
  const std::string_view chunk = bytes.substr(12, 4);
  if (chunk == "VP8X") return checked(ImageFormat::WebP, little24(bytes, 24) + 1, little24(bytes, 27) + 1);
  if (chunk == "VP8L" && byte_at(bytes, 20) == 0x2F) {
    const std::uint32_t bits = little16(bytes, 21) | little16(bytes, 23) << 16;
    return checked(ImageFormat::WebP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
  }
  if (chunk == "VP8 " && bytes.substr(23, 3) == "\x9D\x01\x2A") {
    return checked(ImageFormat::WebP, little16(bytes, 26) & 0x3FFF, little16(bytes, 28) & 0x3FFF);
  }
  return std::nullopt;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The start tag <svg …> of the root element: comments, declarations and white space before it are skipped.
std::string_view svg_start_tag(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty()) {
    while (!bytes.empty() && is_blank(bytes.front())) bytes.remove_prefix(1);
    const bool comment = bytes.starts_with("<!--");
    if (comment || bytes.starts_with("<?") || bytes.starts_with("<!")) {
      const std::string_view closing = comment ? "-->" : bytes.starts_with("<?") ? "?>" : ">";
      const auto end = bytes.find(closing);
      if (end == std::string_view::npos) return {};
      bytes.remove_prefix(end + closing.size());
      continue;
    }
    if (!bytes.starts_with("<svg") || bytes.size() < 5 || (!is_blank(bytes[4]) && bytes[4] != '>')) return {};
    // '>' may stand inside a quoted value.
    char quote = 0;
    for (std::size_t i = 4; i < bytes.size(); ++i) {
      if (quote != 0) {
        if (bytes[i] == quote) quote = 0;
      } else if (bytes[i] == '"' || bytes[i] == '\'') {
        quote = bytes[i];
      } else if (bytes[i] == '>') {
        return bytes.substr(0, i);
      }
    }
    return {};
  }
  return {};
}

std::string_view attribute_of(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    if (at == 0 || !is_blank(tag[at - 1])) continue;
    std::size_t i = at + name.size();
    while (i < tag.size() && is_blank(tag[i])) ++i;
    if (i >= tag.size() || tag[i] != '=') continue;
    ++i;
    while (i < tag.size() && is_blank(tag[i])) ++i;
    if (i >= tag.size() || (tag[i] != '"' && tag[i] != '\'')) return {};
    const auto end = tag.find(tag[i], i + 1);
    return end == std::string_view::npos ? std::string_view{} : tag.substr(i + 1, end - i - 1);
  }
  return {};
}

// Reads one number and moves past it.
std::optional<double> take_number(std::string_view& text) {
  while (!text.empty() && (is_blank(text.front()) || text.front() == ',')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

// "120", "120px", "30mm" → CSS pixels; percentages and units of the text give nothing.
std::optional<double> length_in_pixels(std::string_view text) {
  const auto value = take_number(text);
  if (!value) return std::nullopt;
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  if (text.empty() || text == "px") return *value;
  if (text == "in") return *value * 96;
  if (text == "cm") return *value * 96 / 2.54;
  if (text == "mm") return *value * 96 / 25.4;
  if (text == "pt") return *value * 96 / 72;
  if (text == "pc") return *value * 16;
  return std::nullopt;
}

std::optional<ImageSize> svg_size(std::string_view bytes) {
  const std::string_view tag = svg_start_tag(bytes);
  if (tag.empty()) return std::nullopt;
  std::optional<double> width = length_in_pixels(attribute_of(tag, "width"));
  std::optional<double> height = length_in_pixels(attribute_of(tag, "height"));
  if (!width || !height) {
    std::string_view box = attribute_of(tag, "viewBox");
    const auto x = take_number(box);
    const auto y = take_number(box);
    const auto box_width = take_number(box);
    const auto box_height = take_number(box);
    if (!x || !y || !box_width || !box_height || *box_width <= 0 || *box_height <= 0) return std::nullopt;
    if (width) {
      height = *width * *box_height / *box_width;
    } else if (height) {
      width = *height * *box_width / *box_height;
    } else {
      width = box_width;
      height = box_height;
    }
  }
  if (!(*width > 0) || !(*height > 0) || *width > kLargest || *height > kLargest) return std::nullopt;
  return checked(ImageFormat::Svg, static_cast<std::uint32_t>(std::max(1L, std::lround(*width))),
                 static_cast<std::uint32_t>(std::max(1L, std::lround(*height))));
}

}  // namespace

std::optional<ImageSize> image_size(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return png_size(bytes);
  if (bytes.starts_with("\xFF\xD8\xFF")) return jpeg_size(bytes);
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return gif_size(bytes);
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") return webp_size(bytes);
  return svg_size(bytes);
}

}  // namespace kitei::base
