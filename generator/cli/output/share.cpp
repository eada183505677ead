#include "cli/output/share.h"

#include <fmt/format.h>

#include "adapters/yaml.h"
#include "cli/machine/disk.h"
#include "cli/machine/world.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

const std::string kHtmlFolder = "templates/html/";

// The files of a folder, with `prefix` before their paths.
base::FileTree read_folder(const fs::path& folder, const std::string& prefix = {}) {
  base::FileTree files;
  for (auto& [path, bytes] : read_tree(folder, [](std::string_view) { return false; }).value) {
    files.emplace(prefix + path, std::move(bytes));
  }
  return files;
}

// templates/text/ja.yaml: a flat map of key → text.
templates::Texts read_texts(const base::FileTree& files, base::Language language, base::Diagnostics& diagnostics) {
  const std::string name = language == base::Language::Japanese ? "ja.yaml" : "en.yaml";
  templates::Texts texts{language, {}};
  const std::string path = "templates/text/" + name;
  const std::string* bytes = base::find_file(files, name);
  if (!bytes) {
    diagnostics.push_back({"template-missing", path, {1, 1, 0}, {"the file is missing", "ファイルがありません"}, {}});
    return texts;
  }
  auto read = adapters::parse_yaml(*bytes, path, 1, "template-text");
  base::append(diagnostics, std::move(read.diagnostics));
  for (const adapters::yaml::Entry& entry : read.value.entries) texts.entries.emplace(entry.key, entry.value.text);
  return texts;
}

}  // namespace

base::Read<Share> load_share(const fs::path& folder, const std::string& theme, WordTemplates word, std::string_view only_page) {
  base::Read<Share> out;
  const fs::path theme_folder = folder / "themes" / theme;
  if (theme.find('/') != std::string::npos || theme.starts_with('.') || !fs::is_directory(theme_folder)) {
    out.diagnostics.push_back({"handbook-invalid", "handbook.yaml", {1, 1, 0},
                               {fmt::format("there is no theme '{}'", theme), fmt::format("テーマ「{}」がありません", theme)},
                               {"use `theme: default`", "theme: default を指定してください"}});
    return out;
  }
  if (only_page.empty()) out.value.theme = read_folder(theme_folder);
  auto set = templates::compile(read_folder(folder / kHtmlFolder, kHtmlFolder), kHtmlFolder, only_page);
  base::append(out.diagnostics, std::move(set.diagnostics));
  out.value.html.set = std::move(set.value);
  const base::FileTree texts = read_folder(folder / "templates/text");
  out.value.html.japanese = read_texts(texts, base::Language::Japanese, out.diagnostics);
  out.value.html.english = read_texts(texts, base::Language::English, out.diagnostics);
  for (const auto* language : {&out.value.html.japanese, &out.value.html.english}) {
    base::append(out.diagnostics, templates::check_texts(out.value.html.set, *language));
  }
  if (word == WordTemplates::NotNeeded) return out;
  auto docx = render::docx::compile_templates(read_folder(folder / "templates/docx"));
  base::append(out.diagnostics, std::move(docx.diagnostics));
  out.value.docx = std::move(docx.value);
  return out;
}

}  // namespace kitei::cli
