#include "cli/load/text_facts.h"

#include <algorithm>

namespace kitei::cli {
namespace {

void sort(auto& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

class PinCollector {
 public:
  explicit PinCollector(const model::Handbook& handbook) : handbook_(handbook) {}

  void document(const model::Document& document) {
    for (const auto* list : {&document.implements, &document.related, &document.replaces, &document.replaced_by}) {
      for (const model::DocumentReference& reference : *list) add(reference.id.text, reference.version);
    }
    for (const model::GoneClause& gone : document.gone) add(gone.target.id, gone.target.version);
    blocks(document.body.blocks);
    for (const model::Footnote& note : document.body.footnotes) blocks(note.content);
  }

  Pins take() {
    sort(pins_);
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

TextFacts collect_facts(const model::Handbook& handbook) {
  PinCollector pins(handbook);
  TextFacts facts;
  for (const model::Document& document : handbook.documents) {
    pins.document(document);
    for (const model::ClauseEntry& entry : document.clauses) {
      if (entry.duty->effective) facts.days.push_back(*entry.duty->effective);
    }
  }
  facts.pins = pins.take();
  sort(facts.days);
  facts.addresses = history::permanent_addresses(handbook);
  return facts;
}

}  // namespace kitei::cli
