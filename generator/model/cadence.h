// How often a duty comes round: `every` of a document or clause. Written as a number and a unit, 1y 6m 3m 1m 2w 1d, or in
// the Japanese words for it: 毎年, 年2回, 半年ごと, 四半期ごと, 3か月ごと, 毎月, 隔週, 毎日; 随時 where there is no fixed
// interval.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/diagnostic.h"
#include "model/block.h"

namespace kitei::model {

enum class CadenceUnit { AsNeeded, Day, Week, Month, Year };

struct Cadence {
  unsigned count = 0;  // of units between one time and the next; 0 with AsNeeded
  CadenceUnit unit = CadenceUnit::AsNeeded;

  bool operator==(const Cadence&) const = default;
};

// 12 months are a year, 7 days a week: "12m" is the same cadence as "1y". Full-width digits and signs count as ASCII ones.
std::optional<Cadence> parse_cadence(std::string_view text);

// "1y", "as-needed": the form in which cadences are written to other tools.
std::string cadence_text(Cadence cadence);

// As people read it: 年1回, 6か月ごと, every 6 months.
std::string cadence_label(Cadence cadence, base::Language language);

// What is printed under the heading of a duty: 頻度：年1回　担当：情報システム管理者. "" when it has neither. A cadence that
// cannot be read is printed as the author wrote it.
std::string duty_text(const Duty& duty, base::Language language);

// 未施行（2026年7月1日施行） as long as the day is still to come on `today`; "" afterwards and without `today`.
std::string not_yet_in_force(const Duty& duty, std::optional<base::Date> today, base::Language language);

// The usual number of days between one time and the next; 0 with AsNeeded.
unsigned cadence_days(Cadence cadence);

}  // namespace kitei::model
