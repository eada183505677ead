// The members of what a body is made of; see stream.h.
#pragma once
#include "archive/stream.h"
#include "model/block.h"

namespace kitei::archive {

void fields(auto& archive, Is<model::DocumentId> auto& value) {
  auto& [text] = value;
  archive(text);
}
void fields(auto& archive, Is<model::Address> auto& value) {
  auto& [text] = value;
  archive(text);
}
void fields(auto& archive, Is<model::Version> auto& value) {
  auto& [text] = value;
  archive(text);
}
void fields(auto& archive, Is<model::ControlId> auto& value) {
  auto& [catalog, id] = value;
  archive(catalog, id);
}
void fields(auto& archive, Is<model::Target> auto& value) {
  auto& [kind, id, address, version] = value;
  archive(kind, id, address, version);
}
void fields(auto& archive, Is<model::Attributes> auto& value) {
  auto& [id, classes, values, flags, position, value_positions] = value;
  archive(id, classes, values, flags, position, value_positions);
}
void fields(auto& archive, Is<model::Clause> auto& value) {
  auto& [kind, address, structural, number, label, also] = value;
  archive(kind, address, structural, number, label, also);
}
void fields(auto& archive, Is<model::Duty> auto& value) {
  auto& [effective, every, by] = value;
  archive(effective, every, by);
}

// ---- inlines
// ---------------------------------------------------------------------------------------------------------

void fields(auto& archive, Is<model::Text::Piece> auto& value) {
  auto& [offset, position, whole] = value;
  archive(offset, position, whole);
}
void fields(auto& archive, Is<model::Text> auto& value) {
  auto& [text, pieces] = value;
  archive(text, pieces);
}
void fields(auto&, Is<model::SoftBreak> auto&) {}
void fields(auto&, Is<model::LineBreak> auto&) {}
void fields(auto& archive, Is<model::CodeSpan> auto& value) {
  auto& [text] = value;
  archive(text);
}
void fields(auto& archive, Is<model::Emphasis> auto& value) {
  auto& [content] = value;
  archive(content);
}
void fields(auto& archive, Is<model::Strong> auto& value) {
  auto& [content] = value;
  archive(content);
}
void fields(auto& archive, Is<model::Strikethrough> auto& value) {
  auto& [content] = value;
  archive(content);
}
void fields(auto& archive, Is<model::Markup> auto& value) {
  auto& [tag, content] = value;
  archive(tag, content);
}
void fields(auto& archive, Is<model::Link> auto& value) {
  auto& [destination, title, content, target] = value;
  archive(destination, title, content, target);
}
void fields(auto& archive, Is<model::Image> auto& value) {
  auto& [source, title, alternative, target, decorative, width] = value;
  archive(source, title, alternative, target, decorative, width);
}
void fields(auto& archive, Is<model::Reference> auto& value) {
  auto& [kind, name, address, version, mention, text, target] = value;
  archive(kind, name, address, version, mention, text, target);
}
void fields(auto& archive, Is<model::FootnoteReference> auto& value) {
  auto& [label, number, occurrence] = value;
  archive(label, number, occurrence);
}
void fields(auto& archive, Is<model::TableMark> auto& value) {
  auto& [mark, table, occurrence] = value;
  archive(mark, table, occurrence);
}
void fields(auto& archive, Is<model::Inline> auto& value) {
  auto& [node, position] = value;
  archive(node, position);
}

// ---- blocks
// ----------------------------------------------------------------------------------------------------------

void fields(auto& archive, Is<model::Heading> auto& value) {
  auto& [level, content, attributes, clause, duty] = value;
  archive(level, content, attributes, clause, duty);
}
void fields(auto& archive, Is<model::Paragraph> auto& value) {
  auto& [content, clause] = value;
  archive(content, clause);
}
void fields(auto& archive, Is<model::ListItem> auto& value) {
  auto& [content, checked, number, clause, position] = value;
  archive(content, checked, number, clause, position);
}
void fields(auto& archive, Is<model::List> auto& value) {
  auto& [ordered, tight, delimiter, marker, start, items] = value;
  archive(ordered, start, tight, delimiter, marker, items);
}
void fields(auto& archive, Is<model::Quote> auto& value) {
  auto& [content] = value;
  archive(content);
}
void fields(auto& archive, Is<model::Alert> auto& value) {
  auto& [kind, content] = value;
  archive(kind, content);
}
void fields(auto& archive, Is<model::CodeBlock> auto& value) {
  auto& [info, text] = value;
  archive(info, text);
}
void fields(auto& archive, Is<model::TableCell> auto& value) {
  auto& [content, row_span, column_span, position, blocks, header] = value;
  archive(content, row_span, column_span, position, blocks, header);
}
void fields(auto& archive, Is<model::TableRow> auto& value) {
  auto& [cells, position] = value;
  archive(cells, position);
}
void fields(auto& archive, Is<model::Caption> auto& value) {
  auto& [content, attributes, number, source] = value;
  archive(content, attributes, number, source);
}
void fields(auto& archive, Is<model::GeneratedTable::Filter> auto& value) {
  auto& [key, text, position] = value;
  archive(key, text, position);
}
void fields(auto& archive, Is<model::GeneratedTable> auto& value) {
  auto& [name, filters, position] = value;
  archive(name, filters, position);
}
void fields(auto& archive, Is<model::TableNote> auto& value) {
  auto& [mark, content, references, position] = value;
  archive(mark, content, references, position);
}
void fields(auto& archive, Is<model::Table> auto& value) {
  auto& [columns, rows, header_rows, caption, generated, widths, turn, notes, notes_number] = value;
  archive(columns, rows, header_rows, caption, generated, widths, turn, notes, notes_number);
}
void fields(auto& archive, Is<model::Figure> auto& value) {
  auto& [image, caption] = value;
  archive(image, caption);
}
void fields(auto&, Is<model::ThematicBreak> auto&) {}
void fields(auto& archive, Is<model::DefinitionItem> auto& value) {
  auto& [terms, definitions, position] = value;
  archive(terms, definitions, position);
}
void fields(auto& archive, Is<model::DefinitionList> auto& value) {
  auto& [items] = value;
  archive(items);
}
void fields(auto& archive, Is<model::Block> auto& value) {
  auto& [node, position] = value;
  archive(node, position);
}
void fields(auto& archive, Is<model::Footnote> auto& value) {
  auto& [label, number, references, content, position] = value;
  archive(label, number, references, content, position);
}
void fields(auto& archive, Is<model::Body> auto& value) {
  auto& [blocks, footnotes] = value;
  archive(blocks, footnotes);
}

}  // namespace kitei::archive
