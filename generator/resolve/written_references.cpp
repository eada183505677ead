// One walk over the body, which knows the article and 項 that it is in. Each list of inlines is read as one text, so that a law's
// name in bold or in a link is seen before 第26条; only references that lie inside a single Text become links.
#include "resolve/written_references.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/byte_patterns.h"
#include "base/utf8.h"
#include "resolve/instruments.h"
#include "resolve/written_clause.h"

namespace kitei::resolve {
namespace {

using model::ClauseEntry;
using model::ClauseKind;

// The stretch of the flattened text that comes from one Text; pieces stand in reading order.
struct Piece {
  std::size_t from = 0, to = 0;
  base::Position position;
  const model::Text* source = nullptr;  // valid until the inlines are changed
};

struct Flat {
  std::string_view text;  // of `joined`, or of the only Text
  std::string joined;
  std::vector<Piece> pieces;
};

// What is linked lies in plain, emphasised and strong text.
bool is_followed(const model::Inline& node) {
  return base::holds_alternative<model::Emphasis>(node.node) || base::holds_alternative<model::Strong>(node.node);
}

void join(const model::Inlines& inlines, Flat& flat) {
  for (const model::Inline& node : inlines) {
    const std::size_t from = flat.joined.size();
    if (const auto* text = base::get_if<model::Text>(&node.node)) {
      flat.joined += text->text;
      flat.pieces.push_back({from, flat.joined.size(), node.position, text});
    } else if (is_followed(node)) {
      join(*model::content_of(node), flat);
    } else {
      flat.joined += model::plain_text(model::Inlines{node});
    }
  }
}

void flatten(const model::Inlines& inlines, Flat& flat) {
  if (const auto* only = inlines.size() == 1 ? base::get_if<model::Text>(&inlines.front().node) : nullptr) {
    flat.text = only->text;
    flat.pieces.push_back({0, only->text.size(), inlines.front().position, only});
  } else {
    join(inlines, flat);
    flat.text = flat.joined;
  }
}

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

// A reference that was understood: what the next one may go on from.
struct Last {
  const model::Document* document = nullptr;  // nullptr: somebody else's rules
  ClausePath path;
  std::size_t to = std::string::npos;  // where it ends in the text, of which it is a part
  bool certain = true;
};

// How far what is found may be called wrong.
enum class Trust {
  Full,
  NoRelative,  // boxes, tables, captions: 前項 may be anything, so it is left alone
  None,        // only links, no reports
  OfLead,      // in a list: Full, or None where the words before the list name foreign rules
};

class Linker {
 public:
  Linker(model::Document& document, const Lookup& lookup)
      : document_(document), lookup_(lookup), markers_(markers_for(lookup.handbook.config, model::Scheme::Articles)) {
    articles_ = model::scheme_of(document, lookup.handbook.config) == model::Scheme::Articles;
    for (const ClauseEntry& entry : document.clauses) {
      if (entry.clause.kind == ClauseKind::Supplement) ++supplements_;
      if (entry.clause.kind == ClauseKind::Chapter) chapters_ = true;
      if (entry.clause.kind == ClauseKind::Part) parts_ = true;
      if (entry.clause.kind == ClauseKind::Article) article_order_.push_back(&entry);
    }
  }

  base::Diagnostics run() {
    for (model::Block& block : document_.body.blocks) visit(block);
    for (model::Footnote& note : document_.body.footnotes) {
      for (model::Block& block : note.content) inside(block, Trust::NoRelative);
    }
    return std::move(diagnostics_);
  }

 private:
  // ---- the walk ------------------------------------------------------------------------------------------------------

  void enter(const model::Clause& clause) {
    // The place is that of the clause's number; an author's address may have taken its structural one.
    const std::string address = clause.structural.text.empty() ? place_of(clause) : clause.structural.text.str();
    here_ = parse_structural_address(address).value_or(ClausePath{});
  }
  std::string place_of(const model::Clause& clause) const {
    for (const ClauseEntry& entry : document_.clauses) {
      if (entry.clause == clause) return entry.place.str();
    }
    return {};
  }

  void visit(model::Block& block) {
    if (auto* heading = base::get_if<model::Heading>(&block.node)) {
      last_ = {};
      lead_ = nullptr;
      if (heading->clause.kind != ClauseKind::Heading) enter(heading->clause);
      if (heading->clause.kind == ClauseKind::Appendix) scan(heading->content, Trust::NoRelative);
    } else if (auto* paragraph = base::get_if<model::Paragraph>(&block.node)) {
      if (paragraph->clause->kind == ClauseKind::Paragraph) enter(*paragraph->clause);
      scan(paragraph->content, Trust::Full);
      lead_ = &paragraph->content;
    } else if (auto* list = base::get_if<model::List>(&block.node)) {
      visit(*list, lead_ ? Trust::OfLead : Trust::Full);
    } else {
      inside(block, Trust::NoRelative);
    }
  }

  void visit(model::List& list, Trust trust) {
    const ClausePath outer = here_;
    for (model::ListItem& item : list.items) {
      if (item.clause->kind == ClauseKind::Item) enter(*item.clause);
      for (model::Block& block : item.content) {
        if (auto* paragraph = base::get_if<model::Paragraph>(&block.node)) {
          scan(paragraph->content, trust);
        } else if (auto* inner = base::get_if<model::List>(&block.node)) {
          visit(*inner, trust);
        } else {
          inside(block, Trust::NoRelative);
        }
      }
      here_ = outer;
    }
  }

  // Boxes, tables, figures, and lists inside them.
  void inside(model::Block& block, Trust trust) {
    if (base::holds_alternative<model::Quote>(block.node) || base::holds_alternative<model::Heading>(block.node)) return;
    if (auto* table = base::get_if<model::Table>(&block.node)) return scan_table(*table);
    model::for_each_part(
        block, [&](model::Inlines& inlines) { scan(inlines, trust); },
        [&](model::Blocks& inner) {
          for (model::Block& child : inner) inside(child, trust);
        });
  }

  // A table that names laws lists their articles in cells of their own.
  void scan_table(model::Table& table) {
    bool any = table.caption && may_hold_references(table.caption->content);
    for (const model::TableRow& row : table.rows) {
      any = any || std::any_of(row.cells.begin(), row.cells.end(), [](const model::TableCell& cell) { return may_hold_references(cell.content); });
    }
    if (!any) return;
    bool foreign = table.caption && names_foreign_rules(model::plain_text(table.caption->content), lookup_);
    for (const model::TableRow& row : table.rows) {
      for (const model::TableCell& cell : row.cells) {
        const std::string text = model::plain_text(cell);
        foreign = foreign || names_foreign_rules(text, lookup_) || owner_before(text, text.size(), lookup_).whose == Whose::OfDocument;
      }
    }
    if (table.caption) scan(table.caption->content, Trust::None);
    foreign_table_ = foreign;
    for (model::TableRow& row : table.rows) {
      for (model::TableCell& cell : row.cells) {
        scan(cell.content, foreign ? Trust::None : Trust::NoRelative);
        if (!cell.blocks) continue;
        for (model::Block& block : *cell.blocks) inside(block, foreign ? Trust::None : Trust::NoRelative);
      }
    }
    for (model::TableNote& note : table.notes) scan(note.content, foreign ? Trust::None : Trust::NoRelative);
    foreign_table_ = false;
  }

  // ---- one text ------------------------------------------------------------------------------------------------------

  struct Found {
    std::size_t from, to;
    model::Target target;
  };

  void scan(model::Inlines& inlines, Trust trust) {
    if (!may_hold_references(inlines)) return;
    // 個人情報保護法の次の規定による。 (1) 第23条
    if (trust == Trust::OfLead) trust = names_foreign_rules(last_sentence(model::plain_text(*lead_)), lookup_) ? Trust::None : Trust::Full;
    Flat flat;
    flatten(inlines, flat);
    std::vector<Found> found;
    last_.to = std::string::npos;
    sentence_ = std::string::npos;
    passed_ = 0;
    foreign_sentence_ = false;
    std::size_t at = 0;
    for (const Piece& piece : flat.pieces) {
      for (at = std::max(at, piece.from); at < piece.to;) {
        const base::CodePoint c = base::code_point_at(flat.text, at);
        if (kFirst.find(c.value) == std::u32string_view::npos) {
          at += c.length;
          continue;
        }
        auto written = read_written_clause(flat.text, at, markers_);
        if (!written || written->to > piece.to || !begins_a_word(flat.text, at, *written)) {
          at += c.length;
          continue;
        }
        position_ = model::position_in(*piece.source, piece.position, at - piece.from);
        if (auto target = resolve(flat.text, *written, trust)) found.push_back({written->from, written->to, std::move(*target)});
        at = std::max(written->to, at + c.length);
      }
    }
    std::size_t piece = 0, next = 0;
    if (!found.empty()) put_in(inlines, flat.pieces, found, piece, next);
  }

  // 前条 and 別表 are words of their own only where no other word runs into them (以前項目, 個別表). A numbered clause may well
  // follow a name: what the name says is looked at later.
  static bool begins_a_word(std::string_view text, std::size_t at, const WrittenClause& written) {
    const bool numbered = text.substr(at).starts_with("第") || written.supplement || !written.appendix.empty();
    if (at == 0 || numbered) return true;
    return !is_name_character(base::code_point_before(text, at).value);
  }

  static std::string_view last_sentence(std::string_view text) {
    constexpr std::string_view kStop = "。";
    std::string_view whole = text;
    while (whole.ends_with(kStop)) whole.remove_suffix(kStop.size());
    const auto stop = whole.rfind(kStop);
    return stop == std::string_view::npos ? whole : whole.substr(stop + kStop.size());
  }

  // Puts the references into the Texts that they were found in; `piece` counts the Texts in the order of flatten, `next` the
  // references, which are in the same order.
  static void put_in(model::Inlines& inlines, const std::vector<Piece>& pieces, std::vector<Found>& found, std::size_t& piece, std::size_t& next) {
    model::Inlines out;
    for (model::Inline& node : inlines) {
      if (base::holds_alternative<model::Text>(node.node)) {
        divide(std::move(node), pieces[piece++], found, next, out);
        continue;
      }
      if (is_followed(node)) put_in(*model::content_of(node), pieces, found, piece, next);
      out.push_back(std::move(node));
    }
    inlines = std::move(out);
  }

  static void divide(model::Inline node, const Piece& piece, std::vector<Found>& found, std::size_t& next, model::Inlines& out) {
    std::size_t done = piece.from;
    const model::Text& whole = base::get<model::Text>(node.node);
    auto add_text = [&](std::size_t to) {
      if (to > done) out.push_back(model::slice_text(whole, node.position, done - piece.from, to - piece.from));
    };
    for (; next < found.size() && found[next].to <= piece.to; ++next) {
      Found& one = found[next];
      add_text(one.from);
      model::Reference reference;
      reference.name = one.target.id;
      reference.address = one.target.address;
      reference.mention = true;
      reference.text = whole.text.substr(one.from - piece.from, one.to - one.from);
      reference.target = std::move(one.target);
      out.push_back({std::move(reference), model::position_in(whole, node.position, one.from - piece.from)});
      done = one.to;
    }
    if (done == piece.from) {
      out.push_back(std::move(node));
    } else {
      add_text(piece.to);
    }
  }

  // ---- what it means -------------------------------------------------------------------------------------------------

  std::optional<model::Target> resolve(std::string_view text, WrittenClause& written, Trust trust) {
    // What was said in an earlier sentence about foreign rules is over.
    constexpr std::string_view kStop = "。";
    std::size_t sentence = sentence_ == std::string::npos ? 0 : sentence_;
    const std::string_view passed = text.substr(passed_, written.from - passed_);
    if (const auto stop = passed.rfind(kStop); stop != std::string_view::npos) sentence = passed_ + stop;
    passed_ = written.from;
    if (sentence != sentence_) {
      sentence_ = sentence;
      foreign_sentence_ = names_foreign_rules(text.substr(sentence, text.find(kStop, written.from) - sentence), lookup_);
      sentence_article_ = {};
    }
    // 第5条　目的: a number typed by hand at the head of a text is no reference.
    constexpr std::string_view kWide = "\xE3\x80\x80";
    const std::string_view rest = text.substr(written.to);
    if (written.from == 0 && (rest.starts_with(' ') || rest.starts_with(kWide)) && written.article.step == Step::Numbered) return std::nullopt;

    const bool goes_on = last_.to != std::string::npos && last_.to <= written.from &&
                         joins_clauses(text.substr(last_.to, written.from - last_.to));
    Owner owner = owner_before(text, written.from, lookup_);
    const model::Document* target = &document_;
    bool certain = owner.whose == Whose::Ours && trust != Trust::None && !foreign_sentence_;
    const Last before = last_;
    if (goes_on && owner.whose != Whose::OfDocument && owner.whose != Whose::OfLast) {
      if (!before.document) return remember_foreign(written);
      target = before.document;
      certain = before.certain;
    } else if (owner.whose == Whose::OfDocument) {
      target = owner.document;
      certain = trust != Trust::None;
    } else if (owner.whose == Whose::OfLast) {
      if (!named_last_ || !before.document) return remember_foreign(written);
      target = named_last_;
      certain = trust != Trust::None;
    } else if (owner.whose == Whose::OfSomeoneElse) {
      return remember_foreign(written);
    }
    if (foreign_table_ && target == &document_) return std::nullopt;
    const bool ours = target->id == document_.id;
    if (!ours) named_last_ = target;
    if (trust == Trust::NoRelative && is_relative(written) && !(goes_on && before.document)) return std::nullopt;
    if (!ours && model::scheme_of(*target, lookup_.handbook.config) != model::Scheme::Articles && written.appendix.empty()) {
      return remember_foreign(written);
    }
    if (ours && !articles_ && written.appendix.empty()) return std::nullopt;
    if (!written.appendix.empty()) return resolve_appendix(*target, written, certain);
    return resolve_clause(*target, written, goes_on ? &before : nullptr, certain, ours);
  }

  std::optional<model::Target> remember_foreign(const WrittenClause& written) {
    last_ = {nullptr, {}, written.to, false};
    foreign_sentence_ = true;
    return std::nullopt;
  }

  static bool is_relative(const WrittenClause& written) {
    auto relative = [](Step step) { return step != Step::None && step != Step::Numbered; };
    return relative(written.article.step) || relative(written.paragraph.step) ||
           (written.article.step == Step::None && !written.supplement && written.part.empty() && written.chapter.empty() &&
            written.section.empty() && written.appendix.empty());
  }

  static model::Target target_of(const model::Document& document, const ClauseEntry& entry) {
    return {model::TargetKind::Document, document.id.text, model::address_of(entry.clause), {}};
  }

  std::optional<model::Target> resolve_appendix(const model::Document& target, const WrittenClause& written, bool certain) {
    const ClauseEntry* found = nullptr;
    bool any = false;
    const model::Document* holder = nullptr;
    for_each_of_group(target, [&](const model::Document& document) {
      for (const ClauseEntry& entry : document.clauses) {
        if (entry.clause.kind != ClauseKind::Appendix) continue;
        any = any || entry.clause.number.starts_with(written.appendix + "第");
        const std::string name = fmt::format("{}第{}", written.appendix, written.appendix_number);
        if (!found && (entry.clause.number == name || entry.clause.number == name + "号")) {
          found = &entry;
          holder = &document;
        }
      }
    });
    last_ = {&target, {}, written.to, certain};
    if (found) return target_of(*holder, *found);
    // 様式 are often documents of their own, and an annex may be a file.
    if (certain && any && !written.appendix.ends_with("様式")) {
      report_missing(target, fmt::format("{}第{}", written.appendix, written.appendix_number), appendix_hint(target));
    }
    return std::nullopt;
  }

  // The document, and those that are parts of the same whole.
  template <typename Visit>
  void for_each_of_group(const model::Document& document, const Visit& visit) const {
    visit(document);
    const model::Handbook& handbook = lookup_.handbook;
    const model::Document* head = document.part_of.empty() ? &document : handbook.find(document.part_of.text);
    if (!head || handbook.documents.empty() || head < handbook.documents.data() ||
        head >= handbook.documents.data() + handbook.documents.size()) {
      return;
    }
    if (head != &document) visit(*head);
    const auto index = static_cast<std::size_t>(head - handbook.documents.data());
    if (index >= handbook.backlinks.size()) return;
    for (const std::size_t part : handbook.backlinks[index].parts) {
      if (&handbook.documents[part] != &document) visit(handbook.documents[part]);
    }
  }

  bool has_parts() const {
    bool parts = false;
    for_each_of_group(document_, [&](const model::Document& document) { parts = parts || &document != &document_; });
    return parts;
  }

  const ClauseEntry* clause_at(const model::Document& document, const ClausePath& path) {
    const auto [known, is_new] = places_.try_emplace(&document);
    if (is_new) {
      for (const ClauseEntry& entry : document.clauses) {
        if (!entry.place.empty()) known->second.emplace(entry.place, &entry);
        for (const model::Address& also : *entry.clause.also) known->second.emplace(also.text, &entry);
      }
    }
    const auto found = known->second.find(structural_address(path));
    return found == known->second.end() ? nullptr : found->second;
  }

  std::optional<model::Target> resolve_clause(const model::Document& target, WrittenClause& written, const Last* before, bool certain,
                                              bool ours) {
    if (!written.part.empty() || !written.chapter.empty() || !written.section.empty()) {
      return resolve_heading(target, written, certain, ours);
    }
    if (written.item != Step::None) return resolve_neighbour_item(target, written, ours);
    ClausePath path;
    const bool inherits = before && before->document == &target;
    const bool to_neighbour = written.paragraph.step == Step::Before || written.paragraph.step == Step::After;
    // The article.
    switch (written.article.step) {
      case Step::None:
        if (to_neighbour) {
          if (!ours || here_.paragraph == 0) return std::nullopt;
          path = here_;
        } else if (written.supplement) {
          if (!choose_supplement(target, written, path)) return std::nullopt;
        } else if (inherits && holds_clause(before->path)) {
          path = before->path;
        } else if (before) {
          return std::nullopt;  // 別表第1第2項: not a 項 of ours
        } else if (ours) {
          path = here_;
          if (written.paragraph.step == Step::Same) path = last_.document == &target && last_.path.paragraph > 0 ? last_.path : ClausePath{};
        }
        if (!holds_clause(path)) return std::nullopt;
        break;
      case Step::Numbered:
        if (written.supplement) {
          if (!choose_supplement(target, written, path)) return std::nullopt;
        } else if (inherits) {
          path.supplement = before->path.supplement;
        }
        path.article = written.article.ordinal;
        // In a 附則 第2条 is that of the main text, unless only the 附則 has one.
        if (ours && path.supplement == 0 && here_.supplement > 0 && !clause_at(target, path)) {
          ClausePath own = path;
          own.supplement = here_.supplement;
          if (clause_at(target, own)) path = own;
        }
        break;
      case Step::Same:
        if (last_.document != &target || last_.path.article.empty()) return std::nullopt;
        path.supplement = last_.path.supplement;
        path.article = last_.path.article;
        break;
      case Step::Here:
        if (!ours || here_.article.empty()) return std::nullopt;
        path.supplement = here_.supplement;
        path.article = here_.article;
        break;
      case Step::Before:
      case Step::After: {
        if (!ours || here_.article.empty()) return std::nullopt;
        const ClauseEntry* neighbour = neighbour_article(written.article);
        if (!neighbour) {
          last_ = {};
          if (certain && document_.part_of.empty() && !has_parts()) report_no_neighbour(written.article.step == Step::Before ? Neighbour::ArticleBefore : Neighbour::ArticleAfter);
          return std::nullopt;
        }
        path = parse_structural_address(neighbour->place).value_or(ClausePath{});
        break;
      }
    }
    // The 項.
    if (written.article.step != Step::None || written.paragraph.step != Step::None) {
      path.items.clear();
      path.paragraph = 0;
      switch (written.paragraph.step) {
        case Step::None: break;
        case Step::Numbered: path.paragraph = written.paragraph.ordinal.number; break;
        case Step::Same:
          if (last_.document != &target || last_.path.paragraph == 0) return std::nullopt;
          path.paragraph = last_.path.paragraph;
          break;
        case Step::Here: path.paragraph = here_.paragraph; break;
        case Step::Before:
        case Step::After: {
          if (!ours || written.article.step != Step::None) return std::nullopt;
          const bool back = written.paragraph.step == Step::Before;
          if (back && here_.paragraph <= written.paragraph.count) {
            if (certain) report_no_neighbour(Neighbour::ParagraphBefore);
            return std::nullopt;
          }
          path = here_;
          path.items.clear();
          path.paragraph = back ? here_.paragraph - written.paragraph.count : here_.paragraph + 1;
          if (!back && !clause_at(target, path)) {
            if (certain) report_no_neighbour(Neighbour::ParagraphAfter);
            return std::nullopt;
          }
          break;
        }
      }
    }
    // 号 by itself is too often something else to be called wrong: it counts only where it is there.
    const bool bare_item = written.article.step == Step::None && written.paragraph.step == Step::None && !written.supplement;
    if (!written.items.empty()) path.items = written.items;
    if (bare_item) certain = false;
    return find(target, path, written, certain, ours);
  }

  // 前号, 次号: only among the 号 that we are in, and never called wrong.
  std::optional<model::Target> resolve_neighbour_item(const model::Document& target, const WrittenClause& written, bool ours) {
    if (!ours || here_.items.empty()) return std::nullopt;
    ClausePath path = here_;
    path.items.resize(1);
    const bool back = written.item == Step::Before;
    if (back && path.items.front() == 1) return std::nullopt;
    path.items.front() += back ? -1u : 1u;
    const ClauseEntry* entry = clause_at(target, path);
    if (!entry) return std::nullopt;
    last_ = {&target, path, written.to, false};
    return target_of(target, *entry);
  }

  static bool holds_clause(const ClausePath& path) { return !path.article.empty() || path.supplement > 0; }

  // The clause of the path; ア after a 号 is dropped when the 号 has none.
  std::optional<model::Target> find(const model::Document& target, ClausePath path, WrittenClause& written, bool certain, bool ours) {
    const ClauseEntry* entry = clause_at(target, path);
    while (!entry && path.items.size() > 1 && written.items.size() > 1) {
      path.items.pop_back();
      written.items.pop_back();
      written.item_ends.pop_back();
      written.to = written.item_ends.back();
      entry = clause_at(target, path);
    }
    // 第5条第1号 of an article whose only list stands under its second 項.
    if (!entry && !path.items.empty() && path.paragraph == 0 && written.paragraph.step == Step::None) {
      unsigned holders = 0;
      ClausePath tried = path;
      for (tried.paragraph = 1; tried.paragraph <= 99; ++tried.paragraph) {
        ClausePath whole = tried;
        whole.items.clear();
        if (tried.paragraph > 1 && !clause_at(target, whole)) break;
        if (!clause_at(target, tried)) continue;
        ++holders;
        path = tried;
      }
      entry = holders == 1 ? clause_at(target, path) : nullptr;
    }
    // 第2項 after 第5条第1項の申請及び is often that of 第5条.
    const bool bare_paragraph = written.article.step == Step::None && written.paragraph.step == Step::Numbered && !written.supplement;
    if (!entry && bare_paragraph && ours && !sentence_article_.article.empty()) {
      ClausePath other = sentence_article_;
      other.paragraph = path.paragraph;
      other.items = path.items;
      if ((entry = clause_at(target, other))) path = other;
    }
    // A file that is part of a whole may speak of the clauses of another.
    const model::Document* holder = &target;
    if (!entry && written.article.step == Step::Numbered) {
      for_each_of_group(target, [&](const model::Document& document) {
        if (!entry && document.id != target.id && (entry = clause_at(document, path))) holder = &document;
      });
    }
    last_ = {&target, path, written.to, certain};
    if (!path.article.empty() && written.article.step != Step::None) {
      sentence_article_ = path;
      sentence_article_.paragraph = 0;
      sentence_article_.items.clear();
    }
    if (entry) return target_of(*holder, *entry);
    if (certain && may_be_checked(target, ours)) report_missing_clause(target, path);
    return std::nullopt;
  }

  // A 附則 tells what was amended once: only the newest has to agree with the text of today.
  bool may_be_checked(const model::Document& target, bool ours) const {
    if (ours && here_.supplement > 0 && here_.supplement < supplements_) return false;
    return std::any_of(target.clauses.begin(), target.clauses.end(),
                       [](const ClauseEntry& entry) { return entry.clause.kind == ClauseKind::Article; });
  }

  // 附則第2項: of the 附則 that we are in, else of the only one that has such a clause.
  bool choose_supplement(const model::Document& target, const WrittenClause& written, ClausePath& path) {
    if (target.id == document_.id && here_.supplement > 0) {
      path.supplement = here_.supplement;
      return true;
    }
    unsigned holders = 0;
    unsigned count = 0;
    for (const ClauseEntry& entry : target.clauses) {
      if (entry.clause.kind != ClauseKind::Supplement) continue;
      ClausePath tried;
      tried.supplement = ++count;
      if (written.article.step == Step::Numbered) tried.article = written.article.ordinal;
      if (written.paragraph.step == Step::Numbered) tried.paragraph = written.paragraph.ordinal.number;
      if (!clause_at(target, tried)) continue;
      ++holders;
      path.supplement = count;
    }
    if (holders == 0 && count == 1) path.supplement = 1;  // and it lacks the clause
    return path.supplement > 0 && holders <= 1;
  }

  std::optional<model::Target> resolve_heading(const model::Document& target, const WrittenClause& written, bool certain, bool ours) {
    ClausePath path;
    path.part = written.part;
    path.chapter = written.chapter;
    path.section = written.section;
    const ClauseEntry* entry = clause_at(target, path);
    // 第2章 inside a 編, 第1節 inside a 章: of those that we are in, else the only one.
    if (!entry && written.part.empty()) {
      const std::string ending = "-" + structural_address(path);
      const ClauseEntry* only = nullptr;
      unsigned holders = 0;
      for (const ClauseEntry& candidate : target.clauses) {
        if (!candidate.place.ends_with(ending)) continue;
        ++holders;
        only = &candidate;
      }
      if (holders == 1) entry = only;
      if (holders > 1) certain = false;
    }
    last_ = {&target, {}, written.to, certain};
    if (entry) return target_of(target, *entry);
    const bool has_such = ours ? (written.chapter.empty() ? parts_ : chapters_) : true;
    if (certain && has_such && written.section.empty()) {
      report_missing(target, clause_name(path, {}), {});
    }
    return std::nullopt;
  }

  const ClauseEntry* neighbour_article(const WrittenLevel& level) {
    ClausePath own;
    own.supplement = here_.supplement;
    own.article = here_.article;
    const ClauseEntry* current = clause_at(document_, own);
    const auto place = std::find(article_order_.begin(), article_order_.end(), current);
    if (place == article_order_.end()) return nullptr;
    const auto index = place - article_order_.begin();
    const auto wanted = level.step == Step::Before ? index - static_cast<std::ptrdiff_t>(level.count) : index + 1;
    if (wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(article_order_.size())) return nullptr;
    const ClauseEntry* found = article_order_[static_cast<std::size_t>(wanted)];
    const auto path = parse_structural_address(found->place);
    return path && path->supplement == here_.supplement ? found : nullptr;
  }

  // ---- reports -------------------------------------------------------------------------------------------------------

  void report(base::Message message, base::Message hint) {
    diagnostics_.push_back({"unknown-clause", document_.path_of(position_), position_, std::move(message), std::move(hint)});
  }

  void report_missing(const model::Document& target, const std::string& name, base::Message hint) {
    const bool ours = target.id == document_.id;
    report({ours ? fmt::format("this document has no {}", name) : fmt::format("'{}' has no {}", target.title, name),
            ours ? fmt::format("この文書に{}はありません", name) : fmt::format("「{}」に{}はありません", target.title, name)},
           std::move(hint));
  }

  void report_missing_clause(const model::Document& target, const ClausePath& path) {
    ClausePath article = path;
    article.paragraph = 0;
    article.items.clear();
    const ClauseEntry* holder = clause_at(target, article);
    ClauseStyle style;
    style.markers = markers_;
    if (!holder) return report_missing(target, clause_name(article, style), article_hint(target, article));
    unsigned paragraphs = 0;
    for (ClausePath tried = article; tried.paragraph <= 999;) {
      ++tried.paragraph;
      if (!clause_at(target, tried)) break;
      paragraphs = tried.paragraph;
    }
    report_missing(target, clause_name(path, style),
                   {fmt::format("{} has {} paragraph{}", holder->clause.label, paragraphs, paragraphs == 1 ? "" : "s"),
                    paragraphs <= 1 ? fmt::format("{}の項は一つです", holder->clause.label)
                                    : fmt::format("{}の項は第{}項までです", holder->clause.label, paragraphs)});
  }

  // The article whose number is nearest.
  base::Message article_hint(const model::Document& target, const ClausePath& wanted) const {
    const ClauseEntry* nearest = nullptr;
    unsigned distance = 0;
    for (const ClauseEntry& entry : target.clauses) {
      if (entry.clause.kind != ClauseKind::Article) continue;
      const auto path = parse_structural_address(entry.place);
      if (!path || path->supplement != wanted.supplement) continue;
      const unsigned a = path->article.number, b = wanted.article.number;
      const unsigned away = a > b ? a - b : b - a;
      if (nearest && away >= distance) continue;
      nearest = &entry;
      distance = away;
    }
    if (!nearest) return {};
    const std::string name = nearest->title.empty() ? nearest->clause.label.str() : fmt::format("{}（{}）", nearest->clause.label, nearest->title);
    const std::string typed = fmt::format("[[{}#{}]]", target.id.text, model::address_of(nearest->clause).text);
    return {fmt::format("the nearest is {}; written as {}, the number is always right", name, typed),
            fmt::format("最も近いのは{}です。{} と書けば番号は自動で付きます", name, typed)};
  }

  base::Message appendix_hint(const model::Document& target) const {
    std::string names;
    for (const ClauseEntry& entry : target.clauses) {
      if (entry.clause.kind == ClauseKind::Appendix) names += (names.empty() ? "" : "、") + entry.clause.number;
    }
    if (names.empty()) return {};
    return {fmt::format("it has {}", names), fmt::format("あるのは{}です", names)};
  }

  enum class Neighbour { ArticleBefore, ArticleAfter, ParagraphBefore, ParagraphAfter };
  void report_no_neighbour(Neighbour neighbour) {
    const auto path = here_;
    ClausePath article = path;
    article.paragraph = 0;
    article.items.clear();
    ClauseStyle style;
    style.several_supplements = supplements_ > 1;
    const std::string here = clause_name(article, style);
    switch (neighbour) {
      case Neighbour::ArticleBefore:
        return report({fmt::format("there is no article before {}", here), fmt::format("{}の前に条はありません", here)}, {});
      case Neighbour::ArticleAfter:
        return report({fmt::format("there is no article after {}", here), fmt::format("{}の次に条はありません", here)}, {});
      case Neighbour::ParagraphBefore:
        return report({fmt::format("there is no such paragraph before this one in {}", here), fmt::format("{}にはここより前の項が足りません", here)},
                      {"a paragraph (項) ends at a blank line; 前条 is the article before", "項は空行で区切ります。前の条を指すなら「前条」です"});
      case Neighbour::ParagraphAfter:
        return report({fmt::format("there is no paragraph after this one in {}", here), fmt::format("{}にはここより後の項がありません", here)},
                      {"a paragraph (項) ends at a blank line; 次条 is the article after", "項は空行で区切ります。後の条を指すなら「次条」です"});
    }
  }

  model::Document& document_;
  const Lookup& lookup_;
  Markers markers_;
  base::Diagnostics diagnostics_;
  bool articles_ = false;
  unsigned supplements_ = 0;
  bool chapters_ = false, parts_ = false;
  std::vector<const ClauseEntry*> article_order_;
  std::map<const model::Document*, std::map<std::string, const ClauseEntry*, std::less<>>> places_;  // looked up, never listed

  ClausePath here_;                  // the clause we are in
  Last last_;                        // the last reference, in this article
  const model::Document* named_last_ = nullptr;
  ClausePath sentence_article_;      // the last article that this sentence named
  std::size_t sentence_ = 0;         // where the sentence begins
  std::size_t passed_ = 0;           // how far the text has been looked through for its ends
  bool foreign_sentence_ = false;    // it names a law
  const model::Inlines* lead_ = nullptr;  // the paragraph before a list
  bool foreign_table_ = false;
  base::Position position_;          // of the reference in hand
};

}  // namespace

base::Diagnostics link_written_references(model::Document& document, const Lookup& lookup) {
  return Linker(document, lookup).run();
}

}  // namespace kitei::resolve
