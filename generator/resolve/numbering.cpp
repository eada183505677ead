// One walk over the top-level blocks, with the counters as state. The shape of the numbers differs between the schemes; what
// is common is done by block_numbers.h. In `articles` the walk notes the path of each clause; names are made of the paths at
// the end, when it is known how many 項 an article and how many 附則 the document has.
#include "resolve/numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "resolve/appendix_words.h"
#include "resolve/block_numbers.h"
#include "resolve/clause_names.h"
#include "resolve/clause_path.h"
#include "resolve/slug.h"

namespace kitei::resolve {
namespace {

using model::Clause;
using model::ClauseKind;

// The next number; a branch of the given depth stays at the number: 第3条 → 第3条の2 → 第3条の3 (→ 第3条の3の2 at depth 2).
void count_on(Ordinal& ordinal, unsigned branch_depth) {
  if (branch_depth == 0 || ordinal.empty()) {
    ordinal = {ordinal.number + 1, {}};
    return;
  }
  const std::size_t depth = std::min<std::size_t>(branch_depth, ordinal.branches.size() + 1);
  const bool first = ordinal.branches.size() < depth;
  ordinal.branches.resize(depth, 1);
  if (first) {
    ordinal.branches.back() = 2;
  } else {
    ++ordinal.branches.back();
  }
}

unsigned number_value(const model::Attributes& attributes, std::string_view key, unsigned usual) {
  constexpr unsigned kHighest = 999;
  const std::string* text = attributes.value(key);
  unsigned value = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc{}) return usual;
  return std::clamp(value, 1u, kHighest);
}

unsigned branch_depth(const model::Attributes& attributes) {
  return attributes.has_class("branch") ? number_value(attributes, "depth", 1) : 0;
}

class Numberer {
 public:
  Numberer(model::Document& document, const model::Config& config, Progress& progress)
      : document_(document),
        progress_(progress),
        scheme_(model::scheme_of(document, config)),
        language_(config.language),
        blocks_(document, config, scheme_) {
    style_.language = language_;
    style_.markers = markers_for(config, model::Scheme::Articles);
  }

  base::Diagnostics run() {
    collect_addresses();
    if (articles()) {
      part_ = progress_.part;
      chapter_ = progress_.chapter;
      section_ = progress_.section;
      article_ = progress_.article;
      appendices_ = progress_.appendices;
    }
    for (model::Block& block : document_.body.blocks) number_block(block);
    if (articles()) progress_ = {part_, chapter_, section_, supplement_ > 0 ? main_article_ : article_, appendices_};
    for (model::Footnote& note : document_.body.footnotes) blocks_.number_blocks(note.content, 0);
    if (articles() || all_supplements_ > 0) name_clauses(document_, paths_, style_);
    drop_clashing_structural_addresses();
    document_.clauses.shrink_to_fit();
    std::size_t next = 0;
    copy_clauses_back(document_.body.blocks, next);
    return std::move(diagnostics_);
  }

 private:
  bool japanese() const { return language_ == base::Language::Japanese; }
  bool articles() const { return scheme_ == model::Scheme::Articles; }

  // Explicit addresses come first, so that no automatic one takes a name that an author has given away.
  void collect_addresses() {
    unsigned shallowest = 7;
    unsigned previous = 0;
    for (const model::Block& block : document_.body.blocks) {
      const auto* heading = base::get_if<model::Heading>(&block.node);
      if (!heading) {
        take_caption_address(block);
        continue;
      }
      shallowest = std::min(shallowest, heading->level);
      if (previous != 0 && heading->level > previous + 1 && !articles()) {
        report("heading-skip", block.position,
               {fmt::format("heading of level {} follows one of level {}", heading->level, previous),
                fmt::format("見出しのレベルが {} から {} へ飛んでいます", previous, heading->level)},
               {fmt::format("use {} '#'", previous + 1), fmt::format("'#' を {} 個にしてください", previous + 1)});
      }
      previous = heading->level;
      if (heading->attributes->has_class("part")) has_parts_ = articles();
      if (heading->attributes->has_class("supplement")) ++all_supplements_;
      take_address(*heading->attributes);
    }
    base_level_ = shallowest == 7 ? 1 : shallowest;
    style_.several_supplements = all_supplements_ > 1;
  }

  void take_address(const model::Attributes& attributes) {
    if (attributes.id.empty() || taken_.emplace(attributes.id.text, 0).second) return;
    report("duplicate-anchor", attributes.position,
           {fmt::format("address '#{}' is given twice in this document", attributes.id.text),
            fmt::format("アドレス「#{}」がこの文書で二度使われています", attributes.id.text)},
           {"give each clause, table and figure its own {#address}", "条項・表・図ごとに異なる {#アドレス} を付けてください"});
  }

  // Of tables and figures, wherever they stand.
  void take_caption_address(const model::Block& block) {
    const auto* table = base::get_if<model::Table>(&block.node);
    const auto* figure = base::get_if<model::Figure>(&block.node);
    if (table && table->caption) take_address(table->caption->attributes);
    if (figure && figure->caption) take_address(figure->caption->attributes);
    model::for_each_part(block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) {
      for (const model::Block& part : inner) take_caption_address(part);
    });
  }

  void number_block(model::Block& block) {
    if (auto* heading = base::get_if<model::Heading>(&block.node)) {
      number_heading(*heading, block.position);
    } else if (auto* paragraph = base::get_if<model::Paragraph>(&block.node)) {
      if (in_article_) number_paragraph(*paragraph, block.position);
    } else if (auto* list = base::get_if<model::List>(&block.node)) {
      if (in_article_) {
        number_article_items(*list);
      } else {
        blocks_.number_list(*list, 0);
      }
    } else {
      blocks_.number_block(block);
    }
  }

  void add_clause(const Clause& clause, std::string title, unsigned depth, base::Position position, ClausePath path = {}) {
    document_.clauses.push_back({clause, std::move(title), depth, {}, position});
    document_.clauses.back().place = clause.structural.text;
    paths_.push_back(std::move(path));
  }

  // ---- headings ------------------------------------------------------------------------------------------------------

  void number_heading(model::Heading& heading, base::Position position) {
    Clause& clause = heading.clause;
    clause = {};
    clause.kind = ClauseKind::Heading;
    const bool appendix = heading.attributes->has_class("appendix");
    if (appendix && japanese()) take_appendix_word(heading);
    const std::string* label = appendix && heading.content.empty() ? heading.attributes->value("label") : nullptr;
    std::string title = model::plain_text(heading.content);
    clause.address = heading.attributes->id.empty()
                         ? model::Address{unique_slug(slug(label ? *label : title), taken_)}
                         : heading.attributes->id;
    unsigned depth = heading.level - base_level_;
    ClausePath path;
    if (appendix_level_ > 0 && heading.level <= appendix_level_) leave_appendix();
    if (appendix) {
      number_appendix(heading);
      depth = 0;
    } else if (heading.attributes->has_class("supplement")) {
      begin_supplement(clause, path);
      depth = 0;
    } else if (appendix_level_ > 0) {
      if (scheme_ != model::Scheme::None) number_outline(heading, appendix_level_ + 1);
    } else {
      switch (scheme_) {
        case model::Scheme::Outline: number_outline(heading, base_level_); break;
        case model::Scheme::Articles: depth = number_article_heading(heading, path); break;
        case model::Scheme::None: break;
      }
    }
    add_clause(clause, std::move(title), depth, position, std::move(path));
  }

  void number_outline(model::Heading& heading, unsigned first_level) {
    const unsigned level = heading.level - first_level;
    for (unsigned i = 0; i < level; ++i) {
      if (outline_[i].empty()) outline_[i] = {1, {}};  // a skipped level counts as its first
    }
    count_on(outline_[level], branch_depth(*heading.attributes));
    std::fill(outline_.begin() + level + 1, outline_.end(), Ordinal{});
    std::string number;
    for (unsigned i = 0; i <= level; ++i) {
      if (i > 0) number += ".";
      number += std::to_string(outline_[i].number);
      for (const unsigned branch : outline_[i].branches) number += fmt::format("{}{}", japanese() ? "の" : "-", branch);
    }
    heading.clause.label = appendix_level_ > 0 ? appendix_label_ + " " + number : number;
    heading.clause.number = number;
  }

  // 別表第1, 別紙第2, 様式第1号: each name (label="別紙") counts by itself.
  void number_appendix(model::Heading& heading) {
    const std::string* given = heading.attributes->value("label");
    const std::string word = given && !given->empty() ? *given : japanese() ? "別表" : "Annex";
    const unsigned n = ++appendices_[word];
    heading.clause.kind = ClauseKind::Appendix;
    heading.clause.number = !japanese()             ? fmt::format("{} {}", word, n)
                            : word.ends_with("様式") ? fmt::format("{}第{}号", word, n)
                                                    : fmt::format("{}第{}", word, n);
    heading.clause.label = heading.clause.number;
    heading.clause.structural = {fmt::format("app-{}", ++appendix_count_)};
    in_article_ = false;
    leave_supplement();
    if (appendix_level_ == 0) main_outline_ = outline_;
    outline_.fill({});
    appendix_level_ = heading.level;
    appendix_label_ = heading.clause.number;
  }

  void leave_appendix() {
    appendix_level_ = 0;
    outline_ = main_outline_;
  }

  // ---- articles ------------------------------------------------------------------------------------------------------

  void begin_supplement(Clause& clause, ClausePath& path) {
    clause.kind = ClauseKind::Supplement;
    if (appendix_level_ > 0) leave_appendix();
    if (supplement_ == 0) main_article_ = article_;
    supplement_ = ++supplements_;
    article_ = {};
    path.supplement = supplement_;
    clause.structural = {structural_address(path)};
    if (articles()) begin_paragraphs(path);
  }

  // Chapters after a 附則 belong to the main text again.
  void leave_supplement() {
    if (supplement_ == 0) return;
    supplement_ = 0;
    article_ = main_article_;
  }

  // Gives the heading its number; returns its depth.
  unsigned number_article_heading(model::Heading& heading, ClausePath& path) {
    const unsigned shift = has_parts_ ? 1 : 0;
    const unsigned depth = branch_depth(*heading.attributes);
    if (heading.level == 2) {
      number_article(heading, depth, path);
      return 2 + shift;
    }
    if (heading.level > 2) return heading.level + shift;  // a plain heading inside an article: its paragraphs count on
    Clause& clause = heading.clause;
    in_article_ = false;
    leave_supplement();
    unsigned rank = 0;
    if (heading.attributes->has_class("section")) {
      count_on(section_, depth);
      set_number(clause, ClauseKind::Section, section_, "節");
      path.section = section_;
      rank = 1 + shift;
    } else if (heading.attributes->has_class("part")) {
      count_on(part_, depth);
      chapter_ = {};
      section_ = {};
      set_number(clause, ClauseKind::Part, part_, "編");
    } else {
      count_on(chapter_, depth);
      section_ = {};
      set_number(clause, ClauseKind::Chapter, chapter_, "章");
      rank = shift;
    }
    path.part = part_;
    path.chapter = chapter_;
    clause.structural = {structural_address(path)};
    return rank;
  }

  void set_number(Clause& clause, ClauseKind kind, const Ordinal& ordinal, std::string_view unit) const {
    clause.kind = kind;
    clause.number = ordinal_text(ordinal, unit, language_);
  }

  // A deleted article may stand for several: {.deleted count=3} is 第5条から第7条まで.
  void number_article(model::Heading& heading, unsigned branch, ClausePath& path) {
    Clause& clause = heading.clause;
    count_on(article_, branch);
    set_number(clause, ClauseKind::Article, article_, "条");
    path.supplement = supplement_;
    path.article = article_;
    clause.structural = {structural_address(path)};
    begin_paragraphs(path);
    const unsigned count = heading.attributes->has_class("deleted") ? number_value(*heading.attributes, "count", 1) : 1;
    for (unsigned i = 1; i < count; ++i) {
      ++(article_.branches.empty() ? article_.number : article_.branches.back());
      ClausePath further = path;
      further.article = article_;
      clause.also.edit().push_back({structural_address(further)});
    }
    if (count == 1) return;
    const std::string last = ordinal_text(article_, "条", language_);
    if (!japanese()) {
      clause.number.append(" to " + last);
    } else {
      clause.number.append(count == 2 ? "及び" + last : "から" + last + "まで");
    }
  }

  void begin_paragraphs(const ClausePath& path) {
    in_article_ = true;
    here_ = path;
    items_ = 0;
  }

  void number_paragraph(model::Paragraph& paragraph, base::Position position) {
    ++here_.paragraph;
    items_ = 0;
    Clause& clause = paragraph.clause.edit();
    clause = {};
    clause.kind = ClauseKind::Paragraph;
    clause.number = here_.paragraph == 1 ? "" : std::to_string(here_.paragraph);
    clause.structural = {structural_address(here_)};
    add_clause(clause, "", 3 + (has_parts_ ? 1 : 0), position, here_);
  }

  // Two lists under one 項 count on, so that every 号 keeps an address of its own.
  void number_article_items(model::List& list) {
    here_.paragraph = std::max(here_.paragraph, 1u);  // a list that stands first belongs to a first 項 without words
    items_ = number_article_items(list, here_, items_);
  }

  // 号 and what is below them. Bullets count too: a regulation has no unnumbered enumeration. Task lists stay as they are.
  // Gives the number of the last item.
  unsigned number_article_items(model::List& list, const ClausePath& parent, unsigned before) {
    const auto depth = static_cast<unsigned>(parent.items.size());
    if (!list.items.empty() && list.items.front().checked) {
      for (model::ListItem& item : list.items) blocks_.number_blocks(item.content, depth);
      return before;
    }
    list.ordered = true;
    list.marker = style_.markers[depth % style_.markers.size()];
    unsigned n = before;
    list.start = n + 1;
    for (model::ListItem& item : list.items) {
      ClausePath path = parent;
      path.items.push_back(++n);
      Clause& clause = item.clause.edit();
      clause = {};
      clause.kind = ClauseKind::Item;
      clause.number = model::marker_text(list.marker, n);
      clause.structural = {structural_address(path)};
      add_clause(clause, "", 4 + depth + (has_parts_ ? 1 : 0), item.position, path);
      unsigned inner_items = 0;
      for (model::Block& block : item.content) {
        if (auto* inner = base::get_if<model::List>(&block.node)) {
          inner_items = number_article_items(*inner, path, inner_items);
        } else {
          blocks_.number_block(block);
        }
      }
    }
    return n;
  }

  // ---- what is known at the end --------------------------------------------------------------------------------------

  // Where an author gave a clause an address that looks like a structural one, the author's is the one that counts.
  void drop_clashing_structural_addresses() {
    for (model::ClauseEntry& entry : document_.clauses) {
      if (taken_.contains(entry.clause.structural.text.str())) entry.clause.structural = {};
      if (entry.clause.also->empty()) continue;
      std::erase_if(entry.clause.also.edit(), [&](const model::Address& address) { return taken_.contains(address.text.str()); });
    }
  }

  // Document::clauses is in reading order, so one walk puts the final clauses back into the blocks.
  void copy_clauses_back(model::Blocks& blocks, std::size_t& next) {
    for (model::Block& block : blocks) {
      if (auto* heading = base::get_if<model::Heading>(&block.node)) {
        if (heading->clause.kind != ClauseKind::None) heading->clause = document_.clauses[next++].clause;
      } else if (auto* paragraph = base::get_if<model::Paragraph>(&block.node)) {
        if (paragraph->clause->kind != ClauseKind::None) paragraph->clause = document_.clauses[next++].clause;
      } else if (auto* list = base::get_if<model::List>(&block.node)) {
        for (model::ListItem& item : list->items) {
          if (item.clause->kind == ClauseKind::None) continue;
          item.clause = document_.clauses[next++].clause;
          copy_clauses_back(item.content, next);
        }
      }
    }
  }

  void report(std::string code, base::Position position, base::Message message, base::Message hint) {
    diagnostics_.push_back(
        {std::move(code), document_.path_of(position), position, std::move(message), std::move(hint)});
  }

  model::Document& document_;
  Progress& progress_;
  model::Scheme scheme_;
  base::Language language_;
  ClauseStyle style_;
  BlockNumbers blocks_;
  base::Diagnostics diagnostics_;
  std::map<std::string, unsigned> taken_;  // addresses, and the last number tried behind each
  std::vector<ClausePath> paths_;  // as Document::clauses; empty for clauses that have no such name

  unsigned base_level_ = 1;
  std::array<Ordinal, 7> outline_{};
  std::array<Ordinal, 7> main_outline_{};  // while inside an annex
  unsigned appendix_level_ = 0;            // of the annex we are in, 0 = none
  std::string appendix_label_;
  std::map<std::string, unsigned> appendices_;
  unsigned appendix_count_ = 0;
  bool has_parts_ = false;
  Ordinal part_, chapter_, section_, article_;
  Ordinal main_article_;         // while inside a 附則
  unsigned all_supplements_ = 0; // of the document
  unsigned supplements_ = 0;
  unsigned supplement_ = 0;      // the 附則 we are in, 0 = main text
  bool in_article_ = false;
  ClausePath here_;              // the article or 附則 and the 項 we are in
  unsigned items_ = 0;
};

}  // namespace

base::Diagnostics number_document(model::Document& document, const model::Config& config, Progress& progress) {
  const auto headings = std::count_if(document.body.blocks.begin(), document.body.blocks.end(),
                                      [](const model::Block& block) { return base::holds_alternative<model::Heading>(block.node); });
  document.clauses.clear();
  document.clauses.reserve(static_cast<std::size_t>(headings));  // outside articles there are no others
  document.captions.clear();
  return Numberer(document, config, progress).run();
}

base::Diagnostics number_document(model::Document& document, const model::Config& config) {
  Progress progress;
  return number_document(document, config, progress);
}

}  // namespace kitei::resolve
