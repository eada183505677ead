#include "serve/watch.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "support/folder.h"

namespace kitei::serve {
namespace {

namespace fs = std::filesystem;

using test::Folder;

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

TEST_CASE("every way of saving is seen, in folders old and new") {
  const Folder folder;
  fs::create_directories(folder.path / "a/b");
  fs::create_directories(folder.path / "output/site");
  write(folder.path / "a/b/x.md", "1");
  Watcher watcher({folder.path}, [](const fs::path& path) { return path.filename() == "output"; });
  CHECK(!watcher.wait(20));

  write(folder.path / "a/b/x.md", "2");
  CHECK(watcher.wait(2000));
  write(folder.path / "a/b/.x.md.tmp", "3");  // write to a temporary file, then rename
  fs::rename(folder.path / "a/b/.x.md.tmp", folder.path / "a/b/x.md");
  CHECK(watcher.wait(2000));
  fs::remove(folder.path / "a/b/x.md");
  CHECK(watcher.wait(2000));
  fs::create_directories(folder.path / "new/deep/er");
  CHECK(watcher.wait(2000));
  write(folder.path / "new/deep/er/y.md", "1");
  CHECK(watcher.wait(2000));
  fs::rename(folder.path / "new", folder.path / "newer");
  CHECK(watcher.wait(2000));
  write(folder.path / "newer/deep/er/y.md", "2");
  CHECK(watcher.wait(2000));
  CHECK(!watcher.wait(20));

  write(folder.path / "output/site/index.html", "made by us");
  CHECK(!watcher.wait(20));
}

}  // namespace
}  // namespace kitei::serve
