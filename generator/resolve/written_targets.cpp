#include "resolve/written_targets.h"

#include <fmt/format.h>

#include <algorithm>

#include "resolve/instruments.h"

namespace kitei::resolve {
namespace {

using model::ClauseEntry;
using model::ClauseKind;

constexpr std::string_view kStop = "。";

bool is_relative(const WrittenClause& written) {
  auto relative = [](Step step) { return step != Step::None && step != Step::Numbered; };
  return relative(written.article.step) || relative(written.paragraph.step) ||
         (written.article.step == Step::None && !written.supplement && written.part.empty() && written.chapter.empty() &&
          written.section.empty() && written.appendix.empty());
}

// 前項, 次条, 本条, 前号: told by where the text stands, whatever is named before them.
bool is_from_here(const WrittenClause& written) {
  auto from_here = [](Step step) { return step == Step::Here || step == Step::Before || step == Step::After; };
  return from_here(written.article.step) || from_here(written.paragraph.step) || written.item != Step::None;
}

// 第5条　目的: a number typed by hand at the head of a text is no reference.
bool is_typed_number(std::string_view text, const WrittenClause& written) {
  constexpr std::string_view kWide = "\xE3\x80\x80";
  const std::string_view rest = text.substr(written.to);
  return written.from == 0 && (rest.starts_with(' ') || rest.starts_with(kWide)) && written.article.step == Step::Numbered;
}

bool holds_clause(const ClausePath& path) { return !path.article.empty() || path.supplement > 0; }

model::Target target_of(const model::Document& document, const ClauseEntry& entry) {
  return {model::TargetKind::Document, document.id.text, model::address_of(entry.clause), {}};
}

}  // namespace

WrittenTargets::WrittenTargets(const model::Document& document, const Lookup& lookup)
    : document_(document), lookup_(lookup), markers_(markers_for(lookup.handbook.config, model::Scheme::Articles)) {
  articles_ = model::scheme_of(document, lookup.handbook.config) == model::Scheme::Articles;
  for (const ClauseEntry& entry : document.clauses) {
    if (entry.clause.kind == ClauseKind::Supplement) ++supplements_;
    if (entry.clause.kind == ClauseKind::Chapter) chapters_ = true;
    if (entry.clause.kind == ClauseKind::Part) parts_ = true;
  }
}

// ---- whose clause it is ----------------------------------------------------------------------------------------------

void WrittenTargets::begin_text(std::string_view text, Trust trust) {
  text_ = text;
  trust_ = trust;
  last_.to = std::string::npos;
  sentence_ = std::string::npos;
  passed_ = 0;
  foreign_sentence_ = false;
}

// What was said in an earlier sentence about foreign rules is over.
void WrittenTargets::enter_sentence(std::size_t at) {
  std::size_t sentence = sentence_ == std::string::npos ? 0 : sentence_;
  const std::string_view passed = text_.substr(passed_, at - passed_);
  if (const auto stop = passed.rfind(kStop); stop != std::string_view::npos) sentence = passed_ + stop;
  passed_ = at;
  if (sentence == sentence_) return;
  sentence_ = sentence;
  foreign_sentence_ = names_foreign_rules(text_.substr(sentence, text_.find(kStop, at) - sentence), lookup_);
  sentence_article_ = {};
}

std::optional<model::Target> WrittenTargets::find(WrittenClause& written, base::Position position) {
  position_ = position;
  enter_sentence(written.from);
  if (is_typed_number(text_, written)) return std::nullopt;

  const bool goes_on = last_.to != std::string::npos && last_.to <= written.from &&
                       joins_clauses(text_.substr(last_.to, written.from - last_.to));
  const bool trusted = trust_ == Trust::Full || trust_ == Trust::NoRelative;
  const Owner owner = owner_before(text_, written.from, lookup_);
  const model::Document* target = &document_;
  bool certain = owner.whose == Whose::Ours && trusted && !foreign_sentence_;
  const Last before = last_;
  if (goes_on && owner.whose != Whose::OfDocument && owner.whose != Whose::OfLast) {
    if (!before.document) return leave_foreign(written);
    target = before.document;
    certain = before.certain;
  } else if (owner.whose == Whose::OfDocument) {
    target = owner.document;
    certain = trusted;
  } else if (owner.whose == Whose::OfLast) {
    if (!named_last_ || !before.document) return leave_foreign(written);
    target = named_last_;
    certain = trusted;
  } else if (owner.whose == Whose::OfSomeoneElse) {
    return leave_foreign(written);
  }
  if (trust_ == Trust::Foreign && target == &document_) return std::nullopt;
  const bool ours = target->id == document_.id;
  if (!ours) named_last_ = target;
  if (trust_ == Trust::NoRelative && is_relative(written) && (is_from_here(written) || !goes_on || !before.document)) return std::nullopt;
  const Asked asked{written, *target, goes_on ? &before : nullptr, certain, ours};
  if (!written.appendix.empty()) return find_appendix(asked);
  if (ours && !articles_) return std::nullopt;
  if (!ours && model::scheme_of(*target, lookup_.handbook.config) != model::Scheme::Articles) return leave_foreign(written);
  if (!written.part.empty() || !written.chapter.empty() || !written.section.empty()) return find_heading(asked);
  if (written.item != Step::None) return find_neighbour_item(asked);
  std::optional<ClausePath> path = article_of(asked);
  if (!path || !enter_paragraph(asked, *path)) return std::nullopt;
  if (!written.items.empty()) path->items = written.items;
  return find_clause(asked, std::move(*path));
}

std::optional<model::Target> WrittenTargets::leave_foreign(const WrittenClause& written) {
  last_ = {nullptr, {}, written.to, false};
  foreign_sentence_ = true;
  return std::nullopt;
}

// ---- annexes, chapters and 前号 --------------------------------------------------------------------------------------

std::optional<model::Target> WrittenTargets::find_appendix(const Asked& asked) {
  const WrittenClause& written = asked.written;
  const std::string name = fmt::format("{}第{}", written.appendix, written.appendix_number);
  const ClauseEntry* found = nullptr;
  const model::Document* holder = nullptr;
  bool any = false;
  for (const model::Document* document : whole_of(asked.target, lookup_.handbook)) {
    for (const ClauseEntry& entry : document->clauses) {
      if (entry.clause.kind != ClauseKind::Appendix) continue;
      any = any || entry.clause.number.starts_with(written.appendix + "第");
      if (!found && (entry.clause.number == name || entry.clause.number == name + "号")) {
        found = &entry;
        holder = document;
      }
    }
  }
  last_ = {&asked.target, {}, written.to, asked.certain};
  if (found) return target_of(*holder, *found);
  // 様式 are often documents of their own, and an annex may be a file.
  if (asked.certain && any && !written.appendix.ends_with("様式")) report(missing_appendix(document_, asked.target, written));
  return std::nullopt;
}

std::optional<model::Target> WrittenTargets::find_heading(const Asked& asked) {
  const WrittenClause& written = asked.written;
  ClausePath path;
  path.part = written.part;
  path.chapter = written.chapter;
  path.section = written.section;
  bool certain = asked.certain;
  const ClauseEntry* entry = places_.at(asked.target, path);
  if (!entry && written.part.empty()) {
    const auto candidates = headings_ending(asked.target, path);
    if (candidates.size() == 1) entry = candidates.front();
    if (candidates.size() > 1) certain = false;
  }
  last_ = {&asked.target, {}, written.to, certain};
  if (entry) return target_of(asked.target, *entry);
  const bool has_such = asked.ours ? (written.chapter.empty() ? parts_ : chapters_) : true;
  if (certain && has_such && written.section.empty()) report(missing_heading(document_, asked.target, path));
  return std::nullopt;
}

// 前号, 次号: only among the 号 that we are in, and never called wrong.
std::optional<model::Target> WrittenTargets::find_neighbour_item(const Asked& asked) {
  if (!asked.ours || here_.items.empty()) return std::nullopt;
  ClausePath path = here_;
  path.items.resize(1);
  const bool back = asked.written.item == Step::Before;
  if (back && path.items.front() == 1) return std::nullopt;
  path.items.front() += back ? -1u : 1u;
  const ClauseEntry* entry = places_.at(asked.target, path);
  if (!entry) return std::nullopt;
  last_ = {&asked.target, path, asked.written.to, false};
  return target_of(asked.target, *entry);
}

// ---- 条, 項 and 号 ---------------------------------------------------------------------------------------------------

// The clause without its 項 and 号, where an article is named; else what the 項 or 号 belongs to.
std::optional<ClausePath> WrittenTargets::article_of(const Asked& asked) {
  ClausePath path;
  switch (asked.written.article.step) {
    case Step::None: return without_article(asked);
    case Step::Numbered: return numbered_article(asked);
    case Step::Same:
      if (last_.document != &asked.target || last_.path.article.empty()) return std::nullopt;
      path.supplement = last_.path.supplement;
      path.article = last_.path.article;
      return path;
    case Step::Here:
      if (!asked.ours || here_.article.empty()) return std::nullopt;
      path.supplement = here_.supplement;
      path.article = here_.article;
      return path;
    case Step::Before:
    case Step::After: return neighbour_article(asked);
  }
  return std::nullopt;
}

std::optional<ClausePath> WrittenTargets::without_article(const Asked& asked) {
  const WrittenClause& written = asked.written;
  ClausePath path;
  if (written.paragraph.step == Step::Before || written.paragraph.step == Step::After) {
    if (!asked.ours || here_.paragraph == 0) return std::nullopt;
    path = here_;
  } else if (written.supplement) {
    path.supplement = supplement_of(asked);
  } else if (asked.before) {
    if (asked.before->document != &asked.target) return std::nullopt;
    path = asked.before->path;  // of 別表第1 it is empty: 第2項 after that is not a 項 of ours
  } else if (asked.ours && written.paragraph.step == Step::Same) {
    if (last_.document == &asked.target && last_.path.paragraph > 0) path = last_.path;
  } else if (asked.ours) {
    path = here_;
  }
  if (!holds_clause(path)) return std::nullopt;
  return path;
}

std::optional<ClausePath> WrittenTargets::numbered_article(const Asked& asked) {
  ClausePath path;
  if (asked.written.supplement) {
    path.supplement = supplement_of(asked);
    if (path.supplement == 0) return std::nullopt;
  } else if (asked.before && asked.before->document == &asked.target) {
    path.supplement = asked.before->path.supplement;
  }
  path.article = asked.written.article.ordinal;
  // In a 附則 第2条 is that of the main text, unless only the 附則 has one.
  if (asked.ours && path.supplement == 0 && here_.supplement > 0 && !places_.at(asked.target, path)) {
    ClausePath own = path;
    own.supplement = here_.supplement;
    if (places_.at(asked.target, own)) return own;
  }
  return path;
}

std::optional<ClausePath> WrittenTargets::neighbour_article(const Asked& asked) {
  if (!asked.ours || here_.article.empty()) return std::nullopt;
  const WrittenLevel& level = asked.written.article;
  if (const ClauseEntry* neighbour = places_.neighbour_article(document_, here_, level)) {
    return parse_structural_address(neighbour->place).value_or(ClausePath{});
  }
  last_ = {};
  // What a file that is part of a whole lacks may stand in another one.
  if (document_.part_of.empty() && whole_of(document_, lookup_.handbook).size() == 1) {
    report_neighbour(asked, level.step == Step::Before ? Neighbour::ArticleBefore : Neighbour::ArticleAfter);
  }
  return std::nullopt;
}

// 附則第2項: of the 附則 that we are in, else of the only one that has such a clause; 0 when that does not tell.
unsigned WrittenTargets::supplement_of(const Asked& asked) {
  if (asked.ours && here_.supplement > 0) return here_.supplement;
  return places_.supplement_with(asked.target, asked.written);
}

// Goes on from an article to the 項; false when the words lead nowhere.
bool WrittenTargets::enter_paragraph(const Asked& asked, ClausePath& path) {
  const WrittenLevel& article = asked.written.article;
  const WrittenLevel& paragraph = asked.written.paragraph;
  if (article.step == Step::None && paragraph.step == Step::None) return true;
  path.items.clear();
  path.paragraph = 0;
  switch (paragraph.step) {
    case Step::None: return true;
    case Step::Numbered: path.paragraph = paragraph.ordinal.number; return true;
    case Step::Same:
      if (last_.document != &asked.target || last_.path.paragraph == 0) return false;
      path.paragraph = last_.path.paragraph;
      return true;
    case Step::Here: path.paragraph = here_.paragraph; return true;
    case Step::Before:
    case Step::After: break;
  }
  if (!asked.ours || article.step != Step::None) return false;
  const bool back = paragraph.step == Step::Before;
  if (back && here_.paragraph <= paragraph.count) {
    report_neighbour(asked, Neighbour::ParagraphBefore);
    return false;
  }
  path = here_;
  path.items.clear();
  path.paragraph = back ? here_.paragraph - paragraph.count : here_.paragraph + 1;
  if (back || places_.at(asked.target, path)) return true;
  report_neighbour(asked, Neighbour::ParagraphAfter);
  return false;
}

std::optional<model::Target> WrittenTargets::find_clause(const Asked& asked, ClausePath path) {
  WrittenClause& written = asked.written;
  const bool no_article = written.article.step == Step::None && !written.supplement;
  // 号 by itself is too often something else to be called wrong: it counts only where it is there.
  const bool certain = asked.certain && !(no_article && written.paragraph.step == Step::None);
  const ClauseEntry* entry = nullptr;
  bool several = false;  // 第5条第1号, of which each of its lists has one: which is meant cannot be told
  auto look_up = [&](const model::Document& document) {
    entry = places_.at(document, path);
    if (entry || path.items.empty() || path.paragraph > 0 || written.paragraph.step != Step::None) return;
    const std::vector<unsigned> paragraphs = places_.paragraphs_with(document, path);
    several = paragraphs.size() > 1;
    if (paragraphs.size() != 1) return;
    path.paragraph = paragraphs.front();
    entry = places_.at(document, path);
  };
  look_up(asked.target);
  // ア after a 号 is dropped when the 号 has none.
  while (!entry && !several && path.items.size() > 1 && written.items.size() > 1) {
    path.items.pop_back();
    written.items.pop_back();
    written.item_ends.pop_back();
    written.to = written.item_ends.back();
    look_up(asked.target);
  }
  // 第2項 after 第5条第1項の申請及び is often that of 第5条.
  if (!entry && no_article && written.paragraph.step == Step::Numbered && asked.ours && !sentence_article_.article.empty()) {
    ClausePath other = sentence_article_;
    other.paragraph = path.paragraph;
    other.items = path.items;
    if ((entry = places_.at(asked.target, other))) path = other;
  }
  // A file that is part of a whole may speak of the clauses of another. What is missing is missing where its article stands.
  const model::Document* holder = &asked.target;
  if (!entry && !several && written.article.step == Step::Numbered) {
    const ClausePath article = article_alone(path);
    for (const model::Document* document : whole_of(asked.target, lookup_.handbook)) {
      if (entry || several || document->id == asked.target.id) continue;
      look_up(*document);
      if (entry || (!places_.at(*holder, article) && places_.at(*document, article))) holder = document;
    }
  }
  last_ = {&asked.target, path, written.to, certain};
  if (!path.article.empty() && written.article.step != Step::None) sentence_article_ = article_alone(path);
  if (entry) return target_of(*holder, *entry);
  if (certain && !several && may_be_checked(asked)) report(missing_clause(document_, *holder, path, markers_, places_));
  return std::nullopt;
}

// A 附則 tells what was amended once: only the newest has to agree with the text of today.
bool WrittenTargets::may_be_checked(const Asked& asked) const {
  if (asked.ours && here_.supplement > 0 && here_.supplement < supplements_) return false;
  return std::any_of(asked.target.clauses.begin(), asked.target.clauses.end(),
                     [](const ClauseEntry& entry) { return entry.clause.kind == ClauseKind::Article; });
}

// ---- reports ---------------------------------------------------------------------------------------------------------

void WrittenTargets::report_neighbour(const Asked& asked, Neighbour neighbour) {
  if (asked.certain) report(missing_neighbour(neighbour, here_, supplements_ > 1));
}

void WrittenTargets::report(MissingClause missing) {
  reports_.push_back({"unknown-clause", document_.path_of(position_), position_, std::move(missing.message), std::move(missing.hint)});
}

}  // namespace kitei::resolve
