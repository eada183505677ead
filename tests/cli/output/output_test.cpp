#include "cli/output/output.h"

#include <catch2/catch.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "cli/machine/disk.h"
#include "cli/machine/parallel.h"
#include "support/folder.h"

namespace kitei {
namespace {

namespace fs = std::filesystem;

using test::Folder;

TEST_CASE("a sink gets files from all threads, one after the other") {
  std::map<std::string, std::string> files;  // not safe to change from two threads at once
  cli::Output output([&](std::string path, std::string bytes) { files.insert_or_assign(std::move(path), std::move(bytes)); });
  cli::parallel(8)(20000, [&](std::size_t i) {
    const std::string name = std::to_string(i);
    if (i % 2) return output.add(name, name);
    cli::Output::Growing file(output, name);
    file.add(name);
    file.finish();
  });
  CHECK(files.size() == 20000);
  CHECK(std::all_of(files.begin(), files.end(), [](const auto& file) { return file.first == file.second; }));
}

TEST_CASE("only what an earlier manifest lists is removed, and nothing outside the folder") {
  const Folder folder;
  const Folder outside;
  cli::write_file(outside.path / "precious", "x");
  {
    cli::Output output(folder.path, cli::Output::Rewrite::Changed);
    output.add("site/a.html", "a");
    output.add("site/old/b.html", "b");
    output.add("packs/p.zip", "p");
    output.finish([](std::string_view) { return true; });
  }
  cli::write_file(folder.path / "site/mine.txt", "by hand");
  {
    cli::Output output(folder.path, cli::Output::Rewrite::Changed);
    output.add("site/a.html", "a");
    output.finish([](std::string_view path) { return path.starts_with("site/"); });
    CHECK(output.totals().written == 0);
    CHECK(output.totals().removed == 1);
  }
  CHECK(fs::exists(folder.path / "site/a.html"));
  CHECK(!fs::exists(folder.path / "site/old"));
  CHECK(fs::exists(folder.path / "packs/p.zip"));
  CHECK(fs::exists(folder.path / "site/mine.txt"));
  // A manifest from elsewhere that names files outside.
  const std::string foreign = "{\"schema\": 1, \"files\": [{\"path\": \"../" + outside.path.filename().string() +
                              "/precious\", \"bytes\": 1, \"sha256\": \"" + std::string(64, '0') + "\"}]}";
  cli::write_file(folder.path / "manifest.json", foreign);
  cli::Output output(folder.path, cli::Output::Rewrite::Changed);
  output.finish([](std::string_view) { return true; });
  CHECK(fs::exists(outside.path / "precious"));
}

}  // namespace
}  // namespace kitei
