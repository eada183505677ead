#include "check/severity.h"

#include <algorithm>
#include <string>

#include "model/rules.h"

namespace kitei::check {

namespace {

base::Severity severity_of(std::string_view code, base::Severity own, const model::Config& config) {
  const model::Rule* rule = model::find_rule(code);
  if (!rule || !rule->integrity) {
    const auto configured = config.checks.find(std::string(code));
    if (configured != config.checks.end()) return configured->second;
  }
  return rule ? std::min(own, rule->severity) : own;
}

}  // namespace

bool is_reported(std::string_view code, const model::Config& config, Depth depth, base::Severity own) {
  return severity_of(code, own, config) > (depth == Depth::Notes ? base::Severity::Off : base::Severity::Info);
}

void grade(base::Diagnostics& diagnostics, const model::Config& config) {
  for (base::Diagnostic& diagnostic : diagnostics) {
    diagnostic.severity = severity_of(diagnostic.code, diagnostic.severity, config);
  }
  std::erase_if(diagnostics, [](const base::Diagnostic& d) { return d.severity == base::Severity::Off; });
}

void drop_notes(base::Diagnostics& diagnostics, Depth depth) {
  if (depth == Depth::Notes) return;
  std::erase_if(diagnostics, [](const base::Diagnostic& d) { return d.severity == base::Severity::Info; });
}

void grade_frozen(base::Diagnostics& diagnostics) {
  std::erase_if(diagnostics, [](const base::Diagnostic& diagnostic) {
    const model::Rule* rule = model::find_rule(diagnostic.code);
    return !rule || !rule->integrity;
  });
}

void make_strict(base::Diagnostics& diagnostics) {
  for (base::Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == base::Severity::Warning) diagnostic.severity = base::Severity::Error;
  }
}

}  // namespace kitei::check
