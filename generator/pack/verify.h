// Are these files what their manifest says?
//
// Codes: "missing" (listed, not there), "changed" (another size or SHA-256), "extra" (there, not listed), "unsafe-name"
// (a listed path that leaves its folder), "manifest-missing", "manifest-broken", "document-mismatch" (no file has the
// SHA-256 of a listed document), "archive-broken". No finding: everything is as it was built. Signatures are not looked
// at here.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_tree.h"
#include "pack/finding.h"
#include "pack/manifest.h"

namespace kitei::pack {

// The bytes of a file, or nothing when it does not exist.
using FileLookup = std::function<std::optional<std::string>(const std::string& path)>;

Findings verify_pack(std::string_view zip_bytes);

// An output folder: `present` are the paths of its files, without the manifest itself; empty = do not look for extra
// ones.
Findings verify_output(const Manifest& manifest, const FileLookup& lookup, const std::vector<std::string>& present);
Findings verify_output(const base::FileTree& files);  // with manifest.json among them

}  // namespace kitei::pack
