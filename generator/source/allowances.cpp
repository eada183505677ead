// Method: the comments are looked for line by line, since the reader of bodies drops them and YAML readers never see them;
// the block tree then tells what stands under a comment, and whether it is one or the content of a code block.
#include "source/allowances.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string>

#include "base/nearest.h"
#include "base/utf8.h"
#include "model/rules.h"

namespace kitei::source {
namespace {

constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view without_blanks_before(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

// What stands behind "kitei:" at the start of a comment's inside; nothing when it is another comment.
std::optional<std::string_view> order_of(std::string_view inside) {
  inside = without_blanks_before(inside);
  constexpr std::string_view kName = "kitei:";
  if (!inside.starts_with(kName)) return std::nullopt;
  return base::trim(inside.substr(kName.size()));
}

// 2026-12 is the whole month.
std::optional<base::Date> read_last_day(std::string_view text) {
  if (const auto day = base::parse_date(text)) return day;
  int year = 0;
  unsigned month = 0;
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const char* begin = text.data();
  if (std::from_chars(begin, begin + 4, year).ptr != begin + 4) return std::nullopt;
  if (std::from_chars(begin + 5, begin + 7, month).ptr != begin + 7 || month < 1 || month > 12) return std::nullopt;
  return base::Date(std::chrono::year{year} / std::chrono::month{month} / std::chrono::last);
}

class OrderReader {
 public:
  OrderReader(std::string_view path, base::Diagnostics& found) : path_(path), found_(found) {}

  // `line` is the whole line, `order` a part of it: "allow review-overdue, date-order until 2026-12 (E-12)".
  std::optional<model::Allowance> read(std::string_view order, std::string_view line, std::uint32_t number) {
    line_ = line;
    number_ = number;
    const std::size_t end = std::min(order.find_first_of(" \t"), order.size());
    const std::string_view verb = order.substr(0, end);
    if (verb != "allow") {
      const std::string nearest = base::nearest_name(verb, {"allow"});
      report(order, {fmt::format("'{}' is no order to kitei", verb), fmt::format("「kitei: {}」という指示はありません", verb)},
             nearest.empty() ? usage() : base::Message{"did you mean 'allow'?", "「allow」ではありませんか"});
      return std::nullopt;
    }
    std::string_view rest = without_blanks_before(order.substr(end));
    const std::size_t until = find_until(rest);
    if (until == std::string_view::npos) {
      report(order, {"an allowance needs the day on which it ends", "allow には期限が必要です"}, usage());
      return std::nullopt;
    }
    model::Allowance allowance;
    allowance.path = path_;
    allowance.position = place(order);
    std::string_view date = base::trim(rest.substr(until + 5));
    date = base::trim(date.substr(0, std::min(date.find('('), date.find("（"))));  // a reason may follow in brackets
    const auto day = read_last_day(date);
    if (!day) {
      report(date.empty() ? order : date,
             {fmt::format("'{}' is neither a month nor a day", date), fmt::format("「{}」は年月又は日付として読めません", date)},
             {"write 2026-12 or 2026-12-31", "2026-12 又は 2026-12-31 のように書いてください"});
      return std::nullopt;
    }
    allowance.until = *day;
    read_codes(rest.substr(0, until), allowance);
    if (allowance.codes.empty()) return std::nullopt;
    return allowance;
  }

  void report(std::string_view at, base::Message message, base::Message hint) {
    found_.push_back({"allowance-invalid", std::string(path_), place(at), std::move(message), std::move(hint)});
  }
  void set_line(std::string_view line, std::uint32_t number) {
    line_ = line;
    number_ = number;
  }

  static base::Message usage() {
    return {"write 'kitei: allow CODE until 2026-12'", "「kitei: allow 符号 until 2026-12」のように書いてください"};
  }

 private:
  static std::size_t find_until(std::string_view text) {
    for (auto at = text.find("until"); at != std::string_view::npos; at = text.find("until", at + 1)) {
      const bool begins = at == 0 || is_blank(text[at - 1]) || text[at - 1] == ',';
      const bool ends = at + 5 == text.size() || is_blank(text[at + 5]);
      if (begins && ends) return at;
    }
    return std::string_view::npos;
  }

  void read_codes(std::string_view text, model::Allowance& allowance) {
    bool any = false;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t to = std::min({text.find(',', from), text.find(' ', from), text.find('\t', from), text.find("、", from), text.size()});
      const std::string_view code = text.substr(from, to - from);
      if (!code.empty()) {
        any = true;
        read_code(code, allowance);
      }
      from = to + (text.substr(to).starts_with("、") ? 3 : 1);
    }
    if (!any) report(line_, {"the allowance names no code", "allow に検査の符号がありません"}, usage());
  }

  void read_code(std::string_view code, model::Allowance& allowance) {
    const model::Rule* rule = model::find_rule(code);
    if (!rule) {
      std::vector<std::string_view> names;
      for (const model::Rule& known : model::rules()) names.push_back(known.code);
      const std::string nearest = base::nearest_name(code, names);
      return report(code, {fmt::format("there is no check '{}'", code), fmt::format("「{}」という検査はありません", code)},
                    nearest.empty() ? base::Message{}
                                    : base::Message{fmt::format("did you mean '{}'?", nearest), fmt::format("「{}」ではありませんか", nearest)});
    }
    if (!model::may_be_allowed(*rule)) {
      return report(code, {fmt::format("'{}' cannot be allowed: the handbook would not hold together", code),
                           fmt::format("「{}」は規程集の成立ちに関わるため、許容できません", code)},
                    {"mend what it reports", "指摘された箇所を直してください"});
    }
    allowance.codes.emplace_back(code, place(code));
  }

  base::Position place(std::string_view part) const {
    const bool inside = part.data() >= line_.data() && part.data() <= line_.data() + line_.size();
    return {number_, inside ? static_cast<std::uint32_t>(part.data() - line_.data()) + 1 : 1, 0};
  }

  std::string_view path_;
  base::Diagnostics& found_;
  std::string_view line_;
  std::uint32_t number_ = 0;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    std::string_view line = text.substr(from, to - from);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    from = to + 1;
  }
  return lines;
}

// ---- bodies ----------------------------------------------------------------------------------------------------------

std::uint32_t line_count(std::string_view text) { return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')); }

bool in_code(const model::Blocks& blocks, std::uint32_t line) {
  return std::any_of(blocks.begin(), blocks.end(), [&](const model::Block& block) {
    if (const auto* code = base::get_if<model::CodeBlock>(&block.node)) {
      return block.position.file == 0 && line >= block.position.line && line <= block.position.line + line_count(code->text) + 1;
    }
    bool found = false;
    model::for_each_part(
        block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) { found = found || in_code(inner, line); });
    return found;
  });
}

using Lines = std::pair<std::uint32_t, std::uint32_t>;

// The block among these siblings that begins first under `line`, up to the next one; `end` is the last line they may reach.
std::optional<Lines> next_block(const model::Blocks& blocks, std::uint32_t line, std::uint32_t end, bool nested) {
  const model::Block* before = nullptr;
  const model::Block* next = nullptr;
  const model::Block* behind = nullptr;
  for (const model::Block& block : blocks) {
    if (block.position.file != 0 || !block.position.known()) continue;  // included from another file
    if (block.position.line <= line) {
      before = &block;
    } else if (!next) {
      next = &block;
    } else {
      behind = &block;
      break;
    }
  }
  if (nested && before) {
    std::optional<Lines> inside;
    const std::uint32_t last = next ? next->position.line - 1 : end;
    model::for_each_part(
        *before, [](const model::Inlines&) {},
        [&](const model::Blocks& inner) {
          const bool here = !inner.empty() && inner.front().position.line <= line;
          if (const auto found = here ? next_block(inner, line, last, true) : std::nullopt) inside = found;
        });
    if (inside) return inside;
  }
  if (!next) return std::nullopt;
  return Lines{line, behind ? behind->position.line - 1 : end};
}

std::uint32_t first_block_line(const model::Blocks& blocks) {
  for (const model::Block& block : blocks) {
    if (block.position.known() && block.position.file == 0) return block.position.line;
  }
  return kEnd;
}

// ---- YAML ------------------------------------------------------------------------------------------------------------

struct YamlComment {
  std::string_view order;
  bool alone = false;  // nothing but blanks before it
};

std::optional<YamlComment> yaml_comment(std::string_view line) {
  for (auto at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at > 0 && !is_blank(line[at - 1])) continue;
    if (const auto order = order_of(line.substr(at + 1))) return YamlComment{*order, base::trim(line.substr(0, at)).empty()};
  }
  return std::nullopt;
}

bool is_content(std::string_view line) {
  const std::string_view text = base::trim(line);
  return !text.empty() && !text.starts_with('#') && text != "---";
}

std::size_t indent_of(std::string_view line) { return line.size() - without_blanks_before(line).size(); }

}  // namespace

base::Read<Allowances> read_body_allowances(std::string_view text, std::uint32_t first_line, const model::Blocks& blocks,
                                            std::string_view path) {
  base::Read<Allowances> read;
  if (text.find("kitei:") == std::string_view::npos) return read;
  OrderReader reader(path, read.diagnostics);
  const std::vector<std::string_view> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const auto open = line.find("<!--");
    if (open == std::string_view::npos) continue;
    const auto close = line.find("-->", open);
    const auto order = order_of(line.substr(open + 4, close == std::string_view::npos ? close : close - open - 4));
    const auto number = first_line + static_cast<std::uint32_t>(i);
    if (!order || in_code(blocks, number)) continue;
    const std::string_view before = base::trim(line.substr(0, open));
    const bool alone = before.find_first_not_of("> \t-*") == std::string_view::npos && close != std::string_view::npos &&
                       base::trim(line.substr(close + 3)).empty();
    if (!alone) {
      if (before.find('`') != std::string_view::npos) continue;  // about the comment, in code
      reader.set_line(line, number);
      reader.report(line.substr(open), {"the comment must stand on a line of its own, closed on it", "このコメントは、1行に収め、独立した行に書いてください"},
                    {"put it on the line before the block that it is about", "対象の段落や表の前の行に書いてください"});
      continue;
    }
    auto allowance = reader.read(*order, line, number);
    if (!allowance) continue;
    if (const auto covered = next_block(blocks, number, kEnd, open > 0)) allowance->lines.push_back(*covered);
    if (number < first_block_line(blocks)) allowance->lines.emplace_back(1, first_line - 1);
    read.value.push_back(std::move(*allowance));
  }
  return read;
}

base::Read<Allowances> read_front_matter_allowances(std::string_view yaml, std::uint32_t first_line, std::string_view path) {
  base::Read<Allowances> read;
  if (yaml.find("kitei:") == std::string_view::npos) return read;
  OrderReader reader(path, read.diagnostics);
  const std::vector<std::string_view> lines = lines_of(yaml);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto comment = yaml_comment(lines[i]);
    if (!comment) continue;
    auto allowance = reader.read(comment->order, lines[i], first_line + static_cast<std::uint32_t>(i));
    if (!allowance) continue;
    allowance->lines.emplace_back(1, first_line + static_cast<std::uint32_t>(lines.size()) - 1);
    read.value.push_back(std::move(*allowance));
  }
  return read;
}

base::Read<Allowances> read_yaml_allowances(std::string_view text, std::string_view path) {
  base::Read<Allowances> read;
  if (text.find("kitei:") == std::string_view::npos) return read;
  OrderReader reader(path, read.diagnostics);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::vector<std::string_view> lines = lines_of(text);
  bool at_top = true;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto number = static_cast<std::uint32_t>(i) + 1;
    const auto comment = yaml_comment(lines[i]);
    if (is_content(lines[i])) at_top = false;
    auto allowance = comment ? reader.read(comment->order, lines[i], number) : std::nullopt;
    if (!allowance) continue;
    if (!comment->alone) {
      allowance->lines.emplace_back(number, number);
    } else if (at_top) {
      allowance->lines.emplace_back(1, kEnd);
    } else {
      std::size_t entry = i + 1;
      while (entry < lines.size() && !is_content(lines[entry])) ++entry;
      std::size_t end = entry + 1;
      while (end < lines.size() && (!is_content(lines[end]) || indent_of(lines[end]) > indent_of(lines[entry]))) ++end;
      allowance->lines.emplace_back(number, static_cast<std::uint32_t>(end));
    }
    read.value.push_back(std::move(*allowance));
  }
  return read;
}

}  // namespace kitei::source
