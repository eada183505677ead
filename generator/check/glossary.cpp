// unused-term: an entry of the glossary that no document uses. term-undefined: a regulation or policy that defines a word
// (「情報資産」とは …) which the glossary, where there is one, does not know.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "base/utf8.h"
#include "check/families.h"

namespace kitei::check {
namespace {

constexpr std::string_view kGlossary = "glossary.yaml";
constexpr std::size_t kLongestTerm = 20;  // characters; longer quotations are no terms

std::string key(std::string_view word) { return base::nfkc_casefold(base::trim(word)); }

// The terms of the glossary that the text refers to.
void collect_references(const model::Document& document, std::set<std::string, std::less<>>& used) {
  const auto collect = [&](const model::Inlines& inlines) {
    model::for_each_inline(inlines, [&](const model::Inline& node) {
      const auto* reference = base::get_if<model::Reference>(&node.node);
      if (reference && reference->target.kind == model::TargetKind::Term) used.insert(reference->target.id.str());
    });
  };
  model::for_each_inlines(document.body.blocks, collect);
  for (const model::Footnote& note : document.body.footnotes) model::for_each_inlines(note.content, collect);
}

}  // namespace

GlossaryWords::GlossaryWords(const std::vector<model::Term>& terms) {
  for (const model::Term& term : terms) {
    words_.insert(key(term.term));
    for (const std::string& alias : term.aliases) words_.insert(key(alias));
  }
}

bool GlossaryWords::know(std::string_view word) const { return words_.contains(key(word)); }

// At the beginning of a paragraph or item only: there it is a definition and no remark.
void find_definition(const model::Document& document, const Run& run, const GlossaryWords& words, const model::Config& config,
                     base::Diagnostics& found) {
  constexpr std::string_view kOpen = "「", kClose = "」とは";
  if (!run.text.starts_with(kOpen) || (run.where != Where::Paragraph && run.where != Where::Item)) return;
  if (words.empty() || document.status == model::Status::Retired || !binds(document, config)) return;
  const auto close = run.text.find("」");
  if (close == std::string_view::npos || !run.text.substr(close).starts_with(kClose)) return;
  const std::string_view term = run.text.substr(kOpen.size(), close - kOpen.size());
  if (term.empty() || base::count_code_points(term) > kLongestTerm || term.find("\uFFFC") != std::string_view::npos || words.know(term)) return;
  report_at(found, document, run, kOpen.size(), "term-undefined",
            {fmt::format("'{}' is defined here, but is not in the glossary", term),
             fmt::format("「{}」はここで定義されていますが、用語集にありません", term)},
            {"add it to glossary.yaml", "glossary.yaml に追加してください"});
}

base::Diagnostics check_unused_terms(const model::Handbook& handbook) {
  base::Diagnostics found;
  if (handbook.registers.terms.empty()) return found;
  std::set<std::string, std::less<>> used;
  std::string words;
  for (const model::Document& document : handbook.documents) {
    if (document.status == model::Status::Retired) continue;
    collect_references(document, used);
    for_each_run(document, [&](const Run& run) {
      words += run.text;
      words += '\n';
    });
  }
  words = base::nfkc_casefold(words);
  const auto occurs = [&](std::string_view word) {
    const std::string folded = key(word);
    return !folded.empty() && words.find(folded) != std::string::npos;
  };
  for (const model::Term& term : handbook.registers.terms) {
    if (used.contains(term.term) || occurs(term.term) || std::any_of(term.aliases.begin(), term.aliases.end(), occurs)) continue;
    found.push_back({"unused-term", std::string(kGlossary), term.position,
                     {fmt::format("no document uses the term '{}'", term.term),
                      fmt::format("用語「{}」を使う文書がありません", term.term)},
                     {"use it, or delete it from the glossary", "文書で使うか、用語集から削除してください"}});
  }
  return found;
}

}  // namespace kitei::check
