// Method: check the limits, put emphasis markers in, let cmark-gfm build its tree, and copy that into ours with the
// markers taken out. Places come from the bytes that the library read (markdown_lines.h), not from the columns that it
// reports.
#include "adapters/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <cmark-gfm/parser.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <new>
#include <optional>

#include "adapters/markdown_emphasis.h"
#include "adapters/markdown_library.h"
#include "adapters/markdown_limits.h"
#include "adapters/markdown_lines.h"
#include "adapters/markdown_memory.h"
#include "adapters/markdown_tree.h"

namespace kitei::adapters {
namespace {

// The library's registration has an unguarded static of its own, so it must happen once.
void register_extensions() {
  static std::once_flag once;
  std::call_once(once, cmark_gfm_core_extensions_ensure_registered);
}

// Parsing inlines with strikethrough edits a table that all parsers of the process share, so such texts take turns.
// Texts without '~' never look at the entry that it changes.
std::mutex& strikethrough_mutex() {
  static std::mutex mutex;
  return mutex;
}

// The library drops definitions that nothing refers to when it finishes, so all are noted before.
struct Definition {
  std::string label;
  Start start;
};

std::vector<Definition> collect_definitions(cmark_node* root) {
  std::vector<Definition> found;
  for (cmark_node* node = root; node != nullptr;) {
    if (kind_of(node) == MarkdownKind::FootnoteDefinition) {
      found.push_back({std::string(literal_of(node)), start_of(node)});
    }
    if (first_child(node) != nullptr) {
      node = first_child(node);
      continue;
    }
    while (node != nullptr && next_sibling(node) == nullptr) node = cmark_node_parent(node);
    if (node != nullptr) node = next_sibling(node);
  }
  return found;
}

std::vector<UnusedFootnote> find_unused(const std::vector<Definition>& all, cmark_node* root,
                                        const SourceLines& lines) {
  std::vector<Start> used;
  std::vector<std::string_view> labels;
  for (cmark_node* node = first_child(root); node != nullptr; node = next_sibling(node)) {
    if (kind_of(node) != MarkdownKind::FootnoteDefinition) continue;
    used.push_back(start_of(node));
    labels.push_back(literal_of(node));
  }
  std::sort(used.begin(), used.end());
  std::sort(labels.begin(), labels.end());
  std::vector<UnusedFootnote> unused;
  for (const Definition& definition : all) {
    if (std::binary_search(used.begin(), used.end(), definition.start)) continue;
    unused.push_back({without_emphasis_markers(definition.label),
                      std::binary_search(labels.begin(), labels.end(), std::string_view(definition.label)),
                      definition_position(lines, definition.start)});
  }
  return unused;
}

// Line ends as '\n'; places do not change by that, since each line keeps its number. Nothing when they are so already.
std::optional<std::string> with_plain_line_ends(std::string_view text) {
  if (text.find('\r') == std::string_view::npos) return std::nullopt;
  std::string out;
  out.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

void attach(cmark_parser* parser, const char* name) {
  if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) {
    cmark_parser_attach_syntax_extension(parser, extension);
  }
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// Where the library looks for footnotes it walks over its tree twice more.
bool may_hold_footnotes(std::string_view text) { return holds(text, "[^"); }

// A delimiter row has a pipe or is one cell; of dashes alone that would be the line under a heading.
bool may_hold_tables(std::string_view text) { return holds(text, "|") || holds(text, ":-") || holds(text, "-:"); }

}  // namespace

base::Read<Markdown> parse_markdown(std::string_view text, std::string_view path, std::uint32_t first_line) {
  base::Read<Markdown> read;
  read.diagnostics = check_markdown_limits(text, path, first_line);
  if (!read.diagnostics.empty()) return read;

  const std::optional<std::string> plain = with_plain_line_ends(text);
  if (plain) text = *plain;
  std::optional<std::string> marked = mark_cjk_emphasis(text);
  if (marked) text = *marked;
  const bool strikethrough = text.find('~') != std::string_view::npos;
  const bool footnotes = may_hold_footnotes(text);
  if (auto also = footnotes ? mark_escaped_carets(text) : std::nullopt) {
    marked = std::move(also);
    text = *marked;
  }

  // The library's nodes take about twelve times the text; they are never freed one by one.
  const auto memory = std::make_shared<MarkdownMemory>(text.size() * 12);
  read.value.memory.push_back(memory);
  const MarkdownMemory::Use use(*memory);
  register_extensions();
  cmark_parser* const parser = cmark_parser_new_with_mem(footnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT, use.functions());
  if (may_hold_tables(text)) attach(parser, "table");
  if (strikethrough) attach(parser, "strikethrough");
  cmark_parser_feed(parser, text.data(), text.size());
  // With a line end at the end, every block is in the library's tree once all is fed.
  if (!text.ends_with('\n')) cmark_parser_feed(parser, "\n", 1);
  const std::vector<Definition> definitions = footnotes ? collect_definitions(parser->root) : std::vector<Definition>();
  cmark_node* const tree = [&] {
    if (!strikethrough) return cmark_parser_finish(parser);
    const std::lock_guard lock(strikethrough_mutex());
    return cmark_parser_finish(parser);
  }();
  if (tree == nullptr) throw std::bad_alloc();

  const SourceLines lines(text, first_line, marked ? Markers::Some : Markers::None);
  if (const cmark_node* deep = find_too_deep(tree)) {
    read.diagnostics.push_back(nesting_too_deep(path, lines.position(start_of(block_around(deep)).line, 0)));
    return read;
  }
  copy_tree(tree, lines, *memory, read.value.document);
  if (footnotes) read.value.unused_footnotes = find_unused(definitions, tree, lines);
  return read;
}

}  // namespace kitei::adapters
