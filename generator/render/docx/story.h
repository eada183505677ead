// One stream of WordprocessingML (the body, the footnotes, a header) with the relationships of its part, and the
// running height of what was written: the estimate from which the page numbers of the contents list come.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "render/docx/xml_writer.h"

namespace kitei::render::docx {

struct Relationship {
  std::string type;  // the last part of the type's URL: "hyperlink", "image"
  std::string target;
  bool external = false;

  bool operator==(const Relationship&) const = default;
};

class Relationships {
 public:
  // The id of this relationship, an earlier one when it is there already.
  std::string add(Relationship relationship);

  bool empty() const { return entries_.empty(); }
  std::string part() const;  // the bytes of the .rels part

 private:
  std::vector<Relationship> entries_;
};

struct Story {
  XmlWriter xml;
  Relationships relationships;
  std::int64_t height = 0;     // twips from the top of the first page
  std::size_t text_units = 0;  // of the paragraph being written: half-width characters
  std::size_t table_end_begins = 0;  // bytes: the last paragraph that only keeps a table apart from what follows
  std::size_t table_end_stops = 0;
};

}  // namespace kitei::render::docx
