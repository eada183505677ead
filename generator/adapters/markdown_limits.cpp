#include "adapters/markdown_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/markdown.h"
#include "adapters/markdown_emphasis.h"
#include "adapters/markdown_lines.h"
#include "base/byte_blocks.h"

namespace kitei::adapters {
namespace {

using Limits = MarkdownLimits;

// A table's delimiter row as far as its characters go: |, -, :, blanks (and '>' of a quote around it). Dashes alone are
// a rule or the line under a heading.
bool may_be_delimiter_row(std::string_view line) {
  bool dash = false, other = false;
  for (const char c : line) {
    if (c == '-') {
      dash = true;
    } else if (c == '|' || c == ':') {
      other = true;
    } else if (c != ' ' && c != '\t' && c != '>') {
      return false;
    }
  }
  return dash && other;
}

// Bytes that see_bytes has to look at; all others are passed over.
constexpr auto kCounts = [] {
  std::array<unsigned char, 256> table{};
  for (const char c : std::string_view("|]<![`&\\*_~\0\xEF", 13)) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// The first of them from `at` on, or the end. Most lines have none.
std::size_t next_counted(std::string_view line, std::size_t at) {
  return base::find_byte(
      line, at,
      // Among what is beyond ASCII, and among small letters, there is nothing but the first byte of the marker.
      [](const base::Block& block) {
        return (base::Block::kAll & ~block.beyond_ascii() & ~block.between('a', 'z')) | block.equal(kEmphasisMarker.front());
      },
      [&](std::size_t i) { return kCounts[static_cast<unsigned char>(line[i])] != 0; });
}

// Bytes that may stand before a fence.
constexpr auto kBeforeFence = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view(" \t>-+*.)0123456789")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_blank(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t'; });
}

// Under a heading of level 1.
bool is_underline(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == '=' || c == ' '; });
}

std::string_view without_prefix(std::string_view line) {
  line.remove_prefix(skip_prefix(line, Limits::kDepth));
  return line;
}

bool begins_definition(std::string_view line) {
  return without_prefix(line).starts_with('[') && line.find("]:") != std::string_view::npos;
}

bool is_footnote(std::string_view line) { return without_prefix(line).starts_with("[^"); }

// A link definition whose title, if it has one, surely ends on its line, so that the next line may begin another. What
// is not so plain counts as going on.
bool is_whole_definition(std::string_view line) {
  if (line.find('<') != std::string_view::npos) return false;
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  for (std::size_t at = 1; at < line.size(); ++at) {
    const char quote = line[at];
    if ((quote != '"' && quote != '\'' && quote != '(') || (line[at - 1] != ' ' && line[at - 1] != '\t')) continue;
    return at + 1 < line.size() && line.back() == (quote == '(' ? ')' : quote) && line[line.size() - 2] != '\\';
  }
  return true;
}

// Fences as far as they matter for a limit: they may stand behind list markers and quote signs.
struct Fence {
  char character = 0;  // 0: outside
  std::size_t length = 0;

  void see(std::string_view line) {
    std::size_t at = 0;
    if (character == 0) {
      while (at < line.size() && kBeforeFence[static_cast<unsigned char>(line[at])]) ++at;
    } else {
      while (at < line.size() && (line[at] == ' ' || line[at] == '\t' || line[at] == '>')) ++at;
    }
    if (at >= line.size() || (line[at] != '`' && line[at] != '~')) return;
    const char found = line[at];
    const std::size_t end = std::min(line.find_first_not_of(found, at), line.size());
    if (character == 0) {
      if (end - at < 3 || (found == '`' && line.find('`', end) != std::string_view::npos)) return;
      character = found;
      length = end - at;
    } else if (found == character && end - at >= length && is_blank(line.substr(end))) {
      character = 0;
    }
  }
};

class Limiter {
 public:
  Limiter(std::string_view text, std::string_view path, std::uint32_t first_line)
      : text_(text), path_(path), line_number_(first_line) {}

  base::Diagnostics run() {
    if (text_.size() > Limits::kBytes) {
      report(1,
             {fmt::format("the text has {} bytes; at most {} are read", text_.size(), Limits::kBytes),
              fmt::format("本文が{}バイトあります。上限は{}バイトです", text_.size(), Limits::kBytes)},
             {"split it into several documents", "複数の文書に分けてください"});
      return std::move(found_);
    }
    // Each is looked for again only once it is passed: a text may hold one of them alone.
    std::size_t carriage_return = text_.find('\r'), line_feed = text_.find('\n');
    for (std::size_t at = 0; at < text_.size();) {
      if (carriage_return < at) carriage_return = text_.find('\r', at);
      if (line_feed < at) line_feed = text_.find('\n', at);
      const std::size_t end = std::min({line_feed, carriage_return, text_.size()});
      see_line(text_.substr(at, end - at));
      at = end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
      ++line_number_;
    }
    finish_chunk();
    if (definition_bytes_ * brackets_ > Limits::kReferenceBytes) {
      line_number_ = definition_line_;
      report(
          1,
          {fmt::format("a link definition of {} bytes beside {} closing brackets", definition_bytes_, brackets_),
           fmt::format("{}バイトのリンク定義があり、閉じ角括弧が{}個あります", definition_bytes_, brackets_)},
          {"shorten the definition, or write the links in place", "定義を短くするか、リンクをその場に書いてください"});
    }
    return std::move(found_);
  }

 private:
  void see_line(std::string_view line) {
    see_bytes(line);
    const bool in_code = fence_.character != 0;
    fence_.see(line);
    const bool code = in_code && fence_.character != 0;
    see_pipes(code ? Limits::kPipesInCodeLine : Limits::kPipesInLine);
    // A heading costs as much as several lines: it has an address, a number, a place in the contents and in the index.
    const std::size_t heading = !code && (line.starts_with('#') || is_underline(line)) ? 5 : 0;
    if (!is_blank(line)) see_pieces(code ? 1 : 1 + heading + marks_in_line_);
    see_table(line);
    see_definition(line);
  }

  void see_bytes(std::string_view line) {
    pipes_in_line_ = brackets_in_line_ = marks_in_line_ = 0;
    for (std::size_t at = next_counted(line, 0); at < line.size(); at = next_counted(line, at + 1)) {
      switch (line[at]) {
        case '|':
          ++pipes_in_line_;
          ++marks_in_line_;
          break;
        case ']':
          ++brackets_in_line_;
          ++marks_in_line_;
          break;
        case '<':
        case '!':
          see_opener(line, at);
          ++marks_in_line_;
          break;
        case '[':
        case '`':
        case '&':
        case '\\':
          ++marks_in_line_;
          break;
        case '*':
        case '_':
        case '~':
          if (at == 0 || line[at - 1] != line[at]) ++marks_in_line_;  // a run is one node
          break;
        case '\0':
          if (once(nul_)) report(at + 1, {"a NUL character", "NUL文字があります"}, {"delete it", "削除してください"});
          break;
        case kEmphasisMarker.front():
          if (line.substr(at).starts_with(kEmphasisMarker) && once(marker_)) {
            report(at + 1,
                   {"the character U+FDD0, which is no character of any script", "文字ではないU+FDD0があります"},
                   {"delete it", "削除してください"});
          }
          break;
        default:
          break;
      }
    }
    brackets_ += brackets_in_line_;
  }

  // `<?`, `<!` and `![[` make the library search ahead to the end of the text each time.
  void see_opener(std::string_view line, std::size_t at) {
    constexpr std::array<std::string_view, 3> kOpeners{"<?", "<!", "![["};
    for (std::size_t kind = 0; kind < kOpeners.size(); ++kind) {
      if (!line.substr(at).starts_with(kOpeners[kind]) || ++openers_[kind] != Limits::kMarkupOpeners + 1) continue;
      report(at + 1,
             {fmt::format("more than {} times `{}`", Limits::kMarkupOpeners, kOpeners[kind]),
              fmt::format("`{}`が{}個を超えています", kOpeners[kind], Limits::kMarkupOpeners)},
             {"put them into code, or split the document", "コードとして書くか、文書を分けてください"});
    }
  }

  void see_pieces(std::size_t pieces) {
    pieces_ += pieces;
    if (pieces_ <= Limits::kPieces || !once(many_pieces_)) return;
    report(1,
           {fmt::format("more than {} lines, cells and marks", Limits::kPieces),
            fmt::format("行・セル・記号が合わせて{}個を超えています", Limits::kPieces)},
           {"split it into several documents", "複数の文書に分けてください"});
  }

  void see_pipes(std::size_t limit) {
    const std::size_t pipes = pipes_in_line_;
    if (pipes <= limit || !once(wide_row_)) return;
    report(1,
           {fmt::format("{} `|` in one line; at most {} are read", pipes, limit),
            fmt::format("1行に`|`が{}個あります。上限は{}個です", pipes, limit)},
           {"split the table", "表を分けてください"});
  }

  // Cells = columns × rows, counted from each possible delimiter row to the next blank line.
  void see_table(std::string_view line) {
    if (is_blank(line)) {
      columns_ = 0;
      paragraph_bytes_ = 0;
      return;
    }
    cells_ += columns_;
    if (may_be_delimiter_row(line)) {
      columns_ = std::max(columns_, split_row(line, skip_prefix(line, Limits::kDepth)).size());
      // For each of them the library reads the paragraph before it from its beginning.
      searched_bytes_ += paragraph_bytes_;
      if (searched_bytes_ > Limits::kTableSearchBytes && once(many_rows_)) {
        report(1,
               {"too many table delimiter rows without a blank line between them",
                "空行で区切られていない表の区切り行が多すぎます"},
               {"put a blank line before each table", "それぞれの表の前に空行を入れてください"});
      }
    }
    paragraph_bytes_ += line.size() + 1;
    if (cells_ > Limits::kTableCells && once(many_cells_)) {
      report(1,
             {fmt::format("more than {} table cells", Limits::kTableCells),
              fmt::format("表のセルが{}個を超えています", Limits::kTableCells)},
             {"split the document", "文書を分けてください"});
    }
  }

  // A link definition is copied into every link that uses it.
  void see_definition(std::string_view line) {
    const bool begins = brackets_in_line_ > 0 && begins_definition(line);
    if (is_blank(line) || (begins && (chunk_is_whole_ || is_footnote(line)))) finish_chunk();
    if (chunk_bytes_ == 0 && (brackets_in_line_ == 0 || line.find("]:") == std::string_view::npos)) return;
    if (chunk_bytes_ == 0) chunk_line_ = line_number_;
    chunk_is_whole_ = chunk_bytes_ == 0 && begins && is_whole_definition(line);
    chunk_bytes_ += line.size() + 1;
  }

  void finish_chunk() {
    if (chunk_bytes_ > definition_bytes_) {
      definition_bytes_ = chunk_bytes_;
      definition_line_ = chunk_line_;
    }
    chunk_bytes_ = 0;
    chunk_is_whole_ = false;
  }

  static bool once(bool& seen) { return !std::exchange(seen, true); }

  void report(std::size_t column, base::Message message, base::Message hint) {
    found_.push_back({"source-too-complex",
                      std::string(path_),
                      {line_number_, static_cast<std::uint32_t>(column)},
                      std::move(message),
                      std::move(hint)});
  }

  std::string_view text_;
  std::string_view path_;
  std::uint32_t line_number_;
  base::Diagnostics found_;
  Fence fence_;
  std::array<std::size_t, 3> openers_{};
  std::size_t marks_in_line_ = 0, pieces_ = 0;
  std::size_t pipes_in_line_ = 0, columns_ = 0, cells_ = 0, paragraph_bytes_ = 0, searched_bytes_ = 0;
  std::size_t brackets_in_line_ = 0, brackets_ = 0, chunk_bytes_ = 0, definition_bytes_ = 0;
  std::uint32_t chunk_line_ = 0, definition_line_ = 0;
  bool chunk_is_whole_ = false;
  bool nul_ = false, marker_ = false, wide_row_ = false, many_cells_ = false, many_rows_ = false, many_pieces_ = false;
};

}  // namespace

base::Diagnostics check_markdown_limits(std::string_view text, std::string_view path, std::uint32_t first_line) {
  return Limiter(text, path, first_line).run();
}

base::Diagnostic nesting_too_deep(std::string_view path, base::Position position) {
  return {"source-too-complex",
          std::string(path),
          position,
          {fmt::format("lists, quotes or markup are nested more than {} deep", Limits::kDepth),
           fmt::format("箇条書き・引用・文字飾りの入れ子が{}段を超えています", Limits::kDepth)},
          {"nest less deeply", "入れ子を浅くしてください"}};
}

}  // namespace kitei::adapters
