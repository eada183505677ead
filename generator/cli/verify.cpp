// `kitei verify`: a pack or an output folder against its manifest, a Word file against the lint of its package.
// Exit status 0: everything is as it should be; 1: it is not.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "base/path.h"
#include "cli/commands.h"
#include "cli/machine/disk.h"
#include "pack/lint.h"
#include "pack/manifest.h"
#include "pack/verify.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

pack::Findings verify_folder(const fs::path& folder) {
  const fs::path manifest_path = folder / pack::kManifestName;
  if (!fs::is_regular_file(manifest_path)) {
    return {{"manifest-missing", std::string(pack::kManifestName),
             {"there is no manifest.json: not an output folder of kitei", "manifest.json がありません。kitei の出力フォルダーではありません"}}};
  }
  pack::ParsedManifest parsed = pack::parse_manifest(read_file(manifest_path));
  if (!parsed.findings.empty()) return parsed.findings;
  std::vector<std::string> present;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() && !entry.is_symlink()) continue;
    const std::string path = entry.path().lexically_relative(folder).generic_string();
    // The cache is nobody's evidence, and the page that explains the folder is not made by kitei.
    if (path != pack::kManifestName && path != "README.md" && !path.starts_with(".")) present.push_back(path);
  }
  auto lookup = [&](const std::string& path) -> std::optional<std::string> {
    if (!fs::is_regular_file(folder / path)) return std::nullopt;
    return read_file(folder / path);
  };
  return pack::verify_output(parsed.manifest, lookup, present);
}

}  // namespace

int run_verify(const Arguments& arguments, base::Language language) {
  const fs::path path = arguments.names.front();
  if (!fs::exists(path)) throw WorldError(fmt::format("{}: does not exist", path.string()));
  pack::Findings findings;
  if (fs::is_directory(path)) {
    findings = verify_folder(path);
  } else if (base::extension(path.string()) == "docx") {
    findings = pack::lint_docx_file(read_file(path));
  } else {
    findings = pack::verify_pack(read_file(path));
  }
  for (const pack::Finding& finding : findings) {
    fmt::print(stderr, "{}{}{}: {} [{}]\n", path.string(), finding.path.empty() ? "" : ": ", finding.path,
               finding.message.in(language), finding.code);
  }
  if (findings.empty()) {
    const base::Message good{fmt::format("{}: everything is as it was made", path.string()),
                             fmt::format("{}: すべて作成時のままです", path.string())};
    fmt::print("{}\n", good.in(language));
    return 0;
  }
  return 1;
}

}  // namespace kitei::cli
