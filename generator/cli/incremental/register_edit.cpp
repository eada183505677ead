#include "cli/incremental/register_edit.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "cli/load/allowances.h"
#include "cli/output/reach.h"
#include "source/registers.h"
#include "source/soa.h"

namespace kitei::cli {
namespace {

constexpr std::array<std::string_view, 7> kRegisters{"contacts.yaml", "external.yaml", "glossary.yaml", "laws.yaml",
                                                     "records.yaml",  "roles.yaml",    source::kSoaPath};

// What the files said before. False: one of those at the paths had faults.
bool read_before(const base::FileTree& files, const model::Config& config, RegisterEdit& edit) {
  base::Read<model::Registers> registers = source::read_registers(files, config);
  edit.registers = std::move(registers.value);
  if (const std::string* bytes = base::find_file(files, source::kSoaPath)) {
    base::Read<model::StatementOfApplicability> soa = source::read_soa(*bytes, config);
    edit.soa = std::move(soa.value);
    base::append(registers.diagnostics, std::move(soa.diagnostics));
  }
  return !edit.has_findings(registers.diagnostics);
}

bool allows_something(const std::string& path, const std::string& bytes) {
  const auto allowances = read_yaml_allowances({{path, bytes}});
  return !allowances.value.empty() || !allowances.diagnostics.empty();
}

// Who may see it, where that is said.
std::optional<std::string_view> classification_of(const model::RegisterEntry& entry) {
  const auto found = std::find_if(entry.fields.begin(), entry.fields.end(), [](const auto& field) { return field.first == "classification"; });
  return found == entry.fields.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

// By its names, and by what decides who may see it.
bool has_same_names(const model::RegisterEntry& a, const model::RegisterEntry& b) {
  return a.id == b.id && a.title == b.title && classification_of(a) == classification_of(b);
}
bool has_same_names(const model::Record& a, const model::Record& b) { return a.id == b.id && a.title == b.title && a.classification == b.classification; }
bool has_same_names(const model::Term& a, const model::Term& b) { return a.term == b.term && a.reading == b.reading && a.aliases == b.aliases; }

template <typename Entry>
bool have_same_names(const std::vector<Entry>& a, const std::vector<Entry>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Entry& x, const Entry& y) { return has_same_names(x, y); });
}

// Whether everybody sees all of it, and there is something: then its pages are named as before.
bool is_for_all(const std::vector<model::RegisterEntry>& entries) {
  return !entries.empty() && std::all_of(entries.begin(), entries.end(), [](const auto& entry) { return !classification_of(entry); });
}

// Names that texts may ask for.
bool have_same_names(const model::Registers& a, const model::Registers& b) {
  return have_same_names(a.records, b.records) && have_same_names(a.terms, b.terms) && have_same_names(a.laws, b.laws) &&
         have_same_names(a.external, b.external) && (have_same_names(a.contacts, b.contacts) || (is_for_all(a.contacts) && is_for_all(b.contacts))) &&
         (have_same_names(a.roles, b.roles) || (is_for_all(a.roles) && is_for_all(b.roles)));
}

bool has_duties(const model::Document& document) {
  const auto has_duty = [](const model::ClauseEntry& clause) { return !clause.duty->by.empty(); };
  return !document.by.empty() || std::any_of(document.clauses.begin(), document.clauses.end(), has_duty);
}

// What pages say of a control, by its id.
using Statements = std::map<std::string, std::tuple<bool, std::string, model::Implementation>>;

Statements statements_of(const model::StatementOfApplicability& soa, const model::Catalog& catalog) {
  Statements statements;
  for (const model::Applicability& entry : soa.entries) {
    const model::Control* control = catalog.find(entry.control);
    if (control) statements.emplace(control->id, std::tuple(entry.applicable, entry.reason, entry.status));
  }
  return statements;
}

// False: more than statements of single controls changed.
bool compare_statements(const model::Sources& now, RegisterEdit& edit) {
  if (!now.soa && !edit.soa) return true;
  if (!now.soa || !edit.soa || now.soa->catalog != edit.soa->catalog) return false;
  if (now.soa->document.classification != edit.soa->document.classification) return false;
  const auto catalog = std::find_if(now.catalogs.begin(), now.catalogs.end(), [&](const model::Catalog& each) { return each.id == now.soa->catalog; });
  if (catalog == now.catalogs.end()) return false;
  const Statements before = statements_of(*edit.soa, *catalog), after = statements_of(*now.soa, *catalog);
  for (const auto& [one, other] : {std::pair(&before, &after), std::pair(&after, &before)}) {
    for (const auto& [control, statement] : *one) {
      const auto found = other->find(control);
      if (found == other->end() || found->second != statement) edit.controls.insert({catalog->id, control});
    }
  }
  edit.controls = with_counterparts(edit.controls, now.catalogs);
  return true;
}

}  // namespace

bool is_register(std::string_view path) { return std::find(kRegisters.begin(), kRegisters.end(), path) != kRegisters.end(); }

base::FileTree registers_of(const base::FileTree& files) {
  base::FileTree registers;
  std::copy_if(files.begin(), files.end(), std::inserter(registers, registers.end()), [](const auto& file) { return is_register(file.first); });
  return registers;
}

bool RegisterEdit::has_findings(const base::Diagnostics& findings) const {
  return std::any_of(findings.begin(), findings.end(), [this](const auto& finding) { return std::binary_search(paths.begin(), paths.end(), finding.path); });
}

bool RegisterEdit::is_asked_by(const model::Document& document, const resolve::DocumentUses& uses) const {
  return uses.everything || (other_roles && has_duties(document));
}

bool RegisterEdit::is_shown_by(const model::Document& document, const resolve::DocumentUses& uses) const {
  return is_asked_by(document, uses) || std::any_of(uses.terms.begin(), uses.terms.end(), [this](const auto& term) { return terms.contains(term); }) ||
         std::any_of(document.records.begin(), document.records.end(), [this](const auto& record) { return records.contains(record.id.view()); });
}

std::optional<RegisterEdit> compare_registers(const base::Read<model::Sources>& read, const base::FileTree& files, const base::FileTree& before,
                                              std::vector<std::string> paths) {
  const model::Sources& now = read.value;
  RegisterEdit edit;
  edit.paths = std::move(paths);
  base::FileTree files_before = registers_of(files);
  for (const std::string& path : edit.paths) {
    const std::string* old = base::find_file(before, path);
    const std::string* own = base::find_file(files, path);
    if (!old || !own || allows_something(path, *old) || allows_something(path, *own)) return std::nullopt;
    files_before[path] = *old;
  }
  if (edit.has_findings(read.diagnostics) || !read_before(files_before, now.config, edit) || !have_same_names(edit.registers, now.registers)) return std::nullopt;
  edit.other_roles = !have_same_names(edit.registers.roles, now.registers.roles);
  for (std::size_t i = 0; i < now.registers.terms.size(); ++i) {
    const model::Term& term = now.registers.terms[i];
    if (term.definition != edit.registers.terms[i].definition) edit.terms.insert(term.term);
  }
  for (std::size_t i = 0; i < now.registers.records.size(); ++i) {
    const model::Record& record = now.registers.records[i];
    if (record.retention != edit.registers.records[i].retention) edit.records.insert(record.id);
  }
  if (!compare_statements(now, edit)) return std::nullopt;
  return edit;
}

}  // namespace kitei::cli
