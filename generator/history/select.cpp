// select_documents of freeze.h: the tree of an urgent release.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "adapters/hash.h"
#include "adapters/yaml.h"
#include "base/path.h"
#include "base/utf8.h"
#include "history/freeze.h"
#include "history/front_matter_edit.h"
#include "history/record.h"

namespace kitei::history {
namespace {

// A destination as a path in the tree: without query and fragment, %XX decoded.
std::optional<std::string> file_of(const model::Document& document, base::Position position,
                                   std::string_view destination) {
  const std::string_view written = destination.substr(0, destination.find_first_of("?#"));
  if (written.find(':') != std::string_view::npos) return std::nullopt;  // a URL
  std::string path;
  auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  };
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '%' && i + 2 < written.size() && digit(written[i + 1]) >= 0 && digit(written[i + 2]) >= 0) {
      path += static_cast<char>(digit(written[i + 1]) * 16 + digit(written[i + 2]));
      i += 2;
    } else {
      path += written[i];
    }
  }
  return base::join_path(base::parent_path(document.path_of(position)), path);
}

// The files that a document is made of or shows, without itself and without other documents.
std::set<std::string> used_files(const model::Document& document, const base::FileTree& files,
                                 const std::set<std::string>& documents) {
  std::set<std::string> used(document.files.begin(), document.files.end());
  auto add = [&](const std::optional<std::string>& path) {
    if (path && files.contains(*path)) used.insert(*path);
  };
  if (!document.file.empty()) add(base::join_path("assets", document.file));
  auto visit = [&](const model::Inline& node) {
    if (const auto* image = base::get_if<model::Image>(&node.node)) add(file_of(document, node.position, image->source));
    if (const auto* link = base::get_if<model::Link>(&node.node))
      add(file_of(document, node.position, link->destination));
  };
  auto walk = [&](auto& self, const model::Blocks& blocks) -> void {
    for (const model::Block& block : blocks) {
      if (const auto* figure = base::get_if<model::Figure>(&block.node)) {
        add(file_of(document, block.position, figure->image.source));
      }
      model::for_each_part(
          block, [&](const model::Inlines& inlines) { model::for_each_inline(inlines, visit); },
          [&](const model::Blocks& inner) { self(self, inner); });
    }
  };
  walk(walk, document.body.blocks);
  for (const model::Footnote& note : document.body.footnotes) walk(walk, note.content);
  for (const std::string& path : documents) used.erase(path);
  used.erase(document.path);
  return used;
}

std::set<std::string> paths_of(const model::Sources& sources) {
  std::set<std::string> paths;
  for (const model::Document& document : sources.documents) paths.insert(document.path);
  return paths;
}

const model::Document* find(const model::Sources& sources, const model::DocumentId& id) {
  for (const model::Document& document : sources.documents) {
    if (document.id.folded() == id.folded()) return &document;
  }
  return nullptr;
}

// The document of the frozen edition that this one continues: the same id, or one of its former ids.
const model::Document* find_former(const model::Sources& frozen, const model::Document& document) {
  if (const model::Document* same = find(frozen, document.id)) return same;
  for (const model::DocumentId& alias : document.aliases) {
    if (const model::Document* former = find(frozen, alias)) return former;
  }
  return nullptr;
}

// handbook.yaml with another value for `edition`, everything else as it is.
std::string with_edition(const std::string& bytes, const std::string& id) {
  const std::string text = adapters::text_form(bytes);
  const auto parsed = adapters::parse_yaml(text, "handbook.yaml", 1, "handbook-invalid");
  if (!parsed.diagnostics.empty()) return bytes;
  const adapters::yaml::Entry* entry = parsed.value.find("edition");
  if (!entry) entry = parsed.value.find("発行版");
  if (!entry || entry->value.kind != adapters::yaml::Kind::Scalar) return bytes;
  const RawText raw(bytes);
  const auto range = scalar_range(raw, entry->value);
  if (!range) return bytes;
  std::string out = bytes;
  out.replace(range->from, range->to - range->from, yaml_quoted(id));
  return out;
}

}  // namespace

base::Read<base::FileTree> select_documents(const base::FileTree& working_files, const model::Sources& working,
                                            const base::FileTree& frozen_files, const model::Sources& frozen,
                                            const OnlyRequest& request) {
  base::Read<base::FileTree> read;
  for (const auto& [path, bytes] : frozen_files) {
    if (is_source(path)) read.value.emplace(path, bytes);
  }
  if (const auto handbook = read.value.find("handbook.yaml"); handbook != read.value.end()) {
    handbook->second = with_edition(handbook->second, request.id);
  }

  std::vector<const model::Document*> named;
  std::set<const model::Document*> replaced;
  for (const model::DocumentId& id : request.documents) {
    const model::Document* document = find(working, id);
    if (!document) {
      read.diagnostics.push_back({"unknown-document",
                                  "handbook.yaml",
                                  {1, 1, 0},
                                  {fmt::format("there is no document '{}' to release", id.text),
                                   fmt::format("発行する文書「{}」がありません", id.text)},
                                  {}});
      continue;
    }
    named.push_back(document);
    if (const model::Document* former = find_former(frozen, *document)) replaced.insert(former);
  }

  const std::set<std::string> working_paths = paths_of(working), frozen_paths = paths_of(frozen);
  std::set<std::string> used_by_others;
  for (const model::Document& document : frozen.documents) {
    if (!replaced.contains(&document)) used_by_others.merge(used_files(document, frozen_files, frozen_paths));
  }
  for (const model::Document* former : replaced) read.value.erase(former->path);
  for (const model::Document* document : named) {
    if (const std::string* bytes = base::find_file(working_files, document->path)) read.value[document->path] = *bytes;
    for (const std::string& path : used_files(*document, working_files, working_paths)) {
      const std::string* bytes = base::find_file(working_files, path);
      const std::string* before = base::find_file(read.value, path);
      if (!bytes || (before && adapters::text_form(*before) == adapters::text_form(*bytes))) continue;
      if (before && used_by_others.contains(path)) {
        read.diagnostics.push_back(
            {"release-conflict",
             path,
             {1, 1, 0},
             {fmt::format("'{}' has changed and is also used by documents that are not to be released; {} needs it",
                          path, document->id.text),
              fmt::format("「{}」は変更されていますが、発行しない文書も使っています（{} が必要とします）", path,
                          document->id.text)},
             {"name the other documents too, give the new file another name, or release everything",
              "ほかの文書も一緒に指定するか、新しいファイル名にするか、全体を発行してください"},
             base::Severity::Error});
        continue;
      }
      read.value[path] = *bytes;
    }
  }
  base::sort_diagnostics(read.diagnostics);
  return read;
}

}  // namespace kitei::history
