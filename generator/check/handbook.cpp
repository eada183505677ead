#include "check/handbook.h"

namespace kitei::check {

base::Diagnostics check_handbook(const model::Handbook& handbook, base::Date today) {
  base::Diagnostics found = check_controls(handbook);
  base::append(found, check_dates(handbook, today));
  base::append(found, check_approval(handbook));
  base::append(found, check_secrecy(handbook));
  base::append(found, check_settings(handbook));
  base::append(found, check_kinds(handbook));
  base::append(found, check_glossary(handbook));
  base::append(found, check_placeholders(handbook));
  base::append(found, check_characters(handbook));
  base::append(found, check_wording(handbook));
  base::append(found, check_variants(handbook));
  base::append(found, check_numbering(handbook));
  base::append(found, check_cadence(handbook));
  base::append(found, check_supplements(handbook));
  return found;
}

}  // namespace kitei::check
