#include "check/allowances.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "check/severity.h"
#include "model/rules.h"

namespace kitei::check {
namespace {

bool covers(const model::Allowance& allowance, const base::Diagnostic& diagnostic) {
  if (allowance.path != diagnostic.path) return false;
  const std::uint32_t line = std::max(diagnostic.position.line, 1U);
  return std::any_of(allowance.lines.begin(), allowance.lines.end(),
                     [&](const auto& range) { return line >= range.first && line <= range.second; });
}

// One code of one allowance, and whether there was anything for it.
struct Entry {
  const model::Allowance* allowance;
  const std::pair<std::string, base::Position>* code;
  bool used = false;
};

bool is_off(const model::Config& config, const std::string& code) {
  const auto configured = config.checks.find(code);
  return configured != config.checks.end() && configured->second == base::Severity::Off;
}

}  // namespace

bool are_allowances_judged(const model::Config& config, Depth depth) {
  return is_reported("allowance-unused", config, depth) || is_reported("allowance-ended", config, depth);
}

Depth depth_for(const std::vector<model::Allowance>& allowances, const model::Config& config, Depth depth) {
  return !allowances.empty() && are_allowances_judged(config, depth) ? Depth::Notes : depth;
}

void apply_allowances(base::Diagnostics& diagnostics, const std::vector<model::Allowance>& allowances, const model::Config& config,
                      base::Date today) {
  if (allowances.empty()) return;
  std::map<std::string, std::vector<Entry>> by_code;
  for (const model::Allowance& allowance : allowances) {
    for (const auto& code : allowance.codes) by_code[code.first].push_back({&allowance, &code});
  }
  std::erase_if(diagnostics, [&](const base::Diagnostic& diagnostic) {
    const auto entries = by_code.find(diagnostic.code);
    if (entries == by_code.end()) return false;
    bool allowed = false;
    for (Entry& entry : entries->second) {
      if (!covers(*entry.allowance, diagnostic)) continue;
      entry.used = true;
      allowed = allowed || today <= entry.allowance->until;
    }
    return allowed;
  });
  base::Diagnostics notes;
  for (const auto& [code, entries] : by_code) {
    if (is_off(config, code)) continue;
    for (const Entry& entry : entries) {
      const std::string day = base::iso_date(entry.allowance->until);
      if (!entry.used) {
        notes.push_back({"allowance-unused", entry.allowance->path, entry.code->second,
                         {fmt::format("there is no '{}' here to allow", code), fmt::format("ここに「{}」の指摘はありません", code)},
                         {"delete the allowance", "allow の行を削除してください"}});
      } else if (today > entry.allowance->until) {
        notes.push_back({"allowance-ended", entry.allowance->path, entry.code->second,
                         {fmt::format("the allowance of '{}' ended on {}", code, day), fmt::format("「{}」の許容期限 {} を過ぎています", code, day)},
                         {"mend what is reported, or decide on a new date", "指摘された箇所を直すか、新しい期限を決めてください"}});
      }
    }
  }
  grade(notes, config);
  base::append(diagnostics, std::move(notes));
}

base::Diagnostics reported(base::Diagnostics found, const std::vector<model::Allowance>& allowances, const Reporting& how) {
  apply_allowances(found, allowances, how.config, how.today);
  drop_notes(found, how.depth);
  if (how.strict) make_strict(found);
  base::sort_diagnostics(found);
  return found;
}

base::Diagnostics as_found(base::Diagnostics found, const std::vector<model::Allowance>& allowances, const model::Config& config) {
  grade(found, config);
  drop_notes(found, depth_for(allowances, config, Depth::Faults));
  base::sort_diagnostics(found);
  return found;
}

}  // namespace kitei::check
