#include "source/variables.h"

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "source/dates.h"
#include "source/generated.h"
#include "source/includes.h"

namespace kitei::source {

std::optional<WrittenVariable> read_variable(std::string_view text) {
  if (!text.starts_with("{{")) return std::nullopt;
  const std::size_t end = text.find_first_of("{}\n", 2);
  if (end == std::string_view::npos || text.substr(end, 2) != "}}") return std::nullopt;
  const std::string_view name = base::trim(text.substr(2, end - 2));
  if (name.empty()) return std::nullopt;
  const char32_t first = base::code_point_at(name, 0).value;
  if (first != '_' && !base::is_word_character(first)) return std::nullopt;
  return WrittenVariable{end + 2, name};
}

namespace {

base::Diagnostic unresolved_variable(std::string_view inside, const BodyOptions& options, base::Position position) {
  std::vector<std::string_view> names;
  if (options.variables != nullptr) {
    for (const auto& [name, value] : *options.variables) names.push_back(name);
  }
  const std::string nearest = base::nearest_name(inside, names);
  base::Message hint{"define it under `variables:` in handbook.yaml, or write `\\{{` for the braces themselves",
                     "handbook.yamlの`variables:`で定義するか、波括弧そのものは`\\{{`と書いてください"};
  if (!nearest.empty()) {
    hint = {fmt::format("did you mean `{}`?", nearest), fmt::format("`{}`ではありませんか", nearest)};
  }
  return {"unresolved-variable",
          options.path,
          position,
          {fmt::format("no variable `{}` is defined", inside), fmt::format("変数`{}`は定義されていません", inside)},
          std::move(hint)};
}

}  // namespace

base::Read<std::string> value_of(std::string_view written, const WrittenVariable& variable, const BodyOptions& options,
                                 base::Position position) {
  const std::string_view inside = variable.inside;
  if (is_date_form(inside)) {
    base::Position place = position;
    if (place.known()) place = place.behind(static_cast<std::size_t>(inside.data() - written.data()));
    base::Read<std::string> date = date_in_words(inside, options, place);
    if (!date.diagnostics.empty()) date.value = written;
    return date;
  }
  if (is_include(inside)) return {std::string(written), {include_among_words(options, position)}};
  if (is_generated_table(inside)) return {std::string(written), {table_among_words(options, position)}};
  if (options.variables != nullptr) {
    const auto found = options.variables->find(std::string(inside));
    if (found != options.variables->end()) return {found->second, {}};
  }
  return {std::string(written), {unresolved_variable(inside, options, position)}};
}

base::Read<std::string> substitute_variables(std::string_view text, const BodyOptions& options,
                                             base::Position position) {
  base::Read<std::string> read;
  if (options.dialect == Dialect::Plain || text.find("{{") == std::string_view::npos) {
    read.value = text;
    return read;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\\{{")) {
      read.value += "{{";
      at += 3;
      continue;
    }
    if (const auto variable = read_variable(rest)) {
      base::Position place = position;
      if (place.known() && place.column > 0) place = place.behind(at);
      base::Read<std::string> value = value_of(rest.substr(0, variable->length), *variable, options, place);
      read.value += value.value;
      base::append(read.diagnostics, std::move(value.diagnostics));
      at += variable->length;
      continue;
    }
    read.value += text[at++];
  }
  return read;
}

}  // namespace kitei::source
