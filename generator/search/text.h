// The text of a document as the search reads and shows it, by clause: what the author wrote, without generated numbers.
#pragma once
#include <string>
#include <vector>

#include "model/document.h"

namespace kitei::search {

// A heading and what stands under it, up to the next heading; or what stands before the first one.
struct Clause {
  std::string address;  // of the heading on the document's page; empty: the page itself
  std::string number;   // as printed: 第3条; shown, never searched
  std::string title;
  std::string text;     // a line for each paragraph, cell, caption …
};

// Every clause in reading order; footnotes belong to the last one. Tables, captions, notes, boxes and code are in it,
// references as they are shown, readings of ruby on a line of their own.
std::vector<Clause> clauses_of(const model::Body& body);

}  // namespace kitei::search
