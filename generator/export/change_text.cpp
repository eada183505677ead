#include "export/change_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace kitei::exports {
namespace {

struct Label {
  std::string_view key, en, ja;
};
constexpr std::array<Label, 38> kLabels{{
    {"id", "id", "文書ID"},
    {"number", "number", "文書番号"},
    {"title", "title", "題名"},
    {"kind", "kind", "種別"},
    {"part_of", "part of", "親文書"},
    {"version", "version", "版数"},
    {"status", "status", "状態"},
    {"classification", "classification", "機密区分"},
    {"scope", "scope", "適用範囲"},
    {"department", "department", "主管部署"},
    {"owner", "owner", "文書責任者"},
    {"author", "author", "作成者"},
    {"reviewer", "reviewer", "審査者"},
    {"approver", "approver", "承認者"},
    {"approval", "approval", "承認記録"},
    {"established_date", "established", "制定日"},
    {"approved_date", "approved", "承認日"},
    {"effective_date", "effective", "施行日"},
    {"retired_date", "retired", "廃止日"},
    {"next_review", "next review", "次回見直し日"},
    {"last_reviewed", "last reviewed", "最終見直し日"},
    {"review_cycle", "review cycle (months)", "見直し周期（月）"},
    {"audience", "audience", "対象者"},
    {"controls", "controls", "管理策"},
    {"implements", "implements", "上位文書"},
    {"related", "related", "関連文書"},
    {"replaces", "replaces", "置換"},
    {"replaced_by", "replaced by", "後継文書"},
    {"moved_to", "moved clauses", "移動した条項"},
    {"removed", "removed clauses", "削除した条項"},
    {"records", "records", "記録"},
    {"every", "every", "頻度"},
    {"by", "by", "担当"},
    {"tags", "tags", "タグ"},
    {"numbering", "numbering", "条番号方式"},
    {"aliases", "former ids", "旧文書番号"},
    {"file", "file", "ファイル"},
    {"level", "level", "見出しの深さ"},
}};

class Writer {
 public:
  explicit Writer(base::Language language) : language_(language) {}

  std::string write(const model::EditionChange& change) {
    out_ = fmt::format("{} → {}\n", change.from, change.to);
    if (change.documents.empty()) out_ += say("no differences\n", "差異はありません\n");
    for (const model::DocumentChange& document : change.documents) write_document(document);
    return std::move(out_);
  }

 private:
  std::string say(std::string_view en, std::string_view ja) const {
    return std::string(language_ == base::Language::Japanese ? ja : en);
  }

  void write_document(const model::DocumentChange& document) {
    out_ += fmt::format("\n{} {}", document.id.text, document.title);
    switch (document.kind) {
      case model::ChangeKind::Added:
        out_ += fmt::format(" ({}{})\n", say("new", "新規"), document.after.empty() ? "" : " " + document.after.text);
        return;
      case model::ChangeKind::Removed:
        out_ += fmt::format(" ({}{})\n", say("removed", "なくなりました"),
                            document.before.empty() ? "" : ": " + document.before.text);
        return;
      case model::ChangeKind::Same:
      case model::ChangeKind::Changed:
      case model::ChangeKind::Moved:
        break;
    }
    if (document.before.text != document.after.text) {
      out_ += fmt::format(" ({} → {})", document.before.text, document.after.text);
    } else if (!document.after.empty()) {
      out_ += fmt::format(" ({})", document.after.text);
    }
    out_ += '\n';
    for (const model::FieldChange& field : document.fields) {
      if (field.key != "version") write_field("  ", field);
    }
    label_.clear();
    for (const model::ClauseChange& row : document.clauses) write_row(row);
    for (const model::ClauseChange& note : document.notes) {
      if (note.kind == model::ChangeKind::Same) continue;
      const std::string number = note.label_after.empty() ? note.label_before : note.label_after;
      note_label_ = say("note ", "注 ") + number;
      write_row(note);
      note_label_.clear();
    }
  }

  void write_field(std::string_view indent, const model::FieldChange& field) {
    const std::string nothing = say("(none)", "（なし）");
    out_ += fmt::format("{}{}: {} → {}\n", indent, field_label(field.key, language_),
                        field.before.empty() ? nothing : field.before, field.after.empty() ? nothing : field.after);
  }

  void write_label(const model::ClauseChange& row) {
    std::string label = note_label_;
    if (label.empty()) {
      label = row.label_after.empty() ? row.label_before : row.label_after;
      if (!row.label_before.empty() && !row.label_after.empty() && row.label_before != row.label_after) {
        label = row.label_before + " → " + row.label_after;
      }
    }
    if (label == label_) return;
    label_ = label;
    if (!label.empty()) out_ += "  " + label + "\n";
  }

  // Every line of a text behind a sign.
  void write_lines(const std::string& sign, const std::string& text) {
    std::size_t from = 0;
    do {
      const std::size_t end = std::min(text.find('\n', from), text.size());
      out_ += "    " + sign + text.substr(from, end - from) + "\n";
      from = end + 1;
    } while (from < text.size());
  }

  static std::string plain(const std::optional<model::Block>& block) {
    if (!block) return {};
    if (const auto* figure = base::get_if<model::Figure>(&block->node)) {
      const std::string caption = figure->caption ? " " + model::plain_text(figure->caption->content) : std::string();
      return "[" + figure->image.source + "]" + caption;
    }
    if (const auto* table = base::get_if<model::Table>(&block->node)) {
      std::string text = table->caption ? model::plain_text(table->caption->content) : std::string();
      for (const model::TableRow& row : table->rows) {
        std::string line;
        for (const model::TableCell& cell : row.cells)
          line += (line.empty() ? "" : " | ") + on_one_line(model::plain_text(cell));
        text += (text.empty() ? "" : "\n") + line;
      }
      for (const model::TableNote& note : table->notes) {
        text += (text.empty() ? "" : "\n") + note.mark + " " + model::plain_text(note.content);
      }
      return text;
    }
    return model::plain_text(model::Blocks{*block});
  }

  static std::string with_marks(const std::vector<model::Run>& runs) {
    std::string text;
    for (const model::Run& run : runs) {
      const std::string words = model::plain_text(run.content);
      switch (run.edit) {
        case model::Edit::Keep:
          text += words;
          break;
        case model::Edit::Delete:
          text += "[-" + words + "-]";
          break;
        case model::Edit::Insert:
          text += "{+" + words + "+}";
          break;
      }
    }
    return text;
  }

  static bool is_table_row(const model::ClauseChange& row) {
    return row.after && base::holds_alternative<model::Table>(row.after->node) && !row.inside.empty() &&
           std::all_of(row.inside.begin(), row.inside.end(), [](const model::ClauseChange& cell) {
             return cell.after && (base::holds_alternative<model::Paragraph>(cell.after->node) ||
                                   base::holds_alternative<model::Quote>(cell.after->node));
           });
  }

  static std::string on_one_line(std::string text) {
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) text.replace(at, 1, " / ");
    return text;
  }

  // What a cell says now and said before, on one line: its words, or its blocks one after another.
  static std::string cell_text(const model::ClauseChange& cell) {
    if (!cell.runs.empty()) return with_marks(cell.runs);
    if (cell.inside.empty()) {
      const std::string before = on_one_line(plain(cell.before)), after = on_one_line(plain(cell.after));
      switch (cell.kind) {
        case model::ChangeKind::Same:
        case model::ChangeKind::Moved:
          return after;
        case model::ChangeKind::Added:
          return "{+" + after + "+}";
        case model::ChangeKind::Removed:
          return "[-" + before + "-]";
        case model::ChangeKind::Changed:
          return "[-" + before + "-]{+" + after + "+}";
      }
    }
    std::string text;
    for (const model::ClauseChange& inner : cell.inside) text += (text.empty() ? "" : " / ") + cell_text(inner);
    return text;
  }

  void write_row(const model::ClauseChange& row) {
    const std::string minus = say("- ", "－ "), plus = say("+ ", "＋ ");
    switch (row.kind) {
      case model::ChangeKind::Same:
        return;
      case model::ChangeKind::Removed:
        write_label(row);
        write_lines(row.moved ? say("- (moved) ", "－（移動）") : minus, plain(row.before));
        return;
      case model::ChangeKind::Added:
        write_label(row);
        write_lines(plus, plain(row.after));
        return;
      case model::ChangeKind::Moved:
        write_label(row);
        write_lines(say("+ (moved) ", "＋（移動）"), row.runs.empty() ? plain(row.after) : with_marks(row.runs));
        return;
      case model::ChangeKind::Changed:
        break;
    }
    if (!row.runs.empty()) {
      write_label(row);
      write_lines("", with_marks(row.runs));
    } else if (is_table_row(row)) {
      write_label(row);
      std::string line;
      for (const model::ClauseChange& cell : row.inside) {
        line += (line.empty() ? "" : " | ") + cell_text(cell);
      }
      write_lines("", line);
    } else if (row.inside.empty()) {
      write_label(row);
      write_lines(minus, plain(row.before));
      write_lines(plus, plain(row.after));
    }
    if (!row.attributes.empty()) write_label(row);
    for (const model::FieldChange& field : row.attributes) write_field("    ", field);
    if (row.runs.empty() && !is_table_row(row)) {
      for (const model::ClauseChange& inner : row.inside) write_row(inner);
    }
  }

  base::Language language_;
  std::string out_;
  std::string label_;       // the last one written
  std::string note_label_;  // while in a footnote
};

}  // namespace

std::string field_label(const std::string& key, base::Language language) {
  const auto found = std::find_if(kLabels.begin(), kLabels.end(), [&](const Label& label) { return label.key == key; });
  if (found == kLabels.end()) return key;
  return std::string(language == base::Language::Japanese ? found->ja : found->en);
}

std::string change_text(const model::EditionChange& change, base::Language language) {
  return Writer(language).write(change);
}

}  // namespace kitei::exports
