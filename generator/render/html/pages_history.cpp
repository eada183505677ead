// What changed when: the list of changes of an edition, a document's history over all editions, comparisons of two
// editions.
#include <algorithm>

#include "render/html/pages.h"
#include "render/html/redline.h"
#include "render/html/urls.h"

namespace kitei::render::html {
namespace {

using templates::List;
using templates::Map;
using templates::refer;

constexpr VersionKeys kBefore{"before", "before_name"};
constexpr VersionKeys kAfter{"after", "after_name"};
constexpr std::size_t kRevisionsShown = 300;  // older ones stand in each document's own table

std::string_view change_key(model::ChangeKind kind) {
  switch (kind) {
    case model::ChangeKind::Same:
      return "same";
    case model::ChangeKind::Added:
      return "added";
    case model::ChangeKind::Removed:
      return "removed";
    case model::ChangeKind::Changed:
      return "changed";
    case model::ChangeKind::Moved:
      return "moved";
  }
  return "changed";
}

// How a comparison is called, for its own pages: these must not depend on all that differs.
Map comparison_name(const PageScope& page, const model::EditionChange& comparison) {
  Map row;
  const View* newer = page.site.view_of(comparison.to);
  row.set("from", comparison.from);
  row.set("to", comparison.to);
  row.set("url", page.site_link(comparison_path(comparison.from, comparison.to)));
  row.set("to_draft", newer && newer->draft());
  row.set("date", newer && newer->edition->record ? base::iso_date(newer->edition->record->effective) : std::string());
  return row;
}

Map comparison_row(const PageScope& page, const model::EditionChange& comparison) {
  Map row = comparison_name(page, comparison);
  row.set("counted", true);
  std::size_t added = 0, removed = 0, changed = 0;
  for (const model::DocumentChange& change : comparison.documents) {
    if (change.kind == model::ChangeKind::Added) ++added;
    if (change.kind == model::ChangeKind::Removed) ++removed;
    if (change.kind == model::ChangeKind::Changed && !change.bookkeeping && !follows_others(page.site, comparison, change)) ++changed;
  }
  row.set("added", added);
  row.set("removed", removed);
  row.set("changed", changed);
  return row;
}

std::string_view document_link(const PageScope& page, const View& view, const model::DocumentId& id) {
  const model::Document* document = page.site.held_by(view, id);
  if (!document) return {};
  return page.texts.keep(page.site_link(view.folder + "/" + view.handbook().page_of(*document)));
}

// How the two states of a document are called in a list: by its newer title.
Map changed_document_row(const PageScope& page, const model::EditionChange& comparison,
                         const model::DocumentChange& change) {
  Map row;
  const View* older = page.site.view_of(comparison.from);
  const View* newer = page.site.view_of(comparison.to);
  const model::Document* after = newer ? page.site.held_by(*newer, change.id) : nullptr;
  const model::Document* before = older ? page.site.held_by(*older, change.id) : nullptr;
  const model::Document* known = after ? after : before;
  row.set("change", change_key(change.kind));
  row.set("id", refer(change.id.text));
  row.set("number", known ? refer(known->number) : refer(change.id.text));
  row.set("title", known ? known->title : std::string());
  set_version(page, change.before, kBefore, row);
  set_version(page, change.after, kAfter, row);
  row.set("url", page.site_link(redline_path(comparison.from, comparison.to, change.id)));
  row.set("before_url", before ? document_link(page, *older, change.id) : std::string_view());
  row.set("after_url", after ? document_link(page, *newer, change.id) : std::string_view());
  // A summary tells how a version came about; one that stays has nothing to tell of.
  const bool revised = after && change.before != change.after;
  const model::Revision* revision = revised ? after->find_revision(change.after) : nullptr;
  row.set("summary", revision ? refer(revision->summary) : std::string_view());
  row.set("reason", revision ? refer(revision->reason) : std::string_view());
  row.set("editorial", revision && revision->change == model::Significance::Editorial);
  return row;
}

}  // namespace

PageContent changes_page(const PageScope& page) {
  PageContent content = start_page(page, "changes.html", interface_word(page, "changes-title"), "changes");
  List comparisons;
  for (auto comparison = page.site.input.changes.rbegin(); comparison != page.site.input.changes.rend(); ++comparison) {
    if (is_known(page.view, page.site, *comparison)) {
      comparisons.push_back(comparison_row(page, *comparison));
    } else if (page.view.latest) {  // that there is a draft, and no more
      Map row = comparison_name(page, *comparison);
      row.set("counted", false);
      comparisons.push_back(std::move(row));
    }
  }
  content.values.set("comparisons", std::move(comparisons));

  struct Entry {
    const model::Document* document;
    const model::Revision* revision;
  };
  std::vector<Entry> entries;
  for (const model::Document& document : page.view.handbook().documents) {
    if (!document.part_of.empty()) continue;  // its revisions are its head's
    for (const model::Revision& revision : document.revisions) entries.push_back({&document, &revision});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.revision->date > b.revision->date; });
  content.values.set("revisions_cut", entries.size() > kRevisionsShown);
  if (entries.size() > kRevisionsShown) entries.resize(kRevisionsShown);
  List revisions;
  for (const Entry& entry : entries) {
    Map row = document_row(page, *entry.document);
    set_version(page, entry.revision->version, kVersion, row);
    row.set("date", date_value(page, entry.revision->date));
    const std::string_view label = model::revision_type_label(entry.revision->type, page.language());
    row.set("type", label.empty() ? std::string_view(entry.revision->type_text) : label);
    row.set("summary", refer(entry.revision->summary));
    row.set("editorial", entry.revision->change == model::Significance::Editorial);
    row.set("redline", redline_link(page, entry.document->id, entry.revision->version));
    revisions.push_back(std::move(row));
  }
  content.values.set("revisions", std::move(revisions));
  return content;
}

PageContent history_page(const PageScope& page, const History& history) {
  // The words of the version in force are what people know the document by.
  const model::Document* document = page.view.handbook().find(history.id.text);
  if (!document) document = history.newest;
  PageContent content = start_page(page, "history.html", document ? document->title : history.id.text.str(), "");
  Map& values = content.values;
  values.set("number", document ? refer(document->number) : refer(history.id.text));
  values.set("document_title", document ? refer(document->title) : std::string_view());
  values.set("retired",
             document && document->status == model::Status::Retired ? date_value(page, document->retired_date) : "");
  values.set("is_retired", document && document->status == model::Status::Retired);
  values.set("replaced_by", document ? reference_rows(page, document->replaced_by) : List());

  templates::Value current;
  List versions;
  for (const VersionEntry& entry : history.versions) {
    Map row(12);
    set_version(page, entry.version, kVersion, row);
    const std::string_view state = state_of(entry, page.site.input.today);
    row.set("state", state);
    const model::TimelineEntry* period = state == "passed-over" ? nullptr : entry.timeline;
    row.set("from", period ? base::iso_date(period->from) : std::string());
    // Readers are shown the last day in force; the timeline holds the first one after it.
    const std::optional<base::Date> next = period ? period->until : std::nullopt;
    row.set("until", date_value(page, next ? std::optional(base::add_days(*next, -1)) : std::nullopt));
    row.set("edition", entry.timeline ? refer(entry.timeline->edition)
                       : entry.holder ? refer(entry.holder->edition->id)
                                      : std::string_view());
    row.set("url", entry.holder ? document_link(page, *entry.holder, history.id) : std::string_view());
    const model::Document* held = entry.holder ? page.site.held_by(*entry.holder, history.id) : nullptr;
    const std::string word = held ? word_path(entry.holder->edition->id, held->id) : std::string();
    row.set("word_url", !word.empty() && page.site.has_file(word) ? page.site_link(word) : std::string());
    const Coming& coming = entry.newest_coming();
    row.set("redline", coming.change ? page.site_link(redline_path(coming.comparison->from, coming.comparison->to, coming.change->id))
                                     : std::string());
    const model::Revision* revision = document ? document->find_revision(entry.version) : nullptr;
    if (!revision && history.newest) revision = history.newest->find_revision(entry.version);
    row.set("summary", revision ? refer(revision->summary) : std::string_view());
    if (state == "current") current = row;
    versions.push_back(std::move(row));
  }
  values.set("versions", std::move(versions));
  values.set("current", std::move(current));
  values.set("latest_url", page.view.latest ? document_link(page, page.view, history.id) : std::string_view());

  // Which version each edition holds; script.js follows the row named in ?edition=.
  List editions;
  for (auto view = page.site.views.rbegin(); view != page.site.views.rend(); ++view) {
    const model::Document* held = view->latest ? nullptr : page.site.held_by(*view, history.id);
    if (!held) continue;
    Map row(6);
    row.set("edition", refer(view->edition->id));
    row.set("draft", view->draft());
    row.set("date", view->edition->record ? base::iso_date(view->edition->record->effective) : std::string());
    set_version(page, held->version, kVersion, row);
    row.set("url", page.texts.keep(page.site_link(view->folder + "/" + view->handbook().page_of(*held))));
    editions.push_back(std::move(row));
  }
  values.set("editions", std::move(editions));
  return content;
}

PageContent redirect_page(const PageScope& page, std::string title, std::string url) {
  PageContent content = start_page(page, "redirect.html", std::move(title), "");
  content.values.set("target", std::move(url));
  return content;
}

PageContent comparison_page(const PageScope& page, const model::EditionChange& comparison) {
  PageContent content = start_page(page, "comparison.html", comparison.from + " → " + comparison.to, "changes");
  add_breadcrumb(content, interface_word(page, "changes-title"), page.link("changes.html"));
  content.values.set("comparison", comparison_row(page, comparison));
  List added, removed, changed, following, bookkeeping;
  for (const model::DocumentChange& change : comparison.documents) {
    List& rows = change.bookkeeping                            ? bookkeeping
                 : follows_others(page.site, comparison, change) ? following
                 : change.kind == model::ChangeKind::Added     ? added
                 : change.kind == model::ChangeKind::Removed ? removed
                                                             : changed;
    rows.push_back(changed_document_row(page, comparison, change));
  }
  content.values.set("added", std::move(added));
  content.values.set("removed", std::move(removed));
  content.values.set("changed", std::move(changed));
  content.values.set("following", std::move(following));
  content.values.set("bookkeeping", std::move(bookkeeping));
  return content;
}

PageContent redline_page(const PageScope& page, const model::EditionChange& comparison,
                         const model::DocumentChange& change) {
  Map row = changed_document_row(page, comparison, change);
  const std::string title(row.find("title")->text());
  PageContent content = start_page(page, "redline.html", title.empty() ? change.id.text.str() : title, "changes");
  add_breadcrumb(content, interface_word(page, "changes-title"), page.link("changes.html"));
  add_breadcrumb(content, comparison.from + " → " + comparison.to,
                 page.site_link(comparison_path(comparison.from, comparison.to)));
  Map& values = content.values;
  values.set("comparison", comparison_name(page, comparison));
  List fields;
  for (const model::FieldChange& field : change.fields) {
    Map entry;
    const templates::FilterResult label =
        templates::interface_text("field-" + field.key, {}, page.site.templates->texts(page.language()));
    entry.set("label", label.error.empty() ? label.value : templates::Value(field.key));
    entry.set("before", field.before);
    entry.set("after", field.after);
    fields.push_back(std::move(entry));
  }
  values.set("fields", std::move(fields));
  values.set("document", std::move(row));
  values.set("redline", templates::Safe{redline_html(page, comparison, change)});
  values.set("rows", comparison_rows(page, comparison, change));
  values.set("history_url", page.site_link(history_path(page.site.address_id(change.id))));
  return content;
}

}  // namespace kitei::render::html
