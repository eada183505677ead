// One walk over the body, which knows the clause that it is in. Each list of inlines is read as one text; what its words mean
// is told by WrittenTargets.
#include "resolve/written_references.h"

#include <algorithm>

#include "base/byte_patterns.h"
#include "base/utf8.h"
#include "resolve/instruments.h"
#include "resolve/running_text.h"
#include "resolve/written_clause.h"
#include "resolve/written_targets.h"

namespace kitei::resolve {
namespace {

using model::ClauseEntry;
using model::ClauseKind;

// Every written clause begins with one of these characters.
constexpr std::u32string_view kFirst = U"第前次同本附別様付";

// A text that holds none of the units, or nothing that a written clause begins with, holds no reference.
constexpr base::BytePatterns kHints({"条", "項", "号", "章", "節", "編", "附", "別", "様", "付", "第", "前", "次", "同", "本"});
constexpr unsigned kUnits = 0b000'0000'0011'1111, kWords = 0b000'0011'1100'0000, kFirsts = 0b111'1100'0000'0000;

unsigned hints_in(const model::Inlines& inlines) {
  unsigned hints = 0;
  model::for_each_inline(inlines, [&](const model::Inline& node) {
    if (const auto* text = base::get_if<model::Text>(&node.node)) hints |= kHints.find_in(text->text);
  });
  return hints;
}

bool may_hold_references(const model::Inlines& inlines) {
  const unsigned hints = hints_in(inlines);
  return (hints & (kUnits | kWords)) != 0 && (hints & (kWords | kFirsts)) != 0;
}

// Of a table, its notes and what its cells hold of blocks as well.
bool may_hold_references(const model::Block& block) {
  bool any = false;
  model::for_each_part(
      block, [&](const model::Inlines& inlines) { any = any || may_hold_references(inlines); },
      [&](const model::Blocks& inner) {
        any = any || std::any_of(inner.begin(), inner.end(), [](const model::Block& child) { return may_hold_references(child); });
      });
  return any;
}

// 前条 and 別表 are words of their own only where no other word runs into them (以前項目, 個別表). A numbered clause may well
// follow a name: what the name says is looked at later.
bool begins_a_word(std::string_view text, std::size_t at, const WrittenClause& written) {
  const bool numbered = text.substr(at).starts_with("第") || written.supplement || !written.appendix.empty();
  if (at == 0 || numbered) return true;
  return !is_name_character(base::code_point_before(text, at).value);
}

std::string_view last_sentence(std::string_view text) {
  constexpr std::string_view kStop = "。";
  std::string_view whole = text;
  while (whole.ends_with(kStop)) whole.remove_suffix(kStop.size());
  const auto stop = whole.rfind(kStop);
  return stop == std::string_view::npos ? whole : whole.substr(stop + kStop.size());
}

class Linker {
 public:
  Linker(model::Document& document, const Lookup& lookup)
      : document_(document),
        lookup_(lookup),
        markers_(markers_for(lookup.handbook.config, model::Scheme::Articles)),
        targets_(document, lookup) {}

  base::Diagnostics run() {
    for (model::Block& block : document_.body.blocks) visit(block);
    for (model::Footnote& note : document_.body.footnotes) {
      for (model::Block& block : note.content) inside(block, Trust::NoRelative);
    }
    return targets_.take_reports();
  }

 private:
  void enter(const model::Clause& clause) {
    // The place is that of the clause's number; an author's address may have taken its structural one.
    const std::string address = clause.structural.text.empty() ? place_of(clause) : clause.structural.text.str();
    targets_.enter(parse_structural_address(address).value_or(ClausePath{}));
  }
  std::string place_of(const model::Clause& clause) const {
    for (const ClauseEntry& entry : document_.clauses) {
      if (entry.clause == clause) return entry.place.str();
    }
    return {};
  }

  void visit(model::Block& block) {
    if (auto* heading = base::get_if<model::Heading>(&block.node)) {
      targets_.begin_heading();
      lead_ = nullptr;
      if (heading->clause.kind != ClauseKind::Heading) enter(heading->clause);
      if (heading->clause.kind == ClauseKind::Appendix) scan(heading->content, Trust::NoRelative);
    } else if (auto* paragraph = base::get_if<model::Paragraph>(&block.node)) {
      if (paragraph->clause->kind == ClauseKind::Paragraph) enter(*paragraph->clause);
      scan(paragraph->content, Trust::Full);
      lead_ = &paragraph->content;
    } else if (auto* list = base::get_if<model::List>(&block.node)) {
      visit(*list);
    } else {
      inside(block, Trust::NoRelative);
    }
  }

  void visit(model::List& list) {
    const ClausePath outer = targets_.here();
    for (model::ListItem& item : list.items) {
      if (item.clause->kind == ClauseKind::Item) enter(*item.clause);
      for (model::Block& block : item.content) {
        if (auto* paragraph = base::get_if<model::Paragraph>(&block.node)) {
          scan(paragraph->content, Trust::Full, lead_);
        } else if (auto* inner = base::get_if<model::List>(&block.node)) {
          visit(*inner);
        } else {
          inside(block, Trust::NoRelative);
        }
      }
      targets_.enter(outer);
    }
  }

  // Boxes, tables, figures, and lists inside them.
  void inside(model::Block& block, Trust trust) {
    if (base::holds_alternative<model::Quote>(block.node) || base::holds_alternative<model::Heading>(block.node)) return;
    if (auto* table = base::get_if<model::Table>(&block.node)) {
      if (may_hold_references(block)) scan_table(*table, trust);
      return;
    }
    model::for_each_part(
        block, [&](model::Inlines& inlines) { scan(inlines, trust); },
        [&](model::Blocks& inner) {
          for (model::Block& child : inner) inside(child, trust);
        });
  }

  // A table that names laws lists their articles in cells of their own, and so do the tables in it.
  void scan_table(model::Table& table, Trust trust) {
    bool foreign = trust == Trust::Foreign || (table.caption && names_foreign_rules(model::plain_text(table.caption->content), lookup_));
    for (const model::TableRow& row : table.rows) {
      for (const model::TableCell& cell : row.cells) {
        if (foreign) break;
        const std::string text = model::plain_text(cell);
        foreign = names_foreign_rules(text, lookup_) || owner_before(text, text.size(), lookup_).whose == Whose::OfDocument;
      }
    }
    if (table.caption) scan(table.caption->content, trust == Trust::Foreign ? trust : Trust::None);
    if (foreign) trust = Trust::Foreign;
    for (model::TableRow& row : table.rows) {
      for (model::TableCell& cell : row.cells) {
        scan(cell.content, trust);
        if (!cell.blocks) continue;
        for (model::Block& block : *cell.blocks) inside(block, trust);
      }
    }
    for (model::TableNote& note : table.notes) scan(note.content, trust);
    if (table.caption) scan(table.caption->source, trust);
  }

  // `lead` is the paragraph before the list whose item this is, if any.
  void scan(model::Inlines& inlines, Trust trust, const model::Inlines* lead = nullptr) {
    if (!may_hold_references(inlines)) return;
    // 個人情報保護法の次の規定による。 (1) 第23条
    if (lead && names_foreign_rules(last_sentence(model::plain_text(*lead)), lookup_)) trust = Trust::None;
    const RunningText running(inlines);
    targets_.begin_text(running.text, trust);
    put_references(inlines, running, find_references(running));
  }

  std::vector<FoundReference> find_references(const RunningText& running) {
    std::vector<FoundReference> found;
    std::size_t at = 0;
    for (const RunningText::Piece& piece : running.pieces) {
      for (at = std::max(at, piece.from); at < piece.to;) {
        const base::CodePoint c = base::code_point_at(running.text, at);
        if (kFirst.find(c.value) == std::u32string_view::npos) {
          at += c.length;
          continue;
        }
        auto written = read_written_clause(running.text, at, markers_);
        if (!written || written->to > piece.to || !begins_a_word(running.text, at, *written)) {
          at += c.length;
          continue;
        }
        const base::Position position = model::position_in(*piece.source, piece.position, at - piece.from);
        if (auto target = targets_.find(*written, position)) found.push_back({written->from, written->to, std::move(*target)});
        at = std::max(written->to, at + c.length);
      }
    }
    return found;
  }

  model::Document& document_;
  const Lookup& lookup_;
  Markers markers_;
  WrittenTargets targets_;
  const model::Inlines* lead_ = nullptr;  // the paragraph before a list
};

}  // namespace

base::Diagnostics link_written_references(model::Document& document, const Lookup& lookup) {
  return Linker(document, lookup).run();
}

}  // namespace kitei::resolve
