// Rules about the shape of the text: tables, drawings, characters, sections (3, 4, 12–14, 17, 18).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/utf8.h"
#include "pack/lint_package.h"

namespace kitei::pack::lint {
namespace {

unsigned number_of(const std::string& text, unsigned otherwise) {
  unsigned value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

unsigned property(const Element& owner, std::string_view properties, std::string_view name, unsigned otherwise) {
  const Element* group = owner.child(properties);
  const Element* element = group ? group->child(name) : nullptr;
  return element ? number_of(value_of(*element), otherwise) : otherwise;
}

bool is_mark(const Element& element) { return element.name == "w:bookmarkStart" || element.name == "w:bookmarkEnd"; }

void check_cell(const Element& cell, std::string_view part, Report& report) {
  const Element* last = nullptr;
  for (std::size_t i = 0; i < cell.children.size(); ++i) {
    const Element& child = cell.children[i];
    if (is_mark(child)) continue;
    if (last && last->name == "w:tbl" && child.name != "w:p") {
      report.add(3, part,
                 {"a table inside a cell is not followed by a paragraph", "セルの中の表の後に段落がありません"});
    }
    last = &child;
  }
  if (last && last->name == "w:p") return;
  report.add(3, part, {"a table cell does not end with a paragraph", "表のセルが段落で終わっていません"});
}

// Cells inside w:sdt wrappers count as cells of the row.
void collect(const Element& owner, std::string_view name, std::vector<const Element*>& found) {
  for (const Element& child : owner.children) {
    if (child.name == name) found.push_back(&child);
    if (child.name == "w:sdt" || child.name == "w:sdtContent" || child.name == "w:ins" || child.name == "w:customXml") {
      collect(child, name, found);
    }
  }
}

void check_table(const Element& table, std::string_view part, Report& report) {
  const Element* grid = table.child("w:tblGrid");
  const auto columns = static_cast<unsigned>(grid ? grid->children.size() : 0);
  std::vector<const Element*> rows;
  collect(table, "w:tr", rows);
  std::set<unsigned> merging;  // first columns of the vertical merges that the row above is part of
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Element& row = *rows[r];
    unsigned column = property(row, "w:trPr", "w:gridBefore", 0);
    std::set<unsigned> merging_here;
    std::vector<const Element*> cells;
    collect(row, "w:tc", cells);
    for (const Element* cell : cells) {
      check_cell(*cell, part, report);
      const Element* properties = cell->child("w:tcPr");
      const Element* merge = properties ? properties->child("w:vMerge") : nullptr;
      if (merge) {
        if (value_of(*merge) != "restart" && !merging.contains(column)) {
          report.add(4, part,
                     {fmt::format("row {}: a vertical merge goes on that nothing began", r + 1),
                      fmt::format("{} 行目: 始まりのない縦の結合があります", r + 1)});
        }
        merging_here.insert(column);
      }
      column += std::max(1u, property(*cell, "w:tcPr", "w:gridSpan", 1));
    }
    column += property(row, "w:trPr", "w:gridAfter", 0);
    if (column != columns) {
      report.add(4, part,
                 {fmt::format("row {} covers {} of {} columns", r + 1, column, columns),
                  fmt::format("{} 行目の列数 {} が表の列数 {} と合いません", r + 1, column, columns)});
    }
    merging = std::move(merging_here);
  }
  const Element* properties = table.child("w:tblPr");
  const Element* look = properties ? properties->child("w:tblLook") : nullptr;
  if (!look || rows.empty()) return;
  const std::string first = attribute_of(*look, "w:firstRow");
  const Element* row_properties = rows.front()->child("w:trPr");
  const bool repeated = row_properties && row_properties->child("w:tblHeader");
  // A frame of one row has no header, whatever its look says.
  if ((first == "1" || first == "true") && !repeated && rows.size() > 1) {
    report.add(17, part,
               {"the header row of a table does not repeat (w:tblHeader)", "表の見出し行に w:tblHeader がありません"});
  }
}

}  // namespace

void check_tables(const Package& package, Report& report) {
  package.for_each_word_part([&](const std::string& part, const Element& root) {
    walk(root, [&](const Element& element) {
      if (element.name == "w:tbl") check_table(element, part, report);
      if (element.name == "w:tblHeader" && element.attribute("w:val")) {
        report.add(17, part,
                   {"w:tblHeader must be written bare, without w:val", "w:tblHeader は w:val を付けずに書きます"});
      }
    });
  });
}

namespace {

// Visits what a program shows: of alternatives, the first choice.
template <typename Visit>
void walk_shown(const Element& element, const Visit& visit) {
  if (element.name == "mc:Fallback") return;
  visit(element);
  for (const Element& child : element.children) walk_shown(child, visit);
}

bool is_decorative(const Element& properties) {
  bool found = false;
  walk(properties, [&](const Element& element) {
    found = found || (element.name.ends_with(":decorative") && attribute_of(element, "val") == "1");
  });
  return found;
}

}  // namespace

void check_drawings(const Package& package, Report& report) {
  std::set<std::string> drawings;
  std::set<std::string> controls;
  package.for_each_word_part([&](const std::string& part, const Element& root) {
    walk_shown(root, [&](const Element& element) {
      if (element.name == "wp:docPr") {
        const std::string id = attribute_of(element, "id");
        if (!drawings.insert(id).second) {
          report.add(12, part,
                     {fmt::format("two drawings have the id {}", id), fmt::format("図の id {} が重なっています", id)});
        }
        if (attribute_of(element, "descr").empty() && !is_decorative(element)) {
          report.add(17, part,
                     {fmt::format("drawing {} has no description and is not marked as decorative", id),
                      fmt::format("図 {} に代替テキストも装飾の指定もありません", id)});
        }
      }
      if (element.name == "w:sdtPr") {
        const Element* id = element.child("w:id");
        if (id && !controls.insert(value_of(*id)).second) {
          report.add(12, part,
                     {fmt::format("two content controls have the id {}", value_of(*id)),
                      fmt::format("コンテンツ コントロールの id {} が重なっています", value_of(*id))});
        }
      }
    });
  });
}

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Whether a decoded text holds what XML 1.0 forbids.
bool has_forbidden(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 && !is_blank(text[i])) return true;
    if (byte == 0xEF && i + 2 < text.size() && text[i + 1] == '\xBF' &&
        (text[i + 2] == '\xBE' || text[i + 2] == '\xBF')) {
      return true;
    }
  }
  return false;
}

}  // namespace

void check_text(const Package& package, Report& report) {
  for (const auto& [part, root] : package.xml) {
    bool forbidden = base::find_invalid_utf8(*base::find_file(package.files, part)).has_value() ||
                     has_forbidden(*base::find_file(package.files, part));
    walk(root, [&](const Element& element) {
      forbidden = forbidden || has_forbidden(element.text);
      for (const auto& [name, value] : element.attributes) forbidden = forbidden || has_forbidden(value);
      const bool kept = element.name == "w:t" || element.name == "w:delText" || element.name == "w:instrText";
      if (!kept || element.text.empty() || attribute_of(element, "xml:space") == "preserve") return;
      if (!is_blank(element.text.front()) && !is_blank(element.text.back())) return;
      report.add(13, part,
                 {fmt::format("<{}> has blanks at its edge but no xml:space=\"preserve\"", element.name),
                  fmt::format("<{}> の端に空白がありますが xml:space=\"preserve\" がありません", element.name)});
    });
    if (forbidden) {
      report.add(14, part, {"the part holds characters that XML does not allow", "XML で使えない文字があります"});
    }
  }
}

void check_sections(const Package& package, Report& report) {
  constexpr std::string_view kPart = "word/document.xml";
  const Element* root = package.find(kPart);
  const Element* body = root ? root->child("w:body") : nullptr;
  if (!body) {
    report.add(18, kPart, {"the document has no body", "本文（w:body）がありません"});
    return;
  }
  if (body->children.empty() || body->children.back().name != "w:sectPr") {
    report.add(18, kPart, {"the body does not end with a section", "本文が w:sectPr で終わっていません"});
  }
  const auto own = package.relationships.find(std::string(kPart));
  std::vector<std::set<std::string>> sections;  // "header default" … that each names
  walk(*root, [&](const Element& section) {
    if (section.name != "w:sectPr") return;
    std::set<std::string> named;
    for (const Element& child : section.children) {
      const bool header = child.name == "w:headerReference";
      if (!header && child.name != "w:footerReference") continue;
      const std::string kind = (header ? "header " : "footer ") + attribute_of(child, "w:type");
      if (!named.insert(kind).second) {
        report.add(18, kPart,
                   {fmt::format("a section names two parts as {}", kind),
                    fmt::format("一つのセクションに {} が二つあります", kind)});
      }
      if (own == package.relationships.end()) continue;
      const auto relationship = own->second.find(attribute_of(child, "r:id"));
      if (relationship != own->second.end() && relationship->second.type != (header ? "header" : "footer")) {
        report.add(18, kPart,
                   {fmt::format("<{}> leads to a part of another kind", child.name),
                    fmt::format("<{}> の先が別の種類の部品です", child.name)});
      }
    }
    if (!section.child("w:pgSz")) {
      report.add(18, kPart, {"a section has no page size", "セクションに用紙の大きさがありません"});
    }
    if (section.child("w:titlePg") && !named.contains("header first") && !named.contains("footer first")) {
      report.add(18, kPart,
                 {"a section has a title page but no header or footer for it",
                  "先頭ページを別にしていますが、そのヘッダーもフッターもありません"});
    }
    sections.push_back(std::move(named));
  });
  for (const char* kind : {"header default", "footer default"}) {
    const auto names_it = [&](const auto& named) { return named.contains(kind); };
    if (std::none_of(sections.begin(), sections.end(), names_it)) continue;
    for (std::size_t i = 0; i < sections.size(); ++i) {
      if (names_it(sections[i])) continue;
      report.add(18, kPart,
                 {fmt::format("section {} does not name its {}", i + 1, kind),
                  fmt::format("{} 番目のセクションに {} の指定がありません", i + 1, kind)});
    }
  }
}

}  // namespace kitei::pack::lint
