#include "history/revise.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "adapters/hash.h"
#include "adapters/yaml.h"
#include "adapters/yaml_fields.h"
#include "base/utf8.h"
#include "history/front_matter_edit.h"
#include "history/record.h"
#include "source/front_matter.h"
#include "source/names.h"

namespace kitei::history {
namespace {

using adapters::yaml::Entry;
using adapters::yaml::Kind;
using adapters::yaml::Value;
using base::Message;

constexpr std::string_view kCode = "front-matter-invalid";

const Entry* find_named(const Value& map, adapters::Names names, std::string_view name) {
  for (const Entry& entry : map.entries) {
    if (adapters::key_name(names, entry.key) == name) return &entry;
  }
  return nullptr;
}

bool is_filled(const Entry* entry) {
  return entry && entry->value.kind != Kind::Null && !(entry->value.kind == Kind::Scalar && entry->value.text.empty());
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// How rows are named when there is none to imitate.
struct RowName {
  std::string_view name;
  std::string_view japanese;
};
constexpr RowName kRowNames[] = {{"version", "版数"},      {"date", "施行日"},      {"approved", "承認日"},
                                 {"author", "作成者"},     {"approver", "承認者"},  {"type", "区分"},
                                 {"change", "変更の種類"}, {"summary", "改訂内容"}, {"reason", "改訂理由"}};

class Revision {
 public:
  Revision(std::string_view path, std::string_view bytes, const RevisionRequest& request)
      : path_(path), raw_(bytes), request_(request) {}

  base::Read<std::string> write() {
    if (read() && set_version() && set_keys() && add_row()) finish();
    if (refused_) result_.value.clear();
    return std::move(result_);
  }

 private:
  bool refuse(base::Position position, Message message, Message hint = {}, std::string_view code = kCode) {
    result_.diagnostics.push_back(
        {std::string(code), std::string(path_), position, std::move(message), std::move(hint), base::Severity::Error});
    refused_ = true;
    return false;
  }

  bool read() {
    text_ = adapters::text_form(raw_.bytes());
    const auto split = source::split_front_matter(text_);
    if (split.shape != source::FrontMatterShape::Closed) {
      return refuse(
          {1, 1, 0},
          {"the file has no front matter between two lines of '---'", "「---」の行で囲まれたヘッダーがありません"},
          {"a revision is written there", "改訂はヘッダーに書き込まれます"});
    }
    yaml_line_ = split.parts.yaml_line;
    closing_line_ = split.parts.body_line - 1;
    auto parsed = adapters::parse_yaml(split.parts.yaml, path_, split.parts.yaml_line, kCode);
    if (!parsed.diagnostics.empty()) {
      base::append(result_.diagnostics, std::move(parsed.diagnostics));
      refused_ = true;
      return false;
    }
    front_ = std::move(parsed.value);
    if (front_.kind != Kind::Map) {
      return refuse({yaml_line_, 1, 0}, {"the front matter is not a list of 'key: value' lines",
                                         "ヘッダーが「キー: 値」の形になっていません"});
    }
    if (const Entry* part = key("part_of"); is_filled(part)) {
      return refuse(
          part->value.position,
          {fmt::format("the version of this document is that of '{}'", part->value.text),
           fmt::format("この文書の版数は「{}」の版数です", part->value.text)},
          {fmt::format("revise '{}'", part->value.text), fmt::format("「{}」を改訂してください", part->value.text)});
    }
    if (base::trim(request_.summary).empty()) {
      return refuse({yaml_line_, 1, 0}, {"a revision needs a summary", "改訂には概要が必要です"});
    }
    return find_rows();
  }

  const Entry* key(std::string_view name) const { return find_named(front_, source::front_matter_keys(), name); }

  bool find_rows() {
    revisions_ = key("revisions");
    if (!is_filled(revisions_)) return true;
    const Value& value = revisions_->value;
    const bool rows = value.kind == Kind::Sequence && std::all_of(value.items.begin(), value.items.end(),
                                                                  [](const Value& v) { return v.kind == Kind::Map; });
    if (!rows) {
      return refuse(value.position,
                    {"revisions: expected a list of rows", "「revisions」（改訂履歴）は行の一覧である必要があります"},
                    {"begin each row with '- version:'", "各行を「- version:」で始めてください"});
    }
    if (!value.items.empty()) first_row_ = &value.items.front();
    return true;
  }

  model::Version present_version() const {
    model::Version version;
    if (const Entry* entry = key("version"); is_filled(entry)) version = model::parse_version(entry->value.text);
    if (!version.empty() || !is_filled(revisions_)) return version;
    for (const Value& row : revisions_->value.items) {
      const Entry* entry = find_named(row, source::revision_keys(), "version");
      if (!is_filled(entry)) continue;
      model::Version found = model::parse_version(entry->value.text);
      if (version.empty() || version < found) version = std::move(found);
    }
    return version;
  }

  bool set_version() {
    const model::Version present = present_version();
    version_ = request_.version;
    if (version_.empty()) version_ = model::next_version(present, model::Step::Next);
    const Entry* entry = key("version");
    const base::Position place = is_filled(entry) ? entry->value.position : base::Position{yaml_line_, 1, 0};
    if (!present.empty() && version_ <= present) {
      return refuse(place,
                    {fmt::format("version {} is not after the present version {}", version_.text, present.text),
                     fmt::format("版数 {} は現在の版数 {} より後ではありません", version_.text, present.text)},
                    {}, "version-mismatch");
    }
    return !entry || set(*entry, version_.text.str());
  }

  bool set_keys() {
    auto set_if_there = [&](std::string_view name, const std::string& text) {
      const Entry* entry = key(name);
      return !entry || text.empty() || set(*entry, text);
    };
    if (!set_if_there("effective_date", base::iso_date(request_.effective))) return false;
    if (!set_if_there("author", request_.author) || !set_if_there("approver", request_.approver)) return false;
    if (const Entry* approved = key("approved_date"); is_filled(approved)) {
      if (!set(*approved, request_.approved ? base::iso_date(*request_.approved) : std::string())) return false;
    } else if (approved && request_.approved && !set(*approved, base::iso_date(*request_.approved))) {
      return false;
    }
    if (const Entry* approval = key("approval"); is_filled(approval)) {
      result_.diagnostics.push_back(
          {"approval-evidence-missing",
           std::string(path_),
           approval->position,
           {fmt::format("'{}' still tells about the approval of the version before {}", approval->key, version_.text),
            fmt::format("「{}」は {} より前の版の承認記録のままです", approval->key, version_.text)},
           {"replace it when the new version is approved", "新しい版が承認されたら書き換えてください"},
           base::Severity::Warning});
    }
    return true;
  }

  // Replaces the value of a key; an empty text takes it out.
  bool set(const Entry& entry, const std::string& text) {
    if (entry.value.kind == Kind::Null) {
      if (text.empty()) return true;
      // Behind the colon of a key without a value.
      const std::size_t from = raw_.offset(entry.position);
      const std::size_t colon = raw_.bytes().find(':', from + entry.key.size());
      if (colon == std::string_view::npos ||
          raw_.bytes().substr(from, colon - from).find('\n') != std::string_view::npos) {
        return refuse_value(entry);
      }
      edits_.push_back({{colon + 1, colon + 1}, " " + written(text)});
      return true;
    }
    auto range = scalar_range(raw_, entry.value);
    if (!range) return refuse_value(entry);
    if (!text.empty()) {
      edits_.push_back({*range, in_same_quotes(raw_, *range, text)});
      return true;
    }
    while (range->from > 0 && raw_.bytes()[range->from - 1] == ' ') --range->from;
    edits_.push_back({*range, ""});
    return true;
  }

  bool refuse_value(const Entry& entry) {
    return refuse(entry.value.position,
                  {fmt::format("the value of '{}' cannot be changed by itself", entry.key),
                   fmt::format("「{}」の値を自動では書き換えられません", entry.key)},
                  {"write it on one line, as in 'key: value'", "「キー: 値」のように1行で書いてください"});
  }

  // A version or date as it stands in YAML without losing anything.
  static std::string written(const std::string& text) { return base::parse_date(text) ? text : yaml_quoted(text); }

  // The fields of the new row, under the names that this document uses.
  std::vector<std::pair<std::string, std::string>> fields() {
    std::vector<std::pair<std::string, std::string>> found;
    auto add = [&](std::string_view name, const std::string& yaml) { found.emplace_back(row_name(name), yaml); };
    add("version", row_version());
    add("date", base::iso_date(request_.effective));
    if (request_.approved) add("approved", base::iso_date(*request_.approved));
    if (!request_.author.empty()) add("author", yaml_scalar(request_.author));
    if (!request_.approver.empty()) add("approver", yaml_scalar(request_.approver));
    if (!request_.type.empty()) add("type", yaml_scalar(request_.type));
    const bool editorial = request_.change == model::Significance::Editorial;
    const bool japanese = !is_ascii(row_name("change"));
    add("change", japanese ? (editorial ? "軽微" : "実質") : (editorial ? "editorial" : "material"));
    add("summary", yaml_scalar(request_.summary));
    if (!request_.reason.empty()) add("reason", yaml_scalar(request_.reason));
    return found;
  }

  std::string row_name(std::string_view name) const {
    if (first_row_) {
      if (const Entry* entry = find_named(*first_row_, source::revision_keys(), name)) return entry->key;
    }
    const Entry* version = first_row_ ? find_named(*first_row_, source::revision_keys(), "version") : key("version");
    const bool japanese = version ? !is_ascii(version->key) : revisions_ && !is_ascii(revisions_->key);
    for (const RowName& row : kRowNames) {
      if (row.name == name && japanese) return std::string(row.japanese);
    }
    return std::string(name);
  }

  std::string row_version() const {
    const Entry* entry = first_row_ ? find_named(*first_row_, source::revision_keys(), "version") : key("version");
    const auto range = entry ? scalar_range(raw_, entry->value) : std::nullopt;
    return range ? in_same_quotes(raw_, *range, version_.text) : yaml_quoted(version_.text);
  }

  std::string block_row(std::string_view dash_indent, std::size_t content_column) {
    const std::string_view end = raw_.line_end();
    std::string row = std::string(dash_indent) + "-";
    bool first = true;
    for (const auto& [name, value] : fields()) {
      const std::size_t blanks = first ? content_column - dash_indent.size() - 1 : content_column;
      row += std::string(blanks, ' ') + name + ": " + value + std::string(end);
      first = false;
    }
    return row;
  }

  std::string flow_row() {
    std::string row;
    for (const auto& [name, value] : fields()) row += (row.empty() ? "" : ", ") + name + ": " + value;
    return "{" + row + "}";
  }

  bool add_row() {
    if (!revisions_) return append_list();
    const Value& value = revisions_->value;
    if (!is_filled(revisions_)) {
      insert_line(revisions_->position.line + 1, block_row("  ", 4));
      return true;
    }
    const std::size_t at = raw_.offset(value.position);
    const std::string_view bytes = raw_.bytes();
    if (at < bytes.size() && bytes[at] == '[') {
      edits_.push_back({{at + 1, at + 1}, flow_row() + (first_row_ ? ", " : "")});
      return true;
    }
    if (!first_row_) return refuse_value(*revisions_);
    return insert_before_first_row();
  }

  bool insert_before_first_row() {
    // The dash stands on the line of the row's first character or, alone, on one before it.
    const std::uint32_t line = first_row_->position.line;
    const std::string_view text = raw_.line(line);
    const std::size_t dash = text.find_first_not_of(' ');
    if (dash == std::string_view::npos || text[dash] != '-') return refuse_value(*revisions_);
    const std::string_view indent = text.substr(0, dash);
    const std::size_t content = first_row_->position.column - 1;
    if (content <= dash) return refuse_value(*revisions_);
    if (raw_.bytes()[raw_.offset(first_row_->position)] == '{') {
      insert_line(line, std::string(indent) + "- " + flow_row() + std::string(raw_.line_end()));
    } else {
      insert_line(line, block_row(indent, content));
    }
    return true;
  }

  bool append_list() {
    const Entry* version = key("version");
    const bool japanese = version && !is_ascii(version->key);
    insert_line(closing_line_, std::string(japanese ? "改訂履歴" : "revisions") + ":" + std::string(raw_.line_end()) +
                                   block_row("  ", 4));
    return true;
  }

  void insert_line(std::uint32_t line, std::string lines) {
    const std::size_t at = raw_.line_start(line);
    edits_.push_back({{at, at}, std::move(lines)});
  }

  // What was written must read back as what was meant; whatever else may be odd about the file, it is then left alone.
  void finish() {
    result_.value = apply_edits(raw_.bytes(), std::move(edits_));
    const std::string text = adapters::text_form(result_.value);
    const auto split = source::split_front_matter(text);
    const auto parsed = adapters::parse_yaml(split.parts.yaml, path_, split.parts.yaml_line, kCode);
    const Entry* rows = find_named(parsed.value, source::front_matter_keys(), "revisions");
    const bool has_row = rows && !rows->value.items.empty();
    const Entry* version =
        has_row ? find_named(rows->value.items.front(), source::revision_keys(), "version") : nullptr;
    const Entry* summary =
        has_row ? find_named(rows->value.items.front(), source::revision_keys(), "summary") : nullptr;
    const std::size_t rows_before = revisions_ ? revisions_->value.items.size() : 0;
    const bool good = parsed.diagnostics.empty() && version && model::parse_version(version->value.text) == version_ &&
                      summary && summary->value.text == request_.summary && rows->value.items.size() == rows_before + 1;
    if (!good) {
      refuse({yaml_line_, 1, 0},
             {"the front matter is written in a way that cannot be changed safely",
              "ヘッダーの書き方のため、安全に書き換えられません"},
             {"add the revision by hand", "改訂を手で書き込んでください"});
    }
  }

  std::string_view path_;
  RawText raw_;
  const RevisionRequest& request_;
  base::Read<std::string> result_;
  bool refused_ = false;

  std::string text_;
  Value front_;
  std::uint32_t yaml_line_ = 2;
  std::uint32_t closing_line_ = 0;
  const Entry* revisions_ = nullptr;
  const Value* first_row_ = nullptr;
  model::Version version_;
  std::vector<TextEdit> edits_;
};

}  // namespace

base::Read<std::string> revise_source(std::string_view path, std::string_view bytes, const RevisionRequest& request) {
  return Revision(path, bytes, request).write();
}

}  // namespace kitei::history
