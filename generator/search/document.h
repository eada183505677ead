// One document as the search holds it: what is shown of it and the grams under which it is found.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/handbook.h"

namespace kitei::search {

// A value of one document alone, so that it can be kept for as long as the document's resolved text stays the same.
struct DocumentIndex {
  std::string id;
  std::string kind;
  std::string number;  // as printed
  std::string title;
  std::string record;  // [number,title,[[address,number,title,text],…]], ready for a script
  std::vector<std::uint32_t> grams;  // ascending, each once

  bool operator==(const DocumentIndex&) const = default;
};

// `handbook` is the one that holds the document; only its catalogues are asked (how controls are mentioned: A.5.15).
DocumentIndex index_document(const model::Document& document, const model::Handbook& handbook);

// Whether readers look for it here: not when it is retired.
bool is_searched(const model::Document& document);

}  // namespace kitei::search
