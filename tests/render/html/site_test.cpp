#include "render/html/site.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "base/path.h"
#include "render/html/document_body.h"
#include "render/html/sample.h"
#include "support/blocks.h"

namespace kitei::test {
namespace {

using Files = std::map<std::string, std::string>;

Files render_all(const render::html::SiteInput& input, const render::html::Templates& templates) {
  Files files;
  auto add = [&](std::string path, base::Read<std::string> read) {
    INFO(path);
    for (const base::Diagnostic& d : read.diagnostics) {
      FAIL_CHECK(d.path << ":" << d.position.line << ":" << d.position.column << ": " << d.message.en);
    }
    CHECK(files.emplace(std::move(path), std::move(read.value)).second);
  };
  for (const render::html::Page& page : render::html::plan_pages(input, templates)) {
    add(std::string(page.path), page.render());
    if (page.has_twin()) add(page.twin_path(), page.render_twin());
  }
  return files;
}

// Rendered once: the sample is the same for every test that only reads it.
const Files& sample_files() {
  static const Sample sample = make_sample();
  static const Files files = render_all(sample.input(), sample.templates);
  return files;
}

const std::string& page_at(const std::string& path) {
  const auto found = sample_files().find(path);
  if (found == sample_files().end()) FAIL("no page " << path);
  return found->second;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

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

std::vector<std::string> matches(const std::string& text, const char* pattern) {
  std::vector<std::string> found;
  const std::regex regex(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) found.push_back((*at)[1]);
  return found;
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

TEST_CASE("a document page shows what the design asks for") {
  const std::string& html = page_at("2026.1/procedure/AB-P-516.html");
  for (const char* part : {"<title>AB-P-516 パスワード管理手順 – 情報セキュリティ規程集</title>",
                           "<h1>パスワード管理手順</h1>",
                           "第1.2版",
                           "2026年4月1日 施行",
                           "<dt>機密区分</dt><dd>社外秘</dd>",
                           "<dt>主管部署</dt><dd>情報システム部</dd>",
                           "<dt>承認者</dt><dd>情報セキュリティ最高責任者</dd>",
                           "<dt>次回見直し</dt><dd>2027年3月31日</dd>",
                           "<h2 id=\"standard\">",
                           "パスワードは12文字以上",
                           "<a class=\"chip\" href=\"../controls/iso27001-2022/5.17.html\"",
                           "<a href=\"../regulation/AB-R-04.html\">",
                           "第1.0版に基づく",
                           "（非公開文書）",
                           "<a href=\"../records.html#record-D-12\">アクセス権一覧</a>",
                           "保存期間 3年",
                           "<a href=\"AB-P-515.html\">",
                           "<a href=\"../../id/AB-P-516@1.1.html\">1.1</a>",
                           "<a href=\"../../changes/2025.1_2026.1/AB-P-516.html\">見え消し</a>",
                           "href=\"../../docx/2026.1/AB-P-516.docx\" download",
                           "href=\"../../id/AB-P-516.html\"",
                           "内部監査 25-03 の指摘による",
                           "rel=\"prev\" href=\"AB-P-515.html\"",
                           "<a href=\"#standard\">"}) {
    INFO(part);
    CHECK(has(html, part));
  }
  // A reference that is withheld from this site's readers is no link.
  CHECK(matches(html, "(<a[^>]*>[^<]*（非公開文書）)").empty());
  // What implements and refers to a document is on its page too.
  CHECK(has(page_at("2026.1/regulation/AB-R-04.html"), "AB-P-516</span> パスワード管理手順"));
  CHECK(has(page_at("2026.1/procedure/AB-P-515.html"), "この文書を参照する文書"));
  // A pinned reference leads to the permanent address of that version.
  CHECK(has(page_at("2026.1/regulation/AB-R-04.html"), "href=\"../../id/AB-P-516@1.1.html\">前の版の手順</a>"));
  CHECK(has(page_at("2025.1/regulation/AB-R-04.html"), "href=\"../procedure/AB-P-516.html\">前の版の手順</a>"));
  CHECK(has(page_at("2026.1/form/AB-F-012.html"), "href=\"../../assets/AB-F-012-0badf00d.xlsx\" download"));
}

TEST_CASE("pages of an edition say nothing about newer ones") {
  for (const auto& [path, html] : sample_files()) {
    INFO(path);
    if (path.starts_with("2025.1/")) {
      CHECK_FALSE(has(html, "2026.1"));
      CHECK_FALSE(has(html, "2026.2"));
    }
    if (path.starts_with("2026.1/")) CHECK_FALSE(has(html, "2026.2"));
  }
}

TEST_CASE("drafts stand in the draft edition only, with a seal; retired documents in no index") {
  CHECK(sample_files().contains("2026.2/procedure/AB-P-950.html"));
  CHECK_FALSE(sample_files().contains("2026.1/procedure/AB-P-950.html"));
  CHECK(has(page_at("2026.2/procedure/AB-P-950.html"), "<span class=\"stamp stamp-draft\">作成中</span>"));
  CHECK(has(page_at("2026.2/procedure/index.html"), "生成AI利用手順"));
  CHECK(has(page_at("2026.2/procedure/AB-P-515.html"), "これは改正案です"));
  CHECK(has(page_at("2026.1/procedure/AB-P-901.html"), "この文書は廃止されました"));
  CHECK(has(page_at("id/AB-P-901.html"), "この文書は廃止されました"));
  for (const char* index : {"2026.1/procedure/index.html", "2026.1/documents.html", "2026.1/index.html",
                            "2026.1/procedure/AB-P-515.html"}) {
    INFO(index);
    CHECK_FALSE(has(page_at(index), "AB-P-901"));
  }
}

TEST_CASE("a draft edition shows what it carries over as it is in force, and what is new as a draft") {
  const std::string& kept = page_at("2026.2/procedure/AB-P-516.html");
  CHECK(has(kept, "<span class=\"stamp stamp-current\">施行中</span>"));
  CHECK(has(kept, "<dt>状態</dt><dd>施行中</dd>"));
  CHECK(has(kept, "この文書は、直近の発行版から変わっていません。"));
  CHECK_FALSE(has(kept, "これは改正案です"));
  const std::string& fresh = page_at("2026.2/policy/AB-A-01.html");
  CHECK(has(fresh, "<span class=\"stamp stamp-draft\">案</span>\n<span class=\"document-version\">"));
  CHECK(has(fresh, "<dt>状態</dt><dd>承認済み（未施行）</dd>"));
  CHECK(has(fresh, "これは改正案です"));
  const std::string& list = page_at("2026.2/procedure/index.html");
  CHECK(has(list, "パスワード管理手順</span></a>\n<span class=\"document-list-facts\"><span class=\"stamp stamp-current\">"));
  CHECK(has(list, "生成AI利用手順</span></a>\n<span class=\"document-list-facts\"><span class=\"stamp stamp-draft\">作成中"));
  // Published editions have no such marks: what is in force is said by editions.js.
  CHECK_FALSE(has(page_at("2026.1/procedure/index.html"), "stamp"));
}

TEST_CASE("a home page does not call a document changed whose version and text stay as they are") {
  const Sample sample = make_sample();
  render::html::SiteInput input = sample.input();
  model::DocumentChange review;
  review.id = {"AB-P-515"};
  review.before = review.after = model::parse_version("1.0");
  review.bookkeeping = true;
  review.fields = {{"next_review", "2026-03-31", "2027-03-31"}};
  model::DocumentChange drift = review;  // the text of a reference follows its target, under the same version
  drift.id = {"AB-P-516"};
  drift.bookkeeping = false;
  input.changes[1].documents.push_back(review);
  input.changes[1].documents.push_back(drift);
  const Files files = render_all(input, sample.templates);
  const std::string& home = files.at("2026.2/index.html");
  const std::string news = home.substr(home.find("id=\"page-news\""));
  CHECK(has(news, "AB-P-950"));
  CHECK(has(news, "1件"));
  CHECK_FALSE(has(news, "AB-P-515"));
  CHECK_FALSE(has(news, "AB-P-516"));
  const std::string& comparison = files.at("changes/2026.1_2026.2/index.html");
  CHECK(has(comparison, "文書情報だけの更新 <span class=\"count\">1件</span>"));
  CHECK(has(comparison, "変更 <span class=\"count\">1件</span>"));
  CHECK(files.contains("changes/2026.1_2026.2/AB-P-515.html"));
}

TEST_CASE("a part leads to the revision history of its book instead of repeating it") {
  Sample sample = make_sample();
  for (model::Document& document : sample.current.handbook.documents) {
    if (document.id.text.starts_with("AB-H-01")) {
      document.revisions = {{model::parse_version("1.0"), {}, {}, "", "", {}, "", {}, "ハンドブックの制定", "", {}}};
    }
  }
  const Files files = render_all(sample.input(), sample.templates);
  CHECK(has(files.at("2026.1/handbook/AB-H-01.html"), "<td>ハンドブックの制定</td>"));
  const std::string& part = files.at("2026.1/handbook/AB-H-01-1.html");
  CHECK_FALSE(has(part, "ハンドブックの制定"));
  CHECK(has(part, "<a href=\"AB-H-01.html#page-revisions\">「従業者ハンドブック」の改訂履歴を見る</a>"));
}

TEST_CASE("latest/ shows what is in force and says when a newer version waits for its date") {
  const std::string& html = page_at("latest/procedure/AB-P-515.html");
  CHECK(has(html, "<span class=\"stamp stamp-current\">施行中</span>"));
  CHECK(has(html, "第1.1版が2026年10月1日から施行されます。 <a href=\"../../id/AB-P-515@1.1.html\">"));
  CHECK_FALSE(has(page_at("2026.1/procedure/AB-P-515.html"), "2026年10月1日"));
  CHECK(has(html, "href=\"../../docx/2026.1/AB-P-515.docx\""));
}

TEST_CASE("parts of a document are listed under their head and follow it") {
  CHECK(has(page_at("2026.1/handbook/AB-H-01.html"), "<a href=\"AB-H-01-1.html\">毎日の仕事で</a>"));
  CHECK(has(page_at("2026.1/handbook/AB-H-01-1.html"), "rel=\"prev\" href=\"AB-H-01.html\""));
  CHECK(has(page_at("2026.1/handbook/AB-H-01-1.html"), "rel=\"next\" href=\"AB-H-01-2.html\""));
  CHECK(has(page_at("2026.1/handbook/AB-H-01-1.html"), "<li><a href=\"AB-H-01.html\">従業者ハンドブック</a></li>"));
}

TEST_CASE("control pages lead to clauses and to other catalogues, and back") {
  const std::string& html = page_at("2026.1/controls/iso27001-2022/5.18.html");
  CHECK(has(html, "href=\"../../regulation/AB-R-04.html#grant\""));
  CHECK(has(html, "第2条 アクセス権の付与"));
  CHECK(has(html, "<span class=\"state state-planned\">実施予定</span>"));
  CHECK(has(page_at("2026.1/controls/iso27001-2022/5.17.html"), "href=\"../nist-csf-2.0/PR.AA-01.html\""));
  CHECK(has(page_at("2026.1/controls/iso27001-2022/5.17.html"), "対応する管理策はありません"));
  CHECK(has(page_at("2026.1/controls/iso27001-2022/5.17.html"), "changes/2025.1_2026.1/AB-P-516.html"));
  CHECK(has(page_at("2026.1/controls/nist-csf-2.0/PR.AA-01.html"), "href=\"../iso27001-2022/5.17.html\""));
  CHECK(has(page_at("2026.1/controls/iso27001-2022/8.4.html"), "適用除外"));
  CHECK(has(page_at("2026.1/controls/iso27001-2022/8.5.html"), "この管理策を実施する文書は、まだありません。"));
  CHECK(has(page_at("2026.1/coverage.html"), "5件のうち、文書あり 3件、適用除外 1件、文書なし 1件です。"));
  // A catalogue that no document names is covered by way of its counterparts.
  CHECK(has(page_at("2026.1/coverage.html"), "文書あり 0件、対応する他のカタログの管理策に文書あり 1件"));
  CHECK(has(page_at("2026.1/controls/nist-csf-2.0/PR.AA-01.html"), "対応する他のカタログの管理策に文書があります。"));
  CHECK(has(page_at("2026.1/controls/index.html"), "対応する管理策に文書あり 1件"));
  CHECK(has(page_at("2026.1/soa.html"), "管理策 5件：適用 3件（実施済み 1件）、適用除外 1件"));
  CHECK(has(page_at("2026.1/soa.html"), "AB-R-04 アクセス制御規程 第2条"));
}

TEST_CASE("the history page knows every version, the one in force, and which edition holds which") {
  const std::string& html = page_at("id/AB-P-516.html");
  CHECK(has(html, "<span class=\"document-version\">第1.2版</span> <span>2026年4月1日 施行</span>"));
  CHECK(has(html, "href=\"../latest/procedure/AB-P-516.html\" data-history-edition=\"latest\""));
  CHECK(has(html, "href=\"../2025.1/procedure/AB-P-516.html\" data-history-edition=\"2025.1\""));
  CHECK(has(html, "2025年4月1日 – 2026年3月31日</td><td>2025.1</td>"));
  CHECK(has(html, "記録のみ"));
  CHECK(has(page_at("id/AB-P-950.html"), "改正案"));
}

TEST_CASE("redirects name their target for the script and for readers without scripts") {
  const std::string& html = page_at("id/AB-P-516@1.1.html");
  CHECK(has(html, "data-redirect=\"../2025.1/procedure/AB-P-516.html\""));
  CHECK(has(html,
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=../2025.1/procedure/AB-P-516.html\"></noscript>"));
  CHECK(has(page_at("index.html"), "data-redirect=\"latest/index.html\""));
  // The version in force leads to a frozen edition although the draft holds it too. One that was in no edition has no address:
  // its row in the table leads to the history.
  CHECK(has(page_at("id/AB-P-516@1.2.html"), "data-redirect=\"../2026.1/procedure/AB-P-516.html\""));
  CHECK(!sample_files().contains("id/AB-P-516@1.0.html"));
  CHECK(has(page_at("2026.1/procedure/AB-P-516.html"), "<a href=\"../../id/AB-P-516.html\">1.0</a>"));
  CHECK(has(page_at("id/AB-OLD-15.html"), "data-redirect=\"AB-P-515.html\""));
}

TEST_CASE("a comparison shows the redline and the two sides") {
  const std::string& html = page_at("changes/2025.1_2026.1/AB-P-516.html");
  CHECK(has(html, "パスワードは<del>10</del><ins>12</ins>文字以上とし"));
  CHECK(has(html, "パスワードは<ins>12</ins>文字以上とし"));
  CHECK(has(html, "パスワードは<del>10</del>文字以上とし"));
  CHECK(has(html, "<ins class=\"diff-block\"><p>報告を受けた情報システム部は、当日中に影響を調べる。</p>"));
  CHECK(has(html, "<p class=\"omitted\">（新設）</p>"));
  CHECK(has(html,
            "<th scope=\"row\">文書責任者</th><td><del>総務部</del></td><td><ins>情報セキュリティ管理者</ins></td>"));
  CHECK(has(page_at("changes/2025.1_2026.1/index.html"), "変更 1件・新設 0件・削除 0件"));
}

TEST_CASE("an English handbook has English pages") {
  Sample sample = make_sample();
  for (model::Edition* edition : {&sample.old, &sample.current, &sample.draft, &sample.latest}) {
    edition->handbook.config.language = base::Language::English;
  }
  const Files files = render_all(sample.input(), sample.templates);
  const std::string& html = files.at("2026.1/procedure/AB-P-516.html");
  CHECK(has(html, "<html lang=\"en\""));
  CHECK(has(html, "Version 1.2"));
  CHECK(has(html, "Effective 1 April 2026"));
  CHECK(has(html, "kept for 3 years"));
  CHECK(has(html, "Procedures"));
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

TEST_CASE("usual keys of registers have a name in the language of the site, others stay as the author wrote them") {
  CHECK(has(page_at("2026.1/roles.html"), "<dt>責任</dt><dd>手順の維持と見直し</dd>"));
  CHECK(has(page_at("2026.1/roles.html"), "<dt>兼ねられない役割</dt><dd>内部監査責任者</dd>"));
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
