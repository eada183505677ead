// The files beside documents in their own trees: images, downloads, forms.
#pragma once
#include <set>
#include <string>
#include <utility>

#include "model/document.h"

namespace kitei::cli {

// {Document::origin, path}
using FileKey = std::pair<std::string, std::string>;

// Adds those to which a document refers.
void collect_files(const model::Document& document, std::set<FileKey>& files);

}  // namespace kitei::cli
