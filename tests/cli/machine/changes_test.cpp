#include "cli/machine/changes.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/machine/disk.h"
#include "support/folder.h"

namespace kitei {
namespace {

namespace fs = std::filesystem;

using test::Folder;

constexpr std::int64_t kSecond = 1'000'000'000;

struct Known {
  cli::FileTable folders, files;
  std::vector<cli::FoundFile> found;
  std::int64_t newest = 0;  // of the times of its folders
};

// Both ways of asking give the same.
bool take(const Known& known, std::int64_t looked_at, const fs::path& root, std::string_view folder, cli::TreeScan& out) {
  cli::TreeScan also;
  cli::TreeScan before = out;
  cli::KnownFolders folders;
  for (std::size_t i = 0; i < known.folders.size(); ++i) folders.folders.add(known.folders.path(i), known.folders.stamp(i), {});
  folders.looked_at = looked_at;
  const bool taken = cli::take_known_names(known.folders, looked_at, known.files, root, folder, out);
  CHECK(cli::take_known_names(folders, known.found, root, folder, also) == taken);
  before.files.insert(before.files.end(), also.files.begin(), also.files.end());
  before.folders.insert(before.folders.end(), also.folders.begin(), also.folders.end());
  CHECK(before.files == out.files);
  CHECK(before.folders == out.folders);
  return taken;
}

cli::TreeScan scan(const fs::path& root) {
  return cli::scan_tree(root, {.remembered = [](std::string_view folder) { return folder.starts_with("editions/"); }});
}

Known known(const cli::TreeScan& scan) {
  Known known;
  known.folders = cli::known_folders(scan, 0).folders;
  known.found = scan.files;
  for (const cli::FoundFile& folder : scan.folders) known.newest = std::max({known.newest, folder.stamp.modified, folder.stamp.changed});
  for (const cli::FoundFile& file : scan.files) known.files.add(file.path, file.stamp, {});
  return known;
}

std::vector<std::string> paths(const std::vector<cli::FoundFile>& files) {
  std::vector<std::string> paths;
  for (const cli::FoundFile& file : files) paths.push_back(file.path);
  return paths;
}

void write_editions(const fs::path& root) {
  for (const char* name : {"handbook.yaml", "editions/1/a.md", "editions/1/b/c.md", "editions/1/b/d/e.md", "editions/10/a.md", "editions/2/a.md"}) {
    cli::write_file(root / name, name);
  }
}

TEST_CASE("the names below a folder that stands are known") {
  const Folder folder;
  write_editions(folder.path);
  const cli::TreeScan before = scan(folder.path);
  CHECK(paths(before.folders) == std::vector<std::string>{"editions/1", "editions/1/b", "editions/1/b/d", "editions/10", "editions/2"});
  const Known then = known(before);
  cli::TreeScan out;
  REQUIRE(take(then, then.newest + 3 * kSecond, folder.path, "editions/1", out));
  CHECK(paths(out.files) == std::vector<std::string>{"editions/1/a.md", "editions/1/b/c.md", "editions/1/b/d/e.md"});
  CHECK(paths(out.folders) == std::vector<std::string>{"editions/1", "editions/1/b", "editions/1/b/d"});
  // The whole scan with them is the scan without.
  cli::TreeScan whole = cli::scan_tree(folder.path, {.take_known = [&](std::string_view path, cli::TreeScan& names) {
    return take(then, then.newest + 3 * kSecond, folder.path, path, names);
  }});
  CHECK(whole.files == before.files);
  CHECK(whole.folders == before.folders);
}

TEST_CASE("the names below a folder are not known") {
  const std::pair<const char*, std::function<void(const fs::path&)>> cases[] = {
      {"a file came", [](const fs::path& root) { cli::write_file(root / "editions/1/b/new.md", "x"); }},
      {"a file went", [](const fs::path& root) { fs::remove(root / "editions/1/b/c.md"); }},
      {"a file went deeper", [](const fs::path& root) { fs::remove(root / "editions/1/b/d/e.md"); }},
      {"a file has another name", [](const fs::path& root) { fs::rename(root / "editions/1/a.md", root / "editions/1/z.md"); }},
      {"another file took its place", [](const fs::path& root) {
         cli::write_file(root / "x", "x");
         fs::rename(root / "x", root / "editions/1/a.md");
       }},
      {"a folder came", [](const fs::path& root) { fs::create_directory(root / "editions/1/empty"); }},
      {"a folder went", [](const fs::path& root) { fs::remove_all(root / "editions/1/b/d"); }},
      {"the folder itself went", [](const fs::path& root) { fs::remove_all(root / "editions/1"); }},
      {"another folder took its place", [](const fs::path& root) {
         fs::rename(root / "editions/1/b", root / "b");
         fs::create_directory(root / "editions/1/b");
         fs::rename(root / "b/c.md", root / "editions/1/b/c.md");
         fs::rename(root / "b/d", root / "editions/1/b/d");
       }},
  };
  for (const auto& [what, change] : cases) {
    INFO(what);
    const Folder folder;
    write_editions(folder.path);
    const Known then = known(scan(folder.path));
    std::this_thread::sleep_for(std::chrono::milliseconds(30));  // the clock of the file system goes in steps
    change(folder.path);
    cli::TreeScan out;
    CHECK_FALSE(take(then, then.newest + 3 * kSecond, folder.path, "editions/1", out));
    CHECK((out.files.empty() && out.folders.empty()));
    CHECK(take(then, then.newest + 3 * kSecond, folder.path, "editions/2", out));
  }
  const Folder folder;
  write_editions(folder.path);
  const Known then = known(scan(folder.path));
  cli::TreeScan out;
  CHECK_FALSE(take(then, then.newest + kSecond, folder.path, "editions/1", out));  // looked at too soon
  CHECK_FALSE(take(then, then.newest + 3 * kSecond, folder.path, "editions", out));  // never remembered
}

TEST_CASE("no folder is known of a tree in which something could not be read") {
  const Folder folder;
  write_editions(folder.path);
  fs::create_symlink(folder.path / "nowhere", folder.path / "editions/1/b/link.md");
  const cli::TreeScan found = scan(folder.path);
  CHECK(found.diagnostics.size() == 1);
  CHECK(found.folders.size() == 5);
  CHECK(cli::known_folders(found, 0).folders.size() == 0);
}

}  // namespace
}  // namespace kitei
