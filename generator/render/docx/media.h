// Pictures in the package: which file of the handbook becomes which part, and as what Word can show it.
#pragma once
#include <array>
#include <optional>
#include <string>

#include "base/image_size.h"
#include "render/docx/output.h"

namespace kitei::render::docx {

struct Picture {
  base::ImageSize size;
  std::string part;      // "media/image1.png", relative to word/
  std::string svg_part;  // of an SVG: the drawing itself, `part` being its stand-in for old programs
};

// The picture that this image of a document shows; nothing when the file is missing or of a kind that Word cannot show.
std::optional<Picture> add_picture(Output& output, const model::Document& document, const model::Image& image);

// Where the raster of a drawing, or of a format that Word does not read, may lie.
std::array<std::string, 3> rasters_beside(const std::string& path);

// The raster that stands for an SVG which has no PNG of the same name beside it: one pale pixel, stretched.
const std::string& svg_stand_in();

}  // namespace kitei::render::docx
