#include "export/handbook_json.h"

#include <map>
#include <optional>

#include "adapters/json.h"
#include "base/escape.h"
#include "model/handbook.h"

namespace kitei::exports {
namespace {

using adapters::Json;
using adapters::JsonArray;
using adapters::JsonObject;

Json date_or_null(const std::optional<base::Date>& date) { return date ? Json(base::iso_date(*date)) : Json(); }

JsonArray controls_of(const model::Document& document) {
  JsonArray list;
  for (const model::ControlReference& control : document.controls) {
    if (!control.id.id.empty()) list.emplace_back(control.id.text());
  }
  return list;
}

JsonArray clauses_of(const model::Document& document) {
  JsonArray list;
  for (const model::ClauseEntry& entry : document.clauses) {
    const model::Clause& clause = entry.clause;
    const std::string& id = clause.address.empty() ? clause.structural.text : clause.address.text;
    if (id.empty()) continue;
    JsonObject made{{"id", id}, {"number", clause.number}, {"label", clause.label}, {"title", entry.title}};
    if (entry.effective) made.emplace_back("effective_date", base::iso_date(*entry.effective));
    if (!entry.every.empty()) made.emplace_back("every", entry.every);
    if (!entry.by.empty()) made.emplace_back("by", entry.by);
    list.emplace_back(std::move(made));
  }
  return list;
}

Json document_json(const model::Handbook& handbook, const model::Document& document, const std::string& draft) {
  const std::string& word_folder = document.origin.empty() ? draft : document.origin;
  JsonArray audience;
  for (const std::string& id : document.audience) audience.emplace_back(id);
  const model::Document* head = document.part_of.empty() ? nullptr : handbook.find(document.part_of.text);
  return JsonObject{
      {"id", document.id.text},
      {"number", document.number},
      {"part_of", head ? Json(head->id.text) : Json(nullptr)},
      {"kind", document.kind},
      {"title", document.title},
      {"version", document.version.text},
      {"status", model::status_name(document.status)},
      {"classification", document.classification},
      {"effective_date", date_or_null(document.effective_date)},
      {"next_review", date_or_null(document.next_review)},
      {"owner", document.owner},
      {"audience", std::move(audience)},
      {"url", base::escape_url_path(handbook.page_of(document))},
      {"docx", base::escape_url_path("../docx/" + word_folder + "/" + document.id.text + ".docx")},
      {"controls", controls_of(document)},
      {"clauses", clauses_of(document)},
      {"sha256", document.sha256},
  };
}

Json implementation_json(model::Implementation status) {
  switch (status) {
    case model::Implementation::Unknown:
      return nullptr;
    case model::Implementation::Implemented:
      return "implemented";
    case model::Implementation::Partial:
      return "partial";
    case model::Implementation::Planned:
      return "planned";
    case model::Implementation::None:
      return "none";
  }
  return nullptr;
}

JsonArray implementing_documents(const model::Handbook& handbook, const model::ControlId& id) {
  JsonArray list;
  const auto found = handbook.implementers.find(id);
  if (found == handbook.implementers.end()) return list;
  std::optional<std::size_t> last;  // implementers are in the order of documents
  for (const model::Implementer& implementer : found->second) {
    if (last != implementer.document) list.emplace_back(handbook.documents[implementer.document].id.text);
    last = implementer.document;
  }
  return list;
}

JsonArray controls_json(const model::Handbook& handbook) {
  std::map<model::ControlId, const model::Applicability*> said;
  if (handbook.soa) {
    for (const model::Applicability& entry : handbook.soa->entries) {
      said.emplace(model::ControlId{handbook.soa->catalog, entry.control}, &entry);
    }
  }
  JsonArray list;
  for (const model::Catalog& catalog : handbook.catalogs) {
    for (const model::Control& control : catalog.controls) {
      const model::ControlId id{catalog.id, control.id};
      const auto entry = said.find(id);
      const bool known = entry != said.end();
      list.emplace_back(JsonObject{
          {"catalog", catalog.id},
          {"id", control.id},
          {"title", control.title},
          {"applicable", known ? Json(entry->second->applicable) : Json()},
          {"status", known ? implementation_json(entry->second->status) : Json()},
          {"documents", implementing_documents(handbook, id)},
      });
    }
  }
  return list;
}

}  // namespace

std::string handbook_json_content(const model::Handbook& handbook, const std::string& draft, const base::ForEach& for_each) {
  std::vector<std::string> documents(handbook.documents.size());
  for_each(documents.size(), [&](std::size_t i) {
    adapters::append_text(documents[i], document_json(handbook, handbook.documents[i], draft), 2, 2);
  });
  std::string out = "  \"documents\": [";
  for (const std::string& document : documents) {
    out += &document == documents.data() ? "\n    " : ",\n    ";
    out += document;
  }
  out += documents.empty() ? "]" : "\n  ]";
  out += ",\n  \"controls\": ";
  adapters::append_text(out, controls_json(handbook), 2, 1);
  return out + "\n}\n";
}

std::string handbook_json_text(const model::Config& config, const std::string& edition, std::string_view content) {
  const JsonObject head{
      {"schema", 1},
      {"edition", edition},
      {"title", config.title},
      {"organisation", config.organisation},
      {"language", config.language == base::Language::Japanese ? "ja" : "en"},
  };
  std::string out = adapters::to_text(head, 2);
  out.resize(out.size() - 2);  // "\n}": more follows
  out += ",\n";
  out += content;
  return out;
}

std::string handbook_json(const model::Handbook& handbook, const std::string& edition, const std::string& draft,
                          const base::ForEach& for_each) {
  return handbook_json_text(handbook.config, edition, handbook_json_content(handbook, draft, for_each));
}

std::string asof_json(base::Date date, const std::vector<InForce>& documents_in_force) {
  JsonArray documents;
  for (const InForce& row : documents_in_force) {
    const model::TimelineEntry& entry = *row.entry;
    const model::Document* document = row.document;
    const model::Revision* revision = document->find_revision(entry.version);
    const bool own = revision && !revision->approver.empty();
    documents.emplace_back(JsonObject{
        {"id", document->id.text},
        {"number", document->number},
        {"title", document->title},
        {"kind", document->kind},
        {"version", entry.version.text},
        {"edition", entry.newest_edition},
        {"from", base::iso_date(entry.from)},
        {"until", date_or_null(entry.until)},
        {"owner", document->owner},
        {"approver", own ? revision->approver : document->approver},
        {"approved_date", date_or_null(document->approved_date)},
        {"controls", controls_of(*document)},
    });
  }
  const JsonObject root{{"schema", 1}, {"date", base::iso_date(date)}, {"documents", std::move(documents)}};
  return adapters::to_text(root, 2) + "\n";
}

}  // namespace kitei::exports
