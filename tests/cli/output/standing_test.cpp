#include "cli/output/standing.h"

#include <catch2/catch.hpp>

#include "cli/machine/disk.h"
#include "support/folder.h"

using namespace kitei;

namespace {

cli::Hash hash_of(unsigned char byte) {
  cli::Hash hash{};
  hash.fill(byte);
  return hash;
}

const std::string kFolder = "site/id/";
std::string id_of(std::string_view path) { return std::string(path.substr(kFolder.size(), 1)); }

// What a build leaves that made these files and a group of these parts.
struct Made {
  std::string groups;
  cli::BuildRecord record;
};
Made build(const test::Folder& folder, const std::map<std::string, cli::Hash>& parts) {
  cli::Output output(folder.path, cli::Output::Rewrite::Changed);
  for (const char* name : {"site/id/a.html", "site/id/a@1.html", "site/id/b.html", "site/id/c.html", "site/index.html"}) output.add(name, name);
  cli::Standing standing(folder.path, nullptr, false);
  CHECK_FALSE(standing.take_parts(kFolder, hash_of(9), parts, id_of, output));
  output.finish([](std::string_view) { return true; });
  Made made{standing.bytes(), {}};
  made.record.outputs = output.take_files();
  return made;
}

std::vector<std::string> kept_paths(cli::Output& output) {
  output.finish([](std::string_view) { return false; });
  const cli::FileTable files = output.take_files();
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < files.size(); ++i) paths.emplace_back(files.path(i));
  return paths;
}

}  // namespace

TEST_CASE("of a group of parts the files stand whose part is as it was, and parts that came or went are told") {
  const std::map<std::string, cli::Hash> before{{"a", hash_of(1)}, {"b", hash_of(2)}, {"c", hash_of(3)}};
  struct Case {
    std::string name;
    std::map<std::string, cli::Hash> now;
    std::set<std::string> changed;
    std::vector<std::string> kept;
  };
  const std::vector<Case> cases{
      {"nothing", before, {}, {"manifest.json", "site/id/a.html", "site/id/a@1.html", "site/id/b.html", "site/id/c.html"}},
      {"another key", {{"a", hash_of(4)}, {"b", hash_of(2)}, {"c", hash_of(3)}}, {"a"}, {"manifest.json", "site/id/b.html", "site/id/c.html"}},
      {"one went", {{"a", hash_of(1)}, {"c", hash_of(3)}}, {"b"}, {"manifest.json", "site/id/a.html", "site/id/a@1.html", "site/id/c.html"}},
      {"one came", {{"a", hash_of(1)}, {"b", hash_of(2)}, {"c", hash_of(3)}, {"d", hash_of(3)}}, {"d"}, {"manifest.json", "site/id/a.html", "site/id/a@1.html", "site/id/b.html", "site/id/c.html"}},
      {"all", {}, {"a", "b", "c"}, {"manifest.json"}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const test::Folder folder;
    Made made = build(folder, before);
    made.record.groups = made.groups;
    cli::Output output(folder.path, cli::Output::Rewrite::Changed, &made.record);
    cli::Standing standing(folder.path, &made.record, false);
    CHECK(standing.take_parts(kFolder, hash_of(9), c.now, id_of, output) == c.changed);
    CHECK(kept_paths(output) == c.kept);
    // The next build is asked about the parts of this one.
    made.groups = standing.bytes();
    made.record.groups = made.groups;
    REQUIRE(cli::groups_of(made.record).size() == 1);
    CHECK(cli::groups_of(made.record)[0].parts == c.now);
  }
}

TEST_CASE("no part stands under another key, or when a file was touched") {
  const std::map<std::string, cli::Hash> parts{{"a", hash_of(1)}, {"b", hash_of(2)}, {"c", hash_of(3)}};
  const test::Folder folder;
  Made made = build(folder, parts);
  made.record.groups = made.groups;
  const auto take = [&](unsigned char key) {
    cli::Output output(folder.path, cli::Output::Rewrite::Changed, &made.record);
    return cli::Standing(folder.path, &made.record, false).take_parts(kFolder, hash_of(key), parts, id_of, output).has_value();
  };
  CHECK(take(9));
  CHECK_FALSE(take(8));
  cli::write_file(folder.path / "site/id/b.html", "spoilt");
  CHECK_FALSE(take(9));
}
