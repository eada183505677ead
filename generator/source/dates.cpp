#include "source/dates.h"

#include <fmt/format.h>

#include "adapters/yaml_fields.h"
#include "base/date.h"
#include "base/nearest.h"
#include "base/utf8.h"

namespace kitei::source {
namespace {

constexpr std::string_view kWord = "date";
constexpr std::string_view kEra = "era";

base::Diagnostic invalid(const BodyOptions& options, base::Position position, base::Message message, base::Message hint) {
  return {"date-invalid", options.path, position, std::move(message), std::move(hint), base::Severity::Error};
}

// The nearest variable that holds a date, for a name that is none.
std::string nearest_date(std::string_view name, const BodyOptions& options) {
  std::vector<std::string_view> names;
  if (options.variables != nullptr) {
    for (const auto& [known, value] : *options.variables) {
      if (adapters::read_date(value)) names.push_back(known);
    }
  }
  return base::nearest_name(name, names);
}

}  // namespace

bool is_date_form(std::string_view inside) {
  return inside.starts_with(kWord) && inside.size() > kWord.size() &&
         (inside[kWord.size()] == ' ' || inside[kWord.size()] == '\t');
}

base::Read<std::string> date_in_words(std::string_view inside, const BodyOptions& options, base::Position position) {
  const auto place = [&](std::string_view piece) {
    base::Position at = position;
    if (at.known()) at = at.behind(static_cast<std::size_t>(piece.data() - inside.data()));
    return at;
  };
  const std::string_view arguments = inside.substr(kWord.size());
  const std::size_t bar = std::min(arguments.find('|'), arguments.size());
  const std::string_view written = base::trim(arguments.substr(0, bar));
  base::Read<std::string> read;

  bool era = false;
  if (bar < arguments.size()) {
    const std::string_view form = base::trim(arguments.substr(bar + 1));
    era = form == kEra;
    if (!era) {
      read.diagnostics.push_back(invalid(
          options, place(form),
          {fmt::format("'{}' is no way to write a date", form), fmt::format("「{}」という日付の書き方はありません", form)},
          {"write `| era` for 令和, or nothing", "元号で書くなら`| era`とし、そうでなければ何も付けません"}));
      return read;
    }
  }
  std::optional<base::Date> date = adapters::read_date(written);
  if (!date && options.variables != nullptr) {
    const auto variable = options.variables->find(std::string(written));
    if (variable != options.variables->end()) date = adapters::read_date(variable->second);
  }
  if (!date) {
    const std::string nearest = nearest_date(written, options);
    base::Message hint{"write an existing day as 2026-04-01", "2026-04-01のように、実在する日を書いてください"};
    if (!nearest.empty()) {
      hint = {fmt::format("did you mean `{}`?", nearest), fmt::format("`{}`ではありませんか", nearest)};
    }
    read.diagnostics.push_back(invalid(
        options, place(written),
        {fmt::format("'{}' is no date", written), fmt::format("「{}」は日付として読めません", written)}, std::move(hint)));
    return read;
  }
  const bool japanese = options.language == base::Language::Japanese;
  read.value = era ? base::era_date(*date) : japanese ? base::japanese_date(*date) : base::english_date(*date);
  return read;
}

}  // namespace kitei::source
