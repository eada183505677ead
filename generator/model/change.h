// What differs between two states of a document: one list of changes, from which the web redline, Word's tracked changes
// and the 新旧対照表 are all written. Taking every Keep and Insert gives the new text, every Keep and Delete the old one.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/block.h"
#include "model/identifiers.h"

namespace kitei::model {

enum class Edit { Keep, Insert, Delete };

// A stretch of inlines (markup kept) that both sides share, or only one has.
struct Run {
  Edit edit = Edit::Keep;
  Inlines content;
};

enum class ChangeKind { Same, Added, Removed, Changed, Moved };

// One row of a comparison: a heading, paragraph, list item, table row, code block … of one side or both.
struct ClauseChange {
  ChangeKind kind = ChangeKind::Same;
  std::optional<Block> before;     // the block as it was; empty when Added
  std::optional<Block> after;      // the block as it is; empty when Removed
  std::vector<Run> runs;           // for a paragraph or heading that is Changed: its words
  std::vector<ClauseChange> inside;  // for a list, quote, box or table that is Changed: its items, blocks, rows, cells
  Address address;                 // of the clause it belongs to (new side, else old)
  std::string label_before;        // "第3条第2項"
  std::string label_after;
};

// A front-matter value that changed, e.g. owner.
struct FieldChange {
  std::string key;  // English name of the front-matter key
  std::string before;
  std::string after;
};

struct DocumentChange {
  DocumentId id;
  ChangeKind kind = ChangeKind::Changed;  // Added, Removed, Changed or Same
  Version before;
  Version after;
  std::vector<FieldChange> fields;
  std::vector<ClauseChange> clauses;  // the whole text in reading order, unchanged clauses included
};

struct EditionChange {
  std::string from;
  std::string to;
  std::vector<DocumentChange> documents;  // only those that differ, in the order of the new handbook, removed ones last
};

}  // namespace kitei::model
