#include "render/docx/front_matter.h"

#include <array>
#include <numeric>

#include "render/docx/inline.h"
#include "render/docx/paragraph.h"
#include "render/docx/section.h"
#include "render/docx/table_parts.h"

namespace kitei::render::docx {
namespace {

struct Field {
  std::string label;
  std::string value;
  bool wide = false;  // takes the whole row
};

// A version that is approved and not yet released is not in force.
std::string status_text(const Output& output, const model::Document& document) {
  const std::string name(model::status_name(document.status));
  const std::string& planned = output.text("draft-status-" + name);
  return output.is_draft(document) && !planned.empty() ? planned : output.text("status-" + name);
}

// 稟議2026-030（電子承認、2026年3月18日）
std::string approval_text(const Output& output, const model::Approval& approval) {
  const bool ja = output.japanese();
  std::string detail = approval.method.str();
  const std::string date = printed_date(approval.date, output.language());
  if (!detail.empty() && !date.empty()) detail += ja ? "、" : ", ";
  detail += date;
  if (detail.empty()) return approval.reference.str();
  if (approval.reference.empty()) return detail;
  return approval.reference + (ja ? "（" : " (") + detail + (ja ? "）" : ")");
}

std::vector<Field> fields_of(const Output& output, const model::Document& document) {
  const base::Language language = output.language();
  std::vector<Field> fields;
  const auto add = [&](std::string_view key, std::string value, bool wide = false) {
    if (!value.empty()) fields.push_back({output.text(key), std::move(value), wide});
  };
  const model::Kind* kind = output.input.settings.find_kind(document.kind);
  const std::optional<base::Date> revised = document.revisions.size() < 2         ? std::nullopt
                                            : document.revisions.front().approved ? document.revisions.front().approved
                                                                                  : document.revisions.front().date;
  add("number", document.number);
  add("version", printed_version(output, document.version));
  add("kind", kind ? kind->label.in(language) : document.kind);
  add("classification", std::string(output.input.settings.label_of(document.classification)));
  add("established", printed_date(document.established_date, language));
  add("revised", printed_date(revised, language));
  add("approved", printed_date(document.approved_date, language));
  add("effective", printed_date(document.effective_date, language));
  add("department", document.department);
  add("owner", document.owner);
  add("author", document.author);
  add("reviewer", document.reviewer);
  add("approver", document.approver);
  add("next-review", printed_date(document.next_review, language));
  add("scope", document.scope, true);
  add("approval", approval_text(output, document.approval), true);
  std::string status = output.options.status_line;
  if (status.empty()) {
    status = status_text(output, document);
  } else if (output.is_draft(document)) {
    status = output.text("draft") + (output.japanese() ? "　" : " ") + status;
  }
  add("status", std::move(status), true);
  return fields;
}

void write_label(Scope& scope, std::string_view text) {
  write_paragraph(scope, {.style = "CoverLabel", .keep_next = true}, text);
}

// A row of plain text cells.
void write_text_row(Scope& scope, RowKind kind, const std::vector<int>& widths,
                    const std::vector<std::string_view>& texts) {
  const std::int64_t top = scope.story.height;
  std::int64_t bottom = top;
  open_row(scope, kind);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    scope.story.height = top;
    CellFormat cell{.width = widths[i]};
    if (kind == RowKind::Header) cell.fill = kHeaderFill;
    write_text_cell(scope, cell, {.style = kind == RowKind::Header ? "TableHeader" : "TableText"}, texts[i]);
    bottom = std::max(bottom, scope.story.height);
  }
  scope.story.height = bottom;
  close_row(scope);
}

// Shares of the text width, in whole twips.
std::vector<int> shares(int total, std::initializer_list<int> parts) {
  const int sum = std::accumulate(parts.begin(), parts.end(), 0);
  std::vector<int> widths;
  int given = 0;
  int seen = 0;
  for (int part : parts) {
    seen += part;
    widths.push_back(total * seen / sum - given);
    given += widths.back();
  }
  return widths;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != text.npos; });
}

struct Signature {
  std::string name;
  std::string date;
};

// Who signs in the box of this label: the words decide that are usual for it, as in approval_boxes: [起案, 確認, 決裁].
Signature signature_for(const Output& output, const model::Document& document, std::string_view label) {
  if (contains_any(label, {"承認", "決裁", "Approv"})) {
    const auto date = document.approval.date ? document.approval.date : document.approved_date;
    return {document.approver, printed_date(date, output.language())};
  }
  if (contains_any(label, {"審査", "確認", "査閲", "Review", "Check"})) return {document.reviewer, {}};
  if (contains_any(label, {"作成", "起案", "Prepared", "Author", "Draft"})) return {document.author, {}};
  return {};
}

void write_title(Scope& scope, const ParagraphFormat& format, const std::vector<std::string>& bookmarks,
                 int half_points) {
  const Output& output = scope.output;
  open_paragraph(scope, format);
  std::vector<int> marks;
  open_bookmarks(scope, bookmarks, marks);
  write_text(scope, scope.document().title, {.half_points = half_points});
  if (output.is_draft(scope.document())) {
    write_text(scope, (output.japanese() ? "（" : " (") + output.text("draft") + (output.japanese() ? "）" : ")"),
               {.color = "C00000", .half_points = half_points});
  }
  close_bookmarks(scope, marks);
  close_paragraph(scope, format);
}

// A date in one line: 2026年12月31日 with the spaces that Japanese typesetting puts between digits and words.
int date_width(const Output& output, int half_width) {
  constexpr int kCellRoom = 220;  // margins and borders
  const int units = output.japanese() ? 14 : 10;
  const int spaces = output.japanese() ? 5 * half_width / 2 : 0;
  return units * half_width + spaces + kCellRoom;
}

}  // namespace

void write_title_block(Scope& scope) {
  const Output& output = scope.output;
  const model::Document& document = scope.document();
  const std::string gap = output.japanese() ? "　" : " ";
  if (!output.input.settings.organisation.empty()) {
    write_paragraph(scope, {.style = "CoverLine"}, output.input.settings.organisation);
  }
  const std::string identity = printed_identity(output, document);
  if (!identity.empty()) write_paragraph(scope, {.style = "CoverLine"}, identity);

  ParagraphFormat format{.style = output.binder ? "Heading1" : "Title"};
  if (output.binder) {
    format.number = NumberReference{};
    format.justification = "center";
  }
  std::vector<std::string> names{output.bookmarks.find(document.id.text, "")};
  if (output.binder) {
    const std::string bookmark = "_Toc" + std::to_string(100000001 + output.contents.size());
    const std::string number = document.number.empty() ? std::string() : document.number + gap;
    scope.output.contents.push_back({1, number, document.title, bookmark, scope.story.height});
    names.push_back(bookmark);
  }
  write_title(scope, format, names, output.binder ? 36 : 0);
}

void write_compact_title(Scope& scope) {
  const ParagraphFormat format{.style = "FormTitle"};
  write_title(scope, format, {scope.output.bookmarks.find(scope.document().id.text, "")}, 0);
}

void write_control_table(Scope& scope) {
  const std::vector<Field> fields = fields_of(scope.output, scope.document());
  const std::vector<int> widths = shares(scope.width, {16, 34, 16, 34});
  open_table(scope, {.title = scope.output.text("document-information")}, widths);
  const auto cell = [&](std::size_t column, unsigned columns, bool label, const std::string& text) {
    const int width = std::accumulate(widths.begin() + static_cast<std::ptrdiff_t>(column),
                                      widths.begin() + static_cast<std::ptrdiff_t>(column + columns), 0);
    CellFormat format{.width = width, .columns = columns, .fill = label ? kHeaderFill : std::string_view{}};
    format.vertical = "center";
    write_text_cell(scope, format, {.style = "TableText"}, text);
  };
  for (std::size_t i = 0; i < fields.size();) {
    const bool pair = !fields[i].wide && i + 1 < fields.size() && !fields[i + 1].wide;
    open_row(scope, RowKind::Body);
    const std::int64_t top = scope.story.height;
    cell(0, 1, true, fields[i].label);
    scope.story.height = top;
    cell(1, pair ? 1 : 3, false, fields[i].value);
    const std::int64_t bottom = scope.story.height;
    if (pair) {
      scope.story.height = top;
      cell(2, 1, true, fields[i + 1].label);
      scope.story.height = top;
      cell(3, 1, false, fields[i + 1].value);
    }
    scope.story.height = std::max(scope.story.height, bottom);
    close_row(scope);
    i += pair ? 2 : 1;
  }
  close_table(scope);
}

void write_approval_boxes(Scope& scope) {
  constexpr int kStampSide = 1134;  // 20 mm; wider where the date under it needs more
  constexpr int kUnit = 75;         // a half-width character of StampText
  const auto& labels = scope.output.input.settings.approval_boxes;
  if (labels.empty()) return;
  const int side = std::min(std::max(kStampSide, date_width(scope.output, kUnit)), scope.width / static_cast<int>(labels.size()));
  const std::vector<int> widths(labels.size(), side);
  const std::int64_t top = scope.story.height;
  open_table(scope, {.justification = "right"}, widths);
  open_row(scope, RowKind::Body);
  for (const std::string& label : labels) {
    write_text_cell(scope, {.width = side, .fill = kHeaderFill}, {.style = "StampText"}, label);
  }
  close_row(scope);
  XmlWriter& xml = scope.story.xml;
  xml.open("w:tr").open("w:trPr").empty("w:cantSplit");
  xml.open("w:trHeight").attribute("w:val", kStampSide).attribute("w:hRule", "exact").close().close();
  for (std::size_t i = 0; i < labels.size(); ++i) write_text_cell(scope, {.width = side}, {.style = "StampText"}, "");
  xml.close();
  open_row(scope, RowKind::Body);
  for (const std::string& label : labels) {
    const Signature signature = signature_for(scope.output, scope.document(), label);
    write_text_cell(scope, {.width = side}, {.style = "StampText"},
                    signature.date.empty() ? signature.name : signature.name + "\n" + signature.date);
  }
  close_row(scope);
  constexpr int kTextRows = 4 * 200 + 2 * 56;  // the labels, and name and date on three lines
  scope.story.height = top + kStampSide + kTextRows;
  close_table(scope);
}

void write_revision_table(Scope& scope) {
  const Output& output = scope.output;
  const auto& revisions = scope.document().revisions;
  if (revisions.empty()) return;
  // In a binder a part's history is its head's, which stands there once.
  const std::string_view whole = scope.document().part_of.text;
  const Input::Named* head = output.binder && !whole.empty() ? output.input.find(whole) : nullptr;
  if (head) {
    const std::string gap = output.japanese() ? "　" : " ";
    const ParagraphFormat format{.style = "CoverLabel"};
    open_paragraph(scope, format);
    write_text(scope, output.text("revision-history") + (output.japanese() ? "：" : ": "));
    std::string name(head->number);
    if (!name.empty()) name += gap;
    name += head->title;
    const std::string anchor = output.bookmarks.find(whole, "");
    if (!anchor.empty()) scope.story.xml.open("w:hyperlink").attribute("w:anchor", anchor).attribute("w:history", "1");
    write_text(scope, name, {.style = anchor.empty() ? std::string_view() : "Hyperlink"});
    if (!anchor.empty()) scope.story.xml.close();
    close_paragraph(scope, format);
    return;
  }
  const bool reasons = std::any_of(revisions.begin(), revisions.end(),
                                   [](const model::Revision& revision) { return !revision.reason.empty(); });
  write_label(scope, output.text("revision-history"));
  constexpr int kUnit = 95;  // a half-width character of TableText
  const std::vector<int> first{scope.width * 8 / 100, date_width(output, kUnit)};
  const int rest = scope.width - first[0] - first[1];
  std::vector<int> widths = reasons ? shares(rest, {42, 22, 18, 18}) : shares(rest, {62, 19, 19});
  widths.insert(widths.begin(), first.begin(), first.end());
  open_table(scope, {.header = HeaderRow::First, .title = output.text("revision-history")}, widths);
  const auto row = [&](RowKind kind, const std::array<std::string_view, 6>& cells) {
    std::vector<std::string_view> texts(cells.begin(), cells.end());
    if (!reasons) texts.erase(texts.begin() + 3);
    write_text_row(scope, kind, widths, texts);
  };
  row(RowKind::Header,
      {output.text("version"), output.text("revision-date"), output.text("revision-summary"),
       output.text("revision-reason"), output.text("revision-author"), output.text("revision-approver")});
  for (const model::Revision& revision : revisions) {
    std::string_view what = model::revision_type_label(revision.type, output.language());
    if (what.empty()) what = revision.type_text;
    if (!revision.summary.empty()) what = revision.summary;
    const std::string date = printed_date(revision.date, output.language());
    row(RowKind::Body, {revision.version.text, date, what, revision.reason, revision.author, revision.approver});
  }
  close_table(scope);
}

void write_closing(Scope& scope) {
  if (scope.state.scheme != model::Scheme::Articles) return;
  write_paragraph(scope, {.style = "ClosingMark"}, scope.output.text("closing"));
}

void write_implemented_controls(Scope& scope) {
  const Output& output = scope.output;
  const model::Document& document = scope.document();
  // Controls in the order of the front matter, then those that only clauses name; each with its clauses in reading
  // order.
  std::vector<std::pair<model::ControlId, std::vector<std::string>>> rows;
  const auto row_of = [&](const model::ControlId& id) -> std::vector<std::string>& {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == id; });
    if (found != rows.end()) return found->second;
    return rows.emplace_back(id, std::vector<std::string>{}).second;
  };
  for (const model::ControlReference& reference : document.controls) {
    if (!reference.id.id.empty()) row_of(reference.id);
  }
  for (const model::ClauseEntry& entry : document.clauses) {
    for (const model::ControlId& id : entry.controls) {
      std::string label = entry.clause.label.str();
      if (!entry.title.empty()) label += (label.empty() ? "" : " ") + entry.title;
      row_of(id).push_back(std::move(label));
    }
  }
  if (rows.empty()) return;
  turn_page(scope, model::PageTurn::Upright);
  // One catalogue after the other, in the order in which they first occur.
  std::vector<std::string> catalogs;
  for (const auto& [id, clauses] : rows) {
    if (std::find(catalogs.begin(), catalogs.end(), id.catalog) == catalogs.end()) catalogs.push_back(id.catalog.str());
  }
  const auto place = [&](const auto& row) {
    return std::find(catalogs.begin(), catalogs.end(), row.first.catalog) - catalogs.begin();
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
  write_label(scope, output.text("controls"));
  const std::vector<int> widths = shares(scope.width, {18, 40, 42});
  open_table(scope, {.header = HeaderRow::First, .title = output.text("controls")}, widths);
  write_text_row(scope, RowKind::Header, widths,
                 {output.text("control-number"), output.text("control-title"), output.text("control-clause")});
  std::string_view catalog;
  for (const auto& [id, clauses] : rows) {
    if (id.catalog != catalog) {
      catalog = id.catalog;
      const std::string_view title = output.input.title_of_catalog(id.catalog.str());
      open_row(scope, RowKind::Body);
      write_text_cell(scope, {.width = scope.width, .columns = 3, .fill = kHeaderFill},
                      {.style = "TableText", .keep_next = true}, title.empty() ? id.catalog.view() : title);
      close_row(scope);
    }
    std::string places;
    for (const std::string& clause : clauses) places += (places.empty() ? "" : "\n") + clause;
    write_text_row(scope, RowKind::Body, widths,
                   {id.id, output.input.title_of(id),
                    places.empty() ? output.text("whole-document") : places});
  }
  close_table(scope);
}

}  // namespace kitei::render::docx
