#include "resolve/typed_references.h"

#include <fmt/format.h>

#include "base/nearest.h"
#include "resolve/reference_text.h"

namespace kitei::resolve {
namespace {

using model::TargetKind;

// [[ID#art-5..art-8]]: 第5条から第8条まで, leading to the first.
void follow_range(model::Reference& reference, const model::Document& target, std::string_view from, std::string_view to,
                  base::Position position, ReferenceTargets& targets) {
  const model::ClauseEntry* first = targets.find_clause(target, from, position);
  const model::ClauseEntry* last = targets.find_clause(target, to, position);
  if (!first || !last) return;
  // Clauses lie in one list, in reading order; tables and figures in another one.
  const auto is_caption = [](const model::ClauseEntry& entry) { return entry.clause.kind == model::ClauseKind::None; };
  if (is_caption(*first) != is_caption(*last) || last <= first) {
    targets.report("broken-anchor", position,
                   {fmt::format("the range '#{}..{}' does not run forwards", from, to),
                    fmt::format("範囲「#{}..{}」の前後が逆です", from, to)},
                   {fmt::format("write '#{}..{}'", to, from), fmt::format("「#{}..{}」としてください", to, from)});
    return;
  }
  const std::string text = range_text(*first, *last, targets.language());
  reference.target.address = model::address_of(first->clause);
  reference.text = target.id == targets.document().id ? text : fmt::format("{} {}", target.title, text);
}

void follow_document(model::Reference& reference, base::Position position, ReferenceTargets& targets) {
  const base::Language language = targets.language();
  const model::Document* target = targets.find_document(reference.name, position);
  if (!target) return;
  targets.check_version(*target, reference.version, position);
  reference.target = {TargetKind::Document, target->id.text, {}, reference.version};
  reference.text = document_text(*target, language);
  constexpr std::string_view kRange = "..";
  const std::string_view address = reference.address.text;
  if (const auto dots = address.find(kRange); dots != std::string_view::npos && dots > 0) {
    follow_range(reference, *target, address.substr(0, dots), address.substr(dots + kRange.size()), position, targets);
  } else if (!address.empty()) {
    const model::Document* asked = target;
    const model::ClauseEntry* entry = targets.find_moved_clause(target, address, position);
    if (target != asked) {
      reference.target = {TargetKind::Document, target->id.text, {}, {}};
      reference.text = document_text(*target, language);
    }
    if (!entry) return;
    reference.target.address = model::address_of(entry->clause);
    reference.text = target->id == targets.document().id ? clause_text(*entry, language) : clause_text_in(*target, *entry, language);
  }
  if (!reference.version.empty() && !reference.target.version.empty()) {
    reference.text.append(language == base::Language::Japanese ? fmt::format(" {}版", reference.version.text)
                                                               : fmt::format(" v{}", reference.version.text));
  }
}

void set_control(model::Reference& reference, const Lookup::FoundControl& found) {
  reference.text = fmt::format("{} {}", found.control->id, found.control->title);
  reference.target = {TargetKind::Control, model::ControlId{found.catalog->id, found.control->id}.text(), {}, {}};
}

void follow_requirement(model::Reference& reference, base::Position position, ReferenceTargets& targets) {
  const Lookup::FoundControl found = targets.lookup().find_requirement(reference.name);
  if (found.control) return set_control(reference, found);
  targets.report("unknown-control", position,
                 {fmt::format("requirement '{}' is in no catalogue", reference.name),
                  fmt::format("箇条「{}」はどのカタログにもありません", reference.name)},
                 {"put the standard's main text as a catalogue into catalogs/",
                  "規格本文の箇条をカタログとして catalogs/ に置いてください"});
}

std::string nearest_entry(std::string_view name, TargetKind kind, const model::Registers& registers) {
  std::vector<std::string_view> names;
  if (kind == TargetKind::Law) {
    for (const model::RegisterEntry& law : registers.laws) names.insert(names.end(), {law.title, law.id});
  } else {
    for (const model::Term& term : registers.terms) {
      names.push_back(term.term);
      names.insert(names.end(), term.aliases.begin(), term.aliases.end());
    }
  }
  return base::nearest_name(name, names);
}

// Of a law or a term, by the names that authors use.
void follow_register(model::Reference& reference, base::Position position, ReferenceTargets& targets, TargetKind kind) {
  const bool law = kind == TargetKind::Law;
  const model::Registers& registers = targets.handbook().registers;
  const auto& by_name = law ? targets.lookup().tables->law_by_name : targets.lookup().tables->term_by_name;
  const auto found = by_name.find(name_key(reference.name));
  reference.text = reference.name;
  if (found == by_name.end()) {
    targets.report(law ? "unknown-law" : "unknown-term", position,
                   {fmt::format("there is no {} '{}'", law ? "law" : "term", reference.name),
                    fmt::format("{}「{}」は登録されていません", law ? "法令" : "用語", reference.name)},
                   base::did_you_mean(nearest_entry(reference.name, kind, registers)), base::Severity::Warning);
    return;
  }
  if (law) {
    for (const model::RegisterEntry& entry : registers.laws) {
      if (entry.id == found->second) reference.text = entry.title;
    }
  }
  reference.target = {kind, found->second, {}, {}};
}

}  // namespace

void follow_reference(model::Reference& reference, base::Position position, ReferenceTargets& targets) {
  if (reference.target.kind == TargetKind::Withheld) return;
  if (reference.mention) return targets.keep_if_known(reference.target);
  reference.target = {};
  switch (reference.kind) {
    case model::ReferenceKind::Document: return follow_document(reference, position, targets);
    case model::ReferenceKind::Control: {
      const Lookup::FoundControl found = targets.find_control(reference.name, position);
      if (found.control) set_control(reference, found);
      return;
    }
    case model::ReferenceKind::Requirement: return follow_requirement(reference, position, targets);
    case model::ReferenceKind::Record: {
      const model::Record* record = targets.find_record(reference.name, position);
      if (!record) return;
      reference.text = record->title;
      reference.target = {TargetKind::Record, record->id, {}, {}};
      return;
    }
    case model::ReferenceKind::Law: return follow_register(reference, position, targets, TargetKind::Law);
    case model::ReferenceKind::Term: return follow_register(reference, position, targets, TargetKind::Term);
  }
}

}  // namespace kitei::resolve
