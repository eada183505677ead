// One document as bytes and back, for files that only this program writes and reads. What is kept apart: the document
// without its text (the card), which is all that lists, timelines and most other documents ask of it, and the text.
// The bytes of equal values are equal, positions included. They mean nothing to another version of the program. Where a
// document was read (Document::origin) is not among them: so they tell whether it is the same in two editions.
// Damaged bytes make the reader failed(), or give a value that no source could have: a file keeps a check sum beside
// them.
#pragma once
#include <string_view>

#include "base/binary.h"
#include "model/document.h"

namespace kitei::archive {

// The card: everything but the text and the origin, which stay empty when it is read.
void write_document(base::BinaryWriter& out, const model::Document& document);
model::Document read_document(base::BinaryReader& in);
// Whether write_document would write these bytes; likewise is_text.
bool is_document(std::string_view bytes, const model::Document& document);

// The outline: what a text is known by elsewhere, its clauses, captions and moves, its allowances, and where the values of the
// front matter stand.
void write_outline(base::BinaryWriter& out, const model::Document& document);
void read_outline(base::BinaryReader& in, model::Document& document);

// The text: Document::body with its outline.
void write_text(base::BinaryWriter& out, const model::Document& document);
void read_text(base::BinaryReader& in, model::Document& document);
bool is_text(std::string_view bytes, const model::Document& document);

}  // namespace kitei::archive
