// One walk over the top-level blocks, with the counters as state. The shape of the numbers differs between the schemes; what
// is common (addresses, markers of nested lists, captions) is shared.
#include "resolve/numbering.h"

#include <fmt/format.h>

#include <array>
#include <set>
#include <utility>

#include "resolve/markers.h"
#include "resolve/slug.h"

namespace kitei::resolve {
namespace {

using model::Clause;
using model::ClauseKind;

// A number with branches: 第3条の2.
struct Counter {
  unsigned number = 0;
  unsigned branch = 0;  // 0: none; の2 is 2

  void next(bool is_branch) {
    if (is_branch && number > 0) {
      branch = branch == 0 ? 2 : branch + 1;
      return;
    }
    ++number;
    branch = 0;
  }
  std::string text(std::string_view unit) const {
    return branch == 0 ? fmt::format("第{}{}", number, unit) : fmt::format("第{}{}の{}", number, unit, branch);
  }
  std::string address() const { return branch == 0 ? std::to_string(number) : fmt::format("{}b{}", number, branch); }
};

class Numberer {
 public:
  Numberer(model::Document& document, model::Scheme scheme, base::Language language)
      : document_(document), scheme_(scheme), language_(language) {}

  base::Diagnostics run() {
    collect_addresses();
    for (model::Block& block : document_.body.blocks) number_block(block);
    for (model::Footnote& note : document_.body.footnotes) number_nested(note.content, 0);
    drop_clashing_structural_addresses();
    return std::move(diagnostics_);
  }

 private:
  // Explicit addresses come first, so that no automatic one takes a name that an author has given away.
  void collect_addresses() {
    unsigned shallowest = 7;
    unsigned previous = 0;
    for (const model::Block& block : document_.body.blocks) {
      const auto* heading = std::get_if<model::Heading>(&block.node);
      if (!heading) continue;
      shallowest = std::min(shallowest, heading->level);
      if (previous != 0 && heading->level > previous + 1 && scheme_ != model::Scheme::Articles) {
        report("heading-skip", block.position,
               {fmt::format("heading of level {} follows one of level {}", heading->level, previous),
                fmt::format("見出しのレベルが {} から {} へ飛んでいます", previous, heading->level)},
               {fmt::format("use {} '#'", previous + 1), fmt::format("'#' を {} 個にしてください", previous + 1)});
      }
      previous = heading->level;
      if (heading->attributes.id.empty()) continue;
      if (!taken_.insert(heading->attributes.id.text).second) {
        report("duplicate-anchor", heading->attributes.position,
               {fmt::format("address '#{}' is given twice in this document", heading->attributes.id.text),
                fmt::format("アドレス「#{}」がこの文書で二度使われています", heading->attributes.id.text)},
               {"give each clause its own {#address}", "条項ごとに異なる {#アドレス} を付けてください"});
      }
    }
    base_level_ = shallowest == 7 ? 1 : shallowest;
  }

  void number_block(model::Block& block) {
    if (auto* heading = std::get_if<model::Heading>(&block.node)) {
      number_heading(*heading, block.position);
    } else if (auto* paragraph = std::get_if<model::Paragraph>(&block.node)) {
      if (in_article_) number_paragraph(*paragraph, block.position);
    } else if (auto* list = std::get_if<model::List>(&block.node)) {
      if (in_article_) {
        number_article_items(*list, 0, paragraph_address(), paragraph_label());
      } else {
        number_plain_list(*list, 0);
      }
    } else {
      number_other(block);
    }
  }

  // Blocks inside boxes, quotes and list items: lists get markers, captions numbers, and nothing else is a clause.
  void number_nested(model::Blocks& blocks, unsigned depth) {
    for (model::Block& block : blocks) {
      if (auto* list = std::get_if<model::List>(&block.node)) {
        number_plain_list(*list, depth);
      } else {
        number_other(block);
      }
    }
  }

  void number_other(model::Block& block) {
    if (auto* table = std::get_if<model::Table>(&block.node)) {
      if (table->caption) number_caption(*table->caption, language_ == base::Language::Japanese ? "表" : "Table ", tables_);
    } else if (auto* figure = std::get_if<model::Figure>(&block.node)) {
      if (figure->caption) number_caption(*figure->caption, language_ == base::Language::Japanese ? "図" : "Figure ", figures_);
    } else if (auto* quote = std::get_if<model::Quote>(&block.node)) {
      number_nested(quote->content, 0);
    } else if (auto* alert = std::get_if<model::Alert>(&block.node)) {
      number_nested(alert->content, 0);
    }
  }

  void number_caption(model::Caption& caption, std::string_view word, unsigned& counter) {
    caption.number = fmt::format("{}{}", word, ++counter);
  }

  void number_heading(model::Heading& heading, base::Position position) {
    Clause& clause = heading.clause;
    clause = {};
    clause.kind = ClauseKind::Heading;
    const std::string title = model::plain_text(heading.content);
    clause.address = heading.attributes.id.empty() ? model::Address{unique_slug(slug(title), taken_)}
                                                   : heading.attributes.id;
    unsigned depth = heading.level - base_level_;
    if (heading.attributes.has_class("appendix")) {
      number_appendix(heading);
      depth = 0;
    } else {
      switch (scheme_) {
        case model::Scheme::Outline: number_outline(heading); break;
        case model::Scheme::Articles: depth = number_article_heading(heading); break;
        case model::Scheme::None: break;
      }
    }
    document_.clauses.push_back({clause, title, depth, {}, position});
  }

  void number_outline(model::Heading& heading) {
    const unsigned level = heading.level - base_level_;
    for (unsigned i = 0; i < level; ++i) {
      if (outline_[i] == 0) outline_[i] = 1;  // a skipped level counts as its first
    }
    ++outline_[level];
    std::fill(outline_.begin() + level + 1, outline_.end(), 0u);
    heading.clause.number = fmt::format("{}", fmt::join(outline_.begin(), outline_.begin() + level + 1, "."));
    if (in_appendix_) heading.clause.number = appendix_label_ + " " + heading.clause.number;
    heading.clause.label = heading.clause.number;
  }

  // 別表第1, 別紙第2: each name counts by itself.
  void number_appendix(model::Heading& heading) {
    const std::string* name = heading.attributes.value("label");
    const bool ja = language_ == base::Language::Japanese;
    const std::string word = name ? *name : ja ? "別表" : "Annex";
    const unsigned n = ++appendices_[word];
    heading.clause.kind = ClauseKind::Appendix;
    heading.clause.number = ja ? fmt::format("{}第{}", word, n) : fmt::format("{} {}", word, n);
    heading.clause.label = heading.clause.number;
    heading.clause.structural = {fmt::format("app-{}", ++appendix_count_)};
    in_article_ = false;
    in_appendix_ = true;
    appendix_label_ = heading.clause.number;
    outline_.fill(0);
  }

  unsigned number_article_heading(model::Heading& heading) {
    Clause& clause = heading.clause;
    const bool branch = heading.attributes.has_class("branch");
    if (heading.attributes.has_class("supplement")) {
      clause.kind = ClauseKind::Supplement;
      supplement_ = ++supplements_;
      clause.label = "附則";
      clause.structural = {fmt::format("sup-{}", supplement_)};
      article_ = {};
      begin_paragraphs(clause.structural.text, clause.label);
      return 0;
    }
    if (heading.level == 2) {
      article_.next(branch);
      clause.kind = ClauseKind::Article;
      clause.number = article_.text("条");
      clause.label = supplement_ > 0 ? "附則" + clause.number : clause.number;
      clause.structural = {supplement_ > 0 ? fmt::format("sup-{}-art-{}", supplement_, article_.address())
                                           : "art-" + article_.address()};
      begin_paragraphs(clause.structural.text, clause.label);
      return 2;
    }
    if (heading.level > 2) return heading.level;  // a plain heading inside an article: no number, and its paragraphs count on
    in_article_ = false;
    if (heading.attributes.has_class("section")) {
      section_.next(branch);
      clause.kind = ClauseKind::Section;
      clause.number = section_.text("節");
      clause.label = chapter_.number > 0 ? chapter_.text("章") + clause.number : clause.number;
      clause.structural = {fmt::format("ch-{}-sec-{}", chapter_.address(), section_.address())};
      return 1;
    }
    if (heading.attributes.has_class("part")) {
      part_.next(branch);
      clause.kind = ClauseKind::Part;
      clause.number = part_.text("編");
      clause.label = clause.number;
      clause.structural = {"part-" + part_.address()};
      return 0;
    }
    chapter_.next(branch);
    section_ = {};
    clause.kind = ClauseKind::Chapter;
    clause.number = chapter_.text("章");
    clause.label = clause.number;
    clause.structural = {"ch-" + chapter_.address()};
    return 0;
  }

  void begin_paragraphs(std::string address, std::string label) {
    in_article_ = true;
    in_appendix_ = false;
    paragraph_ = 0;
    items_ = 0;
    article_address_ = std::move(address);
    article_label_ = std::move(label);
  }

  void number_paragraph(model::Paragraph& paragraph, base::Position position) {
    ++paragraph_;
    items_ = 0;
    Clause& clause = paragraph.clause;
    clause.kind = ClauseKind::Paragraph;
    clause.number = paragraph_ == 1 ? "" : std::to_string(paragraph_);
    clause.label = paragraph_label();
    clause.structural = {paragraph_address()};
    document_.clauses.push_back({clause, "", 3, {}, position});
  }

  std::string paragraph_address() const { return fmt::format("{}-{}", article_address_, std::max(paragraph_, 1u)); }
  std::string paragraph_label() const { return fmt::format("{}第{}項", article_label_, std::max(paragraph_, 1u)); }

  // 号 and what is below them. Bullets count too: a regulation has no unnumbered enumeration. Task lists stay as they are.
  void number_article_items(model::List& list, unsigned depth, const std::string& address, const std::string& label) {
    if (!list.items.empty() && list.items.front().checked) {
      for (model::ListItem& item : list.items) number_nested(item.content, depth);
      return;
    }
    list.ordered = true;
    list.marker = marker_for(model::Scheme::Articles, depth);
    // Two lists under one 項 count on, so that every 号 keeps an address of its own.
    unsigned n = depth == 0 ? items_ : 0;
    list.start = n + 1;
    for (model::ListItem& item : list.items) {
      ++n;
      Clause& clause = item.clause;
      clause.kind = ClauseKind::Item;
      clause.number = marker_text(list.marker, n);
      clause.label = depth == 0 ? fmt::format("{}第{}号", label, n) : label + clause.number;
      clause.structural = {fmt::format("{}-{}", address, n)};
      document_.clauses.push_back({clause, "", 4 + depth, {}, item.position});
      for (model::Block& block : item.content) {
        if (auto* inner = std::get_if<model::List>(&block.node)) {
          number_article_items(*inner, depth + 1, clause.structural.text, clause.label);
        } else {
          number_other(block);
        }
      }
    }
    if (depth == 0) items_ = n;
  }

  void number_plain_list(model::List& list, unsigned depth) {
    const bool numbered = list.ordered;
    list.marker = numbered ? marker_for(model::Scheme::Outline, depth) : model::ListMarker::Bullet;
    unsigned n = list.start;
    for (model::ListItem& item : list.items) {
      item.clause = {};
      if (numbered) item.clause.number = marker_text(list.marker, n++);
      number_nested(item.content, numbered ? depth + 1 : depth);
    }
  }

  // Where an author gave a clause an address that looks like a structural one, the author's is the one that counts.
  void drop_clashing_structural_addresses() {
    for (model::ClauseEntry& entry : document_.clauses) {
      if (taken_.contains(entry.clause.structural.text)) entry.clause.structural = {};
    }
    single_paragraph_labels();
  }

  // Where an article has one 項 only, nobody writes 第1項: 第3条第1号, not 第3条第1項第1号.
  void single_paragraph_labels() {
    std::map<std::string, std::string> shorter;  // label of the only 項 → label of its article
    std::string article;
    std::string only;
    unsigned count = 0;
    auto close = [&] {
      if (count == 1) shorter[only] = article;
      count = 0;
    };
    for (const model::ClauseEntry& entry : document_.clauses) {
      const ClauseKind kind = entry.clause.kind;
      if (kind == ClauseKind::Paragraph) {
        only = entry.clause.label;
        ++count;
      } else if (kind != ClauseKind::Item && kind != ClauseKind::Heading) {
        close();
        article = entry.clause.label;
      }
    }
    close();
    auto shorten = [&](std::string& label) {
      const auto mark = label.find("項");
      if (mark == std::string::npos) return;
      const auto end = mark + std::string_view("項").size();
      const auto found = shorter.find(label.substr(0, end));
      if (found != shorter.end()) label = found->second + label.substr(end);
    };
    std::size_t next = 0;
    for (model::ClauseEntry& entry : document_.clauses) shorten(entry.clause.label);
    copy_clauses_back(document_.body.blocks, next);
  }

  // Document::clauses is in reading order, so one walk puts the final clauses back into the blocks.
  void copy_clauses_back(model::Blocks& blocks, std::size_t& next) {
    for (model::Block& block : blocks) {
      if (auto* heading = std::get_if<model::Heading>(&block.node)) {
        if (heading->clause.kind != ClauseKind::None) heading->clause = document_.clauses[next++].clause;
      } else if (auto* paragraph = std::get_if<model::Paragraph>(&block.node)) {
        if (paragraph->clause.kind != ClauseKind::None) paragraph->clause = document_.clauses[next++].clause;
      } else if (auto* list = std::get_if<model::List>(&block.node)) {
        for (model::ListItem& item : list->items) {
          if (item.clause.kind == ClauseKind::None) continue;
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
  model::Scheme scheme_;
  base::Language language_;
  base::Diagnostics diagnostics_;
  std::set<std::string> taken_;

  unsigned base_level_ = 1;
  std::array<unsigned, 7> outline_{};
  Counter part_, chapter_, section_, article_;
  unsigned supplements_ = 0;
  unsigned supplement_ = 0;  // the 附則 we are in, 0 = main text
  bool in_article_ = false;
  bool in_appendix_ = false;
  std::string article_address_, article_label_, appendix_label_;
  unsigned paragraph_ = 0;
  unsigned items_ = 0;
  std::map<std::string, unsigned> appendices_;
  unsigned appendix_count_ = 0;
  unsigned tables_ = 0;
  unsigned figures_ = 0;
};

}  // namespace

base::Diagnostics number_document(model::Document& document, model::Scheme scheme, base::Language language) {
  document.clauses.clear();
  return Numberer(document, scheme, language).run();
}

}  // namespace kitei::resolve
