// The content of a piece of text as bytes: equal keys mean that a reader sees the same and that the author wrote the
// same.
//
// Left out, since none of it is a change of this text: positions, clause and note numbers, list markers, the tightness
// of lists, the alignment of columns, where a reference leads, whether words are a mention (a glossary entry that is
// added must not "change" every document that uses the term), and whether a blank is a line break in the source. Kept:
// all words with their markup, link destinations, attributes, merged cells, captions, the text that a reference shows.
#pragma once
#include <string>

#include "model/block.h"

namespace kitei::diff {

void append_key(std::string& out, const model::Inlines& inlines);
void append_key(std::string& out, const model::Block& block);
void append_key(std::string& out, const model::Blocks& blocks);
void append_key(std::string& out, const model::ListItem& item);
void append_key(std::string& out, const model::TableRow& row);
void append_key(std::string& out, const model::DefinitionItem& item);
void append_key(std::string& out, const model::Attributes& attributes);
void append_key(std::string& out, const base::Maybe<model::Caption>& caption);

template <typename T>
std::string key_of(const T& piece) {
  std::string key;
  append_key(key, piece);
  return key;
}

// The key of what an inline is without its content: "strong", "link to x". Empty for one without content of its own.
std::string wrapper_key(const model::Inline& node);

}  // namespace kitei::diff
