#include "base/image_size.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using kitei::base::image_size;
using kitei::base::ImageFormat;
using kitei::base::ImageSize;

namespace {

std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (int value : values) out += static_cast<char>(value);
  return out;
}

std::string png(std::uint32_t width, std::uint32_t height) {
  std::string out = "\x89PNG\r\n\x1A\n" + bytes({0, 0, 0, 13}) + "IHDR";
  for (const std::uint32_t value : {width, height}) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  }
  return out + bytes({8, 2, 0, 0, 0});
}

std::string jpeg_start() { return bytes({0xFF, 0xD8}); }
std::string app0() { return bytes({0xFF, 0xE0, 0, 6, 'J', 'F', 'I', 'F'}); }
std::string frame(int marker, int width, int height) {
  return bytes({0xFF, marker, 0, 11, 8, height >> 8, height & 0xFF, width >> 8, width & 0xFF, 1, 1, 0x11, 0});
}

std::string riff(const std::string& chunk) { return "RIFF" + bytes({30, 0, 0, 0}) + "WEBP" + chunk; }

}  // namespace

TEST_CASE("image_size reads the size from the header of each format") {
  struct Case {
    std::string name;
    std::string input;
    std::optional<ImageSize> expected;
  };
  const auto svg = [](std::uint32_t width, std::uint32_t height) { return ImageSize{ImageFormat::Svg, width, height}; };
  const std::vector<Case> cases = {
      {"png", png(640, 480), ImageSize{ImageFormat::Png, 640, 480}},
      {"png of no width", png(0, 480), std::nullopt},
      {"png larger than anything sensible", png(0x7FFFFFFF, 4), std::nullopt},
      {"png cut short", png(640, 480).substr(0, 20), std::nullopt},
      {"jpeg", jpeg_start() + app0() + frame(0xC0, 800, 600), ImageSize{ImageFormat::Jpeg, 800, 600}},
      {"progressive jpeg after a table", jpeg_start() + bytes({0xFF, 0xC4, 0, 4, 1, 2}) + frame(0xC2, 1200, 300),
       ImageSize{ImageFormat::Jpeg, 1200, 300}},
      {"jpeg with fill bytes", jpeg_start() + app0() + bytes({0xFF, 0xFF}) + frame(0xC1, 3, 4).substr(0),
       ImageSize{ImageFormat::Jpeg, 3, 4}},
      {"jpeg whose segment says length 0", jpeg_start() + bytes({0xFF, 0xE0, 0, 0, 0, 0}), std::nullopt},
      {"jpeg that ends in a segment", jpeg_start() + bytes({0xFF, 0xE0, 0x40, 0}), std::nullopt},
      {"jpeg that begins with the picture", jpeg_start() + bytes({0xFF, 0xDA, 0, 4, 1, 2}), std::nullopt},
      {"gif", "GIF89a" + bytes({0x20, 0x03, 0x58, 0x02}), ImageSize{ImageFormat::Gif, 800, 600}},
      {"gif cut short", "GIF89a" + bytes({0x20}), std::nullopt},
      {"webp extended", riff("VP8X" + bytes({10, 0, 0, 0, 0, 0, 0, 0, 0x1F, 3, 0, 0x57, 2, 0})),
       ImageSize{ImageFormat::WebP, 800, 600}},
      {"webp lossless", riff("VP8L" + bytes({13, 0, 0, 0, 0x2F, 0x1F, 0xC3, 0x95, 0, 0, 0, 0, 0, 0})),
       ImageSize{ImageFormat::WebP, 800, 600}},
      {"webp lossy", riff("VP8 " + bytes({20, 0, 0, 0, 0, 0, 0, 0x9D, 1, 0x2A, 0x20, 3, 0x58, 2})),
       ImageSize{ImageFormat::WebP, 800, 600}},
      {"svg in pixels", R"(<svg width="120" height='80px'/>)", svg(120, 80)},
      {"svg in other units", R"(<svg width="25.4mm" height="1in">)", svg(96, 96)},
      {"svg after a declaration, a comment and a document type",
       "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- width=\"1\" > 図 -->\n<!DOCTYPE svg>\n<svg viewBox=\"0 0 300 200\">",
       svg(300, 200)},
      {"svg of the text's width", R"(<svg width="100%" height="100%" viewBox="0, 0, 64.4, 32.6">)", svg(64, 33)},
      {"svg with one side", R"(<svg width="60" viewBox="0 0 120 40">)", svg(60, 20)},
      {"svg with another attribute first", R"(<svg data-width="9" stroke-width="3" width="7" height="8">)", svg(7, 8)},
      {"svg with '>' in a value", R"(<svg aria-label="a > b" width="7" height="8">)", svg(7, 8)},
      {"svg without a size", "<svg>", std::nullopt},
      {"svg of negative size", R"(<svg width="-5" height="5">)", std::nullopt},
      {"svg of endless size", R"(<svg width="1e999" height="inf">)", std::nullopt},
      {"svg that does not end", "<svg width=\"5\" height=\"5", std::nullopt},
      {"a page", "<!doctype html><html><svg width=\"5\" height=\"5\"></svg>", std::nullopt},
      {"another element", R"(<svgx width="5" height="5">)", std::nullopt},
      {"nothing", "", std::nullopt},
      {"text", "図はまだない", std::nullopt},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(image_size(c.input) == c.expected);
  }
}

TEST_CASE("image_size survives every cut of a file") {
  const std::string whole = jpeg_start() + app0() + frame(0xC0, 800, 600);
  for (std::size_t i = 0; i < whole.size(); ++i) image_size(whole.substr(0, i));
  const std::string web = riff("VP8X" + bytes({10, 0, 0, 0, 0, 0, 0, 0, 0x1F, 3, 0, 0x57, 2, 0}));
  for (std::size_t i = 0; i < web.size(); ++i) image_size(web.substr(0, i));
}
