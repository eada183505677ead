#include "search/head.h"

#include <algorithm>

#include "search/encode.h"
#include "search/layout.h"

namespace kitei::search {
namespace {

std::string controls_of(const model::Handbook& handbook) {
  // [catalogue, title of the catalogue, ways of mention without blanks, id, title, id, title …]
  std::string out = "[";
  for (const model::Catalog& catalog : handbook.catalogs) {
    if (&catalog != &handbook.catalogs.front()) out += ',';
    out += '[';
    append_string(out, catalog.id);
    out += ',';
    append_string(out, catalog.title);
    std::string forms;
    for (const std::string& form : catalog.mentions) {
      if (form.find(' ') == std::string::npos && form.find("{id}") != std::string::npos) forms += (forms.empty() ? "" : "\n") + form;
    }
    out += ',';
    append_string(out, forms);
    for (const model::Control& control : catalog.controls) {
      for (const std::string* part : {&control.id, &control.title}) {
        out += ',';
        append_string(out, *part);
      }
    }
    out += ']';
  }
  return out + "]";
}

std::string terms_of(const model::Handbook& handbook) {
  std::string out = "[";
  for (const model::Term& term : handbook.registers.terms) {
    if (out.size() > 1) out += ',';
    out += '[';
    append_string(out, term.term);
    out += ',';
    append_string(out, term.reading);
    for (const std::string& alias : term.aliases) {
      out += ',';
      append_string(out, alias);
    }
    out += ']';
  }
  return out + "]";
}

// Everything in a head but the ids.
std::string names_of(const model::Handbook& handbook) {
  std::string out = "\"kinds\":[";
  for (const model::Kind& kind : handbook.config.kinds) {
    if (&kind != &handbook.config.kinds.front()) out += ',';
    out += '[';
    append_string(out, kind.id);
    out += ',';
    append_string(out, kind.label.in(handbook.config.language));
    out += ']';
  }
  return out + "],\n\"terms\":" + terms_of(handbook) + ",\n\"controls\":" + controls_of(handbook);
}

std::size_t kind_number(const model::Config& config, std::string_view kind) {
  const auto found = std::find_if(config.kinds.begin(), config.kinds.end(), [&](const model::Kind& k) { return k.id == kind; });
  return static_cast<std::size_t>(found - config.kinds.begin());
}

}  // namespace

std::string head_text(const std::vector<const model::Document*>& documents, const model::Handbook& handbook) {
  // Ids one after the other, each with what it shares with the one before: digit of the kind, digit of the shared length, rest.
  std::string ids;
  std::string_view before;
  for (const model::Document* document : documents) {
    std::size_t shared = 0;
    const std::string_view id = document->id.text;
    const std::size_t limit = std::min<std::size_t>({before.size(), id.size(), 63});
    while (shared < limit && before[shared] == id[shared]) ++shared;
    ids += digit(kind_number(handbook.config, document->kind));
    ids += digit(shared);
    ids += id.substr(shared);
    ids += ' ';
    before = id;
  }
  std::string out = "\"ids\":";
  append_string(out, ids);
  return out + ",\n" + names_of(handbook);
}

bool name_the_same(const model::Handbook& a, const model::Handbook& b) { return names_of(a) == names_of(b); }

std::optional<std::size_t> place_in_head(std::string_view head, std::string_view id, std::string_view kind, const model::Config& config) {
  constexpr std::string_view kIds = "\"ids\":\"";
  if (!head.starts_with(kIds)) return std::nullopt;
  std::string_view rest = head.substr(kIds.size());
  std::string current;
  for (std::size_t place = 0; rest.size() > 2 && rest[0] != '"'; ++place) {
    const std::size_t end = rest.find(' ');
    const std::size_t shared = value_of(rest[1]);
    if (end == std::string_view::npos || end < 2 || shared > current.size()) return std::nullopt;
    current.resize(shared);
    current += rest.substr(2, end - 2);
    if (current == id) return rest[0] == digit(kind_number(config, kind)) ? std::optional(place) : std::nullopt;
    rest.remove_prefix(end + 1);
  }
  return std::nullopt;
}

}  // namespace kitei::search
