#include "render/html/site.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>

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

using MakeContent = std::function<PageContent(const PageScope&)>;

// "../" for each folder between a page and the folder `from`.
std::string way_up(std::string_view path) {
  std::string up;
  for (const char c : path) {
    if (c == '/') up += "../";
  }
  return up;
}

class Planner {
 public:
  explicit Planner(std::shared_ptr<const Site> site) : site_(std::move(site)) {}

  std::vector<Page> plan() {
    for (const View& view : site_->views) plan_view(view);
    if (!site_->views.empty()) plan_site();
    std::stable_sort(pages_.begin(), pages_.end(), [](const Page& a, const Page& b) { return a.path < b.path; });
    // An alias or a version may name the same file as a document; the first one planned is the document itself.
    pages_.erase(
        std::unique(pages_.begin(), pages_.end(), [](const Page& a, const Page& b) { return a.path == b.path; }),
        pages_.end());
    return std::move(pages_);
  }

 private:
  void plan_view(const View& view) {
    auto add_here = [&](std::string path, MakeContent make) { add(view.folder + "/" + path, view, std::move(make)); };
    add_here("index.html", home_page);
    add_here("documents.html", documents_page);
    add_here("records.html", records_page);
    add_here("roles.html", roles_page);
    add_here("glossary.html", glossary_page);
    add_here("registers.html", registers_page);
    add_here("soa.html", soa_page);
    add_here("coverage.html", coverage_page);
    add_here("changes.html", changes_page);
    add_here("search.html", search_page);
    const model::Handbook& handbook = view.handbook();
    std::set<std::string_view> used;  // a kind has an index when any document links to it
    for (const model::Document& document : handbook.documents) used.insert(document.kind);
    for (std::size_t kind = 0; kind < view.config().kinds.size(); ++kind) {
      if (!used.contains(view.config().kinds[kind].id)) continue;
      add_here(kind_path(view.config().kinds[kind].id),
               [kind](const PageScope& page) { return kind_page(page, kind); });
    }
    for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
      add_here(handbook.page_of(handbook.documents[i]), [i](const PageScope& page) { return document_page(page, i); });
    }
    if (handbook.catalogs.size() > 1) add_here("controls/index.html", catalogs_page);
    for (const model::Catalog& catalog : handbook.catalogs) {
      add_here(catalog_path(catalog.id), [&catalog](const PageScope& page) { return catalog_page(page, catalog); });
      for (std::size_t i = 0; i < catalog.controls.size(); ++i) {
        add_here(control_path({catalog.id, catalog.controls[i].id}),
                 [&catalog, i](const PageScope& page) { return control_page(page, catalog, i); });
      }
    }
  }

  // What belongs to no edition: the entrance, permanent addresses, comparisons.
  void plan_site() {
    const View& view = site_->newest();
    add("index.html", view,
        [](const PageScope& page) { return redirect_page(page, page.view.config().title, page.link("index.html")); });
    for (const auto& [key, history] : site_->histories) plan_history(view, history);
    for (const View& each : site_->views) {
      for (const model::Document& document : each.handbook().documents) plan_aliases(view, document);
    }
    for (const model::EditionChange& comparison : site_->input.changes) {
      add(comparison_path(comparison.from, comparison.to), view,
          [&comparison](const PageScope& page) { return comparison_page(page, comparison); });
      for (const model::DocumentChange& change : comparison.documents) {
        add(redline_path(comparison.from, comparison.to, change.id), view,
            [&comparison, &change](const PageScope& page) { return redline_page(page, comparison, change); });
      }
    }
  }

  void plan_history(const View& view, const History& history) {
    add(history_path(history.id), view, [&history](const PageScope& page) { return history_page(page, history); });
    for (const VersionEntry& entry : history.versions) {
      if (entry.version.empty()) continue;
      add(version_path(history.id, entry.version), view, [&history, &entry](const PageScope& page) {
        const View* holder = entry.holder;
        const model::Document* document = holder ? holder->handbook().find(history.id.text) : nullptr;
        // No built edition holds it: the history says what is known about it.
        const std::string target =
            document ? holder->folder + "/" + holder->handbook().page_of(*document) : history_path(history.id);
        return redirect_page(page, history.id.text + " " + entry.version.text, page.site_link(target));
      });
    }
  }

  void plan_aliases(const View& view, const model::Document& document) {
    for (const model::DocumentId& alias : document.aliases) {
      if (site_->histories.contains(alias.folded())) continue;
      add(history_path(alias), view, [&document, alias](const PageScope& page) {
        return redirect_page(page, alias.text, page.site_link(history_path(document.id)));
      });
    }
  }

  void add(std::string path, const View& view, MakeContent make) {
    // The site is kept by every page function, so that nothing but the caller's own input must outlive them.
    auto render = [site = site_, &view, path, make = std::move(make)] {
      const PageScope page{*site, view, path};
      const PageContent content = make(page);
      const templates::Scope common{view.common};
      base::Read<templates::Marked> made =
          templates::render_marked(site->templates->set, content.template_name, {content.values, &common},
                                   site->templates->texts(page.language()), content.values.find("body"));
      return base::Read<RenderedPage>{{std::move(made.value.text), made.value.at, made.value.size},
                                      std::move(made.diagnostics)};
    };
    pages_.push_back({std::move(path), std::move(render)});
  }

  std::shared_ptr<const Site> site_;
  std::vector<Page> pages_;
};

}  // namespace

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
  values.set("page_path", in_view ? page.path.substr(prefix.size()) : std::string());
  values.set("page_edition", in_view && !page.view.latest ? page.view.edition->id : std::string());
  values.set("in_latest", in_view && page.view.latest);
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
  Map crumb;
  crumb.set("label", label);
  crumb.set("url", std::move(url));
  List crumbs = *content.values.find("breadcrumbs")->list();
  crumbs.push_back(std::move(crumb));
  content.values.set("breadcrumbs", std::move(crumbs));
}

std::string interface_word(const PageScope& page, std::string_view key) {
  const templates::FilterResult word = templates::interface_text(key, {}, page.site.templates->texts(page.language()));
  return word.value.text() ? *word.value.text() : std::string(key);
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
      const std::string name(key);
      diagnostics.push_back({"template-text",
                             std::string("templates/text/") + (ja ? "ja.yaml" : "en.yaml"),
                             {},
                             {"no interface text '" + name + "'", "画面の文言「" + name + "」がありません"},
                             {}});
    };
    std::for_each(kTexts.begin(), kTexts.end(), check);
  }
  base::sort_diagnostics(diagnostics);
  return diagnostics;
}

std::vector<Page> plan_pages(SiteInput input, const Templates& site_templates) {
  return Planner(std::make_shared<const Site>(make_site(std::move(input), site_templates))).plan();
}

}  // namespace kitei::render::html
