#include "export/csv.h"

#include <map>

#include "base/date.h"
#include "base/utf8.h"

namespace kitei::exports {
namespace {

// What begins a formula; full-width forms are taken for the same by some programs.
bool begins_formula(std::string_view cell) {
  if (cell.empty()) return false;
  switch (base::code_point_at(cell, 0).value) {
    case U'=':
    case U'+':
    case U'-':
    case U'@':
    case U'\t':
    case U'\r':
    case U'\n':
    case U'＝':
    case U'＋':
    case U'－':
    case U'＠':
      return true;
    default:
      return false;
  }
}

void append_cell(std::string& out, std::string_view cell) {
  const std::string text = begins_formula(cell) ? "'" + std::string(cell) : std::string(cell);
  const bool plain = text.find_first_of(",\"\r\n;\t") == std::string::npos && base::trim(text) == text;
  if (plain) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

base::Message implementation_label(model::Implementation status) {
  switch (status) {
    case model::Implementation::Unknown:
      return {};
    case model::Implementation::Implemented:
      return {"implemented", "実施済"};
    case model::Implementation::Partial:
      return {"partly implemented", "一部実施"};
    case model::Implementation::Planned:
      return {"planned", "計画中"};
    case model::Implementation::None:
      return {"not implemented", "未実施"};
  }
  return {};
}

std::string place_of(const model::Handbook& handbook, const model::Implementer& implementer) {
  const model::Document& document = handbook.documents[implementer.document];
  std::string place = document.number;
  const model::ClauseEntry* clause = document.find_clause(implementer.address.text);
  if (clause) place += " " + (clause->clause.label.empty() ? clause->title : clause->clause.label);
  std::string since = document.version.text.str();
  if (document.effective_date) since += (since.empty() ? "" : ", ") + base::iso_date(*document.effective_date);
  return since.empty() ? place : place + " (" + since + ")";
}

}  // namespace

std::string csv(const std::vector<CsvRow>& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const CsvRow& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      append_cell(out, row[i]);
    }
    out += "\r\n";
  }
  return out;
}

std::string soa_csv(const model::Handbook& handbook) {
  const base::Language language = handbook.config.language;
  auto say = [&](std::string_view en, std::string_view ja) {
    return std::string(language == base::Language::Japanese ? ja : en);
  };
  std::vector<CsvRow> rows{{say("Control", "管理策"), say("Title", "題名"), say("Applicable", "適用"),
                            say("Reason", "理由"), say("Status", "実施状況"), say("Documents", "該当文書")}};
  const model::Catalog* catalog = handbook.soa ? handbook.find_catalog(handbook.soa->catalog) : nullptr;
  if (!catalog) return csv(rows);

  std::map<std::string_view, const model::Applicability*> said;
  for (const model::Applicability& entry : handbook.soa->entries) said.emplace(entry.control, &entry);
  for (const model::Control& control : catalog->controls) {
    CsvRow row{control.id, control.title, "", "", "", ""};
    if (const auto found = said.find(control.id); found != said.end()) {
      const model::Applicability& entry = *found->second;
      row[2] = entry.applicable ? say("yes", "適用") : say("no", "除外");
      row[3] = entry.reason;
      row[4] = implementation_label(entry.status).in(language);
    }
    if (const auto places = handbook.implementers.find({catalog->id, control.id});
        places != handbook.implementers.end()) {
      for (const model::Implementer& implementer : places->second) {
        if (!row[5].empty()) row[5] += "; ";
        row[5] += place_of(handbook, implementer);
      }
    }
    rows.push_back(std::move(row));
  }
  return csv(rows);
}

}  // namespace kitei::exports
