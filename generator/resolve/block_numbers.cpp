#include "resolve/block_numbers.h"

#include <fmt/format.h>

namespace kitei::resolve {

BlockNumbers::BlockNumbers(model::Document& document, const model::Config& config, model::Scheme scheme)
    : document_(document),
      japanese_(config.language == base::Language::Japanese),
      markers_(markers_for(config, scheme == model::Scheme::Articles ? model::Scheme::Outline : scheme)) {}

void BlockNumbers::number_blocks(model::Blocks& blocks, unsigned depth) {
  for (model::Block& block : blocks) {
    if (auto* list = base::get_if<model::List>(&block.node)) {
      number_list(*list, depth);
    } else {
      number_block(block);
    }
  }
}

void BlockNumbers::number_block(model::Block& block) {
  if (auto* table = base::get_if<model::Table>(&block.node)) {
    if (table->caption) number_caption(*table->caption, japanese_ ? "表" : "Table ", tables_, block.position);
    number_inside(*table);
  } else if (auto* figure = base::get_if<model::Figure>(&block.node)) {
    if (figure->caption) number_caption(*figure->caption, japanese_ ? "図" : "Figure ", figures_, block.position);
  } else if (auto* quote = base::get_if<model::Quote>(&block.node)) {
    number_blocks(quote->content, 0);
  } else if (auto* alert = base::get_if<model::Alert>(&block.node)) {
    number_blocks(alert->content, 0);
  }
}

void BlockNumbers::number_list(model::List& list, unsigned depth) {
  const bool numbered = list.ordered;
  list.marker = numbered ? markers_[depth % markers_.size()] : model::ListMarker::Bullet;
  unsigned n = list.start;
  for (model::ListItem& item : list.items) {
    item.clause = {};
    item.number = numbered ? n++ : model::ListItem::kNoNumber;
    number_blocks(item.content, numbered ? depth + 1 : depth);
  }
}

// Lists in cells get their markers, and the notes under the table and the marks in it a common number.
void BlockNumbers::number_inside(model::Table& table) {
  if (!table.notes.empty()) table.notes_number = ++tables_with_notes_;
  auto set_number = [&](model::Inlines& inlines) {
    model::for_each_inline(inlines, [&](model::Inline& node) {
      if (auto* mark = base::get_if<model::TableMark>(&node.node)) mark->table = table.notes_number;
    });
  };
  if (table.caption && table.notes_number > 0) set_number(table.caption->content);
  for (model::TableRow& row : table.rows) {
    for (model::TableCell& cell : row.cells) {
      if (cell.blocks) number_blocks(*cell.blocks, 0);
      if (table.notes_number == 0) continue;
      set_number(cell.content);
      if (cell.blocks) model::for_each_inlines(*cell.blocks, set_number);
    }
  }
}

void BlockNumbers::number_caption(model::Caption& caption, std::string_view word, unsigned& counter, base::Position position) {
  caption.number = fmt::format("{}{}", word, ++counter);
  if (caption.attributes.id.empty()) return;
  model::ClauseEntry& entry = document_.captions.emplace_back();
  entry.clause.address = caption.attributes.id;
  entry.clause.number = entry.clause.label = caption.number;
  entry.title = model::plain_text(caption.content);
  entry.position = position;
}

}  // namespace kitei::resolve
