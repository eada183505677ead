// A policy pack: one ZIP for one audience, with the Word files under names that an office can read, forms in their own
// format, one page to open first, and a manifest.
//
// In:  finished bytes. Who may receive what is decided before (a pack is built from a handbook restricted to the
// clearance
//      of its audience).
// Out: the archive; the same input gives the same bytes. Word files and other packed formats are stored, not deflated
// again.
//
//   index.html  manifest.json  docx/<ID>_<title>_v<version>.docx  forms/<ID>_<title>_v<version>.<ext>
#pragma once
#include <string>
#include <vector>

#include "base/file_tree.h"

namespace kitei::pack {

struct PackDocument {
  std::string id;
  std::string title;
  std::string version;
  std::string extension = "docx";  // of a form in its own format: "xlsx", "pdf"
  std::string bytes;
};

struct PackInput {
  std::string pack;  // the id of the pack
  std::string edition;
  std::vector<PackDocument> documents;
  std::string index_html;
  base::FileTree more;  // further files of the pack, by path
};

// The path of a document inside the pack.
std::string pack_path(const PackDocument& document);

std::string build_pack(PackInput input);

}  // namespace kitei::pack
