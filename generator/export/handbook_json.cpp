#include "export/handbook_json.h"

#include <algorithm>
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

using adapters::append_json_string;

// Writes the members of an object that stands on one line or on several: "name": value, with ", " between them.
class Members {
 public:
  explicit Members(std::string& out) : out_(out) { out_ += '{'; }

  void text(std::string_view name, std::string_view value) {
    begin(name);
    append_json_string(out_, value);
  }
  void text_or_null(std::string_view name, std::string_view value) {
    if (value.empty()) return raw(name, "null");
    text(name, value);
  }
  void date_or_null(std::string_view name, const std::optional<base::Date>& date) {
    text_or_null(name, date ? base::iso_date(*date) : std::string());
  }
  void raw(std::string_view name, std::string_view value) {
    begin(name);
    out_ += value;
  }
  template <typename List, typename Text>
  void list(std::string_view name, const List& list, Text text_of) {
    begin(name);
    out_ += '[';
    bool first = true;
    for (const auto& item : list) {
      if (!first) out_ += ", ";
      first = false;
      append_json_string(out_, text_of(item));
    }
    out_ += ']';
  }
  // The next member stands on a line of its own.
  void new_line() { line_ = true; }
  void begin(std::string_view name) {
    if (!first_) out_ += line_ ? ",\n " : ", ";
    first_ = line_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\": ";
  }

 private:
  std::string& out_;
  bool first_ = true;
  bool line_ = false;
};

void append_clauses(std::string& out, const model::Document& document) {
  out += '[';
  bool first = true;
  for (const model::ClauseEntry& entry : document.clauses) {
    const model::Clause& clause = entry.clause;
    const std::string_view id = clause.address.empty() ? clause.structural.text : clause.address.text;
    if (id.empty()) continue;
    out += first ? "\n  " : ",\n  ";
    first = false;
    Members members(out);
    members.text("id", id);
    members.text("number", clause.number);
    members.text("label", clause.label);
    members.text("title", entry.title);
    if (entry.duty->effective) members.text("effective_date", base::iso_date(*entry.duty->effective));
    if (!entry.duty->every.empty()) members.text("every", entry.duty->every);
    if (!entry.duty->by.empty()) members.text("by", entry.duty->by);
    out += '}';
  }
  out += ']';
}

void append_document(std::string& out, const model::Handbook& handbook, const model::Document& document, const std::string& draft) {
  const std::string& word_folder = document.origin.empty() ? draft : document.origin;
  const model::Document* head = document.part_of.empty() ? nullptr : handbook.find(document.part_of.text);
  const auto as_it_is = [](const std::string& text) -> const std::string& { return text; };
  Members members(out);
  members.text("id", document.id.text);
  members.text("number", document.number);
  members.text_or_null("part_of", head ? std::string_view(head->id.text) : std::string_view());
  members.text("kind", document.kind);
  members.text("title", document.title);
  members.new_line();
  members.text("version", document.version.text);
  members.text("status", model::status_name(document.status));
  members.text("classification", document.classification);
  members.date_or_null("effective_date", document.effective_date);
  members.date_or_null("next_review", document.next_review);
  members.text("owner", document.owner);
  members.list("audience", document.audience, as_it_is);
  members.new_line();
  members.text("url", base::escape_url_path(handbook.page_of(document)));
  members.text("docx", base::escape_url_path("../docx/" + word_folder + "/" + document.id.text + ".docx"));
  std::vector<std::string> controls;
  for (const model::ControlReference& control : document.controls) {
    if (!control.id.id.empty()) controls.push_back(control.id.text());
  }
  members.new_line();
  members.list("controls", controls, as_it_is);
  members.new_line();
  members.begin("clauses");
  append_clauses(out, document);
  members.new_line();
  members.text("sha256", document.sha256);
  out += '}';
}

std::string_view implementation_name(model::Implementation status) {
  switch (status) {
    case model::Implementation::Unknown:
      return {};
    case model::Implementation::Implemented:
      return "implemented";
    case model::Implementation::Partial:
      return "partial";
    case model::Implementation::Planned:
      return "planned";
    case model::Implementation::None:
      return "none";
  }
  return {};
}

std::vector<std::string_view> implementing_documents(const model::Handbook& handbook, const model::ControlId& id) {
  std::vector<std::string_view> list;
  const auto found = handbook.implementers.find(id);
  if (found == handbook.implementers.end()) return list;
  std::optional<std::size_t> last;  // implementers are in the order of documents
  for (const model::Implementer& implementer : found->second) {
    if (last != implementer.document) list.push_back(handbook.documents[implementer.document].id.text);
    last = implementer.document;
  }
  return list;
}

void append_controls(std::string& out, const model::Handbook& handbook) {
  std::map<model::ControlId, const model::Applicability*> said;
  if (handbook.soa) {
    for (const model::Applicability& entry : handbook.soa->entries) {
      said.emplace(model::ControlId{handbook.soa->catalog, entry.control}, &entry);
    }
  }
  bool first = true;
  for (const model::Catalog& catalog : handbook.catalogs) {
    for (const model::Control& control : catalog.controls) {
      const model::ControlId id{catalog.id, control.id};
      const auto entry = said.find(id);
      const bool known = entry != said.end();
      out += first ? "\n" : ",\n";
      first = false;
      Members members(out);
      members.text("catalog", catalog.id);
      members.text("id", control.id);
      members.text("title", control.title);
      members.raw("applicable", !known ? "null" : entry->second->applicable ? "true" : "false");
      members.text_or_null("status", known ? implementation_name(entry->second->status) : std::string_view());
      members.list("documents", implementing_documents(handbook, id), [](std::string_view document) { return document; });
      out += '}';
    }
  }
}

}  // namespace

// Everything before the first document.
std::string handbook_json_head(const model::Config& config, const std::string& edition) {
  std::string out;
  Members members(out);
  members.raw("schema", "1");
  members.text("edition", edition);
  members.text("title", config.title);
  members.text("organisation", config.organisation);
  members.text("language", config.language == base::Language::Japanese ? "ja" : "en");
  members.new_line();
  members.begin("documents");
  return out + '[';
}

void write_handbook_json_rest(const model::Handbook& handbook, const std::string& draft, const TakePiece& take) {
  constexpr std::size_t kPiece = std::size_t{1} << 16;
  std::string piece;
  for (const model::Document& document : handbook.documents) {
    piece += &document == handbook.documents.data() ? "\n" : ",\n";
    append_document(piece, handbook, document, draft);
    if (piece.size() < kPiece) continue;
    take(piece);
    piece.clear();
  }
  piece += "\n],\n \"controls\": [";
  append_controls(piece, handbook);
  piece += "\n]}\n";
  take(piece);
}

std::string asof_json(base::Date date, const std::vector<InForce>& documents_in_force) {
  JsonArray documents;
  for (const InForce& row : documents_in_force) {
    const model::TimelineEntry& entry = *row.entry;
    const model::Document* document = row.document;
    const model::Revision* revision = document->find_revision(entry.version);
    const bool own = revision && !revision->approver.empty();
    documents.emplace_back(JsonObject{
        {"id", document->id.text.str()},
        {"number", document->number},
        {"title", document->title},
        {"kind", document->kind},
        {"version", entry.version.text.str()},
        {"edition", entry.newest_edition},
        {"from", base::iso_date(entry.from)},
        {"until", date_or_null(entry.until)},
        {"owner", document->owner},
        {"approver", own ? revision->approver.str() : document->approver},
        {"approved_date", date_or_null(document->approved_date)},
        {"controls", controls_of(*document)},
    });
  }
  const JsonObject root{{"schema", 1}, {"date", base::iso_date(date)}, {"documents", std::move(documents)}};
  return adapters::to_text(root, 2) + "\n";
}

}  // namespace kitei::exports
