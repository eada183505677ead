#include "cli/incremental/text_change.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "adapters/hash.h"
#include "source/front_matter.h"

namespace kitei::cli {
namespace {

// The bindings name every field of a clause: when one is added, this does not compile until somebody has decided whether
// others can see it.
bool say_the_same(const std::vector<model::ClauseEntry>& a, const std::vector<model::ClauseEntry>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const model::ClauseEntry& x, const model::ClauseEntry& y) {
    const auto& [clause, title, depth, controls, position, duty, place] = x;
    return clause == y.clause && title == y.title && depth == y.depth && controls == y.controls && duty == y.duty && place == y.place;
  });
}

// Where a text leads: documents, terms, laws, records and controls list those who name them, and files are copied. Generated tables
// count apart: nobody lists what these lead to.
using Targets = std::set<std::tuple<bool, model::TargetKind, std::string, std::string>>;

void collect(const model::Blocks& blocks, Targets& targets, bool in_generated = false) {
  for (const model::Block& block : blocks) {
    const auto* table = base::get_if<model::Table>(&block.node);
    const bool generated = in_generated || (table && table->generated);
    auto add = [&](const model::Target& target) {
      if (target.kind != model::TargetKind::None && target.kind != model::TargetKind::External) {
        targets.emplace(generated, target.kind, target.id, target.version.text);
      }
    };
    if (const auto* figure = base::get_if<model::Figure>(&block.node)) add(figure->image.target);
    model::for_each_part(
        block,
        [&](const model::Inlines& inlines) {
          model::for_each_inline(inlines, [&](const model::Inline& node) {
            if (const auto* link = base::get_if<model::Link>(&node.node)) add(link->target);
            if (const auto* image = base::get_if<model::Image>(&node.node)) add(image->target);
            if (const auto* reference = base::get_if<model::Reference>(&node.node)) add(reference->target);
          });
        },
        [&](const model::Blocks& inner) { collect(inner, targets, generated); });
  }
}

Targets targets_of(const model::Document& document) {
  Targets targets;
  collect(document.body.blocks, targets);
  for (const model::Footnote& note : document.body.footnotes) collect(note.content, targets);
  return targets;
}

}  // namespace

std::string front_matter_of(std::string_view bytes) {
  std::string text = adapters::text_form(bytes);
  std::replace(text.begin(), text.end(), '\r', '\n');
  return std::string(source::split_front_matter(text).parts.yaml);
}

bool looks_the_same(const model::Document& before, const model::Document& after) {
  return say_the_same(before.clauses, after.clauses) && say_the_same(before.captions, after.captions) && before.gone == after.gone &&
         before.files == after.files && targets_of(before) == targets_of(after);
}

}  // namespace kitei::cli
