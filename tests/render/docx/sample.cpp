#include "render/docx/sample.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "render/docx/media.h"

namespace kitei::sample {
namespace {

using namespace std::chrono_literals;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

base::Date day(int year, unsigned month, unsigned d) {
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{d}};
}

void front_matter(model::Document& document, std::string id, std::string number, std::string title, std::string kind) {
  document.id = {std::move(id)};
  document.number = std::move(number);
  document.title = std::move(title);
  document.kind = std::move(kind);
  document.version = model::parse_version("1.2");
  document.classification = "internal";
  document.scope = "全社・全従業員";
  document.department = "情報システム部";
  document.owner = "情報セキュリティ管理者";
  document.author = "山田 太郎";
  document.reviewer = "佐藤 花子";
  document.approver = "経営責任者";
  document.approval = {"稟議2026-031", "電子承認", day(2026, 3, 19)};
  document.established_date = day(2024, 4, 1);
  document.approved_date = day(2026, 3, 19);
  document.effective_date = day(2026, 4, 1);
  model::Revision second;
  second.version = model::parse_version("1.2");
  second.date = day(2026, 4, 1);
  second.approved = day(2026, 3, 19);
  second.author = "山田 太郎";
  second.approver = "経営責任者";
  second.type = model::RevisionType::Amended;
  second.summary = "パスワードの長さを12文字以上に改めた";
  second.reason = "内部監査 24-03";
  model::Revision first = second;
  first.version = model::parse_version("1.0");
  first.date = day(2024, 4, 1);
  first.type = model::RevisionType::Established;
  first.summary = "新規制定";
  first.reason = "";
  document.revisions = {second, first};
}

model::ClauseEntry entry_of(const model::Block& block) {
  const auto& heading = base::get<model::Heading>(block.node);
  return {heading.clause, model::plain_text(heading.content), 0, {}, {}};
}

void collect_clauses(model::Document& document) {
  for (const model::Block& block : document.body.blocks) {
    if (base::holds_alternative<model::Heading>(block.node)) document.clauses.push_back(entry_of(block));
  }
}

model::Block alert(model::AlertKind kind, model::Blocks content) {
  return {model::Alert{kind, std::move(content)}, {}};
}

model::Block merged_table() {
  model::Block block = table(4,
                             {{"区分", "内容", "", "期限"},
                              {"", "社内", "社外", ""},
                              {"退職", "当日に停止", "当日に連絡", "退職日"},
                              {"", "貸与品の返却", "", ""}},
                             2);
  auto& rows = base::get<model::Table>(block.node).rows;
  const auto span = [&](std::size_t row, std::size_t column, unsigned height, unsigned width) {
    for (unsigned down = 0; down < height; ++down) {
      for (unsigned right = 0; right < width; ++right) {
        auto& cell = rows[row + down].cells[column + right];
        cell.row_span = cell.column_span = 0;
      }
    }
    rows[row].cells[column].row_span = height;
    rows[row].cells[column].column_span = width;
  };
  span(0, 0, 2, 1);
  span(0, 1, 1, 2);
  span(0, 3, 2, 1);
  span(2, 0, 2, 1);
  span(2, 3, 2, 1);
  span(3, 1, 1, 2);
  base::get<model::Table>(block.node).caption = caption("表1", "停止と返却の期限", "tbl-leave");
  return block;
}

model::Block nested_lists() {
  using enum model::ListMarker;
  const auto deepest = list(LowerAlpha, {item("a)", {paragraph(text("派遣契約の終了日"))}),
                                         item("b)", {paragraph(text("応援や引継ぎは10営業日以内"))})});
  const auto middle = list(Circled, {item("①", {paragraph(text("利用者、システム、権限を書く。"))}),
                                     item("②", {paragraph(text("終わる日を書く。")), deepest})});
  return list(ParenDecimal,
              {item("(1)", {paragraph(text("部門責任者は、申請書を出す。")), middle}),
               item("(2)", {paragraph(text("管理者は、二日以内に答える。")), paragraph(text("理由を添える。"))}),
               item("(3)", {paragraph(text("設定した日に台帳へ書く。"))})});
}

}  // namespace

model::Inlines text(std::string_view text) { return {{model::Text{std::string(text)}, {}}}; }
model::Inline bold(std::string_view content) { return {model::Strong{text(content)}, {}}; }
model::Inline code(std::string_view content) { return {model::CodeSpan{std::string(content)}, {}}; }

model::Inlines join(std::vector<model::Inlines> parts) {
  model::Inlines all;
  for (auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

model::Inline link_to(std::string_view document, std::string_view address, std::string_view shown) {
  model::Reference reference;
  reference.name = document;
  reference.text = shown;
  reference.target = {model::TargetKind::Document, std::string(document), {std::string(address)}, {}};
  return {reference, {}};
}

model::Inline web_link(std::string_view url, std::string_view shown) {
  model::Link link;
  link.destination = url;
  link.content = text(shown);
  link.target = {model::TargetKind::External, std::string(url), {}, {}};
  return {link, {}};
}

model::Inline note_mark(unsigned number, unsigned occurrence) {
  return {model::FootnoteReference{std::to_string(number), number, occurrence}, {}};
}

model::Block paragraph(model::Inlines content) { return {model::Paragraph{std::move(content), {}}, {}}; }

model::Block clause_paragraph(std::string_view number, std::string_view structural, model::Inlines content) {
  model::Paragraph paragraph{std::move(content), {}};
  paragraph.clause.edit().kind = model::ClauseKind::Paragraph;
  paragraph.clause.edit().number = number;
  paragraph.clause.edit().structural = {std::string(structural)};
  return {paragraph, {}};
}

model::Block heading(unsigned level, std::string_view number, std::string_view title, std::string_view address,
                     model::ClauseKind kind) {
  model::Heading heading{level, text(title), {}, {}};
  heading.clause.kind = kind;
  heading.clause.number = number;
  heading.clause.label = number;
  heading.clause.address = {std::string(address)};
  return {heading, {}};
}

model::ListItem item(std::string_view marker, model::Blocks content) {
  model::ListItem item;
  item.content = std::move(content);
  item.clause.edit().number = marker;
  return item;
}

model::Block list(model::ListMarker marker, std::vector<model::ListItem> items) {
  model::List list;
  list.ordered = marker != model::ListMarker::Bullet;
  list.marker = marker;
  list.items = std::move(items);
  return {list, {}};
}

model::Block table(unsigned columns, const std::vector<std::vector<std::string>>& rows, unsigned header_rows) {
  model::Table table;
  table.columns.resize(columns);
  table.header_rows = header_rows;
  for (const auto& cells : rows) {
    model::TableRow row;
    for (const std::string& cell : cells) {
      row.cells.push_back({cell.empty() ? model::Inlines{} : text(cell), 1, 1, {}});
    }
    table.rows.push_back(std::move(row));
  }
  return {table, {}};
}

model::Caption caption(std::string_view number, std::string_view title, std::string_view address) {
  model::Caption caption;
  caption.content = text(title);
  caption.number = number;
  caption.attributes.id = {std::string(address)};
  return caption;
}

model::Block figure(std::string_view path, std::string_view alternative, std::string_view number,
                    std::string_view title) {
  model::Figure figure;
  figure.image.source = path;
  if (!alternative.empty()) figure.image.alternative = text(alternative);
  figure.image.target = {model::TargetKind::Asset, std::string(path), {}, {}};
  if (!number.empty()) figure.caption = caption(number, title, "");
  return {figure, {}};
}

model::Document procedure() {
  using enum model::ListMarker;
  model::Document document;
  front_matter(document, "TJ-01", "手順-01", "アカウント管理手順", "procedure");
  document.controls = {{"5.15", {"iso27001-2022", "5.15"}, {}}, {"5.18", {"iso27001-2022", "5.18"}, {}}};
  model::Markup ruby{model::MarkupTag::Ruby, text("規程")};
  ruby.content.push_back({model::Markup{model::MarkupTag::RubyParenthesis, text("(")}, {}});
  ruby.content.push_back({model::Markup{model::MarkupTag::RubyText, text("きてい")}, {}});
  model::Inlines styles = join({text("太字は"),
                                {bold("「方針」")},
                                text("、斜体は"),
                                {{model::Emphasis{text("強調")}, {}}},
                                text("、取消しは"),
                                {{model::Strikethrough{text("旧")}, {}}},
                                text("、符号は"),
                                {code("svc- a\tb")},
                                text("、H"),
                                {{model::Markup{model::MarkupTag::Subscript, text("2")}, {}}},
                                text("O、m"),
                                {{model::Markup{model::MarkupTag::Superscript, text("2")}, {}}},
                                text("、鍵盤は"),
                                {{model::Markup{model::MarkupTag::Keyboard, text("Ctrl")}, {}}},
                                text("、振り仮名は"),
                                {{ruby, {}}},
                                text("。“引用”…①※→も日本語の字で。")});
  styles.push_back({model::LineBreak{}, {}});
  for (auto& node : text("改行の後。")) styles.push_back(node);

  auto& blocks = document.body.blocks;
  blocks = {
      heading(1, "1", "目的", "purpose"),
      paragraph(join({text("この手順は、"),
                      {link_to("KT-04", "art-3", "アクセス制御規程 第3条（付与）")},
                      text("を実施する"),
                      {note_mark(1)},
                      text("。詳しくは"),
                      {web_link("https://example.jp/規程?a=1&b=2", "ポータル")},
                      text("と"),
                      {link_to("TJ-01", "grant", "1.1 付与")},
                      text("を見る。"),
                      {link_to("KT-99", "", "非公開")}})),
      heading(2, "1.1", "付与", "grant"),
      nested_lists(),
      heading(3, "1.1.1", "段階のある見出し", "deep"),
      paragraph(styles),
      heading(2, "1.2", "箇条書き", "bullets"),
      list(Bullet, {item("", {paragraph(text("一つ目"))}),
                    item("", {paragraph(text("二つ目")), list(Bullet, {item("", {paragraph(text("内側"))})})})}),
      heading(1, "2", "表と図", "tables"),
      merged_table(),
      paragraph(text("表の後の本文。")),
      figure("assets/shot.png", "設定画面", "図1", "設定画面"),
      figure("assets/flow.svg", "申請から停止までの流れ", "図2", "アカウントの一生"),
      figure("assets/photo.webp", "受付の写真", "図3", "受付"),
      figure("assets/none.png", "", "", ""),
      heading(1, "3", "囲みと引用", "boxes"),
      alert(model::AlertKind::Note, {paragraph(text("返答のない部門の権限は落とす。")), nested_lists()}),
      alert(model::AlertKind::Caution, {table(2, {{"a", "b"}, {"", ""}})}),
      {model::Quote{{paragraph(text("引用の一段目。")), list(Bullet, {item("", {paragraph(text("引用の中の項目"))})})}},
       {}},
      {model::CodeBlock{"sh", "kitei build\n\tkitei check --strict\n"}, {}},
      {model::ThematicBreak{}, {}},
      heading(1, "4", "確認", "check"),
      list(Bullet, {item("", {paragraph(text("済んだ"))}), item("", {paragraph(text("未了"))})}),
      paragraph(join({text("もう一度"), {note_mark(1, 2)}, text("、別の注"), {note_mark(2)}, text("。")}))};
  auto& tasks = base::get<model::List>(blocks[blocks.size() - 2].node);
  tasks.items[0].checked = true;
  tasks.items[1].checked = false;
  auto& withheld = base::get<model::Paragraph>(blocks[1].node);
  base::get<model::Reference>(withheld.content.back().node).target = {model::TargetKind::Withheld, "", {}, {}};

  model::Block rows = table(3, {{"番号", "項目", "説明"}});
  for (int i = 1; i <= 80; ++i) {
    base::get<model::Table>(rows.node).rows.push_back(
        {{{text(std::to_string(i)), 1, 1, {}},
          {text("確認する項目"), 1, 1, {}},
          {text("長い表は頁をまたぎ、見出しの行が頁ごとに繰り返される。"), 1, 1, {}}},
         {}});
  }
  base::get<model::Table>(rows.node).caption = caption("表2", "長い表", "tbl-long");
  blocks.push_back(rows);
  document.body.footnotes = {{"1", 1, 2, {paragraph(text("JIS Q 27001:2023 の附属書A。"))}, {}},
                             {"2",
                              2,
                              1,
                              {paragraph(join({text("注の中の"), {web_link("https://example.jp/", "リンク")}})),
                               paragraph(text("注の二段目。"))},
                              {}}};
  collect_clauses(document);
  document.clauses[1].controls = {{"iso27001-2022", "5.18"}};
  return document;
}

model::Document regulation() {
  using enum model::ClauseKind;
  using enum model::ListMarker;
  model::Document document;
  front_matter(document, "KT-04", "規程-04", "アクセス制御規程", "regulation");
  const auto article_item = [](std::string_view marker, std::string_view structural, model::Blocks content) {
    model::ListItem result = item(marker, std::move(content));
    result.clause.edit().kind = Item;
    result.clause.edit().structural = {std::string(structural)};
    return result;
  };
  auto deleted = heading(2, "第5条", "削除", "art-deleted", Article);
  base::get<model::Heading>(deleted.node).attributes.edit().classes = {"deleted"};
  document.body.blocks = {
      heading(1, "第1章", "総則", "ch1", Chapter),
      heading(2, "第1条", "目的", "purpose", Article),
      clause_paragraph("", "art-1-1", text("この規程は、アクセス制御について定める。")),
      heading(2, "第2条", "適用範囲", "scope", Article),
      clause_paragraph("", "art-2-1", text("全社に適用する。")),
      clause_paragraph("2", "art-2-2", text("委託先には、契約により適用する。")),
      heading(1, "第2章", "付与", "ch2", Chapter),
      heading(1, "第1節", "申請", "sec1", Section),
      heading(2, "第3条", "付与", "art-3", Article),
      clause_paragraph("", "art-3-1", text("次に掲げる者に付与する。")),
      list(ParenDecimal,
           {article_item(
                "(1)", "art-3-1-1",
                {paragraph(text("従業員")),
                 list(Kana, {article_item("ア", "art-3-1-1-1",
                                          {paragraph(text("正社員")),
                                           list(ParenKana, {article_item("(ア)", "art-3-1-1-1-1",
                                                                         {paragraph(text("試用期間中を含む。"))})})}),
                             article_item("イ", "art-3-1-1-2", {paragraph(text("契約社員"))})})}),
            article_item("(2)", "art-3-1-2", {paragraph(text("派遣社員"))})}),
      clause_paragraph("2", "art-3-2",
                       join({text("前項の付与は"),
                             {link_to("KT-04", "art-3-1-2", "第3条第1項第2号")},
                             text("を含み、"),
                             {link_to("TJ-01", "grant", "アカウント管理手順 1.1 付与")},
                             text("による。")})),
      clause_paragraph("3", "art-3-3", text("記録を残す。")),
      heading(2, "第3条の2", "特例", "art-3b2", Article),
      clause_paragraph("", "art-3b2-1", text("特例を認めることができる。")),
      clause_paragraph("2", "art-3b2-2", text("特例は一年を限度とする。")),
      heading(2, "第4条", "見直し", "art-4", Article),
      clause_paragraph("", "art-4-1", text("年一回見直す。")),
      deleted,
      heading(2, "第6条", "罰則", "art-6", Article),
      clause_paragraph("", "art-6-1", text("就業規則による。")),
      heading(1, "", "附則", "sup-1", Supplement),
      clause_paragraph("", "sup-1-1", text("この規程は、2026年4月1日から施行する。")),
      clause_paragraph("2", "sup-1-2", text("従前の規程は、廃止する。")),
      heading(1, "別表第1", "区分", "app-1", Appendix),
      table(2, {{"区分", "例"}, {"社外秘", "議事録"}}),
  };
  collect_clauses(document);
  return document;
}

model::Document hostile() {
  model::Document document;
  front_matter(document, "HX-1", "異常-<&>\"1", "題名に <w:p> & \"引用\" と\x01制御文字", "procedure");
  document.version = model::parse_version("初版");
  document.scope = std::string(400, 'x');
  const std::string rare =
      "𠮷野家、葛\U000E0100飾、👩‍👩‍👧、〜（U+"
      "301C）、①、が（か\u3099）、\u200Fعربي";
  document.body.blocks = {
      heading(1, "1", rare, "rare"),
      paragraph(text("制御\x01\x08\x1F文字、非文字\xEF\xBF\xBE\xEF\xBF\xBFと ]]> と <!-- と &amp;")),
      paragraph(text(" 端の空白 ")),
      paragraph(text("")),
      paragraph({}),
      paragraph(text(std::string(3000, 'W'))),
      paragraph(text("タブ\tと改行\nと復帰\rの後")),
      table(3, {{"", "", ""}, {"", rare, std::string(300, 'M')}}),
      table(2, {{"見出しだけ", "本体なし"}}),
      table(2, {{"見出し行なし", ""}}, 0),
      table(1, {}),
      heading(3, "1.1.1", "飛んだ見出し", "skip"),
      heading(6, "", "番号なし", "none"),
      heading(1, "9", "予想外の番号", "odd"),
      heading(1, "別表第1 1", "数えられない番号", "odd2"),
      list(model::ListMarker::Kana, {item("(47)", {paragraph(text("尽きた仮名"))}), item("", {})}),
      list(model::ListMarker::Bullet, {item("", {table(1, {{"項目の最初が表"}}, 0)})}),
      paragraph({note_mark(7)}),
      paragraph({link_to("HX-1", "nowhere", "どこにもない"), web_link("javascript:alert(1)", "危ない"),
                 web_link("https://example.jp/" + std::string(3000, 'a'), "長すぎる")}),
  };
  // Deep lists: more levels than Word has.
  model::Block deep = paragraph(text("底"));
  for (int i = 0; i < 14; ++i) deep = list(model::ListMarker::Circled, {item("①", {paragraph(text("深い")), deep})});
  document.body.blocks.push_back(deep);
  // A span that reaches out of its table.
  model::Block wide = table(2, {{"広い", ""}, {"高い", ""}});
  base::get<model::Table>(wide.node).rows[0].cells[0].column_span = 9;
  base::get<model::Table>(wide.node).rows[1].cells[0].row_span = 9;
  document.body.blocks.push_back(wide);
  return document;
}

model::Handbook handbook() {
  model::Handbook handbook;
  model::Config& config = handbook.config;
  config.title = "情報セキュリティ規程集";
  config.organisation = "株式会社サンプル";
  config.edition = "2026.1";
  config.classifications = {{"public", "公開"}, {"internal", "社外秘"}, {"restricted", "関係者外秘"}};
  config.default_classification = "internal";
  config.approval_boxes = {"作成", "審査", "承認"};
  model::Kind regulation_kind{
      "regulation", {"Regulation", "関連規程"}, model::BaseKind::Regulation, "R", model::Scheme::Articles};
  model::Kind procedure_kind{
      "procedure", {"Procedure", "実施手順"}, model::BaseKind::Procedure, "P", model::Scheme::Outline};
  config.kinds = {regulation_kind, procedure_kind};
  model::Catalog catalog;
  catalog.id = "iso27001-2022";
  catalog.controls = {{"5.15", "アクセス制御", {}, "", 0, {}, {}, 0, {}, {}},
                      {"5.18", "アクセス権", {}, "", 0, {}, {}, 0, {}, {}}};
  catalog.index_by_key = {{"5.15", 0}, {"5.18", 1}};
  handbook.catalogs = {catalog};
  handbook.documents = {regulation(), procedure(), hostile()};
  handbook.index_by_id = {{"kt-04", 0}, {"tj-01", 1}, {"hx-1", 2}};
  return handbook;
}

const base::FileTree& assets() {
  static const base::FileTree kAssets = [] {
    base::FileTree files;
    files["assets/shot.png"] = render::docx::svg_stand_in();
    files["assets/flow.svg"] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 120\"><rect x=\"10\" y=\"10\" width=\"580\" "
        "height=\"100\" fill=\"#cde\"/><text x=\"30\" y=\"70\">申請 → 承認</text></svg>";
    files["assets/photo.webp"] =
        std::string("RIFF\x1A\0\0\0WEBPVP8L\x0D\0\0\0\x2F\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07\0", 34);
    return files;
  }();
  return kAssets;
}

const render::docx::DocxTemplates& templates() {
  static const render::docx::DocxTemplates kTemplates = [] {
    base::FileTree files;
    const std::filesystem::path folder = std::filesystem::path(KITEI_TESTS_DIR) / "../templates/docx";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      files[entry.path().filename().string()] = read_file(entry.path());
    }
    return render::docx::compile_templates(files).value;
  }();
  return kTemplates;
}

render::docx::DocxOptions options() {
  render::docx::DocxOptions options;
  options.edition = "2026.1";
  options.templates = &templates();
  options.asset = [](const std::string&, const std::string& path) { return base::find_file(assets(), path); };
  return options;
}

}  // namespace kitei::sample
