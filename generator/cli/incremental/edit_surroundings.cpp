#include "cli/incremental/edit_surroundings.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>

#include "check/allowances.h"
#include "check/handbook.h"
#include "check/severity.h"

namespace kitei::cli {

bool texts_stand_alone(const Parts& parts, const model::Config& config) {
  if (!parts.site || !parts.edition.empty()) return false;
  return std::none_of(check::kAcrossTexts.begin(), check::kAcrossTexts.end(),
                      [&](std::string_view code) { return check::is_reported(code, config, check::Depth::Faults); });
}

namespace {

bool names(const std::vector<model::Allowance>& allowances, const std::function<bool(std::string_view code)>& wanted) {
  return std::any_of(allowances.begin(), allowances.end(), [&](const model::Allowance& allowance) {
    return std::any_of(allowance.codes.begin(), allowance.codes.end(), [&](const auto& code) { return wanted(code.first); });
  });
}

}  // namespace

bool waits_for_part(const std::vector<model::Allowance>& allowances) {
  return names(allowances, [](std::string_view code) { return code.starts_with("include-"); });
}

bool allowances_stand_alone(const std::vector<model::Allowance>& allowances, const model::Config& config) {
  const auto is_across = [](std::string_view code) { return std::find(check::kAcrossTexts.begin(), check::kAcrossTexts.end(), code) != check::kAcrossTexts.end(); };
  return !waits_for_part(allowances) && !(check::are_allowances_judged(config, check::Depth::Faults) && names(allowances, is_across));
}

namespace {

// Of all that stands around documents the registers that changed. Nothing: something else changed, or something came or went.
std::optional<std::vector<std::string>> changed_registers(const LastBuild::Edited& sources) {
  for (const auto* paths : {&sources.added, &sources.removed}) {
    if (std::any_of(paths->begin(), paths->end(), is_yaml)) return std::nullopt;
  }
  std::vector<std::string> registers;
  std::copy_if(sources.changed.begin(), sources.changed.end(), std::back_inserter(registers), is_yaml);
  return std::all_of(registers.begin(), registers.end(), is_register) ? std::optional(std::move(registers)) : std::nullopt;
}

}  // namespace

std::optional<EditSurroundings> read_surroundings(const Parts& parts, const LastBuild& last, bool& damaged) {
  std::optional<std::vector<std::string>> changed = changed_registers(last.edited_sources());
  if (!changed) return std::nullopt;
  EditSurroundings around;
  const FileTable& sources = last.record()->sources;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string_view path = sources.path(i);
    if (is_frozen_path(path)) around.beside_frozen = true;
    else if (is_yaml(path)) around.files.emplace(path, read_file(last.handbook() / path));
  }
  base::Read<model::Sources> read = read_registers_and_catalogs(around.files);
  if (!texts_stand_alone(parts, read.value.config)) return std::nullopt;
  TextStore::Found found = TextStore::find(last.output(), last.key(), sources);
  damaged = found.damaged;
  if (!found.store) return std::nullopt;
  around.store = std::move(*found.store);
  if (!changed->empty()) {
    around.registers = compare_registers(read, around.files, around.store.registers(), std::move(*changed));
    if (!around.registers) return std::nullopt;
  }
  around.handbook.config = std::move(read.value.config);
  around.handbook.catalogs = std::move(read.value.catalogs);
  around.handbook.soa = std::move(read.value.soa);
  around.handbook.registers = std::move(read.value.registers);
  return around;
}

}  // namespace kitei::cli
