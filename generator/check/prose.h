// The words of a document as a person reads them: one run for each heading, paragraph, cell, caption, with the way back
// from a byte of the run to its place in the source. Markup is gone, mentions are the words that they were, code and typed
// references are one U+FFFC each (what they show is not the author's text here), a line break is '\n'.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/document.h"

namespace kitei::check {

enum class Where { Title, Heading, Paragraph, Item, Cell, Caption, Boxed, Note };  // Boxed: quotes and alerts

struct Run {
  std::string text;
  Where where = Where::Paragraph;
  const model::Clause* clause = nullptr;  // of a heading or paragraph, or of the item that the text opens
  bool opens_item = false;                // the first paragraph of a list item
  bool ordered = false;                   // … of an ordered list

  struct Segment {
    std::size_t from = 0;  // byte of `text`
    base::Position position;
    bool whole = false;    // all of it stands at `position`: the value of a variable
  };
  std::vector<Segment> segments;

  base::Position at(std::size_t offset) const;
};

// All runs in reading order; the title first, footnotes last.
void for_each_run(const model::Document& document, const std::function<void(const Run&)>& visit);

// The run of one list of inlines.
Run run_of(const model::Inlines& inlines, Where where);

// Adds a finding at a byte of a run.
void report_at(base::Diagnostics& found, const model::Document& document, const Run& run, std::size_t offset, std::string code,
               base::Message message, base::Message hint);

}  // namespace kitei::check
