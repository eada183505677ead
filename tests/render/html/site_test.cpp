// The site as a whole: its addresses and links, its safety, its templates.
#include "render/html/site.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/path.h"
#include "render/html/document_body.h"
#include "render/html/rendered.h"
#include "support/blocks.h"

namespace kitei::test {
namespace {

std::string percent_decoded(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::set<std::string> ids_of(const std::string& html) {
  std::set<std::string> ids;
  for (const std::string& id : matches(html, " id=\"([^\"]*)\"")) ids.insert(id);
  return ids;
}

}  // namespace

TEST_CASE("the templates compile and both languages have every interface text") {
  const Sample sample = make_sample();
  for (const base::Diagnostic& d : sample.diagnostics)
    FAIL_CHECK(d.path << ":" << d.position.line << ": " << d.message.en);
  std::vector<std::string> japanese, english;
  for (const auto& [key, text] : sample.templates.japanese.entries) japanese.push_back(key);
  for (const auto& [key, text] : sample.templates.english.entries) english.push_back(key);
  CHECK(japanese == english);
  CHECK(japanese.size() > 150);
}

TEST_CASE("a missing interface text is reported before pages are made") {
  Sample sample = make_sample();
  sample.templates.english.entries.erase("diff-omitted");
  sample.templates.japanese.entries.erase("menu");
  const base::Diagnostics diagnostics = render::html::check_templates(sample.templates);
  REQUIRE(diagnostics.size() == 2);
  CHECK(diagnostics[0].path == "templates/html/base.html");
  CHECK(diagnostics[0].position.line > 1);
  CHECK(diagnostics[0].message.ja == "画面の文言「menu」がありません");
  CHECK(diagnostics[1].path == "templates/text/en.yaml");
  CHECK(diagnostics[1].message.en == "no interface text 'diff-omitted'");
}

TEST_CASE("a site has a page at every address that the design names") {
  for (const char* path : {"index.html",
                           "latest/index.html",
                           "2025.1/index.html",
                           "2026.1/index.html",
                           "2026.2/index.html",
                           "2026.1/procedure/index.html",
                           "2026.1/procedure/AB-P-516.html",
                           "2026.1/controls/index.html",
                           "2026.1/controls/iso27001-2022/index.html",
                           "2026.1/controls/iso27001-2022/5.17.html",
                           "2026.1/controls/nist-csf-2.0/PR.AA-01.html",
                           "2026.1/soa.html",
                           "2026.1/coverage.html",
                           "2026.1/records.html",
                           "2026.1/roles.html",
                           "2026.1/glossary.html",
                           "2026.1/documents.html",
                           "2026.1/changes.html",
                           "2026.1/registers.html",
                           "latest/procedure/AB-P-516.html",
                           "id/AB-P-516.html",
                           "id/AB-P-516@1.1.html",
                           "id/AB-P-516@1.2.html",
                           "id/AB-P-515@1.1.html",
                           "id/AB-OLD-15.html",
                           "changes/2025.1_2026.1/index.html",
                           "changes/2025.1_2026.1/AB-P-516.html",
                           "changes/2026.1_2026.2/AB-P-950.html"}) {
    CHECK(sample_files().contains(path));
  }
}

TEST_CASE("every link and anchor of the site resolves, relative and to a file") {
  const Files& files = sample_files();
  std::map<std::string, std::set<std::string>> ids;
  for (const auto& [path, html] : files) ids[path] = ids_of(html);
  for (const auto& [path, html] : files) {
    INFO(path);
    for (const std::string& link : matches(html, "(?:href|src|data-redirect)=\"([^\"]*)\"")) {
      if (link.starts_with("https://") || link.starts_with("mailto:")) continue;
      INFO(link);
      const std::size_t hash = link.find('#');
      const std::string file = percent_decoded(link.substr(0, hash));
      const std::string target =
          file.empty() ? path : base::join_path(base::parent_path(path), file).value_or("(outside)");
      const bool made_elsewhere =
          target.starts_with("assets/") || target.starts_with("docx/") || target == "editions.js" ||
          target.ends_with("/search-index.js");
      CHECK((made_elsewhere || files.contains(target)));
      if (hash != std::string::npos && files.contains(target)) {
        CHECK(ids[target].contains(percent_decoded(link.substr(hash + 1))));
      }
    }
  }
}

TEST_CASE("every page is safe by itself: a strict policy, nothing inline, nothing from elsewhere, unique ids") {
  for (const auto& [path, html] : sample_files()) {
    INFO(path);
    CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"ja\""));
    CHECK(has(html,
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src "
              "'self'"));
    CHECK_FALSE(has(html, " style=\""));
    CHECK_FALSE(has(html, "<style"));
    CHECK_FALSE(has(html, " onclick"));
    CHECK_FALSE(has(html, "<b>も文字"));
    for (const std::string& script : matches(html, "<script([^>]*)></script>")) CHECK(has(script, " src=\""));
    CHECK(matches(html, "(<script)").size() == matches(html, "(></script>)").size());
    CHECK(matches(html, "src=\"(https?:)").empty());
    CHECK(matches(html, "<link[^>]*href=\"(https?:)").empty());
    const auto all = matches(html, " id=\"([^\"]*)\"");
    CHECK(all.size() == ids_of(html).size());
  }
}

TEST_CASE("the navigation of a page stays small however many documents there are") {
  Sample sample = make_sample();
  model::Handbook& handbook = sample.latest.handbook;
  std::vector<model::Document> many;
  for (int i = 1000; i < 1400; ++i) {
    many.push_back(make_document("AB-P-" + std::to_string(i), "procedure",
                                 "とても長い題名を持つ情報システムの運用に関する手順その" + std::to_string(i), "1.0"));
  }
  handbook.documents.insert(handbook.documents.end(), many.begin(), many.end());
  index_handbook(handbook);
  render::html::SiteInput input = sample.input();
  input.editions.clear();
  for (const render::html::Page& page : render::html::plan_pages(input, sample.templates)) {
    if (page.path != "latest/procedure/AB-P-1200.html") continue;
    const std::string html = page.render().value;
    const std::size_t from = html.find("<nav class=\"side\""), to = html.find("</nav>", from);
    CHECK(to - from < 8 * 1024);
    CHECK(has(html, "AB-P-1199.html"));
    CHECK(has(html, "AB-P-1208.html"));
    CHECK_FALSE(has(html, "AB-P-1209.html"));
    CHECK(has(html, "aria-hidden=\"true\">…</li>"));
  }
}

TEST_CASE("hostile texts stay texts") {
  Sample sample = make_sample();
  const std::string hostile = "\"><script>alert(1)</script>&amp;'";
  for (model::Edition* edition : {&sample.old, &sample.current, &sample.draft, &sample.latest}) {
    model::Handbook& handbook = edition->handbook;
    handbook.config.title = hostile;
    handbook.config.organisation = hostile;
    handbook.catalogs[0].controls[0].title = hostile;
    handbook.registers.terms[0].term = hostile;
    handbook.registers.records[0].title = hostile;
    handbook.registers.laws[0].fields = {{hostile, "javascript:alert(1)"}};
    for (model::Document& document : handbook.documents) {
      document.title = document.number = document.owner = document.scope = hostile;
      for (model::Revision& revision : document.revisions) revision.summary = revision.reason = hostile;
      document.body.blocks.push_back(heading(2, hostile));
    }
    index_handbook(handbook);
  }
  for (const auto& [path, html] : render_all(sample.input(), sample.templates)) {
    INFO(path);
    CHECK_FALSE(has(html, "<script>"));
    CHECK_FALSE(has(html, "href=\"javascript:"));
    CHECK(matches(html, "(<script)").size() <= (path.ends_with("search.html") ? 5u : 2u));
  }
}

TEST_CASE("a site without anything in force, without documents, or without editions can still be made") {
  Sample sample = make_sample();
  render::html::SiteInput input = sample.input();
  input.editions = {&sample.draft};
  input.latest = &sample.draft;
  input.timeline.clear();
  input.changes.clear();
  const Files only_draft = render_all(input, sample.templates);
  CHECK(has(only_draft.at("latest/index.html"), "これは改正案です"));
  CHECK(has(only_draft.at("id/AB-P-516.html"), "改正案"));
  CHECK(has(only_draft.at("id/AB-P-516@1.2.html"), "data-redirect=\"../2026.2/procedure/AB-P-516.html\""));

  sample.draft.handbook = {};
  sample.draft.handbook.config = sample.old.handbook.config;
  const Files empty = render_all(input, sample.templates);
  CHECK(has(empty.at("latest/soa.html"), "該当するものはありません。"));
  CHECK(has(empty.at("latest/documents.html"), "0件"));

  input.editions.clear();
  input.latest = nullptr;
  CHECK(render::html::plan_pages(input, sample.templates).empty());
}

TEST_CASE("a template that asks for an unknown name is reported with its place") {
  Sample sample = make_sample();
  sample.template_files["templates/html/glossary.html"] =
      "{% extends \"base.html\" %}\n{% block main %}\n  {{ titel }}\n{% endblock %}";
  sample.templates.set = templates::compile(sample.template_files, "templates/html/").value;
  for (const render::html::Page& page : render::html::plan_pages(sample.input(), sample.templates)) {
    if (page.path != "2026.1/glossary.html") continue;
    const base::Read<std::string> read = page.render();
    REQUIRE(read.diagnostics.size() == 1);
    const base::Diagnostic& d = read.diagnostics[0];
    CHECK(d.code == "template-undefined");
    CHECK(d.path == "templates/html/glossary.html");
    CHECK(d.position == base::Position{3, 6, 0});
    CHECK(d.message.en == "'titel' is not defined");
    CHECK(d.hint.en == "did you mean 'title'?");
    CHECK(read.value.empty());
  }
}

TEST_CASE("pages are the same however often and in whatever order they are rendered") {
  const Sample sample = make_sample();
  std::vector<render::html::Page> pages = render::html::plan_pages(sample.input(), sample.templates);
  std::reverse(pages.begin(), pages.end());
  for (const render::html::Page& page : pages) {
    INFO(page.path);
    CHECK(page.render().value == page_at(std::string(page.path)));
  }
}

TEST_CASE("the text on a document's page can be made without the site") {
  const Sample sample = make_sample();
  std::size_t compared = 0;
  for (const model::Document& document : sample.draft.handbook.documents) {
    render::html::DocumentSurroundings alone;
    alone.today = sample.input().today;
    bool links = false;
    alone.href = [&](const model::Target&) {
      links = true;
      return std::string();
    };
    const std::string body = render::html::render_document_body(document.body, alone);
    if (links || body.empty()) continue;
    CHECK(has(page_at("2026.2/" + sample.draft.handbook.page_of(document)), "<div class=\"text\">\n" + body + "\n</div>"));
    ++compared;
  }
  CHECK(compared > 1);
}

TEST_CASE("where nothing is in force, a page of the draft and its twin below latest/ are what they are alone") {
  const Sample sample = make_sample();
  render::html::SiteInput input = sample.input();
  input.latest = &sample.draft;
  // A version that waits for its day, and a Word file that only one of the two knows: what twins do not have in common.
  input.timeline.clear();
  const model::Document& waiting = sample.draft.handbook.documents.front();
  model::TimelineEntry entry;
  entry.id = waiting.id;
  entry.version = model::parse_version("99.0");
  entry.edition = entry.newest_edition = "2026.1";
  entry.from = base::add_days(input.today, 1);
  input.timeline.push_back(entry);
  input.has_file = [](std::string_view path) { return path.starts_with("docx/2026.2/"); };
  std::size_t twins = 0;
  bool differs_beside_names = false;
  for (const render::html::Page& page : render::html::plan_pages(input, sample.templates)) {
    CHECK(page.has_twin() == !page.twin_path().empty());
    if (!page.has_twin()) {
      CHECK((!page.path.starts_with("latest/") || page.path == "latest/index.html"));
      continue;
    }
    ++twins;
    INFO(page.path << " " << page.twin_path());
    CHECK("2026.2" + page.twin_path().substr(6) == page.path);
    const auto both = page.render_both();
    const auto alone = page.render();
    const auto twin = page.render_twin();
    REQUIRE((both.diagnostics.empty() && alone.diagnostics.empty() && twin.diagnostics.empty()));
    CHECK(both.value.page == alone.value);
    CHECK(both.value.twin == twin.value);
    CHECK(alone.value != twin.value);
    differs_beside_names |= has(twin.value, "banner-pending");
    CHECK_FALSE(has(alone.value, "banner-pending"));
  }
  CHECK(twins > sample.draft.handbook.documents.size());
  CHECK(differs_beside_names);
}

}  // namespace kitei::test
