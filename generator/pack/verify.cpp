#include "pack/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "adapters/hash.h"
#include "adapters/zip.h"
#include "base/path.h"

namespace kitei::pack {
namespace {

bool is_own_file(std::string_view path) { return path == kManifestName || path == kSignatureName; }

bool is_safe(const std::string& path) {
  const auto joined = base::join_path("", path);
  return joined && *joined == path && path.find('\\') == std::string::npos && path.find(':') == std::string::npos;
}

std::optional<Finding> check_file(const ManifestFile& file, const FileLookup& lookup) {
  if (!is_safe(file.path)) {
    return Finding{"unsafe-name",
                   file.path,
                   {fmt::format("'{}' is not a path inside this folder", file.path),
                    fmt::format("「{}」はこのフォルダーの中のパスではありません", file.path)}};
  }
  const std::optional<std::string> bytes = lookup(file.path);
  if (!bytes) {
    return Finding{"missing",
                   file.path,
                   {fmt::format("'{}' is missing", file.path), fmt::format("「{}」がありません", file.path)}};
  }
  if (bytes->size() == file.bytes && adapters::sha256_hex(*bytes) == file.sha256) return std::nullopt;
  return Finding{"changed",
                 file.path,
                 {fmt::format("'{}' was changed", file.path), fmt::format("「{}」の中身が変わっています", file.path)}};
}

void check_documents(const Manifest& manifest, Findings& findings) {
  std::set<std::string> hashes;
  for (const ManifestFile& file : manifest.files) hashes.insert(file.sha256);
  for (const ManifestDocument& document : manifest.documents) {
    if (hashes.contains(document.sha256)) continue;
    findings.push_back({"document-mismatch",
                        std::string(kManifestName),
                        {fmt::format("no file belongs to document '{}'", document.id),
                         fmt::format("文書「{}」に当たるファイルがありません", document.id)}});
  }
}

}  // namespace

Findings verify_output(const Manifest& manifest, const FileLookup& lookup, const std::vector<std::string>& present) {
  Findings findings;
  std::set<std::string> listed;
  for (const ManifestFile& file : manifest.files) {
    listed.insert(file.path);
    if (auto finding = check_file(file, lookup)) findings.push_back(std::move(*finding));
  }
  std::vector<std::string> sorted = present;
  std::sort(sorted.begin(), sorted.end());
  for (const std::string& path : sorted) {
    if (is_own_file(path) || listed.contains(path)) continue;
    findings.push_back(
        {"extra",
         path,
         {fmt::format("'{}' is not in the manifest", path), fmt::format("「{}」は目録にありません", path)}});
  }
  check_documents(manifest, findings);
  return findings;
}

Findings verify_output(const base::FileTree& files) {
  const std::string* text = base::find_file(files, kManifestName);
  if (!text) {
    return {{"manifest-missing",
             std::string(kManifestName),
             {"there is no manifest.json", "目録（manifest.json）がありません"}}};
  }
  ParsedManifest parsed = parse_manifest(*text);
  if (!parsed.findings.empty()) return std::move(parsed.findings);
  std::vector<std::string> present;
  for (const auto& [path, bytes] : files) present.push_back(path);
  const FileLookup lookup = [&](const std::string& path) -> std::optional<std::string> {
    const std::string* bytes = base::find_file(files, path);
    return bytes ? std::optional<std::string>(*bytes) : std::nullopt;
  };
  return verify_output(parsed.manifest, lookup, present);
}

Findings verify_pack(std::string_view zip_bytes) {
  const adapters::ZipContents contents = adapters::read_zip(zip_bytes);
  if (contents.problem) return {{"archive-broken", "", *contents.problem}};
  return verify_output(contents.files);
}

}  // namespace kitei::pack
