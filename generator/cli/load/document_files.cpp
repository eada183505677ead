#include "cli/load/document_files.h"

namespace kitei::cli {

void collect_files(const model::Document& document, std::set<FileKey>& files) {
  auto visit_inlines = [&](const model::Inlines& inlines) {
    model::for_each_inline(inlines, [&](const model::Inline& node) {
      const model::Target* target = nullptr;
      if (const auto* link = base::get_if<model::Link>(&node.node)) target = &link->target;
      if (const auto* image = base::get_if<model::Image>(&node.node)) target = &image->target;
      if (target && target->kind == model::TargetKind::Asset) files.emplace(document.origin, target->id);
    });
  };
  auto visit_blocks = [&](const model::Blocks& blocks, auto&& self) -> void {
    for (const model::Block& block : blocks) {
      if (const auto* figure = base::get_if<model::Figure>(&block.node);
          figure && figure->image.target.kind == model::TargetKind::Asset) {
        files.emplace(document.origin, figure->image.target.id);
      }
      model::for_each_part(block, visit_inlines, [&](const model::Blocks& inner) { self(inner, self); });
    }
  };
  visit_blocks(document.body.blocks, visit_blocks);
  for (const model::Footnote& note : document.body.footnotes) visit_blocks(note.content, visit_blocks);
  if (!document.file.empty()) files.emplace(document.origin, document.file);
}

}  // namespace kitei::cli
