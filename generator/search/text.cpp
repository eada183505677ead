#include "search/text.h"

namespace kitei::search {
namespace {

class Reader {
 public:
  Reader(std::vector<std::string_view>& controls, const std::function<void(const Clause&)>& take) : controls_(controls), take_(take) {}

  void read(const model::Blocks& blocks) {
    for (const model::Block& block : blocks) {
      if (const auto* heading = base::get_if<model::Heading>(&block.node)) {
        begin(*heading);
      } else if (const auto* code = base::get_if<model::CodeBlock>(&block.node)) {
        clause_.text += code->text;
        if (!clause_.text.empty() && !clause_.text.ends_with('\n')) clause_.text += '\n';
      } else {
        model::for_each_part(
            block, [&](const model::Inlines& inlines) { append_line(inlines); },
            [&](const model::Blocks& inner) { read(inner); });
      }
    }
  }

  // Gives the clause that was read last.
  void finish() {
    if (!under_heading_ && clause_.text.empty()) return;
    while (clause_.text.ends_with('\n')) clause_.text.pop_back();
    take_(clause_);
  }

 private:
  void begin(const model::Heading& heading) {
    finish();
    under_heading_ = true;
    const model::Clause& numbered = heading.clause;
    clause_.address = !numbered.address.empty()      ? numbered.address.text
                      : !numbered.structural.empty() ? numbered.structural.text
                                                     : heading.attributes->id.text;
    clause_.number = numbered.number;
    clause_.title.clear();
    clause_.text.clear();
    append_words(clause_.title, clause_.text, heading.content);
  }

  void append_line(const model::Inlines& inlines) {
    const std::size_t before = clause_.text.size();
    readings_.clear();
    append_words(clause_.text, readings_, inlines);
    if (clause_.text.size() > before) clause_.text += '\n';
    clause_.text += readings_;
  }

  // Readings of ruby go to `readings`, so that a word with ruby is found by both and doubled in neither.
  void append_words(std::string& out, std::string& readings, const model::Inlines& inlines) {
    for (const model::Inline& node : inlines) {
      if (const auto* text = base::get_if<model::Text>(&node.node)) {
        out += text->text;
      } else if (const auto* code = base::get_if<model::CodeSpan>(&node.node)) {
        out += code->text;
      } else if (const auto* reference = base::get_if<model::Reference>(&node.node)) {
        if (reference->target.kind == model::TargetKind::Control) controls_.push_back(reference->target.id);
        out += reference->text.empty() ? reference->name : reference->text;
      } else if (base::holds_alternative<model::SoftBreak>(node.node)) {
        out += ' ';
      } else if (base::holds_alternative<model::LineBreak>(node.node)) {
        out += '\n';
      } else if (const auto* markup = base::get_if<model::Markup>(&node.node)) {
        if (markup->tag == model::MarkupTag::RubyText) {
          std::string none;
          append_words(readings, none, markup->content);
          readings += '\n';
        } else if (markup->tag != model::MarkupTag::RubyParenthesis) {
          append_words(out, readings, markup->content);
        }
      } else if (const model::Inlines* content = model::content_of(node)) {
        append_words(out, readings, *content);
      }
    }
  }

  std::vector<std::string_view>& controls_;
  const std::function<void(const Clause&)>& take_;
  Clause clause_;
  std::string readings_;
  bool under_heading_ = false;
};

}  // namespace

void read_clauses(const model::Body& body, std::vector<std::string_view>& controls, const std::function<void(const Clause&)>& take) {
  Reader reader(controls, take);
  reader.read(body.blocks);
  for (const model::Footnote& note : body.footnotes) reader.read(note.content);
  reader.finish();
}

}  // namespace kitei::search
