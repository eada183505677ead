// A handbook's documents → Word files.
//
// In:  an Input (render/docx/input.h): one document of a resolved handbook (already restricted to what its readers may see), or
//      every one that is not retired for a binder: each on a new page, with links between them.
// Out: the bytes of a .docx; the same input gives the same bytes. Nothing is reported: what an author can do wrong was
//      found before, and a picture that is missing becomes a box with its alternative text.
//
// Numbers are native (Word counts them) and equal model::Clause::number. No field asks to be updated when the file is
// opened. Safe to call from several threads with the same handbook and templates.
#pragma once
#include <string>

#include "render/docx/input.h"
#include "render/docx/package.h"

namespace kitei::render::docx {

std::string write_file(const Input& input);

// The parts of the package before they are zipped, for tests.
Parts file_parts(const Input& input);

}  // namespace kitei::render::docx
