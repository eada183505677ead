#include "cli/machine/tree_writer.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "support/folder.h"

namespace kitei {
namespace {

namespace fs = std::filesystem;

using test::Folder;

TEST_CASE("a new top folder appears as a whole") {
  const Folder folder;
  cli::TreeWriter writer(folder.path / "out");
  CHECK(writer.write("site/規程/a.html", "a", cli::Compare::Yes).written == cli::Written::New);
  CHECK(writer.write("top.json", "t", cli::Compare::Yes).written == cli::Written::Changed);
  CHECK(!fs::exists(folder.path / "out/site"));
  writer.commit();
  CHECK(cli::read_file(folder.path / "out/site/規程/a.html") == "a");
  CHECK(cli::read_file(folder.path / "out/top.json") == "t");
  CHECK(fs::is_empty(folder.path / "out/.kitei"));
}

TEST_CASE("what is not committed is not seen, and what killed builds left is swept away") {
  const Folder folder;
  {
    cli::TreeWriter writer(folder.path);
    writer.write("site/a.html", "a", cli::Compare::Yes);
  }
  CHECK(!fs::exists(folder.path / "site"));
  CHECK(fs::is_empty(folder.path / ".kitei"));
  cli::write_file(folder.path / ".kitei/new-999999999/site/b.html", "b");
  cli::write_file(folder.path / ".kitei/cache", "c");
  const cli::TreeWriter writer(folder.path);
  CHECK(!fs::exists(folder.path / ".kitei/new-999999999"));
  CHECK(fs::exists(folder.path / ".kitei/cache"));
}

TEST_CASE("files of a folder that is there are replaced one by one, and only when they differ") {
  const Folder folder;
  cli::write_file(folder.path / "site/a.html", "one");
  cli::write_file(folder.path / "site/b.html", std::string(100000, 'b'));
  fs::create_symlink("/etc/hostname", folder.path / "site/link.html");
  cli::TreeWriter writer(folder.path);
  CHECK(writer.write("site/a.html", "one", cli::Compare::Yes).written == cli::Written::Same);
  CHECK(writer.write("site/a.html", "one", cli::Compare::No).written == cli::Written::Changed);
  CHECK(writer.write("site/b.html", std::string(99999, 'b') + "c", cli::Compare::Yes).written == cli::Written::Changed);
  CHECK(writer.write("site/link.html", "mine", cli::Compare::Yes).written == cli::Written::Changed);
  writer.commit();
  CHECK(cli::read_file(folder.path / "site/b.html").back() == 'c');
  CHECK(fs::is_regular_file(fs::symlink_status(folder.path / "site/link.html")));
  CHECK(std::distance(fs::directory_iterator(folder.path / "site"), fs::directory_iterator()) == 3);
}

TEST_CASE("a file that grows is there when it is finished, and only when it differs") {
  const Folder folder;
  const std::string half(100000, 'a');
  cli::write_file(folder.path / "site/a.json", half + "b");
  fs::create_symlink("/etc/hostname", folder.path / "site/link.json");
  cli::TreeWriter writer(folder.path);
  const auto grow = [&](std::string_view path, const std::vector<std::string>& pieces, cli::Compare compare) {
    cli::TreeWriter::Growing file(writer, path, compare);
    for (const std::string& piece : pieces) file.add(piece);
    return file.finish();
  };
  struct stat before {};
  REQUIRE(::stat((folder.path / "site/a.json").c_str(), &before) == 0);
  const cli::TreeWriter::Result same = grow("site/a.json", {half, "b"}, cli::Compare::Yes);
  CHECK(same.written == cli::Written::Same);
  CHECK(same.inode == before.st_ino);
  CHECK(grow("site/a.json", {half, "b"}, cli::Compare::No).written == cli::Written::Changed);
  for (const std::vector<std::string>& pieces : {std::vector<std::string>{half}, {half, "bc"}, {"x", half}, {half, "b", "c"}, {}}) {
    cli::write_file(folder.path / "site/a.json", half + "b");
    CHECK(grow("site/a.json", pieces, cli::Compare::Yes).written == cli::Written::Changed);
    std::string whole;
    for (const std::string& piece : pieces) whole += piece;
    CHECK(cli::read_file(folder.path / "site/a.json") == whole);
  }
  CHECK(grow("site/link.json", {"mine"}, cli::Compare::Yes).written == cli::Written::Changed);
  CHECK(fs::is_regular_file(fs::symlink_status(folder.path / "site/link.json")));
  CHECK(grow("new/a.json", {"a", "b"}, cli::Compare::Yes).written == cli::Written::New);
  {
    cli::TreeWriter::Growing given_up(writer, "site/b.json", cli::Compare::Yes);
    given_up.add("b");
  }
  writer.commit();
  CHECK(cli::read_file(folder.path / "new/a.json") == "ab");
  CHECK(std::distance(fs::directory_iterator(folder.path / "site"), fs::directory_iterator()) == 2);
}

TEST_CASE("many threads, more folders than descriptors") {
  const Folder folder;
  cli::TreeWriter writer(folder.path);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&writer, t] {
        for (int i = 0; i < 500; ++i) {
          writer.write("site/" + std::to_string(i) + "/" + std::to_string(t), std::to_string(i * t), cli::Compare::Yes);
        }
      });
    }
  }
  writer.commit();
  CHECK(cli::read_file(folder.path / "site/499/3") == "1497");
}

TEST_CASE("a folder that cannot be made is an error that names it") {
  const Folder folder;
  cli::write_file(folder.path / "site", "a file");
  cli::TreeWriter writer(folder.path);
  CHECK_THROWS_WITH(writer.write("site/a.html", "a", cli::Compare::Yes), Catch::Contains("site"));
}

}  // namespace
}  // namespace kitei
