// A list of inlines read as one text, so that a law's name in bold or in a link is seen before 第26条, and references put
// where they were found in that text. Only what lies inside a single Text (plain, emphasised or strong) can become one.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/block.h"

namespace kitei::resolve {

// Valid until the inlines are changed.
struct RunningText {
  explicit RunningText(const model::Inlines& inlines);
  RunningText(const RunningText&) = delete;  // the text may be that of `joined`
  RunningText& operator=(const RunningText&) = delete;

  // The stretch of the text that comes from one Text.
  struct Piece {
    std::size_t from = 0, to = 0;  // bytes of the text
    base::Position position;
    const model::Text* source = nullptr;
  };

  std::string_view text;  // of `joined`, or of the only Text
  std::string joined;
  std::vector<Piece> pieces;  // in reading order
};

// Words of the text that name a clause, inside one piece.
struct FoundReference {
  std::size_t from, to;  // bytes of the text
  model::Target target;
};

// Makes references (mention = true) of what was found, in reading order, in the inlines of which `running` is the text.
void put_references(model::Inlines& inlines, const RunningText& running, std::vector<FoundReference> found);

}  // namespace kitei::resolve
