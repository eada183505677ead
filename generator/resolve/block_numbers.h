// Numbers that every scheme gives alike: markers of lists outside articles, numbers of captions (表1, 図2), and of tables whose
// notes the marks in them name. None of them is a clause; a caption with an address goes to Document::captions.
#pragma once
#include "model/config.h"
#include "model/document.h"
#include "resolve/markers.h"

namespace kitei::resolve {

class BlockNumbers {
 public:
  // Counts for one document, in reading order.
  BlockNumbers(model::Document& document, const model::Config& config, model::Scheme scheme);

  // A list, or any block that holds no clause of its own. `depth` is that of the list among numbered ones.
  void number_list(model::List& list, unsigned depth);
  void number_block(model::Block& block);

  // Blocks inside boxes, quotes, footnotes and list items.
  void number_blocks(model::Blocks& blocks, unsigned depth);

 private:
  void number_inside(model::Table& table);
  void number_caption(model::Caption& caption, std::string_view word, unsigned& counter, base::Position position);

  model::Document& document_;
  bool japanese_;
  Markers markers_;
  unsigned tables_ = 0;
  unsigned tables_with_notes_ = 0;
  unsigned figures_ = 0;
};

}  // namespace kitei::resolve
