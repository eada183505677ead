// The text under the front matter → our block tree.
//
// In:  the Markdown bytes (valid UTF-8), where they stand in the file, and the values of the variables.
// Out: a model::Body with positions (1-based lines of the whole file, 1-based byte columns), and diagnostics.
//
// What is done here, because it is a matter of writing: GFM, emphasis beside Japanese punctuation, Japanese soft
// breaks, bare URLs, {#id .class key="v"} attributes on headings and captions, [[typed references]] (unresolved),
// alerts, footnotes, captions, fenced tables, notes under tables, the allowed HTML tags, variables, includes. What needs
// other documents is done in resolve/: numbers, targets, mentions.
//
// Codes: unsafe-html, unresolved-variable, footnote-undefined, footnote-unused, table-shape, table-invalid, table-note,
// unknown-key, image-size, those of source/includes.h, source-too-complex (the limits of adapters/markdown.h; the body is
// then empty).
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/block.h"

namespace kitei::source {

// Handbook reads the whole dialect; Plain is what `kitei render` shows: GFM as specified, where [[…]] and {{…}} stay
// text.
enum class Dialect { Handbook, Plain };

// Where the text stands: a cell of a fenced table holds no such table itself.
enum class Within { Document, Cell };

// The text of a document of the tree; it stays as long as the reading takes.
using DocumentText = std::function<const std::string*(const std::string& path)>;

struct BodyOptions {
  Dialect dialect = Dialect::Handbook;
  std::string path;                                               // for diagnostics
  std::uint32_t first_line = 1;                                   // the line of the file on which `text` begins
  const std::map<std::string, std::string>* variables = nullptr;  // nullptr: none are known
  base::Language language = base::Language::Japanese;             // of the handbook
  const base::FileTree* tree = nullptr;           // the files that includes may name; nullptr: none
  const std::set<std::string>* refused = nullptr; // paths that exist, but were not read: links that lead out of the tree
  const DocumentText* document_text = nullptr;    // nullptr: all texts are in the tree
  Within within = Within::Document;
};

// A file that was included, wholly or as far as it could be read.
struct Part {
  std::string path;
  std::string sha256;  // of its text form
};

struct BodyWithParts {
  model::Body body;
  std::vector<Part> parts;  // what Position::file 1, 2 … mean
};

base::Read<BodyWithParts> read_body_with_parts(std::string_view text, const BodyOptions& options);

// The same for a text whose includes nobody wants: with `tree` unset each is an error.
base::Read<model::Body> read_body(std::string_view text, const BodyOptions& options);

// Replaces {{ name }} in a single front-matter value (title); `position` is the value's place.
base::Read<std::string> substitute_variables(std::string_view text, const BodyOptions& options,
                                             base::Position position);

}  // namespace kitei::source
