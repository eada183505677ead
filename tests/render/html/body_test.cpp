#include "render/html/body.h"

#include <catch2/catch.hpp>
#include <string>

namespace {

using namespace kitei;
using namespace kitei::model;
namespace html = kitei::render::html;

Inlines text(const char* words) { return {{Text{words}, {}}}; }
Block block(Block::Node node) { return {std::move(node), {}}; }

html::BodyOptions page() {
  html::BodyOptions options;
  options.mode = html::BodyMode::Page;
  options.href = [](const Target& target) -> std::string {
    return target.kind == TargetKind::Document ? "../procedure/" + target.id + ".html" : "";
  };
  return options;
}

Link link(std::string destination, Target target = {}) {
  return {std::move(destination), "", text("先"), std::move(target)};
}

Reference reference(Target target) {
  Reference made;
  made.name = "AB-P-1";
  made.text = "アクセス制御";
  made.target = std::move(target);
  return made;
}

std::string inlines(Inline::Node node, const html::BodyOptions& options) {
  return html::render_inlines({{std::move(node), {}}}, options);
}

}  // namespace

TEST_CASE("text is escaped everywhere") {
  CHECK(inlines(Text{"<b> & \"x\""}, {}) == "&lt;b&gt; &amp; &quot;x&quot;");
  CHECK(inlines(CodeSpan{"<b>"}, {}) == "<code>&lt;b&gt;</code>");
  CHECK(inlines(Link{"/a\"<b>&c", "\"t\"", text("<"), {}}, {}) ==
        "<a href=\"/a%22%3Cb%3E&amp;c\" title=\"&quot;t&quot;\">&lt;</a>");
  CHECK(inlines(Image{"/a\".png", "t", text("<絵>"), {}}, {}) ==
        "<img src=\"/a%22.png\" alt=\"&lt;絵&gt;\" title=\"t\" />");
  CHECK(html::render_blocks({block(CodeBlock{"x\"y z", "<a>\n"})}, {}) ==
        "<pre><code class=\"language-x&quot;y\">&lt;a&gt;\n</code></pre>\n");
}

TEST_CASE("links that run code are never written") {
  struct Case {
    const char* url;
    bool plain;
    bool page;
  };
  for (const Case& c : {
           Case{"https://a.jp", true, true},
           Case{"HTTP://a.jp", true, true},
           Case{"mailto:a@b.jp", true, true},
           Case{"tel:03-1234-5678", true, true},
           Case{"ftp://a.jp", true, true},
           Case{"a.md#b", true, true},
           Case{"/a:b", true, true},
           Case{"?a:b", true, true},
           Case{"#a", true, true},
           Case{"", true, true},
           Case{"irc://a.jp", true, false},
           Case{"javascript:alert(1)", false, false},
           Case{"JavaScript:alert(1)", false, false},
           Case{" java\nscript:alert(1)", false, false},
           Case{"\x01javascript:alert(1)", false, false},
           Case{"vbscript:x", false, false},
           Case{"data:text/html,x", false, false},
           Case{"file:///etc/passwd", false, false},
       }) {
    INFO(c.url);
    CHECK((inlines(link(c.url), {}).find("<a ") == 0) == c.plain);
    CHECK((inlines(link(c.url), page()).find("<a ") == 0) == c.page);
    CHECK(inlines(link(c.url), page()).find("先") != std::string::npos);
  }
  CHECK(inlines(Image{"javascript:x", "", text("絵"), {}}, {}) == "絵");
}

TEST_CASE("references lead where the page says, and nowhere without a target") {
  const Target document{TargetKind::Document, "AB-P-1", {}, {}};
  CHECK(inlines(reference(document), page()) ==
        "<a class=\"reference reference-document\" href=\"../procedure/AB-P-1.html\">アクセス制御</a>");
  CHECK(inlines(reference({}), page()) == "アクセス制御");
  CHECK(inlines(reference({TargetKind::Record, "D-1", {}, {}}), page()) == "アクセス制御");
  CHECK(inlines(reference(document), {}) == "アクセス制御");
  CHECK(inlines(link("x.md", document), page()) == "<a href=\"../procedure/AB-P-1.html\">先</a>");
}

TEST_CASE("what is withheld shows neither text nor address") {
  const Target withheld{TargetKind::Withheld, "AB-秘", {}, {}};
  CHECK(inlines(reference(withheld), page()) == "（非公開文書）");
  CHECK(inlines(link("secret.md", withheld), page()) == "（非公開文書）");
  html::BodyOptions english = page();
  english.language = base::Language::English;
  CHECK(inlines(reference(withheld), english) == "(document not available here)");
}

TEST_CASE("no link stands in another") {
  const Target document{TargetKind::Document, "AB-P-1", {}, {}};
  Link outer{"https://a.jp", "", {}, {}};
  outer.content = {{reference(document), {}}, {link("https://b.jp"), {}}, {FootnoteReference{"a", 1, 1}, {}}};
  CHECK(inlines(outer, page()) == "<a href=\"https://a.jp\">アクセス制御先<sup class=\"footnote-ref\">1</sup></a>");
}

TEST_CASE("headings carry number, address and permalink on pages only") {
  Heading heading;
  heading.level = 2;
  heading.content = text("目的");
  heading.attributes.edit().id = {"purpose"};
  heading.clause = {ClauseKind::Article, {"purpose"}, {"art-1"}, "第1条", "第1条"};
  CHECK(html::render_blocks({block(heading)}, {}) == "<h2 id=\"purpose\">目的</h2>\n");
  html::BodyOptions options = page();
  options.heading_shift = 1;
  CHECK(html::render_blocks({block(heading)}, options) ==
        "<h3 id=\"purpose\"><span id=\"art-1\"></span><span class=\"number\">第1条</span>（目的） "
        "<a class=\"permalink\" href=\"#purpose\" aria-label=\"第1条へのリンク\">#</a></h3>\n");
  heading.clause = {ClauseKind::Heading, {"目的"}, {}, "1.2", "1.2"};
  options.id_prefix = "AB-";
  CHECK(html::render_blocks({block(heading)}, options) ==
        "<h3 id=\"AB-目的\"><span class=\"number\">1.2</span>　目的 "
        "<a class=\"permalink\" href=\"#AB-%E7%9B%AE%E7%9A%84\" aria-label=\"1.2へのリンク\">#</a></h3>\n");
}

TEST_CASE("numbered items and paragraphs print the number of their clause") {
  List list;
  list.ordered = true;
  ListItem item;
  item.content = {block(Paragraph{text("号"), {}})};
  item.clause = model::Clause{ClauseKind::Item, {}, {"art-1-1-1"}, "(1)", "第1条第1項第1号"};
  list.items = {item};
  CHECK(
      html::render_blocks({block(list)}, page()) ==
      "<ol class=\"numbered\" role=\"list\">\n<li id=\"art-1-1-1\"><span class=\"number\">(1)</span> 号</li>\n</ol>\n");
  CHECK(html::render_blocks({block(list)}, {}) == "<ol>\n<li>号</li>\n</ol>\n");
  const Clause clause{ClauseKind::Paragraph, {}, {"art-1-2"}, "2", "第1条第2項"};
  CHECK(html::render_blocks({block(Paragraph{text("項"), clause})}, page()) ==
        "<p id=\"art-1-2\"><span class=\"number\">2</span>　項</p>\n");
}

TEST_CASE("tables have merged cells, a caption and on pages a part that scrolls") {
  Table table;
  table.columns = {Alignment::None, Alignment::Center};
  table.rows.resize(2);
  table.rows[0].cells = {{text("見出し"), 1, 2, {}}, {{}, 0, 0, {}}};
  table.rows[1].cells = {{text("a"), 1, 1, {}}, {text("b"), 1, 1, {}}};
  table.caption = Caption{text("題名"), {}, "表1"};
  table.caption->attributes.id = {"t"};
  CHECK(html::render_blocks({block(table)}, page()) ==
        "<div class=\"table-wrap\" role=\"group\" tabindex=\"0\" aria-label=\"表1 題名\">\n<table id=\"t\">\n"
        "<caption><span class=\"number\">表1</span>　題名</caption>\n<thead>\n<tr>\n"
        "<th colspan=\"2\" scope=\"colgroup\">見出し</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>a</td>\n"
        "<td class=\"align-center\">b</td>\n</tr>\n</tbody>\n</table>\n</div>\n");
  table.caption.reset();
  table.header_rows = 2;
  CHECK(html::render_blocks({block(table)}, {}) ==
        "<table>\n<thead>\n<tr>\n<th colspan=\"2\">見出し</th>\n</tr>\n<tr>\n<th>a</th>\n<th "
        "align=\"center\">b</th>\n</tr>\n"
        "</thead>\n</table>\n");
}

TEST_CASE("on pages a column to fill in by hand is marked in its first row") {
  Table table;
  table.columns = {Alignment::None, Alignment::Center};
  table.header_rows = 1;
  table.rows.resize(2);
  table.rows[0].cells = {{text("項目"), 1, 1, {}}, {text("記入"), 1, 1, {}}};
  table.rows[1].cells = {{text("氏名"), 1, 1, {}}, {{}, 1, 1, {}}};
  const std::string shown = html::render_blocks({block(table)}, page());
  CHECK(shown.find("<th scope=\"col\">項目</th>\n<th class=\"align-center fill-in\" scope=\"col\">記入</th>") != std::string::npos);
  CHECK(shown.find("fill-in") == shown.rfind("fill-in"));
  CHECK(html::render_blocks({block(table)}, {}).find("class") == std::string::npos);
}

TEST_CASE("boxes, figures, task lists and quotes in tight lists") {
  CHECK(html::render_blocks({block(Alert{AlertKind::Column, {block(Paragraph{text("文"), {}})}})}, page()) ==
        "<aside class=\"alert alert-column\" aria-label=\"コラム\">\n<p "
        "class=\"alert-label\">コラム</p>\n<p>文</p>\n</aside>\n");
  CHECK(html::render_blocks({block(Alert{AlertKind::Note, {block(Paragraph{text("文"), {}})}})}, {}) ==
        "<blockquote>\n<p><strong>注記</strong></p>\n<p>文</p>\n</blockquote>\n");
  Figure figure{{"a.png", "", text("絵"), {}}, Caption{text("題名"), {}, "図1"}};
  html::BodyOptions options = page();
  options.image_source = [](const Image& image) { return "../assets/" + image.source; };
  CHECK(html::render_blocks({block(figure)}, options) ==
        "<figure id=\"caption-figure-1\">\n<img src=\"../assets/a.png\" alt=\"絵\" />\n<figcaption><span "
        "class=\"number\">図1</span>　題名</figcaption>\n"
        "</figure>\n");
  List list;
  list.items.resize(1);
  list.items[0].checked = true;
  list.items[0].content = {block(Paragraph{text("済"), {}}), block(Quote{{block(Paragraph{text("引用"), {}})}})};
  CHECK(html::render_blocks({block(list)}, {}) ==
        "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"> "
        "済\n<blockquote>\n<p>引用</p>\n</blockquote>\n</li>\n</ul>\n");
}

TEST_CASE("footnotes stand behind the body and lead back") {
  Body body;
  body.blocks = {
      block(Paragraph{{{Text{"文"}, {}}, {FootnoteReference{"a", 1, 1}, {}}, {FootnoteReference{"a", 1, 2}, {}}}, {}})};
  body.footnotes = {{"a", 1, 2, {block(Paragraph{text("注"), {}})}, {}}};
  html::BodyOptions options;
  options.id_prefix = "x-";
  CHECK(html::render_body(body, options) ==
        "<p>文<sup class=\"footnote-ref\"><a href=\"#x-fn-1\" id=\"x-fnref-1\">1</a></sup>"
        "<sup class=\"footnote-ref\"><a href=\"#x-fn-1\" id=\"x-fnref-1-2\">1</a></sup></p>\n"
        "<section class=\"footnotes\">\n<ol>\n<li id=\"x-fn-1\">\n<p>注 "
        "<a href=\"#x-fnref-1\" class=\"footnote-backref\" aria-label=\"本文の脚注参照1-1へ戻る\">↩</a> "
        "<a href=\"#x-fnref-1-2\" class=\"footnote-backref\" "
        "aria-label=\"本文の脚注参照1-2へ戻る\">↩<sup>2</sup></a></p>\n"
        "</li>\n</ol>\n</section>\n");
  CHECK(html::render_blocks(body.blocks, options) + html::render_footnotes(body, options) ==
        html::render_body(body, options));
}
