#include "cli/machine/build_record.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

#include "cli/machine/changes.h"
#include "cli/output/output.h"
#include "support/folder.h"

namespace kitei {
namespace {

namespace fs = std::filesystem;

using cli::FileTable;
using test::Folder;

using namespace std::chrono_literals;

cli::Hash hash_of(unsigned char byte) {
  cli::Hash hash{};
  hash.fill(byte);
  return hash;
}

std::vector<std::string> paths_of(const FileTable& table) {
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < table.size(); ++i) paths.emplace_back(table.path(i));
  return paths;
}

TEST_CASE("a table of files is sorted, found in and set anew") {
  FileTable table;
  table.reserve(4, 10);
  for (const char* path : {"b", "規程/一.md", "a/b", "a"}) table.add(path, {1, 2, 3, 4}, hash_of(5));
  table.sort();
  CHECK(paths_of(table) == std::vector<std::string>{"a", "a/b", "b", "規程/一.md"});
  CHECK(table.find("b") == 2);
  CHECK(!table.find("c"));
  CHECK(!table.find(""));
  table.set(2, {10, 0, 0, 0}, hash_of(6));
  CHECK(table.total_bytes(0, 4) == 13);
  CHECK(table.total_bytes(1, 3) == 11);
  CHECK(table.total_bytes(4, 4) == 0);
  CHECK(table.hash(2) == hash_of(6));
  CHECK(table.hash(1) == hash_of(5));
  const FileTable moved = std::move(table);
  CHECK(moved.path(1) == "a/b");
  CHECK(moved.path(1).data()[3] == '\0');
}

TEST_CASE("a view of a table is changed in place, and copied before it grows") {
  FileTable original;
  original.add("a", {1, 0, 0, 0}, hash_of(1));
  original.add("b", {2, 0, 0, 0}, hash_of(2));
  std::vector<FileTable::Entry> entries(original.entries().begin(), original.entries().end());
  FileTable view(entries, original.paths());
  view.set(0, {7, 0, 0, 0}, hash_of(7));
  CHECK(entries[0].stamp.size == 7);
  view.add("c", {3, 0, 0, 0}, hash_of(3));
  view.set(1, {8, 0, 0, 0}, hash_of(8));
  CHECK(paths_of(view) == std::vector<std::string>{"a", "b", "c"});
  CHECK(entries[1].stamp.size == 2);
}

struct Recorded {
  Folder folder;
  cli::BuildRecord record;
  fs::path file;

  Recorded() {
    record.key = "key";
    record.today = base::Date{2026y, std::chrono::June, 1d};
    record.utc_offset_minutes = -90;
    record.looked_at = 1'700'000'000'000'000'000;
    record.sources.add("handbook.yaml", {1, 2, 3, 4}, hash_of(1));
    record.outputs.add("site/a.html", {5, 6, 0, 7}, hash_of(2));
    record.outputs.add("site/b.html", {8, 9, 0, 10}, hash_of(3));
    record.others.add("packs/p.zip", {11, 0, 0, 0}, hash_of(4));
    record.report = "a.md:1:1: warning: 警告\n";
    cli::write_record(folder.path, record);
    for (const fs::directory_entry& entry : fs::directory_iterator(folder.path / ".kitei")) {
      if (entry.path().filename().string().starts_with("record-")) file = entry.path();
    }
  }
};

TEST_CASE("a record comes back as it was written, and an entry of it can be replaced") {
  const Recorded written;
  cli::FoundRecord found = cli::read_record(written.folder.path, "key", "k");
  CHECK(!found.damaged);
  REQUIRE(found.record);
  CHECK(found.record->today == written.record.today);
  CHECK(found.record->utc_offset_minutes == -90);
  CHECK(found.record->looked_at == written.record.looked_at);
  CHECK(paths_of(found.record->sources) == std::vector<std::string>{"handbook.yaml"});
  CHECK(found.record->sources.stamp(0) == cli::Stamp{1, 2, 3, 4});
  CHECK(found.record->share.size() == 0);
  CHECK(paths_of(found.record->outputs) == std::vector<std::string>{"site/a.html", "site/b.html"});
  CHECK(found.record->outputs.hash(1) == hash_of(3));
  CHECK(paths_of(found.record->others) == std::vector<std::string>{"packs/p.zip"});
  CHECK(found.record->report == written.record.report);

  found.record->outputs.set(1, {80, 90, 0, 100}, hash_of(30));
  cli::write_record(written.folder.path, *found.record);
  const cli::FoundRecord again = cli::read_record(written.folder.path, "key", "k");
  REQUIRE(again.record);
  CHECK(cli::is_intact(*again.record));
  CHECK(again.record->outputs.stamp(1) == cli::Stamp{80, 90, 0, 100});
  CHECK(again.record->outputs.hash(0) == hash_of(2));
  CHECK(again.record->report == written.record.report);

  found.record->report = "another";
  cli::write_record(written.folder.path, *found.record);
  const cli::FoundRecord third = cli::read_record(written.folder.path, "key", "k");
  REQUIRE(third.record);
  CHECK(cli::is_intact(*third.record));
  CHECK(third.record->report == "another");
}

TEST_CASE("a record that is damaged anywhere is not used") {
  const Recorded written;
  const std::string good = cli::read_file(written.file);
  auto is_damaged = [&](const std::string& bytes) {
    cli::write_file(written.file, bytes);
    const cli::FoundRecord found = cli::read_record(written.folder.path, "key", "k");
    return found.damaged ? !found.record : found.record && !cli::is_intact(*found.record);
  };
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bytes = good;
    bytes[i] = static_cast<char>(bytes[i] ^ 0x10);
    INFO(i);
    CHECK(is_damaged(bytes));
  }
  for (std::size_t size = 0; size < good.size(); size += 7) CHECK(is_damaged(good.substr(0, size)));
  CHECK(is_damaged(good + "x"));
  CHECK(!is_damaged(good));
  // The report, which has a file of its own.
  const fs::path report = written.file.parent_path() / ("report" + written.file.filename().string().substr(6));
  CHECK(cli::read_file(report) == written.record.report);
  for (const std::string& other : {std::string(written.record.report) + "x", std::string("reporT"), std::string()}) {
    cli::write_file(report, other);
    INFO(other);
    CHECK(is_damaged(good));
  }
  fs::remove(report);
  CHECK(is_damaged(good));
}

TEST_CASE("a record of another build is none, and nothing is wrong with it") {
  const Recorded written;
  for (const std::string_view origin : {"k", "key", "o"}) {
    const cli::FoundRecord found = cli::read_record(written.folder.path, "other", origin);
    CHECK(!found.damaged);
    CHECK(!found.record);
    CHECK(found.foreign == (origin == "o"));  // by another program, or of another place
  }
  CHECK_FALSE(cli::read_record(written.folder.path, "key", "k").foreign);
  CHECK_FALSE(cli::read_record(written.folder.path / "empty", "key", "k").foreign);
  cli::write_file(written.file, "of long ago");
  CHECK(cli::read_record(written.folder.path, "other", "k").foreign);
}

TEST_CASE("a file of the output that was removed, replaced, altered or made a link is noticed") {
  const Folder folder;
  FileTable table;
  {
    cli::Output output(folder.path, cli::Output::Rewrite::Changed);
    for (int i = 0; i < 20; ++i) output.add("site/" + std::to_string(i) + ".html", "page");
    output.add("site/one/only.html", "page");
    output.add("top.json", "top");
    output.finish([](std::string_view) { return true; });
    table = output.take_files();
  }
  const auto disturbed = [&](std::size_t first, std::size_t end) {
    std::vector<std::string> paths;
    for (const std::size_t i : cli::disturbed_outputs(folder.path, table, first, end)) paths.emplace_back(table.path(i));
    return paths;
  };
  CHECK(table.size() == 23);
  CHECK(disturbed(0, table.size()).empty());
  fs::remove(folder.path / "site/3.html");
  fs::remove(folder.path / "site/4.html");
  cli::write_file(folder.path / "site/4.html", "page");
  std::ofstream(folder.path / "site/5.html", std::ios::app) << "x";
  fs::rename(folder.path / "site/6.html", folder.path / "elsewhere");
  fs::create_symlink(folder.path / "elsewhere", folder.path / "site/6.html");
  fs::remove_all(folder.path / "site/one");
  const timespec times[2] = {{1, 0}, {1, 0}};
  ::utimensat(AT_FDCWD, (folder.path / "manifest.json").c_str(), times, 0);
  CHECK(disturbed(0, table.size()) ==
        std::vector<std::string>{"manifest.json", "site/3.html", "site/4.html", "site/5.html", "site/6.html", "site/one/only.html"});
  CHECK(disturbed(0, 1) == std::vector<std::string>{"manifest.json"});
  CHECK(disturbed(1, 5).empty());
  fs::remove_all(folder.path / "site");
  CHECK(disturbed(0, table.size()).size() == 22);
  fs::remove_all(folder.path);
  CHECK(disturbed(0, table.size()).size() == 23);
}

TEST_CASE("an output folder that its record describes is not read for its manifest") {
  const Folder folder;
  cli::BuildRecord record;
  {
    cli::Output output(folder.path, cli::Output::Rewrite::Changed);
    output.add("site/a.html", "a");
    output.add("packs/p.zip", "p");
    output.finish([](std::string_view) { return true; });
  }
  auto only_site = [](std::string_view path) { return path.starts_with("site/"); };
  {
    cli::Output output(folder.path, cli::Output::Rewrite::Changed);
    output.add("site/a.html", "a");
    output.add("site/b.html", "b");
    output.finish(only_site);
    record.outputs = output.take_files();
    record.others = output.take_others();
  }
  CHECK(paths_of(record.outputs) == std::vector<std::string>{"manifest.json", "site/a.html", "site/b.html"});
  CHECK(paths_of(record.others) == std::vector<std::string>{"packs/p.zip"});
  const std::string both = cli::read_file(folder.path / "manifest.json");
  {
    cli::Output output(folder.path, cli::Output::Rewrite::Changed, &record);
    output.add("site/a.html", "a");
    output.finish(only_site);
    CHECK(output.totals().removed == 1);
  }
  CHECK(!fs::exists(folder.path / "site/b.html"));
  CHECK(fs::exists(folder.path / "packs/p.zip"));
  {
    // The record is of a build before the last one: the manifest is read.
    cli::Output output(folder.path, cli::Output::Rewrite::Changed, &record);
    output.add("site/a.html", "a");
    output.add("site/b.html", "b");
    output.finish(only_site);
    CHECK(output.totals().removed == 0);
  }
  CHECK(cli::read_file(folder.path / "manifest.json") == both);
}

TEST_CASE("a manifest that is copied but for a few entries is the one that is written whole") {
  using Files = std::map<std::string, std::string>;
  Files base;
  for (int i = 10; i < 99; ++i) base.emplace("site/" + std::to_string(i) + ".html", std::to_string(i));
  struct Case {
    const char* what;
    Files other;                 // instead of base's, or besides
    std::vector<std::string> gone;
  };
  std::vector<Case> cases{{"nothing", {}, {}},
                          {"one text", {{"site/50.html", "anders"}}, {}},
                          {"the first and the last one", {{"site/10.html", "x"}, {"site/98.html", "yz"}}, {}},
                          {"one of the same size", {{"site/50.html", "05"}}, {}},
                          {"new ones at both ends and between", {{"site/1.html", "1"}, {"site/500.html", "500"}, {"site/規程.html", "規程"}}, {}},
                          {"the first and the last one are gone", {}, {"site/10.html", "site/98.html"}},
                          {"neighbours are gone, and one comes", {{"site/505.html", "505"}}, {"site/50.html", "site/51.html"}},
                          {"most are others", {}, {}}};
  for (const auto& [path, text] : base) cases.back().other.emplace(path, text + "!");
  const auto only_site = [](std::string_view path) { return path.starts_with("site/"); };
  const auto add_all = [](cli::Output& output, const Files& files) {
    for (const auto& [path, text] : files) output.add(path, text);
  };
  for (const Case& each : cases) {
    INFO(each.what);
    Files now = each.other;
    now.insert(base.begin(), base.end());
    for (const std::string& path : each.gone) now.erase(path);
    const Folder folder, anew;
    cli::BuildRecord record;
    for (const Folder* at : {&folder, &anew}) {
      cli::Output packs(at->path, cli::Output::Rewrite::Changed);
      packs.add("packs/p.zip", "p");
      packs.finish([](std::string_view) { return true; });
    }
    {
      cli::Output output(folder.path, cli::Output::Rewrite::Changed);
      add_all(output, base);
      output.finish(only_site);
      record.outputs = output.take_files();
      record.others = output.take_others();
    }
    cli::Output copied(folder.path, cli::Output::Rewrite::Changed, &record);
    add_all(copied, now);
    copied.finish(only_site);
    CHECK(copied.totals().removed == each.gone.size());
    cli::Output whole(anew.path, cli::Output::Rewrite::Changed);
    add_all(whole, now);
    whole.finish(only_site);
    CHECK(cli::read_file(folder.path / "manifest.json") == cli::read_file(anew.path / "manifest.json"));
    const cli::FileTable made = copied.take_files();
    CHECK(made.stamp(*made.find("manifest.json")).inode == cli::stamp_of(folder.path / "manifest.json").inode);
    CHECK(paths_of(made) == paths_of(whole.take_files()));
  }
}

TEST_CASE("what a damaged or lost manifest does not list is removed as the record says") {
  for (const std::string damaged : {"", "{", "gone"}) {
    INFO(damaged);
    const Folder folder;
    const auto all = [](std::string_view) { return true; };
    cli::BuildRecord record;
    {
      cli::Output output(folder.path, cli::Output::Rewrite::Changed);
      output.add("site/a.html", "a");
      output.add("site/b.html", "b");
      output.finish(all);
      record.outputs = output.take_files();
    }
    cli::write_file(folder.path / "site/mine.html", "mine");
    cli::write_file(folder.path / "manifest.json", damaged);
    if (damaged == "gone") fs::remove(folder.path / "manifest.json");
    cli::Output output(folder.path, cli::Output::Rewrite::Changed, &record);
    output.add("site/a.html", "a");
    output.finish(all);
    CHECK(output.totals().removed == 1);
    CHECK(fs::exists(folder.path / "site/a.html"));
    CHECK(!fs::exists(folder.path / "site/b.html"));
    CHECK(fs::exists(folder.path / "site/mine.html"));
    CHECK(paths_of(output.take_files()) == std::vector<std::string>{"manifest.json", "site/a.html"});
    CHECK(paths_of(output.take_others()).empty());
  }
}

}  // namespace
}  // namespace kitei
