// The page of one document: its head (number, version, dates, people), its text, and what it is connected with.
#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "model/cadence.h"
#include "model/period.h"
#include "render/html/body_writer.h"
#include "render/html/pages.h"
#include "render/html/text.h"
#include "render/html/urls.h"

namespace kitei::render::html {
namespace {

using templates::List;
using templates::Map;
using templates::refer;

Map link_item(const PageScope& page, const model::Document& document) {
  Map item(5);
  item.set("url", page.document_link(document));
  item.set("number", refer(document.number));
  item.set("title", refer(document.title));
  item.set("part", !document.part_of.empty());
  return item;
}

// The documents of the same kind near by, and the ones before and after.
void set_neighbours(const PageScope& page, std::size_t index, PageContent& content) {
  const Slot& slot = page.view.slots[index];
  if (!slot.listed) return;
  const auto& all = page.view.by_kind[slot.kind];
  const auto& documents = page.view.handbook().documents;
  const std::size_t last = std::min(all.size(), slot.position + kNeighbours + 1);
  List siblings;
  siblings.reserve(2 * kNeighbours + 1);
  for (std::size_t i = slot.position > kNeighbours ? slot.position - kNeighbours : 0; i < last; ++i) {
    Map item = link_item(page, documents[all[i]]);
    item.set("current", i == slot.position);
    siblings.push_back(std::move(item));
  }
  content.values.set("siblings", std::move(siblings));
  content.values.set("siblings_cut_before", slot.position > kNeighbours);
  content.values.set("siblings_cut_after", last < all.size());
  if (slot.position > 0) content.values.set("previous", link_item(page, documents[all[slot.position - 1]]));
  if (slot.position + 1 < all.size()) content.values.set("next", link_item(page, documents[all[slot.position + 1]]));
}

// 編 put everything below them one level deeper.
unsigned deepest_in_contents(const model::Document& document) {
  const bool parts = std::any_of(document.clauses.begin(), document.clauses.end(), [](const model::ClauseEntry& entry) {
    return entry.clause.kind == model::ClauseKind::Part;
  });
  return parts ? 3 : 2;
}

// The contents list: the headings of the upper levels. Levels that a document does not use (sections, often) take no
// space.
List contents_of(const PageScope& page, const model::Document& document) {
  const unsigned deepest = deepest_in_contents(document);
  auto is_in_contents = [&](const model::ClauseEntry& entry) {
    return !entry.title.empty() && entry.depth <= deepest && !entry.clause.address.empty();
  };
  std::array<std::size_t, 4> level{};
  for (const model::ClauseEntry& entry : document.clauses) {
    if (is_in_contents(entry)) level[entry.depth] = 1;
  }
  level = {0, level[0], level[0] + level[1], level[0] + level[1] + level[2]};
  List contents;
  for (const model::ClauseEntry& entry : document.clauses) {
    if (!is_in_contents(entry)) continue;
    Map item(4);
    item.set("url", page.texts.keep(href("", "", entry.clause.address.text)));
    item.set("number", refer(entry.clause.number));
    item.set("title", refer(entry.title));
    item.set("depth", level[entry.depth]);
    contents.push_back(std::move(item));
  }
  return contents;
}

// The captions that have a number, in reading order.
struct Captions {
  std::vector<const model::Caption*> tables, figures;
};

void collect_captions(const model::Blocks& blocks, Captions& captions) {
  const auto collect = [](const auto& node, std::vector<const model::Caption*>& sort) {
    if (node.caption && !node.caption->number.empty()) sort.push_back(&*node.caption);
  };
  for (const model::Block& block : blocks) {
    if (const auto* table = base::get_if<model::Table>(&block.node)) collect(*table, captions.tables);
    if (const auto* figure = base::get_if<model::Figure>(&block.node)) collect(*figure, captions.figures);
    model::for_each_part(block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) { collect_captions(inner, captions); });
  }
}

// Those of one sort, when they are many enough for a list of their own.
List list_of(const std::vector<const model::Caption*>& captions, std::string_view sort) {
  constexpr std::size_t kMostUnlisted = 5;
  List items;
  if (captions.size() <= kMostUnlisted) return items;
  for (const model::Caption* caption : captions) {
    Map item(3);
    item.set("url", href("", "", caption_id(*caption, sort)));
    item.set("number", refer(caption->number));
    item.set("title", model::plain_text(caption->content));
    items.push_back(std::move(item));
  }
  return items;
}

// Every control once, whether the document names it or one of its clauses does.
List controls_of(const PageScope& page, const model::Document& document) {
  List rows;
  const auto less = [](const model::ControlId* a, const model::ControlId* b) { return *a < *b; };
  std::set<const model::ControlId*, decltype(less)> seen;
  auto add = [&](const model::ControlId& id) {
    if (!id.id.empty() && seen.insert(&id).second) rows.push_back(control_row(page, id));
  };
  for (const model::ControlReference& reference : document.controls) add(reference.id);
  for (const model::ClauseEntry& entry : document.clauses) {
    for (const model::ControlId& id : entry.controls) add(id);
  }
  return rows;
}

// The clauses that were here once, and where they are now: what old links lead to.
List gone_clauses_of(const PageScope& page, const model::Document& document) {
  List rows;
  for (const model::GoneClause& gone : document.gone) {
    Map row(4);
    row.set("anchor", refer(gone.address.text));
    row.set("removed", gone.target.kind == model::TargetKind::None);
    row.set("text", refer(gone.text));
    row.set("url", gone.target.kind == model::TargetKind::Document ? target_link(page, gone.target, document.origin) : std::string());
    rows.push_back(std::move(row));
  }
  return rows;
}

List records_of(const PageScope& page, const model::Document& document) {
  List rows;
  for (const model::RecordReference& reference : document.records) {
    const model::Record* record = page.view.handbook().find_record(reference.id);
    Map row(3);
    row.set("title", record ? refer(record->title) : refer(reference.name));
    row.set("url", record ? page.link("records.html", fragment_id("record", record->id)) : std::string());
    row.set("retention", record ? model::period_text(record->retention, page.language()) : std::string());
    rows.push_back(std::move(row));
  }
  return rows;
}

List revisions_of(const PageScope& page, const model::Document& document) {
  List rows;
  for (const model::Revision& revision : document.revisions) {
    Map row(13);
    set_version(page, revision.version, kVersion, row);
    row.set("url",
            revision.version == document.version ? std::string() : version_link(page, document.id, revision.version));
    row.set("date", date_value(page, revision.date));
    row.set("approved", date_value(page, revision.approved));
    row.set("author", refer(revision.author));
    row.set("approver", refer(revision.approver));
    const std::string_view label = model::revision_type_label(revision.type, page.language());
    row.set("type", label.empty() ? std::string_view(revision.type_text) : label);
    row.set("editorial", revision.change == model::Significance::Editorial);
    row.set("summary", refer(revision.summary));
    row.set("reason", refer(revision.reason));
    row.set("redline", redline_link(page, document.id, revision.version));
    rows.push_back(std::move(row));
  }
  return rows;
}

List reviews_of(const PageScope& page, const model::Document& document) {
  List rows;
  for (const model::Review& review : document.reviews) {
    Map row(4);
    row.set("date", date_value(page, review.date));
    row.set("by", refer(review.by));
    row.set("result", refer(review.result));
    row.set("minutes", refer(review.minutes));
    rows.push_back(std::move(row));
  }
  return rows;
}

// In latest/ only: the next version that is approved and waits for its date.
templates::Value pending_version(const PageScope& page, const model::Document& document) {
  const History* history = page.view.latest ? page.view.facts_of(document).history : nullptr;
  if (!history) return {};
  const VersionEntry* next = nullptr;
  for (const VersionEntry& entry : history->versions) {
    if (entry.version == document.version || state_of(entry, page.site.input.today) != "future") continue;
    if (!next || entry.timeline->from < next->timeline->from) next = &entry;
  }
  if (!next) return {};
  Map pending;
  set_version(page, next->version, kVersion, pending);
  pending.set("date", base::iso_date(next->timeline->from));
  pending.set("url", page.site_link(version_path(history->id, next->version)));
  return pending;
}

std::string form_file(const PageScope& page, const model::Document& document) {
  if (document.file.empty()) return {};
  model::Target target;
  target.kind = model::TargetKind::Asset;
  for (const std::string& path : {document.file, "assets/" + document.file}) {
    target.id = path;
    if (std::string url = target_link(page, target, document.origin); !url.empty()) return url;
  }
  return {};
}

}  // namespace

void set_latest_values(const PageScope& page, std::size_t index, Map& values) {
  const model::Document& document = page.view.handbook().documents[index];
  values.set("pending", pending_version(page, document));
  values.set("word_url", word_link(page, document));
}

PageContent document_page(const PageScope& page, std::size_t index) {
  const model::Handbook& handbook = page.view.handbook();
  const model::Document& document = handbook.documents[index];
  PageContent content = start_page(page, "document.html", document.title, refer(document.kind));
  Map& values = content.values;
  values.set("document_id", refer(document.id.text));
  values.set("is_unchanged", page.view.draft() && page.view.edition->carries_over(document));
  values.set("contents", contents_of(page, document));
  Captions captions;
  collect_captions(document.body.blocks, captions);
  values.set("tables", list_of(captions.tables, "table"));
  values.set("figures", list_of(captions.figures, "figure"));
  set_neighbours(page, index, content);

  const model::Kind* kind = page.view.config().find_kind(document.kind);
  add_breadcrumb(content, kind ? kind->label.in(page.language()) : document.kind, page.link(kind_path(document.kind)));
  const model::Document* head = document.part_of.empty() ? nullptr : handbook.find(document.part_of.text);
  if (head) add_breadcrumb(content, head->title, std::string(page.document_link(*head)));

  Map row = document_row(page, document);
  row.set("scope", refer(document.scope));
  row.set("author", refer(document.author));
  row.set("reviewer", refer(document.reviewer));
  row.set("approver", refer(document.approver));
  row.set("established", date_value(page, document.established_date));
  row.set("approved", date_value(page, document.approved_date));
  row.set("retired", date_value(page, document.retired_date));
  row.set("last_reviewed", date_value(page, document.last_reviewed));
  row.set("approval", document.approval.reference +
                          (document.approval.reference.empty() || document.approval.method.empty() ? "" : " · ") +
                          document.approval.method);
  row.set("approval_date", date_value(page, document.approval.date));
  const auto cadence = model::parse_cadence(document.every);
  row.set("every", cadence ? model::cadence_label(*cadence, page.language()) : document.every);
  row.set("by", refer(document.by));
  values.set("document", std::move(row));
  values.set("body", templates::SafeRef{page.texts.keep_whole(body_html(page, document))});
  values.set("gone_clauses", gone_clauses_of(page, document));
  values.set("controls", controls_of(page, document));
  values.set("implements", reference_rows(page, document.implements));
  values.set("related", reference_rows(page, document.related));
  values.set("replaces", reference_rows(page, document.replaces));
  values.set("replaced_by", reference_rows(page, document.replaced_by));
  const model::Backlinks none;
  const model::Backlinks& backlinks = index < handbook.backlinks.size() ? handbook.backlinks[index] : none;
  values.set("implemented_by", listed_rows(page, backlinks.implemented_by));
  values.set("referred_by", listed_rows(page, backlinks.referred_by));
  values.set("parts", listed_rows(page, backlinks.parts));
  values.set("head", head ? templates::Value(link_item(page, *head)) : templates::Value());
  values.set("records", records_of(page, document));
  // A part has the history of its book, which stands there once.
  values.set("revisions", head ? List() : revisions_of(page, document));
  values.set("head_revisions_url",
             head && !head->revisions.empty() ? page.document_link(*head, "page-revisions") : std::string_view());
  values.set("reviews", reviews_of(page, document));
  set_latest_values(page, index, values);
  values.set("file_url", form_file(page, document));
  values.set("history_url", page.site_link(history_path(page.site.address_id(document.id))));
  return content;
}

}  // namespace kitei::render::html
