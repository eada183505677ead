#include "render/html/site.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <unordered_set>

#include "base/path.h"
#include "render/html/pages.h"
#include "render/html/urls.h"

namespace kitei::render::html {
namespace {

using templates::List;
using templates::Map;

constexpr std::array<std::string_view, 5> kThemeFiles{"redirect.js", "script.js", "search.js", "style.css", "words.js"};

// The interface texts that are asked for here and not by a template.
constexpr std::array<std::string_view, 19> kTexts{
    "changes-title", "contacts-title", "controls-title",  "coverage-title",  "diff-moved-away", "diff-moved-here",
    "diff-notes",    "diff-omitted",   "diff-unchanged",  "documents-title", "external-title",  "glossary-title",
    "laws-title",    "records-title",  "registers-title", "roles-title",     "search-title",     "soa-title",       "version-name"};

// "../" for each folder between a page and the folder `from`.
std::string way_up(std::string_view path) {
  std::string up;
  for (const char c : path) {
    if (c == '/') up += "../";
  }
  return up;
}

}  // namespace

// What pages of one kind have in common. `first` and `second` say which one it is.
struct PageKind {
  PageContent (*make)(const PageScope& page, std::uint32_t first, std::uint32_t second);
  // Sets what differs, beside the names that always do, on the page of the same kind below latest/.
  void (*make_twin)(const PageScope& page, std::uint32_t first, Map& values) = nullptr;
};

namespace {

const model::Catalog& catalog_of(const PageScope& page, std::uint32_t index) {
  return page.view.handbook().catalogs[index];
}
const History& history_of(const PageScope& page, std::uint32_t index) { return page.site.histories[index]; }
const model::EditionChange& comparison_of(const PageScope& page, std::uint32_t index) {
  return page.site.input.changes[index];
}

// A page that needs no more than its view.
template <PageContent (*Make)(const PageScope&)>
constexpr PageKind kOnePage{[](const PageScope& page, std::uint32_t, std::uint32_t) { return Make(page); }};

constexpr PageKind kKindPage{[](const PageScope& page, std::uint32_t kind, std::uint32_t) { return kind_page(page, kind); }};
constexpr PageKind kDocumentPage{
    [](const PageScope& page, std::uint32_t document, std::uint32_t) { return document_page(page, document); },
    [](const PageScope& page, std::uint32_t document, Map& values) { set_latest_values(page, document, values); }};
constexpr PageKind kCatalogPage{
    [](const PageScope& page, std::uint32_t catalog, std::uint32_t) { return catalog_page(page, catalog_of(page, catalog)); }};
constexpr PageKind kControlPage{[](const PageScope& page, std::uint32_t catalog, std::uint32_t control) {
  return control_page(page, catalog_of(page, catalog), control);
}};
constexpr PageKind kEntrancePage{[](const PageScope& page, std::uint32_t, std::uint32_t) {
  return redirect_page(page, page.view.config().title, page.link("index.html"));
}};
constexpr PageKind kHistoryPage{
    [](const PageScope& page, std::uint32_t history, std::uint32_t) { return history_page(page, history_of(page, history)); }};
constexpr PageKind kVersionPage{[](const PageScope& page, std::uint32_t index, std::uint32_t version) {
  const History& history = history_of(page, index);
  const VersionEntry& entry = history.versions[version];
  const View* holder = entry.holder;
  const model::Document* document = holder ? page.site.held_by(*holder, history.id) : nullptr;
  // No built edition holds it: the history says what is known about it.
  const std::string target = document ? holder->folder + "/" + holder->handbook().page_of(*document) : history_path(history.id);
  return redirect_page(page, history.id.text + " " + entry.version.text, page.site_link(target));
}};
// `place` is the number of the view that has the document, and of the alias.
constexpr std::uint32_t kMostAliases = 1 << 16;
constexpr PageKind kAliasPage{[](const PageScope& page, std::uint32_t index, std::uint32_t place) {
  const model::Document& document = page.site.views[place / kMostAliases].handbook().documents[index];
  return redirect_page(page, document.aliases[place % kMostAliases].text.str(), page.site_link(history_path(page.site.address_id(document.id))));
}};
constexpr PageKind kComparisonPage{[](const PageScope& page, std::uint32_t comparison, std::uint32_t) {
  return comparison_page(page, comparison_of(page, comparison));
}};
constexpr PageKind kRedlinePage{[](const PageScope& page, std::uint32_t index, std::uint32_t change) {
  const model::EditionChange& comparison = comparison_of(page, index);
  return redline_page(page, comparison, comparison.documents[change]);
}};

class Planner {
 public:
  explicit Planner(std::shared_ptr<Site> site) : site_(std::move(site)) {}

  std::vector<Page> plan() {
    if (site_->views.empty()) return {};
    const std::size_t many = site_->newest().handbook().documents.size() * 5;
    pages_.reserve(many);
    known_.reserve(many);
    // An alias or a version may name the same file as a document; the first one planned is the document itself.
    for (const View& view : site_->views) plan_lists(view);
    for (const View& view : site_->views) plan_view(view);
    plan_site();
    return std::move(pages_);
  }

 private:
  // The view whose pages are the twins of those of `view`, and whether `view` has no other pages.
  const View* twin_of(const View& view) const {
    return site_->latest_is_draft() && &view == &site_->views[site_->views.size() - 2] ? &site_->newest() : nullptr;
  }
  bool is_twin(const View& view) const { return site_->latest_is_draft() && view.latest; }

  bool stands(const View& view, std::size_t document) const {
    return site_->input.document_stands && view.edition == site_->input.standing_in_part && site_->input.document_stands(document);
  }

  bool history_stands(const model::DocumentId& id) const { return site_->input.history_stands && site_->input.history_stands(id.folded()); }

  // What lists the whole handbook, and takes longest.
  void plan_lists(const View& view) {
    add(view, nullptr, kOnePage<home_page>, "index.html");  // tells of other things in latest/
    if (is_twin(view) || view.is_named) return;
    add_here(view, kOnePage<glossary_page>, "glossary.html");
    add_here(view, kOnePage<documents_page>, "documents.html");
    add_here(view, kOnePage<roles_page>, "roles.html");
    add_here(view, kOnePage<records_page>, "records.html");
    add_here(view, kOnePage<soa_page>, "soa.html");
    add_here(view, kOnePage<coverage_page>, "coverage.html");
    add_here(view, kOnePage<changes_page>, "changes.html");
    add_here(view, kOnePage<registers_page>, "registers.html");
    add_here(view, kOnePage<search_page>, "search.html");
    const model::Handbook& handbook = view.handbook();
    std::set<std::string_view> used;  // a kind has an index when any document links to it
    for (const model::Document& document : handbook.documents) used.insert(document.kind);
    for (std::size_t kind = 0; kind < view.config().kinds.size(); ++kind) {
      if (used.contains(view.config().kinds[kind].id)) add_here(view, kKindPage, kind_path(view.config().kinds[kind].id), kind);
    }
  }

  void plan_view(const View& view) {
    if (is_twin(view) || view.is_named) return;
    const model::Handbook& handbook = view.handbook();
    for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
      if (!stands(view, i)) add_here(view, kDocumentPage, (*view.facts)[i].page, i);
    }
    if (handbook.catalogs.size() > 1) add_here(view, kOnePage<catalogs_page>, "controls/index.html");
    for (std::size_t i = 0; i < handbook.catalogs.size(); ++i) {
      const model::Catalog& catalog = handbook.catalogs[i];
      add_here(view, kCatalogPage, catalog_path(catalog.id), i);
      for (std::size_t control = 0; control < catalog.controls.size(); ++control) {
        const model::ControlId id{catalog.id, catalog.controls[control].id};
        const bool stands = site_->input.control_stands && view.edition == site_->input.standing_in_part && site_->input.control_stands(id);
        if (!stands) add_here(view, kControlPage, control_path(id), i, control);
      }
    }
  }

  // What belongs to no edition: the entrance, permanent addresses, comparisons.
  void plan_site() {
    const View& view = site_->newest();
    add_path(view, nullptr, kEntrancePage, "index.html");
    for (std::size_t i = 0; i < site_->histories.size(); ++i) plan_history(view, i);
    for (std::size_t each = 0; each < site_->views.size(); ++each) {
      const auto& documents = site_->views[each].handbook().documents;
      for (std::size_t i = 0; i < documents.size(); ++i) plan_aliases(view, documents[i].aliases, each, i);
    }
    for (std::size_t i = 0; i < site_->input.changes.size(); ++i) {
      const model::EditionChange& comparison = site_->input.changes[i];
      add_path(view, nullptr, kComparisonPage, comparison_path(comparison.from, comparison.to), i);
      for (std::size_t change = 0; change < comparison.documents.size(); ++change) {
        add_path(view, nullptr, kRedlinePage,
                 redline_path(comparison.from, comparison.to, comparison.documents[change].id), i, change);
      }
    }
  }

  void plan_history(const View& view, std::size_t index) {
    const History& history = site_->histories[index];
    if (site_->latest_is_draft() && stands(view, static_cast<std::size_t>(history.newest - view.handbook().documents.data()))) return;
    if (history_stands(history.id)) return;
    add_path(view, nullptr, kHistoryPage, history_path(history.id), index);
    for (std::size_t version = 0; version < history.versions.size(); ++version) {
      if (!history.versions[version].has_address()) continue;
      add_path(view, nullptr, kVersionPage, version_path(history.id, history.versions[version].version), index, version);
    }
  }

  void plan_aliases(const View& view, const std::vector<model::DocumentId>& aliases, std::size_t holder, std::size_t index) {
    const std::size_t many = std::min<std::size_t>(aliases.size(), kMostAliases);
    for (std::size_t alias = 0; alias < many; ++alias) {
      if (history_stands(aliases[alias]) || site_->history_of(aliases[alias])) continue;
      add_path(view, nullptr, kAliasPage, history_path(aliases[alias]), index, holder * kMostAliases + alias);
    }
  }

  void add_here(const View& view, const PageKind& kind, std::string_view path, std::size_t first = 0, std::size_t second = 0) {
    add(view, twin_of(view), kind, path, first, second);
  }

  void add(const View& view, const View* twin, const PageKind& kind, std::string_view path, std::size_t first = 0,
           std::size_t second = 0) {
    path_ = view.folder;
    path_ += '/';
    path_ += path;
    add_path(view, twin, kind, path_, first, second);
  }

  void add_path(const View& view, const View* twin, const PageKind& kind, std::string_view path, std::size_t first = 0,
                std::size_t second = 0) {
    if (known_.contains(path) || (site_->input.stands && site_->input.stands(path))) return;
    Page& page = pages_.emplace_back();
    page.path = *known_.insert(site_->paths.keep(path)).first;
    page.site = site_;
    page.view = &view;
    page.twin = twin;
    page.kind = &kind;
    page.first = static_cast<std::uint32_t>(first);
    page.second = static_cast<std::uint32_t>(second);
  }

  std::shared_ptr<Site> site_;
  std::vector<Page> pages_;
  std::unordered_set<std::string_view> known_;
  std::string path_;
};

base::Read<std::string> render_at(const Page& page, const View& view, std::string_view path) {
  KeptTexts texts;
  const PageScope scope{*page.site, view, path, texts};
  const PageContent content = page.kind->make(scope, page.first, page.second);
  const templates::Scope common{view.common};
  return templates::render(*view.templates, content.template_name, {content.values, &common},
                           page.site->templates->texts(scope.language()));
}

}  // namespace

base::Read<std::string> Page::render() const { return render_at(*this, *view, path); }

std::string Page::twin_path() const {
  return twin ? twin->folder + std::string(path.substr(view->folder.size())) : std::string();
}

base::Read<std::string> Page::render_twin() const { return render_at(*this, *twin, twin_path()); }

base::Read<TwinPages> Page::render_both() const {
  KeptTexts texts;
  const PageScope scope{*site, *view, path, texts};
  const PageContent content = kind->make(scope, first, second);
  const std::string other_path = twin_path();
  const PageScope other{*site, *twin, other_path, texts};
  Map differing(8);
  for (const templates::Entry& entry : twin->differing.entries()) differing.set(entry.key, entry.value);
  set_folder_values(other, differing);
  if (kind->make_twin) {
    Map made;
    kind->make_twin(other, first, made);
    for (const templates::Entry& entry : made.entries()) {
      if (!(*content.values.find(entry.key.text(), entry.key.hash()) == entry.value)) differing.set(entry.key, entry.value);
    }
  }
  const templates::Scope common{view->common};
  base::Read<templates::Twins> made =
      templates::render_twins(*view->templates, content.template_name, {content.values, &common}, differing,
                              site->templates->texts(scope.language()));
  return {{std::move(made.value.first), std::move(made.value.second)}, std::move(made.diagnostics)};
}

// What the draft and latest/ never have in common.
void set_folder_values(const PageScope& page, Map& values) {
  const bool in_view = page.path.starts_with(page.view.folder) && page.path.substr(page.view.folder.size()).starts_with('/');
  values.set("page_edition", in_view && !page.view.latest ? templates::refer(page.view.edition->id) : std::string_view());
  values.set("in_latest", in_view && page.view.latest);
}

PageContent start_page(const PageScope& page, std::string_view template_name, std::string title,
                       std::string_view section) {
  PageContent content;
  content.template_name = template_name;
  Map& values = content.values;
  const std::string prefix = page.view.folder + "/";
  const bool in_view = page.path.starts_with(prefix);
  values.set("title", std::move(title));
  values.set("section", section);
  values.set("root", way_up(page.path));
  values.set("base", in_view ? way_up(page.path.substr(prefix.size())) : way_up(page.path) + prefix);
  // What script.js needs to offer the same page in another edition.
  values.set("page_path", in_view ? page.path.substr(prefix.size()) : std::string_view());
  set_folder_values(page, values);
  values.set("document_id", "");
  values.set("is_unchanged", false);  // a draft edition's page of a document that stays as it is
  values.set("breadcrumbs", List());
  values.set("contents", List());
  values.set("tables", List());
  values.set("figures", List());
  values.set("siblings", List());
  values.set("siblings_cut_before", false);
  values.set("siblings_cut_after", false);
  values.set("previous", templates::Value());
  values.set("next", templates::Value());
  return content;
}

void add_breadcrumb(PageContent& content, std::string_view label, std::string url) {
  Map crumb(2);
  crumb.set("label", std::string(label));
  crumb.set("url", std::move(url));
  List crumbs = *content.values.find("breadcrumbs")->list();
  crumbs.push_back(std::move(crumb));
  content.values.set("breadcrumbs", std::move(crumbs));
}

std::string interface_word(const PageScope& page, std::string_view key) {
  const templates::FilterResult word = templates::interface_text(key, {}, page.site.templates->texts(page.language()));
  return std::string(word.value.is_text() ? word.value.text() : key);
}

std::vector<std::string_view> theme_files() { return {kThemeFiles.begin(), kThemeFiles.end()}; }

base::Diagnostics check_templates(const Templates& site_templates) {
  base::Diagnostics diagnostics;
  for (const templates::Texts* texts : {&site_templates.japanese, &site_templates.english}) {
    const bool ja = texts->language == base::Language::Japanese;
    for (base::Diagnostic& missing : templates::check_texts(site_templates.set, *texts)) {
      diagnostics.push_back(std::move(missing));
    }
    auto check = [&](std::string_view key) {
      if (texts->entries.contains(key)) return;
      diagnostics.push_back({"template-text",
                             ja ? "templates/text/ja.yaml" : "templates/text/en.yaml",
                             {},
                             {fmt::format("no interface text '{}'", key), fmt::format("画面の文言「{}」がありません", key)},
                             {}});
    };
    std::for_each(kTexts.begin(), kTexts.end(), check);
  }
  base::sort_diagnostics(diagnostics);
  return diagnostics;
}

std::vector<Page> plan_pages(SiteInput input, const Templates& site_templates) {
  auto site = std::make_shared<Site>();
  fill_site(*site, std::move(input), site_templates);
  return Planner(std::move(site)).plan();
}

}  // namespace kitei::render::html
