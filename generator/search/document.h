// One document as the search shows it. A record is a line of an index file and says all that the document is found by, so
// that what it was found by before an edit can be read back from the site itself.
#pragma once
#include <string>
#include <string_view>

#include "model/document.h"

namespace kitei::search {

struct DocumentIndex {
  std::string id;
  std::string kind;
  // [number,title,aliases,controls,[[address,number,title,text],…]], ready for a script, without line ends. The number is
  // "" when it is the id; aliases and controls ("iso27001-2022:5.15": those that the document implements or mentions)
  // stand one on a line of their string.
  std::string record;

  bool operator==(const DocumentIndex&) const = default;
};

// A value of the document alone.
DocumentIndex index_document(const model::Document& document);

// Whether readers look for it here: not when it is retired.
bool is_searched(const model::Document& document);

// The strings of a record one by one: number, title, aliases, controls, then four for each clause.
class RecordStrings {
 public:
  explicit RecordStrings(std::string_view record) : rest_(record) {}
  // Whether there is one more; `text` is then good until the next call.
  bool next(std::string_view& text);

 private:
  std::string_view rest_;
  std::string scratch_;
};

}  // namespace kitei::search
