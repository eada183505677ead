// Lists of documents and of the registers beside them.
#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "model/period.h"
#include "render/html/pages.h"
#include "render/html/urls.h"

namespace kitei::render::html {
namespace {

using templates::List;
using templates::Map;
using templates::refer;

// The documents that readers of an audience are named in; those without an audience are everyone's and not repeated
// here.
templates::Rows audience_documents(const PageScope& page, std::string_view audience) {
  std::vector<std::size_t> documents;
  for (const std::vector<std::size_t>& kind : page.view.by_kind) {
    for (const std::size_t index : kind) {
      const auto& named = page.view.handbook().documents[index].audience;
      if (std::find(named.begin(), named.end(), audience) != named.end()) documents.push_back(index);
    }
  }
  return document_rows(page, std::move(documents));
}

// The usual keys of registers have a name in the language of the site; any other key is shown as the author wrote it.
std::string field_name(const PageScope& page, std::string_view key) {
  std::string word = "register-" + std::string(key);
  std::replace(word.begin(), word.end(), '_', '-');
  const auto& entries = page.site.templates->texts(page.language()).entries;
  const auto found = entries.find(word);
  return found == entries.end() ? std::string(key) : found->second;
}

Map register_row(const PageScope& page, std::string_view prefix, const model::RegisterEntry& entry) {
  Map row;
  row.set("anchor", fragment_id(prefix, entry.id.empty() ? entry.title : entry.id));
  row.set("id", entry.id);
  row.set("title", entry.title);
  List fields;
  for (const auto& [name, text] : entry.fields) {
    Map field;
    field.set("name", field_name(page, name));
    field.set("text", text);
    const bool is_url = text.starts_with("https://") || text.starts_with("http://") || text.starts_with("mailto:");
    field.set("url", is_url ? text : std::string());
    fields.push_back(std::move(field));
  }
  row.set("fields", std::move(fields));
  return row;
}

List register_rows(const PageScope& page, std::string_view prefix, const std::vector<model::RegisterEntry>& entries) {
  List rows;
  for (const model::RegisterEntry& entry : entries) rows.push_back(register_row(page, prefix, entry));
  return rows;
}

// What came with this edition: the comparison that leads to it.
void set_news(const PageScope& page, Map& values) {
  List news;
  std::string url, from;
  for (const model::EditionChange& comparison : page.site.input.changes) {
    const bool leads_here =
        page.view.latest ? is_known(page.view, page.site, comparison) : comparison.to == page.view.edition->id;
    if (!leads_here) continue;
    news.clear();  // the newest one wins
    url = page.site_link(comparison_path(comparison.from, comparison.to));
    from = comparison.from;
    for (const model::DocumentChange& change : comparison.documents) {
      const model::Document* document = page.view.handbook().find(change.id.text);
      if (!document || change.bookkeeping || follows_others(page.site, comparison, change)) continue;
      Map row = document_row(page, *document);
      row.set("change", change.kind == model::ChangeKind::Added ? "added" : "changed");
      const bool revised = change.before != change.after;
      const model::Revision* revision = revised ? document->find_revision(change.after) : nullptr;
      row.set("summary", revision ? refer(revision->summary) : std::string_view());
      row.set("redline", page.site_link(redline_path(comparison.from, comparison.to, change.id)));
      news.push_back(std::move(row));
    }
  }
  values.set("news_count", news.size());
  constexpr std::size_t kShown = 12;
  if (news.size() > kShown) news.resize(kShown);
  values.set("news", std::move(news));
  values.set("news_url", url);
  values.set("news_from", from);
}

}  // namespace

PageContent home_page(const PageScope& page) {
  PageContent content = start_page(page, "home.html", page.view.config().title, "home");
  set_news(page, content.values);
  List kinds;
  const auto& configured = page.view.config().kinds;
  for (std::size_t i = 0; i < configured.size(); ++i) {
    if (page.view.by_kind[i].empty()) continue;
    Map kind;
    kind.set("label", configured[i].label.in(page.language()));
    kind.set("url", page.link(kind_path(configured[i].id)));
    kind.set("count", page.view.by_kind[i].size());
    List first;
    for (const std::size_t index : page.view.by_kind[i]) {
      if (first.size() == 3) break;
      const model::Document& document = page.view.handbook().documents[index];
      if (document.part_of.empty()) first.push_back(document_row(page, document));
    }
    kind.set("first", std::move(first));
    kinds.push_back(std::move(kind));
  }
  content.values.set("home_kinds", std::move(kinds));
  List audiences;
  for (const model::Audience& audience : page.view.config().audiences) {
    Map entry;
    entry.set("label", audience.label);
    entry.set("url", page.link("roles.html", fragment_id("audience", audience.id)));
    audiences.push_back(std::move(entry));
  }
  content.values.set("audiences", std::move(audiences));
  const std::string binder = "docx/" + page.view.edition->id + "/handbook.docx";
  content.values.set("binder_url",
                     !page.view.latest && page.site.has_file(binder) ? page.site_link(binder) : std::string());
  return content;
}

PageContent kind_page(const PageScope& page, std::size_t kind) {
  const model::Kind& configured = page.view.config().kinds[kind];
  PageContent content = start_page(page, "kind.html", configured.label.in(page.language()), configured.id);
  content.values.set("documents", listed_rows(page, page.view.by_kind[kind]));
  return content;
}

PageContent documents_page(const PageScope& page) {
  PageContent content = start_page(page, "documents.html", interface_word(page, "documents-title"), "documents");
  std::vector<std::size_t> documents;
  documents.reserve(page.view.slots.size());
  for (const std::vector<std::size_t>& kind : page.view.by_kind) documents.insert(documents.end(), kind.begin(), kind.end());
  content.values.set("documents", listed_rows(page, documents));
  return content;
}

PageContent records_page(const PageScope& page) {
  PageContent content = start_page(page, "records.html", interface_word(page, "records-title"), "records");
  const model::Handbook& handbook = page.view.handbook();
  List rows;
  for (const model::Record& record : handbook.registers.records) {
    Map row;
    row.set("anchor", fragment_id("record", record.id));
    row.set("id", record.id);
    row.set("title", refer(record.title));
    row.set("owner", refer(record.owner));
    row.set("retention", model::period_text(record.retention, page.language()));
    row.set("classification",
            record.classification.empty() ? std::string_view() : page.view.config().label_of(record.classification));
    const bool has_form = record.form.withheld || !record.form.id.empty();
    row.set("forms", has_form ? reference_rows(page, {record.form}) : List());
    const auto users = handbook.record_users.find(record.id);
    row.set("documents", users == handbook.record_users.end() ? templates::Rows() : listed_rows(page, users->second));
    rows.push_back(std::move(row));
  }
  content.values.set("records", std::move(rows));
  return content;
}

PageContent roles_page(const PageScope& page) {
  PageContent content = start_page(page, "roles.html", interface_word(page, "roles-title"), "roles");
  List audiences;
  for (const model::Audience& audience : page.view.config().audiences) {
    Map entry;
    entry.set("anchor", fragment_id("audience", audience.id));
    entry.set("label", audience.label);
    entry.set("documents", audience_documents(page, audience.id));
    audiences.push_back(std::move(entry));
  }
  content.values.set("audiences", std::move(audiences));
  // The documents that a role answers for or carries out.
  std::map<std::string_view, std::vector<std::size_t>> owned;
  for (const std::vector<std::size_t>& kind : page.view.by_kind) {
    for (const std::size_t index : kind) {
      const model::Document& document = page.view.handbook().documents[index];
      for (const std::string_view who : std::set<std::string_view>{document.owner, document.by, document.department}) {
        if (!who.empty()) owned[who].push_back(index);
      }
    }
  }
  List roles;
  for (const model::RegisterEntry& role : page.view.handbook().registers.roles) {
    Map row = register_row(page, "role", role);
    const auto found = owned.find(role.title);
    row.set("documents", found == owned.end() ? templates::Rows() : listed_rows(page, found->second));
    roles.push_back(std::move(row));
  }
  content.values.set("roles", std::move(roles));
  return content;
}

PageContent search_page(const PageScope& page) {
  return start_page(page, "search.html", interface_word(page, "search-title"), "search");
}

PageContent registers_page(const PageScope& page) {
  PageContent content = start_page(page, "registers.html", interface_word(page, "registers-title"), "registers");
  const model::Registers& registers = page.view.handbook().registers;
  List sections;
  auto add = [&](std::string_view prefix, std::string_view title_key,
                 const std::vector<model::RegisterEntry>& entries) {
    if (entries.empty()) return;
    Map section;
    section.set("anchor", prefix);
    section.set("title", interface_word(page, title_key));
    section.set("entries", register_rows(page, prefix, entries));
    sections.push_back(std::move(section));
  };
  add("law", "laws-title", registers.laws);
  add("external", "external-title", registers.external);
  add("contact", "contacts-title", registers.contacts);
  content.values.set("sections", std::move(sections));
  return content;
}

}  // namespace kitei::render::html
