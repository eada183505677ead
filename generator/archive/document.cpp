#include "archive/document.h"

#include "archive/document_fields.h"

namespace kitei::archive {

void write_document(base::BinaryWriter& out, const model::Document& document) { Out{out}(document); }

model::Document read_document(base::BinaryReader& in) {
  model::Document document;
  In{in}(document);
  return document;
}

void write_outline(base::BinaryWriter& out, const model::Document& document) {
  Out archive{out};
  outline_fields(archive, document);
}

void read_outline(base::BinaryReader& in, model::Document& document) {
  In archive{in};
  outline_fields(archive, document);
}

bool is_document(std::string_view bytes, const model::Document& document) {
  base::BinaryComparer comparer(bytes);
  Out{comparer}(document);
  return comparer.are_same();
}

void write_text(base::BinaryWriter& out, const model::Document& document) {
  Out archive{out};
  text_fields(archive, document);
}

void read_text(base::BinaryReader& in, model::Document& document) {
  In archive{in};
  text_fields(archive, document);
}

bool is_text(std::string_view bytes, const model::Document& document) {
  base::BinaryComparer comparer(bytes);
  Out archive{comparer};
  text_fields(archive, document);
  return comparer.are_same();
}

}  // namespace kitei::archive
