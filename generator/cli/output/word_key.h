// What Word files are made from, as keys: two files with the same key have the same bytes. A key holds for one program.
#pragma once
#include <vector>

#include "cli/machine/file_table.h"
#include "render/docx/input.h"

namespace kitei::cli {

// Of a file: all that its input holds, whole documents, the bytes of pictures, and the templates.
Hash word_key(const render::docx::Input& input);

// Of a binder of the documents that have these keys: what a document shows of others is in its key. `common` is common_input().
Hash binder_key(const render::docx::Input& common, const std::vector<Hash>& documents);

}  // namespace kitei::cli
