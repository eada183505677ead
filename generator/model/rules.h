// The codes of all rules with their usual severity: one table for check/, configuration and documentation. A code that is
// not in the table (template errors, for example) is always an error.
#pragma once
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace kitei::model {

struct Rule {
  std::string_view code;
  base::Severity severity;
  bool integrity;  // still an error in a frozen edition, where other findings are not reported
};

// By code.
const std::vector<Rule>& rules();
const Rule* find_rule(std::string_view code);

// Whether an author may allow a finding for a time (model/allowance.h): not what keeps files readable and ids unique, and not
// what keeps secrets.
bool may_be_allowed(const Rule& rule);

}  // namespace kitei::model
