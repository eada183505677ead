// The front matter of a document: where it ends, and what its keys say.
//
// split_front_matter takes a file in text form (no byte order mark, LF) and finds the YAML between the `---` of the
// first line and the next `---` or `...`. Without `---` on the first line there is no front matter; one that is never
// closed is an error at its first line.
//
// read_front_matter turns the keys into a model::Document (body, sha256 and files are left empty). What the author did
// not give gets the defaults of the handbook, except in a document that is `part_of` another: there number,
// classification, version, dates, people, audience and revisions stay empty, and only resolve/ can fill them;
// Document::positions tells what was given. Positions hold every value under its English name: "approver",
// "controls.0", "approval.date", "reviews.0.by", "revisions.1.date" (the index in Document::revisions, newest first).
// Codes: front-matter-invalid, id-missing, id-invalid, unknown-key, version-mismatch.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/yaml.h"
#include "base/diagnostic.h"
#include "model/config.h"
#include "model/document.h"

namespace kitei::source {

struct FrontMatterParts {
  std::string_view yaml;
  std::uint32_t yaml_line = 2;
  std::string_view body;
  std::uint32_t body_line = 1;
};

enum class FrontMatterShape { None, Closed, Unclosed };

struct FrontMatterSplit {
  FrontMatterShape shape = FrontMatterShape::None;
  FrontMatterParts parts;  // with None or Unclosed the body is the whole text
};

FrontMatterSplit split_front_matter(std::string_view text);

// Whose keys they are: a document's, or those under `document:` in a register, which needs no kind.
enum class Holder { Document, Register };

struct FrontMatterOptions {
  std::string path;
  Holder holder = Holder::Document;
  std::string default_kind;  // of the folder; may be empty
};

base::Read<model::Document> read_front_matter(const adapters::yaml::Value& value, const FrontMatterOptions& options,
                                              const model::Config& config);

// The kind whose folder the path lies in, the innermost first: "procedures/2026/a.md" → "procedure"; "" outside of all.
std::string kind_of_folder(std::string_view path, const model::Config& config);

// "AB-R-04@1.1" → id and version.
model::DocumentReference parse_document_reference(std::string_view text, base::Position position);

// "12", "12m", "12か月", "1y", "1年" → months.
std::optional<int> parse_months(std::string_view text);

}  // namespace kitei::source
