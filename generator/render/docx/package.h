// Puts the finished streams together: the parts of the package, their content types and relationships, in the order
// that file-type detection expects ([Content_Types].xml, _rels/.rels, word/document.xml, then by name).
#pragma once
#include <string_view>
#include <vector>

#include "adapters/zip_writer.h"
#include "render/docx/output.h"
#include "render/docx/properties.h"

namespace kitei::render::docx {

using Parts = std::vector<adapters::ZipFile>;

// `front`: the XML that stands in front of output.body, and uses its relationships. The parts refer to `output` and to what it was made from.
Parts package_parts(Output& output, std::string_view front, const Properties& properties);

}  // namespace kitei::render::docx
