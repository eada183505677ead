// Method: walk the tree of the text; where a paragraph consists of includes, parse each part and put its blocks in the
// paragraph's place, walking them in the same way. The chain of files that are being read finds cycles; limits on depth,
// number and bytes keep parts that multiply each other finite.
#include "source/includes.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "adapters/hash.h"
#include "base/nearest.h"
#include "base/path.h"
#include "base/utf8.h"
#include "source/document.h"
#include "source/front_matter.h"
#include "source/variables.h"

namespace kitei::source {
namespace {

using adapters::MarkdownKind;
using adapters::MarkdownNode;

constexpr std::string_view kWord = "include";

struct WrittenInclude {
  base::Position position;       // of the path, or of the braces when there is none
  std::optional<std::string> path;  // nothing: not as it should be written
};

// `include "path"` → the path and its place in the text; nothing when it is written in another way.
std::optional<std::string_view> path_of(std::string_view inside) {
  inside = base::trim(inside.substr(kWord.size()));
  if (inside.size() < 2) return std::nullopt;
  const char quote = inside.front();
  if ((quote != '"' && quote != '\'') || inside.back() != quote) return std::nullopt;
  inside = inside.substr(1, inside.size() - 2);
  if (inside.empty() || inside.find(quote) != std::string_view::npos) return std::nullopt;
  return inside;
}

// The includes of a paragraph that holds nothing else, one on each line.
std::vector<WrittenInclude> includes_of(const MarkdownNode& paragraph) {
  std::vector<WrittenInclude> found;
  const std::string_view text = paragraph.text;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = text.substr(from, end - from);
    const std::size_t braces = line.find_first_not_of(" \t");
    const auto variable = braces == std::string_view::npos ? std::nullopt : read_variable(line.substr(braces));
    if (!variable || !is_include(variable->inside)) return {};
    if (!base::trim(line.substr(braces + variable->length)).empty()) return {};
    WrittenInclude include;
    include.position = paragraph.position;
    for (const MarkdownNode& child : paragraph.children) {
      if (child.from < from) continue;
      include.position = child.position;
      include.position = include.position.behind(from + braces - child.from);
      break;
    }
    if (const auto path = path_of(variable->inside)) {
      include.path = std::string(*path);
      include.position = include.position.behind(static_cast<std::size_t>(path->data() - line.data()) - braces);
    }
    found.push_back(std::move(include));
    from = end + 1;
  }
  return found;
}

bool leaves_folder(std::string_view path) {
  if (path.starts_with('/') || path.find('\\') != std::string_view::npos) return true;
  if (path.size() > 1 && path[1] == ':') return true;  // C:
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t end = std::min(path.find('/', from), path.size());
    if (path.substr(from, end - from) == "..") return true;
    from = end + 1;
  }
  return false;
}

class Includer {
 public:
  Includer(adapters::Markdown& markdown, const BodyOptions& options, std::vector<Part>& parts,
           base::Diagnostics& diagnostics)
      : markdown_(markdown), options_(options), parts_(parts), diagnostics_(diagnostics), chain_{options.path} {}

  void run() {
    std::vector<MarkdownNode>& top = markdown_.document.children;
    definitions_ = static_cast<unsigned>(std::count_if(top.begin(), top.end(), is_definition));
    walk(top);
    std::move(notes_.begin(), notes_.end(), std::back_inserter(top));
  }

 private:
  static bool is_definition(const MarkdownNode& node) { return node.kind == MarkdownKind::FootnoteDefinition; }

  void walk(std::vector<MarkdownNode>& blocks) {
    std::vector<MarkdownNode> out;
    bool replaced = false;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      MarkdownNode& block = blocks[i];
      const std::vector<WrittenInclude> includes =
          block.kind == MarkdownKind::Paragraph ? includes_of(block) : std::vector<WrittenInclude>();
      if (includes.empty()) {
        if (holds_blocks(block.kind)) walk(block.children);
        if (replaced) out.push_back(std::move(block));
        continue;
      }
      if (!replaced) {
        const auto here = blocks.begin() + static_cast<std::ptrdiff_t>(i);
        out.assign(std::make_move_iterator(blocks.begin()), std::make_move_iterator(here));
      }
      replaced = true;
      for (const WrittenInclude& include : includes) read(include, out);
    }
    if (replaced) blocks = std::move(out);
  }

  static bool holds_blocks(MarkdownKind kind) {
    return kind == MarkdownKind::Quote || kind == MarkdownKind::List || kind == MarkdownKind::Item ||
           kind == MarkdownKind::FootnoteDefinition;
  }

  // The blocks of one part, walked themselves, behind `out`.
  void read(const WrittenInclude& include, std::vector<MarkdownNode>& out) {
    const std::string* bytes = find(include);
    if (bytes == nullptr) return;
    const std::string& path = *include.path;
    const std::string text = adapters::text_form(*bytes);
    if (!count(text.size(), include.position)) return;
    const auto file = file_number(path, text);
    if (base::find_invalid_utf8(text)) {
      return report("source-unreadable", include.position,
                    {fmt::format("'{}' is not valid UTF-8", path), fmt::format("「{}」がUTF-8として読めません", path)},
                    {"save the file as UTF-8", "ファイルをUTF-8で保存してください"});
    }
    const FrontMatterSplit split = split_front_matter(text);
    if (split.shape == FrontMatterShape::Closed) {
      report("front-matter-invalid", {1, 1, file},
             {"a part that is included has no front matter of its own", "取り込まれる部品にヘッダーは書けません"},
             {"delete the lines from '---' to '---'; a document is referred to, not included",
              "「---」から「---」までを削除してください。文書は取り込まずに参照します"});
    }
    base::Read<adapters::Markdown> parsed = adapters::parse_markdown(split.parts.body, path, split.parts.body_line);
    base::append(diagnostics_, std::move(parsed.diagnostics));
    std::move(parsed.value.memory.begin(), parsed.value.memory.end(), std::back_inserter(markdown_.memory));
    for (adapters::UnusedFootnote& unused : parsed.value.unused_footnotes) {
      unused.position = unused.position.in_file(file);
      markdown_.unused_footnotes.push_back(std::move(unused));
    }
    std::vector<MarkdownNode>& blocks = parsed.value.document.children;
    const auto notes = static_cast<unsigned>(std::count_if(blocks.begin(), blocks.end(), is_definition));
    for (MarkdownNode& block : blocks) adopt(block, file);
    definitions_ += notes;
    const std::size_t notes_at = notes_.size();
    const auto first_note = std::stable_partition(blocks.begin(), blocks.end(), [](const MarkdownNode& node) {
      return !is_definition(node);
    });
    std::move(first_note, blocks.end(), std::back_inserter(notes_));
    blocks.erase(first_note, blocks.end());

    chain_.push_back(path);
    walk(blocks);
    for (std::size_t i = notes_at; i < notes_at + notes; ++i) {
      std::vector<MarkdownNode> content = std::move(notes_[i].children);  // reading may add to the list of notes
      walk(content);
      notes_[i].children = std::move(content);
    }
    chain_.pop_back();
    std::move(blocks.begin(), blocks.end(), std::back_inserter(out));
  }

  // Gives the nodes of a part their file, and their footnotes the numbers of their definitions in the whole list.
  void adopt(MarkdownNode& node, std::uint32_t file) {
    node.position = node.position.in_file(file);
    if (node.kind == MarkdownKind::FootnoteReference && node.number > 0) node.number += definitions_;
    for (MarkdownNode& child : node.children) adopt(child, file);
  }

  const std::string* find(const WrittenInclude& include) {
    if (!include.path) {
      report("include-invalid", include.position,
             {"an include names one file in quotes", "取込みには、ファイルを一つ、引用符で囲んで書きます"},
             {"write {{ include \"parts/name.md\" }}", "{{ include \"parts/name.md\" }}のように書いてください"});
      return nullptr;
    }
    const std::string& path = *include.path;
    if (leaves_folder(path) || is_refused(path)) {
      report("include-outside", include.position,
             {fmt::format("'{}' is not inside the handbook's folder", path),
              fmt::format("「{}」は規程集のフォルダーの中にありません", path)},
             {"give the path from the handbook's folder, with '/' and without '..', e.g. parts/contacts.md",
              "規程集のフォルダーからのパスを、「/」で区切り、「..」を使わずに書いてください（例：parts/contacts.md）"});
      return nullptr;
    }
    const std::string* bytes = options_.tree == nullptr ? nullptr : base::find_file(*options_.tree, path);
    if (bytes != nullptr && options_.document_text != nullptr && is_document_path(path)) bytes = (*options_.document_text)(path);
    if (bytes == nullptr) {
      report_missing(path, include.position);
      return nullptr;
    }
    if (std::find(chain_.begin(), chain_.end(), path) != chain_.end()) {
      const std::string chain = fmt::format("{} → {}", fmt::join(chain_, " → "), path);
      report("include-cycle", include.position,
             {fmt::format("'{}' includes itself: {}", path, chain),
              fmt::format("「{}」の取込みが輪になっています：{}", path, chain)},
             {"take one of the includes out", "どれか一つの取込みをやめてください"});
      return nullptr;
    }
    if (chain_.size() > IncludeLimits::kDepth) {
      report("include-too-large", include.position,
             {fmt::format("parts are included in each other more than {} deep", IncludeLimits::kDepth),
              fmt::format("取込みの入れ子が{}段を超えています", IncludeLimits::kDepth)},
             {"include the inner part directly", "内側の部品を直接取り込んでください"});
      return nullptr;
    }
    return bytes;
  }

  bool is_refused(std::string_view path) const {
    if (options_.refused == nullptr) return false;
    return std::any_of(options_.refused->begin(), options_.refused->end(), [&](const std::string& link) {
      return path.starts_with(link) && (path.size() == link.size() || path[link.size()] == '/');
    });
  }

  // False, with one report for each document, once it is too much.
  bool count(std::size_t bytes, base::Position position) {
    ++count_;
    bytes_ += bytes;
    if (count_ <= IncludeLimits::kParts && bytes_ <= IncludeLimits::kBytes) return true;
    if (std::exchange(too_large_, true)) return false;
    report("include-too-large", position,
           {fmt::format("the document includes more than {} parts or {} MiB", IncludeLimits::kParts,
                        IncludeLimits::kBytes / (1024 * 1024)),
            fmt::format("取込みが{}回、又は合わせて{}MiBを超えています", IncludeLimits::kParts,
                        IncludeLimits::kBytes / (1024 * 1024))},
           {"split the document", "文書を分けてください"});
    return false;
  }

  void report_missing(const std::string& path, base::Position position) {
    std::vector<std::string_view> names;
    if (options_.tree != nullptr) {
      for (const auto& [name, bytes] : *options_.tree) {
        if (base::extension(name) == "md" || name.starts_with("parts/")) names.push_back(name);
      }
    }
    const std::string nearest = base::nearest_name(path, names);
    report("include-missing", position,
           {fmt::format("there is no file '{}' in the handbook", path),
            fmt::format("ファイル「{}」が規程集にありません", path)},
           nearest.empty() ? base::Message{"give the path from the handbook's folder, e.g. parts/contacts.md",
                                           "規程集のフォルダーからのパスを書いてください（例：parts/contacts.md）"}
                           : base::Message{fmt::format("did you mean '{}'?", nearest),
                                           fmt::format("「{}」ではありませんか", nearest)});
  }

  std::uint32_t file_number(const std::string& path, std::string_view text) {
    const auto found =
        std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) { return part.path == path; });
    const auto number = static_cast<std::uint32_t>(found - parts_.begin()) + 1;
    if (found == parts_.end()) parts_.push_back({path, adapters::sha256_hex(text)});
    return number;
  }

  void report(std::string_view code, base::Position position, base::Message message, base::Message hint) {
    diagnostics_.push_back(
        {std::string(code), options_.path, position, std::move(message), std::move(hint), base::Severity::Error});
  }

  adapters::Markdown& markdown_;
  const BodyOptions& options_;
  std::vector<Part>& parts_;
  base::Diagnostics& diagnostics_;
  std::vector<std::string> chain_;  // the document, and the parts that are being read
  std::vector<MarkdownNode> notes_;
  unsigned definitions_ = 0;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
  bool too_large_ = false;
};

}  // namespace

bool is_include(std::string_view inside) {
  return inside.starts_with(kWord) && inside.size() > kWord.size() &&
         std::string_view(" \t\"'").find(inside[kWord.size()]) != std::string_view::npos;
}

void expand_includes(adapters::Markdown& markdown, const BodyOptions& options, std::vector<Part>& parts,
                     base::Diagnostics& diagnostics) {
  Includer(markdown, options, parts, diagnostics).run();
}

base::Diagnostic include_among_words(const BodyOptions& options, base::Position position) {
  return {"include-invalid",
          options.path,
          position,
          {"an include stands in a paragraph of its own", "取込みは、それだけで一つの段落に書きます"},
          {"put a blank line before and after it", "前後に空行を入れてください"},
          base::Severity::Error};
}

}  // namespace kitei::source
