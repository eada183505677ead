#include "source/front_matter.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "adapters/yaml_fields.h"
#include "base/path.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "source/names.h"

namespace kitei::source {
namespace {

using adapters::FieldContext;
using adapters::Fields;
using adapters::FieldText;
using adapters::NamePair;
using adapters::UnknownKeys;
using adapters::yaml::Kind;
using adapters::yaml::Value;
using base::Message;

constexpr std::string_view kCode = "front-matter-invalid";

bool is_line(std::string_view line, std::string_view mark) {
  return line.starts_with(mark) && base::trim(line.substr(mark.size())).empty();
}

// The places of the values of a map, under "prefix" + English key.
void note_places(const Fields& fields, std::string_view prefix, model::Document& document) {
  for (const Fields::Known& known : fields.entries()) document.positions.put(prefix, known.name, known.entry->value.position);
}

// "ref:稟議1" and "ref：稟議1": a key of the approval whose colon was mistyped, and not the approval's reference.
bool is_key_without_blank(std::string_view text) {
  if (adapters::missing_colon_hint(text).empty()) return false;
  const auto end = std::min(text.find(':'), text.find("："));
  const std::string_view name = adapters::key_name(approval_keys(), text.substr(0, end));
  return name == "ref" || name == "method" || name == "date";
}

class Reader {
 public:
  Reader(const Value& value, const FrontMatterOptions& options, const model::Config& config)
      : options_(options),
        config_(config),
        context_{options_.path, kCode, &read_.diagnostics},
        fields_(value, context_, front_matter_keys(), {"front matter", "文書のヘッダー"}) {
    note_places(fields_, "", document());
  }

  base::Read<model::Document> run() {
    document().path = options_.path;
    read_identity();
    read_people_and_dates();
    read_reviews();
    read_relations();
    read_revisions();
    fields_.finish(UnknownKeys::Warn);
    apply_defaults();
    document().positions.finish();
    return std::move(read_);
  }

 private:
  model::Document& document() { return read_.value; }
  bool is_part() { return !document().part_of.empty(); }

  // A front matter that is a list or a text has been reported; then nothing more is said about missing keys.
  void read_identity() {
    model::Document& d = document();
    d.id.text = fields_.text("id");
    if (d.id.empty() && fields_.readable() && !wrong_shape("id")) {
      context_.report_as("id-missing", fields_.position_of("id"),
                         {"the document has no 'id'", "文書に id（文書ID）がありません"},
                         {"add a line such as 'id: AB-P-515'; it never changes afterwards",
                          "「id: AB-P-515」のような行を追加してください（後から変えられない番号です）"});
    } else if (!d.id.empty() && !model::is_valid_document_id(d.id.text)) {
      report_invalid_id(d.id.text.str(), fields_.position_of("id"));
    }
    d.title = fields_.required_text("title");
    d.part_of.text = fields_.text("part_of");
    d.number = fields_.text("number");
    read_kind();
    d.version = model::parse_version(fields_.text("version"));
    const auto status = fields_.choice("status", status_values(), {"draft", "review", "approved", "retired"});
    if (status == "draft") d.status = model::Status::Draft;
    if (status == "review") d.status = model::Status::Review;
    if (status == "retired") d.status = model::Status::Retired;
    read_classification();
    const auto numbering = fields_.choice("numbering", numbering_values(), {"outline", "articles", "none"});
    if (numbering == "outline") d.numbering = model::Scheme::Outline;
    if (numbering == "articles") d.numbering = model::Scheme::Articles;
    if (numbering == "none") d.numbering = model::Scheme::None;
  }

  bool wrong_shape(std::string_view name) {
    const Value* value = fields_.find(name);
    return value && value->kind != Kind::Scalar;
  }

  void report_invalid_id(const std::string& id, base::Position position) const {
    context_.report_as(
        "id-invalid", position,
        {fmt::format("'{}' is not a valid document id", id), fmt::format("「{}」は文書IDとして使えません", id)},
        {"use up to 64 of A-Z a-z 0-9 . _ -, beginning with a letter or digit, not ending in '.', and no "
         "name that Windows reserves (CON, NUL …)",
         "半角英数字と「.」「_」「-」の64文字以内とし、英数字で始め、「."
         "」で終えず、Windowsの予約名（CON、NULなど）を避けてください"});
  }

  void read_kind() {
    std::vector<std::string_view> known;
    std::vector<NamePair> names(kind_values().begin(), kind_values().end());
    for (const model::Kind& kind : config_.kinds) {
      known.push_back(kind.id);
      names.push_back({kind.label.ja, kind.id});
      names.push_back({kind.label.en, kind.id});
    }
    const auto kind = fields_.choice("kind", names, known);
    if (kind) {
      document().kind = *kind;
      return;
    }
    document().kind = options_.default_kind;
    if (!document().kind.empty() || options_.holder == Holder::Register || !fields_.readable()) return;
    document().kind = "procedure";
    if (fields_.has("kind")) return;  // reported
    context_.report(
        fields_.position(),
        {"front matter: 'kind' is missing, and the folder does not tell it",
         "文書のヘッダーに「kind」（種別）がなく、フォルダー名からも分かりません"},
        {fmt::format("write 'kind: procedure', or one of {}", fmt::join(known, ", ")),
         fmt::format("「kind: procedure」のように、{} のいずれかを書いてください", fmt::join(known, ", "))});
  }

  void read_classification() {
    std::vector<std::string_view> known;
    std::vector<NamePair> names;
    for (const model::Classification& classification : config_.classifications) {
      known.push_back(classification.id);
      names.push_back({classification.label, classification.id});
    }
    const auto chosen = fields_.choice("classification", names, known);
    if (chosen) {
      document().classification = *chosen;
    } else if (fields_.has("classification")) {
      document().classification = config_.classifications.back().id;  // a typing error must not publish a secret
    }
  }

  void read_people_and_dates() {
    model::Document& d = document();
    d.scope = fields_.text("scope");
    d.department = fields_.text("department");
    d.owner = fields_.text("owner");
    d.author = fields_.text("author");
    d.reviewer = fields_.text("reviewer");
    d.approver = fields_.text("approver");
    read_approval();
    d.established_date = fields_.date("established_date");
    d.approved_date = fields_.date("approved_date");
    d.effective_date = fields_.date("effective_date");
    d.retired_date = fields_.date("retired_date");
    d.next_review = fields_.date("next_review");
    d.last_reviewed = fields_.date("last_reviewed");
    const std::string cycle = fields_.text("review_cycle");
    if (!cycle.empty()) {
      d.review_cycle_months = parse_months(cycle);
      if (!d.review_cycle_months) {
        context_.report(
            fields_.position_of("review_cycle"),
            {fmt::format("review_cycle: expected a number of months, found '{}'", cycle),
             fmt::format("「review_cycle」（見直し周期）には月数を書く必要がありますが、「{}」になっています", cycle)},
            {"write 12, 6m or 1y", "「12」「6か月」「1年」のように書いてください"});
      }
    }
  }

  void read_approval() {
    const Value* value = fields_.find("approval");
    if (!value) return;
    if (value->kind == Kind::Scalar && !is_key_without_blank(value->text)) {
      document().approval.reference = base::trim(value->text);
      return;
    }
    Fields approval(*value, context_, approval_keys(), {"approval", "承認記録"});
    note_places(approval, "approval.", document());
    document().approval.reference = approval.text("ref");
    document().approval.method = approval.text("method");
    document().approval.date = approval.date("date");
    approval.finish(UnknownKeys::Warn);
  }

  void read_reviews() {
    for (const Value* value : fields_.sequence("reviews")) {
      Fields fields(*value, context_, review_keys(), {"reviews", "見直し記録"});
      const std::string prefix = fmt::format("reviews.{}", document().reviews.size());
      document().positions.put(prefix, value->position);
      note_places(fields, prefix + ".", document());
      model::Review review;
      review.date = fields.date("date");
      review.by = fields.text("by");
      review.result = fields.text("result");
      review.minutes = fields.text("minutes");
      review.position = value->position;
      fields.finish(UnknownKeys::Warn);
      document().reviews.push_back(std::move(review));
    }
  }

  // The texts of a list, their places noted as "name.0", "name.1" …
  std::vector<FieldText> list(std::string_view name) {
    std::vector<FieldText> texts = fields_.list(name);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      document().positions.put(name, fmt::format(".{}", i), texts[i].position);
    }
    return texts;
  }

  std::vector<model::DocumentReference> references(std::string_view name) {
    std::vector<model::DocumentReference> found;
    for (const FieldText& item : list(name)) found.push_back(parse_document_reference(item.text, item.position));
    return found;
  }

  std::vector<std::string> texts(std::string_view name) {
    std::vector<std::string> found;
    for (FieldText& item : list(name)) found.push_back(std::move(item.text));
    return found;
  }

  // "#old" and "old" are the same address.
  static std::string written_address(std::string_view text) {
    if (text.starts_with('#')) text.remove_prefix(1);
    return base::nfc(text);
  }

  void read_relations() {
    model::Document& d = document();
    read_audience();
    for (FieldText& item : list("controls")) d.controls.push_back({std::move(item.text), {}, item.position});
    d.implements = references("implements");
    d.related = references("related");
    d.replaces = references("replaces");
    d.replaced_by = references("replaced_by");
    for (auto& [from, to] : fields_.text_map("moved_to")) {
      std::string address = written_address(from.text);
      d.positions.put("moved_to.", address, to.position);
      d.moved_to.emplace(std::move(address), std::move(to.text));
    }
    for (const std::string& text : texts("removed")) d.removed.push_back(written_address(text));
    for (FieldText& item : list("records")) d.records.push_back({std::move(item.text), {}, item.position});
    d.every = fields_.text("every");
    d.by = fields_.text("by");
    d.tags = texts("tags");
    for (FieldText& item : list("aliases")) {
      if (!model::is_valid_document_id(item.text)) report_invalid_id(item.text, item.position);
      d.aliases.push_back({std::move(item.text)});
    }
    d.file = fields_.text("file");
    if (!d.file.empty() && !base::join_path("assets", d.file).value_or("").starts_with("assets/")) {
      context_.report(fields_.position_of("file"),
                      {fmt::format("file: '{}' is not a file under assets/", d.file),
                       fmt::format("「file」の「{}」は assets/ の中のファイルではありません", d.file)});
      d.file.clear();
    }
  }

  void read_audience() {
    std::vector<std::string_view> known;
    for (const model::Audience& audience : config_.audiences) known.insert(known.end(), {audience.id, audience.label});
    for (FieldText& item : list("audience")) {
      const auto found =
          std::find_if(config_.audiences.begin(), config_.audiences.end(),
                       [&](const model::Audience& a) { return a.id == item.text || a.label == item.text; });
      if (found != config_.audiences.end()) {
        document().audience.push_back(found->id);
        continue;
      }
      context_.report(item.position,
                      {fmt::format("audience: '{}' is not an audience of handbook.yaml", item.text),
                       fmt::format("対象者「{}」は handbook.yaml の audiences にありません", item.text)},
                      adapters::nearest_hint(item.text, known));
    }
  }

  void read_revisions() {
    struct Row {
      model::Revision revision;
      const Value* value;
    };
    std::vector<Row> rows;
    constexpr std::size_t kMostRevisions = 1000;
    for (const Value* value : fields_.sequence("revisions")) {
      if (rows.size() == kMostRevisions) {
        context_.report(value->position,
                        {fmt::format("more than {} revisions", kMostRevisions), fmt::format("改訂履歴が{}件を超えています", kMostRevisions)},
                        {"is this file made by a program that went wrong?", "プログラムが誤って作ったファイルではありませんか"});
        break;
      }
      rows.push_back({read_revision(*value), value});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.revision.version > b.revision.version; });
    document().revisions.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string prefix = fmt::format("revisions.{}", i);
      document().positions.put(prefix, rows[i].value->position);
      for (const auto& entry : rows[i].value->entries) {
        document().positions.put(prefix + ".", adapters::key_name(revision_keys(), entry.key), entry.value.position);
      }
      document().revisions.push_back(std::move(rows[i].revision));
    }
  }

  model::Revision read_revision(const Value& value) {
    Fields fields(value, context_, revision_keys(), {"revisions", "改訂履歴"});
    model::Revision revision;
    revision.position = value.position;
    revision.version = model::parse_version(fields.required_text("version"));
    revision.date = fields.date("date");
    revision.approved = fields.date("approved");
    revision.author = fields.text("author");
    revision.approver = fields.text("approver");
    revision.type_text = fields.text("type");
    const std::string_view type = adapters::value_name(revision_type_values(), revision.type_text);
    if (type == "established") revision.type = model::RevisionType::Established;
    if (type == "amended") revision.type = model::RevisionType::Amended;
    if (type == "rewritten") revision.type = model::RevisionType::Rewritten;
    if (type == "retired") revision.type = model::RevisionType::Retired;
    const auto change = fields.choice("change", significance_values(), {"material", "editorial"});
    if (change == "editorial") revision.change = model::Significance::Editorial;
    revision.summary = fields.text("summary");
    revision.reason = fields.text("reason");
    fields.finish(UnknownKeys::Refuse);
    return revision;
  }

  void apply_defaults() {
    model::Document& d = document();
    if (!d.revisions.empty()) {
      const model::Revision& newest = d.revisions.front();
      if (d.version.empty()) {
        d.version = newest.version;
      } else if (!newest.version.empty() && d.version != newest.version) {
        context_.report_as(
            "version-mismatch", fields_.position_of("version"),
            {fmt::format("the version {} is not the newest revision {}", d.version.text, newest.version.text),
             fmt::format("版数 {} が改訂履歴の最新の版 {} と一致しません", d.version.text, newest.version.text)},
            {"make them equal: raise the version, or add the row to 'revisions'",
             "版数を合わせるか、改訂履歴に行を追加してください"});
      }
      if (!fields_.has("effective_date")) d.effective_date = newest.date;
      if (!fields_.has("approved_date")) d.approved_date = newest.approved;
      if (d.approver.empty()) d.approver = newest.approver;
      if (!fields_.has("established_date")) d.established_date = d.revisions.back().date;
    }
    if (is_part()) return;
    if (d.number.empty()) d.number = d.id.text;
    if (d.classification.empty()) d.classification = config_.default_classification;
  }

  const FrontMatterOptions& options_;
  const model::Config& config_;
  base::Read<model::Document> read_;
  FieldContext context_;
  Fields fields_;
};

}  // namespace

FrontMatterSplit split_front_matter(std::string_view text) {
  FrontMatterSplit split;
  split.parts.body = text;
  std::size_t at = std::min(text.size(), text.find('\n'));
  if (!is_line(text.substr(0, at), "---")) return split;
  split.shape = FrontMatterShape::Unclosed;
  const std::size_t yaml_begin = std::min(text.size(), at + 1);
  std::uint32_t line = 1;
  while (at < text.size()) {
    const std::size_t begin = at + 1;
    at = std::min(text.size(), text.find('\n', begin));
    ++line;
    const std::string_view current = text.substr(begin, at - begin);
    if (!current.starts_with('-') && !current.starts_with('.')) continue;
    if (!is_line(current, "---") && !is_line(current, "...")) continue;
    split.shape = FrontMatterShape::Closed;
    split.parts.yaml = text.substr(yaml_begin, begin - yaml_begin);
    split.parts.body = text.substr(std::min(text.size(), at + 1));
    split.parts.body_line = line + 1;
    return split;
  }
  return split;
}

base::Read<model::Document> read_front_matter(const Value& value, const FrontMatterOptions& options,
                                              const model::Config& config) {
  return Reader(value, options, config).run();
}

std::string kind_of_folder(std::string_view path, const model::Config& config) {
  std::string_view folder = base::parent_path(path);
  while (!folder.empty()) {
    const std::string name = base::ascii_lower(base::file_name(folder));
    for (const model::Kind& kind : config.kinds) {
      const std::string id = base::ascii_lower(kind.id);
      const std::string plural = id.ends_with('y') ? id.substr(0, id.size() - 1) + "ies" : id + "s";
      if (name == id || name == plural || name == kind.label.ja) return kind.id;
      for (const std::string& other : kind.folders) {
        if (name == base::ascii_lower(other)) return kind.id;
      }
    }
    folder = base::parent_path(folder);
  }
  return {};
}

model::DocumentReference parse_document_reference(std::string_view text, base::Position position) {
  model::DocumentReference reference;
  const std::size_t at = text.find('@');
  reference.id.text = base::trim(text.substr(0, at));
  if (at != std::string_view::npos) reference.version = model::parse_version(text.substr(at + 1));
  reference.position = position;
  return reference;
}

std::optional<int> parse_months(std::string_view written) {
  const std::string text = base::ascii_lower(base::nfkc(base::trim(written)));
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 1 || number > 1200) return std::nullopt;
  const std::string_view unit = base::trim(std::string_view(end, text.data() + text.size()));
  for (const std::string_view month : {"", "m", "か月", "ヶ月", "カ月", "ヵ月", "ケ月", "箇月", "か月ごと", "月"}) {
    if (unit == month) return number;
  }
  for (const std::string_view year : {"y", "年", "年ごと"}) {
    if (unit == year && number <= 100) return number * 12;
  }
  return std::nullopt;
}

}  // namespace kitei::source
