#include "cli/machine/disk.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <algorithm>
#include <filesystem>
#include <vector>

#include "support/folder.h"

namespace kitei {
namespace {

namespace fs = std::filesystem;

using test::Folder;

bool nothing(std::string_view) { return false; }

TEST_CASE("a tree is read without hidden files and skipped folders") {
  const Folder folder;
  for (const char* name : {"handbook.yaml", "規程/一.md", ".git/config", "output/index.html", "a/b/c.md", "a/x.md~"}) {
    cli::write_file(folder.path / name, name);
  }
  const auto tree = cli::read_tree(folder.path, [](std::string_view path) { return path == "output"; });
  CHECK(tree.diagnostics.empty());
  CHECK(tree.value == base::FileTree{{"a/b/c.md", "a/b/c.md"}, {"handbook.yaml", "handbook.yaml"}, {"規程/一.md", "規程/一.md"}});
}

TEST_CASE("files are found in the order of their paths") {
  const Folder folder;
  const std::vector<std::string> paths{"a", "b-1/x", "b.md", "b/a-c", "b/a.md", "b/a/x", "b/a/y", "b/a0", "b0", "規程/一.md"};
  for (const std::string& path : paths) cli::write_file(folder.path / path, path);
  std::vector<std::string> found;
  for (const cli::FoundFile& file : cli::scan_tree(folder.path).files) found.push_back(file.path);
  CHECK(std::is_sorted(paths.begin(), paths.end()));
  CHECK(found == paths);
}

TEST_CASE("links that leave the tree and names that are no UTF-8 are reported, not followed") {
  const Folder folder;
  const Folder outside;
  cli::write_file(outside.path / "secret.md", "secret");
  cli::write_file(folder.path / "in.md", "in");
  fs::create_symlink(outside.path / "secret.md", folder.path / "out.md");
  fs::create_symlink(outside.path, folder.path / "dir");
  fs::create_symlink(folder.path / "nowhere", folder.path / "dangling.md");
  fs::create_symlink(folder.path / "in.md", folder.path / "same.md");
  cli::write_file(folder.path / "\x93\xfa.md", "x");
  const auto tree = cli::read_tree(folder.path, nothing);
  CHECK(tree.value == base::FileTree{{"in.md", "in"}, {"same.md", "in"}});
  CHECK(tree.diagnostics.size() == 4);
  for (const base::Diagnostic& diagnostic : tree.diagnostics) CHECK(diagnostic.code == "source-unreadable");
}

TEST_CASE("a file is written only when its bytes changed, and never half") {
  const Folder folder;
  const fs::path file = folder.path / "deep/er/x.txt";
  CHECK(cli::write_file(file, "one") == cli::Written::New);
  CHECK(cli::write_file(file, "one") == cli::Written::Same);
  CHECK(cli::write_file(file, "one", cli::Compare::No) == cli::Written::Changed);
  CHECK(cli::write_file(file, "two") == cli::Written::Changed);
  CHECK(cli::read_file(file) == "two");
  CHECK(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()) == 1);
}

TEST_CASE("what the world does is an error that names the path") {
  const Folder folder;
  CHECK_THROWS_WITH(cli::read_file(folder.path / "no.md"), Catch::Contains("no.md"));
  CHECK_THROWS_WITH(cli::read_file(folder.path), Catch::Contains("Is a directory"));
  cli::write_file(folder.path / "file", "");
  CHECK_THROWS_AS(cli::write_file(folder.path / "file/below", "x"), cli::WorldError);
}

}  // namespace
}  // namespace kitei
