#include "source/names.h"

namespace kitei::source {
namespace {

using adapters::NamePair;

constexpr NamePair kFrontMatter[] = {
    {"文書ID", "id"},
    {"題名", "title"},
    {"標題", "title"},
    {"表題", "title"},
    {"文書名", "title"},
    {"文書番号", "number"},
    {"種別", "kind"},
    {"親文書", "part_of"},
    {"版数", "version"},
    {"版", "version"},
    {"状態", "status"},
    {"機密区分", "classification"},
    {"閲覧区分", "classification"},
    {"適用範囲", "scope"},
    {"主管部署", "department"},
    {"文書責任者", "owner"},
    {"管理責任者", "owner"},
    {"作成者", "author"},
    {"審査者", "reviewer"},
    {"承認者", "approver"},
    {"承認記録", "approval"},
    {"制定日", "established_date"},
    {"承認日", "approved_date"},
    {"施行日", "effective_date"},
    {"廃止日", "retired_date"},
    {"次回見直し日", "next_review"},
    {"最終見直し日", "last_reviewed"},
    {"見直し周期", "review_cycle"},
    {"見直し記録", "reviews"},
    {"対象者", "audience"},
    {"管理策", "controls"},
    {"上位文書", "implements"},
    {"関連文書", "related"},
    {"置換", "replaces"},
    {"後継文書", "replaced_by"},
    {"移動", "moved_to"},
    {"削除条項", "removed"},
    {"記録", "records"},
    {"頻度", "every"},
    {"担当", "by"},
    {"タグ", "tags"},
    {"条番号方式", "numbering"},
    {"採番", "numbering"},
    {"旧文書番号", "aliases"},
    {"別名", "aliases"},
    {"ファイル", "file"},
    {"改訂履歴", "revisions"},
};

constexpr NamePair kApproval[] = {
    {"番号", "ref"},    {"稟議番号", "ref"}, {"決裁番号", "ref"}, {"reference", "ref"},
    {"方法", "method"}, {"日付", "date"},    {"承認日", "date"},
};

constexpr NamePair kReview[] = {
    {"日付", "date"}, {"見直し日", "date"}, {"実施者", "by"}, {"担当", "by"}, {"結果", "result"}, {"議事録", "minutes"},
};

constexpr NamePair kRevision[] = {
    {"版数", "version"}, {"版", "version"},        {"日付", "date"},     {"改訂日", "date"},
    {"施行日", "date"},  {"承認日", "approved"},   {"作成者", "author"}, {"承認者", "approver"},
    {"区分", "type"},    {"変更の種類", "change"}, {"概要", "summary"},  {"改訂内容", "summary"},
    {"理由", "reason"},  {"改訂理由", "reason"},
};

constexpr NamePair kHandbook[] = {
    {"題名", "title"},          {"organization", "organisation"},
    {"組織名", "organisation"}, {"会社名", "organisation"},
    {"言語", "language"},       {"発行版", "edition"},
    {"変数", "variables"},      {"時差", "utc_offset"},
    {"公開先", "base_url"},     {"デザイン", "theme"},
    {"既定のカタログ", "default_catalog"},
    {"閲覧区分", "classifications"},
    {"機密区分", "classifications"},
    {"既定の閲覧区分", "default_classification"},
    {"既定の機密区分", "default_classification"},
    {"サイト", "sites"},        {"対象者", "audiences"},
    {"配布パック", "packs"},    {"種別", "kinds"},
    {"採番", "numbering"},      {"承認欄", "approval_boxes"},
    {"年度の開始月", "fiscal_year_start"},
    {"発行版の設定", "editions"},
    {"用語集", "glossary"},     {"検査", "checks"},
};

constexpr NamePair kSection[] = {
    {"名称", "label"},     {"表示名", "label"},       {"閲覧区分", "clearance"}, {"読める区分", "clearance"},
    {"対象者", "audience"}, {"題名", "title"},         {"種別", "kinds"},         {"受領確認", "acknowledgement"},
    {"基にする種別", "like"}, {"接頭辞", "prefix"},      {"フォルダー", "folder"},  {"残す数", "keep"},
    {"改訂者", "revision_author"}, {"リンク", "link"},
};

constexpr NamePair kSoaFile[] = {{"文書", "document"}, {"カタログ", "catalog"}, {"管理策", "controls"}};

constexpr NamePair kSoa[] = {
    {"適用", "applicable"},
    {"理由", "reason"},
    {"状態", "status"},
    {"実施状況", "status"},
};

constexpr NamePair kRecord[] = {
    {"記録番号", "id"},
    {"番号", "id"},
    {"題名", "title"},
    {"記録名", "title"},
    {"名称", "title"},
    {"様式", "form"},
    {"管理責任者", "owner"},
    {"責任者", "owner"},
    {"担当", "owner"},
    {"保管期間", "retention"},
    {"保存期間", "retention"},
    {"機密区分", "classification"},
    {"閲覧区分", "classification"},
};

constexpr NamePair kTerm[] = {
    {"用語", "term"},       {"title", "term"},      {"読み", "reading"}, {"よみ", "reading"},
    {"定義", "definition"}, {"意味", "definition"}, {"別名", "aliases"}, {"同義語", "aliases"},
};

constexpr NamePair kEntry[] = {
    {"name", "title"},   {"題名", "title"},   {"名称", "title"},   {"役割", "title"},
    {"法令名", "title"}, {"文書名", "title"}, {"連絡先", "title"}, {"番号", "id"},
};

constexpr NamePair kStatus[] = {
    {"草案", "draft"},      {"下書き", "draft"},      {"審査中", "review"},
    {"承認済", "approved"}, {"承認済み", "approved"}, {"廃止", "retired"},
};

constexpr NamePair kKind[] = {
    {"基本方針", "policy"}, {"関連規程", "regulation"},   {"規程", "regulation"}, {"実施手順", "procedure"},
    {"手順", "procedure"},  {"ハンドブック", "handbook"}, {"様式", "form"},
};

constexpr NamePair kSignificance[] = {{"実質", "material"}, {"軽微", "editorial"}};

constexpr NamePair kRevisionType[] = {
    {"制定", "established"},   {"新規制定", "established"}, {"新規", "established"},   {"一部改正", "amended"},
    {"改正", "amended"},       {"一部改訂", "amended"},     {"改訂", "amended"},       {"全部改正", "rewritten"},
    {"全面改正", "rewritten"}, {"全部改訂", "rewritten"},   {"全面改訂", "rewritten"}, {"廃止", "retired"},
};

constexpr NamePair kNumbering[] = {
    {"条", "articles"}, {"条文", "articles"}, {"条番号", "articles"}, {"見出し番号", "outline"}, {"なし", "none"},
};

constexpr NamePair kApplicable[] = {
    {"適用", "yes"},  {"適用する", "yes"}, {"はい", "yes"},      {"true", "yes"},  {"on", "yes"},   {"除外", "no"},
    {"適用外", "no"}, {"適用除外", "no"},  {"適用しない", "no"}, {"いいえ", "no"}, {"false", "no"}, {"off", "no"},
};

constexpr NamePair kImplementation[] = {
    {"実施済", "implemented"}, {"実施済み", "implemented"}, {"一部実施", "partial"},
    {"計画", "planned"},       {"計画中", "planned"},       {"未実施", "none"},
};

constexpr NamePair kLanguage[] = {{"日本語", "ja"}, {"Japanese", "ja"}, {"英語", "en"}, {"English", "en"}};

constexpr NamePair kSeverity[] = {{"なし", "off"}, {"情報", "info"}, {"警告", "warning"}, {"エラー", "error"}};

}  // namespace

adapters::Names front_matter_keys() { return kFrontMatter; }
adapters::Names approval_keys() { return kApproval; }
adapters::Names review_keys() { return kReview; }
adapters::Names revision_keys() { return kRevision; }
adapters::Names handbook_keys() { return kHandbook; }
adapters::Names section_keys() { return kSection; }
adapters::Names soa_file_keys() { return kSoaFile; }
adapters::Names soa_keys() { return kSoa; }
adapters::Names record_keys() { return kRecord; }
adapters::Names term_keys() { return kTerm; }
adapters::Names entry_keys() { return kEntry; }
adapters::Names status_values() { return kStatus; }
adapters::Names kind_values() { return kKind; }
adapters::Names significance_values() { return kSignificance; }
adapters::Names revision_type_values() { return kRevisionType; }
adapters::Names numbering_values() { return kNumbering; }
adapters::Names applicable_values() { return kApplicable; }
adapters::Names implementation_values() { return kImplementation; }
adapters::Names language_values() { return kLanguage; }
adapters::Names severity_values() { return kSeverity; }

const std::vector<NameTable>& name_tables() {
  static const std::vector<NameTable> tables{
      {"front matter", kFrontMatter},
      {"approval", kApproval},
      {"reviews", kReview},
      {"revisions", kRevision},
      {"handbook.yaml", kHandbook},
      {"handbook.yaml, entries", kSection},
      {"soa.yaml", kSoaFile},
      {"soa.yaml controls", kSoa},
      {"records.yaml", kRecord},
      {"glossary.yaml", kTerm},
      {"roles.yaml, laws.yaml, contacts.yaml, external.yaml", kEntry},
      {"status", kStatus},
      {"kind", kKind},
      {"change", kSignificance},
      {"type", kRevisionType},
      {"numbering", kNumbering},
      {"applicable", kApplicable},
      {"soa status", kImplementation},
      {"language", kLanguage},
      {"checks", kSeverity},
  };
  return tables;
}

}  // namespace kitei::source
