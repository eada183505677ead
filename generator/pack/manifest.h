// manifest.json: every file of a pack or of an output folder with its SHA-256, by which it can be checked years later.
//
//   {"schema": 1, "pack": …, "edition": …, "documents": [{"id", "version", "sha256"}], "files": [{"path", "bytes",
//   "sha256"}]}
//
// `pack`, `edition` and `documents` stand only in packs. The manifest lists neither itself nor its signature
// (manifest.json.minisig). Files are in the order of their paths. A document's sha256 is that of its file in the pack.
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/finding.h"

namespace kitei::pack {

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kSignatureName = "manifest.json.minisig";

struct ManifestDocument {
  std::string id;
  std::string version;
  std::string sha256;
  bool operator==(const ManifestDocument&) const = default;
};

struct ManifestFile {
  std::string path;
  std::uint64_t bytes = 0;
  std::string sha256;
  bool operator==(const ManifestFile&) const = default;
};

struct Manifest {
  std::string pack;  // empty: not a pack
  std::string edition;
  std::vector<ManifestDocument> documents;
  std::vector<ManifestFile> files;
  bool operator==(const Manifest&) const = default;
};

ManifestFile manifest_file(std::string path, std::string_view bytes);

// Sorts the files by path. Ends with a newline.
std::string manifest_text(Manifest manifest);

// The manifest of a folder that is no pack, file by file in the order of their paths, for lists too long to be held twice.
class ManifestWriter {
 public:
  ManifestWriter();
  // How many bytes are coming, about: paths of so many bytes together.
  void reserve(std::size_t files, std::size_t path_bytes);
  void add(std::string_view path, std::uint64_t bytes, const std::array<unsigned char, 32>& sha256);
  std::string finish();

 private:
  std::string out_;
  bool empty_ = true;
};

struct ParsedManifest {
  Manifest manifest;
  Findings findings;  // "manifest-broken"
};
// What differs from an earlier manifest: a file with its new bytes, or one that is not there any more.
struct ManifestChange {
  std::string_view path;
  bool listed = true;  // in the new one
  std::uint64_t bytes = 0;
  std::array<unsigned char, 32> sha256{};
};

// The text of ManifestWriter after changes (by path) to the files of an earlier such text; the same bytes as writing it anew.
// In pieces, most of which lie in `before`, the others in `room`: a manifest has megabytes, and few entries change together.
// Nothing when `before` is not such a text, or holds paths that JSON writes in another way.
std::optional<std::vector<std::string_view>> changed_manifest(std::string_view before, const std::vector<ManifestChange>& changes,
                                                              std::deque<std::string>& room);

ParsedManifest parse_manifest(std::string_view text);

}  // namespace kitei::pack
