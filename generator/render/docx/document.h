// A handbook's documents → Word files.
//
// In:  a resolved handbook (already restricted to what its readers may see), the document, the options.
// Out: the bytes of a .docx; the same input gives the same bytes. Nothing is reported: what an author can do wrong was
//      found before, and a picture that is missing becomes a box with its alternative text.
//
// Numbers are native (Word counts them) and equal model::Clause::number. No field asks to be updated when the file is
// opened. Safe to call from several threads with the same handbook and templates.
#pragma once
#include <string>

#include "model/handbook.h"
#include "render/docx/options.h"
#include "render/docx/package.h"

namespace kitei::render::docx {

// The parts of the package before they are zipped, for tests.
Parts document_parts(const model::Handbook& handbook, const model::Document& document, const DocxOptions& options);
Parts binder_parts(const model::Handbook& handbook, const DocxOptions& options);

// One document.
std::string write_document(const model::Handbook& handbook, const model::Document& document,
                           const DocxOptions& options);

// Every document that is not retired, each on a new page, with links between them.
std::string write_binder(const model::Handbook& handbook, const DocxOptions& options);

}  // namespace kitei::render::docx
