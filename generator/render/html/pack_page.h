// The page that is opened first in a policy pack: one self-contained file with the list of the pack's documents and their
// full texts. Styles are inlined, pictures are data: URLs, links lead only inside the page or to the pack's own files.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/config.h"
#include "model/document.h"
#include "render/html/site.h"

namespace kitei::render::html {

struct PackPageDocument {
  const model::Document* document = nullptr;  // restricted to the clearance of the pack's audience
  std::string file;  // inside the pack
};

struct PackPageInput {
  model::Config settings;  // model::settings_of_documents
  std::string title;
  std::string edition;
  std::string effective;  // YYYY-MM-DD, or "" for a draft
  bool draft = false;
  std::optional<base::Date> today;  // clauses that take effect later are marked
  std::vector<PackPageDocument> documents;
  std::string style;             // CSS text
  std::string style_hash;        // base64 of its SHA-256, for the Content-Security-Policy
  // The data: URL of a picture (Document::origin, path), or "".
  std::function<std::string(const std::string& origin, const std::string& path)> picture;
  // Its true size; without the function no sizes are written.
  std::function<std::optional<base::ImageSize>(const std::string& origin, const std::string& path)> picture_size;
};

base::Read<std::string> render_pack_page(const PackPageInput& input, const Templates& site_templates);

}  // namespace kitei::render::html
