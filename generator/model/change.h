// What differs between two states of a document: one list of changes, from which the web redline, Word's tracked changes
// and the 新旧対照表 are all written.
//
// How to read a list of ClauseChange, at any depth:
//   new text  every `after`, in order
//   old text  every `before`, in order, without the rows of kind Moved (the row where the block stood is a Removed one)
//   inside a Changed row  either `runs` (taking Keep and Insert gives the new words, Keep and Delete the old ones), or
//             `inside`, or neither: then the block is shown as removed and added as a whole
// A block whose clause number alone changed is Same; its labels then differ.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/block.h"
#include "model/identifiers.h"

namespace kitei::model {

enum class Edit { Keep, Insert, Delete };

// A stretch of inlines (markup kept) that both sides share, or only one has. A Delete stands before the Insert that
// replaces it. In a Keep the inlines are those of the new side.
struct Run {
  Edit edit = Edit::Keep;
  Inlines content;
};

enum class ChangeKind { Same, Added, Removed, Changed, Moved };

// A value that changed: of the front matter (owner), or of a block (an attribute, a task item's box).
struct FieldChange {
  std::string key;  // English name of the front-matter key; of a block: "id", "class", "level", "checked", "widths" …
  std::string before;
  std::string after;
  bool operator==(const FieldChange&) const = default;
};

// One row of a comparison: a heading, paragraph, list item, table row, code block … of one side or both.
struct ClauseChange {
  ChangeKind kind = ChangeKind::Same;
  std::optional<Block> before;     // the block as it was; empty when Added
  std::optional<Block> after;      // the block as it is; empty when Removed
  std::vector<Run> runs;           // for a paragraph or heading that is Changed or Moved: its words; for a code block: its
                                   // lines, one Text in each run
  // For a list, quote, box or table that is Changed or Moved:
  //   quote, box  its blocks
  //   list        its items, each as a list of one item; inside a changed item, its blocks
  //   definitions its groups, each as a definition list of one; inside a changed group, a paragraph for each term, then one
  //               for each definition, or nothing where their number differs
  //   table       its caption when that changed (a paragraph, first), then its rows, each as a table of one row, whose
  //               header_rows is 1 for a header row, then its notes, each as a table of one note and no row; inside a
  //               changed row its cells, one paragraph for each column, or a quote where one of the two holds blocks
  std::vector<ClauseChange> inside;
  std::vector<FieldChange> attributes;  // what changed beside the words
  bool moved = false;              // only with Removed: it stands elsewhere now, in a row of kind Moved
  Address address;                 // of the clause it belongs to (new side, else old)
  std::string label_before;        // "第3条第2項"
  std::string label_after;
};

struct DocumentChange {
  DocumentId id;
  std::string title;  // of the new side, else of the old one; the id likewise
  ChangeKind kind = ChangeKind::Changed;  // Added, Removed, Changed or Same
  Version before;
  Version after;
  // Only what tells about reviews, relations and former addresses differs: the same version, the same text, the same
  // revision table. Readers have nothing new to read.
  bool bookkeeping = false;
  std::vector<FieldChange> fields;
  std::vector<ClauseChange> clauses;  // the whole text in reading order, unchanged clauses included
  std::vector<ClauseChange> notes;    // its footnotes, each as a quote of its blocks; the labels are their numbers
};

struct EditionChange {
  std::string from;
  std::string to;
  std::vector<DocumentChange> documents;  // only those that differ, in the order of the new handbook, removed ones last
};

}  // namespace kitei::model
