#include "source/footnotes.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kitei::source {

base::Diagnostic unused_footnote(std::string_view label, bool repeated, std::string_view path,
                                 base::Position position) {
  if (repeated) {
    return {"footnote-unused",
            std::string(path),
            position,
            {fmt::format("footnote `[^{}]` is defined again; the first definition counts", label),
             fmt::format("脚注`[^{}]`が重ねて定義されています。最初の定義が使われます", label)},
            {"give it a label of its own", "別のラベルを付けてください"}};
  }
  return {"footnote-unused",
          std::string(path),
          position,
          {fmt::format("nothing refers to footnote `[^{}]`", label),
           fmt::format("脚注`[^{}]`はどこからも参照されていません", label)},
          {"refer to it or delete it", "参照を加えるか、削除してください"}};
}

void number_footnotes(model::Body& body, std::vector<model::Footnote> definitions, std::string_view path,
                      base::Diagnostics& diagnostics) {
  std::vector<unsigned> numbers(definitions.size());  // 0: not met yet
  std::vector<std::size_t> order;
  std::vector<unsigned> references(definitions.size());
  const auto visit = [&](model::Blocks& blocks) {
    model::for_each_inlines(blocks, [&](model::Inlines& inlines) {
      model::for_each_inline(inlines, [&](model::Inline& node) {
        auto* reference = base::get_if<model::FootnoteReference>(&node.node);
        if (reference == nullptr || reference->number == 0 || reference->number > definitions.size()) return;
        const std::size_t index = reference->number - 1;
        if (numbers[index] == 0) {
          order.push_back(index);
          numbers[index] = static_cast<unsigned>(order.size());
        }
        reference->number = numbers[index];
        reference->occurrence = ++references[index];
      });
    });
  };
  visit(body.blocks);
  // Notes may refer to notes: these come after all that the text itself refers to.
  for (std::size_t i = 0; i < order.size(); ++i) visit(definitions[order[i]].content);
  for (const std::size_t index : order) {
    model::Footnote& note = definitions[index];
    note.number = numbers[index];
    note.references = references[index];
    body.footnotes.push_back(std::move(note));
  }
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    if (numbers[i] == 0) {
      diagnostics.push_back(unused_footnote(definitions[i].label, false, path, definitions[i].position));
    }
  }
}

}  // namespace kitei::source
