// Lists with native numbers: each ordered list is a w:num of its own with a start override, so that none counts on from
// another; its level is its depth, its numbering goes by its marker.
#include "render/docx/blocks.h"

namespace kitei::render::docx {
namespace {

constexpr unsigned kDeepest = 8;  // of w:ilvl
constexpr int kStep = 480;        // indent of each depth, as in templates/docx/numbering.xml

std::string_view numbering_of(const model::List& list) {
  if (!list.ordered) return "list-bullet";
  switch (list.marker) {
    case model::ListMarker::Bullet:
    case model::ListMarker::Decimal:
      return list.delimiter == ')' ? "list-decimal-paren" : "list-decimal";
    case model::ListMarker::ParenDecimal:
      return "list-paren-decimal";
    case model::ListMarker::Circled:
      return "list-circled";
    case model::ListMarker::LowerAlpha:
      return "list-lower-alpha";
    case model::ListMarker::Kana:
      return "list-kana";
    case model::ListMarker::ParenKana:
      return "list-paren-kana";
    case model::ListMarker::ParenAlpha:
      return "list-paren-alpha";
    case model::ListMarker::ParenRoman:
      return "list-paren-roman";
    case model::ListMarker::Iroha:
      return "list-iroha";
    case model::ListMarker::Kanji:
      return "list-kanji";
  }
  return "list-decimal";
}

// Whether Word's own counting gives exactly the marker that the model holds.
bool counts_natively(const Scope& scope, const model::List& list, const model::ListItem& item, unsigned n,
                     unsigned level) {
  if (!list.ordered) return true;
  const NumberTemplate* numbering = scope.output.options.templates->find_numbering(numbering_of(list));
  if (!numbering || level >= numbering->levels.size()) return false;
  const NumberLevel& layout = numbering->levels[level];
  const std::string number = format_number(layout.format, n);
  if (number.empty()) return n == 0;
  const std::string printed = model::number_of(list, item);
  if (printed.empty()) return true;
  const auto place = layout.text.find('%');
  if (place == std::string::npos) return false;
  return layout.text.substr(0, place) + number + layout.text.substr(place + 2) == printed;
}

struct Label {
  std::optional<NumberReference> number;
  std::string text;  // a marker that is printed, before a tab
};

void write_first_paragraph(Scope& scope, const model::ListItem& item, const Label& label, int text_left) {
  ParagraphFormat format{.style = scope.region == Region::Cell ? "TableText" : "ListParagraph"};
  format.number = label.number;
  const int hanging = label.number && label.number->layout ? label.number->layout->hanging : kStep;
  if (!label.number || !label.number->layout || label.number->layout->left != text_left) {
    format.indent = Indent{text_left, hanging};
  }
  open_paragraph(scope, format);
  std::vector<int> marks;
  open_bookmarks(scope, scope.output.bookmarks.take(scope.document(), *item.clause), marks);
  if (!label.text.empty()) write_text(scope, label.text + "\t");
  const auto* first = item.content.empty() ? nullptr : base::get_if<model::Paragraph>(&item.content.front().node);
  if (first) write_inlines(scope, first->content);
  close_bookmarks(scope, marks);
  close_paragraph(scope, format);
}

}  // namespace

void write_list(Scope& scope, const model::List& list) {
  Output& output = scope.output;
  const unsigned level = std::min(scope.list_depth, kDeepest);
  Scope inside = scope;
  if (inside.region == Region::Body) inside.region = Region::Item;
  // Items of a regulation stand under the text of their 項.
  const bool under_clause =
      scope.region == Region::Body && !list.items.empty() && list.items.front().clause->kind == model::ClauseKind::Item;
  inside.indent = scope.indent + (under_clause ? 420 : 0) + kStep;
  inside.list_depth = scope.list_depth + 1;

  std::optional<NumberReference> number;
  unsigned n = list.start;
  for (const model::ListItem& item : list.items) {
    Label label;
    if (item.checked) {
      label.text = *item.checked ? "☑" : "☐";
    } else if (!list.ordered) {
      if (!number) number = output.numbering.bullets("list-bullet", level);
      label.number = number;
    } else if (counts_natively(scope, list, item, n, level)) {
      if (!number) number = output.numbering.list(numbering_of(list), level, n);
      label.number = number;
    } else {
      label.text = model::number_of(list, item);
      if (label.text.empty()) label.text = std::to_string(n) + ".";
      number.reset();  // what follows begins again at its own value
    }
    write_first_paragraph(inside, item, label, inside.indent);
    const bool begins_with_text =
        !item.content.empty() && base::holds_alternative<model::Paragraph>(item.content.front().node);
    for (std::size_t i = begins_with_text ? 1 : 0; i < item.content.size(); ++i) {
      write_block(inside, item.content[i]);
    }
    ++n;
  }
}

}  // namespace kitei::render::docx
