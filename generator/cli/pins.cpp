#include "cli/pins.h"

#include <algorithm>

namespace kitei::cli {
namespace {

class Collector {
 public:
  explicit Collector(const model::Handbook& handbook) : handbook_(handbook) {}

  void document(const model::Document& document) {
    for (const auto* list : {&document.implements, &document.related, &document.replaces, &document.replaced_by}) {
      for (const model::DocumentReference& reference : *list) add(reference.id.text, reference.version);
    }
    for (const model::GoneClause& gone : document.gone) add(gone.target.id, gone.target.version);
    blocks(document.body.blocks);
    for (const model::Footnote& note : document.body.footnotes) blocks(note.content);
  }

  Pins take() {
    std::sort(pins_.begin(), pins_.end());
    pins_.erase(std::unique(pins_.begin(), pins_.end()), pins_.end());
    return std::move(pins_);
  }

 private:
  void blocks(const model::Blocks& blocks) {
    model::for_each_inlines(blocks, [&](const model::Inlines& inlines) {
      model::for_each_inline(inlines, [&](const model::Inline& node) {
        if (const auto* link = base::get_if<model::Link>(&node.node)) add(link->target.id, link->target.version);
        if (const auto* reference = base::get_if<model::Reference>(&node.node)) add(reference->target.id, reference->target.version);
      });
    });
  }

  // A former id leads to the document that had it, under its own id.
  void add(std::string_view id, const model::Version& version) {
    if (version.empty()) return;
    const model::Document* document = handbook_.find(id);
    pins_.emplace_back(document ? document->id.folded() : model::DocumentId{id}.folded(), version.text);
  }

  const model::Handbook& handbook_;
  Pins pins_;
};

}  // namespace

Pins collect_pins(const model::Handbook& handbook) {
  Collector collector(handbook);
  for (const model::Document& document : handbook.documents) collector.document(document);
  return collector.take();
}

}  // namespace kitei::cli
