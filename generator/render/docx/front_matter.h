// What stands around the text of a document: title block, document-control table, approval boxes, revision table before
// it, 以上 and the table of implemented controls after it.
#pragma once
#include "render/docx/output.h"

namespace kitei::render::docx {

void write_title_block(Scope& scope);
void write_compact_title(Scope& scope);   // of a form: one line, since number and version stand in the header
void write_control_table(Scope& scope);   // 文書情報
void write_approval_boxes(Scope& scope);  // 作成・審査・承認; nothing when the handbook has none
void write_revision_table(Scope& scope);  // 改訂履歴; nothing without revisions
void write_closing(Scope& scope);         // 以上, in documents of articles
void write_implemented_controls(Scope& scope);

}  // namespace kitei::render::docx
