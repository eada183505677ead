// unused-term: an entry of the glossary that no document uses. term-undefined: a regulation or policy that defines a word
// (「情報資産」とは …) which the glossary, where there is one, does not know.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "base/utf8.h"
#include "check/handbook.h"
#include "check/prose.h"

namespace kitei::check {
namespace {

constexpr std::string_view kGlossary = "glossary.yaml";
constexpr std::size_t kLongestTerm = 20;  // characters; longer quotations are no terms

std::string key(std::string_view word) { return base::nfkc_casefold(base::trim(word)); }

class GlossaryCheck {
 public:
  explicit GlossaryCheck(const model::Handbook& handbook) : handbook_(handbook) {
    for (const model::Term& term : handbook.registers.terms) {
      known_.insert(key(term.term));
      for (const std::string& alias : term.aliases) known_.insert(key(alias));
    }
  }

  base::Diagnostics run() {
    if (handbook_.registers.terms.empty()) return {};
    for (const model::Document& document : handbook_.documents) {
      if (document.status == model::Status::Retired) continue;
      collect_references(document);
      for_each_run(document, [&](const Run& run) {
        words_ += run.text;
        words_ += '\n';
        if (defines(document)) find_definitions(document, run);
      });
    }
    words_ = base::nfkc_casefold(words_);
    for (const model::Term& term : handbook_.registers.terms) report_unused(term);
    return std::move(found_);
  }

 private:
  bool defines(const model::Document& document) const {
    const model::Kind* kind = handbook_.config.find_kind(document.kind);
    return kind && (kind->like == model::BaseKind::Policy || kind->like == model::BaseKind::Regulation);
  }

  void collect_references(const model::Document& document) {
    const auto collect = [&](const model::Inlines& inlines) {
      model::for_each_inline(inlines, [&](const model::Inline& node) {
        const auto* reference = base::get_if<model::Reference>(&node.node);
        if (reference && reference->target.kind == model::TargetKind::Term) used_.insert(reference->target.id);
      });
    };
    model::for_each_inlines(document.body.blocks, collect);
    for (const model::Footnote& note : document.body.footnotes) model::for_each_inlines(note.content, collect);
  }

  // At the beginning of a paragraph or item only: there it is a definition and no remark.
  void find_definitions(const model::Document& document, const Run& run) {
    constexpr std::string_view kOpen = "「", kClose = "」とは";
    if (!run.text.starts_with(kOpen) || (run.where != Where::Paragraph && run.where != Where::Item)) return;
    const auto close = run.text.find("」");
    if (close == std::string::npos || !std::string_view(run.text).substr(close).starts_with(kClose)) return;
    const std::string term = run.text.substr(kOpen.size(), close - kOpen.size());
    if (term.empty() || base::count_code_points(term) > kLongestTerm || term.find("\uFFFC") != std::string::npos || known_.contains(key(term))) return;
    report_at(found_, document, run, kOpen.size(), "term-undefined",
              {fmt::format("'{}' is defined here, but is not in the glossary", term),
               fmt::format("「{}」はここで定義されていますが、用語集にありません", term)},
              {"add it to glossary.yaml", "glossary.yaml に追加してください"});
  }

  void report_unused(const model::Term& term) {
    if (used_.contains(term.term)) return;
    const auto occurs = [&](std::string_view word) {
      const std::string folded = key(word);
      return !folded.empty() && words_.find(folded) != std::string::npos;
    };
    if (occurs(term.term) || std::any_of(term.aliases.begin(), term.aliases.end(), occurs)) return;
    found_.push_back({"unused-term", std::string(kGlossary), term.position,
                      {fmt::format("no document uses the term '{}'", term.term),
                       fmt::format("用語「{}」を使う文書がありません", term.term)},
                      {"use it, or delete it from the glossary", "文書で使うか、用語集から削除してください"}});
  }

  const model::Handbook& handbook_;
  std::set<std::string> known_;
  std::set<std::string> used_;
  std::string words_;
  base::Diagnostics found_;
};

}  // namespace

base::Diagnostics check_glossary(const model::Handbook& handbook) { return GlossaryCheck(handbook).run(); }

}  // namespace kitei::check
