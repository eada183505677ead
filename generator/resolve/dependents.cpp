#include "resolve/dependents.h"

#include <algorithm>
#include <cstdint>

#include "resolve/lookup.h"

namespace kitei::resolve {
namespace {

// Then texts that name neither may mean the other now.
bool names_rules_from_outside(const std::vector<std::string>& titles, const model::Registers& registers) {
  model::Handbook outside;
  outside.registers = registers;
  const Lookup names = build_lookup(outside, {});
  return std::any_of(titles.begin(), titles.end(), [&](const std::string& title) { return names.tables->rules_by_name.contains(title); });
}

// `sorted` and `values` share one.
bool meet(const auto& sorted, const auto& values) {
  return std::any_of(values.begin(), values.end(), [&](const auto& value) { return std::binary_search(sorted.begin(), sorted.end(), value); });
}

}  // namespace

void ChangedNames::add(const model::Document& document) {
  titles.insert(titles.end(), {document.title, document.number, document.id.text.str()});
  for (const model::DocumentId& alias : document.aliases) former_ids.push_back(alias.text.str());
  unknown = true;
}

std::optional<std::vector<std::size_t>> dependents_of(const std::vector<std::size_t>& edited, const ChangedNames& names,
                                                      const std::vector<DocumentUses>& uses, const model::Registers& registers) {
  std::vector<std::uint32_t> marks;
  for (const std::string& title : names.titles) {
    const auto ending = mark_of_ending(title);
    if (!ending) return std::nullopt;
    marks.push_back(*ending);
    marks.push_back(mark_of_name(name_key(title)));
  }
  for (const std::string& id : names.former_ids) marks.push_back(mark_of_name(name_key(id)));
  if (names.unknown) marks.push_back(mark_of_unknown());
  std::sort(marks.begin(), marks.end());
  if (!names.titles.empty() && names_rules_from_outside(names.titles, registers)) return std::nullopt;
  std::vector<std::size_t> dependents;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const bool asked = uses[i].everything || meet(edited, uses[i].documents) || meet(marks, uses[i].names);
    if (asked && !std::binary_search(edited.begin(), edited.end(), i)) dependents.push_back(i);
  }
  return dependents;
}

}  // namespace kitei::resolve
