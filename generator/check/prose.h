// The words of a document as a person reads them: one run for each heading, paragraph, cell, caption, with the way back
// from a byte of the run to its place in the source. Markup is gone, mentions are the words that they were, code and typed
// references are one U+FFFC each (what they show is not the author's text here), a line break is '\n'.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "model/document.h"

namespace kitei::check {

enum class Where { Title, Heading, Paragraph, Item, Cell, Caption, Boxed, Note };  // Boxed: quotes and alerts

// Refers to the document and to the reader that made it: it is over when the next one is read.
struct Run {
  std::string_view text;
  Where where = Where::Paragraph;
  const model::Clause* clause = nullptr;  // of a heading or paragraph, or of the item that the text opens
  bool opens_item = false;                // the first paragraph of a list item
  bool ordered = false;                   // … of an ordered list

  struct Segment {
    std::size_t from = 0;  // byte of `text`
    base::Position position;
    bool whole = false;    // all of it stands at `position`: the value of a variable
  };
  std::span<const Segment> segments;

  base::Position at(std::size_t offset) const;
};

// Makes one run after the other in the same memory; text that stands in one piece is not copied.
class RunReader {
 public:
  Run read(const model::Inlines& inlines, Where where);
  // A value of the front matter, or a title.
  Run read(std::string_view text, base::Position position, Where where);

 private:
  void add(std::string_view text, base::Position position);
  void add(const model::Inlines& inlines);
  void add_segments(const model::Text& text, base::Position position, std::size_t from);

  std::string text_;
  std::vector<Run::Segment> segments_;
};

// All runs in reading order; the title first, footnotes last.
void for_each_run(const model::Document& document, const std::function<void(const Run&)>& visit);

// The values of the front matter that people are named in, as far as the author wrote them, each with its key.
template <typename Visit>
void for_each_name(const model::Document& document, Visit&& visit);

// Adds a finding at a byte of a run.
void report_at(base::Diagnostics& found, const model::Document& document, const Run& run, std::size_t offset, std::string code,
               base::Message message, base::Message hint);

// ---- templates -------------------------------------------------------------------------------------------------------

template <typename Visit>
void for_each_name(const model::Document& d, Visit&& visit) {
  for (const auto& [key, value] : {std::pair<std::string_view, const std::string*>{"number", &d.number}, {"scope", &d.scope},
                                   {"department", &d.department}, {"owner", &d.owner}, {"author", &d.author},
                                   {"reviewer", &d.reviewer}, {"approver", &d.approver}, {"by", &d.by}}) {
    visit(key, *value);
  }
}

}  // namespace kitei::check
