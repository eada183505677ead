#include "check/handbook.h"

#include <functional>
#include <utility>
#include <vector>

namespace kitei::check {

base::Diagnostics check_handbook(const model::Handbook& handbook, base::Date today, const base::ForEach& for_each) {
  using Family = std::function<base::Diagnostics()>;
  // Those that read every text come first: they take longest.
  const std::vector<Family> families{
      [&] { return check_variants(handbook); },
      [&] { return check_glossary(handbook); },
      [&] { return check_wording(handbook); },
      [&] { return check_placeholders(handbook); },
      [&] { return check_characters(handbook); },
      [&] { return check_numbering(handbook); },
      [&] { return check_supplements(handbook); },
      [&] { return check_cadence(handbook); },
      [&] { return check_kinds(handbook); },
      [&] { return check_controls(handbook); },
      [&] { return check_dates(handbook, today); },
      [&] { return check_approval(handbook); },
      [&] { return check_secrecy(handbook); },
      [&] { return check_settings(handbook); },
  };
  std::vector<base::Diagnostics> found(families.size());
  for_each(families.size(), [&](std::size_t i) { found[i] = families[i](); });
  base::Diagnostics all;
  for (base::Diagnostics& diagnostics : found) base::append(all, std::move(diagnostics));
  return all;
}

}  // namespace kitei::check
