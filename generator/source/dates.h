// {{ date 2026-04-01 }} and {{ date 2026-04-01 | era }}: a day in the words of the handbook's language, 2026年4月1日 or
// 1 April 2026; with `era` as 令和8年4月1日. In the place of the day the name of a variable may stand whose value is one
// (effective_date).
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "source/body.h"

namespace kitei::source {

// Whether the inside of {{ … }} asks for a date, well written or not.
bool is_date_form(std::string_view inside);

// `position` is that of the inside. Codes: date-invalid; unresolved-variable never.
base::Read<std::string> date_in_words(std::string_view inside, const BodyOptions& options, base::Position position);

}  // namespace kitei::source
