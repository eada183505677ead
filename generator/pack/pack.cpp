#include "pack/pack.h"

#include <algorithm>
#include <array>

#include "adapters/zip_writer.h"
#include "base/path.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "pack/manifest.h"

namespace kitei::pack {
namespace {

constexpr std::size_t kLongestName = 100;  // code points, extension included

bool is_packed_format(std::string_view path) {
  static constexpr std::array<std::string_view, 10> kPacked{"docx", "xlsx", "pptx", "pdf", "zip",
                                                            "png",  "jpg",  "jpeg", "gif", "webp"};
  return std::find(kPacked.begin(), kPacked.end(), base::extension(path)) != kPacked.end();
}

// 1.2 → v1.2; 初版, 第2版 stay as they are.
std::string version_suffix(const std::string& version) {
  if (version.empty()) return {};
  return (version[0] >= '0' && version[0] <= '9' ? "_v" : "_") + version;
}

}  // namespace

std::string pack_path(const PackDocument& document) {
  constexpr std::size_t kLongestPart = 30;  // of the version and of the extension
  const std::string version = base::office_file_name(base::nfc(version_suffix(document.version)), kLongestPart);
  const std::string extension = "." + base::office_file_name(document.extension, kLongestPart);
  // A long title is cut, so that version and extension stay.
  const std::size_t room = kLongestName - base::count_code_points(version) - base::count_code_points(extension);
  const std::string name = base::office_file_name(base::nfc(document.id + "_" + document.title), room);
  return (document.extension == "docx" ? "docx/" : "forms/") + name + version + extension;
}

std::string build_pack(PackInput input) {
  base::FileTree files = std::move(input.more);
  if (!input.index_html.empty()) files["index.html"] = std::move(input.index_html);
  Manifest manifest{std::move(input.pack), std::move(input.edition), {}, {}};
  for (const auto& [path, bytes] : files) manifest.files.push_back(manifest_file(path, bytes));
  for (PackDocument& document : input.documents) {
    ManifestFile file = manifest_file(pack_path(document), document.bytes);
    manifest.documents.push_back({std::move(document.id), std::move(document.version), file.sha256});
    files[file.path] = std::move(document.bytes);
    manifest.files.push_back(std::move(file));
  }
  files[std::string(kManifestName)] = manifest_text(manifest);

  std::vector<adapters::ZipFile> entries;
  for (auto& [path, bytes] : files) {
    const auto compression = is_packed_format(path) ? adapters::Compression::Store : adapters::Compression::Deflate;
    entries.push_back({path, std::move(bytes), compression});
  }
  return adapters::write_zip(entries);
}

}  // namespace kitei::pack
