// Where a target lies inside the folder of its own edition. Known from the handbook alone, without a site.
#pragma once
#include <optional>
#include <string>

#include "model/handbook.h"

namespace kitei::render::html {

struct Place {
  std::string path;      // "procedure/AB-P-515.html"
  std::string fragment;  // without '#'; may be empty
};

// Nothing for what the edition does not hold or what lies elsewhere: another version of a document, files, URLs.
std::optional<Place> place_of(const model::Handbook& handbook, const model::Target& target);

}  // namespace kitei::render::html
