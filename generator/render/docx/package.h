// Puts the finished streams together: the parts of the package, their content types and relationships, in the order
// that file-type detection expects ([Content_Types].xml, _rels/.rels, word/document.xml, then by name).
#pragma once
#include <string>
#include <vector>

#include "adapters/zip_writer.h"
#include "render/docx/output.h"
#include "render/docx/properties.h"

namespace kitei::render::docx {

using Parts = std::vector<adapters::ZipFile>;

// `stories`: the XML inside w:body, in order; all of them use the relationships of output.body.
Parts package_parts(Output& output, std::vector<std::string> stories, const Properties& properties);

}  // namespace kitei::render::docx
