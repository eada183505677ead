// A Markdown file with front matter → model::Document: front matter, title with its variables, body with its parts, hash.
//
// Which files are documents is a matter of path (is_document_path) and of content: without front matter a file is no
// document, and in the folder of a kind (policies/, procedures/ …) that is reported as id-missing.
// Codes: source-unreadable (not UTF-8), front-matter-invalid, id-missing, id-invalid, unknown-key, version-mismatch,
// and those of source/body.h. The value is empty when the file is no document or has no id.
#pragma once
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/config.h"
#include "model/document.h"
#include "source/body.h"

namespace kitei::source {

// A .md file that is not README.md, not hidden, and not in parts/, assets/, editions/ or templates/.
bool is_document_path(std::string_view path);

std::vector<std::string> document_paths(const base::FileTree& tree);

// Where includes are read from: the tree that the document stands in, the paths in it that could not be read, and, when
// documents are in the tree without their bytes, their texts; and the SHA-256 of the document's bytes, when somebody knows it
// already.
struct PartSource {
  const base::FileTree* tree = nullptr;
  const std::set<std::string>* refused = nullptr;
  const std::array<unsigned char, 32>* sha256 = nullptr;
  DocumentText document_text{};
};

base::Read<std::optional<model::Document>> read_document(std::string_view path, std::string_view bytes,
                                                         const model::Config& config, const PartSource& parts = {});

}  // namespace kitei::source
