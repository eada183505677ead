// Method: each register is first read into rows of named cells, the same shape for all of them; filters, empty columns
// and the making of the table's cells then need to be written once.
#include "resolve/generated.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "base/nearest.h"
#include "model/period.h"
#include "resolve/lookup.h"
#include "resolve/restrict.h"

namespace kitei::resolve {
namespace {

struct Cell {
  std::string key;             // of the column
  std::string text;            // as it is shown
  model::Target target{};      // where the text leads; None: nowhere
  std::vector<std::string> values{};  // what filters compare with, beside the text
};
using Row = std::vector<Cell>;

struct Register {
  std::vector<Row> rows;
  std::vector<std::string> keys;  // the columns that are shown, in order; filters may name others
};

struct Heading {
  std::string_view key;
  std::string_view ja;
  std::string_view en;
};

// The keys of registers with their names in print; further keys of the author's stand for themselves.
constexpr std::array<Heading, 31> kHeadings{{{"id", "番号", "No."},
                                             {"number", "番号", "Number"},
                                             {"title", "名称", "Name"},
                                             {"record", "記録", "Record"},
                                             {"role", "役割", "Role"},
                                             {"law", "法令", "Law"},
                                             {"contact", "連絡先", "Contact"},
                                             {"external", "外部文書", "External document"},
                                             {"document", "文書名", "Document"},
                                             {"form", "様式", "Form"},
                                             {"owner", "責任者", "Owner"},
                                             {"retention", "保存期間", "Kept for"},
                                             {"classification", "機密区分", "Classification"},
                                             {"kind", "種別", "Kind"},
                                             {"version", "版", "Version"},
                                             {"effective", "施行日", "In force from"},
                                             {"department", "主管部署", "Department"},
                                             {"status", "状態", "Status"},
                                             {"holder", "担当者", "Holder"},
                                             {"deputy", "代行者", "Deputy"},
                                             {"duties", "職務", "Duties"},
                                             {"not_with", "兼ねられない役割", "Not together with"},
                                             {"authority", "所管", "Authority"},
                                             {"requires", "求められること", "Requires"},
                                             {"purpose", "用件", "For"},
                                             {"phone_or_url", "電話・URL", "Telephone or URL"},
                                             {"when", "連絡するとき", "When"},
                                             {"issuer", "発行者", "Issuer"},
                                             {"aliases", "別名", "Also called"},
                                             {"url", "URL", "URL"},
                                             {"note", "備考", "Note"}}};

bool holds_any(const model::Blocks& blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const model::Block& block) {
    const auto* table = base::get_if<model::Table>(&block.node);
    bool found = table && table->generated;
    model::for_each_part(
        block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) { found = found || holds_any(inner); });
    return found;
  });
}

class Filler {
 public:
  explicit Filler(const model::Handbook& handbook)
      : handbook_(handbook), japanese_(handbook.config.language == base::Language::Japanese) {}

  void fill(model::Document& document) {
    document_ = &document;
    fill_blocks(document.body.blocks);
    for (model::Footnote& note : document.body.footnotes) fill_blocks(note.content);
  }

  base::Diagnostics take() { return std::move(diagnostics_); }

 private:
  void fill_blocks(model::Blocks& blocks) {
    for (model::Block& block : blocks) {
      if (auto* table = base::get_if<model::Table>(&block.node); table && table->generated) fill(*table, block.position);
      model::for_each_part(
          block, [](model::Inlines&) {}, [&](model::Blocks& inner) { fill_blocks(inner); });
    }
  }

  void fill(model::Table& table, base::Position position) {
    table.columns.clear();
    table.rows.clear();
    auto rows = register_of(*table.generated);
    if (!rows) return;
    for (const model::GeneratedTable::Filter& filter : table.generated->filters) apply(filter, *rows);
    drop_empty_columns(*rows);
    table.columns.assign(rows->keys.size(), model::Alignment::None);
    table.header_rows = 1;
    model::TableRow& head = table.rows.emplace_back();
    head.position = position;
    for (const std::string& key : rows->keys) head.cells.push_back(cell_of({key, heading_of(key)}, position));
    for (const Row& row : rows->rows) {
      model::TableRow& made = table.rows.emplace_back();
      made.position = position;
      for (const std::string& key : rows->keys) {
        const Cell* cell = find(row, key);
        made.cells.push_back(cell ? cell_of(*cell, position) : cell_of({key, ""}, position));
      }
    }
    if (rows->rows.empty()) add_empty_row(table, position);
  }

  // ---- registers -----------------------------------------------------------------------------------------------------

  std::optional<Register> register_of(const model::GeneratedTable& wanted) {
    const std::array<std::pair<std::string_view, std::function<Register()>>, 6> known{{
        {"records", [&] { return records(); }},
        {"roles", [&] { return entries("role", handbook_.registers.roles, model::TargetKind::None); }},
        {"laws", [&] { return entries("law", handbook_.registers.laws, model::TargetKind::Law); }},
        {"contacts", [&] { return entries("contact", handbook_.registers.contacts, model::TargetKind::None); }},
        {"external", [&] { return entries("external", handbook_.registers.external, model::TargetKind::None); }},
        {"documents", [&] { return documents(wanted); }},
    }};
    std::vector<std::string_view> names;
    for (const auto& [name, make] : known) {
      if (name == wanted.name) return make();
      names.push_back(name);
    }
    report(wanted.position,
           {fmt::format("there is no table '{}'", wanted.name), fmt::format("「{}」という自動の表はありません", wanted.name)},
           base::nearest_name(wanted.name, names),
           {"write records, roles, laws, contacts, external or documents",
            "records、roles、laws、contacts、external、documentsのどれかを書いてください"});
    return std::nullopt;
  }

  Register records() {
    Register out;
    out.keys = {"id", "record", "form", "owner", "retention", "classification"};
    for (const model::Record& record : handbook_.registers.records) {
      const std::string shown = record.id == record.title ? std::string() : record.id;
      Row row{{"id", shown},
              {"record", record.title, {model::TargetKind::Record, record.id, {}, {}}, {record.id}},
              {"owner", record.owner},
              {"retention", model::period_text(record.retention, handbook_.config.language), {}, {record.retention}},
              classification_cell(record.classification)};
      if (record.form.withheld) {
        row.push_back({"form", std::string(withheld_text(handbook_.config.language)), {model::TargetKind::Withheld, {}, {}, {}}});
      } else if (const model::Document* form = handbook_.find(record.form.id.text)) {
        row.push_back({"form", form->title, document_target(*form), {form->id.text.str(), form->number}});
      }
      out.rows.push_back(std::move(row));
    }
    return out;
  }

  Register entries(std::string_view title, const std::vector<model::RegisterEntry>& list, model::TargetKind kind) {
    Register out;
    out.keys = {std::string(title)};
    for (const model::RegisterEntry& entry : list) {
      model::Target target;
      if (kind != model::TargetKind::None) target = {kind, entry.id, {}, {}};
      Row row{{std::string(title), entry.title, std::move(target), {entry.id}}};
      for (const auto& [key, text] : entry.fields) {
        if (key == "classification") {
          row.push_back(classification_cell(text));
        } else {
          row.push_back({key, key == "not_with" ? role_titles(text) : text, {}, {text}});
        }
        if (std::find(out.keys.begin(), out.keys.end(), key) == out.keys.end()) out.keys.push_back(key);
      }
      out.rows.push_back(std::move(row));
    }
    return out;
  }

  Register documents(const model::GeneratedTable& wanted) {
    const bool any_status = std::any_of(wanted.filters.begin(), wanted.filters.end(),
                                        [](const auto& filter) { return filter.key == "status"; });
    Register out;
    out.keys = {"number", "document", "kind", "version", "effective", "owner"};
    for (const model::Document& document : handbook_.documents) {
      if (!document.part_of.empty()) continue;
      if (!any_status && document.status != model::Status::Approved) continue;
      const model::Kind* kind = handbook_.config.find_kind(document.kind);
      const base::Language language = handbook_.config.language;
      out.rows.push_back(
          {{"number", document.number, {}, {document.id.text.str()}},
           {"document", document.title, document_target(document), {document.id.text.str()}},
           {"kind", kind ? kind->label.in(language) : document.kind, {}, {document.kind}},
           {"version", document.version.text.str()},
           {"effective", document.effective_date ? date_text(*document.effective_date) : ""},
           {"owner", document.owner},
           {"department", document.department},
           classification_cell(document.classification),
           {"status", std::string(model::status_name(document.status))}});
    }
    return out;
  }

  // Ids of roles, joined with "、", as their titles.
  std::string role_titles(std::string_view ids) const {
    constexpr std::string_view kComma = "、";
    std::string titles;
    while (!ids.empty()) {
      const std::size_t end = std::min(ids.find(kComma), ids.size());
      const std::string_view id = ids.substr(0, end);
      const auto& roles = handbook_.registers.roles;
      const auto role =
          std::find_if(roles.begin(), roles.end(), [&](const model::RegisterEntry& entry) { return entry.id == id; });
      if (!titles.empty()) titles += kComma;
      titles += role == roles.end() ? id : std::string_view(role->title);
      ids.remove_prefix(std::min(end + kComma.size(), ids.size()));
    }
    return titles;
  }

  Cell classification_cell(const std::string& id) const {
    return {"classification", std::string(handbook_.config.label_of(id)), {}, {id}};
  }

  static model::Target document_target(const model::Document& document) {
    return {model::TargetKind::Document, document.id.text, {}, {}};
  }

  std::string date_text(base::Date date) const { return japanese_ ? base::japanese_date(date) : base::english_date(date); }

  // ---- filters and columns -------------------------------------------------------------------------------------------

  static const Cell* find(const Row& row, std::string_view key) {
    const auto found = std::find_if(row.begin(), row.end(), [&](const Cell& cell) { return cell.key == key; });
    return found == row.end() ? nullptr : &*found;
  }

  void apply(const model::GeneratedTable::Filter& filter, Register& rows) {
    std::vector<std::string_view> keys(rows.keys.begin(), rows.keys.end());
    for (const Row& row : rows.rows) {
      for (const Cell& cell : row) {
        if (std::find(keys.begin(), keys.end(), cell.key) == keys.end()) keys.push_back(cell.key);
      }
    }
    if (std::find(keys.begin(), keys.end(), filter.key) == keys.end()) {
      report(filter.position,
             {fmt::format("the table has no '{}' to choose rows by", filter.key),
              fmt::format("この表に「{}」という項目はありません", filter.key)},
             base::nearest_name(filter.key, keys), {fmt::format("it has {}", fmt::join(keys, ", ")),
                                                    fmt::format("項目は{}です", fmt::join(keys, "、"))});
      return;
    }
    if (filter.key == "kind" && !known_kind(filter)) return;
    const std::string wanted = name_key(filter.value);
    std::erase_if(rows.rows, [&](const Row& row) {
      const Cell* cell = find(row, filter.key);
      if (!cell) return true;
      if (name_key(cell->text) == wanted) return false;
      return std::none_of(cell->values.begin(), cell->values.end(),
                          [&](const std::string& value) { return name_key(value) == wanted; });
    });
    // What all rows share need not be said in each.
    if (rows.keys.size() > 1) std::erase(rows.keys, filter.key);
  }

  bool known_kind(const model::GeneratedTable::Filter& filter) {
    std::vector<std::string_view> names;
    for (const model::Kind& kind : handbook_.config.kinds) {
      names.insert(names.end(), {kind.id, kind.label.in(handbook_.config.language)});
    }
    const std::string wanted = name_key(filter.value);
    const auto is_wanted = [&](std::string_view name) { return name_key(name) == wanted; };
    if (std::any_of(names.begin(), names.end(), is_wanted)) return true;
    report(filter.position,
           {fmt::format("there is no kind '{}'", filter.value), fmt::format("種別「{}」はありません", filter.value)},
           base::nearest_name(filter.value, names), {});
    return false;
  }

  static void drop_empty_columns(Register& rows) {
    if (rows.rows.empty()) return;
    std::erase_if(rows.keys, [&](const std::string& key) {
      return std::all_of(rows.rows.begin(), rows.rows.end(), [&](const Row& row) {
        const Cell* cell = find(row, key);
        return !cell || cell->text.empty();
      });
    });
  }

  // ---- cells ---------------------------------------------------------------------------------------------------------

  std::string heading_of(const std::string& key) const {
    const auto found =
        std::find_if(kHeadings.begin(), kHeadings.end(), [&](const Heading& heading) { return heading.key == key; });
    if (found == kHeadings.end()) return key;
    return std::string(japanese_ ? found->ja : found->en);
  }

  static model::TableCell cell_of(const Cell& cell, base::Position position) {
    model::TableCell made;
    made.position = position;
    if (cell.text.empty()) return made;
    const bool is_url = cell.text.starts_with("https://") || cell.text.starts_with("http://");
    if (is_url && cell.text.find_first_of(" \"<>、") == std::string::npos) {
      model::Link link;
      link.destination = cell.text;
      link.content.push_back({model::Text{cell.text}, position});
      link.target = {model::TargetKind::External, cell.text, {}, {}};
      made.content.push_back({std::move(link), position});
    } else if (cell.target.kind == model::TargetKind::None) {
      made.content.push_back({model::Text{cell.text}, position});
    } else {
      model::Reference reference;
      reference.kind = cell.target.kind == model::TargetKind::Record ? model::ReferenceKind::Record
                       : cell.target.kind == model::TargetKind::Law  ? model::ReferenceKind::Law
                                                                     : model::ReferenceKind::Document;
      reference.name = cell.target.id;
      reference.mention = true;
      reference.text = cell.text;
      reference.target = cell.target;
      made.content.push_back({std::move(reference), position});
    }
    return made;
  }

  void add_empty_row(model::Table& table, base::Position position) const {
    model::TableRow& row = table.rows.emplace_back();
    row.position = position;
    for (std::size_t i = 0; i < table.columns.size(); ++i) row.cells.push_back(cell_of({"", ""}, position));
    if (row.cells.empty()) return;
    row.cells.front() = cell_of({"", japanese_ ? "該当なし" : "none"}, position);
    for (model::TableCell& cell : row.cells) cell.row_span = cell.column_span = 0;
    row.cells.front().row_span = 1;
    row.cells.front().column_span = static_cast<unsigned>(table.columns.size());
  }

  void report(base::Position position, base::Message message, const std::string& nearest, base::Message hint) {
    if (!nearest.empty()) {
      hint = {fmt::format("did you mean '{}'?", nearest), fmt::format("「{}」ではありませんか", nearest)};
    }
    diagnostics_.push_back(
        {"table-invalid", document_->path_of(position), position, std::move(message), std::move(hint)});
  }

  const model::Handbook& handbook_;
  bool japanese_;
  const model::Document* document_ = nullptr;
  base::Diagnostics diagnostics_;
};

}  // namespace

bool has_generated_tables(const model::Document& document) {
  return holds_any(document.body.blocks) || std::any_of(document.body.footnotes.begin(), document.body.footnotes.end(),
                                                        [](const model::Footnote& note) { return holds_any(note.content); });
}

base::Diagnostics fill_generated_tables(model::Handbook& handbook) {
  Filler filler(handbook);
  for (model::Document& document : handbook.documents) filler.fill(document);
  return filler.take();
}

base::Diagnostics fill_generated_tables(model::Document& document, const model::Handbook& handbook) {
  Filler filler(handbook);
  filler.fill(document);
  return filler.take();
}

}  // namespace kitei::resolve
