#include "resolve/reference_targets.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.h"
#include "resolve/moves.h"

namespace kitei::resolve {
namespace {

// The newest revision after `version` that readers must look at; nullptr when there is none.
const model::Revision* material_since(const model::Document& target, const model::Version& version) {
  const auto found = std::find_if(target.revisions.begin(), target.revisions.end(), [&](const model::Revision& revision) {
    return revision.change == model::Significance::Material && revision.version > version;
  });
  return found == target.revisions.end() ? nullptr : &*found;
}

}  // namespace

void ReferenceTargets::report(std::string code, base::Position position, base::Message message, base::Message hint,
                              base::Severity severity) {
  diagnostics_.push_back(
      {std::move(code), document_.path_of(position), position, std::move(message), std::move(hint), severity});
}

const model::Document* ReferenceTargets::find_document(std::string_view id, base::Position position) {
  const model::Document* known = handbook().find(id);
  lookup_.note(known);
  if (known) return known;
  std::vector<std::string_view> names;
  for (const model::Document& document : handbook().documents) names.push_back(document.id.text);
  report("unknown-document", position,
         {fmt::format("there is no document '{}'", id), fmt::format("文書「{}」はありません", id)},
         base::did_you_mean(base::nearest_name(id, names)));
  return nullptr;
}

const model::Record* ReferenceTargets::find_record(std::string_view name, base::Position position) {
  if (const model::Record* found = lookup_.find_record(name)) return found;
  std::vector<std::string_view> names;
  for (const model::Record& record : handbook().registers.records) names.push_back(record.title);
  base::Message hint = base::did_you_mean(base::nearest_name(name, names));
  if (hint.empty()) hint = {"add it to records.yaml", "records.yaml に追加してください"};
  report("unknown-record", position,
         {fmt::format("there is no record '{}'", name), fmt::format("記録「{}」は記録一覧にありません", name)}, hint,
         base::Severity::Warning);
  return nullptr;
}

Lookup::FoundControl ReferenceTargets::find_control(std::string_view written, base::Position position) {
  const Lookup::FoundControl found = lookup_.find_control(written);
  if (!found.control) report_unknown_control(written, found.catalog, position);
  return found;
}

void ReferenceTargets::report_unknown_control(std::string_view written, const model::Catalog* catalog, base::Position position) {
  if (!catalog) {
    std::vector<std::string_view> names;
    for (const model::Catalog& known : handbook().catalogs) names.push_back(known.id);
    const auto colon = written.find(':');
    const std::string name(colon == std::string_view::npos ? std::string_view(handbook().config.default_catalog)
                                                           : written.substr(0, colon));
    base::Message hint = base::did_you_mean(base::nearest_name(name, names));
    if (hint.empty()) {
      hint = {"put the catalogue into catalogs/, or set default_catalog in handbook.yaml",
              "catalogs/ にカタログを置くか、handbook.yaml の default_catalog を指定してください"};
    }
    report("unknown-control", position,
           {fmt::format("control '{}': there is no catalogue '{}'", written, name),
            fmt::format("管理策「{}」: カタログ「{}」がありません", written, name)},
           hint);
    return;
  }
  std::vector<std::string_view> names;
  for (const model::Control& control : catalog->controls) names.push_back(control.id);
  report("unknown-control", position,
         {fmt::format("control '{}' is not in catalogue '{}'", written, catalog->id),
          fmt::format("管理策「{}」はカタログ「{}」にありません", written, catalog->id)},
         base::did_you_mean(base::nearest_name(written, names)));
}

const model::ClauseEntry* ReferenceTargets::find_clause(const model::Document& target, std::string_view address, base::Position position) {
  if (lookup_.on_clause_of) lookup_.on_clause_of(target);
  if (const model::ClauseEntry* entry = target.find_clause(address)) return entry;
  if (is_removed(target, address)) {
    report("broken-anchor", position,
           {fmt::format("the clause '#{}' of '{}' has been removed", address, target.id.text),
            fmt::format("「{}」の条項「#{}」は削除されました", target.id.text, address)});
    return nullptr;
  }
  std::vector<std::string_view> names;
  for (const model::ClauseEntry& entry : target.clauses) {
    if (!entry.clause.address.empty()) names.push_back(entry.clause.address.text);
    if (!entry.clause.structural.empty()) names.push_back(entry.clause.structural.text);
  }
  for (const model::ClauseEntry& entry : target.captions) names.push_back(entry.clause.address.text);
  report("broken-anchor", position,
         {fmt::format("'{}' has no clause with the address '#{}'", target.id.text, address),
          fmt::format("「{}」にアドレス「#{}」の条項はありません", target.id.text, address)},
         base::did_you_mean(base::nearest_name(address, names)));
  return nullptr;
}

const model::ClauseEntry* ReferenceTargets::find_moved_clause(const model::Document*& target, std::string_view address, base::Position position) {
  if (const model::ClauseEntry* entry = target->find_clause(address)) return entry;
  const auto place = follow_move(*target, address, lookup_);
  if (!place) return find_clause(*target, address, position);
  const std::string now = place->clause ? fmt::format("{}#{}", place->document->id.text, model::address_of(place->clause->clause).text)
                                        : place->document->id.text.str();
  report("clause-moved", position,
         {fmt::format("'#{}' of '{}' has moved to '{}'", address, target->id.text, now),
          fmt::format("「{}」の「#{}」は「{}」に移りました", target->id.text, address, now)},
         {fmt::format("write '{}'", now), fmt::format("「{}」に書き換えてください", now)}, base::Severity::Info);
  target = place->document;
  return place->clause;
}

void ReferenceTargets::check_version(const model::Document& target, const model::Version& version, base::Position position) {
  if (version.empty()) return;
  if (target.version == version || target.find_revision(version)) {
    const model::Revision* revision = material_since(target, version);
    if (!revision) return;
    report("suspect-link", position,
           {fmt::format("'{}' has changed materially since version {}: {} {}", target.id.text, version.text,
                        revision->version.text, revision->summary),
            fmt::format("「{}」（{}）は、{}版の後に内容が変わっています（{}版 {}）", target.id.text, target.title, version.text,
                        revision->version.text, revision->summary)},
           {fmt::format("read the change, then write '@{}'", target.version.text),
            fmt::format("改正を読んで確かめ、「@{}」に書き換えてください", target.version.text)},
           base::Severity::Warning);
    return;
  }
  report("version-mismatch", position,
         {fmt::format("'{}' never had a version {}", target.id.text, version.text),
          fmt::format("「{}」に版数 {} はありません", target.id.text, version.text)},
         {fmt::format("its version is now {}", target.version.text), fmt::format("現在の版数は {} です", target.version.text)},
         base::Severity::Warning);
}

void ReferenceTargets::keep_if_known(model::Target& target) const {
  if (target.kind == model::TargetKind::Document) {
    const model::Document* document = handbook().find(target.id);
    if (!document) {
      target = {};
    } else if (!target.address.empty() && !document->find_clause(target.address.text)) {
      target.address = {};
    }
  } else if (target.kind == model::TargetKind::Control) {
    if (!lookup_.find_control(target.id).control) target = {};
  } else if (target.kind == model::TargetKind::Record) {
    if (!lookup_.find_record(target.id)) target = {};
  }
}

}  // namespace kitei::resolve
