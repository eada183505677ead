#include "render/html/sample.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "render/html/urls.h"
#include "support/blocks.h"

namespace kitei::test {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

base::FileTree read_tree(const fs::path& folder, const std::string& prefix) {
  base::FileTree files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      files[prefix + fs::relative(entry.path(), folder).generic_string()] = read_file(entry.path());
  }
  return files;
}

// The flat `key: "text"` of templates/text, without a YAML library.
templates::Texts read_texts(const fs::path& path, base::Language language) {
  templates::Texts texts{language, {}};
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(": \"");
    if (line.starts_with("#") || colon == std::string::npos) continue;
    texts.entries[line.substr(0, colon)] = line.substr(colon + 3, line.size() - colon - 4);
  }
  return texts;
}

model::Kind kind(std::string id, std::string ja, std::string en, model::BaseKind like) {
  model::Kind made;
  made.id = std::move(id);
  made.label = {std::move(en), std::move(ja)};
  made.like = like;
  return made;
}

model::Config make_config() {
  model::Config config;
  config.title = "情報セキュリティ規程集";
  config.organisation = "株式会社みなと精機";
  config.edition = "2026.2";
  config.classifications = {{"public", "公開"}, {"internal", "社外秘"}, {"restricted", "関係者外秘"}};
  config.default_classification = "internal";
  config.audiences = {{"staff", "全従業員", "internal"}, {"admins", "システム管理者", "internal"}};
  config.kinds = {kind("policy", "基本方針", "Policies", model::BaseKind::Policy),
                  kind("regulation", "関連規程", "Regulations", model::BaseKind::Regulation),
                  kind("procedure", "実施手順", "Procedures", model::BaseKind::Procedure),
                  kind("handbook", "ハンドブック", "Handbooks", model::BaseKind::Handbook),
                  kind("form", "様式", "Forms", model::BaseKind::Form)};
  return config;
}

model::Block numbered_heading(unsigned level, std::string number, std::string words, std::string address,
                              model::ClauseKind kind = model::ClauseKind::Heading) {
  model::Block block = heading(level, std::move(words));
  model::Clause& clause = base::get<model::Heading>(block.node).clause;
  clause.kind = kind;
  clause.number = number;
  clause.label = std::move(number);
  clause.address = {std::move(address)};
  return block;
}

model::Block numbered_paragraph(std::string number, std::string words, std::string address) {
  model::Block block = paragraph(std::move(words));
  model::Clause& clause = base::get<model::Paragraph>(block.node).clause.edit();
  clause.kind = model::ClauseKind::Paragraph;
  clause.number = std::move(number);
  clause.structural = {std::move(address)};
  return block;
}

model::Block numbered_list(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::vector<model::ListItem> items;
  for (const auto& [number, words] : entries) {
    items.push_back(item({paragraph(words)}));
    items.back().clause.edit().kind = model::ClauseKind::Item;
    items.back().clause.edit().number = number;
  }
  return list(true, std::move(items));
}

model::Block simple_table(const std::vector<std::vector<std::string>>& rows) {
  model::Table table;
  table.columns.assign(rows[0].size(), model::Alignment::None);
  for (const auto& row : rows) {
    model::TableRow made;
    for (const std::string& cell : row) {
      model::TableCell one;
      one.content = text(cell);
      made.cells.push_back(std::move(one));
    }
    table.rows.push_back(std::move(made));
  }
  return {std::move(table), {1, 1, 0}};
}

model::Inline linked(std::string shown, model::TargetKind kind, std::string id, std::string address = {},
                     std::string version = {}) {
  model::Reference node;
  node.text = std::move(shown);
  node.target.kind = kind;
  node.target.id = std::move(id);
  node.target.address = {std::move(address)};
  if (!version.empty()) node.target.version = model::parse_version(version);
  return {std::move(node), {1, 1, 0}};
}

model::Inlines join(std::vector<model::Inlines> parts) {
  model::Inlines all;
  for (model::Inlines& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// The flat list of headings that resolve/ makes.
void list_clauses(model::Document& document) {
  unsigned shallowest = 6;
  for (const model::Block& block : document.body.blocks) {
    if (const auto* node = base::get_if<model::Heading>(&block.node)) shallowest = std::min(shallowest, node->level);
  }
  for (const model::Block& block : document.body.blocks) {
    const auto* node = base::get_if<model::Heading>(&block.node);
    if (!node) continue;
    document.clauses.push_back({node->clause, model::plain_text(node->content), node->level - shallowest, {}, {}});
  }
}

model::Revision revision(std::string version, base::Date date, model::RevisionType type, std::string summary) {
  model::Revision made;
  made.version = model::parse_version(version);
  made.date = date;
  made.type = type;
  made.summary = std::move(summary);
  made.approver = "情報セキュリティ最高責任者";
  return made;
}

model::Document password_procedure(const std::string& version) {
  const bool newer = version != "1.1";
  model::Document document = make_document("AB-P-516", "procedure", "パスワード管理手順", version);
  document.controls = {{"5.17", {"iso27001-2022", "5.17"}, {}}};
  document.implements = {{{"AB-R-04"}, model::parse_version("1.0"), false, {}}, {{}, {}, true, {}}};
  document.related = {{{"AB-P-515"}, {}, false, {}}};
  document.records = {{"アクセス権一覧", "D-12", {}}};
  document.revisions = {revision("1.1", {std::chrono::year{2025}, std::chrono::April, std::chrono::day{1}},
                                 model::RevisionType::Amended, "退職者の扱いを追加"),
                        revision("1.0", {std::chrono::year{2024}, std::chrono::April, std::chrono::day{1}},
                                 model::RevisionType::Established, "制定")};
  if (newer) {
    document.revisions.insert(document.revisions.begin(),
                              revision("1.2", {std::chrono::year{2026}, std::chrono::April, std::chrono::day{1}},
                                       model::RevisionType::Amended, "最小文字数を10文字から12文字に変更"));
    document.revisions[0].reason = "内部監査 25-03 の指摘による";
  }
  document.effective_date = document.revisions[0].date;
  document.body.blocks = {
      numbered_heading(1, "1", "目的", "目的"),
      paragraph("この手順は、情報システムを利用するすべての従業者が、推測されにくいパスワードを設定し、安全に管理するた"
                "めの方法を定める。"),
      numbered_heading(1, "2", "設定の基準", "standard"),
      paragraph(std::string("パスワードは") + (newer ? "12" : "10") +
                "文字以上とし、次に掲げる事項を守らなければならない。"),
      numbered_list({{"(1)", "氏名、生年月日、電話番号など、推測されやすい文字列を含めないこと。"},
                     {"(2)", "他のサービスと同じパスワードを使い回さないこと。"},
                     {"(3)", "付箋に書いて画面に貼るなど、他人の目に触れる場所に置かないこと。"}}),
      simple_table({{"区分", "最小文字数", "多要素認証"},
                    {"一般の利用者", newer ? "12" : "10", "社外からの接続時に必須"},
                    {"システム管理者", "16", "常に必須"}}),
      numbered_heading(1, "3", "初期パスワードの変更", "initial"),
      paragraph(join({text("利用者は、"),
                      {linked("アクセス制御規程", model::TargetKind::Document, "AB-R-04")},
                      text("に基づき付与された初期パスワードを、最初の利用時に変更する。これは"),
                      {linked("管理策 5.17", model::TargetKind::Control, "iso27001-2022:5.17")},
                      text("を実施するものである。詳しくは"),
                      {linked("", model::TargetKind::Withheld, "")},
                      text("を参照する。")})),
      numbered_heading(1, "4", "漏えいのおそれがあるとき", "leak"),
      paragraph("パスワードが漏えいしたおそれがあるときは、直ちに変更し、情報システム部に報告する。"),
  };
  list_clauses(document);
  return document;
}

model::Document access_regulation() {
  model::Document document = make_document("AB-R-04", "regulation", "アクセス制御規程", "1.0");
  document.implements = {{{"AB-A-01"}, {}, false, {}}};
  document.controls = {{"5.15", {"iso27001-2022", "5.15"}, {}}, {"5.17", {"iso27001-2022", "5.17"}, {}}};
  document.revisions = {revision("1.0", {std::chrono::year{2024}, std::chrono::April, std::chrono::day{1}},
                                 model::RevisionType::Established, "制定")};
  document.body.blocks = {
      numbered_heading(1, "第1章", "総則", "総則", model::ClauseKind::Chapter),
      numbered_heading(2, "第1条", "目的", "art-1", model::ClauseKind::Article),
      paragraph("この規程は、情報資産へのアクセスを適切に制御することにより、情報の漏えい、改ざん及び滅失を防ぐことを目"
                "的とする。"),
      numbered_heading(2, "第2条", "アクセス権の付与", "grant", model::ClauseKind::Article),
      paragraph("アクセス権は、業務上の必要に応じて最小限の範囲で付与する。"),
      numbered_paragraph("2", "所属長は、次の各号に掲げるときは、速やかに情報システム部に申請しなければならない。",
                         "art-2-2"),
      numbered_list({{"(1)", "従業者が入社、異動又は退職するとき"}, {"(2)", "担当業務が変わるとき"}}),
      paragraph(join({text("**ではなく**<b>も文字として表示する。資料は"),
                      {linked("前の版の手順", model::TargetKind::Document, "AB-P-516", "", "1.1")},
                      text("にある。")})),
  };
  list_clauses(document);
  document.clauses[2].controls = {{"iso27001-2022", "5.18"}};
  return document;
}

std::vector<model::Catalog> make_catalogs() {
  model::Catalog iso;
  iso.id = "iso27001-2022";
  iso.title = "ISO/IEC 27001:2022 附属書A";
  iso.axes = {{"type", "種類", {"予防", "検知", "是正"}}};
  iso.groups = {{"5", "組織的管理策", 0}, {"8", "技術的管理策", 0}};
  auto add = [](model::Catalog& catalog, std::string id, std::string title, std::size_t group) -> model::Control& {
    model::Control control;
    control.id = std::move(id);
    control.title = std::move(title);
    control.group = group;
    control.attributes = {{"type", {"予防"}}};
    catalog.index_by_key.emplace(model::control_key(control.id), catalog.controls.size());
    return catalog.controls.emplace_back(std::move(control));
  };
  add(iso, "5.15", "アクセス制御", 0).summary = "情報及び関連資産へのアクセスを制御するための規則を定める。";
  add(iso, "5.17", "認証情報", 0).maps = {{"nist-csf-2.0", {"PR.AA-01"}}, {"iso17799-2005", {}}};
  add(iso, "5.18", "アクセス権", 0);
  add(iso, "8.4", "ソースコードへのアクセス", 1);
  add(iso, "8.5", "セキュリティを保った認証", 1);
  model::Catalog nist;
  nist.id = "nist-csf-2.0";
  nist.title = "NIST CSF 2.0";
  nist.groups = {{"PR.AA", "識別管理、認証及びアクセス制御", 0}};
  add(nist, "PR.AA-01", "識別情報と認証情報の管理", 0);
  return {std::move(iso), std::move(nist)};
}

model::StatementOfApplicability make_statement() {
  model::StatementOfApplicability soa;
  soa.catalog = "iso27001-2022";
  soa.document = make_document("AB-SOA", "policy", "適用宣言書", "3.0");
  soa.entries = {{"5.15", true, "情報資産を守るため", model::Implementation::Implemented, {}},
                 {"5.17", true, "情報資産を守るため", model::Implementation::Partial, {}},
                 {"5.18", true, "情報資産を守るため", model::Implementation::Planned, {}},
                 {"8.4", false, "ソフトウェアを開発していないため", model::Implementation::Unknown, {}}};
  return soa;
}

model::Handbook make_handbook(const std::string& password_version, bool draft) {
  model::Handbook handbook;
  handbook.config = make_config();
  model::Document policy = make_document("AB-A-01", "policy", "情報セキュリティ基本方針", "2.0");
  policy.audience = {"staff"};
  policy.body.blocks = {paragraph("当社は、お客様からお預かりした情報を守ることを、事業の前提と考える。")};
  handbook.documents.push_back(std::move(policy));
  handbook.documents.push_back(access_regulation());
  model::Document access = make_document("AB-P-515", "procedure", "アカウント管理手順", "1.0");
  access.controls = {{"5.15", {"iso27001-2022", "5.15"}, {}}};
  access.aliases = {{"AB-OLD-15"}};
  access.body.blocks = {paragraph("アカウントの登録、変更及び削除の手順を定める。")};
  handbook.documents.push_back(std::move(access));
  handbook.documents.push_back(password_procedure(password_version));
  model::Document retired = make_document("AB-P-901", "procedure", "フロッピーディスク取扱手順", "1.0");
  retired.status = model::Status::Retired;
  retired.retired_date = base::Date{std::chrono::year{2025}, std::chrono::March, std::chrono::day{31}};
  handbook.documents.push_back(std::move(retired));
  if (draft) {
    model::Document unfinished = make_document("AB-P-950", "procedure", "生成AI利用手順", "0.1");
    unfinished.status = model::Status::Draft;
    unfinished.body.blocks = {paragraph("（作成中）")};
    handbook.documents.push_back(std::move(unfinished));
  }
  handbook.documents.push_back(make_document("AB-H-01", "handbook", "従業者ハンドブック", "1.0"));
  for (int chapter = 1; chapter <= 2; ++chapter) {
    model::Document part = make_document("AB-H-01-" + std::to_string(chapter), "handbook",
                                         chapter == 1 ? "毎日の仕事で" : "困ったときは", "1.0");
    part.part_of = {"AB-H-01"};
    part.body.blocks = {paragraph("離席するときは画面をロックします。")};
    handbook.documents.push_back(std::move(part));
  }
  model::Document form = make_document("AB-F-012", "form", "アクセス権申請書", "1.0");
  form.file = "AB-F-012.xlsx";
  handbook.documents.push_back(std::move(form));
  handbook.catalogs = make_catalogs();
  handbook.soa = make_statement();
  handbook.registers.records = {
      {"D-12", "アクセス権一覧", {{"AB-F-012"}, {}, false, {}}, "情報システム部", "3y", "internal", {}}};
  handbook.registers.terms = {
      {"認証情報", "にんしょうじょうほう", "利用者が本人であることを確かめるための情報。", {"クレデンシャル"}, {}},
      {"アクセス権", "あくせすけん", "情報資産を利用できる権限。", {}, {}}};
  handbook.registers.roles = {{"ism", "情報セキュリティ管理者", {{"責任", "手順の維持と見直し"}, {"not_with", "内部監査責任者"}}, {}}};
  handbook.registers.laws = {{"appi", "個人情報の保護に関する法律", {{"url", "https://laws.e-gov.go.jp/"}}, {}}};
  index_handbook(handbook);
  return handbook;
}

model::Edition make_edition(std::string id, base::Date effective, model::EditionStatus status,
                            model::Handbook handbook) {
  model::Edition edition;
  edition.id = std::move(id);
  edition.status = status;
  edition.handbook = std::move(handbook);
  if (status != model::EditionStatus::Draft) {
    model::EditionRecord record;
    record.id = edition.id;
    record.effective = effective;
    record.note = "年次の見直しによる改訂";
    edition.record = std::move(record);
    for (model::Document& document : edition.handbook.documents) document.origin = edition.id;
  }
  return edition;
}

model::ClauseChange clause_change(model::ChangeKind kind, const model::Document& before, const model::Document& after,
                                  std::size_t index) {
  model::ClauseChange change;
  change.kind = kind;
  if (kind != model::ChangeKind::Added) change.before = before.body.blocks[index];
  if (kind != model::ChangeKind::Removed) change.after = after.body.blocks[index];
  return change;
}

}  // namespace

model::Document make_document(std::string id, std::string kind, std::string title, std::string version) {
  model::Document document;
  document.number = id;
  document.id = {std::move(id)};
  document.kind = std::move(kind);
  document.title = std::move(title);
  document.version = model::parse_version(version);
  document.classification = "internal";
  document.owner = "情報セキュリティ管理者";
  document.department = "情報システム部";
  document.approver = "情報セキュリティ最高責任者";
  document.scope = "全社・全従業者";
  document.effective_date = base::Date{std::chrono::year{2024}, std::chrono::April, std::chrono::day{1}};
  document.next_review = base::Date{std::chrono::year{2027}, std::chrono::March, std::chrono::day{31}};
  return document;
}

void index_handbook(model::Handbook& handbook) {
  handbook.index_by_id.clear();
  handbook.backlinks.assign(handbook.documents.size(), {});
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    handbook.index_by_id.emplace(handbook.documents[i].id.folded(), i);
    for (const model::DocumentId& alias : handbook.documents[i].aliases)
      handbook.index_by_id.emplace(alias.folded(), i);
  }
  for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
    const model::Document& document = handbook.documents[i];
    auto index_of = [&](const model::DocumentId& id) { return handbook.index_by_id.find(id.folded()); };
    auto known = [&](const model::DocumentId& id) { return index_of(id) != handbook.index_by_id.end(); };
    for (const auto& upper : document.implements) {
      if (known(upper.id)) handbook.backlinks[index_of(upper.id)->second].implemented_by.push_back(i);
    }
    for (const auto& other : document.related) {
      if (known(other.id)) handbook.backlinks[index_of(other.id)->second].referred_by.push_back(i);
    }
    if (known(document.part_of)) handbook.backlinks[index_of(document.part_of)->second].parts.push_back(i);
    for (const auto& record : document.records) handbook.record_users[record.id.str()].push_back(i);
    if (document.status != model::Status::Approved) continue;
    for (const auto& control : document.controls) handbook.implementers[control.id].push_back({i, {}});
    for (const auto& clause : document.clauses) {
      for (const auto& control : clause.controls) handbook.implementers[control].push_back({i, clause.clause.address});
    }
  }
}

render::html::SiteInput Sample::input() const {
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::year;
  render::html::SiteInput input;
  input.site_id = "main";
  input.editions = {&old, &current, &draft};
  input.latest = &latest;
  input.today = {year{2026}, month{5}, day{12}};
  input.program_version = "0.1.0";
  input.assets = &assets;
  input.has_file = [](std::string_view path) { return path.starts_with("docx/"); };
  const base::Date april_2025{year{2025}, month{4}, day{1}}, april_2026{year{2026}, month{4}, day{1}};
  for (const model::Document& document : current.handbook.documents) {
    if (document.id.text == "AB-P-516") continue;
    input.timeline.push_back({document.id, document.version, "2025.1", "2026.1", april_2025, std::nullopt});
  }
  input.timeline.push_back({{"AB-P-516"}, model::parse_version("1.1"), "2025.1", "2025.1", april_2025, april_2026});
  input.timeline.push_back({{"AB-P-516"}, model::parse_version("1.2"), "2026.1", "2026.1", april_2026, std::nullopt});
  input.timeline.push_back(
      {{"AB-P-515"}, model::parse_version("1.1"), "2026.1", "2026.1", {year{2026}, month{10}, day{1}}, std::nullopt});

  const model::Document& before = *old.handbook.find("AB-P-516");
  const model::Document& after = *current.handbook.find("AB-P-516");
  model::DocumentChange change;
  change.id = {"AB-P-516"};
  change.before = before.version;
  change.after = after.version;
  change.fields = {{"version", "1.1", "1.2"}, {"owner", "総務部", "情報セキュリティ管理者"}};
  for (std::size_t i = 0; i < after.body.blocks.size(); ++i) {
    const bool same = before.body.blocks[i] == after.body.blocks[i];
    model::ClauseChange clause =
        clause_change(same ? model::ChangeKind::Same : model::ChangeKind::Changed, before, after, i);
    clause.label_before = clause.label_after = i < 2 ? "1" : i < 6 ? "2" : i < 8 ? "3" : "4";
    if (!same && base::holds_alternative<model::Paragraph>(clause.after->node)) {
      clause.runs = {{model::Edit::Keep, text("パスワードは")},
                     {model::Edit::Delete, text("10")},
                     {model::Edit::Insert, text("12")},
                     {model::Edit::Keep, text("文字以上とし、次に掲げる事項を守らなければならない。")}};
    }
    change.clauses.push_back(std::move(clause));
  }
  change.clauses.push_back({model::ChangeKind::Added,
                            std::nullopt,
                            paragraph("報告を受けた情報システム部は、当日中に影響を調べる。"),
                            {},
                            {},
                            {},
                            false,
                            {"leak"},
                            "",
                            "4"});
  change.clauses.push_back({model::ChangeKind::Removed,
                            paragraph("パスワードは3か月ごとに変更する。"),
                            std::nullopt,
                            {},
                            {},
                            {},
                            false,
                            {"leak"},
                            "4",
                            ""});
  model::DocumentChange added;
  added.id = {"AB-P-950"};
  added.kind = model::ChangeKind::Added;
  added.after = model::parse_version("0.1");
  added.clauses = {{model::ChangeKind::Added, std::nullopt, paragraph("（作成中）"), {}, {}, {}, false, {}, "", ""}};
  input.changes = {{"2025.1", "2026.1", {std::move(change)}}, {"2026.1", "2026.2", {std::move(added)}}};
  return input;
}

Sample make_sample() {
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::year;
  Sample sample;
  sample.old = make_edition("2025.1", {year{2025}, month{4}, day{1}}, model::EditionStatus::Superseded,
                            make_handbook("1.1", false));
  sample.current = make_edition("2026.1", {year{2026}, month{4}, day{1}}, model::EditionStatus::InForce,
                                make_handbook("1.2", false));
  sample.draft = make_edition("2026.2", {}, model::EditionStatus::Draft, make_handbook("1.2", true));
  sample.draft.carried_over = {model::DocumentId{"AB-P-516"}.folded()};
  sample.latest = sample.current;
  for (const std::string_view file : render::html::theme_files()) {
    sample.assets.theme[std::string(file)] = render::html::asset_name(file, "0123456789abcdef");
  }
  for (const char* origin : {"", "2025.1", "2026.1"}) {
    sample.assets.files[{origin, "assets/AB-F-012.xlsx"}] = "assets/AB-F-012-0badf00d.xlsx";
  }
  const fs::path root = fs::path(KITEI_TESTS_DIR).parent_path();
  sample.template_files = read_tree(root / "templates/html", "templates/html/");
  auto set = templates::compile(sample.template_files, "templates/html/");
  sample.diagnostics = std::move(set.diagnostics);
  sample.templates.set = std::move(set.value);
  sample.templates.japanese = read_texts(root / "templates/text/ja.yaml", base::Language::Japanese);
  sample.templates.english = read_texts(root / "templates/text/en.yaml", base::Language::English);
  base::append(sample.diagnostics, render::html::check_templates(sample.templates));
  return sample;
}

}  // namespace kitei::test
