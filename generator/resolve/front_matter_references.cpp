#include "resolve/front_matter_references.h"

#include <fmt/format.h>

#include <algorithm>

#include "resolve/moves.h"
#include "resolve/reference_text.h"

namespace kitei::resolve {
namespace {

void follow_documents(std::vector<model::DocumentReference>& references, ReferenceTargets& targets) {
  for (model::DocumentReference& reference : references) {
    if (reference.withheld) continue;
    const model::Document* found = targets.find_document(reference.id.text, reference.position);
    if (!found) continue;
    reference.id = found->id;
    targets.check_version(*found, reference.version, reference.position);
  }
}

// An address that is said to be gone and is not.
bool still_here(const std::string& address, base::Position position, ReferenceTargets& targets) {
  const model::ClauseEntry* clause = targets.document().find_clause(address);
  if (!clause) return false;
  const std::string text = clause_text(*clause, targets.language());
  targets.report("duplicate-anchor", position,
                 {fmt::format("'#{}' is said to have moved or gone, but {} has it", address, text),
                  fmt::format("「#{}」は移動又は削除したとありますが、{}がこのアドレスを持っています", address, text)},
                 {"take the line out, or give the clause another address", "この行を消すか、条項に別のアドレスを付けてください"},
                 base::Severity::Warning);
  return true;
}

model::GoneClause gone_to(const std::string& address, const Place& place, const ReferenceTargets& targets) {
  model::GoneClause gone;
  gone.address = {address};
  gone.target = {model::TargetKind::Document, place.document->id.text, {}, {}};
  gone.text = document_text(*place.document, targets.language());
  if (!place.clause) return gone;
  gone.target.address = model::address_of(place.clause->clause);
  const std::string text = clause_text(*place.clause, targets.language());
  gone.text = place.document->id == targets.document().id ? text : fmt::format("{} {}", place.document->title, text);
  return gone;
}

// What became of the clauses that are gone, for the page where their old addresses still lead.
void follow_gone_clauses(model::Document& document, ReferenceTargets& targets) {
  document.gone.clear();
  for (const auto& [address, written] : document.moved_to) {
    const base::Position position = document.position_of("moved_to." + address);
    if (still_here(address, position, targets)) continue;
    const WrittenMove move = read_move(written);
    const model::Document* target = move.document.empty() ? &document : targets.find_document(move.document, position);
    if (!target) continue;
    if (const auto place = follow_move(document, address, targets.lookup())) {
      document.gone.push_back(gone_to(address, *place, targets));
    } else {
      targets.find_clause(*target, move.address, position);  // reports that it is not there
    }
  }
  for (const std::string& address : document.removed) {
    if (document.moved_to.contains(address) || still_here(address, document.position_of("removed"), targets)) continue;
    document.gone.push_back({{address}, {}, {}});
  }
  std::sort(document.gone.begin(), document.gone.end(),
            [](const model::GoneClause& a, const model::GoneClause& b) { return a.address < b.address; });
  document.gone.erase(std::unique(document.gone.begin(), document.gone.end(),
                                  [](const model::GoneClause& a, const model::GoneClause& b) { return a.address == b.address; }),
                      document.gone.end());
}

}  // namespace

void follow_front_matter(model::Document& document, ReferenceTargets& targets) {
  for (model::ControlReference& control : document.controls) {
    const Lookup::FoundControl found = targets.find_control(control.written, control.position);
    control.id = found.control ? model::ControlId{found.catalog->id, found.control->id} : model::ControlId{};
  }
  for (auto* list : {&document.implements, &document.related, &document.replaces, &document.replaced_by}) {
    follow_documents(*list, targets);
  }
  for (model::RecordReference& record : document.records) {
    if (const model::Record* found = targets.find_record(record.name, record.position)) record.id = found->id;
  }
  if (!document.part_of.empty()) targets.find_document(document.part_of.text, document.position_of("part_of"));
  if (!document.file.empty() && !targets.lookup().file_exists(document.file)) {
    targets.lookup().note(nullptr);
    targets.report("broken-link", document.position_of("file"),
                   {fmt::format("file '{}' does not exist", document.file),
                    fmt::format("ファイル「{}」がありません", document.file)},
                   {"give a path under the handbook's folder, e.g. assets/form.xlsx",
                    "規程集フォルダーからのパス（例: assets/form.xlsx）を書いてください"});
  }
  follow_gone_clauses(document, targets);
}

}  // namespace kitei::resolve
