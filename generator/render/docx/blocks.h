// The kinds of blocks, one file each; the names are those of render/html for the same thing.
#pragma once
#include <string>
#include <string_view>

#include "model/block.h"
#include "render/docx/inline.h"
#include "render/docx/output.h"
#include "render/docx/paragraph.h"

namespace kitei::render::docx {

void write_blocks(Scope& scope, const model::Blocks& blocks);
void write_block(Scope& scope, const model::Block& block);

void write_heading(Scope& scope, const model::Heading& heading);
void write_paragraph_block(Scope& scope, const model::Paragraph& paragraph);
void write_list(Scope& scope, const model::List& list);
void write_quote(Scope& scope, const model::Quote& quote);
void write_definition_list(Scope& scope, const model::DefinitionList& list);
void write_alert(Scope& scope, const model::Alert& alert);
void write_code_block(Scope& scope, const model::CodeBlock& block);
void write_table(Scope& scope, const model::Table& table);
void write_figure(Scope& scope, const model::Figure& figure);

void write_caption(Scope& scope, const model::Caption& caption, CaptionOf what);

// 出典：… in a paragraph of its own.
enum class KeepNext { No, Yes };
void write_source(Scope& scope, const model::Inlines& source, std::string_view style, KeepNext keep);

void write_table_mark(Scope& scope, const model::TableMark& mark);
// The notes under a table and where it is from.
void write_table_notes(Scope& scope, const model::Table& table);

void write_inline_image(Scope& scope, const model::Image& image, const RunFormat& format);
void write_footnote_reference(Scope& scope, const model::FootnoteReference& reference);

}  // namespace kitei::render::docx
