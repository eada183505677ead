// Catalogues, their controls, the statement of applicability and the coverage: one view of the same data each.
#include <algorithm>

#include "render/html/pages.h"
#include "render/html/urls.h"

namespace kitei::render::html {
namespace {

using templates::List;
using templates::Map;
using templates::refer;

bool has_statement(const View& view, const model::Catalog& catalog) {
  return view.handbook().soa && view.handbook().soa->catalog == catalog.id;
}

// The entry of the statement of applicability, when it is about this catalogue.
const model::Applicability* applicability_of(const View& view, const model::Catalog& catalog,
                                             const model::Control& control) {
  if (!has_statement(view, catalog)) return nullptr;
  const auto found = view.statement.find(control.id);
  return found == view.statement.end() ? nullptr : found->second;
}

// state: "" no statement, "missing" not named in it, "excluded", or "implemented", "partial", "planned", "none",
// "applicable".
void set_applicability(const View& view, const model::Catalog& catalog, const model::Control& control, Map& row) {
  const model::Applicability* entry = applicability_of(view, catalog, control);
  std::string state;
  if (has_statement(view, catalog)) {
    state = "missing";
    if (entry) state = entry->applicable ? std::string(implementation_key(entry->status)) : "excluded";
    if (state.empty()) state = "applicable";
  }
  row.set("state", state);
  row.set("reason", entry ? entry->reason : std::string());
}

bool is_covered(const model::Handbook& handbook, const model::Catalog& catalog, const model::Control& control) {
  return handbook.implementers.contains({catalog.id, control.id});
}

// A catalogue that is only compared with others is covered by way of its counterparts. Where a statement of
// applicability answers for each control itself, counterparts prove nothing.
bool is_covered_elsewhere(const View& view, const model::Catalog& catalog, const model::Control& control) {
  if (has_statement(view, catalog)) return false;
  const model::Handbook& handbook = view.handbook();
  auto covered = [&](const model::ControlId& id) {
    const model::Catalog* other = handbook.find_catalog(id.catalog);
    const model::Control* counterpart = other ? other->find(id.id) : nullptr;
    if (!counterpart || !is_covered(handbook, *other, *counterpart)) return false;
    const model::Applicability* entry = applicability_of(view, *other, *counterpart);
    return !entry || entry->applicable;
  };
  for (const auto& [other, ids] : control.maps) {
    if (std::any_of(ids.begin(), ids.end(), [&, &name = other](const std::string& id) { return covered({name, id}); })) {
      return true;
    }
  }
  const auto found = view.mapped_from.find({catalog.id, control.id});
  return found != view.mapped_from.end() && std::any_of(found->second.begin(), found->second.end(), covered);
}

Map catalog_control_row(const PageScope& page, const model::Catalog& catalog, const model::Control& control) {
  const model::Handbook& handbook = page.view.handbook();
  Map row(8);
  row.set("id", refer(control.id));
  row.set("title", refer(control.title));
  row.set("url", page.kept_link(control_path({catalog.id, control.id})));
  const auto found = handbook.implementers.find({catalog.id, control.id});
  row.set("count", found == handbook.implementers.end() ? std::size_t{0} : found->second.size());
  set_applicability(page.view, catalog, control, row);
  return row;
}

// The groups of a catalogue with what `row_of` makes of their controls; groups in which there is nothing are headings
// only.
template <typename RowOf>
List groups_of(const model::Catalog& catalog, RowOf row_of) {
  std::vector<List> rows(catalog.groups.size() + 1);
  for (std::size_t i = 0; i < catalog.controls.size(); ++i) {
    const std::size_t group = std::min(catalog.controls[i].group, catalog.groups.size());
    rows[group].push_back(row_of(catalog.controls[i]));
  }
  List groups;
  for (std::size_t i = 0; i <= catalog.groups.size(); ++i) {
    if (i == catalog.groups.size() && rows[i].empty()) continue;
    Map group;
    const bool named = i < catalog.groups.size();
    group.set("id", named ? catalog.groups[i].id : std::string());
    group.set("title", named ? catalog.groups[i].title : catalog.title);
    group.set("depth", named ? catalog.groups[i].depth : std::size_t{0});
    group.set("anchor", fragment_id("group", named ? catalog.groups[i].id : std::string()));
    group.set("controls", std::move(rows[i]));
    groups.push_back(std::move(group));
  }
  return groups;
}

List group_contents(const model::Catalog& catalog) {
  List contents;
  for (const model::ControlGroup& group : catalog.groups) {
    Map item;
    item.set("url", href("", "", fragment_id("group", group.id)));
    item.set("number", group.id);
    item.set("title", group.title);
    item.set("depth", group.depth);
    contents.push_back(std::move(item));
  }
  return contents;
}

void add_catalog_breadcrumbs(const PageScope& page, PageContent& content) {
  if (page.view.handbook().catalogs.size() > 1) {
    add_breadcrumb(content, interface_word(page, "controls-title"), page.link("controls/index.html"));
  }
}

List mapped_rows(const PageScope& page, const model::Catalog& catalog, const model::Control& control) {
  List rows;
  auto add = [&](std::string_view other, List controls, bool none) {
    Map row;
    const model::Catalog* target = page.view.handbook().find_catalog(other);
    row.set("title", target ? target->title : std::string(other));
    row.set("controls", std::move(controls));
    row.set("none", none);
    rows.push_back(std::move(row));
  };
  std::vector<std::string_view> own;
  for (const auto& [other, ids] : control.maps) {
    List controls;
    for (const std::string& id : ids) controls.push_back(control_row(page, {other, id}));
    own.push_back(other);
    add(other, std::move(controls), ids.empty());
  }
  const auto found = page.view.mapped_from.find({catalog.id, control.id});
  if (found == page.view.mapped_from.end()) return rows;
  std::map<std::string, List> by_catalog;
  for (const model::ControlId& id : found->second) {
    if (std::find(own.begin(), own.end(), id.catalog) == own.end())
      by_catalog[id.catalog.str()].push_back(control_row(page, id));
  }
  for (auto& [other, controls] : by_catalog) add(other, std::move(controls), false);
  return rows;
}

// The redlines of the documents that implement a control, newest first.
List touching_changes(const PageScope& page, const model::ControlId& control) {
  struct Touch {
    std::size_t order;
    Map row;
  };
  std::vector<Touch> touches;
  const model::Handbook& handbook = page.view.handbook();
  const auto found = handbook.implementers.find(control);
  if (found == handbook.implementers.end()) return {};
  std::size_t seen = handbook.documents.size();
  for (const model::Implementer& implementer : found->second) {
    if (implementer.document == seen) continue;  // another clause of the same document
    seen = implementer.document;
    const model::Document& document = handbook.documents[seen];
    const History* history = page.site.history_of(document.id);
    if (!history) continue;
    for (const VersionEntry& entry : history->versions) {
      const Coming coming = coming_in(page.view, page.site, entry);
      if (!coming.change) continue;
      const View* newer = page.site.view_of(coming.comparison->to);
      Map row = document_row(page, document);
      set_version(page, entry.version, kVersion, row);
      row.set("edition", coming.comparison->to);
      const model::Revision* revision = document.find_revision(entry.version);
      row.set("effective", date_value(page, revision ? revision->date : std::nullopt));
      row.set("summary", revision ? revision->summary.str() : std::string());
      row.set("redline", page.site_link(redline_path(coming.comparison->from, coming.comparison->to, coming.change->id)));
      touches.push_back({newer ? newer->order : 0, std::move(row)});
    }
  }
  std::stable_sort(touches.begin(), touches.end(), [](const Touch& a, const Touch& b) { return a.order > b.order; });
  List rows;
  for (Touch& touch : touches) rows.push_back(std::move(touch.row));
  return rows;
}

}  // namespace

PageContent catalogs_page(const PageScope& page) {
  PageContent content = start_page(page, "catalogs.html", interface_word(page, "controls-title"), "controls");
  List rows;
  for (const model::Catalog& catalog : page.view.handbook().catalogs) {
    Map row;
    row.set("title", catalog.title);
    row.set("url", page.link(catalog_path(catalog.id)));
    row.set("count", catalog.controls.size());
    std::size_t covered = 0, elsewhere = 0;
    for (const model::Control& control : catalog.controls) {
      if (is_covered(page.view.handbook(), catalog, control)) {
        ++covered;
      } else if (is_covered_elsewhere(page.view, catalog, control)) {
        ++elsewhere;
      }
    }
    row.set("covered", covered);
    row.set("elsewhere", elsewhere);
    rows.push_back(std::move(row));
  }
  content.values.set("catalogs", std::move(rows));
  return content;
}

PageContent catalog_page(const PageScope& page, const model::Catalog& catalog) {
  PageContent content = start_page(page, "catalog.html", catalog.title, "controls");
  add_catalog_breadcrumbs(page, content);
  content.values.set("groups", groups_of(catalog, [&](const model::Control& control) {
                       return catalog_control_row(page, catalog, control);
                     }));
  content.values.set("contents", group_contents(catalog));
  content.values.set("count", catalog.controls.size());
  content.values.set("has_statement", has_statement(page.view, catalog));
  return content;
}

PageContent control_page(const PageScope& page, const model::Catalog& catalog, std::size_t index) {
  const model::Control& control = catalog.controls[index];
  const model::ControlId id{catalog.id, control.id};
  PageContent content = start_page(page, "control.html", control.id + " " + control.title, "controls");
  add_catalog_breadcrumbs(page, content);
  add_breadcrumb(content, catalog.title, page.link(catalog_path(catalog.id)));
  Map& values = content.values;
  auto neighbour = [&](const model::Control& other) {
    Map item;
    item.set("url", page.link(control_path({catalog.id, other.id})));
    item.set("number", other.id);
    item.set("title", other.title);
    return item;
  };
  if (index > 0) values.set("previous", neighbour(catalog.controls[index - 1]));
  if (index + 1 < catalog.controls.size()) values.set("next", neighbour(catalog.controls[index + 1]));
  Map row;
  row.set("id", control.id);
  row.set("title", control.title);
  row.set("summary", control.summary);
  row.set("catalog", catalog.title);
  row.set("level", control.level);
  const bool in_group = control.group < catalog.groups.size();
  row.set("group_id", in_group ? catalog.groups[control.group].id : std::string());
  row.set("group_title", in_group ? catalog.groups[control.group].title : std::string());
  row.set("group_url", in_group
                           ? page.link(catalog_path(catalog.id), fragment_id("group", catalog.groups[control.group].id))
                           : std::string());
  List aliases;
  for (const std::string& alias : control.title_aliases) aliases.push_back(alias);
  row.set("aliases", std::move(aliases));
  List attributes;
  for (const auto& [axis, axis_values] : control.attributes) {
    const auto known =
        std::find_if(catalog.axes.begin(), catalog.axes.end(), [&](const model::Axis& a) { return a.id == axis; });
    Map attribute;
    attribute.set("label", known == catalog.axes.end() ? axis : known->label);
    List texts;
    for (const std::string& value : axis_values) texts.push_back(value);
    attribute.set("values", std::move(texts));
    attributes.push_back(std::move(attribute));
  }
  row.set("attributes", std::move(attributes));
  set_applicability(page.view, catalog, control, row);
  values.set("control", std::move(row));
  values.set("implementers", implementer_rows(page, id));
  values.set("mapped", mapped_rows(page, catalog, control));
  values.set("elsewhere", is_covered_elsewhere(page.view, catalog, control));
  values.set("touches", touching_changes(page, id));
  return content;
}

PageContent soa_page(const PageScope& page) {
  PageContent content = start_page(page, "soa.html", interface_word(page, "soa-title"), "soa");
  const model::Handbook& handbook = page.view.handbook();
  const model::Catalog* catalog = handbook.soa ? handbook.find_catalog(handbook.soa->catalog) : nullptr;
  content.values.set("exists", catalog != nullptr);
  if (!catalog) return content;
  const model::Document& statement = handbook.soa->document;
  Map document;
  document.set("number", statement.number);
  document.set("title", statement.title);
  set_version(page, statement.version, kVersion, document);
  document.set("effective", date_value(page, statement.effective_date));
  document.set("approved", date_value(page, statement.approved_date));
  document.set("approver", statement.approver);
  document.set("classification", page.view.config().label_of(statement.classification));
  content.values.set("document", std::move(document));
  content.values.set("catalog_title", catalog->title);
  content.values.set("catalog_url", page.link(catalog_path(catalog->id)));
  std::int64_t applicable = 0, excluded = 0, implemented = 0;
  for (const auto& [control, entry] : page.view.statement) {
    ++(entry->applicable ? applicable : excluded);
    if (entry->applicable && entry->status == model::Implementation::Implemented) ++implemented;
  }
  content.values.set("applicable_count", applicable);
  content.values.set("excluded_count", excluded);
  content.values.set("implemented_count", implemented);
  content.values.set("count", catalog->controls.size());
  content.values.set("groups", groups_of(*catalog, [&](const model::Control& control) {
                       Map row = catalog_control_row(page, *catalog, control);
                       row.set("implementers", implementer_rows(page, {catalog->id, control.id}));
                       return row;
                     }));
  return content;
}

PageContent coverage_page(const PageScope& page) {
  PageContent content = start_page(page, "coverage.html", interface_word(page, "coverage-title"), "coverage");
  const model::Handbook& handbook = page.view.handbook();
  List catalogs;
  for (const model::Catalog& catalog : handbook.catalogs) {
    std::vector<std::size_t> covered(catalog.groups.size() + 1), elsewhere = covered, excluded = covered, total = covered;
    std::size_t all_covered = 0, all_elsewhere = 0, all_excluded = 0;
    List missing;
    for (const model::Control& control : catalog.controls) {
      const std::size_t group = std::min(control.group, catalog.groups.size());
      ++total[group];
      const model::Applicability* entry = applicability_of(page.view, catalog, control);
      if (entry && !entry->applicable) {
        ++excluded[group];
        ++all_excluded;
      } else if (is_covered(handbook, catalog, control)) {
        ++covered[group];
        ++all_covered;
      } else if (is_covered_elsewhere(page.view, catalog, control)) {
        ++elsewhere[group];
        ++all_elsewhere;
      } else {
        missing.push_back(catalog_control_row(page, catalog, control));
      }
    }
    List groups;
    for (std::size_t i = 0; i < catalog.groups.size(); ++i) {
      if (total[i] == 0) continue;
      Map group;
      group.set("id", catalog.groups[i].id);
      group.set("title", catalog.groups[i].title);
      group.set("url", page.link(catalog_path(catalog.id), fragment_id("group", catalog.groups[i].id)));
      group.set("total", total[i]);
      group.set("covered", covered[i]);
      group.set("elsewhere", elsewhere[i]);
      group.set("either", covered[i] + elsewhere[i]);
      group.set("excluded", excluded[i]);
      group.set("open", total[i] - covered[i] - elsewhere[i] - excluded[i]);
      groups.push_back(std::move(group));
    }
    Map row;
    row.set("title", catalog.title);
    row.set("url", page.link(catalog_path(catalog.id)));
    row.set("anchor", fragment_id("catalog", catalog.id));
    row.set("total", catalog.controls.size());
    row.set("covered", all_covered);
    row.set("elsewhere", all_elsewhere);
    row.set("excluded", all_excluded);
    row.set("groups", std::move(groups));
    row.set("missing", std::move(missing));
    catalogs.push_back(std::move(row));
  }
  content.values.set("catalogs", std::move(catalogs));
  return content;
}

}  // namespace kitei::render::html
