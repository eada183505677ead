#include "cli/incremental/edit_surroundings.h"

#include <algorithm>
#include <functional>
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

bool is_register(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

// Nothing that stands around documents came, went or changed.
bool stand_as_they_were(const LastBuild::Edited& sources) {
  const auto is_none = [](const std::vector<std::string>& paths) { return std::none_of(paths.begin(), paths.end(), is_register); };
  return is_none(sources.changed) && is_none(sources.added) && is_none(sources.removed);
}

}  // namespace

std::optional<EditSurroundings> read_surroundings(const Parts& parts, const LastBuild& last) {
  if (!stand_as_they_were(last.edited_sources())) return std::nullopt;
  EditSurroundings around;
  const FileTable& sources = last.record()->sources;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string path(sources.path(i));
    if (is_frozen_path(path)) around.beside_frozen = true;
    else if (is_register(path)) around.files.emplace(path, read_file(last.handbook() / path));
  }
  base::Read<model::Sources> read = read_registers_and_catalogs(around.files);
  if (!texts_stand_alone(parts, read.value.config)) return std::nullopt;
  auto store = TextStore::find(last.output(), last.key(), sources);
  if (!store) return std::nullopt;
  around.store = std::move(*store);
  around.handbook.config = std::move(read.value.config);
  around.handbook.catalogs = std::move(read.value.catalogs);
  around.handbook.soa = std::move(read.value.soa);
  around.handbook.registers = std::move(read.value.registers);
  return around;
}

}  // namespace kitei::cli
