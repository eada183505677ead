// Hand-made handbooks for the tests of render/docx: every kind of block, in Japanese, numbered as resolve/ would number
// them. Nothing here reads Markdown; the templates are read from the repository.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/handbook.h"
#include "render/docx/options.h"

namespace kitei::sample {

// ---- pieces
// ----------------------------------------------------------------------------------------------------------

model::Inlines text(std::string_view text);
model::Inline bold(std::string_view text);
model::Inline code(std::string_view text);
model::Inlines join(std::vector<model::Inlines> parts);
model::Inline link_to(std::string_view document, std::string_view address, std::string_view text);
model::Inline web_link(std::string_view url, std::string_view text);
model::Inline note_mark(unsigned number, unsigned occurrence = 1);

model::Block paragraph(model::Inlines content);
model::Block clause_paragraph(std::string_view number, std::string_view structural, model::Inlines content);  // 項
model::Block heading(unsigned level, std::string_view number, std::string_view title, std::string_view address,
                     model::ClauseKind kind = model::ClauseKind::Heading);
model::ListItem item(std::string_view marker, model::Blocks content);
model::Block list(model::ListMarker marker, std::vector<model::ListItem> items);  // ordered unless Bullet
model::Block table(unsigned columns, const std::vector<std::vector<std::string>>& rows, unsigned header_rows = 1);
model::Caption caption(std::string_view number, std::string_view title, std::string_view address);
model::Block figure(std::string_view path, std::string_view alternative, std::string_view number,
                    std::string_view title);

// ---- whole documents
// -------------------------------------------------------------------------------------------------

model::Document procedure();   // outline: every kind of block
model::Document regulation();  // articles: 章 節 条 項 号 ア (ア) 枝番号 削除 附則 別表
model::Document hostile();     // text that files must survive

model::Handbook handbook();  // the three of them, a catalogue and its configuration

// Pictures of the handbook: assets/shot.png, assets/flow.svg, assets/photo.webp.
const base::FileTree& assets();

const render::docx::DocxTemplates& templates();
render::docx::DocxOptions options();

}  // namespace kitei::sample
