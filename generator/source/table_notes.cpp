#include "source/table_notes.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "base/unicode.h"
#include "base/utf8.h"
#include "source/captions.h"
#include "source/inlines.h"

namespace kitei::source {
namespace {

constexpr std::string_view kSign = "※";
constexpr std::size_t kMostDigits = 3;

// The bytes of the digits (also full-width ones) at `at`.
std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  std::size_t count = 0;
  for (; at + length < text.size(); ++count) {
    const base::CodePoint c = base::code_point_at(text, at + length);
    const bool digit = (c.value >= '0' && c.value <= '9') || (c.value >= U'０' && c.value <= U'９');
    if (!digit) break;
    length += c.length;
  }
  return count <= kMostDigits ? length : 0;  // a longer number is none of ours
}

std::string key_of(std::string_view mark) { return base::nfkc(mark); }

class Linker {
 public:
  Linker(model::Table& table, const BodyOptions& options, base::Diagnostics& diagnostics)
      : table_(table), options_(options), diagnostics_(diagnostics) {}

  void run() {
    for (model::TableNote& note : table_.notes) {
      if (note.mark.empty()) continue;
      if (!by_mark_.emplace(key_of(note.mark), &note).second) {
        report(note.position, fmt::format("a second note for '{}' stands under this table", note.mark),
               fmt::format("この表には「{}」の注記が二つあります", note.mark),
               {"give each note a number of its own", "注記ごとに異なる番号を付けてください"});
      }
    }
    if (table_.caption) link(table_.caption->content);
    for (model::TableRow& row : table_.rows) {
      for (model::TableCell& cell : row.cells) {
        link(cell.content);
        if (cell.blocks) model::for_each_inlines(*cell.blocks, [&](model::Inlines& inlines) { link(inlines); });
      }
    }
    for (const auto& [key, note] : by_mark_) {
      if (note->references > 0 || note->mark == kSign) continue;  // a bare ※ speaks of the whole table
      report(note->position, fmt::format("no cell of the table has the mark '{}'", note->mark),
             fmt::format("「{}」の印が付いたセルがありません", note->mark),
             {"put the mark into the cell that the note is about, or write a bare ※",
              "注記の対象のセルに印を付けるか、番号のない「※」にしてください"});
    }
  }

 private:
  void link(model::Inlines& inlines) {
    for (std::size_t i = 0; i < inlines.size(); ++i) {
      if (model::Inlines* content = model::content_of(inlines[i])) {
        if (!base::holds_alternative<model::Image>(inlines[i].node)) link(*content);
        continue;
      }
      const auto* text = base::get_if<model::Text>(&inlines[i].node);
      if (text == nullptr || text->text.find(kSign) == std::string::npos) continue;
      model::Inlines split = split_text(text->text.str(), inlines[i].position);
      if (split.empty()) continue;
      const auto at = inlines.erase(inlines.begin() + static_cast<std::ptrdiff_t>(i));
      inlines.insert(at, std::make_move_iterator(split.begin()), std::make_move_iterator(split.end()));
      i += split.size() - 1;
    }
  }

  // The text with its marks as inlines of their own; nothing when there is none.
  model::Inlines split_text(const std::string& text, base::Position position) {
    model::Inlines pieces;
    std::size_t done = 0;
    auto place = [&](std::size_t at) {
      base::Position there = position;
      if (there.known()) there = there.behind(at);
      return there;
    };
    for (std::size_t at = text.find(kSign); at != std::string::npos; at = text.find(kSign, at + 1)) {
      const std::size_t length = kSign.size() + digits_at(text, at + kSign.size());
      const std::string mark = text.substr(at, length);
      const auto found = by_mark_.find(key_of(mark));
      if (found == by_mark_.end()) {
        if (mark != kSign) {
          report(place(at), fmt::format("there is no note '{}' under this table", mark),
                 fmt::format("この表の下に「{}」の注記がありません", mark),
                 {fmt::format("write a line `{} …` right under the table", mark),
                  fmt::format("表のすぐ下に「{} …」の行を書いてください", mark)});
        }
        continue;
      }
      if (at > done) pieces.push_back({model::Text{text.substr(done, at - done)}, place(done)});
      pieces.push_back({model::TableMark{mark, 0, ++found->second->references}, place(at)});
      done = at + length;
    }
    if (!pieces.empty() && done < text.size()) pieces.push_back({model::Text{text.substr(done)}, place(done)});
    return pieces;
  }

  void report(base::Position position, std::string en, std::string ja, base::Message hint) {
    diagnostics_.push_back({"table-note", options_.path, position, {std::move(en), std::move(ja)}, std::move(hint)});
  }

  model::Table& table_;
  const BodyOptions& options_;
  base::Diagnostics& diagnostics_;
  std::map<std::string, model::TableNote*> by_mark_;
};

base::Position place_in(const adapters::MarkdownNode& paragraph, std::size_t at) {
  base::Position position = paragraph.position;
  for (const adapters::MarkdownNode& child : paragraph.children) {
    if (child.from > at) break;
    if (!child.position.known()) continue;
    position = child.position;
    position = position.behind(at - child.from);
  }
  return position;
}

}  // namespace

NoteMark note_mark(std::string_view text) {
  if (!text.starts_with(kSign)) return {};
  NoteMark found;
  found.mark = kSign.size() + digits_at(text, kSign.size());
  found.length = found.mark;
  for (const std::string_view gap : {"：", ":", "．", "."}) {
    if (found.mark > kSign.size() && text.substr(found.length).starts_with(gap)) {
      found.length += gap.size();
      break;
    }
  }
  while (true) {
    const std::string_view rest = text.substr(found.length);
    if (rest.starts_with(' ') || rest.starts_with('\t')) {
      ++found.length;
    } else if (rest.starts_with("　")) {
      found.length += std::string_view("　").size();
    } else {
      return found;
    }
  }
}

bool is_below_table(const adapters::MarkdownNode& paragraph) {
  return paragraph.text.starts_with(kSign) || source_prefix(paragraph.text).has_value();
}

void read_below_table(const adapters::MarkdownNode& paragraph, model::Table& table, const BodyOptions& options,
                      base::Diagnostics& diagnostics) {
  const std::string_view text = paragraph.text;
  for (std::size_t from = 0; from < text.size();) {
    // A line that begins with neither sign goes on with the one before it.
    std::size_t to = text.find('\n', from);
    while (to != std::string_view::npos) {
      const std::string_view next = text.substr(to + 1);
      if (next.starts_with(kSign) || source_prefix(next)) break;
      to = text.find('\n', to + 1);
    }
    to = std::min(to, text.size());
    const std::string_view line = text.substr(from, to - from);
    const auto source = source_prefix(line);
    if (source && table.caption) {
      table.caption->source = read_inlines(paragraph, {from + *source, to}, options, diagnostics);
    } else {
      const NoteMark mark = note_mark(line);
      table.notes.push_back({std::string(line.substr(0, mark.mark)),
                             read_inlines(paragraph, {from + mark.length, to}, options, diagnostics), 0,
                             place_in(paragraph, from)});
    }
    from = to + 1;
  }
}

void link_marks(model::Table& table, const BodyOptions& options, base::Diagnostics& diagnostics) {
  Linker(table, options, diagnostics).run();
}

}  // namespace kitei::source
