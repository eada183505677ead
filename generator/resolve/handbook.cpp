#include "resolve/handbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <span>

#include "base/nearest.h"
#include "resolve/duty.h"
#include "resolve/generated.h"
#include "resolve/numbering.h"
#include "resolve/references.h"
#include "resolve/terms.h"
#include "resolve/wholes.h"

namespace kitei::resolve {
namespace {

// Two documents with one id cannot both stay: the one whose path comes first does, the others are reported and left out.
void drop_duplicate_ids(std::vector<model::Document>& documents, base::Diagnostics& diagnostics) {
  std::map<std::string, std::string> path_by_id;
  std::erase_if(documents, [&](const model::Document& document) {
    const auto [first, added] = path_by_id.emplace(document.id.folded(), document.path);
    if (added) return false;
    diagnostics.push_back({"id-duplicate", document.path, document.position_of("id"),
                           {fmt::format("id '{}' is already used by {}", document.id.text, first->second),
                            fmt::format("文書ID「{}」は {} で使われています", document.id.text, first->second)},
                           {"ids are permanent and unique, without regard to case",
                            "文書IDは大文字・小文字を区別せず、重複できません"}});
    return true;
  });
  for (const model::Document& document : documents) {
    for (const model::DocumentId& alias : document.aliases) {
      const auto [first, added] = path_by_id.emplace(alias.folded(), document.path);
      if (added || first->second == document.path) continue;
      diagnostics.push_back({"id-duplicate", document.path, document.position_of("aliases"),
                             {fmt::format("alias '{}' is an id or alias of {}", alias.text, first->second),
                              fmt::format("旧ID「{}」は {} で使われています", alias.text, first->second)},
                             {}});
    }
  }
}

void report_bad_parts(const model::Handbook& handbook, base::Diagnostics& diagnostics) {
  for (const model::Document& part : handbook.documents) {
    if (part.part_of.empty()) continue;
    const model::Document* head = handbook.find(part.part_of.text);
    if (!head || (head->part_of.empty() && head != &part)) continue;  // a missing head is unknown-document
    diagnostics.push_back({"front-matter-invalid", part.path, part.position_of("part_of"),
                           {fmt::format("'{}' is a part of something itself", head->id.text),
                            fmt::format("「{}」自体が他の文書の一部です", head->id.text)},
                           {"part_of names the document that carries version and approval",
                            "part_of には版数と承認を持つ文書を指定してください"}});
  }
}

void resolve_soa(model::Handbook& handbook, base::Diagnostics& diagnostics) {
  if (!handbook.soa) return;
  model::StatementOfApplicability& soa = *handbook.soa;
  const model::Catalog* catalog = handbook.find_catalog(soa.catalog);
  if (!catalog) {
    std::vector<std::string_view> names;
    for (const model::Catalog& known : handbook.catalogs) names.push_back(known.id);
    const std::string nearest = base::nearest_name(soa.catalog, names);
    diagnostics.push_back({"unknown-control", soa.path, {1, 1, 0},
                           {fmt::format("there is no catalogue '{}'", soa.catalog),
                            fmt::format("カタログ「{}」がありません", soa.catalog)},
                           nearest.empty() ? base::Message{}
                                           : base::Message{fmt::format("did you mean '{}'?", nearest),
                                                           fmt::format("「{}」ではありませんか", nearest)}});
    return;
  }
  std::vector<std::string_view> names;
  for (const model::Control& control : catalog->controls) names.push_back(control.id);
  for (model::Applicability& entry : soa.entries) {
    if (const model::Control* control = catalog->find(entry.control)) {
      entry.control = control->id;
      continue;
    }
    const std::string nearest = base::nearest_name(entry.control, names);
    diagnostics.push_back({"unknown-control", soa.path, entry.position,
                           {fmt::format("control '{}' is not in catalogue '{}'", entry.control, catalog->id),
                            fmt::format("管理策「{}」はカタログ「{}」にありません", entry.control, catalog->id)},
                           nearest.empty() ? base::Message{}
                                           : base::Message{fmt::format("did you mean '{}'?", nearest),
                                                           fmt::format("「{}」ではありませんか", nearest)}});
  }
}

void resolve_records(model::Handbook& handbook, base::Diagnostics& diagnostics) {
  for (model::Record& record : handbook.registers.records) {
    if (record.form.id.empty()) continue;
    if (const model::Document* form = handbook.find(record.form.id.text)) {
      record.form.id = form->id;
      continue;
    }
    std::vector<std::string_view> names;
    for (const model::Document& document : handbook.documents) names.push_back(document.id.text);
    const std::string nearest = base::nearest_name(record.form.id.text, names);
    diagnostics.push_back({"unknown-document", "records.yaml", record.form.position,
                           {fmt::format("there is no form '{}'", record.form.id.text),
                            fmt::format("様式「{}」はありません", record.form.id.text)},
                           nearest.empty() ? base::Message{}
                                           : base::Message{fmt::format("did you mean '{}'?", nearest),
                                                           fmt::format("「{}」ではありませんか", nearest)}});
  }
}

TermFinder terms_to_link(const model::Handbook& handbook) {
  return handbook.config.glossary_link ? TermFinder(handbook.registers.terms) : TermFinder();
}

// References and what follows from them. Titles and numbers of all documents must be final.
base::Diagnostics follow(model::Document& document, const Lookup& lookup, const TermFinder& terms, DocumentUses& uses) {
  Asked asked;
  Lookup own = lookup;
  own.asked = &asked;
  base::Diagnostics found = follow_references(document, own);
  link_terms(document, terms);
  base::append(found, read_duties(document, lookup.handbook.registers.roles));
  uses = uses_of(document, lookup.handbook, std::move(asked));
  return found;
}

}  // namespace

base::Diagnostics number_alone(model::Document& document, const model::Config& config) {
  if (document.number.empty()) document.number = document.id.text;
  if (document.classification.empty()) document.classification = config.default_classification;
  return number_document(document, config);
}

base::Diagnostics resolve_document(model::Document& document, const Lookup& lookup, DocumentUses* uses) {
  base::Diagnostics found = number_alone(document, lookup.handbook.config);
  base::append(found, follow_alone(document, lookup, uses));
  return found;
}

base::Diagnostics follow_alone(model::Document& document, const Lookup& lookup, DocumentUses* uses) {
  DocumentUses own;
  base::Diagnostics found = follow(document, lookup, terms_to_link(lookup.handbook), uses ? *uses : own);
  base::append(found, fill_generated_tables(document, lookup.handbook));
  return found;
}

base::Diagnostics resolve_registers(model::Handbook& handbook) {
  base::Diagnostics found;
  resolve_soa(handbook, found);
  resolve_records(handbook, found);
  return found;
}

namespace {

// What texts look names and terms up in.
struct Names {
  Lookup lookup;
  TermFinder terms;
};

// `names_of` gives them once the handbook has its numbers.
base::Read<model::Handbook> resolve_in_order(model::Sources sources, const std::function<Names(const model::Handbook&)>& names_of,
                                             const base::ForEach& for_each, std::vector<DocumentUses>* all_uses) {
  base::Read<model::Handbook> result;
  model::Handbook& handbook = result.value;
  drop_duplicate_ids(sources.documents, result.diagnostics);
  join_parts(sources.documents, sources.config);
  order_documents(sources.documents, sources.config);
  handbook.config = std::move(sources.config);
  handbook.documents = std::move(sources.documents);
  handbook.catalogs = std::move(sources.catalogs);
  handbook.soa = std::move(sources.soa);
  handbook.registers = std::move(sources.registers);

  std::vector<base::Diagnostics> found(handbook.documents.size());
  std::vector<std::size_t> heads;
  for (std::size_t i = 0; i < handbook.documents.size(); i = end_of_whole(handbook.documents, i)) heads.push_back(i);
  for_each(heads.size(), [&](std::size_t n) {
    const std::size_t end = n + 1 < heads.size() ? heads[n + 1] : handbook.documents.size();
    number_whole(std::span(handbook.documents).subspan(heads[n], end - heads[n]), handbook.config, std::span(found).subspan(heads[n], end - heads[n]));
  });
  // From here on every clause has its number and address, and titles are final: references can be followed.
  index_ids(handbook);
  const Names names = names_of(handbook);
  std::vector<DocumentUses> uses(handbook.documents.size());
  for_each(handbook.documents.size(), [&](std::size_t i) {
    base::append(found[i], follow(handbook.documents[i], names.lookup, names.terms, uses[i]));
  });
  for (base::Diagnostics& diagnostics : found) base::append(result.diagnostics, std::move(diagnostics));
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].everything) base::append(result.diagnostics, fill_generated_tables(handbook.documents[i], handbook));
  }
  base::append(result.diagnostics, resolve_registers(handbook));
  report_bad_parts(handbook, result.diagnostics);
  index_links(handbook, uses, for_each);
  if (all_uses) *all_uses = std::move(uses);
  return result;
}

}  // namespace

base::Read<model::Handbook> resolve_handbook(model::Sources sources, const FileExists& file_exists,
                                             const base::ForEach& for_each, std::vector<DocumentUses>* uses) {
  const auto all_names = [&](const model::Handbook& handbook) { return Names{build_lookup(handbook, file_exists), terms_to_link(handbook)}; };
  return resolve_in_order(std::move(sources), all_names, for_each, uses);
}

model::Handbook resolve_names(model::Sources sources, const base::ForEach& for_each) {
  const auto no_names = [](const model::Handbook& handbook) {
    return Names{{handbook, [](std::string_view) { return true; }, std::make_shared<const LookupTables>()}, {}};
  };
  return resolve_in_order(std::move(sources), no_names, for_each, nullptr).value;
}

}  // namespace kitei::resolve
