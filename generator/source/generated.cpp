#include "source/generated.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "source/variables.h"

namespace kitei::source {
namespace {

constexpr std::string_view kWord = "table";

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Takes words apart at blanks; a value may stand in quotes.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  bool done() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    return at_ == text_.size();
  }
  // Up to a blank or '='.
  std::string_view word() {
    const std::size_t from = at_;
    while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '=') ++at_;
    return text_.substr(from, at_ - from);
  }
  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::optional<std::string_view> value() {
    if (take('"')) {
      const std::size_t from = at_, end = text_.find('"', at_);
      if (end == std::string_view::npos) return std::nullopt;
      at_ = end + 1;
      return text_.substr(from, end - from);
    }
    const std::size_t from = at_;
    while (at_ < text_.size() && !is_blank(text_[at_])) ++at_;
    return text_.substr(from, at_ - from);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_generated_table(std::string_view inside) {
  return inside.starts_with(kWord) && inside.size() > kWord.size() && is_blank(inside[kWord.size()]);
}

std::optional<model::GeneratedTable> read_generated_table(const adapters::MarkdownNode& paragraph,
                                                          const BodyOptions& options, base::Diagnostics& diagnostics) {
  if (options.dialect != Dialect::Handbook || !paragraph.text.starts_with("{{")) return std::nullopt;
  const auto written = read_variable(paragraph.text);
  if (!written || !is_generated_table(written->inside)) return std::nullopt;
  if (!base::trim(paragraph.text.substr(written->length)).empty()) return std::nullopt;

  const std::string_view inside = written->inside.substr(kWord.size());
  const auto offset = static_cast<std::uint32_t>(inside.data() - paragraph.text.data());
  const auto place = [&](std::size_t at) {
    base::Position position = paragraph.position;
    position = position.behind(offset + at);
    return position;
  };
  Reader reader(inside);
  model::GeneratedTable table;
  reader.done();
  table.position = place(reader.at());
  table.name = std::string(reader.word());
  while (!reader.done()) {
    const std::size_t at = reader.at();
    const std::string_view key = reader.word();
    const auto value = !key.empty() && reader.take('=') ? reader.value() : std::nullopt;
    if (!value || value->empty()) {
      diagnostics.push_back({"table-invalid",
                             options.path,
                             place(at),
                             {"what the rows must be is written key=value", "行を選ぶ条件は「キー=値」と書きます"},
                             {"e.g. {{ table documents kind=procedure }}", "例：{{ table documents kind=procedure }}"},
                             base::Severity::Error});
      break;
    }
    table.filters.push_back({std::string(key), std::string(*value), place(at)});
  }
  return table;
}

base::Diagnostic table_among_words(const BodyOptions& options, base::Position position) {
  return {"table-invalid",
          options.path,
          position,
          {"a table stands in a paragraph of its own", "自動の表は、それだけで一つの段落に書きます"},
          {"put a blank line before and after it", "前後に空行を入れてください"},
          base::Severity::Error};
}

}  // namespace kitei::source
