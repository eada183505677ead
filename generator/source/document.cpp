#include "source/document.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "adapters/hash.h"
#include "adapters/yaml.h"
#include "base/path.h"
#include "base/utf8.h"
#include "source/allowances.h"
#include "source/body.h"
#include "source/front_matter.h"

namespace kitei::source {
namespace {

using adapters::yaml::Kind;
using adapters::yaml::Value;

base::Position position_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto newline = before.rfind('\n');
  const std::size_t line_start = newline == std::string_view::npos ? 0 : newline + 1;
  return {static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<std::uint32_t>(offset - line_start) + 1, 0};
}

// What {{ name }} stands for in this document. The dates are for {{ date name }}; a variable of the author's that has the
// same name counts first. Parts of another document learn their number and version only later,
// so these two are unknown in them unless the file gives them.
std::map<std::string, std::string> variables_of(const model::Document& document, const model::Config& config) {
  std::map<std::string, std::string> variables = config.variables;
  variables["organisation"] = config.organisation;
  variables["edition"] = config.edition;
  const bool part = !document.part_of.empty();
  const auto add_date = [&](std::string_view name, const std::optional<base::Date>& date) {
    if (date) variables.emplace(name, base::iso_date(*date));
  };
  add_date("established_date", document.established_date);
  add_date("approved_date", document.approved_date);
  add_date("effective_date", document.effective_date);
  add_date("next_review", document.next_review);
  if (!document.version.empty() || !part) variables["version"] = document.version.text;
  if (!document.number.empty() || !part) variables["number"] = document.number;
  return variables;
}

// A carriage return alone ends a line too, as Markdown has it. Nothing when there is none.
std::optional<std::string> with_line_feeds(std::string_view text) {
  if (text.find('\r') == std::string_view::npos) return std::nullopt;
  std::string out(text);
  std::replace(out.begin(), out.end(), '\r', '\n');
  return out;
}

void report(base::Diagnostics& diagnostics, std::string_view code, std::string_view path, base::Position position,
            base::Message message, base::Message hint = {}) {
  diagnostics.push_back(
      {std::string(code), std::string(path), position, std::move(message), std::move(hint), base::Severity::Error});
}

}  // namespace

bool is_document_path(std::string_view path) {
  if (base::extension(path) != "md") return false;
  if (base::ascii_lower(base::file_name(path)) == "readme.md") return false;
  for (const std::string_view folder : {"parts/", "assets/", "editions/", "templates/"}) {
    if (path.starts_with(folder)) return false;
  }
  return !path.starts_with('.') && path.find("/.") == std::string_view::npos;
}

std::vector<std::string> document_paths(const base::FileTree& tree) {
  std::vector<std::string> paths;
  for (const auto& [path, bytes] : tree) {
    if (is_document_path(path)) paths.push_back(path);
  }
  return paths;
}

base::Read<std::optional<model::Document>> read_document(std::string_view path, std::string_view bytes,
                                                         const model::Config& config, const PartSource& parts) {
  base::Read<std::optional<model::Document>> read;
  const std::string form = adapters::text_form(bytes);
  const std::optional<std::string> line_feeds = with_line_feeds(form);
  const std::string_view text = line_feeds ? *line_feeds : form;
  const std::string kind = kind_of_folder(path, config);
  const FrontMatterSplit split = split_front_matter(text);
  if (split.shape == FrontMatterShape::None && kind.empty()) return read;
  if (const auto invalid = base::find_invalid_utf8(text)) {
    report(read.diagnostics, "source-unreadable", path, position_at(text, *invalid),
           {"the file is not valid UTF-8 here", "ここからUTF-8として読めません"},
           {"save the file as UTF-8", "ファイルをUTF-8で保存してください"});
    return read;
  }
  if (split.shape == FrontMatterShape::None) {
    report(read.diagnostics, "id-missing", path, {1, 1, 0},
           {"the document has no front matter, and so no 'id'",
            "文書のヘッダー（--- で囲んだ部分）がなく、id（文書ID）が分かりません"},
           {"begin the file with '---', 'id: …', 'title: …', '---'",
            "ファイルの先頭に「---」「id: …」「title: …」「---」の行を書いてください"});
    return read;
  }
  if (split.shape == FrontMatterShape::Unclosed) {
    report(read.diagnostics, "front-matter-invalid", path, {1, 1, 0},
           {"the front matter that begins here is never closed", "ここで始まる文書のヘッダーが閉じられていません"},
           {"write a line '---' behind its last key", "最後のキーの次の行に「---」を書いてください"});
    return read;
  }

  base::Read<Value> yaml = adapters::parse_yaml(split.parts.yaml, path, split.parts.yaml_line, "front-matter-invalid");
  if (yaml.value.kind == Kind::Null) yaml.value.position = {1, 1, 0};
  const bool parsed = yaml.diagnostics.empty() || yaml.value.kind != Kind::Null;
  base::append(read.diagnostics, std::move(yaml.diagnostics));
  base::Read<model::Document> front =
      read_front_matter(yaml.value, {std::string(path), Holder::Document, kind}, config);
  // The keys of a text that could not be parsed are not missing.
  if (parsed) base::append(read.diagnostics, std::move(front.diagnostics));
  model::Document& document = front.value;

  std::map<std::string, std::string> variables;
  BodyOptions options;
  options.path = path;
  const auto names_variables = [](std::string_view where) { return where.find("{{") != std::string_view::npos; };
  if (names_variables(text) || names_variables(document.title)) {
    variables = variables_of(document, config);
    options.variables = &variables;
  }
  options.language = config.language;
  base::Read<std::string> title = substitute_variables(document.title, options, document.position_of("title"));
  document.title = title.value;
  base::append(read.diagnostics, std::move(title.diagnostics));
  if (options.variables) variables["title"] = document.title;
  options.first_line = split.parts.body_line;
  options.tree = parts.tree;
  options.refused = parts.refused;
  options.document_text = parts.document_text ? &parts.document_text : nullptr;
  base::Read<BodyWithParts> body = read_body_with_parts(split.parts.body, options);
  document.body = std::move(body.value.body);
  base::append(read.diagnostics, std::move(body.diagnostics));
  const auto allow = [&](base::Read<Allowances> found) {
    base::append(read.diagnostics, std::move(found.diagnostics));
    std::move(found.value.begin(), found.value.end(), std::back_inserter(document.allowances));
  };
  allow(read_front_matter_allowances(split.parts.yaml, split.parts.yaml_line, path));
  allow(read_body_allowances(split.parts.body, split.parts.body_line, document.body.blocks, path));

  document.path = path;
  document.files = {document.path};
  for (Part& part : body.value.parts) {
    document.files.push_back(std::move(part.path));
    document.part_sha256.push_back(std::move(part.sha256));
  }
  document.sha256 = parts.sha256 && form == bytes ? adapters::hex_of(*parts.sha256) : adapters::sha256_hex(form);
  if (!document.id.empty()) read.value = std::move(document);
  return read;
}

}  // namespace kitei::source
