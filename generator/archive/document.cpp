#include "archive/document.h"

#include "archive/document_fields.h"

namespace kitei::archive {

void write_document(base::BinaryWriter& out, const model::Document& document) { Out{out}(document); }

model::Document read_document(base::BinaryReader& in) {
  model::Document document;
  In{in}(document);
  return document;
}

void write_body(base::BinaryWriter& out, const model::Body& body) { Out{out}(body); }

model::Body read_body(base::BinaryReader& in) {
  model::Body body;
  In{in}(body);
  return body;
}

}  // namespace kitei::archive
