// Files → the bytes of a ZIP archive.
//
// The same files give the same bytes, in any time zone, at any time: entries in the order given, dated 1980-01-01, mode
// 0644, deflated or stored, non-ASCII names flagged as UTF-8. ZipError for an empty list, for names that are given twice
// or do not stay inside the folder that they are unpacked in, and for more than the format holds without its 64-bit
// extension: 65,534 files, 4 GiB.
//
// Written by hand, because around bytes that are deflated already nothing is left but headers of fixed form: libzip takes
// ten times as long for them and holds the archive twice. The tests read what is written through libzip.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/deflate.h"
#include "adapters/zip_names.h"

namespace kitei::adapters {

enum class Compression { Deflate, Store };

// Bytes that many archives hold, deflated once.
struct SharedBytes {
  SharedBytes() = default;
  explicit SharedBytes(std::string from) : bytes(std::move(from)), deflated(deflate(bytes)) {}

  std::string bytes;
  Deflated deflated;
};

struct ZipFile {
  std::string path;  // relative, with '/'
  std::string bytes;
  Compression compression = Compression::Deflate;
  // In place of `bytes`, what lies elsewhere and stays there until the archive is written.
  const SharedBytes* shared = nullptr;
  std::string_view apart{};

  std::string_view content() const { return shared ? shared->bytes : apart.empty() ? bytes : apart; }
};

std::string write_zip(const std::vector<ZipFile>& files);

}  // namespace kitei::adapters
