#include "check/severity.h"

#include <algorithm>

#include "model/rules.h"

namespace kitei::check {

void grade(base::Diagnostics& diagnostics, const model::Config& config) {
  for (base::Diagnostic& diagnostic : diagnostics) {
    const model::Rule* rule = model::find_rule(diagnostic.code);
    const auto configured = config.checks.find(diagnostic.code);
    if (configured != config.checks.end() && !(rule && rule->integrity)) {
      diagnostic.severity = configured->second;
    } else if (rule) {
      diagnostic.severity = std::min(diagnostic.severity, rule->severity);
    }
  }
  std::erase_if(diagnostics, [](const base::Diagnostic& d) { return d.severity == base::Severity::Off; });
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
