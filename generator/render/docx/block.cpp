#include "render/docx/blocks.h"
#include "render/docx/section.h"

namespace kitei::render::docx {
namespace {

class BlockWriter {
 public:
  explicit BlockWriter(Scope& scope) : scope_(scope) {}

  void operator()(const model::Heading& node) { write_heading(scope_, node); }
  void operator()(const model::Paragraph& node) { write_paragraph_block(scope_, node); }
  void operator()(const model::List& node) { write_list(scope_, node); }
  void operator()(const model::Quote& node) { write_quote(scope_, node); }
  void operator()(const model::Alert& node) { write_alert(scope_, node); }
  void operator()(const model::CodeBlock& node) { write_code_block(scope_, node); }
  void operator()(const model::Table& node) { write_table(scope_, node); }
  void operator()(const model::Figure& node) { write_figure(scope_, node); }
  void operator()(const model::DefinitionList& node) { write_definition_list(scope_, node); }
  void operator()(const model::ThematicBreak&) {
    const ParagraphFormat format{.style = "ThematicBreak"};
    open_paragraph(scope_, format);
    close_paragraph(scope_, format);
  }

 private:
  Scope& scope_;
};

// A 項: the first of an article has no number, the others count in the list of the articles.
ParagraphFormat clause_format(Scope& scope, const model::Clause& clause, bool& number_as_text) {
  constexpr int kClauseIndent = 420;
  ParagraphFormat format{.style = "Clause"};
  number_as_text = false;
  if (clause.number.empty()) {
    format.indent = Indent{kClauseIndent, 0};
    return format;
  }
  DocumentState& state = scope.state;
  Numbering& numbering = scope.output.numbering;
  std::optional<NumberReference> number;
  if (state.native_article) number = numbering.next(state.articles, 1, clause.number, OnMismatch::PrintAsText);
  if (!number) number = numbering.next(state.paragraphs, 0, clause.number, OnMismatch::Restart);
  format.number = number;
  number_as_text = !number;
  if (!number) format.indent = Indent{kClauseIndent, kClauseIndent};
  return format;
}

// A table that asks for it lies on a landscape page, and the headings right above it with it.
model::PageTurn turn_at(const model::Blocks& blocks, std::size_t i) {
  while (i < blocks.size() && base::holds_alternative<model::Heading>(blocks[i].node)) ++i;
  const auto* table = i < blocks.size() ? base::get_if<model::Table>(&blocks[i].node) : nullptr;
  return table ? table->turn : model::PageTurn::Upright;
}

}  // namespace

void write_blocks(Scope& scope, const model::Blocks& blocks) {
  const bool on_page = scope.region == Region::Body && scope.list_depth == 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (on_page && !scope.state.page.stays) turn_page(scope, turn_at(blocks, i));
    write_block(scope, blocks[i]);
  }
}

void write_block(Scope& scope, const model::Block& block) { base::visit(BlockWriter(scope), block.node); }

void write_paragraph_block(Scope& scope, const model::Paragraph& paragraph) {
  ParagraphFormat format{.style = text_style(scope)};
  bool number_as_text = false;
  if (paragraph.clause->kind == model::ClauseKind::Paragraph) {
    format = clause_format(scope, *paragraph.clause, number_as_text);
  } else if (scope.indent > 0) {
    format.indent = Indent{scope.indent, 0};
  }
  open_paragraph(scope, format);
  std::vector<int> marks;
  open_bookmarks(scope, scope.output.bookmarks.take(scope.document(), *paragraph.clause), marks);
  if (number_as_text) write_text(scope, paragraph.clause->number + "\t");
  write_inlines(scope, paragraph.content);
  close_bookmarks(scope, marks);
  close_paragraph(scope, format);
}

void write_code_block(Scope& scope, const model::CodeBlock& block) {
  constexpr int kBorderRoom = 113;
  ParagraphFormat format{.style = "CodeBlock"};
  if (scope.indent > 0) format.indent = Indent{scope.indent + kBorderRoom, 0};
  std::string_view text = block.text;
  if (text.ends_with('\n')) text.remove_suffix(1);
  write_paragraph(scope, format, text);
  const auto lines = std::count(text.begin(), text.end(), '\n');
  scope.story.height += lines * 240;
}

}  // namespace kitei::render::docx
