// Headings with their native numbers. Where Word would count to another number than the model holds, the number is
// printed as text and the paragraph is expressly unnumbered.
#include "render/docx/blocks.h"

#include "model/cadence.h"

namespace kitei::render::docx {
namespace {

constexpr unsigned kDeepestContents = 2;

// 1 … 6: how deep a heading stands. In a binder the document's title is level 1.
unsigned outline_rank(const Scope& scope, const model::Heading& heading) {
  const DocumentState& state = scope.state;
  unsigned rank = 1;
  if (state.scheme == model::Scheme::Articles || heading.clause.kind == model::ClauseKind::Appendix) {
    const std::size_t kind = rank_of(heading.clause.kind);
    for (std::size_t i = 0; i < kind; ++i) rank += state.scheme == model::Scheme::Articles && state.ranks[i] ? 1 : 0;
  } else {
    rank = heading.level - std::min(heading.level, state.shallowest_level) + 1;
  }
  return std::min(rank + (scope.output.binder ? 1 : 0), 6u);
}

std::optional<NumberReference> native_number(Scope& scope, const model::Heading& heading) {
  DocumentState& state = scope.state;
  Numbering& numbering = scope.output.numbering;
  const std::string_view number = heading.clause.number;
  switch (heading.clause.kind) {
    case model::ClauseKind::Part:
      return numbering.next(state.parts, 0, number, OnMismatch::Restart);
    case model::ClauseKind::Chapter:
      return numbering.next(state.chapters, 0, number, OnMismatch::Restart);
    case model::ClauseKind::Section:
      return numbering.next(state.chapters, 1, number, OnMismatch::PrintAsText);
    case model::ClauseKind::Article:
      return numbering.next(state.articles, 0, number, OnMismatch::Restart);
    case model::ClauseKind::Heading: {
      const unsigned level = heading.level - std::min(heading.level, state.shallowest_level);
      return numbering.next(state.headings, level, number, OnMismatch::PrintAsText);
    }
    case model::ClauseKind::None:
    case model::ClauseKind::Paragraph:
    case model::ClauseKind::Item:
    case model::ClauseKind::Supplement:
    case model::ClauseKind::Appendix:
      return std::nullopt;
  }
  return std::nullopt;
}

// 第1条（目的）: the caption of an article stands in parentheses, unless the author set some or the article is deleted.
struct Wrapping {
  std::string_view before;
  std::string_view after;
};
Wrapping wrapping_of(const Scope& scope, const model::Heading& heading, const std::string& title) {
  if (heading.clause.kind != model::ClauseKind::Article) return {};
  const bool japanese = scope.output.japanese();
  if (title.empty() || title.starts_with("（") || title.starts_with("(")) return {};
  if (heading.attributes->has_class("deleted")) return {japanese ? "　" : "", ""};
  return japanese ? Wrapping{"（", "）"} : Wrapping{"(", ")"};
}

// Under the heading: that it is not yet in force, and how often who does it.
void write_duty(Scope& scope, const model::Duty& duty) {
  constexpr RunFormat kSmall{.color = "595959", .half_points = 18};
  const base::Language language = scope.output.language();
  const std::string not_yet = model::not_yet_in_force(duty, scope.output.options.today, language);
  const ParagraphFormat format{.style = "BodyTextPlain", .keep_next = true};
  for (const std::string& line : {not_yet, model::duty_text(duty, language)}) {
    if (line.empty()) continue;
    open_paragraph(scope, format);
    write_text(scope, line, kSmall);
    close_paragraph(scope, format);
  }
}

}  // namespace

void write_heading(Scope& scope, const model::Heading& heading) {
  const model::Clause& clause = heading.clause;
  const std::string title = model::plain_text(heading.content);
  const Wrapping wrapping = wrapping_of(scope, heading, title);
  const bool article = clause.kind == model::ClauseKind::Article;
  const unsigned rank = outline_rank(scope, heading);
  static constexpr std::string_view kStyles[] = {"Heading1", "Heading2", "Heading3",
                                                 "Heading4", "Heading5", "Heading6"};

  // Boxes, quotes, list items and cells have no place in the outline.
  if (scope.region != Region::Body) {
    ParagraphFormat format{.style = "AlertTitle", .keep_next = true};
    if (scope.indent > 0) format.indent = Indent{scope.indent, 0};
    open_paragraph(scope, format);
    std::vector<int> marks;
    open_bookmarks(scope, scope.output.bookmarks.take(scope.document(), clause), marks);
    if (!clause.number.empty()) write_text(scope, clause.number + (scope.output.japanese() ? "　" : " "));
    write_inlines(scope, heading.content);
    close_bookmarks(scope, marks);
    close_paragraph(scope, format);
    return;
  }

  const std::optional<NumberReference> number = native_number(scope, heading);
  if (article) {
    scope.state.native_article = number.has_value();
  } else if (clause.kind == model::ClauseKind::Supplement || clause.kind == model::ClauseKind::Appendix) {
    scope.state.native_article = false;
  }
  ParagraphFormat format{.style = article ? "ArticleHeading" : kStyles[rank - 1]};
  format.number = number ? *number : NumberReference{};
  if (article) format.outline_level = static_cast<int>(rank) - 1;
  const bool centred = clause.kind == model::ClauseKind::Part || clause.kind == model::ClauseKind::Chapter ||
                       clause.kind == model::ClauseKind::Supplement;
  if (centred) format.justification = "center";

  const std::string_view gap = !scope.output.japanese() ? " " : article ? "" : "　";
  std::vector<std::string> names = scope.output.bookmarks.take(scope.document(), clause);
  const std::int64_t height = scope.story.height;
  open_paragraph(scope, format);
  if (rank <= kDeepestContents) {
    const std::string bookmark = "_Toc" + std::to_string(100000001 + scope.output.contents.size());
    std::string contents_title(wrapping.before);
    contents_title += title;
    contents_title += wrapping.after;
    std::string contents_number = clause.number.str();
    if (!contents_number.empty()) contents_number += gap;
    scope.output.contents.push_back({rank, std::move(contents_number), std::move(contents_title), bookmark, height});
    names.insert(names.begin(), bookmark);
  }
  std::vector<int> marks;
  open_bookmarks(scope, names, marks);
  if (!number && !clause.number.empty()) {
    write_text(scope, clause.number);
    write_text(scope, gap);
  }
  write_text(scope, wrapping.before);
  write_inlines(scope, heading.content);
  write_text(scope, wrapping.after);
  close_bookmarks(scope, marks);
  close_paragraph(scope, format);
  write_duty(scope, *heading.duty);
}

}  // namespace kitei::render::docx
