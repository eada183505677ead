#include "cli/machine/disk.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "adapters/sha256.h"
#include "cli/machine/descriptor.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view what, int error) {
  throw WorldError(fmt::format("{}: {}: {}", path.string(), what, std::strerror(error)));
}

bool same_bytes(const fs::path& path, std::string_view bytes) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  if (static_cast<std::uintmax_t>(info.st_size) != bytes.size()) return false;
  return read_file(path) == bytes;
}

}  // namespace

base::Read<base::FileTree> read_tree(const fs::path& root, const std::function<bool(std::string_view)>& skip) {
  TreeScan scan = scan_tree(root, {.skip = skip});
  base::Read<base::FileTree> read;
  for (const FoundFile& file : scan.files) read.value.emplace_hint(read.value.end(), file.path, read_file(root / file.path));
  read.diagnostics = std::move(scan.diagnostics);
  return read;
}

FilesRead read_files(const fs::path& root, const TreeScan& scan, const base::ForEach& for_each, const KnownHash& known,
                     const ReadLater& later) {
  FilesRead out;
  out.hashes.resize(scan.files.size());
  std::vector<std::optional<std::string>> bytes(scan.files.size());
  constexpr std::size_t kAtOnce = 16;
  for_each((bytes.size() + kAtOnce - 1) / kAtOnce, [&](std::size_t part) {
    const std::size_t end = std::min(bytes.size(), (part + 1) * kAtOnce);
    std::array<std::size_t, 2> unhashed{};
    std::size_t waiting = 0;
    for (std::size_t i = part * kAtOnce; i < end; ++i) {
      if (const auto* hash = known ? known(i) : nullptr) {
        out.hashes[i] = *hash;
        continue;
      }
      if (later && later(i)) {
        bytes[i].emplace();
        continue;
      }
      bytes[i] = read_file(root / scan.files[i].path);
      unhashed[waiting++] = i;
      if (waiting < unhashed.size()) continue;
      const auto [a, b] = unhashed;
      const std::array<adapters::Sha256, 2> hashes = adapters::sha256_of_two(*bytes[a], *bytes[b]);
      out.hashes[a] = hashes[0];
      out.hashes[b] = hashes[1];
      waiting = 0;
    }
    if (waiting > 0) out.hashes[unhashed[0]] = adapters::sha256(*bytes[unhashed[0]]);
  });
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i]) out.files.emplace_hint(out.files.end(), scan.files[i].path, std::move(*bytes[i]));
  }
  return out;
}

std::string read_file(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) fail(path, "cannot open", errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) fail(path, "cannot read", errno);
  if (!S_ISREG(info.st_mode)) fail(path, "cannot read", S_ISDIR(info.st_mode) ? EISDIR : EINVAL);
  // One byte more than there should be: a read that fills it tells that the file grew; one that gives all the rest is the end.
  const auto size = static_cast<std::size_t>(info.st_size);
  std::string bytes(size + 1, '\0');
  std::size_t done = 0;
  for (;;) {
    if (done == bytes.size()) bytes.resize(2 * bytes.size());
    const ssize_t n = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(path, "cannot read", errno);
    done += static_cast<std::size_t>(n);
    if (n == 0 || done == size) break;
  }
  bytes.resize(done);
  return bytes;
}

MappedFile::MappedFile(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) return;
  struct stat info {};
  if (file.get() < 0 || ::fstat(file.get(), &info) != 0) fail(path, "cannot open", errno);
  if (!S_ISREG(info.st_mode)) return;
  open_ = true;
  if (info.st_size == 0) return;
  const auto size = static_cast<std::size_t>(info.st_size);
  void* const mapped = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file.get(), 0);
  if (mapped == MAP_FAILED) fail(path, "cannot read", errno);
  bytes_ = {static_cast<char*>(mapped), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(bytes_.data(), bytes_.size());
}

Written write_file(const fs::path& path, std::string_view bytes, Compare compare) {
  if (compare == Compare::Yes && same_bytes(path, bytes)) return Written::Same;
  std::error_code error;
  const bool existed = fs::exists(fs::symlink_status(path, error));
  replace_file(path, {&bytes, 1});
  return existed ? Written::Changed : Written::New;
}

void replace_file(const fs::path& path, std::span<const std::string_view> pieces) {
  std::error_code error;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  if (error) fail(path.parent_path(), "cannot create the folder", error.value());
  const fs::path temporary = path.parent_path() / fmt::format(".{}.{}.tmp", path.filename().string(), ::getpid());
  // The permissions do not depend on the caller's umask beyond what the umask takes away from 0644.
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (file.get() < 0) fail(temporary, "cannot write", errno);
  const bool written = std::all_of(pieces.begin(), pieces.end(), [&](std::string_view piece) { return write_all(file.get(), piece); });
  if (!written || file.close() != 0) {
    const int cause = errno;
    ::unlink(temporary.c_str());
    fail(path, "cannot write", cause);
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int cause = errno;
    ::unlink(temporary.c_str());
    fail(path, "cannot replace", cause);
  }
}

void remove_file(const fs::path& root, std::string_view path) {
  fs::path file = root / fs::path(path);
  std::error_code error;
  fs::remove(file, error);
  if (error) fail(file, "cannot remove", error.value());
  for (fs::path folder = file.parent_path(); folder != root; folder = folder.parent_path()) {
    fs::remove(folder, error);
    if (error) return;  // there is something in it
  }
}

}  // namespace kitei::cli
