// Which clauses the written references of one document mean: 前項 by where the text stands, 同条 and 第2項 by the references
// before it, 第5条 by whose rules the words before it name. The document's texts are asked about in reading order.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostic.h"
#include "resolve/clause_places.h"
#include "resolve/lookup.h"
#include "resolve/missing_clauses.h"

namespace kitei::resolve {

// How far what a text names may be called wrong.
enum class Trust {
  Full,
  NoRelative,  // boxes, tables, captions: 前項 may be anything, so it is left alone
  None,        // only links, no reports
  Foreign,     // a table of other rules: only links to other documents, no reports
};

class WrittenTargets {
 public:
  WrittenTargets(const model::Document& document, const Lookup& lookup);

  // The clause in which what comes next stands.
  const ClausePath& here() const { return here_; }
  void enter(ClausePath path) { here_ = std::move(path); }

  void begin_heading() { last_ = {}; }
  void begin_text(std::string_view text, Trust trust);  // the text has to stay while its references are looked for

  // The clause that is meant, when it is there and can be told. `written` is a clause of the text, at `position` of the file:
  // it becomes shorter where its end turns out to be another word (第1号イベント). What certainly is not there is reported.
  std::optional<model::Target> find(WrittenClause& written, base::Position position);

  base::Diagnostics take_reports() { return std::move(reports_); }

 private:
  // A reference that was understood: what the next one may go on from.
  struct Last {
    const model::Document* document = nullptr;  // nullptr: somebody else's rules
    ClausePath path;
    std::size_t to = std::string::npos;  // where it ends in the text, of which it is a part
    bool certain = true;
  };

  // A written clause, and what the text around it says of it.
  struct Asked {
    WrittenClause& written;
    const model::Document& target;  // whose clause it is
    const Last* before;             // what it goes on from, or nullptr
    bool certain;                   // it may be called wrong
    bool ours;                      // the target is this document
  };

  void enter_sentence(std::size_t at);
  std::optional<model::Target> leave_foreign(const WrittenClause& written);
  std::optional<model::Target> find_appendix(const Asked& asked);
  std::optional<model::Target> find_heading(const Asked& asked);
  std::optional<model::Target> find_neighbour_item(const Asked& asked);
  std::optional<model::Target> find_clause(const Asked& asked, ClausePath path);
  std::optional<ClausePath> article_of(const Asked& asked);
  std::optional<ClausePath> without_article(const Asked& asked);
  std::optional<ClausePath> numbered_article(const Asked& asked);
  std::optional<ClausePath> neighbour_article(const Asked& asked);
  bool enter_paragraph(const Asked& asked, ClausePath& path);
  unsigned supplement_of(const Asked& asked);
  bool may_be_checked(const Asked& asked) const;
  void report_neighbour(const Asked& asked, Neighbour neighbour);
  void report(MissingClause missing);

  const model::Document& document_;
  const Lookup& lookup_;
  Markers markers_;
  ClausePlaces places_;
  base::Diagnostics reports_;
  bool articles_ = false;
  bool chapters_ = false, parts_ = false;
  unsigned supplements_ = 0;

  ClausePath here_;  // the clause we are in
  Last last_;        // the last reference, in this article
  const model::Document* named_last_ = nullptr;
  ClausePath sentence_article_;  // the last article that this sentence named
  std::string_view text_;
  Trust trust_ = Trust::Full;
  std::size_t sentence_ = 0;       // where the sentence begins
  std::size_t passed_ = 0;         // how far the text has been looked through for its ends
  bool foreign_sentence_ = false;  // it names a law
  base::Position position_;        // of the reference in hand
};

}  // namespace kitei::resolve
