// The text of a document as the search reads and shows it, by clause: what the author wrote, without generated numbers.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace kitei::search {

// A heading and what stands under it, up to the next heading; or what stands before the first one.
struct Clause {
  std::string_view address;  // of the heading on the document's page; empty: the page itself
  std::string_view number;   // as printed: 第3条; shown, never searched
  std::string title;
  std::string text;          // a line for each paragraph, cell, caption …; no line end at the end
};

// Gives every clause in reading order; footnotes belong to the last one. Tables, captions, notes, boxes and code are in
// it, references as they are shown, readings of ruby on a line of their own. A clause is good until `take` returns.
// `controls` gets the ids of all controls that the text refers to ("iso27001-2022:5.15"), in order and with repeats; they
// are views of the body.
void read_clauses(const model::Body& body, std::vector<std::string_view>& controls, const std::function<void(const Clause&)>& take);

}  // namespace kitei::search
