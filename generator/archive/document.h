// One document as bytes and back, for files that only this program writes and reads. What is kept apart: the document
// without its text (the card), which is all that most other documents ask of it, and the text.
// The bytes of equal values are equal, positions included. They mean nothing to another version of the program.
// Damaged bytes make the reader failed(), or give a value that no source could have: a file keeps a check sum beside
// them.
#pragma once
#include "base/binary.h"
#include "model/document.h"

namespace kitei::archive {

// The card: everything but Document::body, which stays empty when it is read.
void write_document(base::BinaryWriter& out, const model::Document& document);
model::Document read_document(base::BinaryReader& in);

void write_body(base::BinaryWriter& out, const model::Body& body);
model::Body read_body(base::BinaryReader& in);

}  // namespace kitei::archive
