#include "search/text.h"

namespace kitei::search {
namespace {

// The words of inlines; readings go to `readings`, so that a word with ruby is found by both and doubled in neither.
void append_words(std::string& out, std::string& readings, const model::Inlines& inlines) {
  for (const model::Inline& node : inlines) {
    if (const auto* text = base::get_if<model::Text>(&node.node)) {
      out += text->text;
    } else if (const auto* code = base::get_if<model::CodeSpan>(&node.node)) {
      out += code->text;
    } else if (const auto* reference = base::get_if<model::Reference>(&node.node)) {
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

void append_line(std::string& out, const model::Inlines& inlines) {
  std::string readings;
  const std::size_t before = out.size();
  append_words(out, readings, inlines);
  if (out.size() > before) out += '\n';
  out += readings;
}

void append_blocks(std::vector<Clause>& clauses, const model::Blocks& blocks) {
  for (const model::Block& block : blocks) {
    if (const auto* heading = base::get_if<model::Heading>(&block.node)) {
      Clause clause;
      const model::Clause& numbered = heading->clause;
      clause.address = !numbered.address.empty()      ? numbered.address.text
                       : !numbered.structural.empty() ? numbered.structural.text
                                                      : heading->attributes.id.text;
      clause.number = numbered.number;
      std::string readings;
      append_words(clause.title, readings, heading->content);
      clause.text = readings;
      clauses.push_back(std::move(clause));
      continue;
    }
    if (const auto* code = base::get_if<model::CodeBlock>(&block.node)) {
      std::string& text = clauses.back().text;
      text += code->text;
      if (!text.empty() && !text.ends_with('\n')) text += '\n';
      continue;
    }
    model::for_each_part(
        block, [&](const model::Inlines& inlines) { append_line(clauses.back().text, inlines); },
        [&](const model::Blocks& inner) { append_blocks(clauses, inner); });
  }
}

}  // namespace

std::vector<Clause> clauses_of(const model::Body& body) {
  std::vector<Clause> clauses(1);
  append_blocks(clauses, body.blocks);
  for (const model::Footnote& note : body.footnotes) append_blocks(clauses, note.content);
  if (clauses.front().text.empty()) clauses.erase(clauses.begin());
  for (Clause& clause : clauses) {
    while (clause.text.ends_with('\n')) clause.text.pop_back();
  }
  return clauses;
}

}  // namespace kitei::search
