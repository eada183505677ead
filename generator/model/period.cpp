#include "model/period.h"

#include <charconv>

namespace kitei::model {

std::string period_text(std::string_view written, base::Language language) {
  unsigned count = 0;
  const auto end = std::from_chars(written.data(), written.data() + written.size(), count);
  if (end.ec != std::errc{} || end.ptr + 1 != written.data() + written.size()) return std::string(written);
  const bool ja = language == base::Language::Japanese;
  const std::string plural = count == 1 ? "" : "s";
  const std::string number = std::to_string(count);
  switch (*end.ptr) {
    case 'y':
      return number + (ja ? "年" : " year" + plural);
    case 'm':
      return number + (ja ? "か月" : " month" + plural);
    case 'w':
      return number + (ja ? "週" : " week" + plural);
    case 'd':
      return number + (ja ? "日" : " day" + plural);
    default:
      return std::string(written);
  }
}

}  // namespace kitei::model
