// Notes under a table: ※1 in its cells, and a paragraph right below whose lines begin with ※1.
//
// Codes: table-note (a mark without note, a note without mark, two notes with the same mark).
#pragma once
#include "adapters/markdown.h"
#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"

namespace kitei::source {

// Whether the paragraph right below a table belongs to it: its first line is a note or says where the table is from.
bool is_below_table(const adapters::MarkdownNode& paragraph);
// Adds its lines to the table: notes, and the source (出典) to the caption.
void read_below_table(const adapters::MarkdownNode& paragraph, model::Table& table, const BodyOptions& options,
                      base::Diagnostics& diagnostics);

// The mark at the start of a text and the blanks behind it; 0 when none is there.
struct NoteMark {
  std::size_t mark = 0;    // bytes of "※1"
  std::size_t length = 0;  // with the blanks
};
NoteMark note_mark(std::string_view text);

// Makes the marks in caption and cells lead to their notes. To be called once for each table, after its notes are read.
void link_marks(model::Table& table, const BodyOptions& options, base::Diagnostics& diagnostics);

}  // namespace kitei::source
