#include "resolve/lookup.h"

#include <algorithm>

#include "base/checksum.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::resolve {
namespace {

constexpr std::uint64_t kOfName = 1, kOfEnding = 2, kOfUnknown = 3;  // what a mark is of

}  // namespace

std::string name_key(std::string_view name) { return base::nfkc_casefold(base::trim(name)); }

std::uint32_t mark_of_name(std::string_view key) { return static_cast<std::uint32_t>(base::checksum(kOfName, key)); }

std::optional<std::uint32_t> mark_of_ending(std::string_view text) {
  std::size_t from = text.size();
  for (int characters = 0; characters < 4; ++characters) {
    if (from == 0) return std::nullopt;
    from -= base::code_point_before(text, from).length;
  }
  return static_cast<std::uint32_t>(base::checksum(kOfEnding, text.substr(from)));
}

std::uint32_t mark_of_unknown() { return static_cast<std::uint32_t>(base::checksum(kOfUnknown, {})); }

void Lookup::note(const model::Document* found) const {
  if (!asked) return;
  if (found) asked->documents.push_back(found);
  else asked->names.push_back(mark_of_unknown());
}

Lookup::FoundControl Lookup::find_control(std::string_view written) const {
  const auto colon = written.find(':');
  const std::string_view catalog_id =
      colon == std::string_view::npos ? std::string_view(handbook.config.default_catalog) : written.substr(0, colon);
  FoundControl found;
  found.catalog = handbook.find_catalog(base::trim(catalog_id));
  if (!found.catalog && colon == std::string_view::npos && handbook.catalogs.size() == 1) {
    found.catalog = &handbook.catalogs.front();  // one catalogue needs no name
  }
  if (found.catalog) {
    found.control = found.catalog->find(colon == std::string_view::npos ? written : written.substr(colon + 1));
  }
  return found;
}

Lookup::FoundControl Lookup::find_requirement(std::string_view written) const {
  if (written.find(':') != std::string_view::npos) return find_control(written);
  for (const model::Catalog& catalog : handbook.catalogs) {
    if (catalog.id == handbook.config.default_catalog) continue;
    if (const model::Control* control = catalog.find(written)) return {&catalog, control};
  }
  return {};
}

const model::Record* Lookup::find_record(std::string_view name) const {
  const auto found = tables->record_by_name.find(name_key(name));
  return found == tables->record_by_name.end() ? nullptr : found->second;
}

namespace {

// Short names of a law or external document: lists in fields of these names are joined with "、".
void add_short_names(LookupTables& lookup, const model::RegisterEntry& entry) {
  constexpr std::string_view kComma = "、";
  for (const auto& [key, value] : entry.fields) {
    if (key != "aliases" && key != "alias" && key != "short" && key != "略称" && key != "通称" && key != "別名") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto end = rest.find(kComma);
      if (const std::string_view name = base::trim(rest.substr(0, end)); !name.empty()) lookup.rules_by_name.emplace(name, nullptr);
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + kComma.size());
    }
  }
}

void collect_rule_names(const model::Handbook& handbook, LookupTables& lookup) {
  lookup.rules_by_name.reserve(3 * handbook.documents.size());
  for (const model::Document& document : handbook.documents) {
    for (const std::string_view name : {std::string_view(document.title), std::string_view(document.number), document.id.text.view()}) {
      if (!name.empty()) lookup.rules_by_name.emplace(name, &document);
    }
  }
  for (const auto* list : {&handbook.registers.laws, &handbook.registers.external}) {
    for (const model::RegisterEntry& entry : *list) {
      if (!entry.id.empty()) lookup.rules_by_name.emplace(entry.id, nullptr);
      if (!entry.title.empty()) lookup.rules_by_name.emplace(entry.title, nullptr);
      add_short_names(lookup, entry);
    }
  }
  for (const auto& [name, document] : lookup.rules_by_name) {
    std::vector<std::size_t>& lengths = lookup.rule_name_lengths[static_cast<unsigned char>(name.back())];
    if (std::find(lengths.begin(), lengths.end(), name.size()) == lengths.end()) lengths.push_back(name.size());
    if (!document) lookup.foreign_rule_names.push_back(name);
  }
  for (std::vector<std::size_t>& lengths : lookup.rule_name_lengths) {
    std::sort(lengths.begin(), lengths.end(), std::greater<>());
  }
}

void collect_mentions(const model::Handbook& handbook, LookupTables& lookup) {
  constexpr std::string_view kHole = "{id}";
  for (const model::Catalog& catalog : handbook.catalogs) {
    for (const std::string_view pattern : catalog.mentions) {
      const auto hole = pattern.find(kHole);
      // A bare number is no mention: 5.15 may be anything.
      if (hole == std::string_view::npos || hole == 0) continue;
      lookup.control_mentions.push_back({&catalog, pattern.substr(0, hole), pattern.substr(hole + kHole.size())});
    }
  }
}

}  // namespace

Lookup build_lookup(const model::Handbook& handbook, FileExists file_exists) {
  auto tables = std::make_shared<LookupTables>();
  LookupTables& lookup = *tables;
  lookup.document_by_path.reserve(handbook.documents.size());
  lookup.document_by_name.reserve(2 * handbook.documents.size());
  for (const model::Document& document : handbook.documents) {
    lookup.document_by_path.emplace(document.path, &document);
    lookup.document_by_name.emplace(name_key(document.number), &document);
    lookup.document_by_name.emplace(name_key(document.title), &document);
  }
  for (const model::Record& record : handbook.registers.records) {
    lookup.record_by_name.emplace(name_key(record.title), &record);
    lookup.record_by_name.emplace(name_key(record.id), &record);
  }
  for (const model::RegisterEntry& law : handbook.registers.laws) {
    lookup.law_by_name.emplace(name_key(law.id), law.id);
    lookup.law_by_name.emplace(name_key(law.title), law.id);
  }
  for (const model::Term& term : handbook.registers.terms) {
    lookup.term_by_name.emplace(name_key(term.term), term.term);
    for (const std::string& alias : term.aliases) lookup.term_by_name.emplace(name_key(alias), term.term);
  }
  collect_rule_names(handbook, lookup);
  collect_mentions(handbook, lookup);
  return {handbook, std::move(file_exists), std::move(tables)};
}

}  // namespace kitei::resolve
