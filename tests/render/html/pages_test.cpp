// What each sort of page shows.
#include <catch2/catch.hpp>

#include <algorithm>

#include "base/utf8.h"
#include "render/html/rendered.h"
#include "render/html/sample.h"
#include "render/html/urls.h"
#include "render/html/site.h"

namespace kitei::test {

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

TEST_CASE("pages of frozen editions and latest/ are the same whatever the draft is, and without one") {
  struct Case {
    std::string name;
    void (*change)(Sample& sample, render::html::SiteInput& input);
  };
  const std::vector<Case> cases{
      {"no draft",
       [](Sample&, render::html::SiteInput& input) {
         input.editions.pop_back();
         input.changes.pop_back();
       }},
      {"versions that come back",
       [](Sample& sample, render::html::SiteInput& input) {
         for (model::Document& document : sample.draft.handbook.documents) document.version = model::parse_version("1.1");
         model::DocumentChange back;
         back.id = {"AB-P-516"};
         back.before = model::parse_version("1.2");
         back.after = model::parse_version("1.1");
         back.kind = model::ChangeKind::Changed;
         input.changes.back().documents.push_back(back);
       }},
      {"versions that nobody else has",
       [](Sample& sample, render::html::SiteInput& input) {
         for (model::Document& document : sample.draft.handbook.documents) {
           model::DocumentChange change;
           change.id = document.id;
           change.before = document.version;
           change.after = document.version = model::parse_version("7.0");
           change.kind = model::ChangeKind::Changed;
           input.changes.back().documents.push_back(change);
         }
       }},
      {"ids in another case, former ids",
       [](Sample& sample, render::html::SiteInput&) {
         for (model::Document& document : sample.draft.handbook.documents) {
           document.aliases.push_back({"OLD-" + document.id.text.str()});
           document.id = {base::ascii_lower(document.id.text)};
         }
         index_handbook(sample.draft.handbook);
       }},
      {"no documents",
       [](Sample& sample, render::html::SiteInput&) {
         sample.draft.handbook = {};
         sample.draft.handbook.config = sample.old.handbook.config;
       }},
  };
  for (const Case& c : cases) {
    Sample sample = make_sample();
    render::html::SiteInput input = sample.input();
    c.change(sample, input);
    const Files files = render_all(input, sample.templates);
    std::size_t compared = 0;
    for (const auto& [path, html] : sample_files()) {
      if (!path.starts_with("2025.1/") && !path.starts_with("2026.1/") && !path.starts_with("latest/")) continue;
      if (c.name == "no draft" && path == "latest/changes.html") continue;  // it says that there is one
      INFO(c.name << ": " << path);
      CHECK(files.at(path) == html);
      ++compared;
    }
    CHECK(compared > 50);
  }
}

TEST_CASE("latest/ says of the draft that it can be compared, and no more") {
  const std::string& changes = page_at("latest/changes.html");
  CHECK(has(changes, "<a href=\"../changes/2026.1_2026.2/index.html\"><span class=\"document-list-title\">2026.1 → 2026.2</span></a> <span class=\"stamp stamp-draft\">案</span>"));
  CHECK(matches(changes, "(変更 [0-9]+件・新設 [0-9]+件)").size() == 1);
  CHECK(matches(page_at("2026.2/changes.html"), "(変更 [0-9]+件・新設 [0-9]+件)").size() == 2);
  CHECK_FALSE(has(page_at("2026.1/changes.html"), "2026.2"));
}

TEST_CASE("permanent addresses are written as the newest frozen edition writes an id, and pages lead there") {
  Sample sample = make_sample();
  for (model::Document& document : sample.draft.handbook.documents) {
    if (document.id.text == "AB-P-516") document.id = {"ab-p-516"};
  }
  index_handbook(sample.draft.handbook);
  const Files files = render_all(sample.input(), sample.templates);
  CHECK(files.contains("id/AB-P-516.html"));
  CHECK_FALSE(files.contains("id/ab-p-516.html"));
  CHECK(has(files.at("2026.2/procedure/ab-p-516.html"), "href=\"../../id/AB-P-516.html\""));
  CHECK(has(files.at("id/AB-P-516.html"), "href=\"../2026.2/procedure/ab-p-516.html\""));
  CHECK(files.contains("id/AB-P-950.html"));  // only the draft has it
}

TEST_CASE("histories need no more of an edition that stands than how its documents are called") {
  Sample sample = make_sample();
  render::html::SiteInput input = sample.input();
  const Files whole = render_all(input, sample.templates);
  model::Handbook& handbook = sample.old.handbook;
  handbook.catalogs.clear();
  handbook.soa.reset();
  handbook.registers = {};
  handbook.backlinks.clear();
  handbook.implementers.clear();
  for (model::Document& document : handbook.documents) {
    document.body = {};
    document.clauses.clear();
  }
  const std::vector<std::string> standing{"2025.1/", "changes/2025.1_2026.1/"};
  input.named = {&sample.old};
  input.stands = [&](std::string_view path) {
    return std::any_of(standing.begin(), standing.end(), [&](const std::string& folder) { return path.starts_with(folder); });
  };
  input.history_stands = [](std::string_view id) { return id == "ab-p-515"; };
  const Files part = render_all(input, sample.templates);
  for (const auto& [path, html] : whole) {
    INFO(path);
    const bool stands = input.stands(path) || render::html::id_of_path(path) == "AB-P-515" && path.starts_with("id/");
    CHECK(part.contains(path) != stands);
    if (!stands) CHECK(part.at(path) == html);
  }
}

TEST_CASE("comparisons are the same where no page of the editions is planned that they compare") {
  const Sample sample = make_sample();
  render::html::SiteInput input = sample.input();
  const Files whole = render_all(input, sample.templates);
  input.named = {&sample.old, &sample.current, &sample.draft};
  input.stands = [](std::string_view path) { return path.starts_with("202"); };
  const Files part = render_all(input, sample.templates);
  std::size_t comparisons = 0;
  for (const auto& [path, html] : whole) {
    INFO(path);
    CHECK(part.contains(path) == !input.stands(path));
    if (part.contains(path)) CHECK(part.at(path) == html);
    comparisons += path.starts_with("changes/");
  }
  CHECK(comparisons > 3);
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
  CHECK(has(comparison, "変更（版は同じ） <span class=\"count\">1件</span>"));
  CHECK(has(comparison, "変更 0件"));
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
  CHECK(has(html, "<span class=\"date\">2025年4月1日 –</span> <span class=\"date\">2026年3月31日</span></td><td>2025.1</td>"));
  CHECK(has(html, "記録のみ"));
  CHECK(has(page_at("id/AB-P-950.html"), "改正案"));
}

TEST_CASE("a version that another one overtakes before its day has no days in force and is announced nowhere") {
  const Sample sample = make_sample();
  render::html::SiteInput input = sample.input();
  const std::string& before = page_at("latest/procedure/AB-P-515.html");
  REQUIRE(has(before, "banner-pending"));
  REQUIRE(has(page_at("id/AB-P-515.html"), "<td class=\"short\">施行前</td>"));
  for (model::TimelineEntry& entry : input.timeline) {
    if (entry.id.text == "AB-P-515" && entry.version.text == "1.1") entry.until = entry.from;
  }
  const Files files = render_all(input, sample.templates);
  const std::string& history = files.at("id/AB-P-515.html");
  CHECK(has(history, "<td class=\"short\">施行されず</td><td></td><td>2026.1</td>"));
  CHECK(!has(history, "<td class=\"short\">施行前</td>"));
  CHECK(!has(history, "2026年10月1日 –"));
  CHECK(!has(files.at("latest/procedure/AB-P-515.html"), "banner-pending"));
}

TEST_CASE("of two versions that wait for their dates the page announces the one that comes first") {
  const Sample sample = make_sample();
  render::html::SiteInput input = sample.input();
  const auto first = std::find_if(input.timeline.begin(), input.timeline.end(), [](const model::TimelineEntry& entry) {
    return entry.id.text == "AB-P-515" && entry.version.text == "1.1";
  });
  REQUIRE(first != input.timeline.end());
  model::TimelineEntry second = *first;
  second.version = model::parse_version("1.2");
  second.from = {std::chrono::year{2026}, std::chrono::month{12}, std::chrono::day{1}};
  first->until = second.from;
  input.timeline.push_back(second);
  const Files files = render_all(input, sample.templates);
  const std::string& html = files.at("latest/procedure/AB-P-515.html");
  CHECK(has(html, "2026年10月1日"));
  CHECK(has(html, "AB-P-515@1.1.html"));
  CHECK(!has(html, "2026年12月1日"));
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

TEST_CASE("usual keys of registers have a name in the language of the site, others stay as the author wrote them") {
  CHECK(has(page_at("2026.1/roles.html"), "<dt>責任</dt><dd>手順の維持と見直し</dd>"));
  CHECK(has(page_at("2026.1/roles.html"), "<dt>兼ねられない役割</dt><dd>内部監査責任者</dd>"));
}

}  // namespace kitei::test
